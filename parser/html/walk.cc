#include "parser/html/walk.h"

#include <algorithm>
#include <cstring>

#include "text/utf8.h"

namespace gongwatch::parser {
namespace {

constexpr std::size_t kMaxContentBytes = 10000;

}  // namespace

std::string_view attribute(const GumboNode* element, const char* name) {
  if (!is_element(element)) return {};
  const GumboAttribute* found = gumbo_get_attribute(&element->v.element.attributes, name);
  return found == nullptr ? std::string_view{} : std::string_view(found->value);
}

bool has_attribute(const GumboNode* element, const char* name) {
  return is_element(element) &&
         gumbo_get_attribute(&element->v.element.attributes, name) != nullptr;
}

std::string tag_name(const GumboNode* element) {
  const GumboTag tag = tag_of(element);
  if (tag != GUMBO_TAG_UNKNOWN) return gumbo_normalized_tagname(tag);
  if (!is_element(element)) return {};
  GumboStringPiece piece = element->v.element.original_tag;
  gumbo_tag_from_original_text(&piece);
  return piece.data == nullptr ? std::string{}
                               : text::lower_ascii(std::string_view(piece.data, piece.length));
}

std::string raw_text(const GumboNode* top, std::size_t max_bytes) {
  std::string out;
  walk(top, [&](const GumboNode* node) {
    if (out.size() > max_bytes) return false;
    if (is_text(node))
      out.append(node->v.text.text, std::min(std::strlen(node->v.text.text), max_bytes + 1));
    return true;
  });
  return out;
}

std::string text_content(const GumboNode* top) {
  std::string text = raw_text(top, kMaxContentBytes);
  // A piece may be cut inside a character.
  if (text.size() > kMaxContentBytes) text = text::sanitize(text);
  return text::squeeze(text);
}

}  // namespace gongwatch::parser
