#include "parser/sniff_data.h"

#include <algorithm>

#include "text/utf8.h"

namespace gongwatch::parser {
namespace {

constexpr std::size_t kLongestName = 64;
constexpr std::size_t kLongestProlog = 16u << 10;

// Whether a JSON object or array with something in it begins here.
bool begins_json(std::string_view text) {
  if (text.empty() || (text.front() != '{' && text.front() != '[')) return false;
  const std::string_view inner = text::trim(text.substr(1, kLongestProlog));
  return inner.starts_with('"') ||
         (text.front() == '[' && (inner.starts_with('{') || inner.starts_with('[')));
}

bool is_name(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '$' || c == '.';
  });
}

// "callback({…});"
bool is_jsonp(std::string_view text) {
  if (text.starts_with("/**/")) text = text::trim(text.substr(4));
  const std::size_t open = text.substr(0, kLongestName).find('(');
  if (open == std::string_view::npos || !is_name(text::trim(text.substr(0, open)))) return false;
  while (text.ends_with(';')) text = text::trim(text.substr(0, text.size() - 1));
  return text.ends_with(')') && begins_json(text::trim(text.substr(open + 1)));
}

// The first element's name without its prefix; empty if the text does not begin with markup.
std::string_view root_of(std::string_view text) {
  text = text.substr(0, kLongestProlog);
  while (text.starts_with("<?") || text.starts_with("<!")) {
    const std::string_view end = text.starts_with("<!--") ? "-->" : ">";
    const std::size_t at = text.find(end);
    if (at == std::string_view::npos) return {};
    text = text::trim(text.substr(at + end.size()));
  }
  if (!text.starts_with('<')) return {};
  const std::string_view name = text.substr(1, text.find_first_of(" \t\r\n/>") - 1);
  return name.substr(name.find(':') + 1);  // npos + 1 is 0
}

}  // namespace

DataKind data_kind(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const std::string_view text = text::trim(bytes);
  if (begins_json(text) || is_jsonp(text)) return DataKind::other;
  const std::string_view root = root_of(text);
  if (root == "urlset" || root == "sitemapindex") return DataKind::sitemap;
  const bool feed = root == "rss" || root == "feed" || root == "RDF";
  return feed ? DataKind::other : DataKind::none;
}

}  // namespace gongwatch::parser
