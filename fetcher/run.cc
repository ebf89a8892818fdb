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

Run::Run(Session& session, const Fetcher::Next& next, std::size_t window, std::size_t step,
         const Fetcher::OnDone& on_done)
    : session_(session), next_(next), window_(window), step_(step), on_done_(on_done) {
  session_.robots.forget_failures();
  session_.pacing.forget_silences();
}

void Run::run() {
  while (true) {
    fill();
    if (session_.should_stop && session_.should_stop()) return cancel_all();
    const SteadyTime wake = start_ready();
    if (unanswered_ == 0 && drained_) return;
    const auto pause = std::clamp(std::chrono::ceil<milliseconds>(wake - Clock::now()),
                                  milliseconds(0), kStopInterval);
    // Answers that came without a transfer make room for more.
    session_.loop.step(unanswered_ < window_ && !drained_ ? milliseconds(0) : pause);
    collect();
  }
}

void Run::fill() {
  const std::size_t busy = 2 * session_.most_at_once;
  for (std::size_t more = step_; !drained_ && unanswered_ < window_; --more) {
    if (unanswered_ < busy) more = step_;
    if (more == 0) return;
    auto request = next_();
    if (!request) {
      drained_ = true;
    } else {
      accept(std::move(*request));
    }
  }
}

void Run::accept(HttpRequest request) {
  ++unanswered_;
  auto job = std::make_unique<Job>();
  job->request = std::move(request);
  auto url = text::parse_url(job->request.url);
  auto error = refuse_request(job->request);
  if (!error && !url) error = std::move(url.error());
  if (error) return refuse(*job, FetchVerdict::unusable_request, std::move(*error));
  job->url = std::move(*url);
  session_.pacing.require(job->url.host_and_port(), job->request.policy.delay);
  place(std::move(job), false);
}

void Run::place(JobPtr job, bool first) {
  job->url.fragment.reset();
  job->origin = origin_of(job->url);
  std::string name = job->url.host_and_port();
  Host& host = hosts_[name];
  if (host.name.empty()) host.name = std::move(name);
  if (first) {
    host.waiting.push_front(std::move(job));
  } else {
    host.waiting.push_back(std::move(job));
  }
  queue(host);
}

void Run::queue(Host& host) {
  if (host.queued) return;
  host.queued = true;
  ready_.push_back(&host);
}

void Run::wait_until(Host& host, SteadyTime time) {
  if (host.timer) timers_.erase({*host.timer, &host});
  host.timer = time;
  timers_.emplace(time, &host);
}

void Run::drop_if_idle(Host& host) {
  if (!host.waiting.empty() || host.running > 0 || host.queued) return;
  if (host.timer) timers_.erase({*host.timer, &host});
  hosts_.erase(hosts_.find(host.name));
}

void Run::cancel_all() {
  const Error cancelled{ErrorKind::cancelled, "stopped before it was fetched", {}};
  std::vector<JobPtr> jobs;
  for (auto& [handle, active] : active_) {
    session_.pacing.asked(active.host->name, Clock::now(), active.job->request.policy.delay);
    jobs.push_back(std::move(active.job));
  }
  active_.clear();
  for (auto& [name, host] : hosts_) {
    std::move(host.waiting.begin(), host.waiting.end(), std::back_inserter(jobs));
    host.waiting.clear();
  }
  for (const JobPtr& job : jobs) {
    if (!job->is_robots) refuse(*job, FetchVerdict::stopped, cancelled);
  }
  while (auto request = next_()) {
    ++unanswered_;
    Job job;
    job.request = std::move(*request);
    refuse(job, FetchVerdict::stopped, cancelled);
  }
}

SteadyTime Run::start_ready() {
  const SteadyTime now = Clock::now();
  while (!timers_.empty() && timers_.begin()->first <= now) {
    Host& host = *timers_.begin()->second;
    timers_.erase(timers_.begin());
    host.timer.reset();
    queue(host);
  }
  while (!ready_.empty() && active_.size() < session_.most_at_once) {
    Host& host = *ready_.front();
    ready_.pop_front();
    host.queued = false;
    while (advance(host) == Step::again) {
    }
    drop_if_idle(host);
  }
  return timers_.empty() ? now + kStopInterval : timers_.begin()->first;
}

// The first job that does not wait for a robots.txt. One that was redirected to another host holds
// back its own origin only.
std::deque<Run::JobPtr>::iterator Run::next_of(Host& host) {
  const auto next = std::find_if(host.waiting.begin(), host.waiting.end(), [&](const JobPtr& job) {
    return job->is_robots || !job->request.policy.respect_robots ||
           !session_.robots.asking(job->origin);
  });
  if (next != host.waiting.end()) return next;
  std::set<std::string> origins;
  for (const JobPtr& job : host.waiting) origins.insert(job->origin);
  for (const std::string& origin : origins) blocked_[origin].push_back(host.name);
  return next;
}

Run::Step Run::advance(Host& host) {
  if (active_.size() >= session_.most_at_once) {
    if (!host.waiting.empty()) queue(host);
    return Step::wait;
  }
  const auto next = next_of(host);
  if (next == host.waiting.end() || host.running >= (*next)->request.policy.connections)
    return Step::wait;
  JobPtr job = std::move(*next);
  const auto place = host.waiting.erase(next);
  const FetchPolicy& policy = job->request.policy;
  const SteadyTime now = Clock::now();
  if (!admitted_by_host(host, *job, now)) return Step::again;
  milliseconds delay = policy.delay;
  if (!admitted_by_robots(host, job, delay)) return Step::again;
  const SteadyTime ready = session_.pacing.ready_at(host.name, delay);
  if (ready > now) {
    host.waiting.insert(place, std::move(job));
    wait_until(host, ready);
    return Step::wait;
  }
  start(host, std::move(job), delay);
  return Step::again;
}

bool Run::admitted_by_host(const Host& host, Job& job, SteadyTime now) {
  if (!job.request.policy.allow_private) {
    if (const auto refused = refuse_literal(job.url.host)) {
      refuse(job, FetchVerdict::address_refused,
             {ErrorKind::forbidden,
              fmt::format("address {} is {}", refused->address, refused->why),
              {}});
      return false;
    }
  }
  if (session_.pacing.silences(host.name) >= kMaxSilences) {
    refuse(job, FetchVerdict::host_silent,
           {ErrorKind::network,
            fmt::format("not asked: {} did not answer {} times in a row", host.name, kMaxSilences),
            {}});
    return false;
  }
  const auto rest = session_.pacing.rest_of(host.name);
  if (!rest || rest->until - now <= kLongestRest) return true;
  const auto left = std::chrono::ceil<std::chrono::seconds>(rest->until - now);
  job.http_status = rest->status;
  job.retry_after = left;
  refuse(job, FetchVerdict::host_resting,
         {ErrorKind::http_status,
          fmt::format("not asked: {} wants {} s of rest (HTTP {})", host.name, left.count(),
                      rest->status),
          {}});
  return false;
}

bool Run::admitted_by_robots(Host& host, JobPtr& job, milliseconds& delay) {
  if (job->is_robots || !job->request.policy.respect_robots) return true;
  const SteadyTime now = Clock::now();
  const RobotsCache::Entry* entry = session_.robots.find(job->origin, now);
  if (entry == nullptr) {
    session_.robots.set(job->origin, RobotsCache::Asking{}, now);
    auto robots = std::make_unique<Job>();
    robots->request.policy = job->request.policy;
    robots->url = job->url;
    robots->url.path = "/robots.txt";
    robots->url.query.reset();
    robots->origin = robots->robots_of = job->origin;
    robots->is_robots = true;
    host.waiting.push_front(std::move(job));
    host.waiting.push_front(std::move(robots));
    return false;
  }
  if (const auto* failure = std::get_if<RobotsFailure>(entry)) {
    job->http_status = failure->http_status;
    job->retry_after = failure->retry_after;
    refuse(*job, failure->verdict, failure->error);
    return false;
  }
  const auto& rules = std::get<RobotsRules>(*entry);
  if (!rules.allows(job->url.path_and_query())) {
    refuse(*job, FetchVerdict::robots_disallowed,
           {ErrorKind::forbidden,
            fmt::format("robots.txt disallows this path for {}", kProductToken),
            {}});
    return false;
  }
  delay = std::max(delay, rules.crawl_delay().value_or(milliseconds(0)));
  return true;
}

void Run::start(Host& host, JobPtr job, milliseconds delay) {
  std::unique_ptr<Transfer> transfer;
  if (session_.idle.empty()) {
    transfer = std::make_unique<Transfer>();
  } else {
    transfer = std::move(session_.idle.back());
    session_.idle.pop_back();
  }
  const FetchPolicy& policy = job->request.policy;
  const Validators& known = job->request.validators;
  Transfer::Ask ask{job->url, nullptr, policy.max_body_bytes, Transfer::Excess::refuse};
  if (job->is_robots) {
    ask.max_body = kMaxRobotsBytes;
    ask.excess = Transfer::Excess::cut;
  } else if (known.of_url.empty() ? job->hops.empty() : known.of_url == job->url.to_string()) {
    ask.validators = &known;
  }
  job->conditional = ask.validators != nullptr && !known.empty();
  transfer->start(session_.loop.multi(), std::move(ask), policy);
  session_.pacing.asked(host.name, Clock::now(), delay);
  ++host.running;
  CURL* handle = transfer->handle();
  active_.emplace(handle, Active{std::move(job), &host, std::move(transfer)});
}

}  // namespace gongwatch::fetcher
