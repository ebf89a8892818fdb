#include "parser/content/selector.h"

#include "parser/html/walk.h"
#include "text/utf8.h"

namespace gongwatch::parser {
namespace {

bool has_word(std::string_view words, std::string_view word) {
  for (std::size_t at = words.find(word); at != std::string_view::npos;
       at = words.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    const auto blank = [&](std::size_t i) { return static_cast<unsigned char>(words[i]) <= 0x20; };
    if ((at == 0 || blank(at - 1)) && (end == words.size() || blank(end))) return true;
  }
  return false;
}

bool is_name(std::string_view name) {
  if (name.empty()) return false;
  for (const char c : name) {
    const bool good = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      c == '-' || c == '_' || (c & 0x80) != 0;
    if (!good) return false;
  }
  return true;
}

}  // namespace

bool Selector::matches(const GumboNode* element) const {
  if (!is_element(element)) return false;
  if (!tag.empty() && tag_name(element) != tag) return false;
  if (!id.empty() && attribute(element, "id") != id) return false;
  return class_name.empty() || has_word(attribute(element, "class"), class_name);
}

std::optional<Selector> parse_selector(std::string_view text) {
  const std::string_view trimmed = text::trim(text);
  const std::size_t mark = trimmed.find_first_of(".#");
  Selector selector;
  selector.tag = text::lower_ascii(trimmed.substr(0, mark));
  if (!selector.tag.empty() && !is_name(selector.tag)) return std::nullopt;
  if (mark == std::string_view::npos)
    return selector.tag.empty() ? std::nullopt : std::optional(selector);
  const std::string_view name = trimmed.substr(mark + 1);
  if (!is_name(name)) return std::nullopt;
  (trimmed[mark] == '.' ? selector.class_name : selector.id) = name;
  return selector;
}

const GumboNode* find_first(const GumboNode* top, const Selector& selector) {
  const GumboNode* found = nullptr;
  walk(top, [&](const GumboNode* node) {
    if (found == nullptr && selector.matches(node)) found = node;
    return found == nullptr;
  });
  return found;
}

}  // namespace gongwatch::parser
