// What a change of the parser gains and loses over the whole archive: grouped, sampled, as a page.
#pragma once

#include <string>
#include <vector>

#include "model/reading.h"
#include "render/report.h"

namespace gongwatch::render {

// A fact before and after; one of both may be missing.
struct FactPair {
  const FactChange* before = nullptr;
  const FactChange* after = nullptr;
};

// All of one kind that one rule tells, or told.
struct DiffGroup {
  std::string kind, rule;
  std::vector<FactPair> gained, lost, changed;
};

// Facts of a page that are told again in the same words of the record (elsewhere in the text, by a
// newer version) are no difference and only counted in `same`. Largest groups first. Points into
// `changes`.
std::vector<DiffGroup> group_changes(const std::vector<FactChange>& changes, std::size_t& same);

// index.html and the files beside it; of each group at most `samples` of each sort, spread evenly.
std::vector<ReportFile> diff_files(const std::vector<DiffGroup>& groups, const std::string& lead,
                                   std::size_t samples);

}  // namespace gongwatch::render
