#include "parser/facts/date_tense.h"

#include <algorithm>
#include <string>

#include "parser/facts/pattern.h"
#include "parser/vocabulary/table.h"

namespace gongwatch::parser::facts {
namespace {

constexpr std::size_t kReach = 120;  // bytes of a clause that are looked at on either side

struct Words {
  Pattern until, planned, future_before, future_behind, no_future, reporting, reporting_behind,
      past, timetable;
};

Pattern of_kind(std::string_view kind) {
  std::string all;
  for (const TableRow& row : table_rows("date_context", 2)) {
    if (row[0] == kind) all += (all.empty() ? "(?i)" : "|") + std::string(row[1]);
  }
  return Pattern(all);
}

const Words& words() {
  static const Words all{of_kind("until"),
                         of_kind("planned"),
                         of_kind("future_before"),
                         of_kind("future_behind"),
                         of_kind("no_future"),
                         of_kind("reporting"),
                         of_kind("reporting_behind"),
                         of_kind("past"),
                         of_kind("timetable")};
  return all;
}

bool is_break(char c) { return c == ',' || c == ';' || c == '\n' || c == '|'; }
bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

Span clause_in_front(std::string_view text, Span sentence, Span day) {
  const std::size_t least = std::max(sentence.begin, day.begin - std::min(day.begin, kReach));
  std::size_t begin = day.begin;
  while (begin > least && !is_break(text[begin - 1])) --begin;
  while (begin < day.begin && continues(text[begin])) ++begin;
  return {begin, day.begin};
}

// Up to the comma; a comma right behind the day ("On Tuesday, the company will …") is not the end.
Span clause_behind(std::string_view text, Span sentence, Span day) {
  const std::size_t most = std::min(sentence.end, day.end + kReach);
  std::size_t end = std::min(most, day.end + 2);
  while (end < most && !is_break(text[end])) ++end;
  while (end < most && continues(text[end])) ++end;
  return {std::min(day.end, end), end};
}

bool begins_clause(std::string_view in_front) {
  static const Pattern kOpening(
      R"((?i)^[\s"'(]*(?:on|from|as (?:of|from)|starting|于|在|由|自|从|并)?\s*$)");
  return kOpening.find(in_front).has_value();
}

// "周二:甲科技首日挂牌,收报37.2元,": how its shares did is known; the next item is another's.
bool tells_first_day(std::string_view folded, Span sentence, Span behind) {
  static const Pattern kListed("首日|首挂|上市|挂牌|登场|敲[钟锣]");
  static const Pattern kDone(
      "收(?:市|盘)?(?:报|于|涨|跌|升|平|高|低|挫|在)|(?:高|低|平)开|开(?:市|盘)?报|首日(?:收|升|涨|"
      "跌|"
      "挫|飙|破发|潜水|平)|现报|全日(?:升|涨|跌|挫)|(?:升|涨|跌|挫|飙)逾?[\\d.]+%");
  std::size_t end = std::min(sentence.end, behind.end + kReach);
  end = std::min(end, folded.find(';', behind.begin));
  return kListed.matches_in(folded, behind) && kDone.matches_in(folded, {behind.begin, end});
}

}  // namespace

Tense tense_around(const PreparedText& text, Span sentence, Span day) {
  const Words& w = words();
  const std::string_view folded = text.folded();
  const Span front = clause_in_front(folded, sentence, day);
  const Span behind = clause_behind(folded, sentence, day);
  if (w.no_future.matches_in(folded, front)) return Tense::nearest;
  if (w.reporting.matches_in(folded, front) && !w.planned.matches_in(folded, front))
    return Tense::past;
  // "its plan to list suffered a setback as it pulled its application on Wednesday".
  static const Pattern kDone(
      R"((?i)\b(?:as|after|when|because|since|which|who|it|they)(?: it| they)?(?: has| have| had)? (?:[a-z]{2,}ed|withdrew|fell|rose|won|made|sold|held|took|sent|went)\b)");
  if (const auto plan = w.future_before.find(folded, front)) {
    if (kDone.matches_in(folded, {plan->span.end, front.end})) return Tense::past;
    return Tense::future;
  }
  if (const auto plan = w.future_behind.find(folded, behind)) {
    const bool han =
        !folded.empty() && static_cast<unsigned char>(folded[plan->span.end - 1]) >= 0x80;
    const bool reported = w.reporting_behind.matches_in(folded, {behind.begin, plan->span.end});
    if (!reported && (han || begins_clause(text.view(front)))) return Tense::future;
  }
  if (w.until.matches_in(folded, front)) return Tense::nearest;
  if (w.past.matches_in(folded, front) || w.past.matches_in(folded, behind)) return Tense::past;
  // "In its debut on Monday, X fell": the main clause behind tells.
  static const Pattern kAdverbial(R"((?i)^[\s"'(]*(?:in|on|at|after|during|for)\b)");
  if (front.begin == sentence.begin && kAdverbial.find(text.view(front)) &&
      w.past.matches_in(folded, {behind.end, std::min(sentence.end, behind.end + kReach)}))
    return Tense::past;
  if (tells_first_day(folded, sentence, behind)) return Tense::past;
  if (w.timetable.matches_in(folded, front) || w.timetable.matches_in(folded, behind))
    return Tense::nearest;
  return Tense::unknown;
}

}  // namespace gongwatch::parser::facts
