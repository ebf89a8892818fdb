#include "fetcher/fetcher.h"

#include <new>
#include <utility>

#include "fetcher/run.h"

namespace gongwatch::fetcher {

class Fetcher::Impl {
 public:
  explicit Impl(std::function<bool()> should_stop) {
    init_curl();
    session.should_stop = std::move(should_stop);
    session.multi.reset(curl_multi_init());
    if (!session.multi) throw std::bad_alloc();
  }

  Session session;
};

Fetcher::Fetcher(std::function<bool()> should_stop)
    : impl_(std::make_unique<Impl>(std::move(should_stop))) {}
Fetcher::Fetcher(Fetcher&&) noexcept = default;
Fetcher& Fetcher::operator=(Fetcher&&) noexcept = default;
Fetcher::~Fetcher() = default;

void Fetcher::fetch_all(const std::vector<HttpRequest>& requests, const OnDone& on_done) {
  Run(impl_->session, requests, on_done).run();
}

}  // namespace gongwatch::fetcher
