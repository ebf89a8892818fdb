// Twenty feeds of 400 rows in the shape of HKEX's, in two versions of which the later differs in 1
// % of the rows; and the same rows as CSV.
#pragma once

#include <filesystem>
#include <string>

#include "tests/support/temp_dir.h"

namespace gongwatch::bench {

class LoadFeeds {
 public:
  static constexpr int kFeeds = 20;  // five lists, two boards, two languages
  static constexpr int kRows = 400;

  // first/*.json, later/*.json and csv/*.csv (the rows of `first`) below the folder.
  void write(const testing_support::TempDir& folder) const;
  // For the sqlite3 shell: all CSV files into each of two tables.
  std::string import_script(const std::filesystem::path& folder) const;
};

}  // namespace gongwatch::bench
