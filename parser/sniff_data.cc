#include "parser/sniff_data.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "text/utf8.h"

namespace gongwatch::parser {
namespace {

constexpr std::size_t kLongestName = 64;
constexpr std::size_t kLongestProlog = 16u << 10;
constexpr std::size_t kWordsOfText = 12;

// Whether this is a JSON object or array, or one with something in it begins here.
bool begins_json(std::string_view text) {
  if (text.empty() || (text.front() != '{' && text.front() != '[')) return false;
  const std::string_view inner = text::trim(text.substr(1, kLongestProlog));
  if (inner.starts_with('"') ||
      (text.front() == '[' && (inner.starts_with('{') || inner.starts_with('['))))
    return true;
  return nlohmann::json::accept(text);
}

// A number, true, false, null, or a string that is none of a text's quoted paragraphs.
bool is_json_scalar(std::string_view text) {
  constexpr std::size_t kLongestText = 1u << 20;
  if (text.size() > kLongestText || !nlohmann::json::accept(text)) return false;
  if (!text.starts_with('"')) return true;
  return text.find('\\') != std::string_view::npos || text::count_words(text) < kWordsOfText;
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
  if (!text.ends_with(')')) return false;
  text = text::trim(text.substr(open + 1, text.size() - open - 2));
  return begins_json(text) || (text.starts_with('"') && is_json_scalar(text));
}

// The bytes of a reference ("&amp;") that begins the text; 0 if none does.
std::size_t reference_at(std::string_view text) {
  constexpr std::size_t kLongest = 12;
  const std::size_t end = text.substr(0, kLongest).find(';');
  if (!text.starts_with('&') || end == std::string_view::npos) return 0;
  const std::string_view name = text.substr(1, end - 1);
  return is_name(name) || name.starts_with('#') ? end + 1 : 0;
}

// Something may be printed before it.
bool holds_a_page(std::string_view text) {
  const std::string lower = text::lower_ascii(text);
  return lower.find("<!doctype html") != std::string::npos ||
         lower.find("<html") != std::string::npos || lower.find("<body") != std::string::npos;
}

// JavaScript or a style sheet: what a sentence has none of is everywhere, and statements end or
// nest.
bool is_code(std::string_view text) {
  text = text.substr(0, kLongestProlog);
  if (text.starts_with('<') || holds_a_page(text)) return false;
  std::size_t solid = 0;
  std::size_t ends = 0;
  std::size_t signs = 0;
  bool statement = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (const std::size_t bytes = reference_at(text.substr(at)); bytes > 0) {
      at += bytes - 1;
      continue;
    }
    const char c = text[at];
    if (text.substr(at).starts_with("/*")) {  // licences are long
      const std::size_t end = text.find("*/", at + 2);
      if (end == std::string_view::npos) break;
      at = end + 1;
      continue;
    }
    if (static_cast<unsigned char>(c) > 0x20) ++solid;
    const bool is_end = c == '{' || c == '}' || c == ';';
    ends += is_end ? 1 : 0;
    statement |= c == ';';
    signs += is_end || c == '(' || c == ')' || c == '[' || c == ']' || c == '=' ? 1 : 0;
  }
  return statement && 40 * ends >= solid && 16 * signs >= solid;
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
  if (begins_json(text) || is_jsonp(text) || is_json_scalar(text)) return DataKind::other;
  if (is_code(text)) return DataKind::code;
  const std::string_view root = root_of(text);
  if (root == "urlset" || root == "sitemapindex") return DataKind::sitemap;
  const bool feed = root == "rss" || root == "feed" || root == "RDF";
  return feed ? DataKind::other : DataKind::none;
}

}  // namespace gongwatch::parser
