#include "tests/support/market_plan.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

#include "tests/support/market_lives.h"

namespace gongwatch::testing_support {
namespace {

constexpr int kBefore = 220;      // days before the replay in which applications were filed
constexpr int kLongestChain = 4;  // applications of one issuer
constexpr int kFirstHkexId = 105'000;
constexpr int kResidents = 5;

class Planner {
 public:
  Planner(const MarketScale& scale, const std::function<bool(int)>& clean_day)
      : scale_(scale), clean_day_(clean_day), random_(scale.seed), lives_(scale.days) {}

  MarketPlan plan() {
    add_residents();
    while (plan_.applications.size() < static_cast<std::size_t>(scale_.applications)) add_chain();
    give_ids();
    for (MarketApplication& application : plan_.applications) lives_.tell(application);
    return std::move(plan_);
  }

 private:
  // Some stay where they are all the time: a list of a few rows would else run empty, which is an
  // alarm of its own.
  void add_residents() {
    for (int i = 0; i < kResidents; ++i) {
      for (const Board board : {Board::gem, Board::main}) {
        MarketApplication application;
        application.issuer = new_issuer();
        application.board = board;
        application.filed = -100 - i;
        application.namings.push_back({application.filed, 0, false});
        lives_.stay(application, board == Board::main, random_);
        plan_.applications.push_back(std::move(application));
      }
    }
  }

  // One company with its filings, one behind the other.
  void add_chain() {
    const std::size_t issuer = new_issuer();
    int filed = first_filing(plan_.issuers[issuer].has_twin);
    const Board board = random_.chance(40) ? Board::gem : Board::main;
    std::optional<std::size_t> previous;
    bool renamed = false;
    for (int place = 0; place < kLongestChain; ++place) {
      MarketApplication application;
      application.issuer = issuer;
      application.board = board;
      application.filed = filed;
      application.previous = previous;
      application.sponsor = random_.below(1000);
      application.namings.push_back({filed, plan_.issuers[issuer].names.size() - 1, renamed});
      live(application);
      // Nobody ever saw its id.
      if (application.end == MarketEnd::returned && application.end_day <= 0)
        application.documents.clear();
      add_quirks(application);
      previous = plan_.applications.size();
      const auto again = lives_.filed_again(application, random_);
      plan_.applications.push_back(std::move(application));
      if (!again || *again > lives_.last_day() - 3 || plan_.issuers[issuer].has_twin) return;
      filed = *again;
      renamed = random_.chance(120);
      if (renamed) rename(issuer);
    }
  }

  // Returned rows have no id: of two companies with one English name nobody could tell whose it is.
  void live(MarketApplication& application) {
    const bool has_twin = plan_.issuers[application.issuer].has_twin;
    do {
      application.documents.clear();
      lives_.live(application, random_);
    } while (has_twin && application.end == MarketEnd::returned);
  }

  int first_filing(bool has_twin) {
    const int last = lives_.last_day() - 3;
    if (!has_twin) return lives_.working_day(random_.between(-kBefore, last), random_);
    if (twin_day_) return *std::exchange(twin_day_, std::nullopt);
    // Only rows that come in both languages at once can tell the two apart.
    while (true) {
      const int day = random_.between(-kBefore, last);
      if (is_clean(day)) return day;
    }
  }

  bool is_clean(int day) const { return day <= 0 || clean_day_(day); }

  std::size_t new_issuer() {
    MarketIssuer issuer;
    NameParts parts;
    const auto kind = random_.between(1, 1000);
    const bool near = kind <= 90 && !plan_.issuers.empty();
    bool named = false;
    if (near) {
      const std::size_t other = random_.below(plan_.issuers.size());
      // Twins are rare: one in a thousand names.
      const Nearness nearness = kind <= 30   ? Nearness::one_apart
                                : kind <= 60 ? Nearness::shared_start
                                : kind <= 88 ? Nearness::parent_child
                                             : Nearness::twin;
      named = nearness == Nearness::twin ? name_twin(other, parts, issuer)
                                         : name_near(other, nearness, parts);
    }
    if (!named) parts = names_.fresh(random_);
    static constexpr std::array<std::string_view, 7> kMarkers{"B",     "B", "W", "P",
                                                              "P - W", "S", "Z"};
    if (random_.chance(150)) issuer.markers = kMarkers[random_.below(kMarkers.size())];
    issuer.tight_marker = random_.chance(500);
    issuer.names.push_back({parts, compose(parts)});
    plan_.issuers.push_back(std::move(issuer));
    return plan_.issuers.size() - 1;
  }

  bool name_near(std::size_t other, Nearness nearness, NameParts& parts) {
    const auto near = names_.near_to(plan_.issuers[other].names.front().parts, nearness, random_);
    if (near) parts = *near;
    return near.has_value();
  }

  // Rows with one English name. If their Chinese names are all but equal too, only that the other
  // application is young and alive shows that this is no second one of the same company.
  bool name_twin(std::size_t other, NameParts& parts, MarketIssuer& issuer) {
    MarketApplication* model = simple_application(other);
    if (model == nullptr) return false;
    const auto close_day = random_.chance(500) ? day_beside(*model) : std::nullopt;
    if (!name_near(other, close_day ? Nearness::close_twin : Nearness::twin, parts)) return false;
    twin_day_ = close_day;
    plan_.issuers[other].has_twin = issuer.has_twin = true;
    model->quirks.clear();
    model->vanishings.clear();
    return true;
  }

  // The one application of an issuer whose own story is simple, so that the two names are all there
  // is to it.
  MarketApplication* simple_application(std::size_t issuer) {
    MarketApplication* only = nullptr;
    for (MarketApplication& application : plan_.applications) {
      if (application.issuer != issuer) continue;
      if (only != nullptr) return nullptr;
      only = &application;
    }
    const bool simple = only != nullptr && is_clean(only->filed) &&
                        only->end != MarketEnd::returned && !plan_.issuers[issuer].has_twin &&
                        plan_.issuers[issuer].names.size() == 1;
    return simple ? only : nullptr;
  }

  // A day on which somebody may file while that application is young and alive.
  std::optional<int> day_beside(const MarketApplication& model) {
    const int day = model.filed + random_.between(2, 60);
    const bool fits =
        is_clean(day) && day <= lives_.last_day() - 3 && std::max(day, 0) < model.end_day - 1;
    return fits ? std::optional(day) : std::nullopt;
  }

  void rename(std::size_t issuer) {
    const NameParts parts = names_.renamed(plan_.issuers[issuer].names.back().parts, random_);
    plan_.issuers[issuer].names.push_back({parts, compose(parts)});
  }

  void add_quirk(MarketApplication& application, NameQuirk::What what, int days) {
    application.quirks.push_back({what, application.filed, application.filed + days, {}});
  }

  void add_quirks(MarketApplication& application) {
    const MarketIssuer& issuer = plan_.issuers[application.issuer];
    if (application.documents.empty()) {  // its two rows have nothing but their name in common
      add_quirk(application, NameQuirk::What::english_only, MarketDocument::kNever);
      return;
    }
    if (!issuer.markers.empty() && random_.chance(300)) {
      // Added a day later, or dropped some day.
      NameQuirk quirk{NameQuirk::What::unmarked, application.filed, application.filed + 1, {}};
      if (random_.chance(500)) {
        quirk.from_day = application.filed + random_.between(1, 30);
        quirk.until_day = MarketDocument::kNever;
      }
      application.quirks.push_back(quirk);
    }
    if (issuer.has_twin) return;
    lives_.vanish(application, random_);
    misspell(application);
    if (random_.chance(30)) {
      add_quirk(application, NameQuirk::What::simplified, some_days());
    } else if (random_.chance(40)) {
      add_quirk(application, NameQuirk::What::english_only, some_days());
    }
    const int day = application.filed + random_.between(10, 90);
    if (random_.chance(15) && day < lives_.last_day() && day < application.end_day - 2) {
      rename(application.issuer);
      // Without the remark somebody must have seen the old name.
      const bool shows_former = day < 3 || random_.chance(700);
      application.namings.push_back(
          {day, plan_.issuers[application.issuer].names.size() - 1, shows_former});
    }
  }

  int some_days() { return random_.chance(300) ? random_.between(1, 10) : MarketDocument::kNever; }

  void misspell(MarketApplication& application) {
    if (random_.chance(15)) {
      add_quirk(application, NameQuirk::What::cut, random_.between(1, 4));
    } else if (random_.chance(15)) {
      const auto& names = plan_.issuers[application.issuer].names;
      auto wrong = names_.misspelt(names[application.namings.front().version].parts, random_);
      if (!wrong) return;
      add_quirk(application, NameQuirk::What::misspelt, random_.between(1, 6));
      application.quirks.back().wrong = std::move(*wrong);
    }
  }

  // Ids grow with the day of filing; what HKEX never posted has none.
  void give_ids() {
    std::vector<std::size_t> order(plan_.applications.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return std::pair(plan_.applications[a].filed, a) < std::pair(plan_.applications[b].filed, b);
    });
    std::vector<std::size_t> places(order.size());
    for (std::size_t i = 0; i < order.size(); ++i) places[order[i]] = i;
    std::vector<MarketApplication> sorted;
    int id = kFirstHkexId;
    for (const std::size_t at : order) {
      MarketApplication application = std::move(plan_.applications[at]);
      id += random_.between(1, 3);
      application.hkex_id = application.documents.empty() ? 0 : id;
      if (application.previous) application.previous = places[*application.previous];
      if (application.end == MarketEnd::listed) {
        const std::string digits = std::to_string(1000 + sorted.size());
        application.stock_code = std::string(5 - digits.size(), '0') + digits;
      }
      sorted.push_back(std::move(application));
    }
    plan_.applications = std::move(sorted);
  }

  const MarketScale& scale_;
  const std::function<bool(int)>& clean_day_;
  Prng random_;
  Lives lives_;
  NameMaker names_;
  MarketPlan plan_;
  std::optional<int> twin_day_;  // when the issuer just made is to file
};

}  // namespace

const Naming& MarketApplication::naming_on(int day) const {
  std::size_t at = namings.size() - 1;
  while (at > 0 && namings[at].from_day > day) --at;
  return namings[at];
}

bool MarketApplication::has_phip_on(int day) const {
  bool phip = false;
  for (const MarketDocument& document : documents) {
    if (document.day > day) break;
    if (document.kind == MarketDocument::Kind::phip) phip = true;
    if (document.kind == MarketDocument::Kind::proof) phip = false;
  }
  return phip;
}

MarketPlan make_market_plan(const MarketScale& scale, const std::function<bool(int)>& clean_day) {
  return Planner(scale, clean_day).plan();
}

}  // namespace gongwatch::testing_support
