// Which company an item of a Chinese digest names.
#pragma once

#include <optional>

#include "parser/facts/issuers.h"
#include "parser/facts/prepared_text.h"

namespace gongwatch::parser::facts {

// The company that the item begins with, behind a number, a day, a description. `labelled`: a label
// in front of it has told that it is an item.
std::optional<IssuerName> item_name(const PreparedText& text, Issuers& issuers, Span part,
                                    std::size_t begin, bool labelled);

// Where nothing but a company stands: behind "周三有", 轮到.
std::optional<IssuerName> placed_name(const PreparedText& text, Issuers& issuers, Span part);

// Where the company stands in "周三(5日)则有甲", "同日轮到乙".
std::optional<std::size_t> behind_day(const PreparedText& text, Span part);

}  // namespace gongwatch::parser::facts
