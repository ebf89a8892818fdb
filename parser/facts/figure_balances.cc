#include "parser/facts/figure_balances.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <string>

#include "parser/facts/pattern.h"

namespace gongwatch::parser::facts {
namespace {

// "closed out the year with A in cash": the end of the year spoken of.
std::optional<std::string> end_of_that_year(const FigureContext& context,
                                            const FigureSentence& parts,
                                            const PeriodMemory& memory) {
  static const Pattern kEnded(
      R"((?i)\b(?:ended|closed|closed out|finished|exited|left) (?:the|that) year\b|\b(?:at|by) (?:the )?year[- ]end\b|(?:年末|年底)(?:账上|账面|持有|手头|在手|仍有|尚有|现金))");
  const Periods* told = memory.latest(1, true);
  if (told == nullptr || !parts.periods.empty() || told->front().compare(0, 2, "FY") != 0 ||
      !kEnded.matches_in(context.text.folded(), parts.span))
    return std::nullopt;
  return "at " + told->front().substr(2) + "-12-31";
}

// "上述报告期内,现金及现金等价物分别为A、B及C": at the ends of the periods told before.
std::vector<std::string> ends_of_track_record(const FigureContext& context,
                                              const FigureSentence& parts,
                                              const PeriodMemory& memory) {
  static const Pattern kEach(R"((?i)分别|依次|各期|\brespectively\b)");
  static const Pattern kRecord(
      R"((?i)报告期|记录期|上述(?:各|三|两)?(?:年|期)|同期|各期(?:期)?末|\btrack record\b|\breporting periods?\b)");
  const Periods* told = memory.latest_list(true);
  std::vector<std::string> ends;
  if (told == nullptr || !parts.periods.empty() ||
      !kEach.matches_in(context.text.folded(), parts.span) ||
      !kRecord.matches_in(context.text.folded(), parts.span))
    return ends;
  static const Pattern kPeriod(R"(^(?:FY|(\d{1,2})M)(\d{4})$)");
  for (const std::string& period : *told) {
    const auto match = kPeriod.find(period);
    if (!match) return {};
    const auto number = [&](std::size_t group) {
      return std::stoi(period.substr(match->groups[group].begin, match->groups[group].size()));
    };
    const int months = match->has(0) ? number(0) : 12;
    if (months < 1 || months > 12) return {};
    const std::chrono::year_month_day_last end{std::chrono::year(number(1)) /
                                               std::chrono::month(static_cast<unsigned>(months)) /
                                               std::chrono::last};
    ends.push_back("at " + to_iso(std::chrono::year_month_day(end)));
  }
  return ends;
}

}  // namespace

std::vector<PeriodList> balance_lists(const FigureContext& context, const FigureSentence& parts,
                                      const std::vector<PeriodList>& moments,
                                      const PeriodMemory& memory) {
  if (!moments.empty()) return moments;
  if (const auto end = end_of_that_year(context, parts, memory))
    return {{{parts.span.begin, parts.span.begin}, {*end}}};
  if (auto ends = ends_of_track_record(context, parts, memory); !ends.empty())
    return {{{parts.span.begin, parts.span.begin}, std::move(ends)}};
  static const Pattern kSameDay(R"((?i)\b(?:that|the same) (?:date|day)\b|同日|该日|同一日期)");
  if (const auto match = kSameDay.find(context.text.folded(), parts.span)) {
    const auto before = dates_in(context.dates, {0, match->span.begin});
    const auto last = std::find_if(before.rbegin(), before.rend(),
                                   [](const DateMention& date) { return date.date.has_value(); });
    if (last != before.rend()) return {{match->span, {"at " + to_iso(*last->date)}}};
  }
  static const Pattern kEnd(R"((?i)^ ?(?:年)?(?:末|底|止|12月底|12月末)|\bend of (?:the )?$)");
  std::vector<PeriodList> ends;
  for (const PeriodList& list : parts.periods) {
    PeriodList end{list.span, {}};
    for (const std::string& period : list.periods) {
      if (period.compare(0, 3, "at ") == 0) end.periods.push_back(period);
      if (period.compare(0, 2, "FY") == 0)
        end.periods.push_back("at " + period.substr(2) + "-12-31");
    }
    const std::size_t window = std::min<std::size_t>(list.span.begin - parts.span.begin, 16);
    const bool named = kEnd.find(context.text.view({list.span.end, parts.span.end})) ||
                       kEnd.find(context.text.view({list.span.begin - window, list.span.begin})) ||
                       list.periods.front().compare(0, 3, "at ") == 0;
    if (named && end.periods.size() == list.periods.size()) ends.push_back(std::move(end));
  }
  return ends;
}

}  // namespace gongwatch::parser::facts
