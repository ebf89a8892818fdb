// bench_replay [--applications N] [--days N] [--seed S] [--db PATH] [--keep]
// A made-up market of N applications, day by day through the whole pipeline, and the store held
// against the truth. Exit code 1 if anything is merged, split, doubled, missing or silent.
#include <fmt/format.h>
#include <unistd.h>

#include <charconv>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <string>
#include <string_view>

#include "tests/support/market_replay.h"
#include "tests/support/temp_dir.h"

namespace {

using gongwatch::testing_support::ReplayOptions;
using gongwatch::testing_support::TempDir;

constexpr std::string_view kUsage =
    "usage: bench_replay [--applications N] [--days N] [--seed S] [--db PATH] [--keep]\n";

template <class Number>
bool read_number(std::string_view text, Number least, Number& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() && number >= least;
}

bool read_flags(int count, char** arguments, ReplayOptions& options, bool& keep) {
  for (int i = 1; i < count; ++i) {
    const std::string_view flag = arguments[i];
    if (flag == "--keep") {
      keep = true;
      continue;
    }
    if (++i >= count) return false;
    const std::string_view value = arguments[i];
    bool good = true;
    if (flag == "--applications") {
      good = read_number(value, 1, options.market.applications);
    } else if (flag == "--days") {
      good = read_number(value, 30, options.market.days);
    } else if (flag == "--seed") {
      good = read_number(value, std::uint64_t{0}, options.market.seed);
    } else if (flag == "--db") {
      options.db = value;
    } else {
      good = false;
    }
    if (!good) return false;
  }
  return true;
}

void forget(const std::string& db) {
  for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(db + end);
}

int run(ReplayOptions options, bool keep) {
  const TempDir folder;
  if (options.db.empty()) {
    options.db = (folder.path() / "replay.db").string();
  } else if (std::filesystem::exists(options.db)) {
    fmt::print(stderr, "bench_replay: {} exists\n", options.db);
    return 2;
  }
  const bool shown = isatty(STDERR_FILENO) == 1;
  options.on_day = [&](int day) {
    if (shown) fmt::print(stderr, "\rday {} of {}", day + 1, options.market.days);
  };
  const auto report = gongwatch::testing_support::replay(options);
  if (shown) fmt::print(stderr, "\n");
  if (!keep) forget(options.db);
  if (!report) {
    fmt::print(stderr, "bench_replay: {}\n", report.error().to_string());
    return 1;
  }
  fmt::print("{}", report->to_string());
  return report->clean() ? 0 : 1;
}

}  // namespace

int main(int count, char** arguments) {
  ReplayOptions options;
  options.market.applications = 10'000;
  options.market.days = 365;
  bool keep = false;
  if (!read_flags(count, arguments, options, keep)) {
    fmt::print(stderr, "{}", kUsage);
    return 2;
  }
  try {
    return run(options, keep);
  } catch (const std::exception& failure) {
    fmt::print(stderr, "bench_replay: {}\n", failure.what());
    return 1;
  }
}
