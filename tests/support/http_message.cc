#include "tests/support/http_message.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace gongwatch::testing_support {
namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  }
  return out;
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

bool has(const HeaderFields& headers, std::string_view name) {
  return std::any_of(headers.begin(), headers.end(),
                     [name](const auto& field) { return lower(field.first) == name; });
}

}  // namespace

std::string ServerRequest::header(std::string_view name) const {
  for (const auto& [key, value] : headers) {
    if (key == name) return value;
  }
  return {};
}

std::optional<ServerRequest> parse_request_head(std::string_view head) {
  ServerRequest request;
  bool first = true;
  while (!head.empty()) {
    const auto end = head.find("\r\n");
    const auto line = head.substr(0, end);
    head.remove_prefix(end == std::string_view::npos ? head.size() : end + 2);
    if (first) {
      const auto blank = line.find(' ');
      const auto last = line.rfind(' ');
      if (blank == std::string_view::npos || last == blank || line.substr(last, 8) != " HTTP/1.")
        return std::nullopt;
      request.method = line.substr(0, blank);
      request.target = line.substr(blank + 1, last - blank - 1);
      if (request.target.empty() || request.target.find(' ') != std::string::npos)
        return std::nullopt;
      first = false;
    } else if (const auto colon = line.find(':'); colon != std::string_view::npos) {
      request.headers.emplace_back(lower(line.substr(0, colon)), trim(line.substr(colon + 1)));
    }
  }
  return first ? std::nullopt : std::optional(std::move(request));
}

std::string write_answer_head(const ServerAnswer& answer) {
  std::string head =
      fmt::format("HTTP/1.1 {} {}\r\n", answer.status, answer.status < 400 ? "OK" : "Error");
  for (const auto& [name, value] : answer.headers) head += fmt::format("{}: {}\r\n", name, value);
  const bool bodiless = answer.status == 304 || answer.status == 204 || answer.status < 200;
  const bool framed =
      has(answer.headers, "content-length") || has(answer.headers, "transfer-encoding");
  if (!bodiless && !framed && !answer.more)
    head += fmt::format("Content-Length: {}\r\n", answer.body.size());
  if (answer.close || answer.more) head += "Connection: close\r\n";
  return head + "\r\n";
}

std::string http_date(std::chrono::sys_seconds instant) {
  static constexpr std::array<const char*, 7> kDays{"Sun", "Mon", "Tue", "Wed",
                                                    "Thu", "Fri", "Sat"};
  static constexpr std::array<const char*, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto day = std::chrono::floor<std::chrono::days>(instant);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss time(instant - day);
  return fmt::format(
      "{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT", kDays[std::chrono::weekday(day).c_encoding()],
      static_cast<unsigned>(date.day()), kMonths[static_cast<unsigned>(date.month()) - 1],
      static_cast<int>(date.year()), time.hours().count(), time.minutes().count(),
      time.seconds().count());
}

}  // namespace gongwatch::testing_support
