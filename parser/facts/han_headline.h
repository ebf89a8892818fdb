// Chinese headlines that alone name who the article is about.
#pragma once

#include <cstddef>
#include <optional>

#include "parser/facts/issuers.h"
#include "parser/facts/prepared_text.h"

namespace gongwatch::parser::facts {

// "打新笔记|甲智能(06188.HK):…", "新股拆解|乙光学值不值得打?": a name with its code, else what
// opens a piece of the headline and ends as names of companies do.
std::optional<std::size_t> named_in_han_headline(const PreparedText& title, Issuers& issuers);

}  // namespace gongwatch::parser::facts
