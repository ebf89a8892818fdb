// The page of charts, the sponsors' league table, and the page about the report.
#include <algorithm>
#include <functional>
#include <map>

#include "render/report/charts.h"
#include "render/report/pages.h"

namespace gongwatch::render {
namespace {

constexpr int kMonths = 24;
constexpr std::size_t kMaxSponsors = 400;

using DayOf = std::function<std::optional<std::string>(const ReportIpo&)>;

// The last `months` months, the present one last.
std::vector<Bar> by_month(const Edition& edition, int months, const DayOf& day_of_ipo) {
  std::map<std::string, std::int64_t> counts;
  for (const ReportIpo& ipo : edition.report.ipos) {
    if (const auto day = day_of_ipo(ipo); day && *day <= edition.today_iso)
      ++counts[day->substr(0, 7)];
  }
  std::vector<Bar> bars;
  auto month = std::chrono::year_month(edition.today.year(), edition.today.month()) -
               std::chrono::months(months - 1);
  for (int i = 0; i < months; ++i, month += std::chrono::months(1)) {
    const std::string label = fmt::format("{:04}-{:02}", static_cast<int>(month.year()),
                                          static_cast<unsigned>(month.month()));
    bars.push_back({label, counts[label]});
  }
  return bars;
}

std::optional<std::string> listed_on(const ReportIpo& ipo) { return day_of(ipo, Stage::listed); }
std::optional<std::string> launched_on(const ReportIpo& ipo) {
  return day_of(ipo, Stage::launched);
}

std::vector<std::int64_t> days_from(const Edition& edition, const DayOf& from, const DayOf& to) {
  std::vector<std::int64_t> days;
  for (const ReportIpo& ipo : edition.report.ipos) {
    const auto start = edition.days_to(from(ipo));
    const auto end = edition.days_to(to(ipo));
    if (start && end && *end >= *start) days.push_back(*end - *start);
  }
  std::sort(days.begin(), days.end());
  return days;
}

std::vector<Spread> present_stages(const Edition& edition) {
  std::vector<Spread> rows{{"group.filed", {}}, {"group.heard", {}}, {"group.offer", {}}};
  for (const ReportIpo& ipo : edition.report.ipos) {
    const std::string key = std::string("group.") + group_of(ipo.stage).id;
    if (!ipo.days_in_stage || *ipo.days_in_stage < 0) continue;
    for (Spread& row : rows) {
      if (key == row.label) row.values.push_back(*ipo.days_in_stage);
    }
  }
  for (Spread& row : rows) std::sort(row.values.begin(), row.values.end());
  return rows;
}

std::vector<Step> funnel_of(const Edition& edition) {
  std::vector<Step> steps{
      {"funnel.filed"}, {"funnel.heard"}, {"funnel.launched"}, {"funnel.listed"}, {"funnel.ended"}};
  for (const ReportIpo& ipo : edition.report.ipos) {
    const std::string_view group = group_of(ipo.stage).id;
    const bool listed = listed_on(ipo).has_value() || group == "listed";
    const bool launched = listed || launched_on(ipo) || group == "offer";
    const bool heard = launched || heard_on(ipo) || group == "heard";
    ++steps[0].value;
    steps[1].value += heard;
    steps[2].value += launched;
    steps[3].value += listed;
    steps[4].value += group == "ended";
  }
  return steps;
}

Markup figure(const char* title, const Markup& chart) {
  return markup("<section class=\"figure\"><h2>{}</h2>{}</section>", word(title), chart);
}

}  // namespace

Markup hearings_chart(const Edition& edition, int months) {
  return bar_chart(by_month(edition, months, heard_on), "hearings_month", "hearings_month.desc");
}

std::string figures_page(const Edition& edition) {
  const auto monthly = [&](const char* title, const char* desc, const DayOf& day_of_ipo) {
    return figure(title, bar_chart(by_month(edition, kMonths, day_of_ipo), title, desc));
  };
  Markup body;
  body.put("<h1>{}</h1><p class=\"lead\">{}</p><div class=\"charts\">", word("figures.title"),
           word("figures.lead"));
  body.put("{}", figure("hearings_month", hearings_chart(edition, kMonths)));
  body.put("{}", figure("funnel", funnel_chart(funnel_of(edition), "funnel", "funnel.desc")));
  body.put("{}",
           figure("days",
                  spread_chart(
                      {{"days.filed_heard", days_from(edition, filed_or_refiled_on, heard_on)},
                       {"days.heard_launched", days_from(edition, heard_on, launched_on)},
                       {"days.launched_listed", days_from(edition, launched_on, listed_on)},
                       {"days.filed_listed", days_from(edition, filed_or_refiled_on, listed_on)}},
                      "days", "days.desc")));
  body.put("{}", figure("now_in_stage", spread_chart(present_stages(edition), "now_in_stage",
                                                     "now_in_stage.desc")));
  body.put("{}{}</div>", monthly("filings_month", "filings_month.desc", filed_or_refiled_on),
           monthly("listings_month", "listings_month.desc", listed_on));
  return page(edition, {english("figures.title"), "nav.figures", ""}, body);
}

std::string sponsors_page(const Edition& edition) {
  const auto& league = edition.report.league;
  Markup body;
  body.put(
      "<h1>{}</h1><p class=\"lead\">{}</p><div class=\"wide\"><table class=\"league sortable\">"
      "<thead><tr><th scope=\"col\">{}</th>",
      word("league.title"), word("league.lead"), word("league.sponsor"));
  for (const char* key : {"league.applications", "league.main", "league.gem", "league.heard",
                          "league.listed", "league.ended", "league.share"})
    body.put("<th scope=\"col\" class=\"n\">{}</th>", word(key));
  body.put("<th class=\"js-none\" aria-hidden=\"true\"></th></tr></thead><tbody>");
  const std::int64_t most = league.empty() ? 1 : std::max<std::int64_t>(league[0].applications, 1);
  for (std::size_t i = 0; i < league.size() && i < kMaxSponsors; ++i) {
    const LeagueRow& row = league[i];
    const double scale = 160.0 / static_cast<double>(most);
    body.put(
        "<tr><th scope=\"row\"><a class=\"sponsor\" href=\"register.html\"><bdi>{}</bdi></a>"
        "</th>",
        row.sponsor);
    for (const std::int64_t number :
         {row.applications, row.main_board, row.gem, row.heard, row.listed, row.ended})
      body.put("<td class=\"n\">{}</td>", number);
    body.put("<td class=\"n\">{}%</td>",
             row.applications > 0 ? 100 * row.listed / row.applications : 0);
    body.put(
        "<td aria-hidden=\"true\"><svg viewBox=\"0 0 160 12\" class=\"spark\">"
        "<rect width=\"{:.1f}\" height=\"12\" class=\"all\"/>"
        "<rect width=\"{:.1f}\" height=\"12\" class=\"heard\"/>"
        "<rect width=\"{:.1f}\" height=\"12\" class=\"listed\"/></svg></td></tr>\n",
        scale * static_cast<double>(row.applications), scale * static_cast<double>(row.heard),
        scale * static_cast<double>(row.listed));
  }
  body.put("</tbody></table></div>");
  if (league.size() > kMaxSponsors)
    body.put("<p class=\"lead\">{}</p>",
             word("league.more", static_cast<std::int64_t>(league.size() - kMaxSponsors)));
  return page(edition, {english("league.title"), "nav.sponsors", ""}, body);
}

std::string about_page(const Edition& edition) {
  Markup body;
  body.put("<h1>{}</h1><div class=\"prose\"><p>{}</p><p>{}</p><p>{}</p><p>{}</p></div>",
           word("about.title"), word("about.what"), word("about.not"), word("about.days"),
           word("about.keys"));
  body.put(
      "<h2>{}</h2><div class=\"wide\"><table class=\"rows\"><thead><tr><th scope=\"col\">{}</th>"
      "<th scope=\"col\">{}</th><th scope=\"col\">{}</th><th scope=\"col\">{}</th></tr></thead>"
      "<tbody>",
      word("about.sources"), word("source"), word("about.last_ok"), word("about.newest"),
      word("about.state"));
  for (const SourceState& source : edition.report.sources) {
    body.put(
        "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{}</td></tr>", source.source_id,
        source.last_ok_at ? moment(*source.last_ok_at) : day_or_dash(std::nullopt),
        source.newest_capture_at ? moment(*source.newest_capture_at) : day_or_dash(std::nullopt),
        source.alarms ? markup("<span class=\"alarm\">{}</span>", *source.alarms)
                      : word("about.fine"));
  }
  body.put("</tbody></table></div><p class=\"by\">{}</p>",
           markup("<span data-t=\"about.made\" data-n=\"{0}\">Made by gongwatch {0}</span>",
                  GONGWATCH_VERSION));
  return page(edition, {english("about.title"), "nav.about", ""}, body);
}

}  // namespace gongwatch::render
