// One fetch_all: the queues of its hosts, the transfers under way, and what follows from each
// answer.
#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "fetcher/curl_handles.h"
#include "fetcher/event_loop.h"
#include "fetcher/fetcher.h"
#include "fetcher/pacing.h"
#include "fetcher/robots_cache.h"
#include "fetcher/transfer.h"
#include "text/url.h"

namespace gongwatch::fetcher {

inline constexpr std::chrono::seconds kLongestRest{
    60};                                       // a longer rest is the caller's to wait for
inline constexpr int kMaxRobotsRedirects = 5;  // RFC 9309 §2.3.1.2

// What outlives a fetch_all.
struct Session {
  Session(std::function<bool()> stop, std::size_t most)
      : should_stop(std::move(stop)), most_at_once(most), loop(most) {}

  std::function<bool()> should_stop;
  std::size_t most_at_once;
  EventLoop loop;
  std::vector<std::unique_ptr<Transfer>> idle;  // to be used again
  Pacing pacing{std::random_device{}()};
  RobotsCache robots;
};

class Run {
 public:
  // Takes requests from `next` while fewer than `window` are unanswered: at once
  // what keeps it busy, and `step` more each time around.
  Run(Session& session, const Fetcher::Next& next, std::size_t window, std::size_t step,
      const Fetcher::OnDone& on_done);
  void run();

 private:
  // A request on its way, or a robots.txt that requests wait for.
  struct Job {
    HttpRequest request;            // for robots.txt: the one that made us ask; its policy counts
    text::UrlParts url;             // of the current hop
    std::string origin;             // of the current hop
    std::vector<std::string> hops;  // URLs that redirected
    bool moved = true;              // all of them for good
    bool is_robots = false;
    std::string robots_of;  // the origin whose robots.txt this is
    bool conditional = false;
    bool sent_again = false;  // as the kept connection had ended
    int http_status = 0;      // of the last answer
    std::optional<std::chrono::seconds> retry_after;
  };
  using JobPtr = std::unique_ptr<Job>;
  struct Host {
    std::string name;
    std::deque<JobPtr> waiting;
    int running = 0;
    bool queued = false;              // in ready_
    std::optional<SteadyTime> timer;  // in timers_
  };
  struct Active {
    JobPtr job;
    Host* host;
    std::unique_ptr<Transfer> transfer;
  };
  enum class Step { again, wait };

  void fill();
  void accept(HttpRequest request);
  void place(JobPtr job, bool first);
  void cancel_all();
  // Starts every transfer that may start; the moment at which the next one may, if nothing else
  // happens.
  SteadyTime start_ready();
  void queue(Host& host);
  void wait_until(Host& host, SteadyTime time);
  void drop_if_idle(Host& host);
  Step advance(Host& host);
  std::deque<JobPtr>::iterator next_of(Host& host);
  // Whether the host may be asked by this job at all; if not, the job was answered.
  bool admitted_by_host(const Host& host, Job& job, SteadyTime now);
  // Whether robots.txt lets the job go on; if not, the job was answered or put back behind its
  // robots.txt. `delay` grows to its Crawl-delay.
  bool admitted_by_robots(Host& host, JobPtr& job, std::chrono::milliseconds& delay);
  void start(Host& host, JobPtr job, std::chrono::milliseconds delay);

  void collect();
  void take_answer(Active active, CURLcode code);
  void note_pace(const std::string& host, const Job& job, std::optional<FetchVerdict> failure);
  void follow(JobPtr job, const Answer& answer);
  void answer(const Job& job, Answer answer);
  HttpResponse response_of(const Job& job, Answer answer);
  void take_robots(const Job& job, const Answer& answered);
  void know_robots(const Job& job, std::string_view text);
  void fail_robots(const Job& job, RobotsFailure failure);
  void wake_blocked(const std::string& origin);
  void refuse(const Job& job, FetchVerdict verdict, Error error);
  void finish(const Job& job, Result<HttpResponse> response, FetchVerdict verdict);

  Session& session_;
  const Fetcher::Next& next_;
  std::size_t window_, step_;
  const Fetcher::OnDone& on_done_;
  bool drained_ = false;
  std::size_t unanswered_ = 0;
  std::map<std::string, Host> hosts_;
  std::deque<Host*> ready_;  // something may have changed for them
  std::set<std::pair<SteadyTime, Host*>> timers_;
  std::map<std::string, std::vector<std::string>>
      blocked_;  // hosts that wait for an origin's robots
  std::map<CURL*, Active> active_;
};

}  // namespace gongwatch::fetcher
