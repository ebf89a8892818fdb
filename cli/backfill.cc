// Past years: HKEX's yearly feeds and its consolidated index, asked once and politely. Days gone by
// of news sources: backfill_range.cc.
#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "cli/commands.h"

namespace gongwatch::cli {
namespace {

constexpr int kFirstYear = 1990;
constexpr int kMostYears = 60;

std::optional<int> year_of(std::string_view text) {
  int year = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), year);
  const bool whole = error == std::errc{} && end == text.data() + text.size();
  return whole && text.size() == 4 && year >= kFirstYear ? std::optional(year) : std::nullopt;
}

// "2021..2024" or "2023".
Result<std::pair<int, int>> years_of(const std::string& written) {
  const auto dots = written.find("..");
  const auto first = year_of(std::string_view(written).substr(0, dots));
  const auto last =
      dots == std::string::npos ? first : year_of(std::string_view(written).substr(dots + 2));
  if (!first || !last || *last < *first || *last - *first >= kMostYears) {
    return fail(ErrorKind::invalid_argument,
                "not a year or a range of years such as 2021..2024: \"" + written + "\"",
                "--years");
  }
  return std::pair(*first, *last);
}

// The source of today's feeds, turned to those of past years.
scheduler::Source of_years(scheduler::Source source, int first, int last) {
  source.lists.clear();
  for (int year = first; year <= last; ++year) source.lists.push_back(fmt::format("app_{}", year));
  return source;
}

Result<std::vector<scheduler::Source>> sources_of(const GlobalOptions& global,
                                                  const BackfillArgs& args) {
  const auto all = scheduler::load_sources(global.sources);
  if (!all) return all;
  std::vector<scheduler::Source> chosen;
  std::optional<std::pair<int, int>> years;
  if (!args.years.empty()) {
    const auto read = years_of(args.years);
    if (!read) return tl::unexpected(read.error());
    years = *read;
  }
  for (const scheduler::Source& source : *all) {
    if (years && source.kind == scheduler::SourceKind::hkex_applications) {
      chosen.push_back(of_years(source, years->first, years->second));
    }
    if (args.index && source.kind == scheduler::SourceKind::hkex_index) chosen.push_back(source);
  }
  if (!years && !args.index) {
    return fail(ErrorKind::invalid_argument,
                "say --years, --index or both, or --source and --since");
  }
  if (chosen.empty()) {
    return fail(ErrorKind::invalid_argument, "no source of kind hkex-applications or hkex-index",
                global.sources);
  }
  return chosen;
}

}  // namespace

int backfill_command(const GlobalOptions& global, const BackfillArgs& args) {
  const bool of_days = !args.sources.empty();
  if (of_days == (args.since.empty() && args.until.empty()) ||
      (of_days && (args.index || !args.years.empty()))) {
    return report_usage("--source, --since and --until go together, without --years and --index");
  }
  if (of_days) return backfill_range_command(global, args);
  const auto clock = chosen_clock(args.now);
  if (!clock) return report(clock.error());
  const auto sources = sources_of(global, args);
  if (!sources) {
    report(sources.error());
    return kUsage;
  }
  scheduler::RunOptions options;
  options.max_articles = 0;
  options.max_documents = 0;  // papers of past years are asked for by ordinary runs, if at all
  return run_sources(global, *sources, **clock, options);
}

}  // namespace gongwatch::cli
