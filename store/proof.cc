// Timelines, and facts with the words that prove them.
#include <fmt/core.h>

#include "store/impl.h"
#include "store/of_record.h"
#include "store/ranking_row.h"
#include "store/summary.h"

namespace gongwatch::store {
namespace {

// Columns 0 to 11 are shared by facts of every kind; `f` is the fact, `p` the row that holds its
// evidence.
std::string fact_sql(const char* id, const char* columns, const char* tables, const char* order) {
  return fmt::format(
      "SELECT {}, p.evidence_in, p.evidence_begin, p.evidence_end, p.quote, f.rule, "
      "f.parser_version, f.source_id, c.url, f.known_at, a.title, a.text, {} FROM {} "
      "JOIN capture c ON c.capture_id = f.capture_id "
      "LEFT JOIN article a ON a.article_id = f.article_id "
      "WHERE f.application_id {} AND f.superseded_at IS NULL ORDER BY {}",
      id, columns, tables, kInRecord, order);
}

// The first column of a kind's own.
constexpr int kOwn = 12;

FactRow read_fact(const Query& row, std::string_view kind) {
  FactRow fact;
  fact.fact = fmt::format("{} {}", kind, row.integer(0));
  fact.evidence_in = row.text(1);
  fact.begin = row.size(2);
  fact.end = row.size(3);
  fact.quote = row.text(4);
  fact.rule = row.text(5);
  fact.parser_version = row.text(6);
  fact.source_id = row.text(7);
  fact.url = row.text(8);
  fact.known_at = row.text(9);
  fact.article_title = row.maybe_text(10);
  if (fact.evidence_in == "title") {
    fact.paragraph = row.text(10);
    fact.quote_at = std::min(fact.begin, fact.paragraph.size());
  } else if (fact.evidence_in == "text") {
    Paragraph paragraph = paragraph_around(row.text(11), fact.begin, fact.end);
    fact.paragraph = std::move(paragraph.text);
    fact.quote_at = paragraph.quote_at;
  }
  return fact;
}

void read_stages(Connection& connection, ApplicationId application, std::vector<FactRow>& facts) {
  auto row = connection.query(
      fact_sql("f.stage_fact_id",
               "f.stage, f.event_date, f.disclosed_on, f.board, f.official, f.history, f.event_by",
               "stage_fact f JOIN stage_fact p ON p.stage_fact_id = f.stage_fact_id",
               "coalesce(f.event_date, f.event_by, f.disclosed_on, substr(f.known_at, 1, 10)), "
               "f.stage_fact_id"));
  row.bind(application);
  while (row.next()) {
    FactRow fact = read_fact(row, "stage");
    fact.summary =
        summary_of(StageText{row.text(kOwn), row.maybe_text(kOwn + 1), row.maybe_text(kOwn + 2),
                             row.maybe_text(kOwn + 3), row.truth(kOwn + 4), row.truth(kOwn + 5),
                             row.maybe_text(kOwn + 6)});
    facts.push_back(std::move(fact));
  }
}

void read_sponsors(Connection& connection, ApplicationId application, std::vector<FactRow>& facts) {
  auto row = connection.query(
      fact_sql("p.sponsor_fact_id", "p.name, p.firm, p.role, f.stage",
               "stage_fact f JOIN sponsor_fact p ON p.stage_fact_id = f.stage_fact_id",
               "p.sponsor_fact_id"));
  row.bind(application);
  while (row.next()) {
    FactRow fact = read_fact(row, "sponsor");
    const std::string name = row.text(kOwn);
    const std::string firm = row.maybe_text(kOwn + 1).value_or(name);
    fact.summary = fmt::format("{}, {} ({})", firm, row.text(kOwn + 2), row.text(kOwn + 3));
    if (firm != name) fact.summary += fmt::format(", written \"{}\"", name);
    facts.push_back(std::move(fact));
  }
}

void read_appointments(Connection& connection, ApplicationId application,
                       std::vector<FactRow>& facts) {
  auto row = connection.query(fact_sql("f.appointment_fact_id", "f.name, f.firm, f.role",
                                       "appointment_fact f JOIN appointment_fact p "
                                       "ON p.appointment_fact_id = f.appointment_fact_id",
                                       "f.appointment_fact_id"));
  row.bind(application);
  while (row.next()) {
    FactRow fact = read_fact(row, "appointment");
    const std::string name = row.text(kOwn);
    const std::string firm = row.maybe_text(kOwn + 1).value_or(name);
    fact.summary = fmt::format("{}, {} (official)", firm, row.text(kOwn + 2));
    if (firm != name) fact.summary += fmt::format(", written \"{}\"", name);
    facts.push_back(std::move(fact));
  }
}

void read_closes(Connection& connection, ApplicationId application, std::vector<FactRow>& facts) {
  auto row = connection.query(fact_sql("f.offer_close_fact_id", "f.subscription_closes_on",
                                       "offer_close_fact f JOIN offer_close_fact p "
                                       "ON p.offer_close_fact_id = f.offer_close_fact_id",
                                       "f.offer_close_fact_id"));
  row.bind(application);
  while (row.next()) {
    FactRow fact = read_fact(row, "close");
    fact.summary = fmt::format("subscription closes {} (official)", row.text(kOwn));
    facts.push_back(std::move(fact));
  }
}

// Facts of one kind, behind `facts`, with what they claim.
void add_alike(std::vector<FactRow>& facts, std::vector<FactRow> told,
               const std::vector<text::Claim>& claims) {
  const std::vector<std::size_t> first = text::first_alike(claims);
  for (std::size_t i = 0; i < told.size(); ++i) {
    if (first[i] != i) told[i].same_as = told[first[i]].fact;
  }
  std::move(told.begin(), told.end(), std::back_inserter(facts));
}

void read_rankings(Connection& connection, ApplicationId application, std::vector<FactRow>& facts) {
  auto row = connection.query(
      fact_sql("f.ranking_fact_id", kRankingColumns,
               "ranking_fact f JOIN ranking_fact p ON p.ranking_fact_id = f.ranking_fact_id",
               "f.ranking_fact_id"));
  row.bind(application);
  std::vector<FactRow> told;
  std::vector<text::Claim> claims;
  while (row.next()) {
    FactRow& fact = told.emplace_back(read_fact(row, "ranking"));
    const RankingText ranking = ranking_at(row, kOwn);
    fact.summary = summary_of(ranking);
    claims.push_back(claim_of(ranking));
  }
  add_alike(facts, std::move(told), claims);
}

void read_figures(Connection& connection, ApplicationId application, std::vector<FactRow>& facts) {
  auto row = connection.query(fact_sql(
      "f.figure_fact_id",
      "f.metric, f.subject, f.period, f.value, f.currency, f.unit, f.qualifier, f.as_written",
      "figure_fact f JOIN figure_fact p ON p.figure_fact_id = f.figure_fact_id",
      "f.figure_fact_id"));
  row.bind(application);
  std::vector<FactRow> told;
  std::vector<text::Claim> claims;
  while (row.next()) {
    FactRow& fact = told.emplace_back(read_fact(row, "figure"));
    std::string& line = fact.summary;
    line = row.text(kOwn);
    if (const auto subject = row.maybe_text(kOwn + 1)) line += fmt::format(" of {}", *subject);
    if (const auto period = row.maybe_text(kOwn + 2)) line += fmt::format(", {}", *period);
    line += ": ";
    if (const auto qualifier = row.maybe_text(kOwn + 6)) line += *qualifier + " ";
    line += number_text(row.real(kOwn + 3));
    if (const auto currency = row.maybe_text(kOwn + 4)) line += " " + *currency;
    if (const auto unit = row.maybe_text(kOwn + 5)) line += " " + *unit;
    fact.wording = row.text(kOwn + 7);
    line += fmt::format(", written \"{}\"", fact.wording);
    claims.push_back(claim_of(FigureText{row.text(kOwn), row.text(kOwn + 1), row.text(kOwn + 2),
                                         row.real(kOwn + 3), row.text(kOwn + 4), row.text(kOwn + 5),
                                         row.text(kOwn + 6)}));
  }
  add_alike(facts, std::move(told), claims);
}

}  // namespace

Result<std::vector<TimelineRow>> Store::timeline(ApplicationId application) const {
  auto& connection = *impl_->connection;
  return connection.guarded([&]() -> Result<std::vector<TimelineRow>> {
    static const std::string sql =
        "SELECT f.stage_fact_id, f.stage, f.event_date, f.disclosed_on, f.known_at, f.source_id, "
        "c.url, f.quote, f.rule, f.attached_by, f.official, f.history, f.evidence_in, "
        "f.evidence_begin, f.evidence_end, a.title, f.event_by "
        "FROM stage_fact f JOIN stage s ON s.stage = f.stage "
        "JOIN capture c ON c.capture_id = f.capture_id "
        "LEFT JOIN article a ON a.article_id = f.article_id "
        "WHERE f.application_id " +
        kInRecord +
        "AND f.superseded_at IS NULL "
        "ORDER BY coalesce(f.event_date, f.event_by, f.disclosed_on, a.date, "
        "date(f.known_at, '+8 hours')), s.position, f.official DESC, f.stage_fact_id";
    auto row = connection.query(sql);
    row.bind(application);
    std::vector<TimelineRow> rows;
    while (row.next()) {
      rows.push_back({row.integer(0), row.text(1), row.maybe_text(2), row.maybe_text(3),
                      row.text(4), row.text(5), row.text(6), row.text(7), row.text(8), row.text(9),
                      row.truth(10), row.truth(11), row.text(12), row.size(13), row.size(14),
                      row.maybe_text(15), row.maybe_text(16)});
    }
    return rows;
  });
}

Result<std::vector<ConflictRow>> Store::conflicts(ApplicationId application) const {
  auto& connection = *impl_->connection;
  return connection.guarded([&]() -> Result<std::vector<ConflictRow>> {
    auto row = connection.query(
        of_record(connection, "conflict") +
        "SELECT field, stage, leading_value, leading_source, other_value, other_source "
        "FROM asked WHERE application_id = ?1 ORDER BY field, stage, other_value");
    row.bind(application);
    std::vector<ConflictRow> rows;
    while (row.next()) {
      rows.push_back(
          {row.text(0), row.maybe_text(1), row.text(2), row.text(3), row.text(4), row.text(5)});
    }
    return rows;
  });
}

Result<std::vector<FactRow>> Store::facts(ApplicationId application) const {
  auto& connection = *impl_->connection;
  return connection.snapshot([&]() -> Result<std::vector<FactRow>> {
    std::vector<FactRow> facts;
    read_stages(connection, application, facts);
    read_sponsors(connection, application, facts);
    read_appointments(connection, application, facts);
    read_rankings(connection, application, facts);
    read_figures(connection, application, facts);
    read_closes(connection, application, facts);
    return facts;
  });
}

}  // namespace gongwatch::store
