// canonical_url: what is dropped and normalised so that one article has one address.
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "text/embedded.h"
#include "text/percent.h"
#include "text/url.h"

namespace gongwatch::text {
namespace {

std::vector<std::string_view> read_lines(std::string_view table) {
  std::vector<std::string_view> lines;
  while (!table.empty()) {
    const auto end = std::min(table.find('\n'), table.size());
    const auto line = table.substr(0, end);
    if (!line.empty() && line.front() != '#') lines.push_back(line);
    table.remove_prefix(std::min(end + 1, table.size()));
  }
  return lines;
}

const std::vector<std::string_view>& tracking_parameters() {
  static const auto lines = read_lines(embedded_table("tracking_parameters"));
  return lines;
}

bool is_tracking(std::string_view parameter) {
  std::string name = percent_decode(parameter.substr(0, parameter.find('=')));
  for (char& c : name) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  }
  for (std::string_view known : tracking_parameters()) {
    const bool open = known.back() == '*';
    if (open) known.remove_suffix(1);
    if (open ? std::string_view(name).substr(0, known.size()) == known : name == known) return true;
  }
  return false;
}

// Escapes in upper case, unreserved characters as themselves, and a "%" that starts no escape as
// "%25": without the last, a second pass would read "%%34%31" otherwise than the first.
std::string normalise_escapes(std::string_view text) {
  if (text.find('%') == std::string_view::npos) return std::string(text);
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out += text[i];
    } else if (const auto byte = escaped_byte(text, i); byte && is_unreserved(*byte)) {
      out += *byte;
      i += 2;
    } else if (byte) {
      append_escaped(out, *byte);
      i += 2;
    } else {
      append_escaped(out, '%');
    }
  }
  return out;
}

std::string without_tracking(std::string_view query) {
  std::string out;
  bool first = true;
  while (true) {
    const auto end = query.find('&');
    const auto parameter = query.substr(0, end);
    if (!is_tracking(parameter)) {
      if (!first) out += '&';
      out += parameter;
      first = false;
    }
    if (end == std::string_view::npos) return out;
    query.remove_prefix(end + 1);
  }
}

}  // namespace

Result<std::string> canonical_url(std::string_view url) {
  auto parts = parse_url(url);
  if (!parts) return tl::unexpected(parts.error());
  parts->fragment.reset();
  parts->path = normalise_escapes(parts->path);
  if (parts->query) {
    const std::string query = normalise_escapes(without_tracking(*parts->query));
    parts->query = query.empty() ? std::nullopt : std::optional(query);
  }
  return parts->to_string();
}

}  // namespace gongwatch::text
