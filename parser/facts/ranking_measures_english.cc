#include <algorithm>
#include <string_view>

#include "parser/facts/pattern.h"
#include "parser/facts/ranking_measures.h"
#include "parser/facts/ranking_periods.h"
#include "parser/facts/ranking_places.h"

namespace gongwatch::parser::facts {
namespace {

constexpr std::size_t kLongestMeasure = 160;  // bytes

// Years in front of the metric or in it ("2024 sales", "revenue of 2024") go.
void take_periods(const PreparedText& text, Span& words, std::vector<std::string>& periods) {
  for (const PeriodMention& period : find_rank_periods(text, words)) {
    periods.push_back(period.period);
    if (period.span.begin <= words.begin + 4) {
      words.begin = period.span.end;
    } else {
      words.end = std::min(words.end, period.span.begin);
    }
  }
  static const Pattern kAnd(R"((?i)^(?:,|\s|and\b|fiscal\b)+)");
  static const Pattern kTail(R"((?i)\s(?:of|in|for|the|year|and|both)\s*$)");
  if (const auto lead = kAnd.find(text.folded(), words)) words.begin = lead->span.end;
  for (int i = 0; i < 3; ++i) {
    if (const auto tail = kTail.find(text.folded(), words)) words.end = tail->span.begin;
  }
}

// "[revenue] in 2023 and 2024": the periods right behind.
std::size_t take_periods_behind(const PreparedText& text, Span rest,
                                std::vector<std::string>& periods) {
  static const Pattern kBetween(
      R"((?i)^(?:\s|,|in|for|during|of|as of|as at|at|on|the|year|years|both|and|end|calendar|fiscal|recorded|generated|over|january|february|march|april|may|june|july|august|september|october|november|december|\d{1,2})*$)");
  constexpr std::size_t kReach = 90;
  std::size_t end = rest.begin;
  for (const PeriodMention& period :
       find_rank_periods(text, {rest.begin, std::min(rest.end, rest.begin + kReach)})) {
    if (!kBetween.matches_in(text.folded(), {end, period.span.begin})) break;
    periods.push_back(period.period);
    end = period.span.end;
  }
  return end;
}

// What a metric does not begin with, and "its", "the total" that are left out of it.
bool opens_a_metric(const PreparedText& text, Span words) {
  static const Pattern kNot(
      R"((?i)^(?:top|far|end|law|hand|year-end|analysts?|investors?|researchers?|sponsors?|regulators?|banks?|itself|then|now|contrast|comparison|means|nature|mid-?\d*|late|early|half|more|less|about|around|nearly|up to|as much|each|every|any|all|both|no|not|this|that|these|those|him|her|them|us|you|people|consultants?|market research\w*|third part\w*|private|state|foreign|local|chinese|venture|one|two|three|four|five|six|seven|eight|nine|ten|name|default|agreement|turn|order|addition|charge|time|part|general|particular|recent|early|late|which|whom)\b|^[\d$%(]|^(?:hk|us)\$|^[a-z]+ing\b)");
  if (kNot.matches_in(text.folded(), words)) {
    static const Pattern kHead("(?i)^[a-z]+ing [a-z ]*(?:" + rank_metric_heads() + ")$");
    return kHead.matches_in(text.folded(), words);
  }
  static const Pattern kName(R"(^[A-Z][a-z])");
  return !kName.matches_in(text.folded(), words);
}

Span without_lead(const PreparedText& text, Span words) {
  static const Pattern kLead(
      R"((?i)^(?:the|a|an|its|their|his|our|total|overall|aggregate|annual|full-year|year's|estimated|both|respective|company's|group's|corresponding)\s+)");
  static const Pattern kOwner("(?i)^(?:" + english_place_names() + ")'s\\s+");
  constexpr int kMost = 4;
  for (int i = 0; i < kMost; ++i) {
    if (const auto lead = kLead.find(text.folded(), words)) words.begin = lead->span.end;
    if (const auto owner = kOwner.find(text.folded(), words)) words.begin = owner->span.end;
  }
  return words;
}

// "its cash costs per ton of steel place it in the top 5%": what is ranked is the measure.
void add_ranked_measure(const PreparedText& text, Span sentence, std::vector<RankMeasure>& all) {
  static const Pattern kRanked(
      "(?i)\\b((?:[a-z]+ )?(?:" + rank_metric_heads() +
      ")(?: per [a-z]+(?: of [a-z]+)?)?)(?: of [^,;.]{2,60}?)?(?: in 20\\d\\d)? "
      "(?:places?|placed|puts?|ranks?|ranked|ranking) (?:it |the company |the group )?"
      "(?:in|among|within) the top ");
  if (!all.empty()) return;
  const auto ranked = kRanked.find(text.folded(), sentence);
  if (!ranked) return;
  RankMeasure measure;
  measure.span = ranked->groups[0];
  measure.metrics = {without_lead(text, ranked->groups[0])};
  // The one year of the sentence is its year.
  const auto periods = find_rank_periods(text, sentence);
  if (!periods.empty() && std::all_of(periods.begin(), periods.end(), [&](const PeriodMention& p) {
        return p.period == periods.front().period;
      }))
    measure.periods.push_back(periods.front().period);
  all.push_back(std::move(measure));
}

// "by volume and by revenue in 2024": one measure of two metrics.
void add_joined(const PreparedText& text, RankMeasure measure, std::vector<RankMeasure>& all) {
  static const Pattern kAnd("(?i)^,? and $");
  if (all.empty() || all.back().span.end > measure.span.begin ||
      !kAnd.matches_in(text.folded(), {all.back().span.end, measure.span.begin})) {
    all.push_back(std::move(measure));
    return;
  }
  RankMeasure& last = all.back();
  last.span.end = measure.span.end;
  last.certain = last.certain && measure.certain;
  last.metrics.insert(last.metrics.end(), measure.metrics.begin(), measure.metrics.end());
  if (last.periods.empty()) last.periods = std::move(measure.periods);
}

}  // namespace

void add_english_measures(const PreparedText& text, Span sentence, std::vector<RankMeasure>& all) {
  static const Pattern kOpener(
      R"((?i)\b(?:((?:as |when |if )?(?:measured|calculated|ranked|ordered|judged|gauged|counted|computed|sorted) (?:by|in|on|with|in terms of|based on|according to)|in terms of|in respect of|based on|on the basis of|with)|(by|according to|in accordance with|going by|going on)|((?:\d(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d|one|two|three|place|position|largest|biggest|spot)(?: (?:of|in) (?-i:[A-Z][a-z]+(?: [A-Z][a-z]+)?))? (?:both )?in))\s+)");
  static const Pattern kStop(
      R"((?i)\s(?:in|among|amongst|for|during|with|at|according|as|but|while|which|that|it|its|the (?:company|group|firm)|respectively|globally|worldwide|nationwide|to|is|are|was|were|has|had|ranks?|ranked|ranking|behind|across|within|over|from|last|this|than|data|citing|on|after|before|when|where|generated|derived|the|recorded|attributable|took|takes|came|comes|stood|stands|placed|holds|held|show(?:s|ed)|says?|said|by|or|and (?:by|in|ranks?|ranked|is|was|the|has|had|its|it|one|also|number|no|(?:\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth))|of (?:all|the))\b|[,.;:()#]|\s-)");
  static const Pattern kCertain("(?i)(?:^|\\s)(?:" + rank_metric_heads() +
                                ")(?:$|\\sof\\s|,? and )");
  static const Pattern kCalculate(
      R"((?i)^\s?(?:to calculate|to measure|as (?:the )?(?:basis|measure|criterion)))");
  static const Pattern kYearFirst(
      R"((?i)^(?:fy ?|fiscal )?(20\d\d)(?:'s)?(?: and (20\d\d))?\s+(?:full-year |annual |total )?)");
  std::size_t from = sentence.begin;
  while (const auto opener = kOpener.find(text.folded(), {from, sentence.end})) {
    from = opener->span.end;
    RankMeasure measure;
    Span words{opener->span.end, std::min(sentence.end, opener->span.end + kLongestMeasure)};
    words = without_lead(text, words);
    if (const auto year = kYearFirst.find(text.folded(), words)) {
      for (const Span& group : year->groups) {
        if (!group.empty()) measure.periods.emplace_back(text.view(group));
      }
      words.begin = year->span.end;
    }
    if (const auto stop = kStop.find(text.folded(), words)) words.end = stop->span.begin;
    if (words.empty() || !opens_a_metric(text, words)) continue;
    std::size_t end = words.end;
    if (measure.periods.empty()) {
      take_periods(text, words, measure.periods);
      if (measure.periods.empty())
        end = take_periods_behind(text, {words.end, sentence.end}, measure.periods);
    }
    words = trimmed(text.folded(), words);
    if (words.empty()) continue;
    measure.certain = opener->has(0) || kCertain.matches_in(text.folded(), words);
    const std::string_view opening = text.view(opener->span);
    const bool plain_by = opening.size() == 3;
    if (!opener->has(0) && !measure.certain && !plain_by) continue;
    if (opening.substr(0, 4) == "with" || opening.substr(0, 4) == "With") {
      if (!kCalculate.matches_in(text.folded(), {end, sentence.end})) continue;
    }
    std::size_t start = opener->span.begin;
    if (opener->has(2)) start = opener->span.end - 3;
    measure.span = {start, end};
    measure.metrics = listed_metrics(text, words);
    static const Pattern kOf("(?i)^(?:[a-z]+ )?(?:" + rank_metric_heads() +
                             ") of ([a-z][a-z -]{3,60})$");
    static const Pattern kNumber("(?i)number|value|amount|quantity|volume");
    if (const auto of = kOf.find(text.folded(), words);
        of && !kNumber.matches_in(text.folded(), {words.begin, of->groups[0].begin}))
      measure.object = of->groups[0];
    add_joined(text, std::move(measure), all);
    from = std::max(from, end);
  }
  add_ranked_measure(text, sentence, all);
}

}  // namespace gongwatch::parser::facts
