// What happens in a made-up market: the truth that a replay is held against. Days are numbers from
// 0, the first day of the replay; negative ones lie before it.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "model/document.h"
#include "tests/support/market_names.h"

namespace gongwatch::testing_support {

struct MarketIssuer {
  struct Version {
    NameParts parts;
    CompanyName name;
  };
  std::vector<Version> names;  // oldest first
  std::string markers;         // "", "B", "P - W"
  bool tight_marker = false;   // "…公司－B" instead of "…公司 - B" in Chinese
  bool has_twin = false;       // another issuer bears the same English name
};

struct MarketDocument {
  enum class Kind { proof, phip, announcement };
  int day = 0;
  Kind kind = Kind::proof;
  int submission = 1;  // 0: a revised version
  int number = 0;      // in the file's name
  int renumbered_on = kNever;
  int dropped_on = kNever;  // a replaced PHIP that the row no longer shows
  bool in_chinese = true;   // false: the Chinese feed shows the English file

  static constexpr int kNever = 1 << 20;
};

// For some days a name is not shown as it is.
struct NameQuirk {
  enum class What { unmarked, cut, misspelt, simplified, english_only };
  What what = What::unmarked;
  int from_day = 0, until_day = 0;  // not included
  CompanyName wrong;                // misspelt
};

// From a day on the rows of an application bear this name of its issuer.
struct Naming {
  int from_day = 0;
  std::size_t version = 0;
  bool shows_former = false;  // "(formerly known as …)"
};

// For some days a row is not there.
struct Vanishing {
  int from_day = 0, until_day = 0;  // not included
  bool in_english = true, in_chinese = true;
};

struct MarketEvent {
  Stage stage = Stage::filed;
  std::optional<int> day;  // none: no feed tells it (lapses, listings, withdrawals, rejections)
};

enum class MarketEnd { none, listed, lapsed, withdrawn, rejected, returned, unknown };

struct MarketApplication {
  std::int64_t hkex_id = 0;  // 0: returned before anything of it was posted
  std::size_t issuer = 0;
  Board board = Board::main;
  std::optional<std::size_t> previous;  // application of the same issuer
  int filed = 0;
  std::vector<MarketDocument> documents;  // by day
  MarketEnd end = MarketEnd::none;
  int end_day = MarketDocument::kNever;
  bool links_removed = false;  // once ended its documents read "#"
  std::string stock_code;      // of a listed one
  std::size_t sponsor = 0;
  std::vector<Naming> namings;  // at least one; by day
  std::vector<NameQuirk> quirks;
  std::vector<Vanishing> vanishings;
  std::vector<MarketEvent> events;  // those that some feed tells, by day

  bool has_phip_on(int day) const;  // and no new Application Proof since
  const Naming& naming_on(int day) const;
};

struct MarketPlan {
  std::vector<MarketIssuer> issuers;
  std::vector<MarketApplication> applications;  // by HKEX id
};

struct MarketScale {
  int applications = 1000;
  int days = 120;
  std::uint64_t seed = 1;
};

// clean_day: the feeds of new applicants are whole and up to date in both languages; on other days
// nobody files whose English name is another's too.
MarketPlan make_market_plan(const MarketScale& scale, const std::function<bool(int)>& clean_day);

}  // namespace gongwatch::testing_support
