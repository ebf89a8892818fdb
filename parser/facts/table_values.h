// What the cells of a table about listings hold: days, banks, amounts.
#pragma once

#include <optional>
#include <vector>

#include "parser/facts/amounts.h"
#include "parser/facts/dates.h"
#include "parser/facts/figures.h"
#include "parser/facts/sponsor_legend.h"
#include "parser/facts/table_records.h"

namespace gongwatch::parser::facts {

// The days of a cell, in order. A day without a year is the one nearest to the reference, also
// when it lies before it; "6/27" is read as the language of the text writes it.
std::vector<DateMention> cell_days(const PreparedText& text, Span cell,
                                   const std::vector<DateMention>& dates,
                                   std::optional<CivilDate> reference);

// The banks of a cell below the label's role. All of a cell are names; "(joint)" behind them tells
// the role of a plain "sponsor".
std::vector<SponsorMention> cell_sponsors(const PreparedText& text, const Field& field,
                                          const SponsorLegend& legend);

// The figure of a field, or the two ends of a range; nothing for "-" and "to be fixed". Issuer and
// evidence are set by the caller.
std::vector<Figure> cell_figures(const PreparedText& text, const Field& field,
                                 const std::vector<DateMention>& dates);

std::optional<Board> cell_board(const PreparedText& text, Span cell);

}  // namespace gongwatch::parser::facts
