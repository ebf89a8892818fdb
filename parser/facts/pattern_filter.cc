#include "parser/facts/pattern_filter.h"

#include <re2/filtered_re2.h>

#include <algorithm>
#include <utility>

namespace gongwatch::parser::facts {
namespace {

constexpr int kShortestLiteral = 3;  // bytes: one Chinese character

}  // namespace

PatternFilter::PatternFilter(const std::vector<std::string>& patterns)
    : filter_(std::make_unique<re2::FilteredRE2>(kShortestLiteral)) {
  re2::RE2::Options options;
  options.set_log_errors(false);
  for (const std::string& pattern : patterns) {
    int id = 0;
    if (filter_->Add(pattern, options, &id) != re2::RE2::NoError)
      does_not_compile(pattern, "see the table that it comes from");
  }
  std::vector<std::string> literals;
  filter_->Compile(&literals);
  literals_ = std::make_unique<LiteralSet>(std::move(literals));
}

PatternFilter::~PatternFilter() = default;

std::vector<std::size_t> PatternFilter::candidates(std::string_view lower) const {
  std::vector<int> ids;
  filter_->AllPotentials(literals_->places_in(lower), &ids);
  std::sort(ids.begin(), ids.end());
  return {ids.begin(), ids.end()};
}

std::vector<Match> PatternFilter::find_all(std::size_t place, std::string_view text,
                                           Span in) const {
  return facts::find_all(filter_->GetRE2(static_cast<int>(place)), text, in);
}

}  // namespace gongwatch::parser::facts
