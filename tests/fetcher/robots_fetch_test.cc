// robots.txt as the fetcher asks for it and obeys it (RFC 9309 §2.3.1).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/fetcher/fetch_all.h"
#include "tests/support/loopback_server.h"

namespace gongwatch::fetcher {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using testing_support::LoopbackServer;
using testing_support::ServerAnswer;
using testing_support::ServerRequest;

ServerAnswer answer_of(int status, std::string body, testing_support::HeaderFields headers = {}) {
  ServerAnswer answer;
  answer.status = status;
  answer.body = std::move(body);
  answer.headers = std::move(headers);
  return answer;
}

// Answers robots.txt as given and every other path with a page.
LoopbackServer::Handler with_robots(ServerAnswer robots) {
  return [robots](const ServerRequest& request) {
    return request.target == "/robots.txt" ? robots : answer_of(200, "page");
  };
}

HttpRequest polite(std::string url) {
  auto request = loopback_request(std::move(url));
  request.policy.respect_robots = true;
  return request;
}

TEST(RobotsFetch, AsksOncePerHostAndObeys) {
  LoopbackServer server(with_robots(answer_of(200, "User-agent: gongwatch\nDisallow: /private\n")));
  Fetcher fetcher;
  const auto outcomes = fetch_each(
      fetcher,
      {polite(server.url("/a")), polite(server.url("/private/b")), polite(server.url("/c"))});
  ASSERT_EQ(outcomes.size(), 3u);
  EXPECT_TRUE(fetch_one(fetcher, polite(server.url("/d"))).response);
  EXPECT_EQ(server.count("/robots.txt"), 1u);
  EXPECT_EQ(server.count("/private/b"), 0u);
  EXPECT_EQ(server.requests().at(0).target, "/robots.txt");
  int refused = 0;
  for (const auto& [url, outcome] : outcomes) {
    if (outcome.response) continue;
    ++refused;
    EXPECT_EQ(url, server.url("/private/b"));
    EXPECT_EQ(outcome.response.error().kind, ErrorKind::forbidden);
    EXPECT_EQ(outcome.response.error().message, "robots.txt disallows this path for gongwatch");
  }
  EXPECT_EQ(refused, 1);
}

TEST(RobotsFetch, JudgesTheQueryToo) {
  LoopbackServer server(with_robots(answer_of(200, "User-agent: *\nDisallow: /*?print\n")));
  EXPECT_TRUE(fetch_one(polite(server.url("/a?page=1"))).response);
  EXPECT_FALSE(fetch_one(polite(server.url("/a?print"))).response);
}

TEST(RobotsFetch, IsLeftOutWhereThePolicySaysSo) {
  LoopbackServer server(with_robots(answer_of(200, "User-agent: *\nDisallow: /\n")));
  EXPECT_TRUE(fetch_one(loopback_request(server.url("/a"))).response);
  EXPECT_EQ(server.count("/robots.txt"), 0u);
}

TEST(RobotsFetch, AllowsAllIfThereIsNone) {
  for (const int status : {400, 401, 403, 404, 410, 429}) {
    LoopbackServer server(with_robots(answer_of(status, "User-agent: *\nDisallow: /\n")));
    EXPECT_TRUE(fetch_one(polite(server.url("/a"))).response) << status;
  }
}

TEST(RobotsFetch, AllowsNothingIfTheServerIsInTrouble) {
  LoopbackServer server(with_robots(answer_of(500, "", {{"Retry-After", "90"}})));
  const auto outcome = fetch_one(polite(server.url("/a")));
  ASSERT_FALSE(outcome.response);
  EXPECT_EQ(outcome.response.error().kind, ErrorKind::http_status);
  EXPECT_EQ(outcome.response.error().to_string(),
            server.url("/a") +
                ": robots.txt could not be read, so nothing may be asked: HTTP 500 Internal Server "
                "Error");
  EXPECT_EQ(outcome.http_status, 500);
  EXPECT_EQ(outcome.retry_after, seconds(90));
  EXPECT_EQ(server.count("/a"), 0u);
}

TEST(RobotsFetch, AllowsNothingIfItsConnectionBreaks) {
  ServerAnswer broken;
  broken.raw = "";
  LoopbackServer server(with_robots(broken));
  const auto outcome = fetch_one(polite(server.url("/a")));
  ASSERT_FALSE(outcome.response);
  EXPECT_EQ(outcome.response.error().kind, ErrorKind::network);
  EXPECT_EQ(server.count("/a"), 0u);
}

TEST(RobotsFetch, AsksAgainInTheNextCallAfterAFailure) {
  int asked = 0;
  LoopbackServer server([&asked](const ServerRequest& request) {
    if (request.target != "/robots.txt") return answer_of(200, "page");
    return ++asked == 1 ? answer_of(503, "") : answer_of(200, "");
  });
  Fetcher fetcher;
  const auto outcomes = fetch_each(fetcher, {polite(server.url("/a")), polite(server.url("/b"))});
  EXPECT_FALSE(outcomes.at(0).second.response);
  EXPECT_FALSE(outcomes.at(1).second.response);
  EXPECT_EQ(server.count("/robots.txt"), 1u);
  EXPECT_TRUE(fetch_one(fetcher, polite(server.url("/a"))).response);
}

TEST(RobotsFetch, FollowsRedirectsToAnotherHost) {
  LoopbackServer other(with_robots(answer_of(200, "User-agent: *\nDisallow: /private\n")));
  LoopbackServer server(with_robots(answer_of(301, "", {{"Location", other.url("/robots.txt")}})));
  Fetcher fetcher;
  const auto outcomes =
      fetch_each(fetcher, {polite(server.url("/private")), polite(server.url("/open"))});
  ASSERT_EQ(outcomes.size(), 2u);
  EXPECT_FALSE(outcomes[0].second.response);
  EXPECT_TRUE(outcomes[1].second.response);
}

TEST(RobotsFetch, AllowsAllAfterFiveRedirects) {
  LoopbackServer server([](const ServerRequest& request) {
    return request.target == "/page" ? answer_of(200, "page")
                                     : answer_of(302, "", {{"Location", request.target + "x"}});
  });
  EXPECT_TRUE(fetch_one(polite(server.url("/page"))).response);
  EXPECT_EQ(server.requests().size(), 7u);
}

TEST(RobotsFetch, ReadsTheStartOfAnEndlessOne) {
  ServerAnswer endless = answer_of(200, "User-agent: *\nDisallow: /private\n");
  endless.more = [] { return "#" + std::string(65535, 'x'); };
  LoopbackServer server(with_robots(endless));
  Fetcher fetcher;
  EXPECT_FALSE(fetch_one(fetcher, polite(server.url("/private"))).response);
  EXPECT_TRUE(fetch_one(fetcher, polite(server.url("/open"))).response);
}

TEST(RobotsFetch, IsPartOfThePaceAndSetsIt) {
  LoopbackServer server(with_robots(answer_of(200, "User-agent: *\nCrawl-delay: 0.3\n")));
  auto request = polite(server.url("/a"));
  request.policy.delay = milliseconds(100);
  fetch_one(request);
  const auto requests = server.requests();
  ASSERT_EQ(requests.size(), 2u);
  EXPECT_GE(requests[1].time - requests[0].time, milliseconds(300));
}

TEST(RobotsFetch, SaysThatTheHostIsUnknown) {
  const auto outcome = fetch_one(polite("http://no-such-name.invalid/a"));
  ASSERT_FALSE(outcome.response);
  EXPECT_EQ(outcome.response.error().to_string(),
            "http://no-such-name.invalid/a: could not resolve host: no-such-name.invalid");
}

}  // namespace
}  // namespace gongwatch::fetcher
