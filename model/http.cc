#include "model/http.h"

#include <algorithm>
#include <array>
#include <utility>

namespace gongwatch {
namespace {

constexpr std::array<std::pair<FetchVerdict, std::string_view>, 40> kNames{{
    {FetchVerdict::ok, "ok"},
    {FetchVerdict::not_modified, "not-modified"},
    {FetchVerdict::not_modified_unasked, "not-modified-unasked"},
    {FetchVerdict::empty_body, "empty-body"},
    {FetchVerdict::partial, "partial"},
    {FetchVerdict::gone, "gone"},
    {FetchVerdict::not_found, "not-found"},
    {FetchVerdict::denied, "denied"},
    {FetchVerdict::login_wanted, "login-wanted"},
    {FetchVerdict::rate_limited, "rate-limited"},
    {FetchVerdict::unavailable, "unavailable"},
    {FetchVerdict::server_error, "server-error"},
    {FetchVerdict::http_error, "http-error"},
    {FetchVerdict::redirect_loop, "redirect-loop"},
    {FetchVerdict::too_many_redirects, "too-many-redirects"},
    {FetchVerdict::redirect_refused, "redirect-refused"},
    {FetchVerdict::address_refused, "address-refused"},
    {FetchVerdict::robots_disallowed, "robots-disallowed"},
    {FetchVerdict::robots_unreachable, "robots-unreachable"},
    {FetchVerdict::host_resting, "host-resting"},
    {FetchVerdict::host_silent, "host-silent"},
    {FetchVerdict::headers_too_large, "headers-too-large"},
    {FetchVerdict::announced_too_large, "announced-too-large"},
    {FetchVerdict::body_too_large, "body-too-large"},
    {FetchVerdict::compression_bomb, "compression-bomb"},
    {FetchVerdict::compression_damaged, "compression-damaged"},
    {FetchVerdict::cut_short, "cut-short"},
    {FetchVerdict::not_http, "not-http"},
    {FetchVerdict::no_answer, "no-answer"},
    {FetchVerdict::too_slow, "too-slow"},
    {FetchVerdict::timed_out, "timed-out"},
    {FetchVerdict::name_unknown, "name-unknown"},
    {FetchVerdict::no_connection, "no-connection"},
    {FetchVerdict::connection_broken, "connection-broken"},
    {FetchVerdict::tls_untrusted, "tls-untrusted"},
    {FetchVerdict::tls_failed, "tls-failed"},
    {FetchVerdict::proxy_failed, "proxy-failed"},
    {FetchVerdict::unusable_request, "unusable-request"},
    {FetchVerdict::out_of_memory, "out-of-memory"},
    {FetchVerdict::stopped, "stopped"},
}};

}  // namespace

std::string_view name_of(FetchVerdict verdict) {
  const auto named = std::find_if(kNames.begin(), kNames.end(),
                                  [&](const auto& one) { return one.first == verdict; });
  return named != kNames.end() ? named->second : kNames.front().second;
}

}  // namespace gongwatch
