#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "cli/commands.h"

namespace gongwatch::cli {
namespace {

std::string joined(const std::vector<std::string>& parts, std::string_view separator) {
  std::string all;
  for (const std::string& part : parts) all += (all.empty() ? "" : std::string(separator)) + part;
  return all;
}

Result<std::optional<CivilDate>> date_flag(const std::string& written, const char* flag) {
  if (written.empty()) return std::optional<CivilDate>();
  const auto date = parse_iso_date(written);
  if (!date) return fail(ErrorKind::invalid_argument, date.error().message, flag);
  return std::optional(*date);
}

std::optional<std::string> given(const std::string& value) {
  return value.empty() ? std::nullopt : std::optional(value);
}

// The pipeline from its far end: what is about to list first, what has ended last.
std::size_t place_of(const std::optional<std::string>& stage) {
  static constexpr std::array<std::string_view, 13> kOrder{
      "allotted", "priced", "launched", "phip",      "hearing",  "csrc_filed", "refiled",
      "filed",    "listed", "lapsed",   "withdrawn", "rejected", "returned"};
  const auto found = std::find(kOrder.begin(), kOrder.end(), stage.value_or(""));
  return static_cast<std::size_t>(found - kOrder.begin());
}

// For people: one name, the newest day, who sponsors, the first ranking without its basis.
render::Table short_table(const std::vector<IpoRow>& rows) {
  render::Table table{{"id", "issuer", "stage", "on", "disclosed", "sponsors", "ranking"}, {}};
  for (const IpoRow& row : rows) {
    const std::string ranking = row.rankings.empty() ? std::string() : row.rankings.front();
    table.rows.push_back({"#" + std::to_string(row.application_id),
                          row.name_en ? *row.name_en : row.name_zh.value_or(""),
                          row.stage.value_or(""), row.stage_on.value_or(""),
                          row.disclosed_on.value_or(""), joined(row.sponsors, ", "),
                          ranking.substr(0, ranking.find(" ("))});
  }
  return table;
}

render::Table full_table(const std::vector<IpoRow>& rows) {
  render::Table table{{"application_id", "issuer_id", "hkex_id", "stock_code", "name_en", "name_zh",
                       "board", "stage", "stage_on", "disclosed_on", "sponsors", "rankings"},
                      {}};
  for (const IpoRow& row : rows) {
    table.rows.push_back({std::to_string(row.application_id), std::to_string(row.issuer_id),
                          row.hkex_id ? std::to_string(*row.hkex_id) : "",
                          row.stock_code.value_or(""), row.name_en.value_or(""),
                          row.name_zh.value_or(""), row.board.value_or(""), row.stage.value_or(""),
                          row.stage_on.value_or(""), row.disclosed_on.value_or(""),
                          joined(row.sponsors, "; "), joined(row.rankings, "; ")});
  }
  return table;
}

}  // namespace

int list_command(const GlobalOptions& global, const ListArgs& args) {
  store::Store::ListFilter filter;
  filter.stage = given(args.stage);
  filter.board = given(args.board);
  filter.sponsor = given(args.sponsor);
  filter.text = given(args.text);
  const auto since = date_flag(args.since, "--since");
  const auto until = date_flag(args.until, "--until");
  if (!since) return report(since.error());
  if (!until) return report(until.error());
  filter.since = *since;
  filter.until = *until;
  filter.limit = args.limit;
  const auto store = open_store(global, true);
  if (!store) return report(store.error());
  auto rows = store->list(filter);
  if (!rows) return report(rows.error());
  if (args.by_stage) {
    std::stable_sort(rows->begin(), rows->end(), [](const IpoRow& a, const IpoRow& b) {
      return place_of(a.stage) < place_of(b.stage);
    });
  }
  const render::Format format = format_of(global);
  const bool people = format == render::Format::table || format == render::Format::md;
  fmt::print("{}", render::print(people ? short_table(*rows) : full_table(*rows), format,
                                 terminal_width()));
  return kOk;
}

}  // namespace gongwatch::cli
