// What the pages of an SQLite database tell by themselves, without its list of tables
// (https://www.sqlite.org/fileformat2.html).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "model/result.h"

namespace gongwatch::store {

using PageNumber = std::uint32_t;

// A row that was once of sqlite_schema.
struct SchemaEntry {
  std::string type, name, table;
  PageNumber root = 0;
};

struct PageScan {
  std::size_t page_bytes = 0;
  PageNumber pages = 0;
  int user_version = 0;  // 0: not known
  bool foreign = false;  // a whole header names another program
  std::vector<SchemaEntry> entries;
  // By page number: the first byte of a b-tree's page (0: something else), whether another page
  // points to it, and how many columns its first row has (0: not known).
  std::vector<std::uint8_t> kinds;
  std::vector<bool> children;
  std::vector<std::uint16_t> columns;

  // The columns of a row of the b-tree with this root; 0 if none can be read.
  std::size_t columns_under(PageNumber root) const;
  std::vector<PageNumber> first_child;  // of interior pages; 0
};

Result<PageScan> scan_pages(const std::string& path);

}  // namespace gongwatch::store
