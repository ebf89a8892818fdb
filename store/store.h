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
#include "model/rows.h"

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
  // After every attempt: when it was, how it went, when to ask again (null: never).
  Status finish_attempt(std::int64_t page_id, Instant at, int http_status, bool failed,
                        std::optional<Instant> due_at);
  Result<Capture> capture(CaptureId id) const;

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
  // Everything the tracker needs to know: live facts only, their evidence and sponsors left empty.
  Result<std::vector<KnownIssuer>> known_issuers() const;

  // --- runs
  // ---------------------------------------------------------------------------------------------------------
  Result<std::int64_t> start_run(Instant at, std::string_view version);
  Status finish_run(std::int64_t run_id, Instant at, int exit_code,
                    const std::vector<SourceRun>& sources);

  // --- questions
  // ----------------------------------------------------------------------------------------------------
  struct ListFilter {
    std::optional<std::string> stage, board, sponsor,
        text;                               // sponsor, text: substring, case-insensitive
    std::optional<CivilDate> since, until;  // of stage_on
    int limit = 1000;
  };
  Result<std::vector<IpoRow>> list(const ListFilter& filter) const;
  // Applications that answer to this: our id ("#3"), an HKEX id, a stock code, or any name (by
  // text::name_key, then by substring). Newest first.
  Result<std::vector<IpoRow>> find(std::string_view query) const;
  Result<std::vector<IssuerName>> names(IssuerId issuer) const;
  Result<std::vector<TimelineRow>> timeline(ApplicationId application) const;  // oldest first
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
  };
  Result<std::vector<ArticleRow>> articles(ApplicationId application) const;
  Result<std::vector<SourceRun>> last_run() const;

 private:
  class Impl;
  explicit Store(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace gongwatch::store
