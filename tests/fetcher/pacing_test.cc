// Politeness: pauses, order, parallel hosts, Retry-After, stopping.
#include "fetcher/pacing.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <thread>

#include "tests/fetcher/fetch_all.h"
#include "tests/support/loopback_server.h"

namespace gongwatch::fetcher {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using ::testing::ElementsAre;
using testing_support::LoopbackServer;
using testing_support::ServerAnswer;
using testing_support::ServerRequest;

constexpr SteadyTime kStart{std::chrono::hours(1000)};

ServerAnswer page(const ServerRequest&) {
  ServerAnswer answer;
  answer.body = "x";
  return answer;
}

ServerAnswer with_status(int status, testing_support::HeaderFields headers) {
  ServerAnswer answer;
  answer.status = status;
  answer.headers = std::move(headers);
  return answer;
}

HttpRequest paced_request(std::string url, milliseconds delay) {
  auto request = loopback_request(std::move(url));
  request.policy.delay = delay;
  return request;
}

TEST(Pacing, LetsTheFirstRequestGo) { EXPECT_LE(Pacing().ready_at("a", seconds(5)), kStart); }

TEST(Pacing, CountsTheDelayFromTheEndOfTheLastRequestToThatHost) {
  Pacing pacing;
  pacing.asked("a", kStart, seconds(5));
  EXPECT_EQ(pacing.ready_at("a", seconds(5)), kStart + seconds(5));
  EXPECT_EQ(pacing.ready_at("a", seconds(0)), kStart);
  EXPECT_LE(pacing.ready_at("b", seconds(5)), kStart);
}

TEST(Pacing, LeavesTheLongestPauseThatAnybodyRequires) {
  Pacing pacing;
  pacing.require("a", seconds(10));
  pacing.require("a", seconds(3));
  pacing.asked("a", kStart, seconds(1));
  EXPECT_EQ(pacing.ready_at("a", seconds(1)), kStart + seconds(10));
}

TEST(Pacing, KeepsTheRestAHostAskedFor) {
  Pacing pacing;
  pacing.asked("a", kStart, seconds(5));
  pacing.rest("a", kStart + seconds(30), 429);
  EXPECT_EQ(pacing.ready_at("a", seconds(5)), kStart + seconds(30));
  EXPECT_EQ(pacing.rest_of("a")->status, 429);
  EXPECT_FALSE(pacing.rest_of("b"));
}

TEST(Pacing, BacksOffByItselfFromAHostThatHasTooMuchToDo) {
  Pacing pacing;
  milliseconds least = seconds(10);
  for (int times = 0; times < 4; ++times, least *= 2) {
    pacing.strained("a", kStart, seconds(5), 503);
    EXPECT_GE(pacing.ready_at("a", seconds(5)), kStart + least);
    EXPECT_LE(pacing.ready_at("a", seconds(5)), kStart + least * 3 / 2);
  }
  pacing.relieved("a");
  pacing.strained("a", kStart + std::chrono::hours(1), seconds(5), 429);
  EXPECT_LE(pacing.ready_at("a", seconds(5)), kStart + std::chrono::hours(1) + seconds(15));
}

TEST(Pacing, DoesNotShortenARest) {
  Pacing pacing;
  pacing.rest("a", kStart + seconds(300), 429);
  pacing.rest("a", kStart + seconds(2), 503);
  pacing.strained("a", kStart, seconds(1), 503);
  EXPECT_EQ(pacing.ready_at("a", seconds(1)), kStart + seconds(300));
}

TEST(Pacing, ForgetsHostsOfWhichNothingHoldsAnyMore) {
  Pacing pacing;
  pacing.rest("resting", kStart + std::chrono::hours(2), 429);
  for (int i = 0; i < 20'000; ++i) {
    const std::string host = "h" + std::to_string(i);
    pacing.asked(host, kStart + seconds(10 * i), seconds(5));
    if (i > 0) {
      EXPECT_EQ(pacing.ready_at(host, seconds(5)), kStart + seconds(10 * i + 5));
    }
  }
  EXPECT_LE(pacing.size(), 5000u);
}

// No test asserts that something was fast; that something was not too early is what a server can
// see.
TEST(Fetcher, LeavesThePauseBetweenRequestsToOneHost) {
  static constexpr milliseconds kDelay{200};
  LoopbackServer server(page);
  Fetcher fetcher;
  fetch_each(fetcher,
             {paced_request(server.url("/1"), kDelay), paced_request(server.url("/2"), kDelay)});
  fetch_one(fetcher, paced_request(server.url("/3"), kDelay));  // the pause outlives the call
  const auto requests = server.requests();
  ASSERT_EQ(requests.size(), 3u);
  EXPECT_GE(requests[1].time - requests[0].time, kDelay);
  EXPECT_GE(requests[2].time - requests[1].time, kDelay);
}

TEST(Fetcher, CountsThePauseFromTheEndOfTheAnswer) {
  static constexpr milliseconds kDelay{150};
  LoopbackServer server([](const ServerRequest& request) {
    ServerAnswer answer = page(request);
    answer.delay = kDelay;
    return answer;
  });
  Fetcher fetcher;
  fetch_each(fetcher,
             {paced_request(server.url("/1"), kDelay), paced_request(server.url("/2"), kDelay)});
  const auto requests = server.requests();
  ASSERT_EQ(requests.size(), 2u);
  EXPECT_GE(requests[1].time - requests[0].time, 2 * kDelay);
}

TEST(Fetcher, PausesBeforeARedirectToTheSameHostToo) {
  static constexpr milliseconds kDelay{150};
  LoopbackServer server([](const ServerRequest& request) {
    return request.target == "/old" ? with_status(301, {{"Location", "/new"}}) : page(request);
  });
  fetch_one(paced_request(server.url("/old"), kDelay));
  const auto requests = server.requests();
  ASSERT_EQ(requests.size(), 2u);
  EXPECT_GE(requests[1].time - requests[0].time, kDelay);
}

TEST(Fetcher, AsksOneHostInTheGivenOrderOneAtATime) {
  std::atomic<int> inside{0};
  std::atomic<int> most{0};
  LoopbackServer server([&](const ServerRequest& request) {
    most = std::max(most.load(), ++inside);
    ServerAnswer answer = page(request);
    --inside;
    return answer;
  });
  Fetcher fetcher;
  std::vector<HttpRequest> requests;
  for (const auto* path : {"/c", "/a", "/b", "/a"})
    requests.push_back(loopback_request(server.url(path)));
  const auto outcomes = fetch_each(fetcher, requests);
  ASSERT_EQ(outcomes.size(), 4u);
  std::vector<std::string> order;
  for (const auto& request : server.requests()) order.push_back(request.target);
  EXPECT_THAT(order, ElementsAre("/c", "/a", "/b", "/a"));
  EXPECT_EQ(outcomes[1].first, server.url("/a"));
  EXPECT_EQ(most, 1);
}

// Each request is answered only once the other has come too.
TEST(Fetcher, AsksOneHostTwiceAtATimeWhereThePolicySaysSo) {
  std::atomic<int> inside{0};
  std::atomic<int> most{0};
  LoopbackServer server([&](const ServerRequest& request) {
    most = std::max(most.load(), ++inside);
    for (int i = 0; i < 400 && most < 2; ++i) std::this_thread::sleep_for(milliseconds(10));
    ServerAnswer answer = page(request);
    --inside;
    return answer;
  });
  std::vector<HttpRequest> requests;
  for (int i = 0; i < 8; ++i) {
    requests.push_back(loopback_request(server.url("/" + std::to_string(i))));
    requests.back().policy.connections = 2;
  }
  Fetcher fetcher;
  EXPECT_EQ(fetch_each(fetcher, requests).size(), 8u);
  EXPECT_EQ(most, 2);
}

TEST(Fetcher, LeavesThePauseBetweenStartsOnSeveralConnectionsToo) {
  static constexpr milliseconds kDelay{150};
  LoopbackServer server([](const ServerRequest& request) {
    ServerAnswer answer = page(request);
    answer.delay = milliseconds(400);
    return answer;
  });
  std::vector<HttpRequest> requests;
  for (const auto* path : {"/1", "/2", "/3"}) {
    requests.push_back(paced_request(server.url(path), kDelay));
    requests.back().policy.connections = 3;
  }
  Fetcher fetcher;
  fetch_each(fetcher, requests);
  const auto asked = server.requests();
  ASSERT_EQ(asked.size(), 3u);
  // The server may note a request late, and the next one not.
  EXPECT_GE(asked[1].time - asked[0].time, kDelay / 2);
  EXPECT_GE(asked[2].time - asked[1].time, kDelay / 2);
  EXPECT_GE(asked[2].time - asked[0].time, kDelay * 3 / 2);
}

TEST(Fetcher, TakesAStreamOfRequestsAsItGoes) {
  LoopbackServer server(page);
  Fetcher fetcher;
  int taken = 0;
  int answered = 0;
  int most_ahead = 0;
  const auto next = [&]() -> std::optional<HttpRequest> {
    if (taken == 3000) return std::nullopt;
    auto request = loopback_request(server.url("/" + std::to_string(taken)));
    // Most are refused without being asked: this is about the stream.
    if (taken % 100 != 0) request.url = "ftp://" + std::to_string(taken);
    ++taken;
    most_ahead = std::max(most_ahead, taken - answered);
    return request;
  };
  fetcher.fetch_stream(next, [&](const HttpRequest&, const FetchOutcome&) { ++answered; });
  EXPECT_EQ(taken, 3000);
  EXPECT_EQ(answered, 3000);
  EXPECT_LE(most_ahead, 2001);
  EXPECT_EQ(server.requests().size(), 30u);
}

TEST(Fetcher, LeavesAHostAloneThatDoesNotAnswer) {
  int port = 0;
  {
    port = LoopbackServer(page).port();
  }
  std::vector<HttpRequest> requests;
  for (int i = 0; i < 5; ++i)
    requests.push_back(
        loopback_request("http://127.0.0.1:" + std::to_string(port) + "/" + std::to_string(i)));
  Fetcher fetcher;
  for (int calls = 0; calls < 2; ++calls) {  // the next call tries again
    const auto outcomes = fetch_each(fetcher, requests);
    ASSERT_EQ(outcomes.size(), 5u);
    EXPECT_EQ(outcomes[2].second.verdict, FetchVerdict::no_connection);
    EXPECT_EQ(outcomes[3].second.verdict, FetchVerdict::host_silent);
    EXPECT_EQ(outcomes[4].second.response.error().message,
              "not asked: 127.0.0.1:" + std::to_string(port) + " did not answer 3 times in a row");
  }
}

TEST(Fetcher, AsksHostsInParallel) {
  // Each server answers only once the other was asked: one after the other would never end well.
  std::promise<void> first_asked;
  std::promise<void> second_asked;
  const auto meet = [](std::promise<void>& mine, std::shared_future<void> other) {
    mine.set_value();
    ServerAnswer answer;
    answer.status = other.wait_for(seconds(8)) == std::future_status::ready ? 200 : 500;
    return answer;
  };
  const auto first_future = first_asked.get_future().share();
  const auto second_future = second_asked.get_future().share();
  LoopbackServer first([&](const ServerRequest&) { return meet(first_asked, second_future); });
  LoopbackServer second([&](const ServerRequest&) { return meet(second_asked, first_future); });
  Fetcher fetcher;
  const auto outcomes =
      fetch_each(fetcher, {loopback_request(first.url("/")), loopback_request(second.url("/"))});
  ASSERT_EQ(outcomes.size(), 2u);
  EXPECT_EQ(outcomes[0].second.http_status, 200);
  EXPECT_EQ(outcomes[1].second.http_status, 200);
}

TEST(Fetcher, HandsOverRetryAfterOfErrors) {
  LoopbackServer server([](const ServerRequest& request) {
    if (request.target == "/seconds") return with_status(500, {{"Retry-After", "120"}});
    return with_status(502, {{"Date", "Sun, 09 Nov 2025 08:00:00 GMT"},
                             {"Retry-After", "Sun, 09 Nov 2025 08:02:30 GMT"}});
  });
  EXPECT_EQ(fetch_one(loopback_request(server.url("/seconds"))).retry_after, seconds(120));
  EXPECT_EQ(fetch_one(loopback_request(server.url("/date"))).retry_after, seconds(150));
}

TEST(Fetcher, WaitsAsLongAsTheHostAsksBeforeTheNextRequest) {
  LoopbackServer server([](const ServerRequest& request) {
    return request.target == "/1" ? with_status(429, {{"Retry-After", "1"}}) : page(request);
  });
  Fetcher fetcher;
  const auto outcomes =
      fetch_each(fetcher, {loopback_request(server.url("/1")), loopback_request(server.url("/2"))});
  const auto requests = server.requests();
  ASSERT_EQ(requests.size(), 2u);
  EXPECT_EQ(outcomes[0].second.http_status, 429);
  EXPECT_EQ(outcomes[1].second.http_status, 200);
  EXPECT_GE(requests[1].time - requests[0].time, seconds(1));
}

TEST(Fetcher, DoesNotAskAHostThatWantsALongRest) {
  LoopbackServer server(
      [](const ServerRequest&) { return with_status(503, {{"Retry-After", "3600"}}); });
  LoopbackServer other(page);
  Fetcher fetcher;
  const auto outcomes =
      fetch_each(fetcher, {loopback_request(server.url("/1")), loopback_request(server.url("/2"))});
  ASSERT_EQ(outcomes.size(), 2u);
  ASSERT_FALSE(outcomes[1].second.response);
  EXPECT_EQ(outcomes[1].second.response.error().kind, ErrorKind::http_status);
  EXPECT_EQ(
      outcomes[1].second.response.error().message,
      "not asked: 127.0.0.1:" + std::to_string(server.port()) + " wants 3600 s of rest (HTTP 503)");
  EXPECT_EQ(outcomes[1].second.http_status, 503);
  EXPECT_EQ(outcomes[1].second.retry_after, seconds(3600));
  EXPECT_EQ(server.requests().size(), 1u);
  EXPECT_TRUE(fetch_one(fetcher, loopback_request(other.url("/"))).response)
      << "other hosts are not held back";
}

TEST(Fetcher, StopsWhenItIsToldTo) {
  std::atomic<bool> stop{false};
  LoopbackServer server([&stop](const ServerRequest& request) {
    if (request.target == "/quick") return page(request);
    stop = true;
    ServerAnswer answer = page(request);
    answer.delay = seconds(30);  // ends with the server
    return answer;
  });
  Fetcher fetcher([&stop] { return stop.load(); });
  const auto outcomes = fetch_each(
      fetcher, {loopback_request(server.url("/quick")), loopback_request(server.url("/slow")),
                loopback_request(server.url("/never"))});
  ASSERT_EQ(outcomes.size(), 3u);
  EXPECT_TRUE(outcomes[0].second.response);
  for (const std::size_t i : {1u, 2u}) {
    ASSERT_FALSE(outcomes[i].second.response);
    EXPECT_EQ(outcomes[i].second.response.error().kind, ErrorKind::cancelled);
  }
  EXPECT_EQ(outcomes[2].first, server.url("/never"));
  EXPECT_EQ(server.count("/never"), 0u);
}

TEST(Fetcher, WorksAgainAfterACallbackThrew) {
  LoopbackServer server(page);
  Fetcher fetcher;
  const auto thrower = [](const HttpRequest&, FetchOutcome) {
    throw std::runtime_error("caller's trouble");
  };
  EXPECT_THROW(
      fetcher.fetch_all({loopback_request(server.url("/1")), loopback_request(server.url("/2"))},
                        thrower),
      std::runtime_error);
  EXPECT_TRUE(fetch_one(fetcher, loopback_request(server.url("/3"))).response);
}

}  // namespace
}  // namespace gongwatch::fetcher
