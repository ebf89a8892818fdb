// One fetch_all: the queues of its hosts, the transfers under way, and what follows from each
// answer.
#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "fetcher/curl_handles.h"
#include "fetcher/fetcher.h"
#include "fetcher/pacing.h"
#include "fetcher/robots_cache.h"
#include "fetcher/transfer.h"
#include "text/url.h"

namespace gongwatch::fetcher {

inline constexpr std::size_t kMaxTransfers = 16;  // under way at once, all hosts together
inline constexpr std::chrono::seconds kLongestRest{
    60};                                       // a longer Retry-After is the caller's to wait for
inline constexpr int kMaxRobotsRedirects = 5;  // RFC 9309 §2.3.1.2

// What outlives a fetch_all.
struct Session {
  std::function<bool()> should_stop;
  MultiHandle multi;
  Pacing pacing;
  RobotsCache robots;
};

class Run {
 public:
  Run(Session& session, const std::vector<HttpRequest>& requests, const Fetcher::OnDone& on_done);
  void run();

 private:
  // A request on its way, or a robots.txt that requests wait for.
  struct Job {
    const HttpRequest* request =
        nullptr;         // for robots.txt: the one that made us ask; its policy counts
    text::UrlParts url;  // of the current hop
    int redirects = 0;
    bool is_robots = false;
    std::string robots_of;  // the origin whose robots.txt this is
    int http_status = 0;    // of the last answer
    std::optional<std::chrono::seconds> retry_after;
  };
  struct Host {
    std::deque<Job> waiting;
    bool busy = false;
  };
  struct Active {
    Job job;
    std::string host;
    std::unique_ptr<Transfer> transfer;
    std::unique_ptr<Membership> membership;  // goes before the transfer's handle
  };
  enum class Step { again, wait };

  void accept(const HttpRequest& request);
  void cancel_all();
  // Starts every transfer that may start; the moment at which the next one may, if nothing else
  // happens.
  SteadyTime start_ready(SteadyTime now);
  Step advance(const std::string& name, Host& host, SteadyTime now, SteadyTime& wake);
  // Whether robots.txt lets the job go on; if not, the job was answered or put back behind its
  // robots.txt.
  bool admitted_by_robots(Host& host, Job& job);
  void start(const std::string& name, Host& host, Job job);

  bool collect();
  void take_answer(Active active, CURLcode code);
  void follow(Job job, const Headers& headers);
  void answer(const Job& job, Answer answer);
  void refuse(const Job& job, Error error);
  void finish(const Job& job, Result<HttpResponse> response);

  Session& session_;
  const std::vector<HttpRequest>& requests_;
  const Fetcher::OnDone& on_done_;
  std::size_t unanswered_;
  std::map<std::string, Host> hosts_;
  std::map<CURL*, Active> active_;
};

}  // namespace gongwatch::fetcher
