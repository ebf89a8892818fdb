// What the tracker starts from: every run reads it whole, so each table is read once, in the order
// in which it lies, and rows find their place by binary search over the ids.
#include <algorithm>

#include "model/names.h"
#include "store/impl.h"

namespace gongwatch::store {
namespace {

using Issuers = std::vector<KnownIssuer>;

std::optional<Board> board_of(std::string_view name) {
  return name.empty() ? std::nullopt : board_from_name(name);
}

// Ids in rising order, each with the place of its record.
template <class Place>
class Places {
 public:
  void add(std::int64_t id, Place place) { list_.emplace_back(id, place); }
  const Place* find(std::int64_t id) const {
    const auto found = std::lower_bound(
        list_.begin(), list_.end(), id,
        [](const auto& entry, std::int64_t wanted) { return entry.first < wanted; });
    return found == list_.end() || found->first != id ? nullptr : &found->second;
  }
  void reserve(std::size_t count) { list_.reserve(count); }

 private:
  std::vector<std::pair<std::int64_t, Place>> list_;
};

// What is merged away stands at the place of its record. `number` counts all applications.
struct ApplicationPlace {
  std::size_t issuer = 0, application = 0, number = 0;
};

// A number that rises with the days: 20251109.
int day_number(CivilDate day) {
  return static_cast<int>(day.year()) * 10000 +
         static_cast<int>(static_cast<unsigned>(day.month()) * 100 +
                          static_cast<unsigned>(day.day()));
}

// Of what a fact is ordered by; of when it was known, if it has no day.
int day_of(const StageFact& fact, std::string_view known_at) {
  for (const auto& day : {fact.event_date, fact.event_by, fact.disclosed_on}) {
    if (day) return day_number(*day);
  }
  const auto known = parse_iso_date(known_at.substr(0, 10));
  return known ? day_number(*known) : 0;
}

class Reader {
 public:
  explicit Reader(Connection& connection) : connection_(connection) {}

  Issuers read() {
    read_issuers();
    read_names();
    read_applications();
    read_stages();
    read_appointments();
    read_corrections();
    return std::move(issuers_);
  }

 private:
  void read_issuers() {
    {
      auto row = connection_.query(
          "SELECT r.issuer_id, r.record_id FROM issuer_record r ORDER BY r.issuer_id");
      while (row.next()) {
        const IssuerId id = row.integer(0), record = row.integer(1);
        records_.emplace_back(id, record);
        own_.add(id, issuers_.size());
        issuers_.emplace_back().issuer_id = id;
      }
    }
    for (const auto& [id, record] : records_) {
      if (const auto* place = own_.find(record)) issuer_places_.add(id, *place);
      if (const auto* own = own_.find(id); own != nullptr && record != id) {
        issuers_[*own].merged_into = record;
      }
    }
  }

  void read_corrections() {
    auto row = connection_.query(
        "SELECT issuer_id FROM issuer_change WHERE source_id = 'correction' "
        "UNION SELECT a.issuer_id FROM application_change c "
        "JOIN application a ON a.application_id = c.application_id "
        "WHERE c.source_id = 'correction'");
    while (row.next()) {
      if (const auto* place = issuer_places_.find(row.integer(0))) {
        issuers_[*place].corrected = true;
      }
    }
  }

  void read_names() {
    auto row = connection_.query(
        "SELECT issuer_id, name, key, kind, language FROM issuer_name WHERE retracted_at IS NULL "
        "ORDER BY issuer_name_id");
    while (row.next()) {
      const auto* place = issuer_places_.find(row.integer(0));
      if (place == nullptr) continue;
      KnownIssuer& issuer = issuers_[*place];
      IssuerName& name = issuer.names.emplace_back();
      name.issuer_id = issuer.issuer_id;
      name.name = row.view(1);
      name.key = row.view(2);
      name.kind = name_kind_from_name(row.view(3)).value_or(NameKind::alias);
      name.language = row.view(4);
    }
  }

  void read_applications() {
    struct Merged {
      ApplicationId id, record;
    };
    std::vector<Merged> merged;
    Places<ApplicationPlace> own;
    std::vector<ApplicationId> ids;
    std::size_t count = 0;
    auto row = connection_.query(
        "SELECT a.application_id, a.issuer_id, a.hkex_id, a.board, a.stock_code, "
        "a.previous_application_id, r.record_id FROM application a "
        "JOIN application_record r ON r.application_id = a.application_id "
        "ORDER BY a.application_id");
    while (row.next()) {
      const ApplicationId id = row.integer(0);
      ids.push_back(id);
      if (row.integer(6) != id) {
        merged.push_back({id, row.integer(6)});
        continue;
      }
      const auto* issuer = issuer_places_.find(row.integer(1));
      if (issuer == nullptr) continue;
      auto& applications = issuers_[*issuer].applications;
      own.add(id, {*issuer, applications.size(), count++});
      KnownApplication& application = applications.emplace_back();
      application.application_id = id;
      application.issuer_id = issuers_[*issuer].issuer_id;
      application.hkex_id = row.maybe_integer(2);
      application.board = board_of(row.view(3));
      application.stock_code = row.maybe_text(4);
      application.previous_application_id = row.maybe_integer(5);
    }
    for (const Merged& each : merged) {
      if (const auto* place = own.find(each.record)) {
        issuers_[place->issuer].absorbed.push_back(each.id);
      }
    }
    auto next = merged.begin();
    for (const ApplicationId id : ids) {
      const bool is_merged = next != merged.end() && next->id == id;
      if (const auto* place = own.find(is_merged ? (next++)->record : id)) {
        application_places_.add(id, *place);
      }
    }
    days_.resize(count);
    if (!merged.empty()) point_to_records();
  }

  // A re-filing of what was merged away is one of its record.
  void point_to_records() {
    for (KnownIssuer& issuer : issuers_) {
      for (KnownApplication& application : issuer.applications) {
        if (!application.previous_application_id) continue;
        if (const auto* place = application_places_.find(*application.previous_application_id)) {
          application.previous_application_id = at(*place).application_id;
        }
      }
    }
  }

  KnownApplication& at(const ApplicationPlace& place) {
    return issuers_[place.issuer].applications[place.application];
  }

  // Facts come in the order in which they were told, and are wanted in the order of their days.
  void read_stages() {
    auto row = connection_.query(
        "SELECT application_id, issuer_name, stage, event_date, event_by, disclosed_on, board, "
        "stock_code, official, history, rule, attached_by, known_at FROM stage_fact "
        "WHERE application_id IS NOT NULL AND superseded_at IS NULL ORDER BY stage_fact_id");
    while (row.next()) {
      const auto stage = stage_from_name(row.view(2));
      const auto* place = application_places_.find(row.integer(0));
      if (!stage || place == nullptr) continue;
      KnownApplication& application = at(*place);
      StageFact fact;
      fact.application_id = application.application_id;
      fact.issuer_name = row.view(1);
      fact.stage = *stage;
      fact.event_date = row.maybe_date(3);
      fact.event_by = row.maybe_date(4);
      fact.disclosed_on = row.maybe_date(5);
      fact.board = board_of(row.view(6));
      fact.stock_code = row.maybe_text(7);
      fact.official = row.truth(8);
      fact.history = row.truth(9);
      fact.rule = row.view(10);
      fact.attached_by = row.view(11);
      const int day = day_of(fact, row.view(12));
      auto& days = days_[place->number];
      const auto before = std::upper_bound(days.begin(), days.end(), day) - days.begin();
      days.insert(days.begin() + before, day);
      application.stages.insert(application.stages.begin() + before, std::move(fact));
    }
  }

  void read_appointments() {
    auto row = connection_.query(
        "SELECT application_id, coalesce(firm, name) FROM appointment_fact WHERE is_sponsor = 1 "
        "AND superseded_at IS NULL ORDER BY appointment_fact_id");
    while (row.next()) {
      const auto* place = application_places_.find(row.integer(0));
      if (place == nullptr) continue;
      auto& sponsors = at(*place).sponsors;
      const std::string_view firm = row.view(1);
      if (std::find(sponsors.begin(), sponsors.end(), firm) == sponsors.end()) {
        sponsors.emplace_back(firm);
      }
    }
  }

  Connection& connection_;
  Issuers issuers_;
  std::vector<std::pair<IssuerId, IssuerId>> records_;
  Places<std::size_t> own_, issuer_places_;
  Places<ApplicationPlace> application_places_;
  std::vector<std::vector<int>> days_;  // of the stages of each application, in order
};

}  // namespace

Result<std::vector<KnownIssuer>> Store::known_issuers() const {
  auto& connection = *impl_->connection;
  return connection.snapshot([&]() -> Result<Issuers> { return Reader(connection).read(); });
}

}  // namespace gongwatch::store
