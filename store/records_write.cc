// Issuers, applications and names; how they are filled, merged, moved and taken apart again. Each
// step that changes a row leaves a row of its own behind, with what stood there before.
#include <fmt/core.h>

#include "model/names.h"
#include "store/facts_write.h"

namespace gongwatch::store {
namespace {

std::optional<std::string_view> board_name(std::optional<Board> board) {
  return board ? std::optional(name_of(*board)) : std::nullopt;
}

class RecordWriter {
 public:
  RecordWriter(Connection& connection, const Provenance& from)
      : connection_(connection), from_(from) {}

  Status write(const Decision& decision) {
    for (const IssuerId issuer : decision.new_issuers) add_issuer(issuer);
    for (const auto& application : decision.new_applications) add_application(application);
    for (const auto& link : decision.hkex_links) {
      fill(link.application_id, "hkex_id", link.hkex_id, std::to_string(link.hkex_id), link.reason);
    }
    for (const auto& update : decision.updates) fill(update);
    for (const auto& name : decision.new_names) add_name(name);
    for (const auto& shown : decision.names_shown) show_name(shown);
    for (const auto& told : decision.stage_retractions) retract(told);
    if (auto changed = rearrange(decision); !changed) return changed;
    for (const auto& document : decision.documents) add_document(document);
    return {};
  }

 private:
  // First apart, then where things belong, then together.
  Status rearrange(const Decision& decision) {
    Status status;
    const auto then = [&status](Status next) {
      if (status) status = std::move(next);
    };
    for (const ApplicationId id : decision.application_unmerges)
      then(merge(kApplication, id, {}, "split"));
    for (const IssuerId id : decision.issuer_unmerges) then(merge(kIssuer, id, {}, "split"));
    for (const auto& move : decision.application_moves) then(this->move(move));
    for (const auto& move : decision.name_moves) move_name(move);
    for (const auto& merged : decision.application_merges) {
      then(merge(kApplication, merged.application_id, merged.into, merged.reason));
    }
    for (const auto& merged : decision.issuer_merges) {
      then(merge(kIssuer, merged.issuer_id, merged.into, merged.reason));
    }
    return status;
  }

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

  void fill(const Decision::ApplicationUpdate& update) {
    const ApplicationId id = update.application_id;
    if (update.board) {
      fill(id, "board", name_of(*update.board), std::string(name_of(*update.board)), "filled");
    }
    if (update.stock_code) fill(id, "stock_code", *update.stock_code, *update.stock_code, "filled");
    if (update.corrected_stock_code) correct_code(id, *update.corrected_stock_code);
    if (update.previous_application_id) {
      fill(id, "previous_application_id", *update.previous_application_id,
           std::to_string(*update.previous_application_id), "filled");
    }
  }

  template <class Value>
  void fill(ApplicationId application, const std::string& column, const Value& value,
            const std::string& text, const std::string& reason) {
    const int changed = connection_
                            .query("UPDATE application SET " + column +
                                   " = ? WHERE application_id = ? AND " + column + " IS NULL")
                            .bind(value, application)
                            .run();
    if (changed > 0) note(kApplication, application, column, text, std::nullopt, reason);
  }

  // `table` has a key `table`_id and a table of its changes.
  static constexpr std::string_view kApplication = "application", kIssuer = "issuer";

  void note(std::string_view table, std::int64_t id, std::string_view field,
            const std::string& value, const std::optional<std::string>& old_value,
            const std::string& reason) {
    connection_
        .query(fmt::format("INSERT INTO {0}_change ({0}_id, field, value, old_value, reason, "
                           "source_id, capture_id, article_id, known_at) "
                           "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                           table))
        .bind(id, field, value, old_value, reason, from_.source_id, from_.capture_id,
              from_.article_id, from_.known_at)
        .run();
  }

  tl::unexpected<Error> refuse(std::string message) const {
    return fail(ErrorKind::internal, std::move(message), connection_.path());
  }

  // The record under which a row is shown; nothing if there is no such row.
  std::optional<std::int64_t> record_of(std::string_view table, std::int64_t id) {
    auto row =
        connection_.query(fmt::format("SELECT record_id FROM {0}_record WHERE {0}_id = ?", table));
    row.bind(id);
    return row.next() ? std::optional(row.integer(0)) : std::nullopt;
  }

  std::optional<std::int64_t> merged_into(std::string_view table, std::int64_t id) {
    auto row =
        connection_.query(fmt::format("SELECT merged_into FROM {0} WHERE {0}_id = ?", table));
    row.bind(id);
    return row.next() ? row.maybe_integer(0) : std::nullopt;
  }

  // Without `into`: apart again.
  Status merge(std::string_view table, std::int64_t id, std::optional<std::int64_t> into,
               const std::string& reason) {
    if (!record_of(table, id)) return refuse(fmt::format("there is no {} {}", table, id));
    if (into) {
      const auto record = record_of(table, *into);
      if (!record) return refuse(fmt::format("there is no {} {}", table, *into));
      if (*record == id)
        return refuse(fmt::format("{0} {1} cannot be merged into itself", table, id));
    }
    const auto before = merged_into(table, id);
    if (before == into) return {};
    connection_.query(fmt::format("UPDATE {0} SET merged_into = ? WHERE {0}_id = ?", table))
        .bind(into, id)
        .run();
    note(table, id, "merged_into", into ? std::to_string(*into) : "",
         before ? std::optional(std::to_string(*before)) : std::nullopt, reason);
    return {};
  }

  Status move(const Decision::ApplicationMove& move) {
    std::optional<IssuerId> before;
    {
      auto row = connection_.query("SELECT issuer_id FROM application WHERE application_id = ?");
      if (row.bind(move.application_id).next()) before = row.integer(0);
    }
    if (!before) return refuse(fmt::format("there is no application {}", move.application_id));
    if (*before == move.to) return {};
    connection_.query("UPDATE application SET issuer_id = ? WHERE application_id = ?")
        .bind(move.to, move.application_id)
        .run();
    note(kApplication, move.application_id, "issuer_id", std::to_string(move.to),
         std::to_string(*before), move.reason);
    return {};
  }

  // HKEX's own word about a code that it gave before.
  void correct_code(ApplicationId application, const std::string& code) {
    std::optional<std::string> before;
    {
      auto row = connection_.query("SELECT stock_code FROM application WHERE application_id = ?");
      if (row.bind(application).next()) before = row.maybe_text(0);
    }
    if (before == code) return;
    connection_.query("UPDATE application SET stock_code = ? WHERE application_id = ?")
        .bind(code, application)
        .run();
    note(kApplication, application, "stock_code", code, before, "corrected");
  }

  // The name that HKEX shows now is the newest again; when it was first seen stays.
  void show_name(const Decision::NameShown& shown) {
    const int retracted =
        connection_
            .query(
                "UPDATE issuer_name SET retracted_at = ? WHERE retracted_at IS NULL "
                "AND name = ? AND kind = 'official' AND issuer_id IN "
                "(SELECT issuer_id FROM issuer_record WHERE record_id = ?)")
            .bind(from_.known_at, shown.name.name, shown.name.issuer_id)
            .run();
    if (retracted == 0) return;
    add_name(shown.name);
    note(kIssuer, shown.name.issuer_id, "name shown again", shown.name.name, std::nullopt, "row");
  }

  // What a status told before a document gave the day.
  void retract(const Decision::StageRetraction& told) {
    connection_
        .query(
            "UPDATE stage_fact SET superseded_at = ? WHERE superseded_at IS NULL AND official = 1 "
            "AND event_date IS NULL AND stage = ? AND rule = ? AND application_id IN "
            "(SELECT application_id FROM application_record WHERE record_id = ?)")
        .bind(from_.known_at, name_of(told.stage), told.rule, told.application_id)
        .run();
  }

  // Rows of the name stand at the issuer itself and at those that were merged into it.
  void move_name(const Decision::NameMove& move) {
    struct Row {
      std::int64_t id;
      IssuerName name;
    };
    std::vector<Row> rows;
    {
      auto row = connection_.query(
          "SELECT n.issuer_name_id, n.name, n.key, n.kind, n.language FROM issuer_name n "
          "JOIN issuer_record r ON r.issuer_id = n.issuer_id "
          "WHERE r.record_id = ? AND n.name = ? AND n.retracted_at IS NULL AND n.issuer_id <> ?");
      row.bind(move.from, move.name, move.to);
      while (row.next()) {
        rows.push_back({row.integer(0),
                        {move.to, row.text(1), row.text(2),
                         name_kind_from_name(row.text(3)).value_or(NameKind::alias), row.text(4)}});
      }
    }
    if (rows.empty()) return;
    for (const Row& row : rows) {
      connection_.query("UPDATE issuer_name SET retracted_at = ? WHERE issuer_name_id = ?")
          .bind(from_.known_at, row.id)
          .run();
      add_name(row.name);
    }
    note(kIssuer, move.from, "name moved", fmt::format("{} to issuer {}", move.name, move.to),
         std::nullopt, move.reason);
  }

  void add_name(const IssuerName& name) {
    connection_
        .query(
            "INSERT INTO issuer_name (issuer_id, name, key, kind, language, source_id, "
            "capture_id, article_id, known_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) "
            "ON CONFLICT DO NOTHING")
        .bind(name.issuer_id, name.name, name.key, name_of(name.kind), name.language,
              from_.source_id, from_.capture_id, from_.article_id, from_.known_at)
        .run();
  }

  void add_document(const Decision::DocumentLink& link) {
    const OfficialDocument& document = link.document;
    connection_
        .query(
            "INSERT INTO application_document (application_id, url, kind, label, date, "
            "submission, language, source_id, capture_id, known_at) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")
        .bind(link.application_id, document.url, name_of(document.kind), document.label,
              document.date, document.submission, document.language, from_.source_id,
              from_.capture_id, from_.known_at)
        .run();
  }

  Connection& connection_;
  const Provenance& from_;
};

}  // namespace

Status write_records(Connection& connection, const Origin& origin, const Decision& decision) {
  return RecordWriter(connection, origin.from).write(decision);
}

}  // namespace gongwatch::store
