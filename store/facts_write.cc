// A tracker's decision, written row by row with where it comes from.
#include "model/names.h"
#include "store/impl.h"

namespace gongwatch::store {
namespace {

// Writes one Decision; every row carries the same provenance.
class DecisionWriter {
 public:
  DecisionWriter(Connection& connection, const Provenance& from, std::string_view parser_version)
      : connection_(connection), from_(from), parser_version_(parser_version) {}

  void write(const Decision& decision) {
    for (const IssuerId issuer : decision.new_issuers) add_issuer(issuer);
    for (const auto& application : decision.new_applications) add_application(application);
    for (const auto& link : decision.hkex_links) link_hkex_id(link);
    for (const auto& update : decision.updates) fill(update);
    for (const auto& name : decision.new_names) add_name(name);
    for (const auto& stage : decision.stages) add_stage(stage);
    for (const auto& document : decision.documents) add_document(document);
    for (const auto& ranking : decision.rankings) add_ranking(ranking);
    for (const auto& figure : decision.figures) add_figure(figure);
  }

 private:
  void add_issuer(IssuerId issuer) {
    connection_
        .query(
            "INSERT INTO issuer (issuer_id, source_id, capture_id, article_id, known_at) "
            "VALUES (?, ?, ?, ?, ?)")
        .bind(issuer, from_.source_id, from_.capture_id, from_.article_id, from_.known_at)
        .run();
  }

  void add_application(const KnownApplication& application) {
    connection_
        .query(
            "INSERT INTO application (application_id, issuer_id, hkex_id, board, stock_code, "
            "previous_application_id, source_id, capture_id, article_id, known_at) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(application.application_id, application.issuer_id, application.hkex_id,
              board_name(application.board), application.stock_code,
              application.previous_application_id, from_.source_id, from_.capture_id,
              from_.article_id, from_.known_at)
        .run();
  }

  void link_hkex_id(const Decision::HkexIdLink& link) {
    const int changed = connection_
                            .query(
                                "UPDATE application SET hkex_id = ? "
                                "WHERE application_id = ? AND hkex_id IS NULL")
                            .bind(link.hkex_id, link.application_id)
                            .run();
    if (changed > 0) {
      note(link.application_id, "hkex_id", std::to_string(link.hkex_id), link.reason);
    }
  }

  void fill(const Decision::ApplicationUpdate& update) {
    if (update.board) fill(update.application_id, "board", std::string(name_of(*update.board)));
    if (update.stock_code) fill(update.application_id, "stock_code", *update.stock_code);
    if (update.previous_application_id) {
      const int changed = connection_
                              .query(
                                  "UPDATE application SET previous_application_id = ? "
                                  "WHERE application_id = ? AND previous_application_id IS NULL")
                              .bind(*update.previous_application_id, update.application_id)
                              .run();
      if (changed > 0) {
        note(update.application_id, "previous_application_id",
             std::to_string(*update.previous_application_id), "filled");
      }
    }
  }

  void fill(ApplicationId application, const std::string& column, const std::string& value) {
    const int changed = connection_
                            .query("UPDATE application SET " + column +
                                   " = ? WHERE application_id = ? AND " + column + " IS NULL")
                            .bind(value, application)
                            .run();
    if (changed > 0) note(application, column, value, "filled");
  }

  void note(ApplicationId application, const std::string& field, const std::string& value,
            const std::string& reason) {
    connection_
        .query(
            "INSERT INTO application_change (application_id, field, value, reason, source_id, "
            "capture_id, article_id, known_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(application, field, value, reason, from_.source_id, from_.capture_id,
              from_.article_id, from_.known_at)
        .run();
  }

  void add_name(const IssuerName& name) {
    connection_
        .query(
            "INSERT INTO issuer_name (issuer_id, name, key, kind, language, source_id, "
            "capture_id, article_id, known_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (issuer_id, name, kind, language) DO NOTHING")
        .bind(name.issuer_id, name.name, name.key, name_of(name.kind), name.language,
              from_.source_id, from_.capture_id, from_.article_id, from_.known_at)
        .run();
  }

  void add_stage(const StageFact& stage) {
    connection_
        .query(
            "INSERT INTO stage_fact (application_id, issuer_name, stage, event_date, "
            "disclosed_on, board, official, history, attached_by, source_id, capture_id, "
            "article_id, evidence_in, evidence_begin, evidence_end, quote, rule, "
            "parser_version, known_at) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(stage.application_id, stage.issuer_name, name_of(stage.stage), stage.event_date,
              stage.disclosed_on, board_name(stage.board), stage.official, stage.history,
              stage.attached_by, from_.source_id, from_.capture_id, from_.article_id,
              place(stage.evidence), stage.evidence.begin, stage.evidence.end, stage.evidence.quote,
              stage.rule, parser_version_, from_.known_at)
        .run();
    const std::int64_t stage_fact_id = connection_.last_row_id();
    for (const SponsorMention& sponsor : stage.sponsors) {
      connection_
          .query(
              "INSERT INTO sponsor_fact (stage_fact_id, name, firm, role, is_sponsor, "
              "evidence_in, evidence_begin, evidence_end, quote) "
              "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
          .bind(stage_fact_id, sponsor.name, sponsor.firm, name_of(sponsor.role),
                is_sponsor(sponsor.role), place(sponsor.evidence), sponsor.evidence.begin,
                sponsor.evidence.end, sponsor.evidence.quote)
          .run();
    }
  }

  void add_document(const Decision::DocumentLink& link) {
    const OfficialDocument& document = link.document;
    connection_
        .query(
            "INSERT INTO application_document (application_id, url, kind, label, date, "
            "submission, language, source_id, capture_id, known_at) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (application_id, url) DO NOTHING")
        .bind(link.application_id, document.url, name_of(document.kind), document.label,
              document.date, document.submission, document.language, from_.source_id,
              from_.capture_id, from_.known_at)
        .run();
  }

  void add_ranking(const Decision::RankingFact& fact) {
    const Ranking& ranking = fact.ranking;
    connection_
        .query(
            "INSERT INTO ranking_fact (application_id, issuer_name, rank, rank_kind, subject, "
            "region, metric, period, share_percent, authority, source_id, capture_id, "
            "article_id, evidence_in, evidence_begin, evidence_end, quote, rule, "
            "parser_version, known_at) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(fact.application_id, ranking.issuer, ranking.rank, name_of(ranking.rank_kind),
              ranking.subject, ranking.region, ranking.metric, ranking.period,
              ranking.share_percent, ranking.authority, from_.source_id, from_.capture_id,
              from_.article_id, place(ranking.evidence), ranking.evidence.begin,
              ranking.evidence.end, ranking.evidence.quote, ranking.rule, parser_version_,
              from_.known_at)
        .run();
  }

  void add_figure(const Decision::FigureFact& fact) {
    const Figure& figure = fact.figure;
    connection_
        .query(
            "INSERT INTO figure_fact (application_id, issuer_name, metric, subject, period, "
            "value, currency, unit, qualifier, as_written, source_id, capture_id, article_id, "
            "evidence_in, evidence_begin, evidence_end, quote, rule, parser_version, known_at) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(fact.application_id, figure.issuer, figure.metric, figure.subject, figure.period,
              figure.value, figure.currency, figure.unit, figure.qualifier, figure.as_written,
              from_.source_id, from_.capture_id, from_.article_id, place(figure.evidence),
              figure.evidence.begin, figure.evidence.end, figure.evidence.quote, figure.rule,
              parser_version_, from_.known_at)
        .run();
  }

  // A row of a feed has no article: its evidence is the row itself.
  std::string_view place(const Evidence& evidence) const {
    return from_.article_id ? name_of(evidence.in) : std::string_view("feed");
  }

  static std::optional<std::string_view> board_name(std::optional<Board> board) {
    return board ? std::optional(name_of(*board)) : std::nullopt;
  }

  Connection& connection_;
  const Provenance& from_;
  std::string_view parser_version_;
};

}  // namespace

Status Store::apply(const Decision& decision, const Provenance& provenance,
                    std::string_view parser_version) {
  auto& connection = *impl_->connection;
  return connection.write([&]() -> Status {
    DecisionWriter(connection, provenance, parser_version).write(decision);
    return {};
  });
}

}  // namespace gongwatch::store
