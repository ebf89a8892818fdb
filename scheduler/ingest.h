// Pages that come from files and archives instead of the network.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/clock.h"
#include "scheduler/recorder.h"
#include "scheduler/source_registry.h"

namespace gongwatch::scheduler {

struct IngestReport {
  std::int64_t records = 0;   // offered
  std::int64_t captured = 0;  // new bytes kept
  std::int64_t known = 0;     // kept before
  std::int64_t articles = 0;  // read
  std::int64_t facts = 0;
  std::int64_t skipped = 0;  // of no source, no answer 200, or not readable
};

// Keeps pages one by one, each in a transaction of its own, and reads those that are articles. Such
// a page is never asked for over the network by itself. Lists are kept; `reparse` reads
// those of official sources, and nobody those of others.
class Ingest {
 public:
  // All must outlive it.
  Ingest(const std::vector<Source>& sources, store::Store& store, const Clock& clock)
      : sources_(sources), store_(store), clock_(clock) {}
  // Reads what the store knows; call once, first.
  Status begin();

  // `capture.source_id` names the source; "": the one whose address has the same host. Says why the
  // page was left out: unsupported (of no source, or no page), http_status, or what stopped the
  // reading. Errors are the store's.
  Result<std::optional<Error>> add(Capture capture);
  const IngestReport& report() const { return report_; }
  void skip() { ++report_.skipped; }

 private:
  const Source* source_of(const Capture& capture) const;

  const std::vector<Source>& sources_;
  store::Store& store_;
  const Clock& clock_;
  std::optional<tracker::Ledger> ledger_;
  std::optional<Recorder> recorder_;
  IngestReport report_;
};

}  // namespace gongwatch::scheduler
