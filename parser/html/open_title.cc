#include "parser/html/open_title.h"

#include <algorithm>

namespace gongwatch::parser {
namespace {

constexpr std::size_t kNone = std::string_view::npos;
constexpr std::size_t kLongestHead = 256u << 10;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// Where a tag with this beginning ("<title") stands; its name ends there.
std::size_t find_tag(std::string_view html, std::string_view tag, std::size_t from) {
  for (std::size_t at = html.find('<', from); at != kNone; at = html.find('<', at + 1)) {
    const std::string_view here = html.substr(at, tag.size());
    const bool same =
        here.size() == tag.size() && std::equal(here.begin(), here.end(), tag.begin(),
                                                [](char a, char b) { return lower(a) == b; });
    if (!same) continue;
    const char next = at + tag.size() < html.size() ? html[at + tag.size()] : '>';
    if (next == '>' || next == '/' || next == ' ' || (next >= '\t' && next <= '\r')) return at;
  }
  return kNone;
}

}  // namespace

std::optional<std::string> with_title_closed(std::string_view html) {
  const std::size_t title = find_tag(html.substr(0, kLongestHead), "<title", 0);
  if (title == kNone || find_tag(html, "</title", title) != kNone) return std::nullopt;
  const std::size_t text = html.find('>', title);
  const std::size_t end = text == kNone ? kNone : html.find('<', text);
  if (end == kNone || find_tag(html, "<body", end) == kNone) return std::nullopt;
  std::string closed(html.substr(0, end));
  return closed.append("</title>").append(html.substr(end));
}

}  // namespace gongwatch::parser
