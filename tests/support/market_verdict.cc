#include "tests/support/market_verdict.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>
#include <tuple>

#include "model/names.h"
#include "text/names.h"

namespace gongwatch::testing_support {
namespace {

constexpr std::size_t kMaxExamples = 40;

using Row = std::vector<std::optional<std::string>>;

std::int64_t number(const std::optional<std::string>& text) {
  std::int64_t value = 0;
  if (text) std::from_chars(text->data(), text->data() + text->size(), value);
  return value;
}

bool is_filing(std::string_view stage) { return stage == "filed" || stage == "refiled"; }
bool same_stage(std::string_view a, std::string_view b) {
  return a == b || (is_filing(a) && is_filing(b));
}

struct ToldEvent {
  std::string stage;
  std::optional<std::string> day;
};

class Judge {
 public:
  Judge(const IpoMarket& market, const store::Store& store) : market_(market), store_(store) {}

  Result<MarketVerdict> judge() {
    const auto records = ask("select application_id, issuer_id, hkex_id, name_en from ipo");
    if (!records) return tl::unexpected(records.error());
    const auto facts =
        ask("select application_id, stage, event_date from live_stage "
            "where official = 1 and stage <> 'hearing'");
    if (!facts) return tl::unexpected(facts.error());
    for (const Row& row : *facts) told_[number(row[0])].push_back({row[1].value_or(""), row[2]});
    pair_applications(*records);
    weigh_issuers();
    for (std::size_t i = 0; i < truth().applications.size(); ++i) weigh_events(i);
    return std::move(verdict_);
  }

 private:
  const MarketPlan& truth() const { return market_.truth(); }

  Result<std::vector<Row>> ask(std::string_view statement) const {
    auto answer = store_.sql(statement);
    if (!answer) return tl::unexpected(answer.error());
    return std::move(answer->rows);
  }

  void example(std::string what) {
    if (verdict_.examples.size() < kMaxExamples) verdict_.examples.push_back(std::move(what));
  }

  std::string describe(std::size_t application) const {
    const MarketApplication& of = truth().applications[application];
    const auto& issuer = truth().issuers[of.issuer];
    const auto& name = issuer.names[of.namings.front().version].name;
    return fmt::format("{} {} / {} (filed on day {})", of.hkex_id, name.en, name.hant, of.filed);
  }

  struct Record {
    std::int64_t application = 0, issuer = 0;
  };

  // Which record of the store stands for which application of the market: by HKEX id, and those
  // that have none by their issuer's names.
  void pair_applications(const std::vector<Row>& rows) {
    std::map<std::int64_t, std::size_t> by_id;
    std::multimap<std::string, std::size_t> unposted;  // name key → application
    for (std::size_t i = 0; i < truth().applications.size(); ++i) {
      const MarketApplication& of = truth().applications[i];
      if (of.hkex_id != 0) {
        by_id[of.hkex_id] = i;
      } else if (of.end_day <= market_.day()) {
        for (const auto& version : truth().issuers[of.issuer].names)
          unposted.emplace(text::name_key(version.name.en), i);
      }
    }
    for (const Row& row : rows) {
      const Record record{number(row[0]), number(row[1])};
      const auto known = by_id.find(number(row[2]));
      if (row[2] && known != by_id.end()) {
        pairs_[known->second] = record;
        continue;
      }
      bool named = false;
      const auto [first, last] = unposted.equal_range(text::name_key(row[3].value_or("")));
      for (auto at = first; !row[2] && !named && at != last; ++at)
        named = was_returned(record.application, at->second) &&
                pairs_.emplace(at->second, record).second;
      if (named) continue;
      ++verdict_.false_splits;
      example(fmt::format("split: record #{} {} stands for no application", record.application,
                          row[3].value_or("?")));
    }
  }

  // On that day: of several of one company each has its own.
  bool was_returned(std::int64_t record, std::size_t application) {
    const std::string day = to_iso(market_.date_of(truth().applications[application].end_day));
    const auto& told = told_[record];
    return std::any_of(told.begin(), told.end(), [&](const ToldEvent& event) {
      return event.stage == "returned" && event.day == day;
    });
  }

  // Whether anything of it can have been seen by now.
  bool is_shown(const MarketApplication& of) const {
    return of.hkex_id != 0 ? of.filed <= market_.day() : of.end_day <= market_.day();
  }

  void weigh_issuers() {
    std::map<std::size_t, std::set<std::int64_t>> records_of_issuer;
    std::map<std::int64_t, std::set<std::size_t>> issuers_of_record;
    for (std::size_t i = 0; i < truth().applications.size(); ++i) {
      const MarketApplication& of = truth().applications[i];
      if (!is_shown(of)) continue;
      ++verdict_.applications;
      const auto pair = pairs_.find(i);
      if (pair == pairs_.end()) {
        ++verdict_.missing_applications;
        example("missing application: " + describe(i));
        records_of_issuer.try_emplace(of.issuer);
        continue;
      }
      const bool new_here = records_of_issuer[of.issuer].insert(pair->second.issuer).second;
      if (new_here && records_of_issuer[of.issuer].size() > 1) {
        ++verdict_.false_splits;
        example(fmt::format("split: {} is of issuer #{} too", describe(i), pair->second.issuer));
      }
      auto& issuers = issuers_of_record[pair->second.issuer];
      if (issuers.insert(of.issuer).second && issuers.size() > 1) {
        ++verdict_.false_merges;
        example(fmt::format("merge: {} shares issuer #{} with another", describe(i),
                            pair->second.issuer));
      }
    }
    verdict_.issuers = records_of_issuer.size();
  }

  void weigh_events(std::size_t application) {
    const MarketApplication& of = truth().applications[application];
    const auto pair = pairs_.find(application);
    if (!is_shown(of) || pair == pairs_.end()) return;
    std::vector<ToldEvent> told = told_[pair->second.application];
    std::vector<MarketEvent> untold;
    // First those with the right day, so that what is left over is really wrong.
    for (const MarketEvent& event : of.events) {
      if (event.day.value_or(0) > market_.day()) continue;
      ++verdict_.events;
      if (!take(told, event, true, of)) untold.push_back(event);
    }
    for (const MarketEvent& event : untold) {
      const bool any_day = take(told, event, false, of);
      const std::string what(name_of(event.stage));
      ++(any_day ? verdict_.wrong_dates : verdict_.missing_events);
      example(fmt::format("{}: {} of {} on {}", any_day ? "wrong date" : "missing", what,
                          describe(application), day_text(event)));
    }
    for (const ToldEvent& extra : told) {
      ++verdict_.duplicate_events;
      example(fmt::format("duplicate: {} of {} on {}", extra.stage, describe(application),
                          extra.day.value_or("no day")));
    }
  }

  std::string day_text(const MarketEvent& event) const {
    return event.day ? to_iso(market_.date_of(*event.day)) : "no day";
  }

  bool take(std::vector<ToldEvent>& told, const MarketEvent& event, bool on_its_day,
            const MarketApplication& of) {
    const std::string_view stage = name_of(event.stage);
    const auto found = std::find_if(told.begin(), told.end(), [&](const ToldEvent& fact) {
      const bool day_fits = !on_its_day || !event.day || fact.day == day_text(event);
      return same_stage(fact.stage, stage) && day_fits;
    });
    if (found == told.end()) return false;
    const bool chained = of.previous && event.stage == Stage::filed;
    if (chained && found->stage == "filed") ++verdict_.filed_not_refiled;
    told.erase(found);
    return true;
  }

  const IpoMarket& market_;
  const store::Store& store_;
  MarketVerdict verdict_;
  std::map<std::size_t, Record> pairs_;
  std::map<std::int64_t, std::vector<ToldEvent>> told_;
};

}  // namespace

Result<MarketVerdict> judge(const IpoMarket& market, const store::Store& store) {
  return Judge(market, store).judge();
}

}  // namespace gongwatch::testing_support
