// The simple CSS selectors of a source's TOML file: tag, .class, #id, tag.class, tag#id.
#pragma once

#include <gumbo.h>

#include <optional>
#include <string>
#include <string_view>

namespace gongwatch::parser {

struct Selector {
  std::string tag, id, class_name;  // empty: any

  bool matches(const GumboNode* element) const;
};

// Nothing if the text is no such selector.
std::optional<Selector> parse_selector(std::string_view text);
// The first match below `top` in document order, or null.
const GumboNode* find_first(const GumboNode* top, const Selector& selector);

}  // namespace gongwatch::parser
