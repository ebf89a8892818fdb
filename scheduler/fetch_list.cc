#include "scheduler/fetch_list.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "scheduler/lately_asked.h"
#include "text/url.h"

namespace gongwatch::scheduler {
namespace {

constexpr std::size_t kKeptTogether = 100;
constexpr std::size_t kBytesTogether = 16u << 20;
constexpr const char* kRole = "fetched";

Capture capture_of(const std::string& url, const PageState& page, HttpResponse& response,
                   Instant now) {
  Capture capture;
  capture.url = url;
  capture.final_url = response.final_url;
  capture.source_id = page.source_id;
  capture.captured_at = now;
  capture.status = response.status;
  capture.media_type = response.media_type;
  capture.headers = std::move(response.headers);
  capture.body = std::move(response.body);
  return capture;
}

}  // namespace

StoreKeeper::StoreKeeper(store::Store& store, fetcher::Fetcher& fetcher, const Clock& clock,
                         bool at_once)
    : store_(store), fetcher_(fetcher), clock_(clock), together_(at_once ? 1 : kKeptTogether) {}

Result<Keeper::Known> StoreKeeper::known(const std::string& url) {
  const auto page = store_.page(url);
  if (!page) return tl::unexpected(page.error());
  Known known;
  if (!*page) return known;
  if ((*page)->capture_id) known.validators = (*page)->validators;
  known.gone = (*page)->verdict == name_of(FetchVerdict::gone);
  return known;
}

Status StoreKeeper::take(const std::string& url, const std::string& written,
                         fetcher::FetchOutcome outcome) {
  if (outcome.response) bytes_ += outcome.response->body.size();
  rest_wanted_ = rest_wanted_ || outcome.http_status == 429 || outcome.http_status == 503;
  taken_.push_back({url, written, std::move(outcome)});
  return taken_.size() < together_ && bytes_ < kBytesTogether ? Status{} : flush();
}

Status StoreKeeper::flush() {
  if (taken_.empty()) return {};
  const Status kept = store_.in_transaction([this]() -> Status {
    for (Taken& taken : taken_) {
      if (Status one = keep(taken); !one) return one;
    }
    if (!rest_wanted_) return {};
    return store_.put_fetch_memory(fetcher_.remember(clock_.now()), clock_.now());
  });
  taken_.clear();
  bytes_ = 0;
  rest_wanted_ = false;
  return kept;
}

Status StoreKeeper::keep(Taken& taken) {
  auto& [url, written, outcome] = taken;
  const Instant now = clock_.now();
  const auto added = store_.add_page(url, written, kListSource, kRole, now);
  if (!added) return tl::unexpected(added.error());
  const auto found = store_.page(url);
  if (!found) return tl::unexpected(found.error());
  if (!*found) return fail(ErrorKind::internal, "the page is not there", url);
  const PageState& page = **found;
  const bool watched = page.role != kRole;
  if (outcome.response && !outcome.response->not_modified()) {
    const Validators validators = watched ? page.validators : outcome.response->validators;
    const Capture capture = capture_of(url, page, *outcome.response, now);
    auto put = store_.put_capture(page.page_id, capture, validators);
    // What its source has not read yet must come whole once more.
    if (put && watched && put->is_new) put = store_.put_capture(page.page_id, capture, {});
    if (!put) return tl::unexpected(put.error());
  }
  const std::string moved_to = outcome.response ? outcome.response->moved_to : page.moved_to;
  if (auto noted = store_.note_verdict(page.page_id, outcome.verdict, moved_to); !noted)
    return noted;
  if (watched) return {};  // its source decides when it is asked again
  return store_.finish_attempt(page.page_id, now, outcome.http_status, !outcome.response,
                               std::nullopt);
}

Result<Keeper::Known> ValidatorKeeper::known(const std::string& url) {
  Known known;
  if (file_ == nullptr) return known;
  auto found = file_->find(url);
  if (!found) return tl::unexpected(found.error());
  known.validators = std::move(found->validators);
  known.gone = found->gone;
  return known;
}

Status ValidatorKeeper::take(const std::string& url, const std::string&,
                             fetcher::FetchOutcome outcome) {
  if (file_ != nullptr && outcome.verdict == FetchVerdict::gone) return file_->put_gone(url);
  const bool news = outcome.response && !outcome.response->not_modified();
  return news && file_ != nullptr ? file_->put(url, outcome.response->validators) : Status{};
}

Status ValidatorKeeper::flush() { return file_ == nullptr ? Status{} : file_->commit(); }

Result<FetchListReport> fetch_list(const NextUrl& next, const FetchPolicy& policy, Keeper& keeper,
                                   fetcher::Fetcher& fetcher, const OnListProgress& on_progress,
                                   const OnListFailure& on_failure) {
  FetchListReport report;
  Status status;
  // What the list calls a page otherwise than its canonical URL, while it is under way.
  std::unordered_map<std::string, std::string> written_as;
  LatelyAsked lately(kRemembered);
  // Nothing for an address that is not asked for.
  const auto request_of = [&](std::string written) -> std::optional<HttpRequest> {
    HttpRequest request;
    request.policy = policy;
    auto canonical = text::canonical_url(written);
    request.url = canonical ? std::move(*canonical) : written;
    if (!lately.add(request.url)) {
      ++report.repeated;
      return std::nullopt;
    }
    if (canonical) {
      auto known = keeper.known(request.url);
      if (!known) {
        status = tl::unexpected(known.error());
        return std::nullopt;
      }
      if (known->gone) {
        ++report.ended;
        return std::nullopt;
      }
      request.validators = std::move(known->validators);
    }
    if (request.url != written) written_as.emplace(request.url, std::move(written));
    return request;
  };
  const auto next_request = [&]() -> std::optional<HttpRequest> {
    while (status) {
      auto written = next();
      if (!written) return std::nullopt;
      if (auto request = request_of(std::move(*written))) return request;
    }
    return std::nullopt;
  };
  fetcher.fetch_stream(
      next_request, [&](const HttpRequest& request, fetcher::FetchOutcome outcome) {
        const FetchVerdict verdict = outcome.verdict;
        if (!status || verdict == FetchVerdict::stopped) return;
        ++report.answered;
        FetchListReport::Count& count = report.of(verdict);
        if (++count.pages == 1)
          count.example = outcome.response ? request.url : outcome.response.error().to_string();
        if (outcome.response) {
          report.bytes += static_cast<std::int64_t>(outcome.response->body.size());
        } else {
          ++report.failed;
          if (on_failure) on_failure(outcome.response.error());
        }
        if (verdict != FetchVerdict::unusable_request) {
          const auto other = written_as.extract(request.url);
          status = keeper.take(request.url, other.empty() ? request.url : other.mapped(),
                               std::move(outcome));
        }
        if (on_progress) on_progress(report);
      });
  const Status flushed = keeper.flush();
  if (!status) return tl::unexpected(status.error());
  if (!flushed) return tl::unexpected(flushed.error());
  return report;
}

}  // namespace gongwatch::scheduler
