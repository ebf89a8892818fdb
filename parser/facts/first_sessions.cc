#include "parser/facts/first_sessions.h"

#include <fmt/core.h>

#include <algorithm>

#include "parser/facts/pattern.h"
#include "text/utf8.h"

namespace gongwatch::parser::facts {
namespace {

bool has_day(const FoundEvent& one) {
  return one.event.event_date.has_value() || one.event.disclosed_on.has_value();
}

// What is only said while, or just after, the shares trade for the first time.
bool tells_of_session(const PreparedText& where, Span sentence) {
  static const Pattern kSession(
      "首日|首挂|开市|开盘|收市|收盘|收报|早段|初段|半日|午后|高见|低见|现报|曾见|高开|低开|平开|"
      "潜水|破发|时报|敲[钟锣]|"
      "鸣[锣钟]|锣声");
  // English names the day, or looks back.
  if (text::count_han(where.view(sentence)) == 0) return false;
  return kSession.matches_in(where.folded(), sentence);
}

bool tells_another_time(const PreparedText& where, Span sentence,
                        const std::vector<DateMention>& dates) {
  static const Pattern kOther(
      "上周|上月|去年|前年|今年|年初|年底|月初|月中|月底|早前|此前|昨[日天晚早]|昨首|明[日天早晚年]"
      "|下[周月]|日前|近日|近期|"
      "[年月周天日]前|当[年时]|曾经|其后|之后|如今|至今|20\\d\\d年|以来|翻查|回顾|即将|将[于在会]|"
      "拟|预[计期料]|料[于在将可]|\\d{1,2}月|若|如果|假如|暗盘");
  const auto here = dates_in(dates, sentence);
  return here.begin() != here.end() || kOther.matches_in(where.folded(), sentence);
}

}  // namespace

std::set<std::size_t> issuers_in_first_session(const PreparedText& text, const PreparedText& title,
                                               const std::vector<DateMention>& dates,
                                               const std::vector<FoundEvent>& told) {
  std::set<std::size_t> in_session;
  std::set<std::size_t> told_otherwise;
  for (const FoundEvent& one : told) {
    if (one.event.stage != Stage::listed) continue;
    if (one.outcome || one.past || one.older_month || has_day(one)) {
      told_otherwise.insert(one.issuer);
      continue;
    }
    const PreparedText& where = one.in_title ? title : text;
    const Span sentence = one.in_title ? title.whole() : text.sentences()[one.sentence].span;
    if (tells_of_session(where, sentence) &&
        !tells_another_time(where, sentence, one.in_title ? std::vector<DateMention>() : dates))
      in_session.insert(one.issuer);
  }
  for (const std::size_t one : told_otherwise) in_session.erase(one);
  return in_session;
}

void date_first_sessions(const std::set<std::size_t>& issuers, std::optional<CivilDate> reference,
                         std::vector<FoundEvent>& events) {
  if (!reference) return;
  for (FoundEvent& one : events) {
    if (one.event.stage != Stage::listed || one.event.history || one.outcome || has_day(one) ||
        issuers.count(one.issuer) == 0)
      continue;
    one.event.event_date = reference;
    one.day_assumed = true;
  }
}

Warning warning_of_day(const Event& event) {
  Warning warning;
  warning.code = "day-assumed";
  warning.message =
      fmt::format("no day is told of the first session of {}; read as {}, the story's own",
                  event.issuer.name, to_iso(*event.event_date));
  warning.evidence = event.evidence;
  return warning;
}

}  // namespace gongwatch::parser::facts
