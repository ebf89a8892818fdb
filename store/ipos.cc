// The table of IPOs, and how one is found.
#include <algorithm>
#include <charconv>

#include "model/names.h"
#include "store/impl.h"
#include "store/summary.h"
#include "text/names.h"
#include "text/utf8.h"

namespace gongwatch::store {
namespace {

const std::string kColumns =
    "SELECT i.application_id, i.issuer_id, i.hkex_id, i.stock_code, i.name_en, i.name_zh, i.board, "
    "i.stage, i.stage_on, i.disclosed_on FROM ipo i ";
// Newest first; what has no day comes last.
const std::string kNewestFirst =
    "ORDER BY i.stage_on IS NULL, i.stage_on DESC, i.application_id DESC ";
constexpr int kFindLimit = 200;
const std::string kIssuerOfName =
    "i.issuer_id IN (SELECT r.record_id FROM issuer_name n "
    "JOIN issuer_record r ON r.issuer_id = n.issuer_id WHERE n.retracted_at IS NULL AND ";

std::vector<IpoRow> read_rows(Query& row) {
  std::vector<IpoRow> rows;
  while (row.next()) {
    IpoRow ipo;
    ipo.application_id = row.integer(0);
    ipo.issuer_id = row.integer(1);
    ipo.hkex_id = row.maybe_integer(2);
    ipo.stock_code = row.maybe_text(3);
    ipo.name_en = row.maybe_text(4);
    ipo.name_zh = row.maybe_text(5);
    ipo.board = row.maybe_text(6);
    ipo.stage = row.maybe_text(7);
    ipo.stage_on = row.maybe_text(8);
    ipo.disclosed_on = row.maybe_text(9);
    rows.push_back(std::move(ipo));
  }
  return rows;
}

// application_sponsor is a view over all applications: it is read once, not once a row.
void add_sponsors(Connection& connection, std::vector<IpoRow>& rows) {
  auto row = connection.query(
      "SELECT application_id, sponsor FROM application_sponsor "
      "ORDER BY application_id, first_sponsor_fact_id");
  std::unordered_map<ApplicationId, std::vector<std::string>> sponsors;
  while (row.next()) sponsors[row.integer(0)].push_back(row.text(1));
  for (IpoRow& ipo : rows) {
    if (const auto found = sponsors.find(ipo.application_id); found != sponsors.end()) {
      ipo.sponsors = found->second;
    }
  }
}

void add_rankings(Connection& connection, std::vector<IpoRow>& rows) {
  if (rows.empty()) return;
  std::unordered_map<ApplicationId, IpoRow*> places;
  for (IpoRow& ipo : rows) places.emplace(ipo.application_id, &ipo);
  auto row = connection.query(
      "SELECT f.rank, f.rank_kind, f.subject, f.region, f.metric, f.period, f.authority, "
      "r.record_id FROM ranking_fact f "
      "JOIN application_record r ON r.application_id = f.application_id "
      "WHERE f.superseded_at IS NULL ORDER BY f.ranking_fact_id");
  while (row.next()) {
    const auto place = places.find(row.integer(7));
    if (place == places.end()) continue;
    auto& rankings = place->second->rankings;
    std::string line =
        summary_of(RankingText{row.real(0), row.text(1), row.text(2), row.maybe_text(3),
                               row.maybe_text(4), row.maybe_text(5), row.maybe_text(6)});
    if (std::find(rankings.begin(), rankings.end(), line) == rankings.end()) {
      rankings.push_back(std::move(line));
    }
  }
}

template <class... Values>
std::vector<IpoRow> rows_where(Connection& connection, const std::string& condition,
                               const Values&... values) {
  std::vector<IpoRow> rows;
  {
    auto row = connection.query(kColumns + "WHERE " + condition + " " + kNewestFirst + "LIMIT ?");
    row.bind(values...);
    rows = read_rows(row);
  }
  add_sponsors(connection, rows);
  add_rankings(connection, rows);
  return rows;
}

// Digits alone, of a number that fits.
std::optional<std::int64_t> number_of(std::string_view text) {
  std::int64_t number = 0;
  if (text.empty() || text.front() == '-') return std::nullopt;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

// "2788" and "02788" are one code.
std::string five_digits(std::string_view code) {
  return std::string(code.size() < 5 ? 5 - code.size() : 0, '0') + std::string(code);
}

std::vector<IpoRow> find_number(Connection& connection, std::int64_t number,
                                std::string_view digits) {
  return rows_where(connection,
                    "i.application_id IN (SELECT r.record_id FROM application a "
                    "JOIN application_record r ON r.application_id = a.application_id "
                    "WHERE a.hkex_id = ? OR a.stock_code = ?)",
                    number, five_digits(digits), kFindLimit);
}

std::vector<IpoRow> find_name(Connection& connection, std::string_view name) {
  const std::string key = text::name_key(name);
  if (!key.empty()) {
    auto rows = rows_where(connection, kIssuerOfName + "n.key = ?)", key, kFindLimit);
    if (!rows.empty()) return rows;
  }
  return rows_where(connection, kIssuerOfName + "instr(gw_fold(n.name), gw_fold(?)) > 0)", name,
                    kFindLimit);
}

}  // namespace

Result<std::vector<IpoRow>> Store::list(const ListFilter& filter) const {
  auto& connection = *impl_->connection;
  return connection.snapshot([&]() -> Result<std::vector<IpoRow>> {
    return rows_where(
        connection,
        "(?1 IS NULL OR i.stage = ?1) AND (?2 IS NULL OR i.board = ?2) "
        "AND (?3 IS NULL OR i.application_id IN ("
        "SELECT l.application_id FROM sponsor_fact p "
        "JOIN live_stage l ON l.stage_fact_id = p.stage_fact_id WHERE p.is_sponsor = 1 "
        "AND (instr(gw_fold(p.name), gw_fold(?3)) > 0 OR instr(gw_fold(p.firm), gw_fold(?3)) > 0) "
        "UNION SELECT application_id FROM appointment WHERE is_sponsor = 1 "
        "AND (instr(gw_fold(name), gw_fold(?3)) > 0 OR instr(gw_fold(firm), gw_fold(?3)) > 0))) "
        "AND (?4 IS NULL OR " +
            kIssuerOfName +
            "instr(gw_fold(n.name), gw_fold(?4)) > 0)) "
            "AND (?5 IS NULL OR i.stage_on >= ?5) AND (?6 IS NULL OR i.stage_on <= ?6)",
        filter.stage, filter.board, filter.sponsor, filter.text, filter.since, filter.until,
        std::max(filter.limit, 0));
  });
}

Result<std::vector<IpoRow>> Store::find(std::string_view query) const {
  auto& connection = *impl_->connection;
  return connection.snapshot([&]() -> Result<std::vector<IpoRow>> {
    const std::string_view wanted = text::trim(query);
    if (wanted.empty()) return std::vector<IpoRow>{};
    if (wanted.front() == '#') {
      const auto id = number_of(wanted.substr(1));
      if (id)
        return rows_where(connection,
                          "i.application_id = (SELECT record_id FROM application_record WHERE "
                          "application_id = ?)",
                          *id, kFindLimit);
    }
    if (const auto number = number_of(wanted)) {
      auto rows = find_number(connection, *number, wanted);
      if (!rows.empty()) return rows;
    }
    return find_name(connection, wanted);
  });
}

Result<std::vector<IssuerName>> Store::names(IssuerId issuer) const {
  auto& connection = *impl_->connection;
  return connection.guarded([&]() -> Result<std::vector<IssuerName>> {
    auto row = connection.query(
        "SELECT r.record_id, n.name, n.key, n.kind, n.language FROM issuer_name n "
        "JOIN issuer_record r ON r.issuer_id = n.issuer_id "
        "WHERE r.record_id = (SELECT record_id FROM issuer_record WHERE issuer_id = ?) "
        "AND n.retracted_at IS NULL GROUP BY n.name, n.kind, n.language "
        "ORDER BY min(n.issuer_name_id)");
    row.bind(issuer);
    std::vector<IssuerName> names;
    while (row.next()) {
      names.push_back({row.integer(0), row.text(1), row.text(2),
                       name_kind_from_name(row.text(3)).value_or(NameKind::alias), row.text(4)});
    }
    return names;
  });
}

}  // namespace gongwatch::store
