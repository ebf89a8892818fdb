// What each run did.
#include "store/impl.h"
#include "store/ipo_rows.h"

namespace gongwatch::store {

Result<std::int64_t> Store::start_run(Instant at, std::string_view version) {
  auto& connection = *impl_->connection;
  return connection.write([&]() -> Result<std::int64_t> {
    connection.query("INSERT INTO run (started_at, version) VALUES (?, ?)").bind(at, version).run();
    return connection.last_row_id();
  });
}

Status Store::finish_run(std::int64_t run_id, Instant at, int exit_code,
                         const std::vector<SourceRun>& sources) {
  auto& connection = *impl_->connection;
  return connection.write([&]() -> Status {
    const int changed =
        connection.query("UPDATE run SET finished_at = ?, exit_code = ? WHERE run_id = ?")
            .bind(at, exit_code, run_id)
            .run();
    if (changed != 1) {
      return fail(ErrorKind::not_found, "no run with id " + std::to_string(run_id),
                  connection.path());
    }
    for (const SourceRun& source : sources) {
      connection
          .query(
              "INSERT OR REPLACE INTO run_source (run_id, source_id, requests, unchanged, "
              "captured, articles, facts, failures, outcome, message, entries) "
              "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
          .bind(run_id, source.source_id, source.requests, source.unchanged, source.captured,
                source.articles, source.facts, source.failures, source.outcome, source.message,
                source.entries)
          .run();
    }
    refresh_ipo_rows(connection, 1);
    return {};
  });
}

Result<std::vector<SourceRun>> Store::last_run() const {
  auto& connection = *impl_->connection;
  return connection.guarded([&]() -> Result<std::vector<SourceRun>> {
    auto row = connection.query(
        "SELECT source_id, requests, unchanged, captured, articles, facts, failures, outcome, "
        "message FROM run_source "
        "WHERE run_id = (SELECT max(run_id) FROM run WHERE finished_at IS NOT NULL) "
        "ORDER BY source_id");
    std::vector<SourceRun> sources;
    while (row.next()) {
      sources.push_back({row.text(0), row.integer(1), row.integer(2), row.integer(3),
                         row.integer(4), row.integer(5), row.integer(6), row.text(7), row.text(8)});
    }
    return sources;
  });
}

}  // namespace gongwatch::store
