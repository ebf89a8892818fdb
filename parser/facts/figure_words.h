// The word tables of amounts (currencies, scales, units, qualifiers), searched in front of and
// behind a number.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace gongwatch::parser::facts {

struct FigureWord {
  std::string written;
  std::vector<std::string> values;  // the other columns
};

class FigureWords {
 public:
  // Alternatives in the first column are separated by " | "; longer words are tried first.
  FigureWords(std::string_view table, std::size_t columns);

  // The word that starts at `at` inside text[…, end); a Latin word must end there. Null if none.
  const FigureWord* at(std::string_view text, std::size_t at, std::size_t end) const;
  // The word that ends at `end`, not before `begin`; a Latin word must begin there. Null if none.
  const FigureWord* before(std::string_view text, std::size_t begin, std::size_t end) const;

 private:
  std::vector<FigureWord> words_;
  // Indices into words_ by the (lower case) first and last byte.
  std::array<std::vector<std::size_t>, 256> by_first_;
  std::array<std::vector<std::size_t>, 256> by_last_;
};

const FigureWords& currency_words();   // value: ISO 4217
const FigureWords& scale_words();      // value: power of ten
const FigureWords& unit_words();       // values: kind, unit, currency
const FigureWords& qualifier_words();  // value: qualifier

}  // namespace gongwatch::parser::facts
