// What becomes of the answers of a tick: taken one by one, or many together.
#include <chrono>
#include <deque>
#include <future>
#include <memory>
#include <utility>

#include "scheduler/tick.h"
#include "scheduler/worker.h"

namespace gongwatch::scheduler {
namespace {

constexpr std::size_t kFewTogether = 8;
constexpr std::size_t kManyTogether = 100;
constexpr std::size_t kBytesTogether = 16u << 20;

bool is_main_board_file(std::string_view url) {
  return url.find("_sehk_") != std::string_view::npos;
}

}  // namespace

// One that may wait. Other threads use it where it stands.
struct Tick::Held {
  Held(Visit& whose, fetcher::FetchOutcome answer) : visit(whose), outcome(std::move(answer)) {}
  Held(const Held&) = delete;
  Held& operator=(const Held&) = delete;
  ~Held() {
    if (content.valid()) content.wait();  // it is being read
  }

  Visit& visit;
  fetcher::FetchOutcome outcome;
  std::future<Result<ListContent>> content;                            // unless it is not modified
  Status (Tick::*then)(const Visit&, HttpResponse&) = &Tick::on_list;  // once the bytes are kept
};

// What may wait is read by a second thread and taken by a third, so that the next answers come in
// meanwhile. The third alone uses the store and the tick's books until it is waited for.
class Tick::Handover {
 public:
  explicit Handover(Tick& tick) : tick_(tick) {}

  void hold(Visit& visit, fetcher::FetchOutcome outcome) {
    bytes_ += outcome.response->body.size();
    Held& one = held_.emplace_back(visit, std::move(outcome));
    if (!one.outcome.response->not_modified())
      one.content = reader_.run([this, &one] { return tick_.read_ahead(one); });
    const bool full = held_.size() >= kManyTogether || bytes_ >= kBytesTogether;
    if (full || (held_.size() >= kFewTogether && is_idle())) hand_over();
  }

  // The first error; afterwards nobody else uses the store.
  Status wait() {
    if (taking_.valid()) {
      if (Status taken = taking_.get(); !taken && status_) status_ = std::move(taken);
    }
    return status_;
  }

  Status finish() {
    hand_over();
    return wait();
  }

 private:
  bool is_idle() const {
    return !taking_.valid() ||
           taking_.wait_for(std::chrono::seconds{0}) == std::future_status::ready;
  }

  void hand_over() {
    auto batch = std::make_shared<Batch>(std::exchange(held_, {}));
    bytes_ = 0;
    if (!wait() || batch->empty()) return;
    taking_ = taker_.run([this, batch] { return tick_.take_together(*batch); });
  }

  Tick& tick_;
  Status status_;
  std::future<Status> taking_;
  Worker reader_;  // ends behind those who wait for it
  Batch held_;
  std::size_t bytes_ = 0;
  Worker taker_;
};

Status Tick::visit_all(std::vector<Visit> visits,
                       Status (Tick::*on_answer)(const Visit&, HttpResponse&)) {
  if (visits.empty()) return {};
  std::vector<HttpRequest> requests;
  std::map<std::string, std::size_t> by_url;
  for (std::size_t i = 0; i < visits.size(); ++i) {
    requests.push_back(request_for(visits[i]));
    by_url.emplace(requests.back().url, i);
  }
  Status status;
  Handover handover(*this);
  fetcher_.fetch_all(requests, [&](const HttpRequest& request, fetcher::FetchOutcome outcome) {
    const auto found = by_url.find(request.url);
    if (!status || found == by_url.end()) return;  // the store has failed: nothing more can be kept
    Visit& visit = visits[found->second];
    if (!outcome.response && outcome.response.error().kind == ErrorKind::cancelled)
      return;  // stays due
    if (may_wait(visit, outcome)) return handover.hold(visit, std::move(outcome));
    status = handover.wait();
    if (status) status = take(visit, std::move(outcome), on_answer);
  });
  const Status taken = status ? handover.finish() : handover.wait();
  if (status) status = taken;
  return status ? remember_hosts() : status;
}

bool Tick::may_wait(const Visit& visit, const fetcher::FetchOutcome& outcome) const {
  const Source& source = sources_[visit.source];
  return outcome.response && !is_refusal(outcome) && source.policy.delay.count() == 0 &&
         !is_official(source.kind) && visit.page.role == "feed";
}

Status Tick::transaction(const std::function<Status()>& work) {
  return together_ ? work() : store_.in_transaction(work);
}

Status Tick::take(Visit& visit, fetcher::FetchOutcome outcome,
                  Status (Tick::*on_answer)(const Visit&, HttpResponse&)) {
  ++runs_[visit.source].requests;
  const bool answers = outcome.response || visit.page.capture_id;
  if (answers && is_main_board_file(visit.page.url)) {
    counts_[visit.source].main_board_answers = true;
  }
  if (outcome.response) visit.fresh_for = outcome.response->fresh_for;
  const std::string moved_to = outcome.response ? outcome.response->moved_to : std::string();
  Status status =
      outcome.response ? (this->*on_answer)(visit, *outcome.response) : on_failure(visit, outcome);
  if (status) status = note_verdict(visit, outcome.verdict, moved_to);
  // What a host asks for holds from now on, whatever becomes of this process.
  const bool rests = outcome.http_status == 429 || outcome.http_status == 503;
  if (status && rests) status = remember_hosts();
  if (options_.on_answer) options_.on_answer();
  return status;
}

Result<ListContent> Tick::read_ahead(const Held& held) const {
  const HttpResponse& response = *held.outcome.response;
  return read_list(sources_[held.visit.source], response.final_url, response.body,
                   response.media_type, {}, parser::Summaries::left_out);
}

// All bytes first, then what was read of them, as for a single one. The parser knows no store: it
// reads them while their bytes are kept.
Status Tick::take_together(Batch& batch) {
  const Status kept = store_.in_transaction([&]() -> Status {
    for (Held& one : batch) {
      if (one.outcome.response->not_modified()) continue;
      const auto more = keep_list(one.visit, *one.outcome.response);
      if (!more) return tl::unexpected(more.error());
      one.then = *more ? &Tick::read_kept_list : &Tick::list_is_as_before;
    }
    return {};
  });
  if (!kept) return kept;
  together_ = true;
  const Status read = store_.in_transaction([&]() -> Status {
    for (Held& one : batch) {
      if (one.content.valid()) ahead_ = one.content.get();
      Status taken = take(one.visit, std::move(one.outcome), one.then);
      ahead_.reset();  // of a list that was only stamped
      if (!taken) return taken;
    }
    return {};
  });
  together_ = false;
  return read;
}

}  // namespace gongwatch::scheduler
