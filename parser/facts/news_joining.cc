#include "parser/facts/news_joining.h"

#include <algorithm>

#include "parser/facts/stages.h"

namespace gongwatch::parser::facts {
namespace {

bool same_day(const std::optional<CivilDate>& a, const std::optional<CivilDate>& b) {
  return !a || !b || *a == *b;
}

bool joins(const FoundEvent& into, const FoundEvent& other) {
  if (into.issuer != other.issuer || into.event.stage != other.event.stage ||
      into.event.history != other.event.history || into.outcome != other.outcome)
    return false;
  const auto apart = [](const FoundEvent& end, const FoundEvent& one) {
    return end.not_before && one.event.event_date &&
           days_between(*end.not_before, *one.event.event_date) < 0;
  };
  if (apart(into, other) || apart(other, into)) return false;
  return !into.event.history || (same_day(into.event.event_date, other.event.event_date) &&
                                 same_day(into.event.disclosed_on, other.event.disclosed_on));
}

class Joiner {
 public:
  explicit Joiner(std::vector<FoundEvent> told) : told_(std::move(told)) {}

  std::vector<FoundEvent> run() {
    std::stable_sort(told_.begin(), told_.end(), [](const FoundEvent& a, const FoundEvent& b) {
      return !a.in_title && b.in_title;
    });
    for (FoundEvent& one : told_) {
      const auto same = std::find_if(kept_.begin(), kept_.end(), [&](const FoundEvent& other) {
        return joins(other, one) && !is_another_end(other, one);
      });
      if (same != kept_.end()) {
        fill_from(*same, one);
      } else {
        kept_.push_back(std::move(one));
      }
    }
    return std::move(kept_);
  }

 private:
  // "首次递表,同年11月失效;2019年再递表,最终失效": a filing stands between.
  bool is_another_end(const FoundEvent& first, const FoundEvent& second) const {
    const bool han = first.event.rule.starts_with("stage-phrase:zh");
    if (!han || !is_end(first.event.stage) || !first.event.history || first.in_title ||
        second.in_title || first.in_table || second.in_table)
      return false;
    // "前两次招股书皆失效" in the opening tells of those below.
    const FoundEvent& undated = day_of(first) ? second : first;
    const auto own_filing = [&](const FoundEvent& one) {
      return one.issuer == first.issuer && is_filing(one.event.stage) && one.event.history &&
             !one.in_title && one.sentence == undated.sentence &&
             one.trigger.begin < undated.trigger.begin;
    };
    if (std::none_of(told_.begin(), told_.end(), own_filing) &&
        std::none_of(kept_.begin(), kept_.end(), own_filing))
      return false;
    const auto begin = std::min(first.trigger.begin, second.trigger.begin);
    const auto end = std::max(first.trigger.begin, second.trigger.begin);
    const auto parts = [&](const FoundEvent& one) {
      return one.issuer == first.issuer && is_filing(one.event.stage) && !one.in_title &&
             !one.in_table && !one.outcome && day_of(one) && one.trigger.begin > begin &&
             one.trigger.begin < end;
    };
    return std::any_of(told_.begin(), told_.end(), parts) ||
           std::any_of(kept_.begin(), kept_.end(), parts);
  }

  std::vector<FoundEvent> told_;
  std::vector<FoundEvent> kept_;
};

}  // namespace

std::optional<CivilDate> day_of(const FoundEvent& event) {
  return event.event.event_date ? event.event.event_date : event.event.disclosed_on;
}

void fill_from(FoundEvent& into, const FoundEvent& from) {
  if (!into.event.event_date) into.event.event_date = from.event.event_date;
  if (from.event.disclosed_on && (!into.event.disclosed_on || into.only_said)) {
    into.event.disclosed_on = from.event.disclosed_on;
    into.only_said = from.only_said;
  }
  if (!into.event.board) into.event.board = from.event.board;
  if (!into.guessed_date) {
    into.guessed_date = from.guessed_date;
    into.guess_in_title = from.guess_in_title;
  }
}

void look_back_at_price(const std::vector<FoundEvent*>& events) {
  // Where the results are told, so is the price.
  const bool results = std::any_of(events.begin(), events.end(), [](const FoundEvent* one) {
    return one->event.stage == Stage::allotted && !one->event.history && !one->outcome;
  });
  if (results) return;
  for (FoundEvent* price : events) {
    if (price->event.stage != Stage::priced || price->in_title || price->in_table ||
        !day_of(*price))
      continue;
    for (const FoundEvent* debut : events) {
      if (debut->event.stage == Stage::listed && !debut->event.history && day_of(*debut) &&
          *day_of(*price) < *day_of(*debut))
        price->event.history = true;
    }
  }
}

std::vector<FoundEvent> join_tellings(std::vector<FoundEvent> told) {
  return Joiner(std::move(told)).run();
}

}  // namespace gongwatch::parser::facts
