#include "parser/facts/event_outcome.h"

#include "parser/facts/event_day_words.h"
#include "parser/facts/pattern.h"

namespace gongwatch::parser::facts {
namespace {

// "拟赴港上市的备案获确认": the listing is planned, the notice is there.
bool is_notice_of_plan(const PreparedText& text, Span clause, const Trigger& trigger) {
  static const Pattern kThere("通知书|获|完成|通过|确认");
  static const Pattern kToCome("待|有望|预计|预期|料|争取|将获|或获");
  return trigger.stage == Stage::csrc_filed && kThere.matches_in(text.folded(), trigger.span) &&
         text.view({clause.begin, trigger.span.end}).find("拟") != std::string_view::npos &&
         !kToCome.matches_in(text.folded(), {clause.begin, trigger.span.end});
}

// "按下暂停键的甲重启招股": what had been put off goes on.
bool begins_again(const PreparedText& text, const Trigger& trigger) {
  static const Pattern kAgain("^(?:重启|重新|恢复|再次|再度|再)");
  return trigger.stage == Stage::launched && kAgain.matches_in(text.folded(), trigger.span);
}

bool is_fixed_price(const PreparedText& text, Span trigger) {
  static const Pattern kFixed(R"((?i)^(?:priced|set|fixed|settled)\b.*(?:\$|HKD ?|\d)$)");
  return kFixed.find(text.view(trigger)).has_value();
}

}  // namespace

void settle_outcome(const PreparedText& text, const Trigger& trigger, Span clause,
                    const TriggerDates& told, std::optional<CivilDate> reference,
                    Modality& modality) {
  if (trigger.stage == Stage::hearing && modality.outcome == Outcome::rumoured &&
      told_as_done(text, {clause.begin, trigger.span.begin}, told, reference))
    modality.outcome.reset();
  if (modality.outcome == Outcome::postponed &&
      (trigger.stage == Stage::withdrawn || begins_again(text, trigger)))
    modality.outcome.reset();
  // "X has priced its IPO at HK$3.99, people familiar said": bankers tell a price that is
  // fixed.
  if (trigger.stage == Stage::priced && modality.outcome == Outcome::rumoured &&
      is_fixed_price(text, trigger.span))
    modality.outcome.reset();
  if (modality.outcome == Outcome::planned && trigger.context == "launch_lead")
    modality.outcome.reset();
  if (modality.outcome == Outcome::planned && is_notice_of_plan(text, clause, trigger))
    modality.outcome.reset();
}

}  // namespace gongwatch::parser::facts
