// A second copy of the store, and what can be done when there is none.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "model/result.h"

namespace gongwatch::store {

// Asked now and then with how much is done; false stops the work (ErrorKind::cancelled).
using Progress = std::function<bool(std::int64_t done, std::int64_t total)>;

struct Checked {
  int version = 0;
  std::int64_t applications = 0, articles = 0, captures = 0;
};

// Copies the store as it is at this moment into a new file, while others read and write it, and
// reads the copy through as check_store does. Nothing stands at `to` unless all of it does. Errors:
// invalid_argument if something is there already.
Result<Checked> back_up_store(const std::string& path, const std::string& to,
                              const Progress& go_on);

// What a file that should be a store is: an error if it is none, is newer or damaged. Reads all of
// it.
Result<Checked> check_store(const std::string& path);

// Reads what can be read of a damaged store (which is opened read-only) and makes a new one of it
// at `to`. Rows that hang on lost ones are left out; a capture whose bytes are lost stays without
// them. Where the list of tables itself is damaged, it is made again (schema_rebuild.h). Errors:
// store_unusable if the file shows no signs of being a store; those of writing. Behind so many
// damaged places of a table the rest is lost.
inline constexpr int kMostGaps = 100'000;
struct Salvaged {
  std::string table;
  std::int64_t saved = 0;
  std::int64_t lost = 0;      // numbers without a row between and around those saved, at most;
                              // rows that hold what the table does not take
  std::int64_t left_out = 0;  // whole, but hanging on a lost row
  bool end_unknown = false;   // how many were lost at the end is not known
};
Result<std::vector<Salvaged>> salvage_store(const std::string& damaged, const std::string& to,
                                            int most_gaps = kMostGaps);

}  // namespace gongwatch::store
