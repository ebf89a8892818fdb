#include "store/of_record.h"

namespace gongwatch::store {
namespace {

// What stands behind "CREATE VIEW x AS".
std::string body_of(Connection& connection, std::string_view view) {
  auto row =
      connection.query("SELECT sql FROM main.sqlite_master WHERE type = 'view' AND name = ?");
  row.bind(view).next();
  const std::string sql = row.text(0);
  const auto as = sql.find(" AS\n");
  return as == std::string::npos ? sql : sql.substr(as + 4);
}

}  // namespace

std::string of_record(Connection& connection, std::string_view view) {
  // A name that WITH gives comes before that of a table, also in the text of a view; one that is
  // written with its schema does not. The past is in temporary views.
  std::string schema = "main.";
  {
    auto past = connection.query("SELECT 1 FROM temp.sqlite_temp_master WHERE name = 'stage_fact'");
    if (past.next()) schema = "temp.";
  }
  std::string sql =
      "WITH RECURSIVE member (id) AS (SELECT record_id FROM " + schema +
      "application_record WHERE application_id = ?1 UNION SELECT a.application_id FROM " + schema +
      "application a JOIN member m ON a.merged_into = m.id)";
  for (const char* table :
       {"application", "application_record", "stage_fact", "appointment_fact", "figure_fact"}) {
    sql += std::string(", ") + table + " AS (SELECT * FROM " + schema + table +
           " WHERE application_id IN (SELECT id FROM member))";
  }
  sql += ", sponsor_fact AS (SELECT p.* FROM stage_fact f CROSS JOIN " + schema +
         "sponsor_fact p ON p.stage_fact_id = f.stage_fact_id)";
  for (const char* part : {"live_stage", "appointment", "figure"})
    sql += std::string(", ") + part + " AS (" + body_of(connection, part) + ")";
  return sql + ", asked AS (" + body_of(connection, view) + ") ";
}

}  // namespace gongwatch::store
