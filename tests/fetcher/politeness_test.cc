// Politeness is what a server sees: made-up sites that redirect, refuse, ask for rest, hang up and
// answer slowly, each with its own pace and robots.txt; their logs are held against the rules.
#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <mutex>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "tests/fetcher/fetch_all.h"
#include "tests/support/loopback_server.h"

namespace gongwatch::fetcher {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using testing_support::LoopbackServer;
using testing_support::ServerAnswer;
using testing_support::ServerRequest;

constexpr int kPages = 14;

// What a site asks of its visitors, and how it answers.
class Site {
 public:
  Site(std::uint32_t seed, milliseconds delay, int connections)
      : delay_(delay), connections_(connections), random_(seed) {
    if (pick(2) == 0) crawl_delay_ = milliseconds(100 * (1 + pick(3)));
    has_robots_ = pick(4) != 0;
    server_ = std::make_unique<LoopbackServer>(
        [this](const ServerRequest& request) { return answer(request); });
  }

  void link(Site& other) { other_ = &other; }
  std::string url(const std::string& path) const { return server_->url(path); }

  HttpRequest request(const std::string& path) const {
    auto request = loopback_request(url(path));
    request.policy.respect_robots = true;
    request.policy.delay = delay_;
    request.policy.connections = connections_;
    request.policy.timeout = seconds(5);
    return request;
  }

  // What in the log breaks a rule; empty if nothing does.
  std::string complaint() const {
    const auto log = server_->requests();
    const milliseconds pause = std::max(delay_, has_robots_ ? crawl_delay_ : milliseconds(0));
    // With one connection the pause counts from the end of an answer, which this log cannot see
    // sooner than it was. With several, a log line may be late by what the scheduler takes.
    const milliseconds slack = connections_ == 1 ? milliseconds(0) : pause / 2;
    for (std::size_t i = 0; i < log.size(); ++i) {
      const std::string what = log[i].target + " (request " + std::to_string(i) + ")";
      if (has_robots_ && log[i].target.rfind("/private", 0) == 0) return what + " is disallowed";
      if (i == 0 && log[i].target != "/robots.txt") return what + " came before robots.txt";
      if (i > 0 && log[i].target == "/robots.txt") return what + " was known already";
      // The first pause is the policy's alone: robots.txt was not read yet.
      const milliseconds least = i < 2 ? std::min(pause, delay_) : pause;
      if (i > 0 && log[i].time - log[i - 1].time < least - slack) return what + " came too early";
    }
    const std::lock_guard lock(mutex_);
    for (const auto& [from, until] : rests_) {
      for (const auto& request : log) {
        // What was on its way when the host spoke could not know.
        if (request.time > from + milliseconds(connections_ == 1 ? 0 : 100) && request.time < until)
          return request.target + " came during a rest";
      }
    }
    return {};
  }

  std::size_t asked() const { return server_->requests().size(); }

 private:
  int pick(int below) { return static_cast<int>(random_() % static_cast<std::uint32_t>(below)); }

  ServerAnswer answer(const ServerRequest& request) {
    const std::lock_guard lock(mutex_);
    ServerAnswer answer;
    answer.body = "page";
    if (request.target == "/robots.txt") return robots();
    switch (pick(9)) {
      case 0:
        answer.status = 302;
        answer.headers = {{"Location", "/moved" + std::to_string(pick(100))}};
        return answer;
      case 1:
        answer.status = 301;
        answer.headers = {{"Location", other_->url(pick(2) == 0 ? "/private/a" : "/from-afar")}};
        return answer;
      case 2:
        return rest_of(pick(2) == 0 ? 429 : 503);
      case 3:
        answer.status = pick(2) == 0 ? 503 : 500;
        return answer;
      case 4:
        answer.raw = "";
        return answer;
      case 5:
        answer.delay = milliseconds(60);
        return answer;
      case 6:
        answer.status = 302;
        answer.headers = {{"Location", "/private/b"}};
        return answer;
      default:
        return answer;
    }
  }

  ServerAnswer robots() {
    ServerAnswer answer;
    answer.status = has_robots_ ? 200 : 404;
    answer.body = "User-agent: *\nDisallow: /private\n";
    if (crawl_delay_.count() > 0)
      answer.body += "Crawl-delay: 0." + std::to_string(crawl_delay_.count() / 100) + "\n";
    return answer;
  }

  ServerAnswer rest_of(int status) {
    ServerAnswer answer;
    answer.status = status;
    const auto now = std::chrono::steady_clock::now();
    rests_.emplace_back(now, now + seconds(1));
    answer.headers = {{"Retry-After", "1"}};
    if (pick(2) == 0) {
      const auto at = std::chrono::floor<seconds>(std::chrono::system_clock::now());
      answer.headers = {{"Date", testing_support::http_date(at)},
                        {"Retry-After", testing_support::http_date(at + seconds(1))}};
    }
    return answer;
  }

  using Time = std::chrono::steady_clock::time_point;

  milliseconds delay_;
  int connections_;
  milliseconds crawl_delay_{0};
  bool has_robots_ = true;
  std::minstd_rand random_;
  Site* other_ = nullptr;
  mutable std::mutex mutex_;
  std::vector<std::pair<Time, Time>> rests_;
  std::unique_ptr<LoopbackServer> server_;
};

// Several sites at once, by two processes one after the other (the second knows what the first one
// remembered).
void visit(std::uint32_t seed) {
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::minstd_rand random(seed);
  std::vector<std::unique_ptr<Site>> sites;
  for (int i = 0; i < 5; ++i) {
    const milliseconds delay(50 * (random() % 4));
    sites.push_back(std::make_unique<Site>(static_cast<std::uint32_t>(random()), delay,
                                           static_cast<int>(1 + random() % 3)));
  }
  for (std::size_t i = 0; i < sites.size(); ++i) sites[i]->link(*sites[(i + 1) % sites.size()]);
  FetchMemory memory;
  for (int process = 0; process < 2; ++process) {
    const auto now = std::chrono::floor<seconds>(std::chrono::system_clock::now());
    Fetcher fetcher;
    fetcher.recall(memory, now);
    std::vector<HttpRequest> requests;
    for (int i = 0; i < kPages; ++i) {
      for (const auto& site : sites) {
        const std::string path = (i % 5 == 3 ? "/private/" : "/page") + std::to_string(i);
        requests.push_back(site->request(path));
      }
    }
    EXPECT_EQ(fetch_each(fetcher, requests).size(), requests.size());
    const auto later = std::chrono::floor<seconds>(std::chrono::system_clock::now());
    const auto kept = fetcher.remember(later);
    memory.hosts = kept.hosts;
    memory.robots.insert(memory.robots.end(), kept.robots.begin(), kept.robots.end());
  }
  for (const auto& site : sites) {
    EXPECT_EQ(site->complaint(), "");
    EXPECT_GT(site->asked(), 10u);
  }
}

TEST(Politeness, HoldsOverMadeUpSites) {
  std::vector<std::thread> visits;
  for (std::uint32_t seed = 1; seed <= 4; ++seed) visits.emplace_back(visit, seed);
  for (auto& one : visits) one.join();
}

// A run that was killed has told nobody when it asked last.
TEST(Politeness, AfterAKilledRunEveryHostWasAskedJustNow) {
  LoopbackServer server([](const ServerRequest&) {
    ServerAnswer answer;
    answer.body = "x";
    return answer;
  });
  Fetcher fetcher;
  FetchMemory memory;
  memory.unsure = true;
  const auto start = std::chrono::steady_clock::now();
  fetcher.recall(memory, Instant{seconds(1'700'000'000)});
  auto request = loopback_request(server.url("/"));
  request.policy.delay = milliseconds(250);
  fetch_one(fetcher, request);
  ASSERT_EQ(server.requests().size(), 1u);
  EXPECT_GE(server.requests()[0].time - start, milliseconds(250));
}

TEST(Politeness, OutlivesTheProcess) {
  LoopbackServer server([](const ServerRequest& request) {
    ServerAnswer answer;
    answer.status = request.target == "/busy" ? 429 : 200;
    answer.headers = {{"Retry-After", "3600"}};
    answer.body = "User-agent: *\nDisallow: /private\n";
    return answer;
  });
  const Instant now{seconds(1'700'000'000)};
  const auto polite = [&](const std::string& path) {
    auto request = loopback_request(server.url(path));
    request.policy.respect_robots = true;
    return request;
  };
  FetchMemory memory;
  {
    Fetcher first;
    fetch_one(first, polite("/busy"));
    memory = first.remember(now);
  }
  ASSERT_EQ(memory.hosts.size(), 1u);
  ASSERT_EQ(memory.robots.size(), 1u);
  EXPECT_EQ(memory.hosts[0].rest_until, now + seconds(3600));
  {
    Fetcher second;
    second.recall(memory, now + seconds(900));
    EXPECT_EQ(fetch_one(second, polite("/other")).verdict, FetchVerdict::host_resting);
    EXPECT_EQ(fetch_one(second, polite("/private/x")).verdict, FetchVerdict::host_resting);
    EXPECT_EQ(second.remember(now + seconds(900)).hosts.at(0).rest_until, now + seconds(3600));
  }
  Fetcher third;
  third.recall(memory, now + seconds(3601));
  EXPECT_EQ(fetch_one(third, polite("/private/x")).verdict, FetchVerdict::robots_disallowed);
  EXPECT_EQ(fetch_one(third, polite("/other")).verdict, FetchVerdict::ok);
  EXPECT_EQ(server.count("/robots.txt"), 1u);
  Fetcher next_day;
  next_day.recall(memory, now + std::chrono::hours(25));
  EXPECT_EQ(fetch_one(next_day, polite("/other")).verdict, FetchVerdict::ok);
  EXPECT_EQ(server.count("/robots.txt"), 2u) << "a day later it is asked again";
}

}  // namespace
}  // namespace gongwatch::fetcher
