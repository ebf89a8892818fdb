// What a request sends and what an answer becomes.
#include "fetcher/fetcher.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <atomic>
#include <string>
#include <vector>

#include "tests/fetcher/fetch_all.h"
#include "tests/support/loopback_server.h"

namespace gongwatch::fetcher {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;
using testing_support::LoopbackServer;
using testing_support::ServerAnswer;
using testing_support::ServerRequest;

ServerAnswer page(std::string body, testing_support::HeaderFields headers = {}) {
  ServerAnswer answer;
  answer.headers = std::move(headers);
  answer.body = std::move(body);
  return answer;
}

ServerAnswer status(int code, testing_support::HeaderFields headers = {}) {
  ServerAnswer answer = page("some words", std::move(headers));
  answer.status = code;
  return answer;
}

TEST(Fetcher, BringsThePageWithItsValidators) {
  LoopbackServer server([](const ServerRequest&) {
    return page("<p>news</p>", {{"Content-Type", "text/html; charset=gbk"},
                                {"ETag", "W/\"v1\""},
                                {"Last-Modified", "Sun, 09 Nov 2025 08:00:00 GMT"}});
  });
  const auto outcome = fetch_one(loopback_request(server.url("/a?b=1#part")));
  ASSERT_TRUE(outcome.response) << outcome.response.error().to_string();
  EXPECT_EQ(outcome.http_status, 200);
  EXPECT_EQ(outcome.response->status, 200);
  EXPECT_EQ(outcome.response->body, "<p>news</p>");
  EXPECT_EQ(outcome.response->url, server.url("/a?b=1#part"));
  EXPECT_EQ(outcome.response->final_url, server.url("/a?b=1"));
  EXPECT_EQ(outcome.response->media_type, "text/html; charset=gbk");
  EXPECT_EQ(outcome.response->validators.etag, "W/\"v1\"");
  EXPECT_EQ(outcome.response->validators.last_modified, "Sun, 09 Nov 2025 08:00:00 GMT");
}

TEST(Fetcher, SaysWhoItIsAndTakesAnyCompression) {
  LoopbackServer server([](const ServerRequest&) { return page("x"); });
  fetch_one(loopback_request(server.url("/")));
  auto custom = loopback_request(server.url("/"));
  custom.policy.user_agent = "reader/2 (mail@example.com)";
  fetch_one(custom);
  const auto requests = server.requests();
  ASSERT_EQ(requests.size(), 2u);
  EXPECT_EQ(requests[0].header("user-agent"), default_user_agent());
  EXPECT_THAT(default_user_agent(), StartsWith("gongwatch/" GONGWATCH_VERSION " (+https://"));
  EXPECT_THAT(requests[0].header("accept-encoding"), HasSubstr("gzip"));
  EXPECT_EQ(requests[1].header("user-agent"), "reader/2 (mail@example.com)");
}

TEST(Fetcher, SendsNothingOfTheRequestBefore) {
  LoopbackServer server([](const ServerRequest&) { return page("x"); });
  Fetcher fetcher;
  auto request = loopback_request(server.url("/"));
  request.validators = {"\"v1\"", "Sun, 09 Nov 2025 08:00:00 GMT", ""};
  fetch_one(fetcher, request);
  request.validators = {};
  fetch_one(fetcher, request);
  request.policy.user_agent = "reader/2";
  request.policy.proxy = server.url("");
  fetch_one(fetcher, request);
  const auto requests = server.requests();
  ASSERT_EQ(requests.size(), 3u);
  EXPECT_EQ(requests[0].header("if-none-match"), "\"v1\"");
  EXPECT_EQ(requests[0].header("if-modified-since"), "Sun, 09 Nov 2025 08:00:00 GMT");
  for (std::size_t n = 1; n < requests.size(); ++n) {
    EXPECT_EQ(requests[n].header("if-none-match"), "") << n;
    EXPECT_EQ(requests[n].header("if-modified-since"), "") << n;
    EXPECT_EQ(requests[n].header("accept-encoding"), requests[0].header("accept-encoding")) << n;
  }
  EXPECT_EQ(requests[1].header("user-agent"), default_user_agent());
  EXPECT_EQ(requests[2].header("user-agent"), "reader/2");
}

// The number of a closed socket goes to the next one, which epoll must be told of.
TEST(Fetcher, IsNotConfusedByConnectionsThatEnd) {
  std::atomic<int> answered{0};
  LoopbackServer server([&answered](const ServerRequest&) {
    auto answer = page("x");
    answer.close = ++answered % 3 == 0;
    return answer;
  });
  std::vector<HttpRequest> requests;
  for (int n = 0; n < 60; ++n) {
    requests.push_back(loopback_request(server.url("/" + std::to_string(n))));
    requests.back().policy.connections = 4;
  }
  // Few at once are driven by libcurl itself, many by epoll (fetcher/event_loop.h).
  for (const std::size_t most_at_once : {kMostAtOnce, std::size_t{500}}) {
    Fetcher fetcher({}, most_at_once);
    answered = 0;
    for (const auto& [url, outcome] : fetch_each(fetcher, requests))
      EXPECT_TRUE(outcome.response) << url << " of at most " << most_at_once;
    EXPECT_EQ(answered, 60);
  }
}

TEST(Fetcher, AsksOnlyForWhatChangedAndTakes304ForSuccess) {
  LoopbackServer server([](const ServerRequest& request) {
    return request.header("if-none-match") == "\"v1\"" ? status(304)
                                                       : page("new", {{"ETag", "\"v1\""}});
  });
  auto request = loopback_request(server.url("/"));
  request.validators = {"\"v1\"", "Sun, 09 Nov 2025 08:00:00 GMT"};
  const auto outcome = fetch_one(request);
  ASSERT_TRUE(outcome.response) << outcome.response.error().to_string();
  EXPECT_TRUE(outcome.response->not_modified());
  EXPECT_EQ(outcome.response->body, "");
  EXPECT_EQ(outcome.response->validators.etag, "\"v1\"");
  EXPECT_EQ(outcome.response->validators.last_modified, "Sun, 09 Nov 2025 08:00:00 GMT");
  EXPECT_EQ(server.requests().at(0).header("if-modified-since"), "Sun, 09 Nov 2025 08:00:00 GMT");
}

TEST(Fetcher, SendsNoConditionWithoutValidators) {
  LoopbackServer server([](const ServerRequest&) { return status(304); });
  const auto outcome = fetch_one(loopback_request(server.url("/")));
  EXPECT_EQ(server.requests().at(0).header("if-none-match"), "");
  EXPECT_EQ(server.requests().at(0).header("if-modified-since"), "");
  ASSERT_FALSE(outcome.response) << "a 304 that nobody asked for is no page";
  EXPECT_EQ(outcome.response.error().kind, ErrorKind::http_status);
}

TEST(Fetcher, ReportsAnErrorAnswerWithItsStatusAndUrl) {
  LoopbackServer server(
      [](const ServerRequest& request) { return status(request.target == "/gone" ? 404 : 503); });
  Fetcher fetcher;
  const auto gone = fetch_one(fetcher, loopback_request(server.url("/gone")));
  ASSERT_FALSE(gone.response);
  EXPECT_EQ(gone.http_status, 404);
  EXPECT_EQ(gone.response.error().kind, ErrorKind::http_status);
  EXPECT_EQ(gone.response.error().to_string(), server.url("/gone") + ": HTTP 404 Not Found");
  const auto down = fetch_one(fetcher, loopback_request(server.url("/down")));
  EXPECT_EQ(down.http_status, 503);
  EXPECT_EQ(down.response.error().message, "HTTP 503 Service Unavailable");
  EXPECT_FALSE(down.retry_after);
}

TEST(Fetcher, RefusesPartOfAPageNobodyAskedFor) {
  LoopbackServer server(
      [](const ServerRequest&) { return status(206, {{"Content-Range", "bytes 0-9/100"}}); });
  EXPECT_EQ(fetch_one(loopback_request(server.url("/"))).response.error().message,
            "HTTP 206 Partial Content");
}

TEST(Fetcher, KeepsTheConnection) {
  LoopbackServer server([](const ServerRequest& request) {
    return request.target == "/missing" ? status(404) : page("x");
  });
  Fetcher fetcher;
  fetch_each(fetcher, {loopback_request(server.url("/1")), loopback_request(server.url("/missing")),
                       loopback_request(server.url("/2"))});
  fetch_one(fetcher, loopback_request(server.url("/3")));
  EXPECT_EQ(server.requests().size(), 4u);
  EXPECT_EQ(server.connections(), 1u);
}

TEST(Fetcher, IgnoresInterimAnswersAndTrailers) {
  LoopbackServer server([](const ServerRequest&) {
    ServerAnswer answer;
    answer.raw =
        "HTTP/1.1 103 Early Hints\r\nETag: \"hint\"\r\n\r\n"
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: ETag\r\n\r\n"
        "3\r\nabc\r\n0\r\nETag: \"trailer\"\r\n\r\n";
    return answer;
  });
  const auto outcome = fetch_one(loopback_request(server.url("/")));
  ASSERT_TRUE(outcome.response) << outcome.response.error().to_string();
  EXPECT_EQ(outcome.response->body, "abc");
  EXPECT_EQ(outcome.response->validators.etag, "");
}

TEST(Fetcher, IgnoresTheEnvironmentsProxies) {
  LoopbackServer server([](const ServerRequest&) { return page("direct"); });
  setenv("http_proxy", "http://127.0.0.1:1", 1);
  setenv("ALL_PROXY", "http://127.0.0.1:1", 1);
  const auto outcome = fetch_one(loopback_request(server.url("/")));
  unsetenv("http_proxy");
  unsetenv("ALL_PROXY");
  ASSERT_TRUE(outcome.response) << outcome.response.error().to_string();
  EXPECT_EQ(outcome.response->body, "direct");
}

TEST(Fetcher, GoesThroughTheProxyOfThePolicyEvenIfTheEnvironmentExcludesTheHost) {
  LoopbackServer proxy(
      [](const ServerRequest& request) { return page("via proxy: " + request.target); });
  auto request = loopback_request("http://www.example.com/news");
  request.policy.proxy = proxy.url("");
  request.policy.allow_private = false;  // the proxy itself may be at home
  setenv("no_proxy", "*", 1);
  const auto outcome = fetch_one(request);
  unsetenv("no_proxy");
  ASSERT_TRUE(outcome.response) << outcome.response.error().to_string();
  EXPECT_EQ(outcome.response->body, "via proxy: http://www.example.com/news");
}

TEST(Fetcher, AsksOverTheVersionOfIpThatThePolicyNames) {
  LoopbackServer server([](const ServerRequest&) { return page("over 4"); });  // no IPv6 there
  const std::string port = server.url("").substr(std::string("http://127.0.0.1").size());
  auto request = loopback_request("http://localhost" + port + "/");
  request.policy.ip = IpVersion::v6;
  EXPECT_FALSE(fetch_one(request).response);
  EXPECT_EQ(server.requests().size(), 0u);
  request.policy.ip = IpVersion::v4;
  const auto outcome = fetch_one(request);
  ASSERT_TRUE(outcome.response) << outcome.response.error().to_string();
  EXPECT_EQ(outcome.response->body, "over 4");
}

TEST(Fetcher, RefusesAddressesItCannotAskFor) {
  for (const std::string url :
       {"ftp://a.example/", "file:///etc/passwd", "news.example", "http://u:p@a.example/"}) {
    const auto outcome = fetch_one(loopback_request(url));
    ASSERT_FALSE(outcome.response) << url;
    EXPECT_EQ(outcome.response.error().kind, ErrorKind::invalid_argument);
    EXPECT_EQ(outcome.response.error().context, url);
  }
}

TEST(Fetcher, RefusesValuesThatWouldSmuggleHeaders) {
  LoopbackServer server([](const ServerRequest&) { return page("x"); });
  auto agent = loopback_request(server.url("/"));
  agent.policy.user_agent = "a\r\nX-Evil: 1";
  EXPECT_EQ(fetch_one(agent).response.error().kind, ErrorKind::invalid_argument);
  auto validator = loopback_request(server.url("/"));
  validator.validators.etag = "\"a\"\nX-Evil: 1";
  EXPECT_EQ(fetch_one(validator).response.error().kind, ErrorKind::invalid_argument);
  EXPECT_TRUE(server.requests().empty());
}

TEST(Fetcher, SaysPlainlyThatNobodyListens) {
  int port = 0;
  {
    port = LoopbackServer([](const ServerRequest&) { return page("x"); }).port();
  }
  const std::string host = "127.0.0.1:" + std::to_string(port);
  const auto outcome = fetch_one(loopback_request("http://" + host + "/"));
  ASSERT_FALSE(outcome.response);
  EXPECT_EQ(outcome.response.error().kind, ErrorKind::network);
  EXPECT_EQ(outcome.response.error().message,
            "could not connect to " + host + ": Connection refused");
}

TEST(Fetcher, SaysPlainlyThatANameIsUnknown) {
  const auto outcome =
      fetch_one(loopback_request("http://no-such-name.invalid/"));  // RFC 6761 §6.4: never exists
  ASSERT_FALSE(outcome.response);
  EXPECT_EQ(outcome.response.error().kind, ErrorKind::network);
  EXPECT_EQ(outcome.response.error().message, "could not resolve host: no-such-name.invalid");
}

TEST(Fetcher, AnswersNothingForNothing) {
  Fetcher fetcher;
  EXPECT_TRUE(fetch_each(fetcher, {}).empty());
}

}  // namespace
}  // namespace gongwatch::fetcher
