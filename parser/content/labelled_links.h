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
// the paragraph, is no longer than a title, and is a link or reads like a title. `linked`: bytes of
// the paragraph that are links.
std::vector<TextPart> split_labelled_links(std::string_view paragraph, std::size_t linked = 0);

}  // namespace gongwatch::parser
