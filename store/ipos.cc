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
  for (IpoRow& ipo : rows) {
    auto row = connection.query(
        "SELECT rank, rank_kind, subject, region, metric, period, authority FROM ranking_fact "
        "WHERE application_id = ? AND superseded_at IS NULL ORDER BY ranking_fact_id");
    row.bind(ipo.application_id);
    while (row.next()) {
      std::string line =
          summary_of(RankingText{row.real(0), row.text(1), row.text(2), row.maybe_text(3),
                                 row.maybe_text(4), row.maybe_text(5), row.maybe_text(6)});
      if (std::find(ipo.rankings.begin(), ipo.rankings.end(), line) == ipo.rankings.end()) {
        ipo.rankings.push_back(std::move(line));
      }
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
  return rows_where(connection, "(i.hkex_id = ? OR i.stock_code = ?)", number, five_digits(digits),
                    kFindLimit);
}

std::vector<IpoRow> find_name(Connection& connection, std::string_view name) {
  const std::string key = text::name_key(name);
  if (!key.empty()) {
    auto rows =
        rows_where(connection, "i.issuer_id IN (SELECT issuer_id FROM issuer_name WHERE key = ?)",
                   key, kFindLimit);
    if (!rows.empty()) return rows;
  }
  return rows_where(connection,
                    "i.issuer_id IN (SELECT issuer_id FROM issuer_name "
                    "WHERE instr(gw_fold(name), gw_fold(?)) > 0)",
                    name, kFindLimit);
}

}  // namespace

Result<std::vector<IpoRow>> Store::list(const ListFilter& filter) const {
  auto& connection = *impl_->connection;
  return connection.snapshot([&]() -> Result<std::vector<IpoRow>> {
    return rows_where(
        connection,
        "(?1 IS NULL OR i.stage = ?1) AND (?2 IS NULL OR i.board = ?2) "
        "AND (?3 IS NULL OR EXISTS (SELECT 1 FROM stage_fact f JOIN sponsor_fact p "
        "ON p.stage_fact_id = f.stage_fact_id WHERE f.application_id = i.application_id "
        "AND f.superseded_at IS NULL AND f.history = 0 AND p.is_sponsor = 1 "
        "AND (instr(gw_fold(p.name), gw_fold(?3)) > 0 OR instr(gw_fold(p.firm), gw_fold(?3)) > "
        "0))) "
        "AND (?4 IS NULL OR EXISTS (SELECT 1 FROM issuer_name n WHERE n.issuer_id = i.issuer_id "
        "AND instr(gw_fold(n.name), gw_fold(?4)) > 0)) "
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
      if (id) return rows_where(connection, "i.application_id = ?", *id, kFindLimit);
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
        "SELECT issuer_id, name, key, kind, language FROM issuer_name WHERE issuer_id = ? "
        "ORDER BY issuer_name_id");
    row.bind(issuer);
    std::vector<IssuerName> names;
    while (row.next()) {
      names.push_back({row.integer(0), row.text(1), row.text(2),
                       name_kind_from_name(row.text(3)).value_or(NameKind::alias), row.text(4)});
    }
    return names;
  });
}

Result<std::vector<OfficialDocument>> Store::documents(ApplicationId application) const {
  auto& connection = *impl_->connection;
  return connection.guarded([&]() -> Result<std::vector<OfficialDocument>> {
    auto row = connection.query(
        "SELECT kind, label, url, date, submission, language FROM application_document "
        "WHERE application_id = ? ORDER BY date, application_document_id");
    row.bind(application);
    std::vector<OfficialDocument> documents;
    while (row.next()) {
      OfficialDocument document;
      for (const auto kind : {OfficialDocumentKind::phip, OfficialDocumentKind::oc_announcement,
                              OfficialDocumentKind::warning_statement}) {
        if (name_of(kind) == row.text(0)) document.kind = kind;
      }
      document.label = row.text(1);
      document.url = row.text(2);
      document.date = row.maybe_date(3);
      if (const auto submission = row.maybe_integer(4)) {
        document.submission = static_cast<int>(*submission);
      }
      document.language = row.text(5);
      documents.push_back(std::move(document));
    }
    return documents;
  });
}

}  // namespace gongwatch::store
