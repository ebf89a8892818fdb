#include "parser/content/stray_markup.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "text/utf8.h"

namespace gongwatch::parser {
namespace {

constexpr std::array<std::string_view, 22> kBlocks{
    "p",  "div", "br", "li", "ul", "ol", "tr", "table", "h1",      "h2",      "h3",
    "h4", "h5",  "h6", "hr", "dd", "dt", "dl", "pre",   "section", "article", "blockquote"};
constexpr std::array<std::string_view, 14> kInline{
    "a", "b", "i", "u", "em", "strong", "span", "td", "th", "font", "small", "img", "sup", "sub"};
constexpr std::array<std::string_view, 2> kHidden{"script", "style"};

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

struct Tag {
  std::string name;  // in small letters; empty: no tag that is known
  bool closing = false;
  std::size_t end = 0;  // behind its ">"
};

Tag tag_at(std::string_view text, std::size_t at) {
  constexpr std::size_t kLongest = 2048;
  Tag tag;
  std::size_t begin = at + 1;
  tag.closing = begin < text.size() && text[begin] == '/';
  if (tag.closing) ++begin;
  std::size_t end = begin;
  const auto in_name = [&](char c) {
    return is_letter(c) || (end > begin && c >= '1' && c <= '6');
  };
  while (end < text.size() && end - begin < 12 && in_name(text[end])) ++end;
  const bool ends =
      end < text.size() && std::string_view(" \t\n/>").find(text[end]) != std::string_view::npos;
  if (end == begin || !ends) return tag;
  const std::size_t close = text.substr(0, std::min(text.size(), at + kLongest)).find('>', end);
  if (close == std::string_view::npos) return tag;
  // "a <b and c> d": a comparison, no tag with attributes.
  const std::string_view inside = text.substr(end, close - end);
  if (inside.find_first_not_of(" \t\n/") != std::string_view::npos &&
      inside.find('=') == std::string_view::npos)
    return tag;
  std::string name = text::lower_ascii(text.substr(begin, end - begin));
  if (is_one_of(kBlocks, name) || is_one_of(kInline, name) || is_one_of(kHidden, name))
    tag.name = std::move(name);
  tag.end = close + 1;
  return tag;
}

// Behind the reference, its character added; `at` if it is none.
std::size_t take_reference(std::string_view text, std::size_t at, std::string& out) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kNamed{
      {{"&amp;", "&"},
       {"&lt;", "<"},
       {"&gt;", ">"},
       {"&quot;", "\""},
       {"&apos;", "'"},
       {"&nbsp;", " "},
       {"&#39;", "'"}}};
  for (const auto& [reference, meaning] : kNamed) {
    if (text.compare(at, reference.size(), reference) != 0) continue;
    out += meaning;
    return at + reference.size();
  }
  constexpr std::size_t kLongest = 9;
  if (text.compare(at, 2, "&#") != 0) return at;
  const bool hex = at + 2 < text.size() && (text[at + 2] == 'x' || text[at + 2] == 'X');
  const char* begin = text.data() + at + (hex ? 3 : 2);
  const char* end = text.data() + std::min(text.size(), at + kLongest);
  std::uint32_t code = 0;
  if (begin >= end) return at;
  const auto [rest, error] = std::from_chars(begin, end, code, hex ? 16 : 10);
  const bool character = code >= ' ' && code < 0x110000 && (code < 0xD800 || code > 0xDFFF);
  if (error != std::errc() || rest == end || *rest != ';' || !character) return at;
  text::append(out, code);
  return static_cast<std::size_t>(rest - text.data()) + 1;
}

}  // namespace

bool has_stray_markup(std::string_view text) {
  for (std::size_t at = text.find('<'); at != std::string_view::npos; at = text.find('<', at + 1)) {
    if (!tag_at(text, at).name.empty()) return true;
  }
  return false;
}

std::string without_markup(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  const std::string lower = text::lower_ascii(text);
  bool unclosed = false;  // a script without an end was met: no further search for one
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == '&') {
      const std::size_t behind = take_reference(text, at, out);
      if (behind > at) {
        at = behind;
        continue;
      }
    }
    const Tag tag = text[at] == '<' ? tag_at(text, at) : Tag{};
    if (tag.name.empty()) {
      out += text[at++];
      continue;
    }
    at = tag.end;
    if (is_one_of(kBlocks, tag.name)) out += '\n';
    if (tag.name == "td" || tag.name == "th") out += ' ';
    if (!is_one_of(kHidden, tag.name) || tag.closing || unclosed) continue;
    const auto close = lower.find("</" + tag.name, at);
    unclosed = close == std::string::npos;
    if (!unclosed) at = close;
  }
  return out;
}

}  // namespace gongwatch::parser
