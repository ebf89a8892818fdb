#include "parser/feed/links.h"

#include "parser/html/tree.h"
#include "parser/html/walk.h"
#include "text/utf8.h"

namespace gongwatch::parser {
namespace {

constexpr std::size_t kMaxLinks = 200'000;
constexpr std::size_t kMaxTextBytes = 1000;
constexpr std::size_t kMaxHrefBytes = 4000;

// The text below an element, at most about kMaxTextBytes; scripts inside links are no text.
std::string link_text(const GumboNode* element) {
  std::string text;
  walk(element, [&](const GumboNode* node) {
    if (tag_of(node) == GUMBO_TAG_SCRIPT || tag_of(node) == GUMBO_TAG_STYLE) return false;
    if (is_text(node))
      text += std::string_view(node->v.text.text).substr(0, kMaxTextBytes);
    else if (!text.empty())
      text += ' ';
    return text.size() < kMaxTextBytes;
  });
  std::string squeezed = text::squeeze(text);
  if (squeezed.size() <= kMaxTextBytes) return squeezed;
  std::size_t end = kMaxTextBytes;
  while (end > 0 && (static_cast<unsigned char>(squeezed[end]) & 0xC0) == 0x80) --end;
  squeezed.resize(end);
  return squeezed;
}

}  // namespace

Result<PageLinks> collect_links(std::string_view utf8_html, const ParseLimits& limits) {
  const auto tree = Tree::parse(utf8_html, limits);
  if (!tree) return tl::unexpected(tree.error());
  PageLinks page;
  walk(tree->root(), [&](const GumboNode* node) {
    const GumboTag tag = tag_of(node);
    if (tag != GUMBO_TAG_A && tag != GUMBO_TAG_BASE) return true;
    const std::string_view href = attribute(node, "href");
    if (href.empty() || href.size() > kMaxHrefBytes) return true;
    if (tag == GUMBO_TAG_BASE) {
      if (page.base.empty()) page.base = href;  // HTML §4.2.3: the first one counts
    } else if (page.links.size() < kMaxLinks) {
      page.links.push_back({std::string(href), link_text(node)});
    }
    return true;
  });
  return page;
}

}  // namespace gongwatch::parser
