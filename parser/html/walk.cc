#include "parser/html/walk.h"

#include <algorithm>
#include <cstring>

#include "text/utf8.h"

namespace gongwatch::parser {
namespace {

constexpr std::size_t kMaxContentBytes = 10000;

// As gumbo_get_attribute(), but for names in lower case alone, as Gumbo has them.
const GumboAttribute* find_attribute(const GumboNode* element, const char* name) {
  const GumboVector& attributes = element->v.element.attributes;
  for (unsigned i = 0; i < attributes.length; ++i) {
    const auto* const one = static_cast<const GumboAttribute*>(attributes.data[i]);
    if (one->name[0] == name[0] && std::strcmp(one->name, name) == 0) return one;
  }
  return nullptr;
}

// What reduce.h leaves out is no text here either.
bool is_left_out(GumboTag tag) {
  return tag == GUMBO_TAG_SCRIPT || tag == GUMBO_TAG_STYLE || tag == GUMBO_TAG_SVG ||
         tag == GUMBO_TAG_MATH || tag == GUMBO_TAG_SELECT;
}

template <typename Enters>
std::string text_below(const GumboNode* top, std::size_t max_bytes, const Enters& enters) {
  std::string out;
  walk(top, [&](const GumboNode* node) {
    if (out.size() > max_bytes) return false;
    if (is_text(node))
      out.append(node->v.text.text, std::min(std::strlen(node->v.text.text), max_bytes + 1));
    return node == top || enters(tag_of(node));
  });
  return out;
}

}  // namespace

std::string_view attribute(const GumboNode* element, const char* name) {
  if (!is_element(element)) return {};
  const GumboAttribute* found = find_attribute(element, name);
  return found == nullptr ? std::string_view{} : std::string_view(found->value);
}

bool has_attribute(const GumboNode* element, const char* name) {
  return is_element(element) && find_attribute(element, name) != nullptr;
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
  return text_below(top, max_bytes, [](GumboTag) { return true; });
}

std::string text_content(const GumboNode* top) {
  std::string text =
      text_below(top, kMaxContentBytes, [](GumboTag tag) { return !is_left_out(tag); });
  // A piece may be cut inside a character.
  if (text.size() > kMaxContentBytes) text = text::sanitize(text);
  return text::squeeze(text);
}

}  // namespace gongwatch::parser
