// Asks for the addresses of a list, politely, and keeps what comes: for pages that no source names,
// and for checking what has changed. A list may be of any length: only a window of it is in memory.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "fetcher/fetcher.h"
#include "model/clock.h"
#include "model/http.h"
#include "store/store.h"
#include "store/validator_file.h"

namespace gongwatch::scheduler {

// The source of pages that no source watches.
inline constexpr const char* kListSource = "fetch";

// Where answers go, and what is known of a page beforehand.
class Keeper {
 public:
  virtual ~Keeper() = default;
  struct Known {
    Validators validators;  // what the page may be asked with
    bool gone = false;      // it ended with 410 and is not asked for again
  };
  // By the canonical URL.
  virtual Result<Known> known(const std::string& url) = 0;
  // `written` is the URL as the list has it.
  virtual Status take(const std::string& url, const std::string& written,
                      fetcher::FetchOutcome outcome) = 0;
  // Everything taken so far is durable afterwards.
  virtual Status flush() = 0;
};

// Captures into the store, a transaction for every kKeptTogether answers. A page that a source
// watches is captured as that page, and the next run reads it.
class StoreKeeper : public Keeper {
 public:
  // `at_once`: every answer is stored as it comes, for lists that are asked slowly.
  StoreKeeper(store::Store& store, fetcher::Fetcher& fetcher, const Clock& clock, bool at_once);
  Result<Known> known(const std::string& url) override;
  Status take(const std::string& url, const std::string& written,
              fetcher::FetchOutcome outcome) override;
  Status flush() override;

 private:
  struct Taken {
    std::string url, written;
    fetcher::FetchOutcome outcome;
  };
  Status keep(Taken& taken);

  store::Store& store_;
  fetcher::Fetcher& fetcher_;
  const Clock& clock_;
  std::size_t together_;
  std::vector<Taken> taken_;
  std::size_t bytes_ = 0;
  bool rest_wanted_ = false;  // by a host: what the next process must know
};

// Keeps validators, and what is gone, alone; nothing at all without a file.
class ValidatorKeeper : public Keeper {
 public:
  explicit ValidatorKeeper(store::ValidatorFile* file) : file_(file) {}
  Result<Known> known(const std::string& url) override;
  Status take(const std::string& url, const std::string& written,
              fetcher::FetchOutcome outcome) override;
  Status flush() override;

 private:
  store::ValidatorFile* file_;
};

// Different addresses of a list that are remembered, so that one that comes again is not asked.
inline constexpr std::size_t kRemembered = 65'536;

struct FetchListReport {
  struct Count {
    std::int64_t pages = 0;
    std::string example;  // the first URL; of failures with what was wrong
  };
  std::array<Count, kFetchVerdicts> by_verdict;
  std::int64_t answered = 0;
  std::int64_t failed = 0;
  std::int64_t repeated = 0;  // not asked: the list has the address, in some spelling, before
  std::int64_t ended = 0;     // not asked: gone (410) on an earlier visit
  std::int64_t bytes = 0;     // of bodies, decompressed

  Count& of(FetchVerdict verdict) { return by_verdict[static_cast<std::size_t>(verdict)]; }
};

// `next` gives one address a call, nothing at the end. `on_failure` is told of each page that was
// not fetched. An error is the keeper's: it ends the work.
using NextUrl = std::function<std::optional<std::string>()>;
using OnListProgress = std::function<void(const FetchListReport&)>;
using OnListFailure = std::function<void(const Error&)>;
Result<FetchListReport> fetch_list(const NextUrl& next, const FetchPolicy& policy, Keeper& keeper,
                                   fetcher::Fetcher& fetcher, const OnListProgress& on_progress,
                                   const OnListFailure& on_failure);

}  // namespace gongwatch::scheduler
