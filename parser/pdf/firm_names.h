// Legal entities in the text of a PDF, glued and broken ones too.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "parser/facts/prepared_text.h"

namespace gongwatch::parser::pdf {

struct FirmName {
  facts::Span span;
  std::optional<std::string> firm;  // canonical house
};

// Names that end in a legal form ("… Limited", "… L.L.C.", "… Hong Kong Branch", …有限公司, …分行)
// inside `in`, left to right, apart: "X Limited Y Limited" is two, "X Limited, Y Limited and Z"
// leaves Z out. Words in front of a known house's legal name are no part of it. Short names in
// brackets behind a name ("CICC") are left out, and so are the exchange's own companies.
std::vector<FirmName> find_firm_names(const facts::PreparedText& text, facts::Span in);

// Brackets that give another name: ("CICC"), （「中金公司」）, (together with CLSA, the
// "Sponsors").
std::vector<facts::Span> alias_brackets(const facts::PreparedText& text, facts::Span in);

// Whether only separators, numbering, and short names in brackets stand between two names of one
// list. May be empty.
bool joins_names(std::string_view between);

}  // namespace gongwatch::parser::pdf
