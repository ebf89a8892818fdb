// Redirects are followed hop by hop, each hop under the same rules as the first.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/fetcher/fetch_all.h"
#include "tests/support/loopback_server.h"

namespace gongwatch::fetcher {
namespace {

using testing_support::LoopbackServer;
using testing_support::ServerAnswer;
using testing_support::ServerRequest;

ServerAnswer redirect(std::string to, int status = 302) {
  ServerAnswer answer;
  answer.status = status;
  answer.headers = {{"Location", std::move(to)}};
  return answer;
}

ServerAnswer page(std::string body) {
  ServerAnswer answer;
  answer.body = std::move(body);
  return answer;
}

// Redirects "/<n>" to "/<n-1>", down to "/0".
ServerAnswer countdown(const ServerRequest& request) {
  const int left = std::stoi(request.target.substr(1));
  return left == 0 ? page("ground")
                   : redirect("/" + std::to_string(left - 1), left % 2 == 0 ? 301 : 308);
}

TEST(Redirects, AreFollowedToTheLastPage) {
  LoopbackServer server(countdown);
  const auto outcome = fetch_one(loopback_request(server.url("/3")));
  ASSERT_TRUE(outcome.response) << outcome.response.error().to_string();
  EXPECT_EQ(outcome.response->body, "ground");
  EXPECT_EQ(outcome.response->url, server.url("/3"));
  EXPECT_EQ(outcome.response->final_url, server.url("/0"));
}

TEST(Redirects, AreCounted) {
  LoopbackServer server(countdown);
  Fetcher fetcher;
  auto request = loopback_request(server.url("/4"));
  request.policy.max_redirects = 4;
  EXPECT_TRUE(fetch_one(fetcher, request).response);
  request.policy.max_redirects = 3;
  const auto outcome = fetch_one(fetcher, request);
  ASSERT_FALSE(outcome.response);
  EXPECT_EQ(outcome.response.error().message, "more than 3 redirects");
  EXPECT_EQ(outcome.response.error().context, server.url("/4"));
}

TEST(Redirects, EndWhenTheyGoInACircle) {
  LoopbackServer server(
      [](const ServerRequest& request) { return redirect(request.target == "/a" ? "/b" : "/a"); });
  const auto outcome = fetch_one(loopback_request(server.url("/a")));
  ASSERT_FALSE(outcome.response);
  EXPECT_EQ(outcome.response.error().message, "redirects in a circle, to " + server.url("/a"));
  EXPECT_EQ(outcome.verdict, FetchVerdict::redirect_loop);
  EXPECT_EQ(server.requests().size(), 2u);
}

TEST(Redirects, ToOtherSchemesAreRefused) {
  for (const std::string to : {"file:///etc/passwd", "ftp://a.example/", "gopher://127.0.0.1:70/",
                               "javascript:alert(1)"}) {
    LoopbackServer server([&to](const ServerRequest&) { return redirect(to); });
    const auto outcome = fetch_one(loopback_request(server.url("/")));
    ASSERT_FALSE(outcome.response) << to;
    EXPECT_EQ(outcome.response.error().kind, ErrorKind::forbidden);
    EXPECT_EQ(outcome.response.error().message,
              "redirect to \"" + to + "\" refused: not an http or https URL");
  }
}

TEST(Redirects, WithAPasswordAreRefused) {
  LoopbackServer server([](const ServerRequest& request) {
    return redirect("http://admin:pw@127.0.0.1:" + std::to_string(request.port) + "/x");
  });
  EXPECT_EQ(fetch_one(loopback_request(server.url("/"))).response.error().kind,
            ErrorKind::forbidden);
  EXPECT_EQ(server.requests().size(), 1u);
}

TEST(Redirects, EndInAConditionOfTheirOwn) {
  LoopbackServer other([](const ServerRequest& request) {
    ServerAnswer answer;
    answer.status = request.header("if-none-match") == "\"v1\"" ? 304 : 200;
    answer.headers = {{"ETag", "\"v1\""}};
    answer.body = "x";
    return answer;
  });
  LoopbackServer first(
      [&other](const ServerRequest&) { return redirect(other.url("/moved#top")); });
  Fetcher fetcher;
  auto request = loopback_request(first.url("/"));
  const auto whole = fetch_one(fetcher, request);
  ASSERT_TRUE(whole.response) << whole.response.error().to_string();
  EXPECT_EQ(whole.response->validators.of_url, other.url("/moved"));
  request.validators = whole.response->validators;
  const auto again = fetch_one(fetcher, request);
  ASSERT_TRUE(again.response) << again.response.error().to_string();
  EXPECT_TRUE(again.response->not_modified());
  EXPECT_EQ(again.response->final_url, other.url("/moved"));
  for (const auto& asked : first.requests()) EXPECT_EQ(asked.header("if-none-match"), "");
}

// An ETag names a state of its own resource: another page may have the same one.
TEST(Redirects, ToAnotherPageThanLastTimeAreUnconditional) {
  LoopbackServer server([](const ServerRequest& request) {
    if (request.target == "/today") return redirect("/tuesday");
    ServerAnswer answer;
    answer.status = request.header("if-none-match") == "\"1\"" ? 304 : 200;
    answer.body = request.target;
    return answer;
  });
  auto request = loopback_request(server.url("/today"));
  for (const std::string& of : std::vector<std::string>{"", server.url("/monday")}) {
    request.validators = {"\"1\"", "", of};
    const auto outcome = fetch_one(request);
    ASSERT_TRUE(outcome.response) << outcome.response.error().to_string();
    EXPECT_EQ(outcome.response->body, "/tuesday");
  }
}

TEST(Redirects, ForGoodAreTold) {
  LoopbackServer server([](const ServerRequest& request) {
    if (request.target == "/a") return redirect("/b", 301);
    if (request.target == "/b") return redirect("/c", 308);
    if (request.target == "/x") return redirect("/b", 302);
    if (request.target == "/y") return redirect("/x", 301);
    return page("ground");
  });
  Fetcher fetcher;
  const auto moved = [&](const std::string& path) {
    const auto outcome = fetch_one(fetcher, loopback_request(server.url(path)));
    return outcome.response ? outcome.response->moved_to : outcome.response.error().to_string();
  };
  EXPECT_EQ(moved("/a"), server.url("/c"));
  EXPECT_EQ(moved("/x"), "") << "the first hop may lead elsewhere tomorrow";
  EXPECT_EQ(moved("/y"), "");
  EXPECT_EQ(moved("/c"), "");
}

TEST(Redirects, AskTheNewHostsRobots) {
  LoopbackServer other([](const ServerRequest& request) {
    return page(request.target == "/robots.txt" ? "User-agent: *\nDisallow: /private\n" : "secret");
  });
  LoopbackServer first([&other](const ServerRequest& request) {
    return request.target == "/robots.txt" ? page("") : redirect(other.url("/private/x"));
  });
  auto request = loopback_request(first.url("/"));
  request.policy.respect_robots = true;
  const auto outcome = fetch_one(request);
  ASSERT_FALSE(outcome.response);
  EXPECT_EQ(outcome.response.error().message, "robots.txt disallows this path for gongwatch");
  EXPECT_EQ(other.count("/private/x"), 0u);
}

TEST(Redirects, WithoutLocationAreErrors) {
  LoopbackServer server([](const ServerRequest&) {
    ServerAnswer answer;
    answer.status = 302;
    return answer;
  });
  const auto outcome = fetch_one(loopback_request(server.url("/")));
  ASSERT_FALSE(outcome.response);
  EXPECT_EQ(outcome.response.error().message, "HTTP 302 Found");
}

}  // namespace
}  // namespace gongwatch::fetcher
