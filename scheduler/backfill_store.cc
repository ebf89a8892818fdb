// The other half of a backfill: what its lists name, and how far they were read, is stored.
#include <fmt/core.h>

#include <algorithm>
#include <functional>

#include "scheduler/backfill.h"
#include "text/url.h"

namespace gongwatch::scheduler {

using std::chrono::hours;
using store::Store;

// The bytes come first, whatever can be read of them; without validators, so that a list that
// nothing has read is asked for as a whole. The page as it was before.
Result<PageState> Backfill::keep_page(const std::string& url, const HttpResponse& response) {
  PageState before;
  const Status kept = store_.in_transaction([&]() -> Status {
    const std::string& id = sources_.front().id;
    const auto added = store_.add_page(url, url, id, kArchiveRole, clock_.now());
    if (!added) return tl::unexpected(added.error());
    auto page = store_.page(url);
    if (!page) return tl::unexpected(page.error());
    if (!*page) return fail(ErrorKind::internal, "no page", url);
    before = std::move(**page);
    if (response.not_modified()) return {};  // its bytes are the kept ones
    Capture capture;
    capture.url = url;
    capture.final_url = response.final_url;
    capture.source_id = id;
    capture.captured_at = clock_.now();
    capture.status = response.status;
    capture.media_type = response.media_type;
    capture.headers = response.headers;
    capture.body = response.body;
    const auto put = store_.put_capture(before.page_id, capture, {});
    return put ? Status() : tl::unexpected(put.error());
  });
  if (!kept) return tl::unexpected(kept.error());
  return before;
}

// What the bytes name and how far that brings us are one transaction.
Status Backfill::store_page(const PageState& page, const HttpResponse& response,
                            const std::vector<ListEntry>& entries) {
  std::size_t fresh = 0;
  const Status stored = store_.in_transaction([&]() -> Status {
    // Today's list may be the first page of the archive: an ordinary run reads it whole.
    if (page.role == kArchiveRole) {
      const bool again = response.not_modified();
      Status noted =
          store_.put_validators(page.page_id, again ? page.validators : response.validators);
      if (noted) noted = store_.note_verdict(page.page_id, FetchVerdict::ok, {});
      if (noted) {
        noted = store_.finish_attempt(page.page_id, clock_.now(), again ? 200 : response.status,
                                      false, std::nullopt);
      }
      if (!noted) return noted;
    }
    const auto counted = add_entries(entries);
    if (!counted) return tl::unexpected(counted.error());
    fresh = *counted;
    ++now_.next_page;
    return put_progress(work_[at_], now_);
  });
  if (!stored) return stored;
  return is_last_page(entries, fresh) ? lists_are_read() : Status();
}

// Adds what is within the range; the number of those that no page of the period named before.
Result<std::size_t> Backfill::add_entries(const std::vector<ListEntry>& entries) {
  const Source& source = sources_.front();
  const Work& work = work_[at_];
  const bool daily = step_of(address_of(work)) == ArchiveStep::day;
  const auto listed_on = daily ? std::optional(work.period.first) : std::nullopt;
  const Instant first = start_of_hong_kong_day(since_);
  const Instant end = start_of_hong_kong_day(until_) + hours{24};
  std::size_t fresh = 0;
  for (const ListEntry& entry : entries) {
    const auto canonical = text::canonical_url(entry.url);
    if (!canonical) continue;
    if (!seen_.insert(std::hash<std::string>{}(*canonical)).second) continue;
    ++fresh;
    if (entry.published_at) {
      const CivilDate day = hong_kong_day(*entry.published_at);
      now_.reached = now_.reached ? std::min(*now_.reached, day) : day;
      if (*entry.published_at < first || *entry.published_at >= end) continue;
    }
    const auto added =
        store_.add_archive_entry(*canonical, entry, source.id, listed_on, clock_.now());
    if (!added) return tl::unexpected(added.error());
    if (!*added) {
      if (Status known = add_known(*canonical); !known) return tl::unexpected(known.error());
    }
    ++report_.entries;
    ++now_.entries;
  }
  return fresh;
}

// One that is known from earlier: read, or gone; or it has failed and is asked for once more.
Status Backfill::add_known(const std::string& url) {
  const auto page = store_.page(url);
  if (!page) return tl::unexpected(page.error());
  if (!*page || !(*page)->fetched_at) return {};  // the same story elsewhere; or it is due
  const PageState& known = **page;
  const bool gone = known.last_status == 404 || known.last_status == 410;
  if (known.failures == 0 || gone) {
    ++(gone && known.failures > 0 ? stories_.gone : stories_.read);
    return {};
  }
  if (known.role != "article" || known.source_id != sources_.front().id) return {};
  return store_.finish_attempt(known.page_id, *known.fetched_at, known.last_status, false,
                               clock_.now());
}

bool Backfill::is_last_page(const std::vector<ListEntry>& entries, std::size_t fresh) const {
  const std::string& url = address_of(work_[at_]);
  if (!has_pages(url) || fresh == 0) return true;
  const Instant first = start_of_hong_kong_day(since_);
  const bool newest_first = step_of(url) == ArchiveStep::whole;
  return newest_first && std::all_of(entries.begin(), entries.end(), [&](const ListEntry& entry) {
           return entry.published_at && *entry.published_at < first;
         });
}

bool Backfill::is_over(const ArchivePeriod& period) const {
  const bool open = period.key.ends_with("..");
  return open || period.last < hong_kong_day(clock_.now());
}

Status Backfill::put_progress(const Work& work, const Store::ArchiveProgress& progress) {
  return store_.put_archive_progress(sources_.front().id, address_of(work), work.period.key,
                                     progress, clock_.now());
}

// Of the period under way; its articles come next.
Status Backfill::lists_are_read() {
  now_.next_page = kListsAreRead;
  return put_progress(work_[at_], now_);
}

Status Backfill::note_page(const std::string& url, const fetcher::FetchOutcome& outcome) {
  return store_.in_transaction([&]() -> Status {
    const auto added = store_.add_page(url, url, sources_.front().id, kArchiveRole, clock_.now());
    if (!added) return tl::unexpected(added.error());
    const auto page = store_.page(url);
    if (!page) return tl::unexpected(page.error());
    if (!*page || (*page)->role != kArchiveRole) return {};
    if (Status noted = store_.note_verdict((*page)->page_id, outcome.verdict, {}); !noted)
      return noted;
    return store_.finish_attempt((*page)->page_id, clock_.now(), outcome.http_status, true,
                                 std::nullopt);
  });
}

}  // namespace gongwatch::scheduler
