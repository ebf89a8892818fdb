#include "cli/figures.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <string_view>
#include <unordered_map>

#include "model/names.h"
#include "render/quantile.h"

namespace gongwatch::cli {
namespace {

std::vector<std::string_view> stage_names() {
  std::vector<std::string_view> names;
  for (const Stage stage : all_stages()) names.push_back(name_of(stage));
  names.emplace_back("unknown");
  return names;
}

std::string text_of(std::size_t number) { return std::to_string(number); }

bool has_ended(const RecordRow& row) {
  return row.stage == "lapsed" || row.stage == "withdrawn" || row.stage == "rejected" ||
         row.stage == "returned";
}

std::string quantile(std::vector<std::int64_t>& days, double part) {
  if (days.empty()) return {};
  std::sort(days.begin(), days.end());
  return render::written_quantile(render::quantile(days, part));
}

std::string share(std::size_t part, std::size_t whole) {
  if (whole == 0) return {};
  return fmt::format("{:.1f}%", 100.0 * static_cast<double>(part) / static_cast<double>(whole));
}

std::string month_of(CivilDate day) { return to_iso(day).substr(0, 7); }

// A pair that runs backwards is a mistake of a source.
void add_days(std::vector<std::int64_t>& all, const std::optional<CivilDate>& from,
              const std::optional<CivilDate>& to) {
  if (!from || !to) return;
  const int days = days_between(*from, *to);
  if (days >= 0) all.push_back(days);
}

}  // namespace

render::Table sponsor_league(const std::vector<RecordRow>& rows, std::size_t limit) {
  struct Line {
    std::size_t applications = 0, main = 0, gem = 0, heard = 0, listed = 0, ended = 0;
    std::string newest;
  };
  std::map<std::string, Line> lines;
  for (const RecordRow& row : rows) {
    for (const std::string& sponsor : row.sponsors) {
      Line& line = lines[sponsor];
      ++line.applications;
      if (row.board == "main") ++line.main;
      if (row.board == "gem") ++line.gem;
      if (row.heard_on) ++line.heard;
      if (row.stage == "listed") ++line.listed;
      if (has_ended(row)) ++line.ended;
      if (row.stage_on) line.newest = std::max(line.newest, to_iso(*row.stage_on));
    }
  }
  std::vector<std::pair<std::string, Line>> ordered(lines.begin(), lines.end());
  std::stable_sort(ordered.begin(), ordered.end(), [](const auto& a, const auto& b) {
    return a.second.applications > b.second.applications;
  });
  if (ordered.size() > limit) ordered.resize(limit);
  render::Table table{
      {"sponsor", "applications", "main", "gem", "heard", "listed", "ended", "newest_on"},
      {},
      {"applications", "main", "gem", "heard", "listed", "ended"}};
  for (const auto& [sponsor, line] : ordered) {
    table.rows.push_back({sponsor, text_of(line.applications), text_of(line.main),
                          text_of(line.gem), text_of(line.heard), text_of(line.listed),
                          text_of(line.ended), line.newest});
  }
  return table;
}

render::Table pipeline(const std::vector<RecordRow>& rows, CivilDate today) {
  render::Table table{{"stage", "applications", "main", "gem", "median_days_in_stage"},
                      {},
                      {"applications", "main", "gem", "median_days_in_stage"}};
  for (const std::string_view stage : stage_names()) {
    std::size_t all = 0;
    std::size_t main = 0;
    std::size_t gem = 0;
    std::vector<std::int64_t> days;
    for (const RecordRow& row : rows) {
      if (row.stage != stage) continue;
      ++all;
      if (row.board == "main") ++main;
      if (row.board == "gem") ++gem;
      if (!has_ended(row) && stage != "listed") add_days(days, row.stage_on, today);
    }
    if (all == 0) continue;
    table.rows.push_back(
        {std::string(stage), text_of(all), text_of(main), text_of(gem), quantile(days, 0.5)});
  }
  return table;
}

render::Table by_month(const std::vector<RecordRow>& rows, std::size_t limit) {
  std::map<std::string, std::array<std::size_t, 4>> months;
  for (const RecordRow& row : rows) {
    const std::array what{row.filed_on, row.heard_on, row.listed_on, row.ended_on};
    for (std::size_t i = 0; i < what.size(); ++i) {
      if (what[i]) ++months[month_of(*what[i])][i];
    }
  }
  render::Table table{
      {"month", "filed", "heard", "listed", "ended"}, {}, {"filed", "heard", "listed", "ended"}};
  for (auto month = months.rbegin(); month != months.rend() && table.rows.size() < limit; ++month) {
    table.rows.push_back({month->first, text_of(month->second[0]), text_of(month->second[1]),
                          text_of(month->second[2]), text_of(month->second[3])});
  }
  return table;
}

render::Table days_between_stages(const std::vector<RecordRow>& rows) {
  std::array<std::vector<std::int64_t>, 3> days;
  for (const RecordRow& row : rows) {
    add_days(days[0], row.filed_on, row.heard_on);
    add_days(days[1], row.heard_on, row.listed_on);
    add_days(days[2], row.filed_on, row.listed_on);
  }
  render::Table table{{"span", "applications", "first_quartile", "median", "third_quartile"},
                      {},
                      {"applications", "first_quartile", "median", "third_quartile"}};
  constexpr std::array kSpans{"filing to hearing", "hearing to listing", "filing to listing"};
  for (std::size_t i = 0; i < kSpans.size(); ++i) {
    table.rows.push_back({kSpans[i], text_of(days[i].size()), quantile(days[i], 0.25),
                          quantile(days[i], 0.5), quantile(days[i], 0.75)});
  }
  return table;
}

render::Table outcomes(const std::vector<RecordRow>& rows) {
  struct Year {
    std::size_t filed = 0, pending = 0, listed = 0, lapsed = 0, withdrawn = 0, rejected = 0,
                returned = 0, refiled = 0;
  };
  std::unordered_map<std::int64_t, std::size_t> followed;
  for (const RecordRow& row : rows) {
    if (row.previous_id) ++followed[*row.previous_id];
  }
  std::map<std::string, Year, std::greater<>> years;  // "all" stands before the newest
  for (const RecordRow& row : rows) {
    for (const std::string& key :
         {row.filed_on ? to_iso(*row.filed_on).substr(0, 4) : std::string(), std::string("all")}) {
      Year& year = years[key];
      ++year.filed;
      if (row.stage == "listed") ++year.listed;
      if (row.stage == "lapsed") ++year.lapsed;
      if (row.stage == "withdrawn") ++year.withdrawn;
      if (row.stage == "rejected") ++year.rejected;
      if (row.stage == "returned") ++year.returned;
      if (row.stage != "listed" && !has_ended(row)) ++year.pending;
      if (has_ended(row) && followed.contains(row.application_id)) ++year.refiled;
    }
  }
  render::Table table{{"filed_in", "applications", "pending", "listed", "lapsed", "withdrawn",
                       "rejected", "returned", "lapse_rate", "filed_again", "refile_rate"},
                      {},
                      {"applications", "pending", "listed", "lapsed", "withdrawn", "rejected",
                       "returned", "filed_again"}};
  for (const auto& [key, year] : years) {
    const std::size_t ended = year.lapsed + year.withdrawn + year.rejected + year.returned;
    table.rows.push_back({key.empty() ? "unknown" : key, text_of(year.filed), text_of(year.pending),
                          text_of(year.listed), text_of(year.lapsed), text_of(year.withdrawn),
                          text_of(year.rejected), text_of(year.returned),
                          share(year.lapsed, ended + year.listed), text_of(year.refiled),
                          share(year.refiled, ended)});
  }
  return table;
}

}  // namespace gongwatch::cli
