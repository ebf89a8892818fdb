#include "fetcher/http_fields.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "model/time.h"

namespace gongwatch::fetcher {
namespace {

using std::chrono::seconds;

struct Reason {
  int status;
  std::string_view phrase;
};

// IANA HTTP Status Code Registry, the codes that web servers give.
constexpr std::array<Reason, 31> kReasons{{
    {204, "No Content"},
    {206, "Partial Content"},
    {300, "Multiple Choices"},
    {301, "Moved Permanently"},
    {302, "Found"},
    {303, "See Other"},
    {304, "Not Modified"},
    {307, "Temporary Redirect"},
    {308, "Permanent Redirect"},
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {402, "Payment Required"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {406, "Not Acceptable"},
    {407, "Proxy Authentication Required"},
    {408, "Request Timeout"},
    {409, "Conflict"},
    {410, "Gone"},
    {412, "Precondition Failed"},
    {418, "(Unused)"},
    {421, "Misdirected Request"},
    {429, "Too Many Requests"},
    {431, "Request Header Fields Too Large"},
    {451, "Unavailable For Legal Reasons"},
    {500, "Internal Server Error"},
    {501, "Not Implemented"},
    {502, "Bad Gateway"},
    {503, "Service Unavailable"},
    {504, "Gateway Timeout"},
}};

std::optional<seconds> parse_seconds(std::string_view value) {
  if (value.empty() || value.find_first_not_of("0123456789") != std::string_view::npos)
    return std::nullopt;
  constexpr long kMost = seconds(kMaxRetryAfter).count();
  long count = 0;
  for (const char c : value) count = std::min(count * 10 + (c - '0'), kMost);
  return seconds(count);
}

}  // namespace

std::optional<std::string_view> find_header(const Headers& headers, std::string_view name) {
  for (const auto& [key, value] : headers) {
    if (key == name) return value;
  }
  return std::nullopt;
}

std::optional<seconds> retry_after_of(const Headers& headers) {
  const auto value = find_header(headers, "retry-after");
  if (!value) return std::nullopt;
  if (const auto count = parse_seconds(*value)) return count;
  const auto until = parse_rfc822(*value);
  if (!until) return std::nullopt;
  const auto date = find_header(headers, "date");
  const auto now = date ? parse_rfc822(*date) : until;
  if (!now) return seconds(0);
  return std::clamp(*until - *now, seconds(0), seconds(kMaxRetryAfter));
}

std::string describe_status(int status) {
  for (const auto& [code, phrase] : kReasons) {
    if (code == status) return fmt::format("HTTP {} {}", status, phrase);
  }
  return fmt::format("HTTP {}", status);
}

bool is_field_value(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\t') || byte == 0x7F;
  });
}

}  // namespace gongwatch::fetcher
