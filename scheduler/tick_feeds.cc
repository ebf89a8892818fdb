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
std::string_view quoted(std::string_view message) {
  const auto close = message.rfind('"');
  if (close == std::string_view::npos || close == 0) return message;
  const auto open = message.rfind('"', close - 1);
  return open == std::string_view::npos ? message : message.substr(open + 1, close - open - 1);
}

bool is_given_once(std::string_view code) {
  return code == "unknown-status" || code == "unconfirmed-status";
}

}  // namespace

Status Tick::settle_feeds() {
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
  for (const PendingFeed& one : pending_) {
    if (stopping()) break;  // the bytes are kept, the rest stays due
    if (Status settled = settle(one, names[one.visit.source]); !settled) return settled;
  }
  pending_.clear();
  return {};
}

Status Tick::settle(const PendingFeed& pending, const NamesById& names) {
  const auto implausible = options_.accept_shrunk ? std::nullopt : too_small(pending);
  if (implausible) return failed(pending.visit, pending.http_status, *implausible, std::nullopt);
  if (Status warned = warn_once(pending); !warned) return warned;
  return take_over(pending, names);
}

Status Tick::take_over(const PendingFeed& pending, const NamesById& names) {
  const Visit& visit = pending.visit;
  const Source& source = sources_[visit.source];
  return store_.in_transaction([&]() -> Status {
    const auto seen = store_.put_capture(visit.page.page_id, pending.capture, pending.validators);
    if (!seen) return tl::unexpected(seen.error());
    const auto facts =
        recorder_->rows({visit.page.page_id, seen->capture_id, visit.page.url, source.id},
                        pending.feed, pending.known, names);
    if (!facts) return tl::unexpected(facts.error());
    runs_[visit.source].facts += *facts;
    return store_.finish_attempt(visit.page.page_id, clock_.now(), pending.http_status, false,
                                 next_list_visit(clock_.now(), source.every));
  });
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
  const Shrinkage shrinkage = shrinkage_of(pending.known, pending.feed, [&](std::int64_t hkex_id) {
    return stands_elsewhere(pending, hkex_id);
  });
  if (!is_implausible(shrinkage, pending.feed.rows(), sources_[pending.visit.source].max_shrink)) {
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
          store_.note_once(source.id, warning.code, quoted(warning.message), clock_.now());
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
