// The SQLite store: the only place that knows SQL. Operations, not SQL strings, so that another
// database can stand behind.
//
// One process writes at a time (the scheduler holds a lock file); its connection alone checkpoints
// the WAL. Readers open read-only. Every writing call runs in the transaction of in_transaction(),
// or in one of its own (BEGIN IMMEDIATE). Errors: ErrorKind::store_unusable for a foreign, newer,
// damaged, read-only, locked or full database; message says which and what to do, context is the
// path.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/ipo.h"
#include "model/listing_entry.h"
#include "model/news.h"
#include "model/report.h"
#include "model/rows.h"
#include "text/search_words.h"

namespace gongwatch::store {

// PRAGMA application_id: "GONG".
inline constexpr std::int32_t kApplicationId = 0x474F4E47;
// PRAGMA user_version after all migrations.
int schema_version();

struct OpenOptions {
  bool read_only = false;
  // Upper bound of the database file in bytes; 0: none. A write that needs more fails as on a full
  // disk.
  std::uint64_t max_bytes = 0;
  // Everything answers as it was known at this time (read_only only): rows known later do not
  // exist, what was superseded, filled, merged or moved later is not yet. All questions and sql().
  std::optional<Instant> as_of{};
};

class Store {
 public:
  // Creates the file (and its folder) unless read_only; runs missing migrations after a backup
  // (<path>.v<N>.bak).
  static Result<Store> open(const std::string& path, const OpenOptions& options = {});
  Store(Store&&) noexcept;
  Store& operator=(Store&&) noexcept;
  ~Store();

  // Commits if `work` succeeds, rolls back otherwise. Does not nest. A writing call that fails
  // inside dooms the transaction: even if `work` forgives it, everything is rolled back and that
  // first error is returned.
  Status in_transaction(const std::function<Status()>& work);

  // Makes the rows of the view `ipo` anew about which something was written; else whoever asks has
  // to work them out. The destructor of a writing store does it.
  Status refresh();

  // --- pages and captures
  // -------------------------------------------------------------------------------------------
  Result<std::optional<PageState>> page(std::string_view canonical_url) const;
  // Pages of a source that are due at `now`, oldest due first.
  Result<std::vector<PageState>> due_pages(std::string_view source_id, std::string_view role,
                                           Instant now, int limit) const;
  // Makes the page known (due at once) if it is new; its source and role stay as first seen.
  // Returns true if it was new.
  Result<bool> add_page(std::string_view canonical_url, std::string_view original_url,
                        std::string_view source_id, std::string_view role, Instant now);
  // Keeps the bytes (content-addressed by SHA-256, zstd) and remembers validators. Idempotent for
  // equal bytes: a body equal to the page's newest capture makes no new capture. Returns the
  // capture and whether it is new.
  struct PutCapture {
    CaptureId capture_id;
    bool is_new;
  };
  Result<PutCapture> put_capture(std::int64_t page_id, const Capture& capture,
                                 const Validators& validators);
  // Of bytes that were put without, once they are read.
  Status put_validators(std::int64_t page_id, const Validators& validators);
  // After every attempt: when it was, how it went, when to ask again (null: never).
  Status finish_attempt(std::int64_t page_id, Instant at, int http_status, bool failed,
                        std::optional<Instant> due_at);
  // How its last request ended, and where permanent redirects led; finish_attempt says the rest.
  Status note_verdict(std::int64_t page_id, FetchVerdict verdict, std::string_view moved_to);
  Result<Capture> capture(CaptureId id) const;
  // When a page gave new bytes, newest first.
  Result<std::vector<Instant>> change_times(std::int64_t page_id, int limit) const;
  // The earliest due time of any page of these sources; nothing if none is ever due.
  Result<std::optional<Instant>> next_due(const std::vector<std::string>& source_ids) const;
  // Pages of the source that are due later than `limit` were dated by a wrong clock: they are due
  // at `now`.
  Result<int> mend_due_times(std::string_view source_id, Instant now, Instant limit);
  // An entry of a source's list becomes an article to ask for, unless it is one that is known: by
  // its canonical URL, by its id under the same title, or by place (host and path), title and
  // time. True if it is new.
  Result<bool> add_entry(std::string_view canonical_url, const ListEntry& entry,
                         std::string_view source_id, Instant now);
  // The day that a list gave the page, if any did: what a page without a day of its own is read by.
  Result<std::optional<Instant>> listed_at(std::int64_t page_id) const;
  // As add_entry, of a list of years gone by: what is new by it alone tells nothing of how the
  // source fares today. `listed_on` is the list's own day.
  Result<bool> add_archive_entry(std::string_view canonical_url, const ListEntry& entry,
                                 std::string_view source_id, std::optional<CivilDate> listed_on,
                                 Instant now);
  // How far a period (a day, month, year or range) of a source's older lists was read.
  struct ArchiveProgress {
    int next_page = 1;
    std::int64_t entries = 0;
    std::optional<CivilDate> reached{};  // the oldest day seen
    bool done = false;
  };
  Result<ArchiveProgress> archive_progress(std::string_view source_id, std::string_view archive,
                                           std::string_view period) const;
  // The periods of it that were read to the end.
  Result<std::vector<std::string>> archive_done(std::string_view source_id,
                                                std::string_view archive) const;
  Status put_archive_progress(std::string_view source_id, std::string_view archive,
                              std::string_view period, const ArchiveProgress& progress,
                              Instant now);
  // The newest capture of each page that has one, by time of capture; for reading everything again.
  struct PageCapture {
    std::int64_t page_id;
    CaptureId capture_id;
    std::string url, source_id, role;
    Instant captured_at;
  };
  Result<std::vector<PageCapture>> newest_captures() const;
  // A capture from an archive: equal bytes of the page are kept once, and one that is older than
  // the page's newest does not take its place.
  Result<PutCapture> put_archived(std::int64_t page_id, const Capture& capture);
  // Of one source, or of all ("" ); oldest first.
  Result<std::vector<CaptureId>> capture_ids(std::string_view source_id) const;
  // Captures that nothing refers to: neither the newest of their page nor the proof of anything.
  struct Unused {
    std::int64_t captures = 0;
    std::int64_t bytes = 0;  // compressed
  };
  Result<Unused> unused_captures() const;
  Result<std::int64_t> drop_unused_captures();
  // Rebuilds the file without what was dropped; needs as much room again for a while.
  Status give_back_space();
  // Keeps a correction of a person as a capture of its own (source "correction"), so that what it
  // changes has its evidence.
  Result<CaptureId> put_correction(std::string_view text, Instant now);

  // --- hosts
  // ----------------------------------------------------------------------------------------------------------
  // What was kept of hosts and holds at `now`; robots.txt for a day.
  Result<FetchMemory> fetch_memory(Instant now) const;
  // Adds to it; what holds no more goes.
  Status put_fetch_memory(const FetchMemory& memory, Instant now);

  // --- rows of official feeds
  // -----------------------------------------------------------------------------------------
  // Every row that a feed (a page) has ever held, as last read.
  Result<std::vector<FeedRow>> feed_rows(std::int64_t page_id) const;
  // Records what became of rows (append-only, views `feed_event` and `change`), and takes over the
  // new hashes of rows whose bytes changed without any of that. Rows are told apart by HKEX id,
  // those without one by application.
  Status put_feed_rows(std::int64_t page_id, const std::vector<FeedRowChange>& changes,
                       const std::vector<FeedRow>& rehashed, const Provenance& provenance);
  // Whether a row of this HKEX id is present in any feed whose file name contains `list`.
  Result<bool> is_present(std::int64_t hkex_id, std::string_view list) const;
  // True the first time that this is noted of a source: for warnings that are given once.
  Result<bool> note_once(std::string_view source_id, std::string_view code, std::string_view key,
                         Instant now);

  // --- official documents
  // ---------------------------------------------------------------------------------------------
  // Documents of these kinds (PDF only) that no page stands for yet, of applications that have not
  // ended; newest first. Of two languages of one document (same application, kind and day) only the
  // English one.
  struct DocumentRef {
    ApplicationId application_id;
    OfficialDocumentKind kind;
    std::string url;
  };
  Result<std::vector<DocumentRef>> documents_to_ask(const std::vector<OfficialDocumentKind>& kinds,
                                                    int limit) const;
  // The document with this URL; nothing if no application has it.
  Result<std::optional<DocumentRef>> document_at(std::string_view url) const;

  // --- articles and facts
  // -------------------------------------------------------------------------------------------
  struct PutArticle {
    ArticleId article_id;
    bool is_new;  // false: the same capture was read by the same parser before; nothing was written
  };
  // An older article of the same page, and its facts, are marked superseded at `now`, never
  // deleted.
  Result<PutArticle> put_article(std::int64_t page_id, CaptureId capture_id,
                                 const Document& document, std::string_view parser_version,
                                 Instant now);
  Status apply(const Decision& decision, const Provenance& provenance,
               std::string_view parser_version);
  // As apply, for facts of an article that was read before (provenance.article_id) and decided
  // anew: live facts of the article that the decision tells again (attachment included) stay as
  // they are with their known_at, others are superseded, and only what is new is written.
  Status reapply(const Decision& decision, const Provenance& provenance,
                 std::string_view parser_version);
  // As reapply, for the appointments, stages, figures and closes read from an official PDF: those
  // of the same document (page) that are told again stay, others are superseded.
  Status apply_document(const Decision& decision, const Provenance& provenance,
                        std::string_view parser_version);
  // Live articles with a fact that belongs to no application, newest first.
  Result<std::vector<PageCapture>> unattached_articles(int limit) const;
  // What was read of the source's pages that were captured before this capture, each page once as
  // it was then; newest first. Later captures, and those that arrive later, change nothing.
  struct EarlierArticle {
    std::string url, title, text, fingerprint;
    std::vector<std::string> removed;
  };
  Result<std::vector<EarlierArticle>> earlier_articles(CaptureId capture, std::size_t limit) const;
  // Everything the tracker needs to know: live facts only, their evidence and sponsors left empty.
  Result<std::vector<KnownIssuer>> known_issuers() const;

  // --- runs
  // ---------------------------------------------------------------------------------------------------------
  Result<std::int64_t> start_run(Instant at, std::string_view version);
  Status finish_run(std::int64_t run_id, Instant at, int exit_code,
                    const std::vector<SourceRun>& sources);

  // --- health
  // -------------------------------------------------------------------------------------------------------
  Result<std::vector<AlarmRow>> open_alarms() const;
  // Opens an episode unless one of that source and kind is open. True if it did.
  Result<bool> begin_alarm(const AlarmRow& alarm);
  Status end_alarm(std::int64_t alarm_id, Instant at);
  // Whether the last attempt at the page failed and another is to come.
  Result<bool> is_failing(std::string_view canonical_url) const;
  // Of the source's live articles, the newest `take` behind the newest `skip`.
  Result<FieldFill> field_fill(std::string_view source_id, int skip, int take) const;
  // When pages of that role of a source gave new bytes, newest first.
  Result<std::vector<Instant>> news_times(std::string_view source_id, std::string_view role,
                                          int limit) const;

  // --- questions
  // ----------------------------------------------------------------------------------------------------
  struct ListFilter {
    std::optional<std::string> stage, board, sponsor,
        text;                               // sponsor, text: substring, case-insensitive
    std::optional<CivilDate> since, until;  // of stage_on
    std::optional<Instant> changed_since;   // something about it (view `change`)
    std::string sort;  // a column of the view `ipo`, with ":desc" behind it; empty: newest first
    int limit = 1000;
  };
  // Errors: invalid_argument for a column that `ipo` does not have.
  Result<std::vector<IpoRow>> list(const ListFilter& filter) const;
  // These columns of the view `ipo` for these applications, in that order; nothing but nulls for
  // one that `ipo` does not have (any more).
  Result<std::vector<std::vector<std::optional<std::string>>>> columns_of(
      const std::vector<ApplicationId>& applications,
      const std::vector<std::string>& columns) const;
  // What the view `change` has of these applications since then, each once, newest first. What is
  // about an issuer (a name) counts for each of its applications.
  struct ChangeRow {
    ApplicationId application_id = 0;
    std::string changed_at, what, value, source;
  };
  Result<std::vector<ChangeRow>> changes(Instant since,
                                         const std::vector<ApplicationId>& applications) const;
  // Applications that answer to this: our id ("#3"), an HKEX id, a stock code, or any name (by
  // text::name_key, then by substring). Newest first.
  Result<std::vector<IpoRow>> find(std::string_view query) const;
  Result<std::vector<IssuerName>> names(IssuerId issuer) const;
  Result<std::vector<TimelineRow>> timeline(ApplicationId application) const;  // oldest first
  // Who tells each stage, in the order of stages; of one stage, what was captured first comes
  // first.
  Result<std::vector<WitnessRow>> witnesses(ApplicationId application) const;
  Result<std::vector<ConflictRow>> conflicts(ApplicationId application) const;
  // Live facts of all kinds with their proof, in the order stages, sponsors, rankings, figures.
  Result<std::vector<FactRow>> facts(ApplicationId application) const;
  Result<std::vector<OfficialDocument>> documents(ApplicationId application) const;
  // Articles whose facts are attached to the application (superseded ones left out): url, title,
  // removed blocks.
  struct ArticleRow {
    ArticleId article_id;
    std::string url, title, source_id, language;
    std::optional<std::string> published_at;
    std::vector<RemovedBlock> removed;
    std::vector<Warning> warnings;  // without the offsets of their evidence
  };
  Result<std::vector<ArticleRow>> articles(ApplicationId application) const;
  // All applications with all that is told of them, and what changed in the last `change_days`
  // days: one snapshot for `gongwatch report`.
  Result<Report> report(int change_days) const;
  // Articles whose title and text hold what was asked for, newest first (by the time they were
  // published), or the most telling first.
  struct SearchFilter {
    std::optional<std::string> source;  // id
    std::vector<IssuerId> issuers;      // articles with a fact of one of these; empty: all
    std::optional<CivilDate> since, until;
    bool ranked = false;
    int limit = 20;
  };
  struct SearchHit {
    ArticleId article_id = 0;
    Instant at{};  // when it was published, as far as is known
    std::string url, title, source_id, language, text;
    double score = 0;  // of a ranked search
    std::vector<ApplicationId> applications;
  };
  Result<std::vector<SearchHit>> search(const text::SearchQuery& query,
                                        const SearchFilter& filter) const;
  // The applications of issuers that have a name which holds what was asked for, newest first.
  Result<std::vector<IpoRow>> named(const text::SearchQuery& query, int limit) const;
  // Articles that are not in the index yet, as an older version kept them; and the next of them.
  Result<std::int64_t> search_pending() const;
  Result<int> index_pending(int limit);
  Result<std::vector<SourceRun>> last_run() const;
  // Changes as a person counts them, newest first: each stage, sponsor, last day of an offer and
  // stock code once, however many sources tell it; a stage of which nothing is left, too. Oldest
  // first: what became known at one moment stays together, even beyond the limit, so that the next
  // page is asked with `after`.
  struct NewsFilter {
    Instant since{};                 // changed_at, this moment included
    std::optional<Instant> after{};  // this moment not included
    int limit = 1000;
    bool oldest_first = false;
  };
  Result<std::vector<NewsRow>> news(const NewsFilter& filter) const;
  // First days of dealings, last days of offers, days on which applications lapse; oldest first.
  Result<std::vector<CalendarRow>> calendar(std::optional<CivilDate> since, int limit) const;
  // One SELECT (or EXPLAIN, PRAGMA table_info, WITH …) by a person, on a read-only connection.
  // Errors: invalid_argument with SQLite's words for a statement that is wrong, writes, or is not
  // alone.
  struct SqlAnswer {
    std::vector<std::string> columns;
    std::vector<std::vector<std::optional<std::string>>> rows;
    std::vector<bool> numeric;  // a column's values are numbers, or none
  };
  Result<SqlAnswer> sql(std::string_view statement) const;
  // Names of the views with their columns: what sql() can be asked.
  Result<std::vector<std::pair<std::string, std::string>>> views() const;

 private:
  friend class Outbox;  // followed issuers and messages: store/outbox.h
  class Impl;
  explicit Store(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace gongwatch::store
