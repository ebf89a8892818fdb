#include "fetcher/post.h"

#include <fmt/format.h>
#include <sys/socket.h>

#include <algorithm>
#include <new>
#include <optional>

#include "fetcher/address_policy.h"
#include "fetcher/curl_handles.h"
#include "fetcher/fetcher.h"
#include "fetcher/http_fields.h"
#include "text/url.h"

namespace gongwatch::fetcher {
namespace {

constexpr std::size_t kKeptBytes = 16 * 1024;
constexpr std::size_t kMostBytes = 1024 * 1024;  // read on, so that the answer counts as whole

struct Posting {
  PostAnswer answer;
  std::size_t received = 0;
  std::optional<RefusedAddress> refused;
  const std::function<bool()>* should_stop = nullptr;
};

template <class Value>
void set_option(CURL* easy, CURLoption option, Value value) {
  if (curl_easy_setopt(easy, option, value) != CURLE_OK) throw std::bad_alloc();
}

std::size_t keep_body(char* data, std::size_t size, std::size_t count, void* self) {
  auto& posting = *static_cast<Posting*>(self);
  posting.received += size * count;
  const std::size_t room = kKeptBytes - std::min(kKeptBytes, posting.answer.body.size());
  try {
    posting.answer.body.append(data, std::min(room, size * count));
  } catch (const std::bad_alloc&) {
    return 0;
  }
  return posting.received <= kMostBytes ? size * count : 0;
}

curl_socket_t open_public_socket(void* self, curlsocktype, curl_sockaddr* address) {
  if (auto refused = refuse_address(address->addr, static_cast<socklen_t>(address->addrlen))) {
    static_cast<Posting*>(self)->refused = std::move(refused);
    return CURL_SOCKET_BAD;
  }
  return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

int ask_to_stop(void* self, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  const auto* should_stop = static_cast<Posting*>(self)->should_stop;
  return *should_stop && (*should_stop)() ? 1 : 0;
}

Error error_of(CURLcode code, const Posting& posting, const PostRequest& request) {
  if (posting.refused) {
    return {ErrorKind::forbidden,
            fmt::format("{} is a {} address: allow_private = true if that is meant",
                        posting.refused->address, posting.refused->why),
            {}};
  }
  switch (code) {
    case CURLE_OPERATION_TIMEDOUT:
      return {ErrorKind::timeout,
              fmt::format("no answer within {} s",
                          std::chrono::duration<double>(request.timeout).count()),
              {}};
    case CURLE_ABORTED_BY_CALLBACK:
      return {ErrorKind::cancelled, "asked to stop", {}};
    default:  // libcurl's longer words may name the address
      return {ErrorKind::network, curl_easy_strerror(code), {}};
  }
}

}  // namespace

Result<PostAnswer> post(const PostRequest& request, const std::function<bool()>& should_stop) {
  const auto url = text::parse_url(request.url);
  if (!url) return fail(ErrorKind::invalid_argument, "no http or https address");
  if (const auto refused = refuse_literal(url->host); refused && !request.allow_private) {
    return fail(ErrorKind::forbidden,
                fmt::format("{} is a {} address: allow_private = true if that is meant",
                            refused->address, refused->why));
  }
  init_curl();
  const EasyHandle easy(curl_easy_init());
  if (!easy) throw std::bad_alloc();
  HeaderList headers;
  headers.add("Content-Type: " + request.content_type);
  headers.add("Expect:");  // no waiting for "100 Continue"
  for (const auto& [name, value] : request.headers) {
    if (!is_field_value(value)) return fail(ErrorKind::invalid_argument, "no header: " + name);
    headers.add(name + ": " + value);
  }
  Posting posting;
  posting.should_stop = &should_stop;
  CURL* handle = easy.get();
  set_option(handle, CURLOPT_URL, url->to_string().c_str());
  set_option(handle, CURLOPT_PROTOCOLS_STR, "http,https");
  set_option(handle, CURLOPT_FOLLOWLOCATION, 0L);
  set_option(handle, CURLOPT_POST, 1L);
  set_option(handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
  set_option(handle, CURLOPT_POSTFIELDS, request.body.data());
  set_option(handle, CURLOPT_HTTPHEADER, headers.get());
  set_option(handle, CURLOPT_USERAGENT, default_user_agent().c_str());
  set_option(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(request.timeout.count()));
  set_option(handle, CURLOPT_NOSIGNAL, 1L);
  set_option(handle, CURLOPT_PROXY, "");
  set_option(handle, CURLOPT_NOPROXY, "");
  set_option(handle, CURLOPT_WRITEFUNCTION, &keep_body);
  set_option(handle, CURLOPT_WRITEDATA, &posting);
  set_option(handle, CURLOPT_NOPROGRESS, 0L);
  set_option(handle, CURLOPT_XFERINFOFUNCTION, &ask_to_stop);
  set_option(handle, CURLOPT_XFERINFODATA, &posting);
  if (!request.ca_file.empty()) set_option(handle, CURLOPT_CAINFO, request.ca_file.c_str());
  if (!request.allow_private) {
    set_option(handle, CURLOPT_OPENSOCKETFUNCTION, &open_public_socket);
    set_option(handle, CURLOPT_OPENSOCKETDATA, &posting);
  }
  const CURLcode code = curl_easy_perform(handle);
  if (code != CURLE_OK) return tl::unexpected(error_of(code, posting, request));
  long status = 0;
  curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
  posting.answer.status = static_cast<int>(status);
  return std::move(posting.answer);
}

}  // namespace gongwatch::fetcher
