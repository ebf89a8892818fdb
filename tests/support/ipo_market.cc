#include "tests/support/ipo_market.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace gongwatch::testing_support {
namespace {

constexpr std::array<std::string_view, 5> kLists{"appactive_app", "appactive_appphip",
                                                 "appinactive", "applisted", "appreturned"};
constexpr std::size_t kFeedsOfNewcomers = 2;  // appactive_app_sehk_e and _c come first
constexpr std::size_t kRowsToShrink = 20;     // of fewer rows half may go in a day by itself

std::size_t feed_count(bool yearly) { return kLists.size() * 4 + (yearly ? 4 : 0); }

bool vanished(const MarketApplication& application, int day, bool chinese) {
  return std::any_of(application.vanishings.begin(), application.vanishings.end(),
                     [&](const Vanishing& vanishing) {
                       const bool here = chinese ? vanishing.in_chinese : vanishing.in_english;
                       return here && vanishing.from_day <= day && day < vanishing.until_day;
                     });
}

}  // namespace

IpoMarket::IpoMarket(const Options& options)
    : options_(options),
      troubles_(feed_count(options.yearly), {options.trouble_per_mille == 0 ? 0 : options.days,
                                             options.seed, options.trouble_per_mille}),
      plan_(make_market_plan({options.applications, options.days, options.seed},
                             [this](int day) {
                               for (std::size_t feed = 0; feed < kFeedsOfNewcomers; ++feed) {
                                 if (troubles_.on(feed, day) != Trouble::none ||
                                     troubles_.is_late(feed, day))
                                   return false;
                               }
                               return true;
                             })),
      rows_{plan_, options.first_day},
      changes_(static_cast<std::size_t>(options.days)) {
  add_feeds();
  for (auto& cache : row_cache_) cache.resize(plan_.applications.size());
  for (std::size_t i = 0; i < plan_.applications.size(); ++i) schedule(i);
}

void IpoMarket::add_feeds() {
  const auto add = [this](std::string_view list, Board board) {
    for (const bool chinese : {false, true}) {
      Feed feed;
      feed.list = list;
      feed.board = board;
      feed.chinese = chinese;
      // Returned applications and PHIPs of GEM have no list of their own here.
      feed.exists = board == Board::main || (list != "appreturned" && list != "appactive_appphip");
      names_.push_back(fmt::format("{}_{}_{}.json", list, board == Board::gem ? "gem" : "sehk",
                                   chinese ? "c" : "e"));
      feeds_.push_back(std::move(feed));
    }
  };
  for (const Board board : {Board::main, Board::gem}) {
    for (const std::string_view list : kLists) add(list, board);
  }
  if (!options_.yearly) return;
  const int year = static_cast<int>(options_.first_day.year());
  for (const Board board : {Board::main, Board::gem}) add(fmt::format("app_{}", year), board);
}

// Notes the days on which something about the application's rows changes.
void IpoMarket::schedule(std::size_t application) {
  const MarketApplication& of = plan_.applications[application];
  std::vector<int> days{of.documents.empty() ? of.end_day : of.filed, of.end_day};
  for (const auto& document : of.documents) {
    days.insert(days.end(), {document.day, document.renumbered_on, document.dropped_on});
  }
  for (const auto& quirk : of.quirks) days.insert(days.end(), {quirk.from_day, quirk.until_day});
  for (const auto& gap : of.vanishings) days.insert(days.end(), {gap.from_day, gap.until_day});
  for (const auto& naming : of.namings) days.push_back(naming.from_day);
  for (int& day : days) day = std::max(0, day);
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());
  for (const int day : days) {
    if (day < options_.days) changes_[static_cast<std::size_t>(day)].push_back(application);
  }
}

bool IpoMarket::belongs(const MarketApplication& application, const Feed& feed) const {
  if (application.board != feed.board || application.filed > day_ ||
      vanished(application, day_, feed.chinese))
    return false;
  const bool over = application.end_day <= day_;
  const bool posted = !application.documents.empty();
  if (feed.list == "appreturned") return over && application.end == MarketEnd::returned;
  if (!posted || (over && application.end == MarketEnd::returned)) return false;
  if (feed.list.starts_with("app_"))
    return rows_.date(application.filed).year() == options_.first_day.year();
  if (feed.list == "applisted") return over && application.end == MarketEnd::listed;
  if (feed.list == "appinactive") return over && application.end != MarketEnd::listed;
  const bool phip = application.has_phip_on(day_) && application.board == Board::main;
  return !over && phip == (feed.list == "appactive_appphip");
}

void IpoMarket::refresh(std::size_t application) {
  const MarketApplication& of = plan_.applications[application];
  const bool returned = of.end == MarketEnd::returned && of.end_day <= day_;
  for (const bool chinese : {false, true}) {
    row_cache_[chinese ? 1 : 0][application] =
        returned ? rows_.returned_row(of, day_, chinese) : rows_.row(of, day_, chinese);
  }
  for (Feed& feed : feeds_) {
    if (!feed.exists || feed.board != of.board) continue;
    const bool was = feed.members.count(application) > 0;
    const bool is = belongs(of, feed);
    if (is && !was) feed.members.insert(application);
    if (!is && was) feed.members.erase(application);
    feed.stale = feed.stale || is || was;
  }
}

const std::vector<std::string>& IpoMarket::cache(const Feed& feed) const {
  return row_cache_[feed.chinese ? 1 : 0];
}

std::vector<std::string_view> IpoMarket::Feed::spans(const std::vector<std::string>& cached) const {
  std::vector<std::string_view> found;
  for (auto member = members.rbegin(); member != members.rend(); ++member)
    found.emplace_back(cached[*member]);
  return found;
}

void IpoMarket::publish(std::size_t at) {
  Feed& feed = feeds_[at];
  feed.stale = false;
  std::string joined;
  for (const std::string_view row : feed.spans(cache(feed))) {
    if (!joined.empty()) joined += ',';
    joined += row;
  }
  if (feed.body && joined == feed.joined) return;
  feed.joined = std::move(joined);
  feed.rows = feed.members.size();
  const auto made = start_of_hong_kong_day(date()) + std::chrono::hours{16};
  feed.envelope = fmt::format(R"({{"genDate":"{}","uDate":"{}","app":[)",
                              made.time_since_epoch().count() * 1000 + static_cast<int>(at),
                              day_month_year(date()));
  feed.body = std::make_shared<const std::string>(feed.envelope + feed.joined + "]}\n");
  ++feed.version;
}

void IpoMarket::advance() {
  ++day_;
  for (const std::size_t application : changes_[static_cast<std::size_t>(day_)])
    refresh(application);
  for (std::size_t i = 0; i < feeds_.size(); ++i) {
    if (feeds_[i].exists && feeds_[i].stale && !troubles_.is_late(i, day_)) publish(i);
  }
}

Trouble IpoMarket::trouble_of(std::size_t at) const {
  const Feed& feed = feeds_[at];
  const Trouble planned = troubles_.on(at, day_);
  if (!feed.exists) return Trouble::none;
  if (planned == Trouble::shrunk && feed.members.size() < kRowsToShrink) return Trouble::cut;
  // A list that never held a row may stay empty.
  if (planned == Trouble::emptied && feed.members.size() < 2) return Trouble::cut;
  return planned;
}

IpoMarket::Answer IpoMarket::answer(std::string_view name) const {
  const auto found = std::find(names_.begin(), names_.end(), name);
  if (found == names_.end()) return {};
  const auto at = static_cast<std::size_t>(found - names_.begin());
  const Feed& feed = feeds_[at];
  if (!feed.exists) return {};
  const Trouble trouble = trouble_of(at);
  if (trouble == Trouble::none)
    return {200, "application/json", feed.body, fmt::format("\"{}-{}\"", at, feed.version),
            feed.rows};
  if (trouble == Trouble::unavailable) {
    return {503, "text/plain", std::make_shared<const std::string>("try again later\n"), "", 0};
  }
  auto body = std::make_shared<const std::string>(
      spoilt_body(trouble, *feed.body, feed.envelope, feed.spans(cache(feed))));
  return {200, trouble == Trouble::challenge ? "text/html" : "application/json", std::move(body),
          fmt::format("\"{}-spoilt-{}\"", at, day_), 0};
}

std::vector<std::string> IpoMarket::troubled_feeds() const {
  std::vector<std::string> found;
  for (std::size_t i = 0; i < feeds_.size(); ++i) {
    if (trouble_of(i) != Trouble::none) found.push_back(names_[i]);
  }
  return found;
}

}  // namespace gongwatch::testing_support
