// One request and its answer, without redirects: libcurl's options and callbacks, and every limit
// on what comes back. A Transfer is used again for the next request: what a policy sets is set
// once.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "fetcher/address_policy.h"
#include "fetcher/content_coding.h"
#include "fetcher/curl_handles.h"
#include "fetcher/http_fields.h"
#include "model/http.h"
#include "text/url.h"

namespace gongwatch::fetcher {

inline constexpr std::size_t kMaxHeaderBytes = 256 * 1024;
inline constexpr std::size_t kMaxHeaderLines = 200;
inline constexpr std::size_t kMaxUnusedBodyBytes =
    64 * 1024;  // of errors and redirects: read to keep the connection
inline constexpr long kLowSpeedBytesPerSecond = 100;
inline constexpr long kConnectSeconds = 30;
inline constexpr long kMaxTimeoutSeconds = 3600;

struct Answer {
  int status = 0;
  Headers headers;
  std::string body;  // decompressed; empty unless 2xx
};

// Why there is no answer.
struct Failure {
  Error error;
  FetchVerdict verdict = FetchVerdict::connection_broken;
};

class Transfer {
 public:
  enum class Excess { refuse, cut };  // what happens to a body longer than max_body
  struct Ask {
    text::UrlParts url;
    const Validators* validators = nullptr;  // null: unconditional
    std::size_t max_body = 0;
    Excess excess = Excess::refuse;
  };

  // Throws std::bad_alloc.
  Transfer();
  Transfer(const Transfer&) = delete;
  Transfer& operator=(const Transfer&) = delete;
  ~Transfer() { stop(); }

  // Makes ready for one request and hands it to `multi`. Validators and the policy's texts must be
  // field values (is_field_value); `policy` must outlive the request.
  void start(CURLM* multi, Ask ask, const FetchPolicy& policy);
  // Takes it back from libcurl, finished or not.
  void stop();

  CURL* handle() const { return easy_.get(); }
  // Status of the answer as far as it came; 0 if none.
  int status() const { return answer_.status; }
  const Headers& headers() const { return answer_.headers; }
  // Call once, when libcurl says that the transfer is over. Any complete answer is a success,
  // whatever its status.
  tl::expected<Answer, Failure> finish(CURLcode code);
  // The kept connection had ended when the request was sent: it may be sent again, when its time
  // has come (libcurl would do so at once).
  bool connection_was_stale() const { return times_sent_ > 1; }

 private:
  enum class Stop {
    none,
    headers_too_large,
    announced_too_large,
    body_too_large,
    enough,
    unknown_coding,
    damaged,
    no_memory
  };

  void set_fixed_options();
  void set_policy_options();
  void set_request_options();
  bool take_header_line(std::string_view line);
  bool take_header_end();
  bool take_body(std::string_view bytes);
  bool decode(std::size_t from, std::string_view bytes);
  bool take_decoded(std::string_view bytes);
  bool is_used() const { return answer_.status >= 200 && answer_.status < 300; }
  bool stop_with(Stop reason);
  Failure describe(CURLcode code) const;
  Failure describe_stop() const;
  Failure describe_connect() const;
  Failure describe_timeout() const;
  std::string detail(CURLcode code) const;
  long system_error() const;

  static std::size_t on_header(char* data, std::size_t size, std::size_t count, void* self);
  static std::size_t on_body(char* data, std::size_t size, std::size_t count, void* self);
  static curl_socket_t on_open_socket(void* self, curlsocktype purpose, curl_sockaddr* address);
  static int on_connected(void* self, char* remote_ip, char* local_ip, int remote_port,
                          int local_port);

  EasyHandle easy_;
  CURLM* multi_ = nullptr;                 // while under way
  std::optional<FetchPolicy> set_up_for_;  // whose options the handle holds
  const FetchPolicy* policy_ = nullptr;
  HeaderList request_headers_;
  std::size_t policy_headers_ = 0;  // the first of them, which every request has
  char error_text_[CURL_ERROR_SIZE] = "";
  Ask ask_;
  Answer answer_;
  std::size_t header_bytes_ = 0;
  std::size_t header_lines_ = 0;
  std::size_t received_bytes_ = 0;  // of the body
  std::size_t body_bytes_ = 0;      // of the body, decoded
  std::vector<std::unique_ptr<Decoder>> decoders_;
  int times_sent_ = 0;
  bool headers_done_ = false;
  Stop stop_ = Stop::none;
  std::optional<RefusedAddress> refused_;
};

// "64 MiB", "100 KiB", "1000 bytes".
std::string describe_size(std::size_t bytes);

// FetchPolicy::timeout, at least one second and at most kMaxTimeoutSeconds: libcurl reads 0 as "for
// ever".
long timeout_seconds(const FetchPolicy& policy);

}  // namespace gongwatch::fetcher
