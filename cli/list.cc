#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <map>
#include <set>

#include "cli/answers.h"
#include "cli/commands.h"
#include "cli/day_flags.h"
#include "cli/pager.h"
#include "model/names.h"
#include "render/layout.h"
#include "text/utf8.h"

namespace gongwatch::cli {
namespace {

std::optional<std::string> given(const std::string& value) {
  return value.empty() ? std::nullopt : std::optional(value);
}

// The pipeline from its far end: what is about to list first, what has ended last.
constexpr std::array<std::string_view, 13> kOrder{
    "allotted", "priced", "launched", "phip",      "hearing",  "csrc_filed", "refiled",
    "filed",    "listed", "lapsed",   "withdrawn", "rejected", "returned"};

std::size_t place_of(const std::optional<std::string>& stage) {
  const auto found = std::find(kOrder.begin(), kOrder.end(), stage.value_or(""));
  return static_cast<std::size_t>(found - kOrder.begin());
}

// For people: one name, the newest day, who sponsors, the first ranking without its basis.
render::Table short_table(const std::vector<IpoRow>& rows) {
  render::Table table{{"id", "issuer", "stage", "on", "disclosed", "sponsors", "ranking"}, {}};
  for (const IpoRow& row : rows) {
    const std::string ranking = row.rankings.empty() ? std::string() : row.rankings.front();
    table.rows.push_back(
        {"#" + std::to_string(row.application_id),
         row.name_en ? *row.name_en : row.name_zh.value_or(""), row.stage.value_or(""),
         row.stage_on.value_or(""), row.disclosed_on.value_or(""),
         fmt::format("{}", fmt::join(row.sponsors, ", ")), ranking.substr(0, ranking.find(" ("))});
  }
  return table;
}

// Of the view `ipo`.
const std::set<std::string, std::less<>> kNumbers{"application_id", "issuer_id",
                                                  "hkex_id",        "previous_application_id",
                                                  "days_in_stage",  "offer_price"};

render::Table full_table(const std::vector<IpoRow>& rows) {
  render::Table table{{"application_id", "issuer_id", "hkex_id", "stock_code", "name_en", "name_zh",
                       "board", "stage", "stage_on", "disclosed_on", "sponsors", "rankings"},
                      {},
                      kNumbers};
  for (const IpoRow& row : rows) {
    table.rows.push_back({std::to_string(row.application_id), std::to_string(row.issuer_id),
                          row.hkex_id ? std::to_string(*row.hkex_id) : "",
                          row.stock_code.value_or(""), row.name_en.value_or(""),
                          row.name_zh.value_or(""), row.board.value_or(""), row.stage.value_or(""),
                          row.stage_on.value_or(""), row.disclosed_on.value_or(""),
                          fmt::format("{}", fmt::join(row.sponsors, "; ")),
                          fmt::format("{}", fmt::join(row.rankings, "; "))});
  }
  return table;
}

std::vector<ApplicationId> ids_of(const std::vector<IpoRow>& rows) {
  std::vector<ApplicationId> ids;
  ids.reserve(rows.size());
  for (const IpoRow& row : rows) ids.push_back(row.application_id);
  return ids;
}

// "name_en,filed_on": whatever the view `ipo` has.
Result<render::Table> chosen_columns(const store::Store& store, const std::vector<IpoRow>& rows,
                                     const std::vector<std::string>& columns) {
  auto cells = store.columns_of(ids_of(rows), columns);
  if (!cells) return tl::unexpected(cells.error());
  render::Table table{columns, {}, kNumbers};
  for (auto& row : *cells) {
    auto& line = table.rows.emplace_back();
    for (auto& cell : row) line.push_back(cell.value_or(""));
  }
  return table;
}

// Since a day, a moment, or (flag alone) the beginning of yesterday in Hong Kong.
Result<Instant> changed_since(const std::string& written) {
  if (written.empty())
    return start_of_hong_kong_day(hong_kong_day(SystemClock().now())) - std::chrono::hours{24};
  return moment_flag(written, "--changed", DayEdge::begin);
}

// For people a paper is its label, or its file's name: addresses are long.
std::string told_value(const store::Store::ChangeRow& change) {
  const auto at = change.value.rfind("http");
  if (change.what != "document" || at == std::string::npos) return change.value;
  const std::string label(text::trim(std::string_view(change.value).substr(0, at)));
  if (!label.empty()) return label;
  const std::string path = change.value.substr(at, change.value.find_first_of("?#", at) - at);
  const std::string file = path.substr(path.find_last_of('/') + 1);
  return file.empty() ? change.value : file;
}

// What a person asks for first: where it stands, who sponsors. Of names and papers, which are many,
// more than two are only counted.
std::vector<std::string> in_order_of_weight(const std::vector<store::Store::ChangeRow>& changes) {
  constexpr std::array<std::string_view, 8> kFirst{
      "application", "stage", "stage superseded", "sponsor", "sponsor gone", "subscription closes",
      "stock_code",  "board"};
  constexpr std::array<std::string_view, 2> kMany{"name", "document"};
  constexpr std::size_t kShown = 2;
  std::map<std::size_t, std::vector<std::string>> groups;
  for (const auto& change : changes) {
    std::size_t place = static_cast<std::size_t>(
        std::find(kFirst.begin(), kFirst.end(), change.what) - kFirst.begin());
    const auto many = std::find(kMany.begin(), kMany.end(), change.what);
    if (many != kMany.end()) place += 1 + static_cast<std::size_t>(many - kMany.begin());
    std::string line = change.what + " " + told_value(change);
    auto& lines = groups[place];
    if (std::find(lines.begin(), lines.end(), line) == lines.end())
      lines.push_back(std::move(line));
  }
  std::vector<std::string> told;
  for (auto& [place, lines] : groups) {
    if (place > kFirst.size() && lines.size() > kShown) {
      told.push_back(fmt::format("{} {}s", lines.size(), kMany[place - kFirst.size() - 1]));
    } else {
      std::move(lines.begin(), lines.end(), std::back_inserter(told));
    }
  }
  return told;
}

// What has become of each row since then, each kind of change once, the newest first.
Status add_changes(const store::Store& store, const std::vector<IpoRow>& rows, Instant since,
                   bool people, render::Table& table) {
  auto changes = store.changes(since, ids_of(rows));
  if (!changes) return tl::unexpected(changes.error());
  std::map<ApplicationId, std::vector<store::Store::ChangeRow>> of;
  for (auto& change : *changes) of[change.application_id].push_back(std::move(change));
  table.columns.insert(table.columns.end(), {"changed_at", "changes"});
  auto line = table.rows.begin();
  for (auto row = rows.begin(); row != rows.end() && line != table.rows.end(); ++row, ++line) {
    const auto& own = of[row->application_id];
    line->push_back(own.empty() ? "" : own.front().changed_at);
    std::vector<std::string> told;
    if (people) {
      told = in_order_of_weight(own);
    } else {
      for (const auto& change : own) told.push_back(change.what + " " + change.value);
    }
    line->push_back(fmt::format("{}", fmt::join(told, "; ")));
  }
  return {};
}

void drop_column(render::Table& table, std::string_view name) {
  const auto found = std::find(table.columns.begin(), table.columns.end(), name);
  if (found == table.columns.end()) return;
  const auto at = found - table.columns.begin();
  table.columns.erase(found);
  for (auto& row : table.rows) row.erase(row.begin() + at);
}

constexpr std::size_t kRoomy = 100;

// On a narrow terminal names need the room: what says nothing goes. Where changes are told, they
// are what was asked for, however wide it is.
void make_room(const std::vector<IpoRow>& rows, bool changed, bool narrow, render::Table& table) {
  const auto same_day = [](const IpoRow& row) { return row.disclosed_on == row.stage_on; };
  const auto unranked = [](const IpoRow& row) { return row.rankings.empty(); };
  if (changed || std::all_of(rows.begin(), rows.end(), same_day)) drop_column(table, "disclosed");
  if (changed || std::all_of(rows.begin(), rows.end(), unranked)) drop_column(table, "ranking");
  if (!changed) return;
  drop_column(table, "sponsors");
  if (narrow) drop_column(table, "on");
  for (auto& row : table.rows) {
    std::string& at = row[row.size() - 2];
    if (const auto instant = parse_iso_instant(at)) at = to_iso(hong_kong_day(*instant));
  }
}

// As the store writes it.
Result<std::optional<std::string>> stage_flag(std::string written) {
  if (written.empty()) return std::optional<std::string>();
  for (char& c : written) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  if (stage_from_name(written)) return std::optional(written);
  std::string known;
  for (const std::string_view stage : kOrder) known.append(known.empty() ? "" : ", ").append(stage);
  return fail(ErrorKind::invalid_argument, "no such stage; there are: " + known, "--stage");
}

Result<store::Store::ListFilter> filter_of(const ListArgs& args) {
  store::Store::ListFilter filter;
  const auto stage = stage_flag(args.stage);
  if (!stage) return tl::unexpected(stage.error());
  filter.stage = *stage;
  filter.board = given(args.board);
  filter.sponsor = given(args.sponsor);
  filter.text = given(args.text);
  const auto since = day_flag(args.since, "--since");
  const auto until = day_flag(args.until, "--until");
  if (!since) return tl::unexpected(since.error());
  if (!until) return tl::unexpected(until.error());
  filter.since = *since;
  filter.until = *until;
  if (args.changed) {
    const auto changed = changed_since(args.changed_since);
    if (!changed) return tl::unexpected(changed.error());
    filter.changed_since = *changed;
  }
  filter.sort = args.sort;
  filter.limit = args.limit;
  return filter;
}

}  // namespace

int list_command(const GlobalOptions& global, const ListArgs& args) {
  const auto filter = filter_of(args);
  if (!filter) return report(filter.error());
  const auto store = open_store(global, true);
  if (!store) return report(store.error());
  auto rows = store->list(*filter);
  if (!rows) return report(rows.error());
  if (args.by_stage) {
    std::stable_sort(rows->begin(), rows->end(), [](const IpoRow& a, const IpoRow& b) {
      return place_of(a.stage) < place_of(b.stage);
    });
  }
  const render::Format format = format_of(global);
  Result<render::Table> table = for_people(format) ? short_table(*rows) : full_table(*rows);
  if (!args.columns.empty()) table = chosen_columns(*store, *rows, args.columns);
  if (!table) return report(table.error());
  if (filter->changed_since) {
    if (const Status added =
            add_changes(*store, *rows, *filter->changed_since, for_people(format), *table);
        !added)
      return report(added.error());
  }
  const std::size_t width = terminal_width();
  const bool changed = filter->changed_since.has_value();
  if (format == render::Format::table && args.columns.empty() && width > 0 &&
      (changed || width < kRoomy))
    make_room(*rows, changed, width < kRoomy, *table);
  const Pager pager(global);
  fmt::print("{}", changed ? render::print_wrapped(*table, format, width)
                           : render::print(*table, format, width));
  return kOk;
}

}  // namespace gongwatch::cli
