// `gongwatch stats`: reads the records once and adds them up.
#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <tuple>

#include "cli/answers.h"
#include "cli/asking.h"
#include "cli/day_flags.h"
#include "cli/figures.h"
#include "cli/pager.h"
#include "render/layout.h"
#include "text/split.h"

namespace gongwatch::cli {
namespace {

std::optional<CivilDate> day_of(const std::optional<std::string>& cell) {
  if (!cell) return std::nullopt;
  const auto day = parse_iso_date(*cell);
  return day ? std::optional(*day) : std::nullopt;
}

std::int64_t number_of(const std::optional<std::string>& cell) {
  std::int64_t number = 0;
  if (cell) std::from_chars(cell->data(), cell->data() + cell->size(), number);
  return number;
}

std::optional<CivilDate> first_of(const std::optional<CivilDate>& a,
                                  const std::optional<CivilDate>& b) {
  if (a && b) return std::min(*a, *b);
  return a ? a : b;
}

// The filing day must lie in the span, if one is given.
Result<std::vector<RecordRow>> read_records(const store::Store& store,
                                            const std::optional<CivilDate>& since,
                                            const std::optional<CivilDate>& until) {
  const auto answer = store.sql(
      "SELECT application_id, previous_application_id, board, stage, stage_on, filed_on, "
      "refiled_on, hearing_on, phip_on, listed_on, lapsed_on, withdrawn_on, rejected_on, "
      "returned_on, sponsors FROM ipo");
  if (!answer) return tl::unexpected(answer.error());
  std::vector<RecordRow> rows;
  for (const auto& cells : answer->rows) {
    RecordRow row;
    row.application_id = number_of(cells[0]);
    if (cells[1]) row.previous_id = number_of(cells[1]);
    row.board = cells[2].value_or("");
    row.stage = cells[3].value_or("");
    row.stage_on = day_of(cells[4]);
    row.filed_on = first_of(day_of(cells[5]), day_of(cells[6]));
    row.heard_on = first_of(day_of(cells[7]), day_of(cells[8]));
    row.listed_on = day_of(cells[9]);
    for (std::size_t i = 10; i < 14; ++i) row.ended_on = first_of(row.ended_on, day_of(cells[i]));
    row.sponsors = text::split(cells[14].value_or(""), "; ");
    if (since && (!row.filed_on || *row.filed_on < *since)) continue;
    if (until && (!row.filed_on || *row.filed_on > *until)) continue;
    rows.push_back(std::move(row));
  }
  return rows;
}

struct Part {
  std::string name, title;
  render::Table table;
};

// Eleven columns on a narrow terminal: headings that are short, not cut.
render::Table with_short_headings(render::Table table) {
  static const std::map<std::string, std::string> kShort{
      {"filed_in", "year"},      {"applications", "all"},  {"pending", "open"},
      {"withdrawn", "wdr."},     {"rejected", "rej."},     {"returned", "ret."},
      {"lapse_rate", "lapse %"}, {"filed_again", "again"}, {"refile_rate", "refile %"}};
  for (std::string& column : table.columns) {
    if (const auto found = kShort.find(column); found != kShort.end()) column = found->second;
  }
  return table;
}

}  // namespace

int stats_command(const GlobalOptions& global, const StatsArgs& args) {
  std::optional<CivilDate> since;
  std::optional<CivilDate> until;
  for (const auto& [written, flag, into] :
       {std::tuple(&args.since, "--since", &since), std::tuple(&args.until, "--until", &until)}) {
    const auto day = day_flag(*written, flag);
    if (!day) return report(day.error());
    *into = *day;
  }
  const render::Format format = format_of(global);
  if (args.what.empty() && (format == render::Format::csv || format == render::Format::ndjson))
    return report_usage(global.format +
                        " holds one table: name one of sponsors, stages, months, days, outcomes");
  const auto store = open_store(global, true);
  if (!store) return report(store.error());
  const auto rows = read_records(*store, since, until);
  if (!rows) return report(rows.error());
  const auto clock = store->sql("SELECT date(at, '+8 hours') FROM clock");
  if (!clock) return report(clock.error());
  const auto today = day_of(clock->rows[0][0]);
  const auto limit = static_cast<std::size_t>(args.limit);
  std::vector<Part> parts;
  const auto add = [&](std::string name, std::string title, const auto& make) {
    if (args.what.empty() || args.what == name)
      parts.push_back({std::move(name), std::move(title), make()});
  };
  add("stages", "Where applications stand", [&] { return pipeline(*rows, *today); });
  add("months", "By month", [&] { return by_month(*rows, limit); });
  add("days", "Days between stages", [&] { return days_between_stages(*rows); });
  add("outcomes", "What became of the filings of a year", [&] { return outcomes(*rows); });
  add("sponsors", "Sponsors", [&] { return sponsor_league(*rows, limit); });
  const Pager pager(global);
  if (format == render::Format::json) {
    render::Json all = render::Json::object();
    for (const Part& part : parts) all[part.name] = render::json_rows(part.table);
    fmt::print("{}", render::pretty(args.what.empty() ? all : all[args.what]));
    return kOk;
  }
  constexpr std::size_t kRoomForAll = 116;
  const std::size_t width = terminal_width();
  const bool narrow = format == render::Format::table && width > 0 && width < kRoomForAll;
  bool first = true;
  for (const Part& part : parts) {
    if (args.what.empty()) {
      const char* mark = format == render::Format::md ? "## " : "";
      fmt::print("{}{}{}\n", first ? "" : "\n", mark, part.title);
      if (format == render::Format::md) fmt::print("\n");
    }
    fmt::print("{}",
               render::print(
                   narrow && part.name == "outcomes" ? with_short_headings(part.table) : part.table,
                   format, width));
    first = false;
  }
  return kOk;
}

}  // namespace gongwatch::cli
