#include "parser/facts/committee_days.h"

#include <algorithm>

#include "parser/facts/context.h"
#include "parser/facts/pattern.h"

namespace gongwatch::parser::facts {

void CommitteeDays::keep(Span sentence, std::size_t index) {
  if (!has_context("committee", text_, sentence)) return;
  const auto days = dates_in(dates_, sentence);
  if (days.size() != 1 || !days.front().date) return;
  day_ = &days.front();
  told_in_ = index;
}

void CommitteeDays::take(const Trigger& trigger, std::size_t index, TriggerDates& dates) const {
  constexpr std::size_t kNear = 2;
  if (trigger.stage == Stage::hearing && dates.days.empty() && dates.disclosed == nullptr &&
      day_ != nullptr && index - told_in_ <= kNear)
    dates.days.push_back(day_);
}

void CommitteeDays::take_meeting(const Trigger& trigger, Span sentence, TriggerDates& dates) const {
  static const Pattern kMet(R"((?i)\b(?:met|meeting|sat|convened|session)(?: late)? on $)");
  // "上市委员会周四举行聆讯,甲及乙均获通过".
  static const Pattern kHeld("(?:举行|召开|进行|开会)[^,。;|]{0,12}聆讯|聆讯(?:会议)?(?:于|在)");
  const Span front{sentence.begin, std::max(sentence.begin, trigger.span.begin)};
  if (trigger.stage == Stage::hearing && dates.days.empty() && dates.disclosed == nullptr &&
      kHeld.matches_in(text_.folded(), front)) {
    const auto days = dates_in(dates_, front);
    if (days.size() == 1 && days.front().date) dates.days.push_back(&days.front());
    return;
  }
  constexpr std::size_t kReach = 24;
  if (trigger.stage != Stage::hearing || !dates.days.empty() ||
      !has_context("committee", text_, sentence))
    return;
  for (const DateMention& day : dates_in(dates_, sentence)) {
    const std::size_t from = day.span.begin - std::min(day.span.begin, kReach);
    if (!day.date || !kMet.matches_in(text_.folded(), {from, day.span.begin})) continue;
    dates.days.push_back(&day);
    dates.disclosed = nullptr;
    return;
  }
}

}  // namespace gongwatch::parser::facts
