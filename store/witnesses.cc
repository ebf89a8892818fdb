// Who tells what of an application.
#include <fmt/core.h>

#include "store/impl.h"
#include "store/of_record.h"
#include "text/split.h"

namespace gongwatch::store {
namespace {

std::string fact_name(std::int64_t stage_fact_id) { return fmt::format("stage {}", stage_fact_id); }

}  // namespace

Result<std::vector<WitnessRow>> Store::witnesses(ApplicationId application) const {
  auto& connection = *impl_->connection;
  return connection.snapshot([&]() -> Result<std::vector<WitnessRow>> {
    ApplicationId record = 0;
    {
      auto row =
          connection.query("SELECT record_id FROM application_record WHERE application_id = ?");
      if (!row.bind(application).next()) return std::vector<WitnessRow>{};
      record = row.integer(0);
    }
    auto row = connection.query(
        of_record(connection, "witness") +
        "SELECT w.stage_fact_id, w.stage, w.event_date, w.event_by, w.disclosed_on, w.sponsors, "
        "w.source, w.url, w.language, w.title, w.published_at, w.captured_at, w.known_at, "
        "w.official, w.history, w.copy_of FROM asked w JOIN stage s ON s.stage = w.stage "
        "WHERE w.application_id = ?1 ORDER BY s.position, w.captured_at, w.published_at IS NULL, "
        "w.published_at, w.url, w.stage_fact_id");
    row.bind(record);
    std::vector<WitnessRow> rows;
    while (row.next()) {
      WitnessRow witness;
      witness.fact = fact_name(row.integer(0));
      witness.stage = row.text(1);
      witness.event_date = row.maybe_text(2);
      witness.event_by = row.maybe_text(3);
      witness.disclosed_on = row.maybe_text(4);
      witness.sponsors = text::split(row.view(5), "; ");
      witness.source_id = row.text(6);
      witness.url = row.text(7);
      witness.language = row.maybe_text(8);
      witness.title = row.maybe_text(9);
      witness.published_at = row.maybe_text(10);
      witness.captured_at = row.text(11);
      witness.known_at = row.text(12);
      witness.official = row.truth(13);
      witness.history = row.truth(14);
      if (const auto copied = row.maybe_integer(15)) witness.copy_of = fact_name(*copied);
      rows.push_back(std::move(witness));
    }
    return rows;
  });
}

}  // namespace gongwatch::store
