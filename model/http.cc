#include "model/http.h"

namespace gongwatch {

std::string_view name_of(FetchVerdict verdict) {
  switch (verdict) {
    case FetchVerdict::ok:
      return "ok";
    case FetchVerdict::not_modified:
      return "not-modified";
    case FetchVerdict::not_modified_unasked:
      return "not-modified-unasked";
    case FetchVerdict::empty_body:
      return "empty-body";
    case FetchVerdict::partial:
      return "partial";
    case FetchVerdict::gone:
      return "gone";
    case FetchVerdict::not_found:
      return "not-found";
    case FetchVerdict::denied:
      return "denied";
    case FetchVerdict::login_wanted:
      return "login-wanted";
    case FetchVerdict::rate_limited:
      return "rate-limited";
    case FetchVerdict::unavailable:
      return "unavailable";
    case FetchVerdict::server_error:
      return "server-error";
    case FetchVerdict::http_error:
      return "http-error";
    case FetchVerdict::redirect_loop:
      return "redirect-loop";
    case FetchVerdict::too_many_redirects:
      return "too-many-redirects";
    case FetchVerdict::redirect_refused:
      return "redirect-refused";
    case FetchVerdict::address_refused:
      return "address-refused";
    case FetchVerdict::robots_disallowed:
      return "robots-disallowed";
    case FetchVerdict::robots_unreachable:
      return "robots-unreachable";
    case FetchVerdict::host_resting:
      return "host-resting";
    case FetchVerdict::host_silent:
      return "host-silent";
    case FetchVerdict::headers_too_large:
      return "headers-too-large";
    case FetchVerdict::announced_too_large:
      return "announced-too-large";
    case FetchVerdict::body_too_large:
      return "body-too-large";
    case FetchVerdict::compression_bomb:
      return "compression-bomb";
    case FetchVerdict::compression_damaged:
      return "compression-damaged";
    case FetchVerdict::cut_short:
      return "cut-short";
    case FetchVerdict::not_http:
      return "not-http";
    case FetchVerdict::no_answer:
      return "no-answer";
    case FetchVerdict::too_slow:
      return "too-slow";
    case FetchVerdict::timed_out:
      return "timed-out";
    case FetchVerdict::name_unknown:
      return "name-unknown";
    case FetchVerdict::no_connection:
      return "no-connection";
    case FetchVerdict::connection_broken:
      return "connection-broken";
    case FetchVerdict::tls_untrusted:
      return "tls-untrusted";
    case FetchVerdict::tls_failed:
      return "tls-failed";
    case FetchVerdict::proxy_failed:
      return "proxy-failed";
    case FetchVerdict::unusable_request:
      return "unusable-request";
    case FetchVerdict::out_of_memory:
      return "out-of-memory";
    case FetchVerdict::stopped:
      return "stopped";
  }
  return "ok";
}

}  // namespace gongwatch
