// docs/schema.md describes every table, view and column, and nothing that is not there; its diagram
// draws the references that there are; docs/datasette.json names what is there.
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "tests/store/fixture.h"

namespace gongwatch::store {
namespace {

using Columns = std::map<std::string, std::set<std::string>>;

// Sections "### `name`"; in each, lines that start with "| `column` |".
Columns documented() {
  std::ifstream file(std::string(GONGWATCH_CHECKOUT) + "/docs/schema.md");
  Columns columns;
  std::string section;
  for (std::string line; std::getline(file, line);) {
    if (line.rfind("### `", 0) == 0) {
      section = line.substr(5, line.find('`', 5) - 5);
      columns[section];
    } else if (line.rfind("| `", 0) == 0) {
      columns[section].insert(line.substr(3, line.find('`', 3) - 3));
    }
  }
  return columns;
}

Columns real(const std::string& path) {
  SQLite::Database database(path, SQLite::OPEN_READONLY, 5000);
  SQLite::Statement row(
      database,
      "SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c "
      "WHERE m.type IN ('table', 'view') AND m.name NOT LIKE 'sqlite_%' "
      "AND m.name NOT LIKE 'search_index_%'");  // the index's own tables
  Columns columns;
  while (row.executeStep()) {
    columns[row.getColumn(0).getString()].insert(row.getColumn(1).getString());
  }
  return columns;
}

class SchemaDocTest : public StoreTest {};

TEST_F(SchemaDocTest, the_documentation_has_exactly_the_tables_views_and_columns_there_are) {
  open();
  const Columns written = documented(), there = real(path_);
  ASSERT_GT(there.size(), 20u);
  for (const auto& [table, columns] : there) {
    const auto section = written.find(table);
    ASSERT_NE(section, written.end()) << "docs/schema.md has no section for " << table;
    EXPECT_EQ(section->second, columns) << table;
  }
  for (const auto& [table, columns] : written) EXPECT_TRUE(there.contains(table)) << table;
}

// "capture |o--o{ page : latest_capture_id" for each reference of a table.
std::set<std::string> references(const std::string& path) {
  SQLite::Database database(path, SQLite::OPEN_READONLY, 5000);
  SQLite::Statement row(
      database,
      "SELECT f.\"table\", m.name, f.\"from\", c.\"notnull\" OR c.pk, "
      "c.pk = 1 AND (SELECT max(pk) FROM pragma_table_info(m.name)) = 1 "
      "FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f "
      "JOIN pragma_table_info(m.name) c ON c.name = f.\"from\" WHERE m.type = 'table'");
  std::set<std::string> lines;
  while (row.executeStep()) {
    lines.insert(row.getColumn(0).getString() + (row.getColumn(3).getInt() != 0 ? " ||" : " |o") +
                 "--" + (row.getColumn(4).getInt() != 0 ? "o| " : "o{ ") +
                 row.getColumn(1).getString() + " : " + row.getColumn(2).getString());
  }
  return lines;
}

TEST_F(SchemaDocTest, the_diagram_draws_the_references_of_its_tables) {
  open();
  std::ifstream file(std::string(GONGWATCH_CHECKOUT) + "/docs/schema.md");
  std::set<std::string> drawn, tables;
  bool inside = false;
  for (std::string line; std::getline(file, line);) {
    if (line == "erDiagram") inside = true;
    if (line == "```") inside = false;
    if (!inside || line.rfind("  ", 0) != 0) continue;
    drawn.insert(line.substr(2));
    std::istringstream words(line);
    std::string one, relation, many;
    words >> one >> relation >> many;
    tables.insert({one, many});
  }
  ASSERT_GT(drawn.size(), 40u);
  std::set<std::string> there;
  for (const std::string& line : references(path_)) {
    std::istringstream words(line);
    std::string one, relation, many;
    words >> one >> relation >> many;
    if (tables.contains(one) && tables.contains(many)) there.insert(line);
  }
  EXPECT_EQ(drawn, there);
}

TEST_F(SchemaDocTest, datasette_is_told_of_what_is_there) {
  const Store store = open();
  std::ifstream file(std::string(GONGWATCH_CHECKOUT) + "/docs/datasette.json");
  const auto metadata = nlohmann::json::parse(file);
  const auto& database = metadata.at("databases").at("gongwatch");
  const Columns there = real(path_);
  for (const auto& [table, told] : database.at("tables").items()) {
    const auto columns = there.find(table);
    ASSERT_NE(columns, there.end()) << table;
    std::set<std::string> named;
    for (const auto& [column, text] : told.at("columns").items()) named.insert(column);
    for (const char* key : {"sort_desc", "label_column"}) {
      if (told.contains(key)) named.insert(told[key].get<std::string>());
    }
    if (told.contains("facets")) {
      for (const auto& facet : told["facets"]) named.insert(facet.get<std::string>());
    }
    for (const std::string& column : named)
      EXPECT_TRUE(columns->second.contains(column)) << table << "." << column;
  }
  for (const char* view : {"ipo", "timeline", "change", "conflict", "sponsor_league", "figure"})
    EXPECT_TRUE(database["tables"].contains(view)) << view;
  for (const auto& [name, query] : database.at("queries").items()) {
    const auto answer = store.sql(query.at("sql").get<std::string>());
    EXPECT_TRUE(answer) << name << ": " << answer.error().to_string();
  }
}

}  // namespace
}  // namespace gongwatch::store
