#include "render/markup.h"

#include "text/utf8.h"

namespace gongwatch::render {
namespace {

// What escaped() leaves out: controls and characters that turn the direction of what follows.
bool is_unwanted(char32_t c) {
  return c < 0x20 || c == 0x7F || (c >= 0x80 && c < 0xA0) || text::is_invisible(c) ||
         c == text::kReplacement;
}

}  // namespace

std::string escaped(std::string_view text, std::size_t limit, bool lines) {
  std::string out;
  out.reserve(text.size() + text.size() / 8);
  for (std::size_t at = 0; at < text.size();) {
    if (at >= limit) {
      out += "…";
      break;
    }
    const text::CodePoint point = text::decode_at(text, at);
    const std::string_view bytes = text.substr(at, point.bytes);
    at += point.bytes;
    switch (point.value) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      case '\n':
      case '\t':
        out += lines ? static_cast<char>(point.value) : ' ';
        break;
      default:
        if (!is_unwanted(point.value)) out += bytes;
    }
  }
  return out;
}

std::string web_address(std::string_view url) {
  constexpr std::size_t kMaxAddress = kMaxShown;  // escaped() must not cut it
  if (url.size() > kMaxAddress) return {};
  if (url.substr(0, 8) != "https://" && url.substr(0, 7) != "http://") return {};
  for (const char c : url) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte <= 0x20 || byte == 0x7F || c == '"' || c == '<' || c == '>' || c == '\\') return {};
  }
  return std::string(url);
}

}  // namespace gongwatch::render
