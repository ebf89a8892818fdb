// Sponsor houses by any of their names (parser/vocabulary/firms.tsv).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace gongwatch::parser::facts {

// The canonical house of a name as written, by text::name_key: exact first, then the longest known
// name that the written one begins with ("中金公司香港" is CICC; 中信建投 is never 中信). Nothing
// if no house is known by it.
std::optional<std::string> canonical_firm(std::string_view name);

// Whether the name, but for its legal form, is one of a house of the table: "CICC", but not "CICC
// Robotics".
bool is_house(std::string_view name);

// Whether a name looks like a financial house although it is not in the table: "… Capital Limited",
// "…證券".
bool looks_like_a_firm(std::string_view name);

struct KnownFirm {
  std::size_t end =
      0;  // in the text, behind "International", 证券, "(Hong Kong) Limited" and so on
  std::optional<std::string> firm;  // none if what follows the known name makes it another house's
};

// The house whose name stands at `at` of a folded text, the longest.
std::optional<KnownFirm> firm_at(std::string_view folded, std::size_t at);

}  // namespace gongwatch::parser::facts
