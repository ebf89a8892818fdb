#include "cli/app_backfill.h"

#include <CLI/CLI.hpp>

namespace gongwatch::cli {

void add_backfill(CLI::App& app, BackfillArgs& args) {
  CLI::App* backfill = app.add_subcommand(
      "backfill", "What came before: news of past days, HKEX's lists of past years");
  backfill
      ->add_option("--source", args.sources,
                   "The older lists of this source, and their articles; may be given again")
      ->allow_extra_args(false);
  backfill->add_option("--since", args.since, "First day (YYYY-MM-DD, Hong Kong)");
  backfill->add_option("--until", args.until, "Last day; today if not given");
  backfill->add_option("--max-time", args.max_time,
                       "Stop after this time (\"20m\"); the next backfill goes on from there");
  backfill->add_option("--years", args.years, "HKEX's applicants of a year or a range: 2021..2024");
  backfill->add_flag("--index", args.index,
                     "HKEX's consolidated index (names, days and outcomes since the 1990s)");
  backfill->add_option("--now", args.now, "Pretend that it is this time (ISO 8601)");
  backfill->footer(
      "How far back a source's older lists go, and whether they answer, is its site's\n"
      "business. Of the sources that come with the program zhitong alone says where\n"
      "they are, and that address was never tried against the site itself.\n"
      "Example:\n  $ gongwatch backfill --source zhitong --since 2024-01-01 --until 2024-06-30\n"
      "  SOURCE   OUTCOME  PERIODS  EMPTY  LISTS  ENTRIES  ARTICLES  GONE  FACTS  FAIL…\n"
      "  zhitong  done     1 of 1   0      214    4107     4093      9     18450  5\n"
      "Exit codes: 0 or 1 as OUTCOME says (docs/commands.md), 2 usage, 3 the store\n"
      "cannot be used, 75 another run is active, 130/143 signal.");
}

}  // namespace gongwatch::cli
