#include "fetcher/fetcher.h"

#include <algorithm>
#include <limits>
#include <random>
#include <utility>

#include "fetcher/run.h"

namespace gongwatch::fetcher {
namespace {

constexpr std::size_t kWindow = 2000;  // requests of a stream that are known at a time
constexpr std::size_t kStep = 4;       // more of them are looked up while the first are answered
constexpr std::size_t kAll = std::numeric_limits<std::size_t>::max();

}  // namespace

class Fetcher::Impl {
 public:
  Impl(std::function<bool()> should_stop, std::size_t most_at_once)
      : session(std::move(should_stop), std::max<std::size_t>(1, most_at_once)) {}

  Session session;
};

Fetcher::Fetcher(std::function<bool()> should_stop, std::size_t most_at_once)
    : impl_(std::make_unique<Impl>(std::move(should_stop), most_at_once)) {}
Fetcher::Fetcher(Fetcher&&) noexcept = default;
Fetcher& Fetcher::operator=(Fetcher&&) noexcept = default;
Fetcher::~Fetcher() = default;

void Fetcher::fetch_all(const std::vector<HttpRequest>& requests, const OnDone& on_done) {
  std::size_t at = 0;
  const auto next = [&]() -> std::optional<HttpRequest> {
    if (at == requests.size()) return std::nullopt;
    return requests[at++];
  };
  Run(impl_->session, next, kAll, kAll, on_done).run();
}

void Fetcher::fetch_stream(const Next& next, const OnDone& on_done) {
  Run(impl_->session, next, kWindow, kStep, on_done).run();
}

FetchMemory Fetcher::remember(Instant now) {
  const SteadyTime steady = std::chrono::steady_clock::now();
  FetchMemory memory;
  memory.hosts = impl_->session.pacing.remember(steady, now);
  memory.robots = impl_->session.robots.remember(steady, now);
  return memory;
}

void Fetcher::recall(const FetchMemory& memory, Instant now) {
  const SteadyTime steady = std::chrono::steady_clock::now();
  impl_->session.pacing.recall(memory, steady, now);
  impl_->session.robots.recall(memory, steady, now);
}

}  // namespace gongwatch::fetcher
