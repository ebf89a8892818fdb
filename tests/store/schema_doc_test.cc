// docs/schema.md describes every table, view and column, and nothing that is not there.
#include <fstream>
#include <map>
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

}  // namespace
}  // namespace gongwatch::store
