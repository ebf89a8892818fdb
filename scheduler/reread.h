// Captures are read again: by a newer parser, or because more is known by now.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "model/clock.h"
#include "scheduler/pdf_text.h"
#include "scheduler/recorder.h"
#include "scheduler/source_registry.h"

namespace gongwatch::scheduler {

struct ArticleBytes {
  CaptureId capture_id = 0;
  std::string_view url;  // final
  std::string_view media_type;
  std::string_view body;
  Instant captured_at;
  std::function<bool()> should_stop = {};  // asked while it is read; then the error is `cancelled`
};

// How much of an official PDF is read.
PdfLimits limits_for(const std::optional<store::Store::DocumentRef>& listed);

// Bounded in time: a page that needs longer is no news. One without a day of its own is read by the
// day that its list gave, else by that of its capture. What the source's earlier pages repeat is
// left out.
Result<Document> read_article(const store::Store& store, const Source& source, std::int64_t page_id,
                              const ArticleBytes& bytes);

// Decides the facts of one captured article anew; a fact that is told again stays as it is.
Result<Recorder::ArticleRecord> reread_article(store::Store& store, Recorder& recorder,
                                               const Source& source,
                                               const store::Store::PageCapture& page);

// How far a reading has come: the last capture that was looked at, in the order of reading.
struct RereadPlace {
  std::string role;  // "list", "document", "article"; empty: none was yet
  Instant captured_at;
  CaptureId capture_id = 0;
};

struct RereadReport {
  std::int64_t captures = 0;
  std::int64_t articles = 0;   // of them, read by this parser for the first time
  std::int64_t documents = 0;  // PDFs
  std::int64_t lists = 0;
  std::int64_t facts = 0;     // decided; those that were told before have stayed as they were
  std::int64_t failures = 0;  // captures that cannot be read; what was read of them before stays
  bool interrupted = false;
  RereadPlace place;
};

// The newest capture of every page of these sources, lists first, each in a transaction of its own.
// Corrections by people stay in force; what was read before stays if it is interrupted, and a
// repetition comes to the same. `progress` is told how many captures of how many were looked at,
// and up to which; those up to `from` are passed over. Errors are the store's.
using RereadProgress =
    std::function<void(std::int64_t done, std::int64_t of, const RereadPlace& place)>;
Result<RereadReport> reread_all(const std::vector<Source>& sources, store::Store& store,
                                const Clock& clock, const std::function<bool()>& should_stop,
                                const RereadProgress& progress = {}, const RereadPlace& from = {});

}  // namespace gongwatch::scheduler
