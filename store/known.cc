// What the tracker starts from.
#include <unordered_map>

#include "model/names.h"
#include "store/impl.h"

namespace gongwatch::store {
namespace {

using Issuers = std::vector<KnownIssuer>;

std::optional<Board> board_of(const std::optional<std::string>& name) {
  return name ? board_from_name(*name) : std::nullopt;
}

std::unordered_map<IssuerId, std::size_t> read_issuers(Connection& connection, Issuers& issuers) {
  std::unordered_map<IssuerId, std::size_t> places;
  auto row = connection.query("SELECT issuer_id FROM issuer ORDER BY issuer_id");
  while (row.next()) {
    places[row.integer(0)] = issuers.size();
    issuers.push_back({row.integer(0), {}, {}});
  }
  return places;
}

void read_names(Connection& connection, const std::unordered_map<IssuerId, std::size_t>& places,
                Issuers& issuers) {
  auto row = connection.query(
      "SELECT issuer_id, name, key, kind, language FROM issuer_name ORDER BY issuer_name_id");
  while (row.next()) {
    const auto kind = name_kind_from_name(row.text(3));
    const auto place = places.find(row.integer(0));
    if (place == places.end()) continue;
    issuers[place->second].names.push_back(
        {row.integer(0), row.text(1), row.text(2), kind.value_or(NameKind::alias), row.text(4)});
  }
}

struct Place {
  std::size_t issuer, application;
};

std::unordered_map<ApplicationId, Place> read_applications(
    Connection& connection, const std::unordered_map<IssuerId, std::size_t>& issuer_places,
    Issuers& issuers) {
  std::unordered_map<ApplicationId, Place> places;
  auto row = connection.query(
      "SELECT application_id, issuer_id, hkex_id, board, stock_code, previous_application_id "
      "FROM application ORDER BY application_id");
  while (row.next()) {
    const auto found = issuer_places.find(row.integer(1));
    if (found == issuer_places.end()) continue;
    const std::size_t issuer = found->second;
    places[row.integer(0)] = {issuer, issuers[issuer].applications.size()};
    KnownApplication application;
    application.application_id = row.integer(0);
    application.issuer_id = row.integer(1);
    application.hkex_id = row.maybe_integer(2);
    application.board = board_of(row.maybe_text(3));
    application.stock_code = row.maybe_text(4);
    application.previous_application_id = row.maybe_integer(5);
    issuers[issuer].applications.push_back(std::move(application));
  }
  return places;
}

void read_stages(Connection& connection, const std::unordered_map<ApplicationId, Place>& places,
                 Issuers& issuers) {
  auto row = connection.query(
      "SELECT application_id, issuer_name, stage, event_date, disclosed_on, board, official, "
      "history, rule, attached_by FROM stage_fact "
      "WHERE application_id IS NOT NULL AND superseded_at IS NULL "
      "ORDER BY coalesce(event_date, disclosed_on, substr(known_at, 1, 10)), stage_fact_id");
  while (row.next()) {
    const auto stage = stage_from_name(row.text(2));
    const auto place = places.find(row.integer(0));
    if (!stage || place == places.end()) continue;
    StageFact fact;
    fact.application_id = row.integer(0);
    fact.issuer_name = row.text(1);
    fact.stage = *stage;
    fact.event_date = row.maybe_date(3);
    fact.disclosed_on = row.maybe_date(4);
    fact.board = board_of(row.maybe_text(5));
    fact.official = row.truth(6);
    fact.history = row.truth(7);
    fact.rule = row.text(8);
    fact.attached_by = row.text(9);
    issuers[place->second.issuer].applications[place->second.application].stages.push_back(
        std::move(fact));
  }
}

void read_documents(Connection& connection, const std::unordered_map<ApplicationId, Place>& places,
                    Issuers& issuers) {
  auto row = connection.query(
      "SELECT application_id, url FROM application_document ORDER BY application_document_id");
  while (row.next()) {
    const auto place = places.find(row.integer(0));
    if (place == places.end()) continue;
    issuers[place->second.issuer].applications[place->second.application].document_urls.push_back(
        row.text(1));
  }
}

}  // namespace

Result<std::vector<KnownIssuer>> Store::known_issuers() const {
  auto& connection = *impl_->connection;
  return connection.snapshot([&]() -> Result<Issuers> {
    Issuers issuers;
    const auto issuer_places = read_issuers(connection, issuers);
    read_names(connection, issuer_places, issuers);
    const auto places = read_applications(connection, issuer_places, issuers);
    read_stages(connection, places, issuers);
    read_documents(connection, places, issuers);
    return issuers;
  });
}

}  // namespace gongwatch::store
