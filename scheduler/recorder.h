// What was read becomes records: asks the ledger whose it is, and stores what is new with where it
// comes from. Every call runs inside the caller's transaction or one of its own.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "model/clock.h"
#include "scheduler/source_registry.h"
#include "store/store.h"
#include "tracker/ledger.h"

namespace gongwatch::scheduler {

// One captured page.
struct Origin {
  std::int64_t page_id = 0;
  CaptureId capture_id = 0;
  std::string url;  // of the page
  std::string source_id;
  Instant captured_at{};
};

// What is known of a feed before its new answer is taken over.
struct FeedBefore {
  std::vector<FeedRow> rows;  // as last read
  bool was_read = false;      // it may have been empty
};

// Names of one HKEX id in the feeds of the other languages that are read together.
using NamesById = std::map<std::int64_t, std::map<std::string, std::string>>;

class Recorder {
 public:
  Recorder(store::Store& store, tracker::Ledger& ledger, const Clock& clock)
      : store_(store), ledger_(ledger), clock_(clock) {}

  // All return the number of new facts.
  // What is missing of the rows before is recorded as vanished.
  Result<std::int64_t> rows(const Origin& origin, const ApplicationFeed& feed,
                            const FeedBefore& before, const NamesById& names);
  // Decides the rows of a captured feed again. Which rows stand in it is a matter of visits.
  Result<std::int64_t> rows_again(const Origin& origin, const ApplicationFeed& feed);
  Result<std::int64_t> announcements(const Origin& origin, const AnnouncementFeed& feed);
  Result<std::int64_t> pdf(const Origin& origin, const PdfFacts& facts);
  // A link from a document's index to its chapter.
  Status chapter(const Origin& origin, const std::string& url);

  struct ArticleRecord {
    bool is_new = false;  // false: read before by this parser
    std::int64_t facts = 0;
  };
  // `again`: facts of an article that was read before are decided anew.
  Result<ArticleRecord> article(const Origin& origin, const Document& document, bool again);

  // True once an official list has named a company or application that was not known before: then
  // stories that belonged to nobody may find their issuer.
  bool has_news_of_identity() const { return identity_news_; }

 private:
  Provenance from(const Origin& origin) const;
  Status apply(const Decision& decision, const Origin& origin);
  Result<std::int64_t> row(const Origin& origin, const ApplicationFeed& feed,
                           const OfficialApplication& row, const tracker::RowContext& context,
                           FeedRow& now);
  Result<tracker::RowContext> context_of(const ApplicationFeed& feed,
                                         const OfficialApplication& row, bool just_came,
                                         const NamesById& names) const;
  Result<std::int64_t> alive_again(const Origin& origin, const ApplicationFeed& feed,
                                   const std::vector<FeedRowChange>& changes);

  store::Store& store_;
  tracker::Ledger& ledger_;
  const Clock& clock_;
  bool identity_news_ = false;
};

}  // namespace gongwatch::scheduler
