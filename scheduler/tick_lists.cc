// The first half of a tick: what an answer to a source's own list means.
#include <spdlog/spdlog.h>

#include <algorithm>

#include "scheduler/feed_reading.h"
#include "scheduler/policy.h"
#include "scheduler/read_list.h"
#include "scheduler/stamp.h"
#include "scheduler/tick.h"
#include "text/url.h"

namespace gongwatch::scheduler {
namespace {

constexpr std::size_t kMaxParts = 20;  // sitemaps of one index that are asked in a tick
constexpr int kDocumentDays = 45;      // papers of an offer older than this are history

void log_warnings(std::string_view source, std::string_view url,
                  const std::vector<Warning>& warnings) {
  constexpr std::size_t kShown = 5;
  for (std::size_t i = 0; i < std::min(kShown, warnings.size()); ++i) {
    spdlog::warn("{}: {}: {}: {}", source, url, warnings[i].code, warnings[i].message);
  }
  if (warnings.size() > kShown)
    spdlog::warn("{}: {}: {} more warnings", source, url, warnings.size() - kShown);
}

}  // namespace

Status Tick::on_list(const Visit& visit, HttpResponse& response) {
  if (response.not_modified()) {
    ++runs_[visit.source].unchanged;
    return list_done(visit, response.status);
  }
  const auto more = keep_list(visit, response);
  if (!more) return tl::unexpected(more.error());
  return *more ? read_kept_list(visit, response) : list_is_as_before(visit, response);
}

Status Tick::list_is_as_before(const Visit& visit, HttpResponse& response) {
  return list_done(visit, response.status);
}

Result<bool> Tick::keep_list(const Visit& visit, const HttpResponse& response) {
  const auto stamped = is_only_stamped(visit, response);
  if (!stamped) return stamped;
  if (*stamped) return false;
  bool is_new = false;
  if (Status kept = keep(visit, response, is_new); !kept) return tl::unexpected(kept.error());
  if (!is_new) ++runs_[visit.source].unchanged;
  return true;
}

Status Tick::read_kept_list(const Visit& visit, HttpResponse& response) {
  const Source& source = sources_[visit.source];
  FeedBefore before;
  if (is_official(source.kind)) {
    auto rows = store_.feed_rows(visit.page.page_id);
    if (!rows) return tl::unexpected(rows.error());
    before.rows = std::move(*rows);
    // A list that was good at its last visit may have been empty.
    const auto read = newest_read(visit.page);
    if (!read) return tl::unexpected(read.error());
    before.was_read = !before.rows.empty() || read->has_value();
  }
  // A file of HKEX is the one that was asked for, wherever it was redirected to.
  const bool named_by_url = source.kind == SourceKind::hkex_applications;
  auto content = ahead_ ? std::move(*ahead_)
                        : read_list(source, named_by_url ? visit.page.url : response.final_url,
                                    response.body, response.media_type, present_hashes(before.rows),
                                    parser::Summaries::left_out);
  if (content && !is_official(source.kind) && is_empty(*content) &&
      (visit.page.role == "feed" || used_to_have_rows(visit))) {
    content =
        fail(ErrorKind::empty,
             "no article in the list: the page has changed, or it is not the list", visit.page.url);
  }
  if (!content) {
    Error error = content.error();
    if (is_challenge(response))
      error = {ErrorKind::http_status, "the site answered with a challenge page", {}};
    if (error.context.empty()) error.context = visit.page.url;
    return failed(visit, response.status, error, response.retry_after);
  }
  if (auto* feed = std::get_if<ApplicationFeed>(&*content)) {
    PendingFeed pending{visit,
                        0,
                        capture_of(visit, response),
                        response.validators,
                        response.status,
                        std::move(before),
                        std::move(*feed)};
    pending_.push_back(std::move(pending));
    return {};
  }
  if (std::holds_alternative<AnnouncementFeed>(*content)) {
    postings_.push_back({visit, std::move(response), std::move(*content)});
    return {};
  }
  return store_list(visit, response, *content);
}

// The newest bytes of a list, if they were read to the end: a run that died in between has kept
// bytes that nothing has read.
Result<std::optional<Capture>> Tick::newest_read(const PageState& page) const {
  if (!page.capture_id || page.failures > 0 || !page.fetched_at) return std::optional<Capture>();
  auto newest = store_.capture(*page.capture_id);
  if (!newest) return tl::unexpected(newest.error());
  if (*page.fetched_at < newest->captured_at) return std::optional<Capture>();
  return std::optional(std::move(*newest));
}

// Bytes that differ from those that were read last in nothing but the time of their making are not
// kept: such lists would pile up. Their validators are taken over.
Result<bool> Tick::is_only_stamped(const Visit& visit, const HttpResponse& response) {
  if (options_.accept_shrunk) return false;
  const auto read = newest_read(visit.page);
  if (!read) return tl::unexpected(read.error());
  if (!*read || (*read)->body == response.body) return false;
  if (!same_but_for_stamp((*read)->body, response.body)) return false;
  const auto put = store_.put_capture(visit.page.page_id, **read, response.validators);
  if (!put) return tl::unexpected(put.error());
  ++runs_[visit.source].unchanged;
  return true;
}

Status Tick::settle_postings() {
  const std::vector<PendingPostings> postings = std::move(postings_);
  postings_.clear();
  for (const PendingPostings& one : postings) {
    if (stopping()) break;
    if (Status stored = store_list(one.visit, one.response, one.content); !stored) return stored;
  }
  return {};
}

Status Tick::store_list(const Visit& visit, const HttpResponse& response,
                        const ListContent& content) {
  if (Status ready = need_ledger(); !ready) return ready;
  return transaction([&]() -> Status {
    // Now that they are read, the bytes count as seen: their validators make the next request
    // conditional.
    Status stored = store_.put_validators(visit.page.page_id, response.validators);
    if (!stored) return stored;
    if (const auto* posted = std::get_if<AnnouncementFeed>(&content)) {
      stored = store_announcements(visit, kept_.at(visit.page.page_id), *posted);
    } else if (const auto* links = std::get_if<FollowLinks>(&content)) {
      stored = store_follow_links(visit, *links);
    } else {
      stored = store_entries(visit, std::get<EntryList>(content));
    }
    if (!stored) return stored;
    if (!rests(visit, content)) return list_done(visit, response.status);
    return store_.finish_attempt(visit.page.page_id, clock_.now(), response.status, false,
                                 std::nullopt);
  });
}

// A sitemap of years gone by is asked again when its index says that it has changed.
bool Tick::rests(const Visit& visit, const ListContent& content) const {
  const Source& source = sources_[visit.source];
  const auto* list = std::get_if<EntryList>(&content);
  if (source.kind != SourceKind::sitemap || visit.page.role != "follow" || list == nullptr)
    return false;
  const Instant oldest = clock_.now() - source.max_age;
  return std::all_of(list->entries.begin(), list->entries.end(), [&](const ListEntry& entry) {
    return entry.published_at && *entry.published_at < oldest;
  });
}

// Whether the newest capture before this answer held rows. A file that was always empty (GEM has
// months without an applicant) may stay so.
bool Tick::used_to_have_rows(const Visit& visit) const {
  if (!visit.page.capture_id) return false;
  const auto before = store_.capture(*visit.page.capture_id);
  if (!before) return false;
  const auto content =
      read_list(sources_[visit.source], before->final_url, before->body, before->media_type);
  return content && !is_empty(*content);
}

Status Tick::store_entries(const Visit& visit, const EntryList& list) {
  const Source& source = sources_[visit.source];
  log_warnings(source.id, visit.page.url, list.warnings);
  runs_[visit.source].entries += static_cast<std::int64_t>(list.entries.size());
  const Instant oldest = clock_.now() - source.max_age;
  for (const ListEntry& entry : list.entries) {
    // A sitemap holds the years of a site.
    if (source.kind == SourceKind::sitemap && entry.published_at && *entry.published_at < oldest)
      continue;
    const auto canonical = text::canonical_url(entry.url);
    if (!canonical) {
      spdlog::warn("{}: {}: entry left out: {}", source.id, visit.page.url,
                   canonical.error().to_string());
      continue;
    }
    const auto added = store_.add_entry(*canonical, entry, source.id, clock_.now());
    if (!added) return tl::unexpected(added.error());
  }
  return {};
}

// The next step of a list in several steps is asked for in the same tick. Of the CSRC's list it is
// the newest of what the list names, again each time that the list has changed. Of an index of
// sitemaps it is each part that changed lately (or does not say), as often as the index; others
// rest.
Status Tick::store_follow_links(const Visit& visit, const FollowLinks& follow) {
  const Source& source = sources_[visit.source];
  const bool sitemap = source.kind == SourceKind::sitemap;
  std::vector<FollowLink> links = follow.links;
  if (sitemap) {
    const Instant oldest = clock_.now() - source.max_age;
    std::erase_if(links, [&](const FollowLink& link) {
      return link.changed_at && *link.changed_at < oldest;
    });
    std::stable_sort(links.begin(), links.end(), [](const FollowLink& a, const FollowLink& b) {
      return a.changed_at.value_or(Instant{}) > b.changed_at.value_or(Instant{});
    });
  }
  links.resize(std::min(links.size(), sitemap ? kMaxParts : std::size_t{1}));
  for (const FollowLink& link : links) {
    if (Status followed = follow_link(visit, link.url); !followed) return followed;
  }
  return {};
}

Status Tick::follow_link(const Visit& visit, const std::string& url) {
  const auto canonical = text::canonical_url(url);
  if (!canonical) return {};
  const auto added =
      store_.add_page(*canonical, url, sources_[visit.source].id, "follow", clock_.now());
  if (!added) return tl::unexpected(added.error());
  if (*added) return {};
  const auto page = store_.page(*canonical);
  if (!page) return tl::unexpected(page.error());
  if (!*page || (*page)->due_at || (*page)->role != "follow") return {};
  return store_.finish_attempt((*page)->page_id, (*page)->fetched_at.value_or(clock_.now()),
                               (*page)->last_status, false, clock_.now());
}

Status Tick::store_announcements(const Visit& visit, CaptureId capture,
                                 const AnnouncementFeed& feed) {
  const Source& source = sources_[visit.source];
  log_warnings(source.id, visit.page.url, feed.warnings);
  const auto facts = recorder_->announcements(origin_of(visit, capture), feed);
  if (!facts) return tl::unexpected(facts.error());
  runs_[visit.source].facts += *facts;
  runs_[visit.source].entries += static_cast<std::int64_t>(feed.rows);
  const CivilDate today = hong_kong_day(clock_.now());
  for (const OfficialAnnouncement& posted : feed.announcements) {
    const OfficialDocument& document = posted.document;
    const bool wanted = std::find(source.documents.begin(), source.documents.end(),
                                  document.kind) != source.documents.end();
    const bool recent = document.date && days_between(*document.date, today) <= kDocumentDays;
    if (!wanted || !recent) continue;
    if (Status added = add_document_page(visit, document.url); !added) return added;
  }
  return {};
}

}  // namespace gongwatch::scheduler
