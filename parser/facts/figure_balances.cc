#include "parser/facts/figure_balances.h"

#include <algorithm>
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

}  // namespace

std::vector<PeriodList> balance_lists(const FigureContext& context, const FigureSentence& parts,
                                      const std::vector<PeriodList>& moments,
                                      const PeriodMemory& memory) {
  if (!moments.empty()) return moments;
  if (const auto end = end_of_that_year(context, parts, memory))
    return {{{parts.span.begin, parts.span.begin}, {*end}}};
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
