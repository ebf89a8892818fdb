// What has become of IPOs since a moment.
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "store/impl.h"

namespace gongwatch::store {
namespace {

// What is told of an issuer (a name) is told of all its applications.
const std::string kChanges =
    "WITH asked AS MATERIALIZED (SELECT a.application_id, r.record_id AS issuer_id FROM "
    "application a "
    "JOIN issuer_record r ON r.issuer_id = a.issuer_id "
    "WHERE a.application_id IN (SELECT value FROM json_each(?2))) "
    "SELECT i.application_id, c.changed_at, c.what, c.value, c.source FROM change c "
    "JOIN asked i ON i.issuer_id = c.issuer_id "
    "AND (c.application_id IS NULL OR c.application_id = i.application_id) "
    "WHERE c.changed_at >= ?1 AND c.what NOT IN ('sponsor', 'sponsor gone') "
    "ORDER BY c.changed_at DESC";

// The view's rows of sponsors, of the applications asked about alone: all would take too long. One
// that came and went since then is told as gone.
const std::string kSponsors = R"sql(
WITH
members AS MATERIALIZED (
  SELECT application_id, record_id FROM application_record WHERE record_id IN (SELECT value FROM json_each(?2))),
told AS (
  SELECT r.record_id, coalesce(p.firm, p.name) AS sponsor, p.known_at, p.superseded_at, p.source_id
  FROM members r CROSS JOIN appointment_fact p ON p.application_id = r.application_id WHERE p.is_sponsor = 1
  UNION ALL
  SELECT r.record_id, coalesce(p.firm, p.name), f.known_at, f.superseded_at, f.source_id
  FROM members r CROSS JOIN stage_fact f ON f.application_id = r.application_id
  CROSS JOIN sponsor_fact p ON p.stage_fact_id = f.stage_fact_id WHERE p.is_sponsor = 1 AND f.history = 0),
spans AS (
  SELECT record_id, sponsor, min(known_at) AS begun, source_id,
         count(*) - count(superseded_at) AS live FROM told GROUP BY record_id, sponsor),
ends AS (
  SELECT record_id, sponsor, max(superseded_at) AS ended, source_id
  FROM told GROUP BY record_id, sponsor HAVING count(*) = count(superseded_at))
SELECT record_id, begun, 'sponsor', sponsor, source_id FROM spans WHERE begun >= ?1 AND live > 0
UNION ALL
SELECT record_id, ended, 'sponsor gone', sponsor, source_id FROM ends WHERE ended >= ?1
ORDER BY 2 DESC, 1, 3, 4
)sql";

// "CICC (sole_sponsor)" says once more that CICC sponsors.
bool names_one_of(const std::string& appointment, const std::set<std::string>& sponsors) {
  const auto at = appointment.rfind(" (");
  return at != std::string::npos && appointment.find("sponsor", at) != std::string::npos &&
         sponsors.count(appointment.substr(0, at)) > 0;
}

}  // namespace

Result<std::vector<Store::ChangeRow>> Store::changes(
    Instant since, const std::vector<ApplicationId>& applications) const {
  auto& connection = *impl_->connection;
  return connection.snapshot([&]() -> Result<std::vector<ChangeRow>> {
    std::vector<ChangeRow> rows;
    std::set<std::tuple<ApplicationId, std::string, std::string>> told;
    std::map<ApplicationId, std::set<std::string>> sponsors;
    const auto read = [&](const std::string& sql, bool of_sponsors) {
      auto row = connection.query(sql);
      row.bind(since, fmt::format("[{}]", fmt::join(applications, ",")));
      while (row.next()) {
        ChangeRow change{row.integer(0), row.text(1), row.text(2), row.text(3), row.text(4)};
        auto& named = sponsors[change.application_id];
        if (of_sponsors) named.insert(change.value);
        if (change.what.starts_with("appointment") && names_one_of(change.value, named)) continue;
        if (told.emplace(change.application_id, change.what, change.value).second)
          rows.push_back(std::move(change));
      }
    };
    read(kSponsors, true);
    read(kChanges, false);
    std::stable_sort(rows.begin(), rows.end(), [](const ChangeRow& a, const ChangeRow& b) {
      return a.changed_at > b.changed_at;
    });
    return rows;
  });
}

}  // namespace gongwatch::store
