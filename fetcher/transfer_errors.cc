// What went wrong with a transfer, in one line a person can act on.
#include <fmt/format.h>

#include <string>
#include <system_error>

#include "fetcher/transfer.h"

namespace gongwatch::fetcher {
namespace {

Failure make(ErrorKind kind, FetchVerdict verdict, std::string message) {
  return {Error{kind, std::move(message), {}}, verdict};
}

}  // namespace

std::string describe_size(std::size_t bytes) {
  constexpr std::size_t kKib = 1024;
  constexpr std::size_t kMib = kKib * kKib;
  if (bytes >= kMib && bytes % kMib == 0) return fmt::format("{} MiB", bytes / kMib);
  if (bytes >= kKib && bytes % kKib == 0) return fmt::format("{} KiB", bytes / kKib);
  return fmt::format("{} bytes", bytes);
}

// libcurl's own words, on one line.
std::string Transfer::detail(CURLcode code) const {
  std::string text = error_text_[0] != '\0' ? error_text_ : curl_easy_strerror(code);
  for (char& c : text) {
    if (static_cast<unsigned char>(c) < 0x20) c = ' ';
  }
  return text;
}

long Transfer::system_error() const {
  long number = 0;
  curl_easy_getinfo(easy_.get(), CURLINFO_OS_ERRNO, &number);
  return number;
}

Failure Transfer::describe_timeout() const {
  curl_off_t total = 0;
  curl_off_t connected = 0;
  curl_easy_getinfo(easy_.get(), CURLINFO_TOTAL_TIME_T, &total);
  curl_easy_getinfo(easy_.get(), CURLINFO_PRETRANSFER_TIME_T, &connected);
  const long limit = timeout_seconds(*policy_);
  constexpr curl_off_t kTimerSlack = 500'000;  // libcurl's timers may run out a little early
  if (total + kTimerSlack >= limit * 1'000'000L) {
    const std::string what = answer_.status == 0 ? "no answer" : "answer not complete";
    return make(ErrorKind::timeout, FetchVerdict::timed_out,
                fmt::format("{} within {} s", what, limit));
  }
  if (connected == 0) {
    return make(ErrorKind::timeout, FetchVerdict::no_connection,
                fmt::format("no connection within {} s", kConnectSeconds));
  }
  return make(ErrorKind::timeout, FetchVerdict::too_slow,
              fmt::format("slower than {} bytes/s for {} s", kLowSpeedBytesPerSecond,
                          policy_->patience.count()));
}

// We ended it.
Failure Transfer::describe_stop() const {
  switch (stop_) {
    case Stop::headers_too_large:
      return make(ErrorKind::too_large, FetchVerdict::headers_too_large,
                  fmt::format("headers larger than {} or {} lines", describe_size(kMaxHeaderBytes),
                              kMaxHeaderLines));
    case Stop::announced_too_large:
      return make(ErrorKind::too_large, FetchVerdict::announced_too_large,
                  fmt::format("body announced larger than {}", describe_size(ask_.max_body)));
    case Stop::body_too_large: {
      const bool bomb = !decoders_.empty() && received_bytes_ <= ask_.max_body;
      return make(ErrorKind::too_large,
                  bomb ? FetchVerdict::compression_bomb : FetchVerdict::body_too_large,
                  fmt::format("body larger than {}{}", describe_size(ask_.max_body),
                              bomb ? fmt::format(" when decompressed ({} received)",
                                                 describe_size(received_bytes_))
                                   : ""));
    }
    case Stop::unknown_coding:
      return make(ErrorKind::unsupported, FetchVerdict::compression_damaged,
                  fmt::format("the body's compression is not known: {}",
                              find_header(answer_.headers, "content-encoding").value_or("")));
    case Stop::damaged:
      return make(ErrorKind::malformed, FetchVerdict::compression_damaged,
                  "the body's compression is damaged");
    default:
      return make(ErrorKind::too_large, FetchVerdict::out_of_memory, "out of memory");
  }
}

Failure Transfer::describe_connect() const {
  const long number = system_error();
  const bool proxy = !policy_->proxy.empty();
  const std::string where = proxy ? "proxy " + policy_->proxy : ask_.url.host_and_port();
  const std::string why =
      number == 0 ? "" : ": " + std::generic_category().message(static_cast<int>(number));
  return make(ErrorKind::network, proxy ? FetchVerdict::proxy_failed : FetchVerdict::no_connection,
              fmt::format("could not connect to {}{}", where, why));
}

Failure Transfer::describe(CURLcode code) const {
  using enum FetchVerdict;
  if (stop_ != Stop::none && stop_ != Stop::enough) return describe_stop();
  if (refused_ && (code == CURLE_COULDNT_CONNECT || code == CURLE_ABORTED_BY_CALLBACK)) {
    return make(ErrorKind::forbidden, address_refused,
                fmt::format("address {} is {}", refused_->address, refused_->why));
  }
  if (times_sent_ > 1 && code == CURLE_ABORTED_BY_CALLBACK)
    return make(ErrorKind::network, no_answer, "connection closed without an answer");
  // libcurl keeps a header line of at most 100 KiB and calls a longer one this.
  if (code == CURLE_OUT_OF_MEMORY && !headers_done_)
    return make(ErrorKind::too_large, headers_too_large, "header line larger than 100 KiB");
  switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
      return make(ErrorKind::network, name_unknown, "could not resolve host: " + ask_.url.host);
    case CURLE_COULDNT_RESOLVE_PROXY:
      return make(ErrorKind::network, proxy_failed, "could not resolve proxy: " + policy_->proxy);
    case CURLE_COULDNT_CONNECT:
      return describe_connect();
    case CURLE_PROXY:
      return make(ErrorKind::network, proxy_failed, detail(code));
    case CURLE_OPERATION_TIMEDOUT:
      return describe_timeout();
    case CURLE_GOT_NOTHING:
      return make(ErrorKind::network, no_answer, "connection closed without an answer");
    case CURLE_PARTIAL_FILE:
      return make(ErrorKind::network, cut_short, "connection closed before the body was complete");
    case CURLE_BAD_CONTENT_ENCODING:
      return make(ErrorKind::malformed, compression_damaged,
                  "the body's compression is damaged: " + detail(code));
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_HTTP2:
    case CURLE_HTTP2_STREAM:
      return make(ErrorKind::malformed, not_http, "the answer is not valid HTTP: " + detail(code));
    case CURLE_PEER_FAILED_VERIFICATION:
      return make(ErrorKind::network, tls_untrusted, "TLS certificate refused: " + detail(code));
    case CURLE_SSL_CONNECT_ERROR:
      return make(ErrorKind::network, tls_failed, "TLS connection failed: " + detail(code));
    case CURLE_SSL_CACERT_BADFILE:
      return make(ErrorKind::invalid_argument, unusable_request,
                  "CA file cannot be used: " + policy_->ca_file);
    default:
      return make(ErrorKind::network, connection_broken, detail(code));
  }
}

}  // namespace gongwatch::fetcher
