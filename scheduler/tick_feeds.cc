// The official feeds of a tick, judged together once all have answered: a row that has left one
// list may stand in another.
#include <spdlog/spdlog.h>

#include <algorithm>
#include <set>

#include "scheduler/feed_reading.h"
#include "scheduler/policy.h"
#include "scheduler/tick.h"
#include "text/utf8.h"

namespace gongwatch::scheduler {
namespace {

// What has ended or was listed before what is under way: a re-filing then finds its predecessor.
int order_of(const ApplicationFeedName& name) {
  if (name.list == "appinactive" || name.list == "appreturned") return 0;
  if (name.list == "applisted") return 1;
  if (name.list == "appactive_appphip") return 2;
  if (name.list == "appactive_app") return 3;
  return 4;
}

bool is_yearly(std::string_view list) {
  return list.substr(0, 5) == "app_2" || list.substr(0, 5) == "app_1";
}

// The word in quotes: the status token that a warning is about.
std::string_view quoted_part(std::string_view message) {
  const auto close = message.rfind('"');
  if (close == std::string_view::npos || close == 0) return message;
  const auto open = message.rfind('"', close - 1);
  return open == std::string_view::npos ? message : message.substr(open + 1, close - open - 1);
}

bool is_without_ids(const ApplicationFeed& feed) {
  return std::any_of(feed.applications.begin(), feed.applications.end(),
                     [](const OfficialApplication& row) { return row.hkex_id == 0; });
}

// Rows that cannot be read, or that no longer say what they said: not the list that it was.
std::optional<Error> changed_shape(const ApplicationFeed& feed, const std::vector<FeedRow>& before,
                                   double share) {
  const auto too_many = [&](std::size_t bad, std::size_t of) {
    return bad >= 3 && static_cast<double>(bad) > share * static_cast<double>(of);
  };
  const std::size_t all = feed.rows() + feed.skipped;
  if (feed.skipped > 0 && (feed.rows() == 0 || too_many(feed.skipped, all))) {
    const auto first = std::find_if(feed.warnings.begin(), feed.warnings.end(),
                                    [](const Warning& one) { return one.code == "row-skipped"; });
    return Error{ErrorKind::malformed,
                 std::to_string(feed.skipped) + " of " + std::to_string(all) +
                     " rows cannot be read, the list has changed its shape: " +
                     (first == feed.warnings.end() ? "" : first->message),
                 {}};
  }
  const std::size_t silent = lost_statuses(before, feed);
  if (too_many(silent, before.size())) {
    return Error{
        ErrorKind::malformed,
        std::to_string(silent) + " rows have lost their status, the list has changed its shape",
        {}};
  }
  return std::nullopt;
}

bool is_given_once(std::string_view code) {
  return code == "unknown-status" || code == "unconfirmed-status";
}

}  // namespace

Status Tick::settle_feeds() {
  if (pending_.empty()) return {};
  if (Status ready = need_ledger(); !ready) return ready;
  std::vector<PendingFeed> pending = std::move(pending_);
  pending_.clear();
  std::stable_sort(pending.begin(), pending.end(), [](const auto& a, const auto& b) {
    return order_of(a.feed.name) < order_of(b.feed.name);
  });
  std::map<std::size_t, NamesById> names;  // of each source
  for (const PendingFeed& one : pending) {
    for (const OfficialApplication& row : one.feed.applications) {
      if (row.hkex_id != 0) {
        names[one.visit.source][row.hkex_id][one.feed.name.language] = row.applicant;
      }
    }
  }
  pending_ = std::move(pending);  // stands_elsewhere looks at all of them
  // One transaction for all: pages that every feed touches are written once.
  const Status settled = store_.in_transaction([&]() -> Status {
    for (const PendingFeed& one : pending_) {
      if (stopping()) break;  // the bytes are kept, the rest stays due
      if (Status done = settle(one, names[one.visit.source]); !done) return done;
    }
    return {};
  });
  pending_.clear();
  return settled;
}

Status Tick::settle(const PendingFeed& pending, const NamesById& names) {
  const auto implausible = options_.accept_shrunk ? std::nullopt : too_small(pending);
  if (implausible) return failed(pending.visit, pending.http_status, *implausible, std::nullopt);
  if (Status warned = warn_once(pending); !warned) return warned;
  return take_over(pending, names);
}

Status Tick::take_over(const PendingFeed& pending, const NamesById& names) {
  const Visit& visit = pending.visit;
  FeedBefore before = pending.before;
  if (is_without_ids(pending.feed)) {
    // Its rows are told apart by application, and those may have been merged in this very tick.
    auto rows = store_.feed_rows(visit.page.page_id);
    if (!rows) return tl::unexpected(rows.error());
    before.rows = std::move(*rows);
  }
  const auto seen = store_.put_capture(visit.page.page_id, pending.capture, pending.validators);
  if (!seen) return tl::unexpected(seen.error());
  const auto facts =
      recorder_->rows(origin_of(visit, seen->capture_id), pending.feed, before, names);
  if (!facts) return tl::unexpected(facts.error());
  runs_[visit.source].facts += *facts;
  runs_[visit.source].entries += static_cast<std::int64_t>(pending.feed.rows());
  return list_done(visit, pending.http_status);
}

// A row that left this list stands in another one, of this tick or as last read. A yearly list
// holds every row of its year, so it explains nothing.
bool Tick::stands_elsewhere(const PendingFeed& pending, std::int64_t hkex_id) const {
  const std::string& here = pending.feed.name.list;
  for (const PendingFeed& other : pending_) {
    const std::string& list = other.feed.name.list;
    if (list == here || is_yearly(list)) continue;
    const auto& rows = other.feed.applications;
    if (std::any_of(rows.begin(), rows.end(),
                    [&](const auto& row) { return row.hkex_id == hkex_id; })) {
      return true;
    }
  }
  for (const char* list : {"appactive_app_", "appactive_appphip_", "appinactive_", "applisted_"}) {
    if (here + "_" == list) continue;
    const auto present = store_.is_present(hkex_id, list);
    if (present && *present) return true;
  }
  return false;
}

std::optional<Error> Tick::too_small(const PendingFeed& pending) const {
  const double share = sources_[pending.visit.source].max_shrink;
  if (auto changed = changed_shape(pending.feed, pending.before.rows, share)) {
    changed->context = pending.visit.page.url;
    return changed;
  }
  const Shrinkage shrinkage =
      shrinkage_of(pending.before.rows, pending.feed,
                   [&](std::int64_t hkex_id) { return stands_elsewhere(pending, hkex_id); });
  if (!is_implausible(shrinkage, pending.feed.rows(), share)) {
    return std::nullopt;
  }
  const std::string gone = std::to_string(shrinkage.unexplained) + " of " +
                           std::to_string(shrinkage.before) +
                           " rows are gone and stand in no other list";
  return Error{ErrorKind::empty,
               (pending.feed.rows() == 0 ? "no row where there used to be some: " : "") + gone +
                   "; if that is right, run once with --accept-shrunk",
               pending.visit.page.url};
}

Status Tick::warn_once(const PendingFeed& pending) {
  const Source& source = sources_[pending.visit.source];
  std::size_t told = 0;
  for (const Warning& warning : pending.feed.warnings) {
    if (is_given_once(warning.code)) {
      const auto first =
          store_.note_once(source.id, warning.code, quoted_part(warning.message), clock_.now());
      if (!first) return tl::unexpected(first.error());
      if (!*first) continue;
    } else if (++told > 5) {
      continue;
    }
    spdlog::warn("{}: {}: {}: {}", source.id, pending.visit.page.url, warning.code,
                 warning.message);
  }
  if (told > 5) {
    spdlog::warn("{}: {}: {} more warnings", source.id, pending.visit.page.url, told - 5);
  }
  return {};
}

}  // namespace gongwatch::scheduler
