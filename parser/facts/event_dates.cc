#include "parser/facts/event_dates.h"

#include <algorithm>

#include "parser/facts/clauses.h"
#include "parser/facts/context.h"
#include "parser/facts/pattern.h"

namespace gongwatch::parser::facts {
namespace {

std::size_t distance(Span a, Span b) {
  return a.end <= b.begin ? b.begin - a.end : a.begin >= b.end ? a.begin - b.end : 0;
}

// "the disclosure … on November 9", "11月9日披露": the day on which it became known, not on which
// it happened.
// "said on Monday": when somebody spoke of it.
bool is_said_on(const PreparedText& text, const DateMention& date) {
  static const Pattern kSaid(
      R"((?i)\b(?:said|says|denied|added|confirmed|wrote|told (?:[a-z']+ ){1,5}?)(?: late| early)?(?: on)? ?$)");
  static const Pattern kSays(R"((?i)^ (?:said|denied|told|confirmed)\b)");
  constexpr std::size_t kReach = 48;
  const std::size_t begin = date.span.begin - std::min(kReach, date.span.begin);
  return kSaid.find(text.view({begin, date.span.begin})) ||
         kSays.find(text.view({date.span.end, text.whole().end}).substr(0, kReach));
}

// "a decision of 12 July": the day of the thing itself, whoever shows it.
bool is_decided(const PreparedText& text, const DateMention& date) {
  static const Pattern kDecided(R"((?i)\b(?:decision|decided|dated|letter)(?: of| on)? $)");
  constexpr std::size_t kReach = 24;
  const std::size_t begin = date.span.begin - std::min(kReach, date.span.begin);
  return kDecided.find(text.view({begin, date.span.begin})).has_value();
}

bool is_disclosure_day(const PreparedText& text, Span clause, const DateMention& date,
                       const Trigger* trigger) {
  constexpr std::size_t kBefore = 80;
  constexpr std::size_t kAfter = 40;
  Span before{std::max(clause.begin, date.span.begin - std::min(kBefore, date.span.begin)),
              date.span.begin};
  Span after{date.span.end, std::min(clause.end, date.span.end + kAfter)};
  if (trigger != nullptr && trigger->span.end <= date.span.begin)
    before.begin = std::max(before.begin, trigger->span.end);
  if (trigger != nullptr && trigger->span.begin >= date.span.end)
    after.end = std::min(after.end, trigger->span.begin);
  if (is_decided(text, date)) return false;
  // "The exchange's website listed it as withdrawn on Thursday".
  static const Pattern kSite(
      R"((?i)\b(?:website|webpage|site|hkexnews|notice|record|list of applicants)\b[^,]{0,24}$)");
  if (trigger != nullptr && trigger->span.end <= date.span.begin &&
      kSite.find(text.folded(), {clause.begin, std::max(clause.begin, trigger->span.begin)}))
    return true;
  return has_context("disclosure", text, before) || has_context("disclosure", text, after);
}

// "until 8 July", 截至, 至: the end of something, not its day.
bool is_an_end(const PreparedText& text, const DateMention& date) {
  static const Pattern kEnd(
      R"((?i)(?:\bthrough |\b(?:until|till|to|by|before|ending|ended|ends|closes? on|close|as of|as at|due|since)(?: on)? |[-~] ?|截至|截止|至|到|前|止于|直至|迄)$)");
  static const Pattern kEndBehind(R"(^(?:止|前|截止|截至|结束|之前|以前|收市))");
  constexpr std::size_t kReach = 16;
  const std::size_t begin = date.span.begin - std::min(kReach, date.span.begin);
  static const Pattern kMoved(
      R"((?i)\b(?:re-?scheduled|postponed|moved|delayed|shifted|put back|pushed back)(?: [a-z ]{1,20})? (?:to|until) $)");
  constexpr std::size_t kVerb = 48;
  const std::size_t verb = date.span.begin - std::min(kVerb, date.span.begin);
  if (kMoved.find(text.view({verb, date.span.begin}))) return false;
  constexpr std::string_view kOwn = "'s";  // "ended Wednesday's session"
  if (text.view({date.span.end, text.whole().end}).substr(0, kOwn.size()) == kOwn) return false;
  return kEnd.find(text.view({begin, date.span.begin})).has_value() ||
         kEndBehind.find(text.view({date.span.end, text.whole().end})).has_value();
}

bool tied(const PreparedText& text, Span a, Span b) {
  static const Pattern kTie(
      R"((?i)^\s?(?:,|、|及|和|与|以及|,? and|,? again on|,? then on|,? and on)\s?(?:on )?$)");
  return a.end <= b.begin && b.begin - a.end < 24 && kTie.find(text.view({a.end, b.begin}));
}

// "HONG KONG, Jan 9 - ": where and when the report was written.
bool is_dateline(const PreparedText& text, Span sentence, const DateMention& date) {
  static const Pattern kPlace(R"(^\W{0,3}[A-Z][A-Z. ]{2,30}(?:, |,? ?\(| )$)");
  static const Pattern kAgency(R"(^ \([A-Z][A-Za-z. ]{1,30}\) ?-+ )");
  if (date.span.begin == sentence.begin && kAgency.find(text.view({date.span.end, sentence.end})))
    return true;
  static const Pattern kMark(R"(^\)?(?: ?\([A-Z][A-Za-z. ]{1,30}\))? ?(?:-+|:|\|) )");
  return kPlace.find(text.view({sentence.begin, date.span.begin})) &&
         kMark.find(text.view({date.span.end, sentence.end}));
}

class Assigner {
 public:
  Assigner(const PreparedText& text, Span sentence, const std::vector<Trigger>& triggers,
           const std::vector<DateMention>& dates)
      : text_(text), triggers_(triggers), clauses_(clauses_of(text, sentence)) {
    for (const DateMention& date : dates_in(dates, sentence)) {
      if (sentence.contains(date.span) && !date.lunar && !date.impossible && !date.range_end &&
          !is_dateline(text, sentence, date) && !is_said_on(text, date))
        dates_.push_back(&date);
    }
    found_.resize(triggers.size());
  }

  std::vector<TriggerDates> run() {
    for (std::size_t i = 0; i < dates_.size(); ++i) place(i);
    for (std::size_t i = 0; i < triggers_.size(); ++i) {
      if (found_[i].days.empty() && found_[i].disclosed == nullptr) take_pending(i);
    }
    share_disclosure();
    return std::move(found_);
  }

 private:
  struct Pending {
    const DateMention* date;
    bool disclosure;
  };

  // "has passed its hearing, according to an information pack published on Thursday", "set the
  // price …, its allotment results showed on Thursday": known from the same paper.
  void share_disclosure() {
    for (std::size_t i = 0; i < triggers_.size(); ++i) {
      const Stage paper = triggers_[i].stage;
      if (paper != Stage::phip && paper != Stage::allotted) continue;
      const DateMention* day = found_[i].disclosed;
      if (day == nullptr && !found_[i].days.empty()) day = found_[i].days.front();
      if (day == nullptr) continue;
      for (std::size_t j = 0; j < triggers_.size(); ++j) {
        const Stage told = paper == Stage::phip ? Stage::hearing : Stage::priced;
        if (told == Stage::priced && j > i) continue;  // "announced its results on …, the price …"
        if (triggers_[j].stage == told && found_[j].days.empty() && found_[j].disclosed == nullptr)
          found_[j].disclosed = day;
      }
    }
  }

  void place(std::size_t index) {
    const DateMention& date = *dates_[index];
    const Span clause = clause_at(clauses_, date.span.begin);
    // "March 5, September 6 and …": the later days of a list go where the first went.
    const bool own_stage = std::any_of(triggers_.begin(), triggers_.end(), [&](const Trigger& t) {
      return clause.overlaps(t.span) && t.span.begin >= date.span.end;
    });
    if (index > 0 && !(own_stage && !clause.contains(dates_[index - 1]->span)) &&
        tied(text_, dates_[index - 1]->span, date.span)) {
      for (TriggerDates& one : found_) {
        if (!one.days.empty() && one.days.back() == dates_[index - 1]) {
          one.days.push_back(&date);
          return;
        }
      }
    }
    std::size_t best = triggers_.size();
    for (std::size_t i = 0; i < triggers_.size(); ++i) {
      if (!clause.overlaps(triggers_[i].span)) continue;
      // "on Jan 30 and again on Aug 5": the first day is not the second filing's.
      if (triggers_[i].span.begin >= date.span.end &&
          text_.view(triggers_[i].span).substr(0, 4) == "and ")
        continue;
      if (best == triggers_.size() ||
          distance(triggers_[i].span, date.span) < distance(triggers_[best].span, date.span))
        best = i;
    }
    const bool lapse = best < triggers_.size() && triggers_[best].stage == Stage::lapsed;
    if (!lapse && !date.range_start && is_an_end(text_, date) &&
        !is_disclosure_day(text_, clause, date, nullptr))
      return;
    if (best < triggers_.size()) {
      give(best, date, is_disclosure_day(text_, clause, date, &triggers_[best]));
      return;
    }
    const bool disclosure = is_disclosure_day(text_, clause, date, nullptr) ||
                            (stands_alone(clause, date) && next_clause_discloses(clause));
    const bool last = std::none_of(triggers_.begin(), triggers_.end(),
                                   [&](const Trigger& t) { return t.span.begin >= clause.end; });
    if (!last) {
      pending_.push_back({&date, disclosure});
    } else if (disclosure && !triggers_.empty() && found_.back().disclosed == nullptr) {
      for (TriggerDates& one : found_) {
        if (one.disclosed == nullptr && (one.days.empty() || &one == &found_.back()))
          one.disclosed = &date;
      }
    } else if (!triggers_.empty() && found_.back().days.empty() &&
               (stands_alone(clause, date) || is_decided(text_, date))) {
      found_.back().days.push_back(&date);
    }
  }

  // "10月21日,港交所网站显示,…": the clause behind, without a trigger, says what the day is of.
  bool next_clause_discloses(Span clause) const {
    for (const Span& next : clauses_) {
      if (next.begin != clause.end) continue;
      const auto told = std::find_if(triggers_.begin(), triggers_.end(),
                                     [&](const Trigger& t) { return next.overlaps(t.span); });
      if (told == triggers_.end()) return has_context("disclosure", text_, next);
      // "On December 17, the exchange's website showed that X passed …".
      static const Pattern kShown(
          R"((?i)\b(?:website|webpage|site|hkexnews|notice|records?|exchange|disclosure)\b[^,]{0,40}\b(?:show(?:s|ed)|disclosed|revealed|indicated|displayed|listed)\b)");
      return kShown.matches_in(text_.folded(),
                               {next.begin, std::max(next.begin, told->span.begin)});
    }
    return false;
  }

  // "…, on 9 November." and nothing else in the clause.
  bool stands_alone(Span clause, const DateMention& date) const {
    constexpr std::size_t kOthers = 8;
    return clause.size() - std::min(clause.size(), date.span.size()) <= kOthers;
  }

  void give(std::size_t trigger, const DateMention& date, bool disclosure) {
    TriggerDates& one = found_[trigger];
    if (disclosure) {
      if (one.disclosed == nullptr) one.disclosed = &date;
      return;
    }
    const Span place = triggers_[trigger].span;
    if (one.days.empty()) {
      one.days.push_back(&date);
    } else if (distance(place, date.span) < distance(place, one.days.front()->span)) {
      one.days.front() = &date;
    }
  }

  // The last day in front of the trigger that stands in a clause of its own.
  void take_pending(std::size_t trigger) {
    const std::size_t begin = triggers_[trigger].span.begin;
    const Pending* nearest = nullptr;
    for (const Pending& one : pending_) {
      if (one.date->span.end <= begin) nearest = &one;
    }
    if (nearest == nullptr) return;
    if (nearest->disclosure) {
      found_[trigger].disclosed = nearest->date;
    } else {
      found_[trigger].days.push_back(nearest->date);
      found_[trigger].pending = true;
    }
  }

  const PreparedText& text_;
  const std::vector<Trigger>& triggers_;
  std::vector<Span> clauses_;
  std::vector<const DateMention*> dates_;
  std::vector<Pending> pending_;
  std::vector<TriggerDates> found_;
};

}  // namespace

std::vector<TriggerDates> assign_dates(const PreparedText& text, Span sentence,
                                       const std::vector<Trigger>& triggers,
                                       const std::vector<DateMention>& dates) {
  return Assigner(text, sentence, triggers, dates).run();
}

}  // namespace gongwatch::parser::facts
