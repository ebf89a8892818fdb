#include "fetcher/transfer.h"

#include <fmt/format.h>
#include <sys/socket.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <new>
#include <utility>

#include "fetcher/fetcher.h"

namespace gongwatch::fetcher {
namespace {

std::string_view trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  }
  return out;
}

constexpr std::size_t kUsualHeaders = 20;
constexpr std::size_t kMostReserved = 1u << 20;  // what a server announces is no reason for more

// "HTTP/1.1 200 OK" → 200; 0 if it is no status line.
int status_of(std::string_view line) {
  const auto blank = line.find(' ');
  int status = 0;
  if (blank != std::string_view::npos)
    std::from_chars(line.data() + blank + 1, line.data() + line.size(), status);
  return status;
}

template <class Value>
void set(CURL* easy, CURLoption option, Value value) {
  // Fails only for options this libcurl was built without, or when memory is short.
  if (curl_easy_setopt(easy, option, value) != CURLE_OK) throw std::bad_alloc();
}

}  // namespace

std::string default_user_agent() {
  return "gongwatch/" GONGWATCH_VERSION " (+https://github.com/gongwatch)";
}

long timeout_seconds(const FetchPolicy& policy) {
  return std::clamp(static_cast<long>(policy.timeout.count()), 1L, kMaxTimeoutSeconds);
}

Transfer::Transfer() : easy_(curl_easy_init()) {
  if (!easy_) throw std::bad_alloc();
  set_fixed_options();
}

void Transfer::start(CURLM* multi, Ask ask, const FetchPolicy& policy) {
  ask_ = std::move(ask);
  ask_.url.fragment.reset();
  policy_ = &policy;
  answer_ = Answer{};
  header_bytes_ = header_lines_ = received_bytes_ = body_bytes_ = 0;
  decoders_.clear();
  times_sent_ = 0;
  headers_done_ = false;
  stop_ = Stop::none;
  refused_.reset();
  error_text_[0] = '\0';
  if (set_up_for_ != policy) {
    // Not every option can be unset: a fresh start (connections and DNS answers stay).
    if (set_up_for_) {
      curl_easy_reset(easy_.get());
      set_fixed_options();
    }
    set_policy_options();
    set_up_for_ = policy;
  }
  set_request_options();
  if (curl_multi_add_handle(multi, easy_.get()) != CURLM_OK) throw std::bad_alloc();
  multi_ = multi;
}

void Transfer::stop() {
  if (multi_ != nullptr) curl_multi_remove_handle(multi_, easy_.get());
  multi_ = nullptr;
}

void Transfer::set_fixed_options() {
  CURL* easy = easy_.get();
  // text::parse_url has resolved the path; libcurl shall not read it in a second way.
  set(easy, CURLOPT_PATH_AS_IS, 1L);
  set(easy, CURLOPT_PROTOCOLS_STR, "http,https");
  set(easy, CURLOPT_HTTPGET, 1L);
  set(easy, CURLOPT_FOLLOWLOCATION, 0L);
  set(easy, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
  set(easy, CURLOPT_HTTP_CONTENT_DECODING, 0L);
  set(easy, CURLOPT_NOSIGNAL, 1L);
  set(easy, CURLOPT_LOW_SPEED_LIMIT, kLowSpeedBytesPerSecond);
  set(easy, CURLOPT_NOPROXY, "");
  set(easy, CURLOPT_ERRORBUFFER, error_text_);
  set(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
  set(easy, CURLOPT_HEADERFUNCTION, &Transfer::on_header);
  set(easy, CURLOPT_HEADERDATA, this);
  set(easy, CURLOPT_WRITEFUNCTION, &Transfer::on_body);
  set(easy, CURLOPT_WRITEDATA, this);
  set(easy, CURLOPT_PREREQFUNCTION, &Transfer::on_connected);
  set(easy, CURLOPT_PREREQDATA, this);
}

void Transfer::set_policy_options() {
  CURL* easy = easy_.get();
  const long timeout = timeout_seconds(*policy_);
  set(easy, CURLOPT_TIMEOUT, timeout);
  set(easy, CURLOPT_CONNECTTIMEOUT, std::min(kConnectSeconds, timeout));
  set(easy, CURLOPT_LOW_SPEED_TIME, std::max(1L, static_cast<long>(policy_->patience.count())));
  const std::string user_agent =
      policy_->user_agent.empty() ? default_user_agent() : policy_->user_agent;
  // As lines of ours: what libcurl has options for it prints anew for each request, byte by byte,
  // and that twice.
  set(easy, CURLOPT_HTTPHEADER, static_cast<curl_slist*>(nullptr));  // the list is about to go
  request_headers_.cut(0);
  request_headers_.add("Accept-Encoding: " + std::string(kAcceptedCodings));
  if (policy_->proxy.empty()) {
    request_headers_.add("User-Agent: " + user_agent);
  } else {  // CONNECT says it, too
    set(easy, CURLOPT_USERAGENT, user_agent.c_str());
  }
  policy_headers_ = policy_->proxy.empty() ? 2 : 1;
  // "" also switches the environment's proxies off.
  set(easy, CURLOPT_PROXY, policy_->proxy.c_str());
  if (policy_->ip != IpVersion::any) {
    set(easy, CURLOPT_IPRESOLVE,
        policy_->ip == IpVersion::v4 ? static_cast<long>(CURL_IPRESOLVE_V4)
                                     : static_cast<long>(CURL_IPRESOLVE_V6));
  }
  if (!policy_->ca_file.empty()) set(easy, CURLOPT_CAINFO, policy_->ca_file.c_str());
  if (policy_->allow_private || !policy_->proxy.empty())
    return;  // a proxy looks names up itself, and may be at home
  set(easy, CURLOPT_OPENSOCKETFUNCTION, &Transfer::on_open_socket);
  set(easy, CURLOPT_OPENSOCKETDATA, this);
}

void Transfer::set_request_options() {
  CURL* easy = easy_.get();
  set(easy, CURLOPT_URL, ask_.url.to_string().c_str());
  request_headers_.cut(policy_headers_);
  if (ask_.validators != nullptr && !ask_.validators->etag.empty())
    request_headers_.add("If-None-Match: " + ask_.validators->etag);
  if (ask_.validators != nullptr && !ask_.validators->last_modified.empty())
    request_headers_.add("If-Modified-Since: " + ask_.validators->last_modified);
  set(easy, CURLOPT_HTTPHEADER, request_headers_.get());
}

bool Transfer::stop_with(Stop reason) {
  stop_ = reason;
  return false;
}

bool Transfer::take_header_line(std::string_view line) {
  header_bytes_ += line.size();
  if (++header_lines_ > kMaxHeaderLines || header_bytes_ > kMaxHeaderBytes)
    return stop_with(Stop::headers_too_large);
  while (!line.empty() && (line.back() == '\r' || line.back() == '\n')) line.remove_suffix(1);
  if (line.substr(0, 5) == "HTTP/") {  // a new head: what came before was an interim answer (1xx)
    answer_ = Answer{};
    answer_.status = status_of(line);
    answer_.headers.reserve(kUsualHeaders);
    headers_done_ = false;
  } else if (line.empty()) {
    headers_done_ = true;
    return take_header_end();
  } else if (!headers_done_) {  // trailers, which come behind the body, say nothing we use
    const auto colon = line.find(':');
    const bool folded = line.front() == ' ' || line.front() == '\t';
    if (folded && !answer_.headers.empty()) {
      answer_.headers.back().second += " " + std::string(trim(line));
    } else if (colon != std::string_view::npos) {
      answer_.headers.emplace_back(lower(trim(line.substr(0, colon))),
                                   trim(line.substr(colon + 1)));
    }
  }
  return true;
}

// A body that says beforehand that it is too long, or that nobody here can decode, need not be
// waited for.
bool Transfer::take_header_end() {
  if (!is_used()) return true;
  for (const auto& [name, value] : answer_.headers) {
    if (name == "content-encoding" && !make_decoders(value, decoders_))
      return stop_with(Stop::unknown_coding);
  }
  const auto length = find_header(answer_.headers, "content-length");
  if (!length || ask_.excess == Excess::cut) return true;
  std::size_t bytes = 0;
  const auto [end, error] = std::from_chars(length->data(), length->data() + length->size(), bytes);
  const bool huge = error == std::errc::result_out_of_range;
  // Text in gzip is about a fourth of itself; for what is more, the buffer grows.
  if (error == std::errc() && bytes <= ask_.max_body)
    answer_.body.reserve(std::min(decoders_.empty() ? bytes : 5 * bytes, kMostReserved));
  return (!huge && (error != std::errc() || bytes <= ask_.max_body)) ||
         stop_with(Stop::announced_too_large);
}

bool Transfer::take_body(std::string_view bytes) {
  received_bytes_ += bytes.size();
  if (!is_used()) return received_bytes_ <= kMaxUnusedBodyBytes || stop_with(Stop::enough);
  return decode(0, bytes);
}

// Through the decoders from the given one on.
bool Transfer::decode(std::size_t from, std::string_view bytes) {
  if (from == decoders_.size()) return take_decoded(bytes);
  const Decoding done = decoders_[from]->feed(
      bytes, [this, from](std::string_view decoded) { return decode(from + 1, decoded); });
  return done == Decoding::ok || stop_with(stop_ == Stop::none ? Stop::damaged : stop_);
}

// A limit on what is received would let a compression bomb through.
bool Transfer::take_decoded(std::string_view bytes) {
  body_bytes_ += bytes.size();
  if (body_bytes_ <= ask_.max_body) {
    answer_.body.append(bytes);
    return true;
  }
  if (ask_.excess == Excess::refuse) return stop_with(Stop::body_too_large);
  answer_.body.append(bytes.substr(0, ask_.max_body - answer_.body.size()));
  return stop_with(Stop::enough);
}

std::size_t Transfer::on_header(char* data, std::size_t size, std::size_t count, void* self) {
  auto& transfer = *static_cast<Transfer*>(self);
  try {
    return transfer.take_header_line({data, size * count}) ? size * count : 0;
  } catch (const std::bad_alloc&) {
    transfer.stop_with(Stop::no_memory);
    return 0;
  }
}

std::size_t Transfer::on_body(char* data, std::size_t size, std::size_t count, void* self) {
  auto& transfer = *static_cast<Transfer*>(self);
  try {
    return transfer.take_body({data, size * count}) ? size * count : 0;
  } catch (const std::bad_alloc&) {
    transfer.stop_with(Stop::no_memory);
    return 0;
  }
}

curl_socket_t Transfer::on_open_socket(void* self, curlsocktype, curl_sockaddr* address) {
  if (auto refused = refuse_address(address->addr, static_cast<socklen_t>(address->addrlen))) {
    static_cast<Transfer*>(self)->refused_ = std::move(refused);
    return CURL_SOCKET_BAD;
  }
  return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

// Called whenever the request is about to go out. A connection kept from a request that was allowed
// more is not opened again, so its address is looked at here once more.
int Transfer::on_connected(void* self, char* remote_ip, char*, int, int) {
  auto& transfer = *static_cast<Transfer*>(self);
  if (++transfer.times_sent_ > 1) return CURL_PREREQFUNC_ABORT;
  const FetchPolicy& policy = *transfer.policy_;
  if (policy.allow_private || !policy.proxy.empty()) return CURL_PREREQFUNC_OK;
  if (auto refused = refuse_literal(remote_ip)) {
    transfer.refused_ = std::move(refused);
    return CURL_PREREQFUNC_ABORT;
  }
  return CURL_PREREQFUNC_OK;
}

tl::expected<Answer, Failure> Transfer::finish(CURLcode code) {
  const bool complete = code == CURLE_OK || stop_ == Stop::enough;
  const bool whole = stop_ == Stop::enough || received_bytes_ == 0 ||
                     std::all_of(decoders_.begin(), decoders_.end(),
                                 [](const auto& decoder) { return decoder->complete(); });
  if (complete && whole && answer_.status >= 200) return std::move(answer_);
  if (!complete) return tl::unexpected(describe(code));
  if (answer_.status >= 200) {
    return tl::unexpected(
        Failure{{ErrorKind::malformed, "the body's compression ends too early", {}},
                FetchVerdict::compression_damaged});
  }
  return tl::unexpected(
      Failure{{ErrorKind::malformed, "the answer has no HTTP status", {}}, FetchVerdict::not_http});
}

}  // namespace gongwatch::fetcher
