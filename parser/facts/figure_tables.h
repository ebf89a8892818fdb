// Tables whose rows are lines of text: a header with periods, then a metric and its values in each
// row ("Revenue | 1,200 | 1,500", 收入　412,530　467,218).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parser/facts/figure_merge.h"
#include "parser/facts/figure_periods.h"
#include "parser/facts/figures.h"

namespace gongwatch::parser::facts {

// What bare numbers are in: "(人民币千元)", "RMB'000", "in HK$ million".
struct UnitNote {
  int power = 0;
  std::optional<std::string> currency;
};
// The note that stands in brackets, in a cell of its own, or behind 单位; nothing if there is none.
std::optional<UnitNote> unit_note_in(std::string_view folded);
// Gives a bare number of money scale and currency of the note.
void apply_unit_note(const UnitNote& note, Amount& amount);

// The issuer of a line that has no subject: in an article about one issuer, that one.
std::optional<std::size_t> only_issuer(const FigureContext& context);

class FigureTable {
 public:
  FigureTable(const FigureContext& context, const ArticleCurrency& currency)
      : c_(context), currency_(currency) {}

  // Reads a sentence that is a header, a note of units or a row; false if it is prose. Values that
  // do not match the header are not read.
  bool read(std::size_t index, FoundFigures& found);
  // The note of units in a heading a few lines above, for lines that are no rows.
  std::optional<UnitNote> note_above(std::size_t index) const;

 private:
  bool read_header(std::size_t index);
  bool read_row(std::size_t index, FoundFigures& found);
  void read_note(std::size_t index);

  const FigureContext& c_;
  const ArticleCurrency& currency_;
  Periods header_;
  std::size_t header_at_ = 0;  // the sentence
  std::optional<UnitNote> note_;
  std::size_t note_at_ = 0;
};

}  // namespace gongwatch::parser::facts
