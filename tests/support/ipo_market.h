// A made-up Hong Kong IPO market, day by day: the files that HKEX would publish, and the truth
// behind them. The same options give the same bytes on every machine.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "model/time.h"
#include "tests/support/market_plan.h"
#include "tests/support/market_rows.h"
#include "tests/support/market_trouble.h"

namespace gongwatch::testing_support {

class IpoMarket {
 public:
  struct Options {
    int applications = 1000;  // at least; those filed before the first day included
    int days = 120;           // at least 30
    std::uint64_t seed = 1;
    CivilDate first_day{std::chrono::year{2025}, std::chrono::January, std::chrono::day{1}};
    bool yearly = false;         // app_2025_… as well
    int trouble_per_mille = 12;  // of the days of each feed; 0: none, and no file is late
  };

  explicit IpoMarket(const Options& options);
  IpoMarket(const IpoMarket&) = delete;
  IpoMarket& operator=(const IpoMarket&) = delete;

  // To the next day; called once before the first one.
  void advance();
  int day() const { return day_; }
  CivilDate date() const { return rows_.date(day_); }
  CivilDate date_of(int day) const { return rows_.date(day); }

  // "appactive_app_sehk_e.json" …; those that never exist included.
  const std::vector<std::string>& feeds() const { return names_; }
  struct Answer {
    int status = 404;  // 200, 404, 503
    std::string media_type;
    std::shared_ptr<const std::string> body;
    std::string etag;      // equal for equal bytes of one feed
    std::size_t rows = 0;  // of a whole feed
  };
  // Of the current day.
  Answer answer(std::string_view feed) const;
  // The feeds that are spoilt today.
  std::vector<std::string> troubled_feeds() const;

  const MarketPlan& truth() const { return plan_; }

 private:
  struct Feed {
    std::string list;  // appactive_app, …
    Board board = Board::main;
    bool chinese = false;
    bool exists = true;
    bool stale = true;              // a row has changed since the bytes were made
    std::set<std::size_t> members;  // applications
    std::vector<std::string_view> spans(const std::vector<std::string>& cached) const;
    std::string envelope;  // up to the first row
    std::string joined;    // the rows
    std::size_t rows = 0;  // in them
    std::shared_ptr<const std::string> body;
    int version = 0;
  };

  void add_feeds();
  void schedule(std::size_t application);
  void refresh(std::size_t application);
  bool belongs(const MarketApplication& application, const Feed& feed) const;
  const std::vector<std::string>& cache(const Feed& feed) const;
  void publish(std::size_t feed);
  Trouble trouble_of(std::size_t feed) const;

  Options options_;
  TroublePlan troubles_;
  MarketPlan plan_;
  RowWriter rows_;
  std::vector<std::string> names_;
  std::vector<Feed> feeds_;
  // Rows as of today: [0] English, [1] Chinese; of returned applications those of appreturned.
  std::array<std::vector<std::string>, 2> row_cache_;
  std::vector<std::vector<std::size_t>> changes_;  // by day: applications whose rows change
  int day_ = -1;
};

}  // namespace gongwatch::testing_support
