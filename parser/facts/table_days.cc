// Days and boards in cells.
#include <algorithm>
#include <charconv>
#include <cstdlib>

#include "parser/facts/pattern.h"
#include "parser/facts/table_values.h"
#include "text/utf8.h"

namespace gongwatch::parser::facts {
namespace {

// Of the years around the reference the one that brings the day nearest to it.
std::optional<CivilDate> nearest(const CivilDate& day, const CivilDate& reference) {
  std::optional<CivilDate> best;
  const int year = static_cast<int>(reference.year());
  for (int y = year - 1; y <= year + 1; ++y) {
    const auto one =
        make_date(y, static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
    if (one && (!best ||
                std::abs(days_between(*one, reference)) < std::abs(days_between(*best, reference))))
      best = one;
  }
  return best;
}

unsigned small(std::string_view digits) {
  unsigned value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

// "6/27", "06-27(四)": a cell of nothing but such days.
std::vector<DateMention> bare_days(const PreparedText& text, Span cell,
                                   std::optional<CivilDate> reference) {
  static const Pattern kCell(
      R"(^\d{1,2}[/.-]\d{1,2}(?:\([^()]{1,9}\))?(?: ?(?:-|~|至|到|to) ?\d{1,2}[/.-]\d{1,2}(?:\([^()]{1,9}\))?)?$)");
  static const Pattern kDay(R"((\d{1,2})[/.-](\d{1,2}))");
  std::vector<DateMention> days;
  if (!reference || !kCell.find(text.folded(), cell)) return days;
  const bool month_first = text::count_han(text.folded()) > 0;
  for (const Match& match : kDay.find_all(text.folded(), cell)) {
    unsigned month = small(text.view(match.groups[month_first ? 0 : 1]));
    unsigned day = small(text.view(match.groups[month_first ? 1 : 0]));
    if (month > 12) std::swap(month, day);
    const auto written = make_date(static_cast<int>(reference->year()), month, day);
    if (!written) return {};
    DateMention mention;
    mention.span = match.span;
    mention.date = nearest(*written, *reference);
    mention.year_inferred = true;
    days.push_back(mention);
  }
  return days;
}

}  // namespace

std::vector<DateMention> cell_days(const PreparedText& text, Span cell,
                                   const std::vector<DateMention>& dates,
                                   std::optional<CivilDate> reference) {
  std::vector<DateMention> days;
  auto next = std::lower_bound(
      dates.begin(), dates.end(), cell.begin,
      [](const DateMention& date, std::size_t at) { return date.span.begin < at; });
  for (; next != dates.end() && next->span.end <= cell.end; ++next) {
    if (!next->date || next->lunar) continue;
    days.push_back(*next);
    if (next->year_inferred && reference) days.back().date = nearest(*next->date, *reference);
  }
  return days.empty() ? bare_days(text, cell, reference) : days;
}

std::optional<Board> cell_board(const PreparedText& text, Span cell) {
  static const Pattern kMain(R"((?i)\bmain board\b|^main$|主板)");
  static const Pattern kGem(R"(\bGEM\b|(?i)\bgem board\b|创业板)");
  const bool main = kMain.matches_in(text.folded(), cell);
  const bool gem = kGem.matches_in(text.folded(), cell);
  if (main == gem) return std::nullopt;
  return main ? Board::main : Board::gem;
}

}  // namespace gongwatch::parser::facts
