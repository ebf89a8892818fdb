// All that the report shows, in one snapshot: a handful of questions, however many IPOs there are.
#include "model/report.h"

#include <algorithm>
#include <unordered_map>

#include "store/impl.h"
#include "store/ranking_row.h"
#include "store/summary.h"

namespace gongwatch::store {
namespace {

// Newest first; a first load of many years makes millions.
constexpr int kMaxChanges = 20'000;

class Reading {
 public:
  explicit Reading(Connection& connection) : connection_(connection) {}

  Report read(int change_days) {
    read_clock();
    read_ipos();
    read_sponsors();
    read_names();
    read_witnesses();
    read_conflicts();
    read_rankings();
    read_figures();
    read_appointments();
    read_documents();
    read_articles();
    read_changes(change_days);
    read_league();
    read_sources();
    return std::move(report_);
  }

 private:
  void read_clock() {
    auto row = connection_.query("SELECT at FROM clock");
    if (row.next()) report_.at = row.maybe_instant(0).value_or(Instant{});
  }

  void read_ipos() {
    auto row = connection_.query(
        "SELECT application_id, issuer_id, hkex_id, previous_application_id, stock_code, name_en, "
        "name_zh, board, stage, stage_on, disclosed_on, subscription_closes_on, lapse_day, "
        "vanished_on, days_in_stage, offer_price, filed_on, refiled_on, csrc_filed_on, hearing_on, "
        "phip_on, launched_on, priced_on, allotted_on, listed_on, lapsed_on, withdrawn_on, "
        "rejected_on, returned_on FROM ipo "
        "ORDER BY stage_on IS NULL, stage_on DESC, application_id DESC");
    while (row.next()) {
      ReportIpo& ipo = report_.ipos.emplace_back();
      ipo.application_id = row.integer(0);
      ipo.issuer_id = row.integer(1);
      ipo.hkex_id = row.maybe_integer(2);
      ipo.previous_application_id = row.maybe_integer(3);
      ipo.stock_code = row.maybe_text(4);
      ipo.name_en = row.maybe_text(5);
      ipo.name_zh = row.maybe_text(6);
      ipo.board = row.maybe_text(7);
      ipo.stage = row.maybe_text(8).value_or("unknown");
      ipo.stage_on = row.maybe_text(9);
      ipo.disclosed_on = row.maybe_text(10);
      ipo.subscription_closes_on = row.maybe_text(11);
      ipo.lapse_day = row.maybe_text(12);
      ipo.vanished_on = row.maybe_text(13);
      ipo.days_in_stage = row.maybe_integer(14);
      if (!row.is_null(15)) ipo.offer_price = row.real(15);
      for (std::size_t i = 0; i < kStageCount; ++i)
        ipo.days[i] = row.maybe_text(16 + static_cast<int>(i));
    }
    for (std::size_t i = 0; i < report_.ipos.size(); ++i) {
      place_.emplace(report_.ipos[i].application_id, i);
      of_issuer_[report_.ipos[i].issuer_id].push_back(i);
    }
  }

  ReportIpo* ipo(std::int64_t application) {
    const auto found = place_.find(application);
    return found == place_.end() ? nullptr : &report_.ipos[found->second];
  }

  void read_sponsors() {
    auto row = connection_.query(
        "SELECT application_id, sponsor FROM application_sponsor "
        "ORDER BY application_id, first_sponsor_fact_id");
    while (row.next()) {
      if (ReportIpo* one = ipo(row.integer(0))) one->sponsors.push_back(row.text(1));
    }
  }

  void read_names() {
    auto row = connection_.query(
        "SELECT r.record_id, n.name, n.kind, n.language FROM issuer_name n "
        "JOIN issuer_record r ON r.issuer_id = n.issuer_id WHERE n.retracted_at IS NULL "
        "GROUP BY r.record_id, n.name, n.kind, n.language ORDER BY min(n.issuer_name_id)");
    while (row.next()) {
      const auto found = of_issuer_.find(row.integer(0));
      if (found == of_issuer_.end()) continue;
      for (const std::size_t place : found->second) {
        report_.ipos[place].names.push_back(
            {found->first,
             row.text(1),
             {},
             name_kind_from_name(row.view(2)).value_or(NameKind::alias),
             row.text(3)});
      }
    }
  }

  void read_witnesses() {
    auto row = connection_.query(
        "SELECT w.application_id, w.stage_fact_id, w.stage, w.event_date, w.event_by, "
        "w.disclosed_on, w.source, w.url, w.language, w.title, w.published_at, w.captured_at, "
        "w.known_at, w.official, w.history, w.copy_of, f.evidence_in, "
        "CASE WHEN f.evidence_in = 'feed' THEN '' ELSE f.quote END, f.rule "
        "FROM witness w JOIN stage s ON s.stage = w.stage "
        "JOIN stage_fact f ON f.stage_fact_id = w.stage_fact_id "
        "ORDER BY w.application_id, s.position, w.captured_at, w.published_at IS NULL, "
        "w.published_at, w.url, w.stage_fact_id");
    while (row.next()) {
      ReportIpo* one = ipo(row.integer(0));
      if (one == nullptr) continue;
      ReportWitness& witness = one->witnesses.emplace_back();
      witness.row.fact = "stage " + row.text(1);
      witness.row.stage = row.text(2);
      witness.row.event_date = row.maybe_text(3);
      witness.row.event_by = row.maybe_text(4);
      witness.row.disclosed_on = row.maybe_text(5);
      witness.row.source_id = row.text(6);
      witness.row.url = row.text(7);
      witness.row.language = row.maybe_text(8);
      witness.row.title = row.maybe_text(9);
      witness.row.published_at = row.maybe_text(10);
      witness.row.captured_at = row.text(11);
      witness.row.known_at = row.text(12);
      witness.row.official = row.truth(13);
      witness.row.history = row.truth(14);
      if (const auto copied = row.maybe_text(15)) witness.row.copy_of = "stage " + *copied;
      witness.evidence_in = row.text(16);
      witness.quote = row.text(17);
      witness.rule = row.text(18);
    }
  }

  void read_conflicts() {
    auto row = connection_.query(
        "SELECT application_id, field, stage, leading_value, leading_source, other_value, "
        "other_source FROM conflict ORDER BY application_id, stage, field, other_value");
    while (row.next()) {
      if (ReportIpo* one = ipo(row.integer(0))) {
        one->conflicts.push_back(
            {row.text(1), row.maybe_text(2), row.text(3), row.text(4), row.text(5), row.text(6)});
      }
    }
  }

  void read_rankings() {
    auto row = connection_.query(std::string("SELECT ") + kRankingColumns +
                                 ", f.quote, f.source, f.url, f.application_id FROM ranking f "
                                 "WHERE f.application_id IS NOT NULL ORDER BY f.ranking_fact_id");
    Claims claims;
    while (row.next()) {
      const std::int64_t application = row.integer(11);
      ReportIpo* one = ipo(application);
      if (one == nullptr) continue;
      const RankingText ranking = ranking_at(row, 0);
      claims[application].push_back(claim_of(ranking));
      one->facts.push_back({ReportFact::Kind::ranking,
                            summary_of(ranking),
                            {},
                            {},
                            row.text(8),
                            row.text(9),
                            row.text(10),
                            false,
                            {}});
    }
    tell_alike(ReportFact::Kind::ranking, claims);
  }

  void read_figures() {
    auto row = connection_.query(
        "SELECT application_id, metric, subject, period, as_written, quote, source, url, official, "
        "value, currency, unit, qualifier FROM figure WHERE application_id IS NOT NULL "
        "ORDER BY official DESC, figure_fact_id");
    Claims claims;
    while (row.next()) {
      const std::int64_t application = row.integer(0);
      ReportIpo* one = ipo(application);
      if (one == nullptr) continue;
      claims[application].push_back(
          claim_of(FigureText{row.text(1), row.text(2), row.text(3), row.real(9), row.text(10),
                              row.text(11), row.text(12)}));
      std::string label = row.text(1);
      if (!row.view(2).empty()) label += ", " + row.text(2);
      one->facts.push_back({ReportFact::Kind::figure,
                            std::move(label),
                            row.text(3),
                            row.text(4),
                            row.text(5),
                            row.text(6),
                            row.text(7),
                            row.truth(8),
                            {}});
    }
    tell_alike(ReportFact::Kind::figure, claims);
  }

  // Of each application what its facts of one kind claim, in their order.
  using Claims = std::unordered_map<std::int64_t, std::vector<text::Claim>>;

  void tell_alike(ReportFact::Kind kind, const Claims& claims) {
    for (const auto& [application, told] : claims) {
      const std::vector<std::size_t> first = text::first_alike(told);
      std::size_t at = 0;
      for (ReportFact& fact : ipo(application)->facts) {
        if (fact.kind == kind) fact.same_as = std::to_string(first[at++]);
      }
    }
  }

  void read_appointments() {
    auto row = connection_.query(
        "SELECT application_id, sponsor, role, name, quote, source, url FROM appointment "
        "ORDER BY is_sponsor DESC, appointment_fact_id");
    while (row.next()) {
      if (ReportIpo* one = ipo(row.integer(0))) {
        one->facts.push_back({ReportFact::Kind::appointment,
                              row.text(1),
                              row.text(2),
                              row.text(3),
                              row.text(4),
                              row.text(5),
                              row.text(6),
                              true,
                              {}});
      }
    }
  }

  void read_documents() {
    auto row = connection_.query(
        "SELECT application_id, kind, label, date, language, url FROM document "
        "ORDER BY date IS NULL, date DESC, application_document_id");
    while (row.next()) {
      ReportIpo* one = ipo(row.integer(0));
      const auto kind = document_kind_from_name(row.view(1));
      if (one == nullptr || !kind) continue;
      OfficialDocument& document = one->documents.emplace_back();
      document.kind = *kind;
      document.label = row.text(2);
      document.date = row.maybe_date(3);
      document.language = row.text(4);
      document.url = row.text(5);
    }
  }

  void read_articles() {
    auto row = connection_.query(
        "WITH told AS (SELECT application_id, article_id FROM stage_fact WHERE superseded_at IS "
        "NULL UNION SELECT application_id, article_id FROM ranking_fact WHERE superseded_at IS "
        "NULL UNION SELECT application_id, article_id FROM figure_fact WHERE superseded_at IS NULL)"
        "SELECT DISTINCT r.record_id, a.article_id, k.url, a.title, k.source_id, a.language, "
        "a.published_at FROM told t JOIN application_record r ON r.application_id = "
        "t.application_id JOIN article a ON a.article_id = t.article_id JOIN capture k ON "
        "k.capture_id = a.capture_id WHERE a.superseded_at IS NULL "
        "ORDER BY a.published_at IS NULL, a.published_at DESC, a.article_id DESC");
    while (row.next()) {
      if (ReportIpo* one = ipo(row.integer(0))) {
        one->articles.push_back(
            {row.text(2), row.text(3), row.text(4), row.text(5), row.maybe_text(6)});
      }
    }
  }

  // Names and first sights aside: what moved. Of the rows that came by one page only one is needed.
  void read_changes(int days) {
    auto row = connection_.query(
        "SELECT changed_at, application_id, what, value, min(source) FROM change "
        "WHERE changed_at > ? AND changed_at <= ? AND application_id IS NOT NULL "
        "GROUP BY changed_at, application_id, what, value ORDER BY changed_at DESC, "
        "application_id, what LIMIT ?");
    row.bind(report_.at - std::chrono::days(days), report_.at, kMaxChanges);
    while (row.next()) {
      if (ipo(row.integer(1)) == nullptr) continue;
      report_.changes.push_back(
          {row.text(0), row.integer(1), row.text(2), row.text(3), row.text(4)});
    }
  }

  void read_league() {
    auto row = connection_.query(
        "SELECT sponsor, applications, main_board, gem, heard, listed, ended FROM sponsor_league "
        "ORDER BY applications DESC, listed DESC, sponsor");
    while (row.next()) {
      report_.league.push_back({row.text(0), row.integer(1), row.integer(2), row.integer(3),
                                row.integer(4), row.integer(5), row.integer(6)});
    }
  }

  void read_sources() {
    auto row = connection_.query(
        "SELECT source, last_ok_at, alarms, newest_capture_at FROM source_health ORDER BY source");
    while (row.next()) {
      report_.sources.push_back(
          {row.text(0), row.maybe_text(1), row.maybe_text(2), row.maybe_text(3)});
    }
  }

  Connection& connection_;
  Report report_;
  std::unordered_map<ApplicationId, std::size_t> place_;
  std::unordered_map<IssuerId, std::vector<std::size_t>> of_issuer_;
};

}  // namespace

Result<Report> Store::report(int change_days) const {
  auto& connection = *impl_->connection;
  return connection.snapshot(
      [&]() -> Result<Report> { return Reading(connection).read(change_days); });
}

}  // namespace gongwatch::store
