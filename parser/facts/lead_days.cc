#include "parser/facts/lead_days.h"

#include <algorithm>

#include "parser/facts/clauses.h"
#include "parser/facts/dateline.h"
#include "parser/facts/event_day_words.h"
#include "parser/facts/pattern.h"
#include "parser/facts/stages.h"

namespace gongwatch::parser::facts {
namespace {

constexpr std::size_t kLead = 3;  // sentences
constexpr int kMostDaysAgo = 10;

struct LeadDay {
  DateMention date;
  bool disclosed = false;
};

std::optional<LeadDay> lead_day(const PreparedText& text, const StoryTriggers& triggers,
                                const std::vector<DateMention>& dates, CivilDate reference) {
  for (std::size_t i = 0; i < std::min(kLead, text.sentences().size()); ++i) {
    const Span sentence = text.sentences()[i].span;
    const auto clauses = clauses_of(text, sentence);
    for (const DateMention& date : dates_in(dates, sentence)) {
      const Span clause = clause_at(clauses, date.span.begin);
      const bool behind = clause_behind_discloses(text, clauses, triggers[i], clause);
      if (!date.date || date.range_start || date.range_end) continue;
      const bool told = told_by_company(text, date) == Told::in_paper;
      if (!told && is_said_on(text, date)) continue;
      if (is_dateline(text, sentence, date) && !behind) continue;
      const bool disclosed = told || is_disclosure_day(text, clause, date, nullptr) ||
                             (stands_alone(text, clause, date) && behind) ||
                             is_dateline(text, sentence, date);
      if (!disclosed && is_an_end(text, date)) continue;
      const int age = days_between(*date.date, reference);
      if (age < 0) continue;
      if (age > kMostDaysAgo) return std::nullopt;
      return LeadDay{date, disclosed};
    }
  }
  return std::nullopt;
}

// "日前更新招股书": some day, not that of the dateline.
bool is_some_day_ago(const PreparedText& text, const FoundEvent& one) {
  static const Pattern kLately(
      R"((?i)日前|近日|近期|最近|不久前|\b(?:recently|lately|in recent (?:days|weeks))\b)");
  if (one.in_title) return false;
  const Span sentence = text.sentences()[one.sentence].span;
  return kLately.matches_in(text.folded(),
                            {sentence.begin, std::max(sentence.begin, one.trigger.end)});
}

bool has_day(const FoundEvent& one) {
  return one.event.event_date.has_value() || one.event.disclosed_on.has_value();
}

// A day of these weeks: the company's news has its day already.
bool is_dated_news(const FoundEvent& one, CivilDate reference) {
  constexpr int kNewsDays = 40;
  const auto day = one.event.event_date ? one.event.event_date : one.event.disclosed_on;
  // A price is told beside everything.
  return day && one.event.stage != Stage::priced && !one.past && !one.older_month && !one.outcome &&
         days_between(*day, reference) <= kNewsDays;
}

// "X said on Monday evening that it had set the price", "an announcement said on Tuesday": the
// paper that tells price and allotment.
const DateMention* day_of_paper(const PreparedText& text, const std::vector<DateMention>& dates,
                                CivilDate reference) {
  for (std::size_t i = 0; i < std::min(kLead, text.sentences().size()); ++i) {
    for (const DateMention& date : dates_in(dates, text.sentences()[i].span)) {
      if (!date.date || !is_said_on(text, date)) continue;
      const int age = days_between(*date.date, reference);
      return age >= 0 && age <= kMostDaysAgo ? &date : nullptr;
    }
  }
  return nullptr;
}

bool is_of_paper(const FoundEvent& one) {
  return (one.event.stage == Stage::priced || one.event.stage == Stage::allotted) &&
         !one.in_table && !one.outcome && !one.past && !one.older_month && !one.event.history;
}

// Of the price only if the sentence that says so tells it, or the headline.
void date_by_paper(const PreparedText& text, const std::vector<DateMention>& dates,
                   CivilDate reference, std::vector<FoundEvent>& told) {
  const bool results = std::any_of(told.begin(), told.end(), [](const FoundEvent& one) {
    return is_of_paper(one) && one.event.stage == Stage::allotted;
  });
  const DateMention* said = results ? day_of_paper(text, dates, reference) : nullptr;
  if (said == nullptr) return;
  for (FoundEvent& one : told) {
    const Span sentence = text.sentences()[one.sentence].span;
    const bool here = one.in_title || sentence.contains(said->span);
    if (is_of_paper(one) && !has_day(one) && (here || one.event.stage == Stage::allotted))
      one.event.disclosed_on = said->date;
  }
}

// "LumiBeam got to the finish line on Friday. The stock closed at HK$16.64": the day of the
// sentence in front, if it is the only one and no other event's.
void date_by_sentence_before(const PreparedText& text, const std::vector<DateMention>& dates,
                             CivilDate reference, std::vector<FoundEvent>& told) {
  constexpr std::size_t kBack = 2;  // sentences
  const auto& sentences = text.sentences();
  const auto tells = [&](std::size_t sentence) {
    return std::any_of(told.begin(), told.end(), [&](const FoundEvent& other) {
      return !other.in_title && other.sentence == sentence;
    });
  };
  for (FoundEvent& one : told) {
    if (one.in_title || one.in_table || one.outcome || one.past || one.maybe_past ||
        one.older_month || has_day(one) || is_of_paper(one) ||
        !one.event.rule.starts_with("stage-phrase:en"))
      continue;
    for (std::size_t back = 1; back <= std::min(kBack, one.sentence); ++back) {
      const std::size_t at = one.sentence - back;
      if (sentences[at].paragraph != sentences[one.sentence].paragraph || tells(at)) break;
      const auto days = dates_in(dates, sentences[at].span);
      if (days.empty()) continue;
      const DateMention& day = days.front();
      const int age = day.date ? days_between(*day.date, reference) : -1;
      if (days.size() == 1 && age >= 0 && age <= kMostDaysAgo && !day.range_start &&
          !is_an_end(text, day)) {
        (one.event.stage == Stage::phip ? one.event.disclosed_on : one.event.event_date) = day.date;
        if (day.year_inferred) one.guessed_date = day;
      }
      break;
    }
  }
}

}  // namespace

void date_by_lead(const PreparedText& text, const StoryTriggers& triggers,
                  const std::vector<DateMention>& dates, std::optional<CivilDate> reference,
                  std::vector<FoundEvent>& told) {
  if (!reference) return;
  date_by_paper(text, dates, *reference, told);
  date_by_sentence_before(text, dates, *reference, told);
  // Terms of an offer told beside its price: the offer began before.
  const auto has_begun = [&](const FoundEvent& one) {
    return one.event.stage == Stage::launched &&
           std::any_of(told.begin(), told.end(), [&](const FoundEvent& other) {
             return other.issuer == one.issuer && !other.outcome &&
                    (other.event.stage == Stage::priced || other.event.stage == Stage::allotted);
           });
  };
  const auto undated = [&](const FoundEvent& one) {
    return !has_begun(one) && !has_day(one) && !is_some_day_ago(text, one) && !one.in_table &&
           !one.outcome && !one.past && !one.maybe_past && !one.older_month &&
           one.event.stage != Stage::priced && (one.in_title || one.sentence < kLead);
  };
  if (std::none_of(told.begin(), told.end(), undated)) return;
  const auto lead = lead_day(text, triggers, dates, *reference);
  if (!lead) return;
  for (FoundEvent& one : told) {
    if (!undated(one)) continue;
    const bool taken = std::any_of(told.begin(), told.end(), [&](const FoundEvent& other) {
      const bool same_day =
          other.event.event_date == lead->date.date || other.event.disclosed_on == lead->date.date;
      if (other.issuer != one.issuer) return same_day && other.event.stage != one.event.stage;
      // "The old one had lapsed on Monday": no day of the new one's.
      return is_dated_news(other, *reference) &&
             !(is_filing(one.event.stage) && is_end(other.event.stage));
    });
    if (taken) continue;
    (lead->disclosed || one.event.stage == Stage::phip || one.event.stage == Stage::allotted
         ? one.event.disclosed_on
         : one.event.event_date) = lead->date.date;
    if (lead->date.year_inferred) one.guessed_date = lead->date;
  }
}

}  // namespace gongwatch::parser::facts
