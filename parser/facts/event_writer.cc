#include "parser/facts/event_writer.h"

#include <algorithm>
#include <utility>

#include "parser/facts/context.h"
#include "parser/facts/older_months.h"
#include "parser/facts/pattern.h"

namespace gongwatch::parser::facts {
namespace {

std::optional<Board> board_in(const PreparedText& text, Span in) {
  static const Pattern kMain(R"((?i)\bmain board\b|主板)");
  static const Pattern kGem(R"(\bGEM\b|\bgem board\b|创业板)");
  if (kMain.matches_in(text.folded(), in)) return Board::main;
  if (kGem.matches_in(text.folded(), in)) return Board::gem;
  return std::nullopt;
}

}  // namespace

FoundEvent EventWriter::event_at(const Trigger& trigger, Span clause, std::size_t index,
                                 std::size_t issuer, const Modality& modality) const {
  const Span sentence = text_.sentences()[index].span;
  FoundEvent found;
  found.issuer = issuer;
  found.sentence = index;
  found.trigger = trigger.span;
  found.in_title = text_.in() == Evidence::In::title;
  found.outcome = modality.outcome;
  found.older_month = older_month(text_, clause, trigger.span, context_.reference);
  found.past = modality.past || found.older_month;
  found.maybe_past = modality.maybe_past;
  found.event.stage = trigger.stage;
  found.event.board = board_in(text_, clause);
  if (!found.event.board) found.event.board = board_in(text_, sentence);
  found.event.evidence = text_.evidence(sentence);
  found.event.rule = trigger.rule;
  return found;
}

bool EventWriter::tells_another_time(Span clause, Span trigger) const {
  static const Pattern kTime(
      R"((?:今年|去年|上年|前年|\d{4}年)?\d{1,2}月(?:底|初|中|份|下旬|上旬|中旬|末|[^\d])|上(?:个)?月|去年|前年|年初|年中|年底|早前|此前|先前|之前)");
  return older_month(text_, clause, trigger, context_.reference) ||
         kTime.matches_in(text_.folded(), {clause.begin, trigger.end});
}

TriggerDates EventWriter::days_of(const Trigger& trigger, TriggerDates dates,
                                  const Modality& modality, Span clause) const {
  // "11月3日至7日共有四家失效": no day of any of them.
  if (trigger.stage != Stage::launched) {
    dates.days.erase(std::remove_if(dates.days.begin(), dates.days.end(),
                                    [](const DateMention* day) { return day->range_start; }),
                     dates.days.end());
  }
  // A day in front of "once filed in 2024 and …" is the news's, not the past's.
  // "将于今日挂牌的甲,超购力压上月挂牌的乙": a day of the clause in front is not that of 上月.
  static const Pattern kThen("上(?:个)?月|去年|前年|早前|此前|年初");
  if (kThen.matches_in(text_.folded(), {clause.begin, std::max(clause.begin, trigger.span.begin)}))
    std::erase_if(dates.days,
                  [&](const DateMention* day) { return day->span.end <= clause.begin; });
  if (dates.pending && (modality.past || tells_another_time(clause, trigger.span)))
    dates.days.clear();
  // "It filed in May, it said on Monday".
  if (older_month(text_, clause, trigger.span, context_.reference)) dates.disclosed = nullptr;
  const bool published =
      trigger.stage == Stage::phip || trigger.stage == Stage::allotted ||
      (trigger.stage != Stage::launched && trigger.stage != Stage::listed &&
       trigger.stage != Stage::priced && has_context("publication", text_, trigger.span));
  if (!published || dates.days.empty() || !dates.days.front()->date) return dates;
  if (context_.reference && days_between(*context_.reference, *dates.days.front()->date) > 0)
    return dates;  // a plan
  if (dates.disclosed == nullptr) dates.disclosed = dates.days.front();
  dates.days.clear();
  return dates;
}

bool counts_filings(const PreparedText& text, const Trigger& trigger) {
  static const Pattern kCounted("^(?:先后)?[两二三四五六](?:次|度)");
  return trigger.stage == Stage::refiled && kCounted.matches_in(text.folded(), trigger.span);
}

void in_text_order(std::vector<FoundEvent>& events) {
  std::stable_sort(events.begin(), events.end(), [](const FoundEvent& a, const FoundEvent& b) {
    return std::pair(a.sentence, a.trigger.begin) < std::pair(b.sentence, b.trigger.begin);
  });
}

void add_with_days(FoundEvent found, const TriggerDates& dates, bool counted,
                   std::vector<FoundEvent>& all) {
  const auto guess = [&](FoundEvent& event, const DateMention& used) {
    if ((used.year_inferred || used.year_missing) && !event.guessed_date)
      event.guessed_date = used, event.guess_in_title = event.in_title;
  };
  if (dates.disclosed != nullptr) {
    found.event.disclosed_on = dates.disclosed->date;
    found.only_said = dates.only_said;
    // "today announced that its shares have commenced trading": told on the day itself.
    if (found.event.stage == Stage::listed && dates.days.empty() && !found.outcome &&
        found.event.rule.starts_with("stage-phrase:en")) {
      found.event.event_date = found.event.disclosed_on;
      found.event.disclosed_on.reset();
      found.only_said = false;
    }
    guess(found, *dates.disclosed);
  }
  if (dates.days.empty()) {
    // "曾于2021年10月、2022年4月和10月三度递表": a filing, and what came after it.
    if (counted && dates.disclosed == nullptr && !found.in_title &&
        (found.past || found.maybe_past)) {
      all.push_back(found);
      all.back().event.stage = Stage::filed;
      all.back().event.history = true;
    }
    all.push_back(std::move(found));
    return;
  }
  for (const DateMention* day : dates.days) {
    FoundEvent one = found;
    // "曾于甲日、乙日和丙日三次递表": the first one is a filing.
    if (counted && day == dates.days.front() && dates.days.size() > 1)
      one.event.stage = Stage::filed;
    one.event.event_date = day->date;
    guess(one, *day);
    all.push_back(std::move(one));
  }
}

}  // namespace gongwatch::parser::facts
