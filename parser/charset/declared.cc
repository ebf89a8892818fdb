#include "parser/charset/declared.h"

#include <algorithm>
#include <array>
#include <string>

#include "parser/html/tag_scanner.h"
#include "text/utf8.h"

namespace gongwatch::parser {
namespace {

constexpr std::size_t kPrescanBytes = 1024;
constexpr std::size_t kLateBytes = 256u << 10;

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

const Encoding* readable_as_ascii(const Encoding* encoding) {
  if (encoding == nullptr) return nullptr;
  if (encoding->name.starts_with("UTF-16")) return encoding_of("utf-8");
  if (encoding->name == "x-user-defined") return encoding_of("windows-1252");
  return encoding;
}

// "extracting a character encoding from a meta element" (HTML 2.5.5): text/html; charset=x
const Encoding* charset_in_content(std::string_view content) {
  const std::string lower = text::lower_ascii(content);
  std::size_t at = 0;
  for (;;) {
    at = lower.find("charset", at);
    if (at == std::string::npos) return nullptr;
    at += 7;
    std::size_t next = at;
    while (next < lower.size() && is_blank(lower[next])) ++next;
    if (next < lower.size() && lower[next] == '=') {
      at = next + 1;
      break;
    }
  }
  while (at < lower.size() && is_blank(lower[at])) ++at;
  if (at >= lower.size()) return nullptr;
  if (lower[at] == '"' || lower[at] == '\'') {
    const std::size_t end = lower.find(lower[at], at + 1);
    if (end == std::string::npos) return nullptr;
    return encoding_of(std::string_view(lower).substr(at + 1, end - at - 1));
  }
  std::size_t end = at;
  while (end < lower.size() && !is_blank(lower[end]) && lower[end] != ';') ++end;
  return encoding_of(std::string_view(lower).substr(at, end - at));
}

struct Attribute {
  std::string name, value;  // lower case
};

// "get an attribute" of the prescan algorithm. False when the tag has no further one.
bool next_attribute(std::string_view s, std::size_t& at, Attribute& out) {
  out = {};
  while (at < s.size() && (is_blank(s[at]) || s[at] == '/')) ++at;
  if (at >= s.size() || s[at] == '>') return false;
  while (at < s.size() && !is_blank(s[at]) && s[at] != '/' && s[at] != '>' &&
         (s[at] != '=' || out.name.empty())) {
    out.name.push_back(s[at++]);
  }
  out.name = text::lower_ascii(out.name);
  while (at < s.size() && is_blank(s[at])) ++at;
  if (at >= s.size() || s[at] != '=') return true;
  ++at;
  while (at < s.size() && is_blank(s[at])) ++at;
  if (at >= s.size()) return true;
  if (s[at] == '"' || s[at] == '\'') {
    const std::size_t end = s.find(s[at], at + 1);
    const std::size_t stop = end == std::string_view::npos ? s.size() : end;
    if (end != std::string_view::npos)
      out.value = text::lower_ascii(s.substr(at + 1, stop - at - 1));
    at = end == std::string_view::npos ? s.size() : end + 1;
    return true;
  }
  const std::size_t begin = at;
  while (at < s.size() && !is_blank(s[at]) && s[at] != '>') ++at;
  out.value = text::lower_ascii(s.substr(begin, at - begin));
  return true;
}

const Encoding* encoding_of_meta(std::string_view s, std::size_t& at) {
  bool got_pragma = false, needs_pragma = false, seen_http_equiv = false, seen_content = false;
  bool seen_charset = false;
  const Encoding* found = nullptr;
  for (Attribute attribute; next_attribute(s, at, attribute);) {
    if (attribute.name == "http-equiv" && !seen_http_equiv) {
      seen_http_equiv = true;
      got_pragma = attribute.value == "content-type";
    } else if (attribute.name == "content" && !seen_content) {
      seen_content = true;
      const Encoding* named = charset_in_content(attribute.value);
      if (named != nullptr && found == nullptr && !seen_charset) {
        found = named;
        needs_pragma = true;
      }
    } else if (attribute.name == "charset" && !seen_charset) {
      seen_charset = true;
      found = encoding_of(attribute.value);
      needs_pragma = false;
    }
  }
  if (at >= s.size() || (needs_pragma && !got_pragma)) return nullptr;
  return readable_as_ascii(found);
}

bool starts_with_meta(std::string_view s) {
  return s.size() > 5 && text::lower_ascii(s.substr(0, 5)) == "<meta" &&
         (is_blank(s[5]) || s[5] == '/');
}

// Moves past a comment, declaration or any tag but <meta>; `at` stands on its '<'.
void skip_markup(std::string_view s, std::size_t& at) {
  const std::string_view here = s.substr(at);
  if (here.starts_with("<!--")) {
    const std::size_t end = s.find("-->", at + 2);  // "<!-->" is a whole comment
    at = end == std::string_view::npos ? s.size() : end + 3;
    return;
  }
  const std::size_t name = here.starts_with("</") ? 2 : 1;
  if (here.size() > name && is_letter(here[name])) {
    while (at < s.size() && !is_blank(s[at]) && s[at] != '>') ++at;
    for (Attribute attribute; next_attribute(s, at, attribute);) {
    }
    return;
  }
  if (here.size() > 1 && (here[1] == '!' || here[1] == '/' || here[1] == '?')) {
    const std::size_t end = s.find('>', at);
    at = end == std::string_view::npos ? s.size() : end + 1;
    return;
  }
  ++at;
}

// What a tree builder that finds a <meta> later on would change to (HTML 13.2.6.4.4): no element
// whose content is text counts.
const Encoding* late_meta(std::string_view s) {
  static constexpr std::array<std::string_view, 8> kRawText = {
      "script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes"};
  TagScanner scanner(s);
  for (ScannedTag tag; scanner.next(tag);) {
    if (tag.closing) continue;
    if (same_name(tag.name, "meta")) {
      std::size_t at = static_cast<std::size_t>(tag.name.data() - s.data()) + tag.name.size();
      if (const Encoding* found = encoding_of_meta(s, at); found != nullptr) return found;
    }
    if (std::any_of(kRawText.begin(), kRawText.end(),
                    [&](std::string_view name) { return same_name(tag.name, name); }))
      scanner.skip_raw_text(tag.name);
  }
  return nullptr;
}

}  // namespace

const Encoding* byte_order_mark(std::string_view bytes, std::size_t& length) {
  length = 0;
  if (bytes.starts_with("\xEF\xBB\xBF")) {
    length = 3;
    return encoding_of("utf-8");
  }
  if (bytes.starts_with("\xFE\xFF")) {
    length = 2;
    return encoding_of("utf-16be");
  }
  if (bytes.starts_with("\xFF\xFE")) {
    length = 2;
    return encoding_of("utf-16le");
  }
  return nullptr;
}

const Encoding* charset_of_media_type(std::string_view media_type) {
  const std::size_t parameters = media_type.find(';');
  if (parameters == std::string_view::npos) return nullptr;
  return charset_in_content(media_type.substr(parameters));
}

const Encoding* prescan_meta(std::string_view bytes) {
  const std::string_view s = bytes.substr(0, kPrescanBytes);
  std::size_t at = 0;
  while (at < s.size()) {
    at = s.find('<', at);
    if (at == std::string_view::npos) break;
    if (!starts_with_meta(s.substr(at))) {
      skip_markup(s, at);
      continue;
    }
    at += 5;
    if (const Encoding* found = encoding_of_meta(s, at); found != nullptr) return found;
  }
  if (const Encoding* found = xml_declaration(s); found != nullptr) return found;
  return late_meta(bytes.substr(0, kLateBytes));
}

const Encoding* xml_declaration(std::string_view bytes) {
  using namespace std::string_view_literals;
  if (bytes.starts_with("<\0?\0x\0"sv)) return encoding_of("utf-16le");
  if (bytes.starts_with("\0<\0?\0x"sv)) return encoding_of("utf-16be");
  if (!bytes.starts_with("<?xml")) return nullptr;
  const std::string_view head = bytes.substr(0, kPrescanBytes);
  const std::size_t end = head.find('>');
  if (end == std::string_view::npos) return nullptr;
  const std::string_view declaration = head.substr(0, end);
  std::size_t at = declaration.find("encoding");
  if (at == std::string_view::npos) return nullptr;
  at += 8;
  const auto skip_blanks = [&] {
    while (at < declaration.size() && static_cast<unsigned char>(declaration[at]) <= 0x20) ++at;
  };
  skip_blanks();
  if (at >= declaration.size() || declaration[at] != '=') return nullptr;
  ++at;
  skip_blanks();
  if (at >= declaration.size() || (declaration[at] != '"' && declaration[at] != '\''))
    return nullptr;
  const std::size_t close = declaration.find(declaration[at], at + 1);
  if (close == std::string_view::npos) return nullptr;
  return readable_as_ascii(encoding_of(declaration.substr(at + 1, close - at - 1)));
}

}  // namespace gongwatch::parser
