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
  if (w.timetable.matches_in(folded, front) || w.timetable.matches_in(folded, behind))
    return Tense::nearest;
  return Tense::unknown;
}

}  // namespace gongwatch::parser::facts
