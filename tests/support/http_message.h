// HTTP/1.1 as far as a test server needs it: requests read, answers written.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gongwatch::testing_support {

using HeaderFields = std::vector<std::pair<std::string, std::string>>;

struct ServerRequest {
  std::string method;
  std::string target;                          // as sent: "/path?query"
  HeaderFields headers;                        // names in lower case
  std::string body;                            // at most kMaxRequestBody
  std::chrono::steady_clock::time_point time;  // when its head was complete
  int port = 0;                                // of the server

  // The first field of that name (lower case); empty if absent.
  std::string header(std::string_view name) const;
  std::string path() const { return target.substr(0, target.find('?')); }
};

struct ServerAnswer {
  int status = 200;
  HeaderFields headers;
  std::string body;  // Content-Length is written unless headers have one
  // For answers that a good server would not give:
  std::optional<std::string>
      raw;  // these bytes in place of all the above; the connection is then closed
  std::chrono::milliseconds delay{0};  // before the first byte
  // Called for more bytes, again and again, after the above, until it returns nothing; the
  // connection is then closed.
  std::function<std::string()> more;
  std::chrono::milliseconds pause{0};  // before each call of `more`
  bool close = false;                  // close the connection after this answer
};

inline constexpr std::size_t kMaxRequestHead = 64 * 1024;
inline constexpr std::size_t kMaxRequestBody = 1024 * 1024;

// The head ("GET / HTTP/1.1\r\n…" up to the blank line) → request without time, port and body;
// nothing if it is no HTTP/1.x.
std::optional<ServerRequest> parse_request_head(std::string_view head);
// The head of an answer, blank line included; Content-Length is left out where `more` bytes follow.
std::string write_answer_head(const ServerAnswer& answer);

// "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110 §5.6.7).
std::string http_date(std::chrono::sys_seconds instant);

}  // namespace gongwatch::testing_support
