// Links to other articles that stand in a text behind a label: "Don't miss: …", 【延伸閱讀】….
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/document.h"

namespace gongwatch::parser {

struct TextPart {
  std::string text;
  std::optional<RemovalReason> reason;  // of a labelled link
};

// The paragraph in its parts; empty if it holds no labelled link. A label begins the paragraph or
// stands behind a sentence or in brackets; what it labels ends with the brackets, the sentence or
// the paragraph, and is no longer than a title.
std::vector<TextPart> split_labelled_links(std::string_view paragraph);

}  // namespace gongwatch::parser
