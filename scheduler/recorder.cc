#include "scheduler/recorder.h"

#include <spdlog/spdlog.h>

#include "model/names.h"
#include "parser/facts/firms.h"
#include "parser/parse_document.h"
#include "scheduler/feed_reading.h"

namespace gongwatch::scheduler {
namespace {

std::int64_t facts_of(const Decision& decision) {
  return static_cast<std::int64_t>(decision.stages.size() + decision.appointments.size() +
                                   decision.rankings.size() + decision.figures.size());
}

// A row of a list says only who sponsors: one alone, or several together.
std::vector<SponsorMention> sponsors_of(const OfficialApplication& row) {
  std::vector<SponsorMention> sponsors;
  const Role role = row.sponsors.size() == 1 ? Role::sole_sponsor : Role::joint_sponsor;
  for (const std::string& name : row.sponsors) {
    SponsorMention sponsor;
    sponsor.name = name;
    sponsor.firm = parser::facts::canonical_firm(name);
    sponsor.role = role;
    sponsor.evidence.quote = row.row_json;
    sponsors.push_back(std::move(sponsor));
  }
  return sponsors;
}

// The day on which the list says that it last changed.
std::optional<CivilDate> day_of_list(const ApplicationFeed& feed) {
  if (feed.updated_on) return feed.updated_on;
  return feed.generated_at ? std::optional(hong_kong_day(*feed.generated_at)) : std::nullopt;
}

}  // namespace

Provenance Recorder::from(const Origin& origin) const {
  return {origin.capture_id, std::nullopt, origin.source_id, clock_.now()};
}

Status Recorder::apply(const Decision& decision, const Origin& origin) {
  if (decision.empty()) return {};
  identity_news_ = identity_news_ || !decision.new_applications.empty() ||
                   !decision.new_names.empty() || !decision.hkex_links.empty();
  return store_.apply(decision, from(origin), parser::parser_version());
}

Result<tracker::RowContext> Recorder::context_of(const ApplicationFeed& feed,
                                                 const OfficialApplication& row, bool just_came,
                                                 const NamesById& names) const {
  tracker::RowContext context;
  context.sponsors = sponsors_of(row);
  if (const auto found = names.find(row.hkex_id); found != names.end()) {
    for (const auto& [language, name] : found->second) {
      if (language != feed.name.language) context.other_name = name;
    }
  }
  if (!just_came) return context;
  context.appeared_on = day_of_list(feed);
  if (!feed.name.is_active()) return context;
  for (const char* list : {"appinactive", "applisted"}) {
    const auto present = store_.is_present(row.hkex_id, list);
    if (!present) return tl::unexpected(present.error());
    if (*present) return context;
  }
  context.reopened = true;
  return context;
}

Result<std::int64_t> Recorder::row(const Origin& origin, const ApplicationFeed& feed,
                                   const OfficialApplication& row,
                                   const tracker::RowContext& context, FeedRow& now) {
  const auto decided = ledger_.decide(feed.name, row, context);
  if (!decided.application) {
    const auto first = store_.note_once(origin.source_id, "row-unattached",
                                        row.row_json.substr(0, 500), clock_.now());
    if (!first) return tl::unexpected(first.error());
    if (*first) {
      spdlog::warn("{}: {}: a row without an id fits several applications: {}", origin.source_id,
                   origin.url, row.applicant);
    }
    return std::int64_t{0};
  }
  now.application_id = *decided.application;
  if (decided.other_board) {
    const auto first = store_.note_once(origin.source_id, "board-changed",
                                        std::to_string(row.hkex_id), clock_.now());
    if (!first) return tl::unexpected(first.error());
    if (*first) {
      spdlog::warn("{}: {}: id {}: the application is known on the board \"{}\"", origin.source_id,
                   origin.url, row.hkex_id, name_of(*decided.other_board));
    }
  }
  if (Status applied = apply(decided.decision, origin); !applied) {
    return tl::unexpected(applied.error());
  }
  return facts_of(decided.decision);
}

Result<std::int64_t> Recorder::rows(const Origin& origin, const ApplicationFeed& feed,
                                    const FeedBefore& before, const NamesById& names) {
  FeedReading reading(before.rows, feed);
  std::int64_t facts = 0;
  for (const OfficialApplication& one : feed.applications) {
    const bool just_came =
        before.was_read && (one.hkex_id == 0 || reading.has_just_come(one.hkex_id, one.status));
    const auto context = context_of(feed, one, just_came, names);
    if (!context) return tl::unexpected(context.error());
    FeedRow now{0, one.hkex_id, one.row_hash, one.status, true};
    const auto recorded = row(origin, feed, one, *context, now);
    if (!recorded) return recorded;
    facts += *recorded;
    if (now.application_id != 0) reading.take(std::move(now));
  }
  reading.finish();
  const Status kept =
      store_.put_feed_rows(origin.page_id, reading.changes(), reading.rehashed(), from(origin));
  if (!kept) return tl::unexpected(kept.error());
  const auto again = alive_again(origin, feed, reading.changes());
  if (!again) return again;
  return facts + *again;
}

Result<std::int64_t> Recorder::rows_again(const Origin& origin, const ApplicationFeed& feed) {
  std::int64_t facts = 0;
  for (const OfficialApplication& one : feed.applications) {
    const auto context = context_of(feed, one, false, {});
    if (!context) return tl::unexpected(context.error());
    FeedRow now;
    const auto recorded = row(origin, feed, one, *context, now);
    if (!recorded) return recorded;
    facts += *recorded;
  }
  return facts;
}

// A row that has left the list of the ended ones and stands in one of the active ones: the active
// list may have told it first, while this one was behind.
Result<std::int64_t> Recorder::alive_again(const Origin& origin, const ApplicationFeed& feed,
                                           const std::vector<FeedRowChange>& changes) {
  std::int64_t facts = 0;
  if (feed.name.list != "appinactive") return facts;
  for (const FeedRowChange& change : changes) {
    if (change.what != FeedRowChange::What::vanished || change.row.hkex_id == 0) continue;
    OfficialApplication back;
    back.hkex_id = change.row.hkex_id;
    std::optional<ApplicationFeedName> list;
    for (const char* name : {"appactive_app", "appactive_appphip"}) {
      const auto present = store_.is_present(back.hkex_id, std::string(name) + "_");
      if (!present) return tl::unexpected(present.error());
      if (*present) list = ApplicationFeedName{name, feed.name.board, feed.name.language};
    }
    const auto ended = store_.is_present(back.hkex_id, "appinactive");
    if (!ended) return tl::unexpected(ended.error());
    if (!list || *ended) continue;
    const Decision decision = ledger_.reopen(*list, back.hkex_id, day_of_list(feed));
    if (Status applied = apply(decision, origin); !applied) {
      return tl::unexpected(applied.error());
    }
    facts += facts_of(decision);
  }
  return facts;
}

Result<std::int64_t> Recorder::announcements(const Origin& origin, const AnnouncementFeed& feed) {
  std::int64_t facts = 0;
  for (const OfficialAnnouncement& posted : feed.announcements) {
    const Decision decision = ledger_.decide(posted);
    if (Status applied = apply(decision, origin); !applied) {
      return tl::unexpected(applied.error());
    }
    facts += facts_of(decision);
  }
  return facts;
}

Result<std::int64_t> Recorder::pdf(const Origin& origin, const PdfFacts& facts) {
  const auto listed = store_.document_at(origin.url);
  if (!listed) return tl::unexpected(listed.error());
  tracker::PdfOrigin whence;
  if (*listed) {
    whence.application = (*listed)->application_id;
    whence.kind = (*listed)->kind;
  }
  whence.captured_on = hong_kong_day(origin.captured_at);
  const Decision decision = ledger_.decide(facts, whence);
  identity_news_ = identity_news_ || !decision.new_names.empty();
  const Status applied = store_.apply_document(decision, from(origin), parser::parser_version());
  if (!applied) return tl::unexpected(applied.error());
  return facts_of(decision);
}

Status Recorder::chapter(const Origin& origin, const std::string& url) {
  const auto listed = store_.document_at(origin.url);
  if (!listed) return tl::unexpected(listed.error());
  if (!*listed) return {};
  Decision decision;
  OfficialDocument document;
  document.kind = (*listed)->kind;
  document.label = "Parties involved";
  document.url = url;
  decision.documents.push_back({(*listed)->application_id, std::move(document)});
  return apply(decision, origin);
}

Result<Recorder::ArticleRecord> Recorder::article(const Origin& origin, const Document& document,
                                                  bool again) {
  const auto put = store_.put_article(origin.page_id, origin.capture_id, document,
                                      parser::parser_version(), clock_.now());
  if (!put) return tl::unexpected(put.error());
  ArticleRecord record{put->is_new, 0};
  if (!put->is_new && !again) return record;
  const Decision decision =
      ledger_.decide(document, document.date.value_or(hong_kong_day(origin.captured_at)));
  record.facts = facts_of(decision);
  const Provenance provenance{origin.capture_id, put->article_id, origin.source_id, clock_.now()};
  const Status applied = put->is_new
                             ? store_.apply(decision, provenance, parser::parser_version())
                             : store_.reapply(decision, provenance, parser::parser_version());
  if (!applied) return tl::unexpected(applied.error());
  return record;
}

}  // namespace gongwatch::scheduler
