// The table of IPOs, and how one is found.
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <set>

#include "model/names.h"
#include "store/impl.h"
#include "store/ranking_row.h"
#include "text/names.h"
#include "text/split.h"
#include "text/utf8.h"

namespace gongwatch::store {
namespace {

const std::string kColumns =
    "SELECT i.application_id, i.issuer_id, i.hkex_id, i.stock_code, i.name_en, i.name_zh, i.board, "
    "i.stage, i.stage_on, i.disclosed_on, i.sponsors FROM ipo i ";
// Newest first; what has no day comes last.
const std::string kNewestFirst =
    "ORDER BY i.stage_on IS NULL, i.stage_on DESC, i.application_id DESC ";
constexpr int kFindLimit = 200;
const std::string kIssuerOfName =
    "i.issuer_id IN (SELECT r.record_id FROM issuer_name n "
    "JOIN issuer_record r ON r.issuer_id = n.issuer_id WHERE n.retracted_at IS NULL AND ";

// For json_each.
std::string json_array(const std::vector<ApplicationId>& ids) {
  return fmt::format("[{}]", fmt::join(ids, ","));
}

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
    ipo.sponsors = text::split(row.view(10), "; ");
    rows.push_back(std::move(ipo));
  }
  return rows;
}

// The applications for which a firm of that name (?3: part of it) was ever named. Names are few,
// facts are many: the names are compared first.
const std::string kSponsoredBy =
    "SELECT r.record_id FROM ("
    "SELECT f.application_id FROM (SELECT DISTINCT name, firm FROM sponsor_fact) w "
    "CROSS JOIN sponsor_fact p ON p.name = w.name AND p.firm IS w.firm "
    "JOIN stage_fact f ON f.stage_fact_id = p.stage_fact_id "
    "WHERE (instr(gw_fold(w.name), gw_fold(?3)) > 0 OR instr(gw_fold(w.firm), gw_fold(?3)) > 0) "
    "AND p.is_sponsor = 1 AND f.superseded_at IS NULL AND f.history = 0 "
    "UNION SELECT p.application_id FROM (SELECT DISTINCT name, firm FROM appointment_fact) w "
    "CROSS JOIN appointment_fact p ON p.name = w.name AND p.firm IS w.firm "
    "WHERE (instr(gw_fold(w.name), gw_fold(?3)) > 0 OR instr(gw_fold(w.firm), gw_fold(?3)) > 0) "
    "AND p.is_sponsor = 1 AND p.superseded_at IS NULL) f "
    "JOIN application_record r ON r.application_id = f.application_id";

template <class... Values>
std::vector<IpoRow> rows_in_order(Connection& connection, const std::string& condition,
                                  const std::string& order, const Values&... values) {
  std::vector<IpoRow> rows;
  {
    auto row = connection.query(kColumns + "WHERE " + condition + " " + order + "LIMIT ?");
    row.bind(values...);
    rows = read_rows(row);
  }
  add_rankings(connection, rows);
  return rows;
}

template <class... Values>
std::vector<IpoRow> rows_where(Connection& connection, const std::string& condition,
                               const Values&... values) {
  return rows_in_order(connection, condition, kNewestFirst, values...);
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

// What is written into a statement must be the name of a column.
Status check_column(Connection& connection, const std::string& column) {
  auto row = connection.query(
      "SELECT group_concat(name, ', '), max(name = ?) FROM "
      "pragma_table_info('ipo')");
  row.bind(column).next();
  if (row.truth(1)) return {};
  return fail(ErrorKind::invalid_argument, "no such column; there are: " + row.text(0), column);
}

// "filed_on:desc".
Result<std::string> order_of(Connection& connection, const std::string& sort) {
  if (sort.empty()) return kNewestFirst;
  const auto colon = std::min(sort.find(':'), sort.size());
  const std::string column = sort.substr(0, colon);
  const std::string way = sort.substr(colon);
  if (const Status known = check_column(connection, column); !known)
    return tl::unexpected(known.error());
  if (!way.empty() && way != ":asc" && way != ":desc")
    return fail(ErrorKind::invalid_argument, "neither :asc nor :desc stands behind the column",
                sort);
  // What has no value comes last either way.
  return "ORDER BY i." + column + " IS NULL, i." + column + (way == ":desc" ? " DESC" : "") +
         ", i.application_id DESC ";
}

// Applications and issuers about which something was told since then, as JSON. A sponsor that comes
// or goes does so with a stage or an appointment; to work out the view's rows of it takes longest.
std::string changed_since(Connection& connection, Instant since) {
  auto row = connection.query(
      "SELECT application_id, issuer_id FROM change WHERE changed_at >= ? "
      "AND what NOT IN ('sponsor', 'sponsor gone')");
  row.bind(since);
  std::set<std::int64_t> applications, issuers;
  while (row.next()) {
    if (row.is_null(0)) {
      issuers.insert(row.integer(1));
    } else {
      applications.insert(row.integer(0));
    }
  }
  return fmt::format(R"({{"applications":[{}],"issuers":[{}]}})", fmt::join(applications, ","),
                     fmt::join(issuers, ","));
}

}  // namespace

Result<std::vector<IpoRow>> Store::list(const ListFilter& filter) const {
  auto& connection = *impl_->connection;
  return connection.snapshot([&]() -> Result<std::vector<IpoRow>> {
    const auto order = order_of(connection, filter.sort);
    if (!order) return tl::unexpected(order.error());
    std::optional<std::string> changed;
    if (filter.changed_since) changed = changed_since(connection, *filter.changed_since);
    return rows_in_order(
        connection,
        "(?1 IS NULL OR i.stage = ?1) AND (?2 IS NULL OR i.board = ?2) "
        "AND (?3 IS NULL OR i.application_id IN (" +
            kSponsoredBy +
            ")) "
            "AND (?4 IS NULL OR " +
            kIssuerOfName +
            "instr(gw_fold(n.name), gw_fold(?4)) > 0)) "
            "AND (?5 IS NULL OR i.stage_on >= ?5) AND (?6 IS NULL OR i.stage_on <= ?6) "
            "AND (?7 IS NULL OR i.application_id IN (SELECT value FROM json_each(?7, "
            "'$.applications')) OR i.issuer_id IN (SELECT value FROM json_each(?7, '$.issuers')))",
        *order, filter.stage, filter.board, filter.sponsor, filter.text, filter.since, filter.until,
        changed, std::max(filter.limit, 0));
  });
}

Result<std::vector<std::vector<std::optional<std::string>>>> Store::columns_of(
    const std::vector<ApplicationId>& applications, const std::vector<std::string>& columns) const {
  using Rows = std::vector<std::vector<std::optional<std::string>>>;
  auto& connection = *impl_->connection;
  return connection.snapshot([&]() -> Result<Rows> {
    std::string sql = "SELECT j.key";
    for (const std::string& column : columns) {
      if (const Status known = check_column(connection, column); !known)
        return tl::unexpected(known.error());
      sql += ", i." + column;
    }
    auto row =
        connection.query(sql +
                         " FROM json_each(?) j LEFT JOIN ipo i ON i.application_id = j.value "
                         "ORDER BY j.key");
    row.bind(json_array(applications));
    Rows rows;
    while (row.next()) {
      auto& cells = rows.emplace_back();
      for (std::size_t i = 0; i < columns.size(); ++i)
        cells.push_back(row.maybe_text(static_cast<int>(i) + 1));
    }
    return rows;
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

Result<std::vector<IpoRow>> Store::named(const text::SearchQuery& query, int limit) const {
  auto& connection = *impl_->connection;
  return connection.snapshot([&]() -> Result<std::vector<IpoRow>> {
    // A word that keys of names leave out ("Limited") is taken to be in all of them.
    const auto is_left_out = [](const std::string& written) {
      return text::name_key("x " + written) == "x" || text::name_key("某" + written) == "某";
    };
    const auto condition = [](const std::vector<std::vector<std::string>>& groups) {
      std::string all;
      for (const auto& group : groups) {
        std::string any;
        for (std::size_t i = 0; i < group.size(); ++i)
          any += any.empty() ? "instr(n.key, ?) > 0" : " OR instr(n.key, ?) > 0";
        all += (all.empty() ? "(" : " AND (") + any + ")";
      }
      return all;
    };
    std::vector<std::vector<std::string>> groups;
    for (const auto& phrases : query.all) {
      std::vector<std::string> keys;
      for (const auto& phrase : phrases) {
        if (is_left_out(phrase.written)) continue;
        if (std::string key = text::name_key(phrase.written); !key.empty())
          keys.push_back(std::move(key));
      }
      if (keys.size() == phrases.size()) groups.push_back(std::move(keys));
    }
    std::vector<IpoRow> rows;
    if (groups.empty()) return rows;
    {
      auto row = connection.query(kColumns + "WHERE " + kIssuerOfName + condition(groups) + ") " +
                                  kNewestFirst + "LIMIT ?");
      for (const auto& group : groups) {
        for (const std::string& key : group) row.put(key);
      }
      row.put(std::max(limit, 0));
      rows = read_rows(row);
    }
    return rows;
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
