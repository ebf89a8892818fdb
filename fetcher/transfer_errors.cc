// What went wrong with a transfer, in one line a person can act on.
#include <fmt/format.h>

#include <string>
#include <system_error>

#include "fetcher/transfer.h"

namespace gongwatch::fetcher {
namespace {

Error make(ErrorKind kind, std::string message) { return Error{kind, std::move(message), {}}; }

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

Error Transfer::describe_timeout() const {
  curl_off_t total = 0;
  curl_off_t connected = 0;
  curl_easy_getinfo(easy_.get(), CURLINFO_TOTAL_TIME_T, &total);
  curl_easy_getinfo(easy_.get(), CURLINFO_PRETRANSFER_TIME_T, &connected);
  const long limit = timeout_seconds(policy_);
  constexpr curl_off_t kTimerSlack = 500'000;  // libcurl's timers may run out a little early
  if (total + kTimerSlack >= limit * 1'000'000L) {
    const std::string what = answer_.status == 0 ? "no answer" : "answer not complete";
    return make(ErrorKind::timeout, fmt::format("{} within {} s", what, limit));
  }
  if (connected == 0)
    return make(ErrorKind::timeout, fmt::format("no connection within {} s", kConnectSeconds));
  return make(ErrorKind::timeout, fmt::format("slower than {} bytes/s for {} s",
                                              kLowSpeedBytesPerSecond, kLowSpeedSeconds));
}

Error Transfer::describe(CURLcode code) const {
  switch (stop_) {
    case Stop::headers_too_large:
      return make(ErrorKind::too_large,
                  fmt::format("headers larger than {} or {} lines", describe_size(kMaxHeaderBytes),
                              kMaxHeaderLines));
    case Stop::body_too_large:
      return make(ErrorKind::too_large,
                  fmt::format("body larger than {}", describe_size(max_body_)));
    case Stop::out_of_memory:
      return make(ErrorKind::too_large, "out of memory");
    case Stop::enough:
    case Stop::none:
      break;
  }
  if (refused_ && (code == CURLE_COULDNT_CONNECT || code == CURLE_ABORTED_BY_CALLBACK)) {
    return make(ErrorKind::forbidden,
                fmt::format("address {} is {}", refused_->address, refused_->why));
  }
  // libcurl keeps a header line of at most 100 KiB and calls a longer one this.
  if (code == CURLE_OUT_OF_MEMORY && !headers_done_)
    return make(ErrorKind::too_large, "header line larger than 100 KiB");
  switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
      return make(ErrorKind::network, "could not resolve host: " + url_.host);
    case CURLE_COULDNT_RESOLVE_PROXY:
      return make(ErrorKind::network, "could not resolve proxy: " + policy_.proxy);
    case CURLE_COULDNT_CONNECT: {
      long number = 0;
      curl_easy_getinfo(easy_.get(), CURLINFO_OS_ERRNO, &number);
      const std::string where =
          policy_.proxy.empty() ? url_.host_and_port() : "proxy " + policy_.proxy;
      const std::string why =
          number == 0 ? "" : ": " + std::generic_category().message(static_cast<int>(number));
      return make(ErrorKind::network, fmt::format("could not connect to {}{}", where, why));
    }
    case CURLE_OPERATION_TIMEDOUT:
      return describe_timeout();
    case CURLE_GOT_NOTHING:
      return make(ErrorKind::network, "connection closed without an answer");
    case CURLE_PARTIAL_FILE:
      return make(ErrorKind::network, "connection closed before the body was complete");
    case CURLE_BAD_CONTENT_ENCODING:
      return make(ErrorKind::malformed, "the body's compression is damaged: " + detail(code));
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_HTTP2:
    case CURLE_HTTP2_STREAM:
      return make(ErrorKind::malformed, "the answer is not valid HTTP: " + detail(code));
    case CURLE_PEER_FAILED_VERIFICATION:
      return make(ErrorKind::network, "TLS certificate refused: " + detail(code));
    case CURLE_SSL_CONNECT_ERROR:
      return make(ErrorKind::network, "TLS connection failed: " + detail(code));
    case CURLE_SSL_CACERT_BADFILE:
      return make(ErrorKind::invalid_argument, "CA file cannot be used: " + policy_.ca_file);
    default:
      return make(ErrorKind::network, detail(code));
  }
}

}  // namespace gongwatch::fetcher
