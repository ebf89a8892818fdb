// Whether an article breaks off.
#pragma once

#include <optional>
#include <string_view>

#include "model/document.h"

namespace gongwatch::parser {

// `text-cut`: the last paragraph is prose and ends in the middle of a sentence. `text`: paragraphs
// joined by blank lines.
std::optional<Warning> text_cut_warning(std::string_view text);

}  // namespace gongwatch::parser
