// Amounts in running text: a number with its currency or unit.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "parser/facts/dates.h"
#include "parser/facts/prepared_text.h"

namespace gongwatch::parser::facts {

// points: percentage points, which tell a change and never a level.
enum class AmountKind { plain, money, percent, quantity, multiple, points };

struct Amount {
  Span span;       // currency, number, scale and unit; without the qualifier
  Span qualified;  // with the qualifier
  AmountKind kind = AmountKind::plain;
  double value = 0;  // scaled: "13.49 billion" is 13490000000
  int power = 0;     // of ten, that the scale word stands for; 0 if there is none
  std::optional<std::string> currency;
  std::optional<std::string> unit;
  std::optional<std::string> qualifier;
};

// All amounts inside `in`, in order. Numbers that are part of a day or a period are left out. In a
// list or a range ("13.5, 13.8 and 15.2 billion yuan", "10.2至12.8港元") bare numbers take scale
// and unit from the item that follows.
std::vector<Amount> find_amounts(const PreparedText& text, Span in, const std::vector<Span>& taken);

// Whether only list separators (and repeated qualifiers) stand between two amounts.
bool joins_amounts(std::string_view between);
// Whether what stands between two amounts makes them the ends of a range: "-", "to", 至.
bool joins_range(std::string_view between);

}  // namespace gongwatch::parser::facts
