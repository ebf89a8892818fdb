#include "parser/html/walk.h"

#include "text/utf8.h"

namespace gongwatch::parser {

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

std::string raw_text(const GumboNode* top) {
  std::string out;
  walk(top, [&](const GumboNode* node) {
    if (is_text(node)) out += node->v.text.text;
    return true;
  });
  return out;
}

std::string text_content(const GumboNode* top) { return text::squeeze(raw_text(top)); }

}  // namespace gongwatch::parser
