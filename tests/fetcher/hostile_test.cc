// One server with every bad manner there is, asked in one go: each ends in its own name, within
// bounds, and the run goes on.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <thread>

#include "tests/fetcher/fetch_all.h"
#include "tests/support/gzip.h"
#include "tests/support/loopback_server.h"
#include "tests/support/process.h"
#include "tests/support/temp_dir.h"

namespace gongwatch::fetcher {
namespace {

using std::chrono::milliseconds;
using testing_support::ChildProcess;
using testing_support::gzip;
using testing_support::LoopbackServer;
using testing_support::run_command;
using testing_support::ServerAnswer;
using testing_support::ServerRequest;

// 20,000,000 zero bytes.
constexpr std::string_view kBrotliBomb(
    "\xCF\xFF\xFF\x7F\xF8\x27\x00\xE2\xB1\x40\x20\xF7\xFE\x3F\xFF\x59\x62\xF0\x4F\x00\xC4\x61\x01"
    "\x80\x2E\x49\x0C",
    27);

struct Case {
  ServerAnswer answer;
  std::string outcome;
};

ServerAnswer page(std::string body, testing_support::HeaderFields headers = {}, int status = 200) {
  ServerAnswer answer;
  answer.status = status;
  answer.headers = std::move(headers);
  answer.body = std::move(body);
  return answer;
}

ServerAnswer raw(std::string bytes) {
  ServerAnswer answer;
  answer.raw = std::move(bytes);
  return answer;
}

ServerAnswer endless(ServerAnswer answer, std::string bytes, milliseconds pause = {}) {
  answer.more = [bytes] { return bytes; };
  answer.pause = pause;
  return answer;
}

ServerAnswer silent() {
  ServerAnswer answer;
  answer.delay = std::chrono::seconds(60);  // ends with the server
  return answer;
}

ServerAnswer to(const std::string& location) { return page("", {{"Location", location}}, 302); }

ServerAnswer encoded(const std::string& encoding, std::string body) {
  return page(std::move(body), {{"Content-Encoding", encoding}});
}

std::map<std::string, Case> cases() {
  const std::string chunk(65536, 'x');
  const std::string story(30'000, 's');
  const std::string head = "HTTP/1.1 200 OK\r\n";
  std::map<std::string, Case> all{
      {"/endless-body", {endless(page(""), chunk), "body-too-large"}},
      {"/one-byte-at-a-time",
       {endless(raw(head + "Content-Length: 9000\r\n\r\n"), "x", milliseconds(200)), "too-slow"}},
      {"/silence", {silent(), "timed-out"}},
      {"/endless-headers", {endless(raw(head), "X-More: and more\r\n"), "headers-too-large"}},
      {"/endless-header-line", {endless(raw(head + "X-Endless: "), chunk), "headers-too-large"}},
      {"/redirects-to-itself", {to("/redirects-to-itself"), "redirect-loop"}},
      {"/chain0", {to("/chain1"), "too-many-redirects"}},
      {"/to-a-file", {to("file:///etc/passwd"), "redirect-refused"}},
      {"/to-a-password", {to("http://root:pw@127.0.0.1/"), "redirect-refused"}},
      {"/shorter-than-said", {raw(head + "Content-Length: 100\r\n\r\nonly this"), "cut-short"}},
      {"/two-lengths",
       {raw(head + "Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcd"), "cut-short"}},
      {"/negative-length", {raw(head + "Content-Length: -4\r\n\r\nabcd"), "not-http"}},
      {"/three-gigabytes",
       {raw(head + "Content-Length: 3221225472\r\n\r\nabcd"), "announced-too-large"}},
      {"/absurd-length",
       {raw(head + "Content-Length: 99999999999999999999999\r\n\r\nabcd"), "announced-too-large"}},
      {"/broken-chunk",
       {raw(head + "Transfer-Encoding: chunked\r\n\r\nzz\r\nabcd"), "connection-broken"}},
      {"/half-a-gzip", {encoded("gzip", gzip(story).substr(0, 60)), "compression-damaged"}},
      {"/gzip-that-is-none", {encoded("gzip", story), "compression-damaged"}},
      {"/gzip-bomb", {encoded("gzip", gzip(std::string(20u << 20, '\0'))), "compression-bomb"}},
      {"/gzip-twice-bomb",
       {encoded("gzip, gzip", gzip(gzip(std::string(20u << 20, '\0')))), "compression-bomb"}},
      {"/brotli-bomb", {encoded("br", std::string(kBrotliBomb)), "compression-bomb"}},
      {"/unknown-encoding", {encoded("rot13", "uryyb"), "compression-damaged"}},
      {"/many-encodings",
       {encoded("gzip, gzip, gzip, gzip, gzip, gzip, gzip", gzip("x")), "compression-damaged"}},
      {"/gzip-twice", {encoded("gzip, gzip", gzip(gzip(story))), "ok"}},
      {"/empty", {page(""), "empty-body"}},
      {"/no-content", {page("", {}, 204), "empty-body"}},
      {"/unasked-304", {page("", {}, 304), "not-modified-unasked"}},
      {"/part", {page("half", {{"Content-Range", "bytes 0-3/8"}}, 206), "partial"}},
      {"/login", {page("?", {{"WWW-Authenticate", "Basic realm=\"x\""}}, 401), "login-wanted"}},
      {"/cookie", {page("wall", {{"Set-Cookie", "id=1"}}), "ok"}},
      {"/charset-lie",
       {page("\xFF\xFE\x80", {{"Content-Type", "text/html; charset=utf-8"}}), "ok"}},
      {"/other-protocol", {raw("SSH-2.0-OpenSSH_9.2\r\n"), "not-http"}},
      {"/hangs-up", {raw(""), "no-answer"}},
      {"/gone", {page("x", {}, 410), "gone"}},
      {"/forbidden", {page("x", {}, 403), "denied"}},
      {"/too-many", {page("x", {}, 429), "rate-limited"}},
      {"/down", {page("x", {}, 503), "unavailable"}},
      {"/broken", {page("x", {}, 500), "server-error"}},
      {"/teapot", {page("x", {}, 418), "http-error"}},
      {"/good", {page("news"), "ok"}},
  };
  for (int i = 1; i < 9; ++i)
    all["/chain" + std::to_string(i)] = {to("/chain" + std::to_string(i + 1)), ""};
  return all;
}

TEST(Hostile, EachBadMannerHasItsOwnOutcomeAndTheRunGoesOn) {
  const auto all = cases();
  LoopbackServer server([&all](const ServerRequest& request) {
    if (request.target != "/robots.txt") return all.at(request.target).answer;
    // 100 MB of it; what counts stands in front.
    int left = 1600;
    auto robots = page("User-agent: *\nDisallow: /private\n");
    robots.more = [left]() mutable {
      return left-- > 0 ? "#" + std::string(65535, 'x') : std::string();
    };
    return robots;
  });
  std::vector<HttpRequest> requests;
  for (const auto& [path, one] : all) {
    if (one.outcome.empty()) continue;
    auto request = loopback_request(server.url(path));
    request.policy.respect_robots = true;
    request.policy.connections = 8;
    request.policy.max_body_bytes = 1u << 20;
    request.policy.timeout = std::chrono::seconds(4);
    request.policy.patience = std::chrono::seconds(1);
    requests.push_back(std::move(request));
  }
  requests.push_back(requests.back());
  requests.back().url = server.url("/private/x");
  // Silence ends with the timeout, slowness with the patience: the test must tell them apart.
  for (auto& request : requests) {
    if (request.url == server.url("/silence")) {
      request.policy.timeout = std::chrono::seconds(1);
      request.policy.patience = std::chrono::seconds(20);
    }
  }
  Fetcher fetcher;
  const auto outcomes = fetch_each(fetcher, requests);
  ASSERT_EQ(outcomes.size(), requests.size());
  for (const auto& [url, outcome] : outcomes) {
    const std::string path = url.substr(server.url("").size());
    const std::string expected = path == "/private/x" ? "robots-disallowed" : all.at(path).outcome;
    EXPECT_EQ(name_of(outcome.verdict), expected)
        << url << ": " << (outcome.response ? "answered" : outcome.response.error().to_string());
    EXPECT_EQ(outcome.response.has_value(), expected == "ok") << url;
  }
  EXPECT_EQ(server.count("/private/x"), 0u);
  for (const auto& request : server.requests()) {
    EXPECT_EQ(request.header("cookie"), "");
    EXPECT_EQ(request.header("authorization"), "");
  }
}

// The hop comes through a proxy, as no test can have a public address.
TEST(Hostile, NoSpellingOfThisMachineIsFollowed) {
  std::string location;
  LoopbackServer inside([](const ServerRequest&) { return page("secret"); });
  LoopbackServer proxy([&location](const ServerRequest& request) {
    return request.target == "http://www.example.com/" ? to(location) : page("reached");
  });
  const std::string port = ":" + std::to_string(inside.port()) + "/";
  Fetcher fetcher;
  for (const std::string host :
       {"127.0.0.1", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1",
        "017700000001", "127.0.0.1.", "%31%32%37.0.0.1", "localhost", "LOCALHOST.", "a.localhost",
        "[::1]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]", "0.0.0.0", "0", "[::]", "10.1.2.3", "192.168.0.1", "169.254.169.254",
        "[fe80::1]", "[fd00::1]",
        // fullwidth digits and an ideographic full stop
        "\xEF\xBC\x91\xEF\xBC\x92\xEF\xBC\x97.0.0.1",
        "\xEF\xBC\x91\xEF\xBC\x92\xEF\xBC\x97\xE3\x80\x82\x30.0.1"}) {
    location = "http://" + host + port;
    auto request = loopback_request("http://www.example.com/");
    request.policy.allow_private = false;
    request.policy.proxy = proxy.url("");
    const auto outcome = fetch_one(fetcher, request);
    EXPECT_EQ(outcome.verdict, FetchVerdict::address_refused) << host;
  }
  EXPECT_EQ(inside.connections(), 0u);
}

TEST(Hostile, TlsThatCannotBeTrustedIsToldFromTlsThatFails) {
  const testing_support::TempDir dir;
  const std::string key = (dir.path() / "key.pem").string();
  const std::string certificate = (dir.path() / "cert.pem").string();
  const auto made = run_command({"openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
                                 "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", key, "-out",
                                 certificate, "-days", "2", "-subj", "/CN=localhost", "-addext",
                                 "subjectAltName=IP:127.0.0.1"});
  if (made.exit_code != 0) GTEST_SKIP() << "openssl(1) is not there: " << made.err;
  const auto free_port = [] {
    return std::to_string(LoopbackServer([](const ServerRequest&) { return page(""); }).port());
  };
  const std::string port = free_port();
  const std::string old_port = free_port();
  const ChildProcess server({"openssl", "s_server", "-accept", "127.0.0.1:" + port, "-key", key,
                             "-cert", certificate, "-www", "-quiet"});
  const ChildProcess old_server({"openssl", "s_server", "-accept", "127.0.0.1:" + old_port, "-key",
                                 key, "-cert", certificate, "-www", "-quiet", "-tls1_1", "-cipher",
                                 "ALL:@SECLEVEL=0"});
  auto request = loopback_request("https://127.0.0.1:" + port + "/");
  FetchOutcome untrusted = fetch_one(request);
  for (int i = 0; i < 100 && untrusted.verdict == FetchVerdict::no_connection; ++i) {
    std::this_thread::sleep_for(milliseconds(50));
    untrusted = fetch_one(request);
  }
  EXPECT_EQ(untrusted.verdict, FetchVerdict::tls_untrusted)
      << untrusted.response.error().to_string();
  // The same server, once its certificate is the source's CA bundle.
  request.policy.ca_file = certificate;
  const auto trusted = fetch_one(request);
  EXPECT_EQ(trusted.verdict, FetchVerdict::ok)
      << (trusted.response ? "" : trusted.response.error().to_string());
  request.url = "https://127.0.0.1:" + old_port + "/";
  EXPECT_EQ(fetch_one(request).verdict, FetchVerdict::tls_failed);
  request.policy.ca_file = key;
  EXPECT_EQ(fetch_one(request).verdict, FetchVerdict::unusable_request);
}

}  // namespace
}  // namespace gongwatch::fetcher
