// Bulletins: "上市|甲(02799,12月15日);聆讯|乙、丙(均12月16日)", "递表:丁,12月15日,保荐人某行;戊".
#pragma once

#include <cstddef>
#include <vector>

#include "parser/facts/han_announced.h"
#include "parser/facts/issuers.h"
#include "parser/facts/prepared_text.h"

namespace gongwatch::parser::facts {

// What the labels of a sentence say of those behind them. Only names count, and what stands behind
// a comma or in brackets: whatever is a sentence tells its stage itself.
std::vector<Announced> labelled_in(const PreparedText& text, std::size_t sentence,
                                   Issuers& issuers);

}  // namespace gongwatch::parser::facts
