// The fixture workflow (docs/fixtures.md): a case is fixtures/<source>/<case>/ with page.*,
// meta.toml and expected.json.
#pragma once

#include <string>
#include <vector>

#include "model/result.h"
#include "model/time.h"

namespace gongwatch::cli {

struct FixtureCase {
  std::string name;    // SOURCE/CASE
  std::string folder;  // path
  std::string page;    // path of page.*; empty if there is none
};

// What meta.toml says.
struct CaseMeta {
  std::string url, note, content_type;
  Instant captured_at{};
};
Result<CaseMeta> meta_of(const FixtureCase& one);

// Whether this is CI, where no golden is written.
bool on_ci();

// All cases under a fixtures folder, by name; folders of folders only. not_found if the folder is
// none.
Result<std::vector<FixtureCase>> find_cases(const std::string& root);

// The cases named (SOURCE/CASE), or all; an unknown name is an error.
Result<std::vector<FixtureCase>> chosen_cases(const std::string& root,
                                              const std::vector<std::string>& names);

// What the parser makes of the case's page today: the text of its expected.json. The source's TOML
// (in `sources`) says how lists are read. A page that cannot be read gives {"error": …}: failing
// pages have goldens too. Errors: a broken meta.toml or source.
Result<std::string> golden_of(const FixtureCase& one, const std::string& sources);

enum class FixtureState { pass, missing, differs, pending, orphan, invalid };

const char* word_for(FixtureState state);

struct FixtureResult {
  std::string name;
  FixtureState state = FixtureState::pass;
  std::vector<std::string> details;  // the fields that differ, or what is wrong
};

// Compares; unless `read_only` (CI, a review), writes expected.json.new where the golden is missing
// or differs.
FixtureResult check_case(const FixtureCase& one, const std::string& sources, bool read_only);

// JSON pointers of the values that differ, at most `limit`.
std::vector<std::string> differing_fields(const std::string& expected, const std::string& actual,
                                          std::size_t limit = 20);

}  // namespace gongwatch::cli
