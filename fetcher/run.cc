#include "fetcher/run.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <utility>

namespace gongwatch::fetcher {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr milliseconds kStopInterval{100};

std::string origin_of(const text::UrlParts& url) {
  return url.scheme + "://" + url.host_and_port();
}

std::optional<Error> refuse_request(const HttpRequest& request) {
  const auto& [url, validators, policy] = request;
  const bool clean = is_field_value(policy.user_agent) && is_field_value(policy.proxy);
  if (!clean)
    return Error{ErrorKind::invalid_argument, "user agent or proxy holds control characters", url};
  if (!is_field_value(validators.etag) || !is_field_value(validators.last_modified)) {
    return Error{ErrorKind::invalid_argument, "a validator holds control characters", url};
  }
  return std::nullopt;
}

}  // namespace

Run::Run(Session& session, const std::vector<HttpRequest>& requests, const Fetcher::OnDone& on_done)
    : session_(session), requests_(requests), on_done_(on_done), unanswered_(requests.size()) {
  session_.robots.forget_failures();
}

void Run::run() {
  for (const HttpRequest& request : requests_) accept(request);
  while (unanswered_ > 0) {
    if (session_.should_stop && session_.should_stop()) return cancel_all();
    const SteadyTime wake = start_ready(Clock::now());
    int running = 0;
    curl_multi_perform(session_.multi.get(), &running);
    if (collect() || unanswered_ == 0) continue;
    const auto pause = std::clamp(std::chrono::ceil<milliseconds>(wake - Clock::now()),
                                  milliseconds(0), kStopInterval);
    curl_multi_poll(session_.multi.get(), nullptr, 0, static_cast<int>(pause.count()), nullptr);
  }
}

void Run::accept(const HttpRequest& request) {
  Job job;
  job.request = &request;
  if (auto error = refuse_request(request)) return refuse(job, std::move(*error));
  auto url = text::parse_url(request.url);
  if (!url) return refuse(job, std::move(url.error()));
  job.url = std::move(*url);
  job.url.fragment.reset();
  const std::string host = job.url.host_and_port();
  hosts_[host].waiting.push_back(std::move(job));
}

void Run::cancel_all() {
  const Error cancelled{ErrorKind::cancelled, "stopped before it was fetched", {}};
  std::vector<Job> jobs;
  for (auto& [handle, active] : active_) {
    session_.pacing.ended(active.host, Clock::now());
    jobs.push_back(std::move(active.job));
  }
  active_.clear();
  for (auto& [name, host] : hosts_) {
    std::move(host.waiting.begin(), host.waiting.end(), std::back_inserter(jobs));
    host.waiting.clear();
  }
  for (const Job& job : jobs) {
    if (!job.is_robots) refuse(job, cancelled);
  }
}

SteadyTime Run::start_ready(SteadyTime now) {
  SteadyTime wake = now + kStopInterval;
  for (auto& [name, host] : hosts_) {
    while (advance(name, host, now, wake) == Step::again) {
    }
  }
  return wake;
}

Run::Step Run::advance(const std::string& name, Host& host, SteadyTime now, SteadyTime& wake) {
  if (host.busy || active_.size() >= kMaxTransfers) return Step::wait;
  // A robots.txt that was redirected to another host holds back its own origin only.
  const auto next = std::find_if(host.waiting.begin(), host.waiting.end(), [this](const Job& job) {
    return job.is_robots || !job.request->policy.respect_robots ||
           !session_.robots.asking(origin_of(job.url));
  });
  if (next == host.waiting.end()) return Step::wait;
  Job job = std::move(*next);
  const auto place = host.waiting.erase(next);
  const FetchPolicy& policy = job.request->policy;
  if (const auto refused = policy.allow_private ? std::nullopt : refuse_literal(job.url.host)) {
    refuse(job, {ErrorKind::forbidden,
                 fmt::format("address {} is {}", refused->address, refused->why),
                 {}});
    return Step::again;
  }
  if (!admitted_by_robots(host, job)) return Step::again;
  if (const auto rest = session_.pacing.rest_of(name); rest && rest->until - now > kLongestRest) {
    const auto left = std::chrono::ceil<std::chrono::seconds>(rest->until - now);
    job.http_status = rest->status;
    job.retry_after = left;
    refuse(job, {ErrorKind::http_status,
                 fmt::format("not asked: {} wants {} s of rest (Retry-After)", name, left.count()),
                 {}});
    return Step::again;
  }
  const SteadyTime ready = session_.pacing.ready_at(name, policy.delay);
  if (ready > now) {
    wake = std::min(wake, ready);
    host.waiting.insert(place, std::move(job));
    return Step::wait;
  }
  start(name, host, std::move(job));
  return Step::wait;
}

bool Run::admitted_by_robots(Host& host, Job& job) {
  if (job.is_robots || !job.request->policy.respect_robots) return true;
  const std::string origin = origin_of(job.url);
  const RobotsCache::Entry* entry = session_.robots.find(origin);
  if (entry == nullptr) {
    session_.robots.set(origin, RobotsCache::Asking{});
    Job robots;
    robots.request = job.request;
    robots.url = job.url;
    robots.url.path = "/robots.txt";
    robots.url.query.reset();
    robots.is_robots = true;
    robots.robots_of = origin;
    host.waiting.push_front(std::move(job));
    host.waiting.push_front(std::move(robots));
    return false;
  }
  if (const auto* failure = std::get_if<RobotsFailure>(entry)) {
    job.http_status = failure->http_status;
    job.retry_after = failure->retry_after;
    refuse(job, failure->error);
    return false;
  }
  if (!std::get<RobotsRules>(*entry).allows(job.url.path_and_query())) {
    refuse(job, {ErrorKind::forbidden,
                 fmt::format("robots.txt disallows this path for {}", kProductToken),
                 {}});
    return false;
  }
  return true;
}

void Run::start(const std::string& name, Host& host, Job job) {
  const FetchPolicy& policy = job.request->policy;
  auto transfer = job.is_robots
                      ? std::make_unique<Transfer>(job.url, Validators{}, policy, kMaxRobotsBytes,
                                                   Transfer::Excess::cut)
                      : std::make_unique<Transfer>(job.url, job.request->validators, policy,
                                                   policy.max_body_bytes, Transfer::Excess::refuse);
  CURL* handle = transfer->handle();
  auto membership = std::make_unique<Membership>(session_.multi.get(), handle);
  host.busy = true;
  active_.emplace(handle, Active{std::move(job), name, std::move(transfer), std::move(membership)});
}

}  // namespace gongwatch::fetcher
