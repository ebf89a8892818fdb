// Facts, row by row, and what is done when they are told again.
#include "store/facts_write.h"

#include <fmt/core.h>

#include <unordered_map>

#include "model/names.h"
#include "store/describe.h"
#include "store/impl.h"

namespace gongwatch::store {
namespace {

std::optional<std::string_view> board_name(std::optional<Board> board) {
  return board ? std::optional(name_of(*board)) : std::nullopt;
}

template <class Sink>
void put_evidence(Sink& sink, const Evidence& evidence, const Origin& origin) {
  sink.put(origin.place(evidence));
  sink.put(evidence.begin);
  sink.put(evidence.end);
  sink.put(evidence.quote);
}

template <class Sink, class... Values>
void put_all(Sink& sink, const Values&... values) {
  (sink.put(values), ...);
}

// --- what a fact is: columns, and their values in the same order
// -------------------------------------------------------------------

template <class Fact>
struct Kind;

template <>
struct Kind<StageFact> {
  static constexpr std::string_view kTable = "stage_fact";
  static constexpr std::string_view kColumns =
      "application_id, issuer_name, stage, event_date, event_by, disclosed_on, board, stock_code, "
      "official, history, evidence_in, evidence_begin, evidence_end, quote, rule";
  static constexpr int kCount = 15;
  template <class Sink>
  static void put(Sink& sink, const StageFact& fact, const Origin& origin) {
    put_all(sink, fact.application_id, fact.issuer_name, name_of(fact.stage), fact.event_date,
            fact.event_by, fact.disclosed_on, board_name(fact.board), fact.stock_code,
            fact.official, fact.history);
    put_evidence(sink, fact.evidence, origin);
    sink.put(fact.rule);
  }
};

template <>
struct Kind<Decision::RankingFact> {
  static constexpr std::string_view kTable = "ranking_fact";
  static constexpr std::string_view kColumns =
      "application_id, issuer_name, rank, rank_kind, subject, region, metric, period, "
      "share_percent, authority, evidence_in, evidence_begin, evidence_end, quote, rule";
  static constexpr int kCount = 15;
  template <class Sink>
  static void put(Sink& sink, const Decision::RankingFact& fact, const Origin& origin) {
    const Ranking& ranking = fact.ranking;
    put_all(sink, fact.application_id, ranking.issuer, ranking.rank, name_of(ranking.rank_kind),
            ranking.subject, ranking.region, ranking.metric, ranking.period, ranking.share_percent,
            ranking.authority);
    put_evidence(sink, ranking.evidence, origin);
    sink.put(ranking.rule);
  }
};

template <>
struct Kind<Decision::FigureFact> {
  static constexpr std::string_view kTable = "figure_fact";
  static constexpr std::string_view kColumns =
      "application_id, issuer_name, metric, subject, period, value, currency, unit, qualifier, "
      "as_written, official, evidence_in, evidence_begin, evidence_end, quote, rule";
  static constexpr int kCount = 16;
  template <class Sink>
  static void put(Sink& sink, const Decision::FigureFact& fact, const Origin& origin) {
    const Figure& figure = fact.figure;
    put_all(sink, fact.application_id, figure.issuer, figure.metric, figure.subject, figure.period,
            figure.value, figure.currency, figure.unit, figure.qualifier, figure.as_written,
            fact.official);
    put_evidence(sink, figure.evidence, origin);
    sink.put(figure.rule);
  }
};

template <>
struct Kind<Decision::Appointment> {
  static constexpr std::string_view kTable = "appointment_fact";
  static constexpr std::string_view kColumns =
      "application_id, name, firm, role, is_sponsor, evidence_in, evidence_begin, evidence_end, "
      "quote, rule";
  static constexpr int kCount = 10;
  template <class Sink>
  static void put(Sink& sink, const Decision::Appointment& fact, const Origin& origin) {
    const SponsorMention& sponsor = fact.sponsor;
    put_all(sink, fact.application_id, sponsor.name, sponsor.firm, name_of(sponsor.role),
            is_sponsor(sponsor.role));
    put_evidence(sink, sponsor.evidence, origin);
    sink.put(fact.rule);
  }
};

template <>
struct Kind<Decision::Close> {
  static constexpr std::string_view kTable = "offer_close_fact";
  static constexpr std::string_view kColumns =
      "application_id, subscription_closes_on, evidence_in, evidence_begin, evidence_end, quote, "
      "rule";
  static constexpr int kCount = 7;
  template <class Sink>
  static void put(Sink& sink, const Decision::Close& fact, const Origin& origin) {
    put_all(sink, fact.application_id, fact.day);
    put_evidence(sink, fact.evidence, origin);
    sink.put("subscription-closes");
  }
};

// --- statements
// --------------------------------------------------------------------------------------------------------------------

template <class Fact>
constexpr bool kHasReason = std::is_same_v<Fact, StageFact>;

template <class Fact>
const std::string& insert_sql() {
  static const std::string sql = [] {
    const int values = Kind<Fact>::kCount + 5 + (kHasReason<Fact> ? 1 : 0);
    std::string marks = "?";
    for (int i = 1; i < values; ++i) marks += ", ?";
    return fmt::format(
        "INSERT INTO {} ({}, source_id, capture_id, article_id, parser_version, known_at{}) "
        "VALUES ({})",
        Kind<Fact>::kTable, Kind<Fact>::kColumns, kHasReason<Fact> ? ", attached_by" : "", marks);
  }();
  return sql;
}

// All readings of one PDF are captures of one page.
template <class Fact>
std::string live_sql(bool document) {
  // As decided: by the record that a merged application is shown under.
  std::string columns(Kind<Fact>::kColumns);
  constexpr std::string_view kApplication = "application_id";
  if (columns.compare(0, kApplication.size(), kApplication) == 0) {
    columns.replace(0, kApplication.size(),
                    fmt::format("(SELECT r.record_id FROM application_record r WHERE "
                                "r.application_id = {}.application_id)",
                                Kind<Fact>::kTable));
  }
  return fmt::format(
      "SELECT {0}_id, {1} FROM {0} WHERE superseded_at IS NULL AND {2} ORDER BY {0}_id",
      Kind<Fact>::kTable, columns,
      document ? "evidence_in = 'document' AND capture_id IN (SELECT capture_id FROM capture "
                 "WHERE page_id = (SELECT page_id FROM capture WHERE capture_id = ?))"
               : "article_id = ?");
}

constexpr std::string_view kSponsorColumns =
    "name, firm, role, is_sponsor, evidence_in, evidence_begin, evidence_end, quote";
constexpr int kSponsorCount = 8;

template <class Sink>
void put_sponsor(Sink& sink, const SponsorMention& sponsor, const Origin& origin) {
  put_all(sink, sponsor.name, sponsor.firm, name_of(sponsor.role), is_sponsor(sponsor.role));
  put_evidence(sink, sponsor.evidence, origin);
}

void insert_sponsors(Connection& connection, const std::vector<SponsorMention>& sponsors,
                     const Origin& origin) {
  if (sponsors.empty()) return;
  static const std::string sql =
      fmt::format("INSERT INTO sponsor_fact ({}, stage_fact_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                  kSponsorColumns);
  const std::int64_t stage_fact_id = connection.last_row_id();
  for (const SponsorMention& sponsor : sponsors) {
    auto row = connection.query(sql);
    put_sponsor(row, sponsor, origin);
    row.bind(stage_fact_id).run();
  }
}

void describe_sponsors(Connection& connection, LiveFact& fact) {
  static const std::string sql =
      fmt::format("SELECT {} FROM sponsor_fact WHERE stage_fact_id = ? ORDER BY sponsor_fact_id",
                  kSponsorColumns);
  auto row = connection.query(sql);
  row.bind(fact.id);
  while (row.next()) {
    for (int i = 0; i < kSponsorCount; ++i) row.describe(i, fact.description);
  }
}

}  // namespace

std::string_view Origin::place(const Evidence& evidence) const {
  if (document) return "document";
  return from.article_id ? name_of(evidence.in) : std::string_view("feed");
}

template <class Fact>
void FactTable<Fact>::insert(const Fact& fact) {
  {
    auto row = connection_.query(insert_sql<Fact>());
    Kind<Fact>::put(row, fact, origin_);
    const Provenance& from = origin_.from;
    row.bind(from.source_id, from.capture_id, from.article_id, origin_.parser_version,
             from.known_at);
    if constexpr (kHasReason<Fact>) row.bind(fact.attached_by);
    row.run();
  }
  if constexpr (kHasReason<Fact>) insert_sponsors(connection_, fact.sponsors, origin_);
}

template <class Fact>
std::string FactTable<Fact>::description(const Fact& fact) const {
  Description description;
  Kind<Fact>::put(description, fact, origin_);
  if constexpr (kHasReason<Fact>) {
    for (const SponsorMention& sponsor : fact.sponsors) put_sponsor(description, sponsor, origin_);
  }
  return description.line();
}

template <class Fact>
std::vector<LiveFact> FactTable<Fact>::live() {
  std::vector<LiveFact> facts;
  {
    auto row = connection_.query(live_sql<Fact>(origin_.document));
    row.bind(origin_.document ? origin_.from.capture_id : origin_.from.article_id.value_or(0));
    while (row.next()) {
      LiveFact fact{row.integer(0), {}};
      for (int i = 1; i <= Kind<Fact>::kCount; ++i) row.describe(i, fact.description);
      facts.push_back(std::move(fact));
    }
  }
  if constexpr (kHasReason<Fact>) {
    for (LiveFact& fact : facts) describe_sponsors(connection_, fact);
  }
  return facts;
}

template <class Fact>
void FactTable<Fact>::supersede(std::int64_t id) {
  static const std::string sql =
      fmt::format("UPDATE {0} SET superseded_at = ? WHERE {0}_id = ? AND superseded_at IS NULL",
                  Kind<Fact>::kTable);
  connection_.query(sql).bind(origin_.from.known_at, id).run();
}

template class FactTable<StageFact>;
template class FactTable<Decision::RankingFact>;
template class FactTable<Decision::FigureFact>;
template class FactTable<Decision::Appointment>;
template class FactTable<Decision::Close>;

}  // namespace gongwatch::store
