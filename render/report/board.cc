// The front page: the pipeline by stage; and the whole list of each stage.
#include <algorithm>

#include "render/report/pages.h"

namespace gongwatch::render {
namespace {

constexpr std::size_t kShownOfGroup = 14;
constexpr std::size_t kShownOfFiled = 24;
constexpr std::size_t kShownSponsors = 3;
constexpr int kRecentDays = 30;

bool within(const std::optional<int>& days, int from, int to) {
  return days && *days >= from && *days <= to;
}

// The day of a closing stage; where none is told, the day on which we saw it happen. What had
// ended when we first saw it has none.
std::optional<std::string> ended_on(const ReportIpo& ipo) {
  if (ipo.stage_on) return ipo.stage_on;
  std::string first, closed;
  for (const ReportWitness& witness : ipo.witnesses) {
    if (first.empty() || witness.row.known_at < first) first = witness.row.known_at;
    if (witness.row.stage == ipo.stage && (closed.empty() || witness.row.known_at < closed))
      closed = witness.row.known_at;
  }
  if (closed.empty() || closed == first) return std::nullopt;
  const auto seen = parse_iso_instant(closed);
  return seen ? std::optional(to_iso(hong_kong_day(*seen))) : std::nullopt;
}

// What the front page shows of a group; of what has ended only the last weeks.
std::vector<const ReportIpo*> shown_of(const Edition& edition, const StageGroup& group) {
  const auto found = edition.by_group.find(group.id);
  if (found == edition.by_group.end()) return {};
  std::vector<const ReportIpo*> shown = found->second;
  if (group.closing) {
    std::erase_if(shown, [&](const ReportIpo* ipo) {
      return !within(edition.days_to(ended_on(*ipo)), -kRecentDays, kRecentDays);
    });
  }
  if (std::string_view(group.id) != "offer") return shown;  // newest first
  std::stable_sort(shown.begin(), shown.end(), [&](const ReportIpo* a, const ReportIpo* b) {
    const auto place = [&](const ReportIpo* ipo) {
      return std::find(group.stages.begin(), group.stages.end(), ipo->stage);
    };
    return place(a) < place(b);
  });
  return shown;
}

Markup entry(const Edition& edition, const ReportIpo& ipo) {
  Markup item;
  item.put("<li>{}<p class=\"what\">{}", ipo_link(ipo, ""), stage_mark(ipo.stage));
  if (ipo.stage_on) {
    item.put(" {}",
             day(*ipo.stage_on, ipo.stage_on->substr(0, 4) != edition.today_iso.substr(0, 4)));
  } else if (const auto seen = ended_on(ipo); seen && !is_active(ipo)) {
    item.put(" {} {}", word("seen"), day(*seen, false));
  }
  if (ipo.stock_code) item.put(" <span class=\"code\">{}</span>", *ipo.stock_code);
  if (ipo.board == "gem") item.put(" <span class=\"gem\">{}</span>", word("board.gem"));
  item.put("</p>");
  if (!ipo.sponsors.empty()) item.put("<p class=\"by\">{}</p>", sponsor_list(ipo, kShownSponsors));
  return item.put("</li>");
}

Markup section(const Edition& edition, const StageGroup& group, const char* title) {
  const auto found = edition.by_group.find(group.id);
  const std::size_t all = found == edition.by_group.end() ? 0 : found->second.size();
  const auto shown = shown_of(edition, group);
  const std::size_t most = std::string_view(group.id) == "filed" ? kShownOfFiled : kShownOfGroup;
  Markup out;
  out.put(
      "<section class=\"group {0}\" aria-labelledby=\"g-{0}\"><h2 id=\"g-{0}\">{1} "
      "<span class=\"count\">{2}</span></h2>",
      group.id, word(title), group.closing ? shown.size() : all);
  if (shown.empty()) {
    out.put("<p class=\"none\">{}</p>", word("none"));
  } else {
    out.put("<ol>");
    for (std::size_t i = 0; i < shown.size() && i < most; ++i)
      out.put("{}", entry(edition, *shown[i]));
    out.put("</ol>");
  }
  if (all > std::min(shown.size(), most)) {
    out.put("<p class=\"more\"><a href=\"stage-{0}.html\" data-ask=\"stage=%2B{0}\">{1}</a></p>",
            group.id, word("all_of", static_cast<std::int64_t>(all)));
  }
  return out.put("</section>");
}

struct Counts {
  std::int64_t active = 0, filed = 0, heard = 0, listed = 0, lapsing = 0, conflicts = 0;
};

Counts count(const Edition& edition) {
  Counts counts;
  for (const ReportIpo& ipo : edition.report.ipos) {
    const auto recent = [&](const std::optional<std::string>& iso) {
      return within(edition.days_to(iso), -kRecentDays, 0);
    };
    counts.active += is_active(ipo);
    counts.filed += recent(day_of(ipo, Stage::filed)) || recent(day_of(ipo, Stage::refiled));
    counts.heard += recent(heard_on(ipo));
    counts.listed += recent(day_of(ipo, Stage::listed));
    counts.lapsing += is_active(ipo) && within(edition.days_to(ipo.lapse_day), 0, kRecentDays);
    counts.conflicts += !ipo.conflicts.empty() && is_active(ipo);
  }
  return counts;
}

Markup strip(const Edition& edition) {
  const Counts counts = count(edition);
  Markup out;
  out.put("<ul class=\"strip\">");
  for (const auto& [key, number] : {std::pair{"num.active", counts.active},
                                    {"num.filed", counts.filed},
                                    {"num.heard", counts.heard},
                                    {"num.listed", counts.listed},
                                    {"num.lapsing", counts.lapsing},
                                    {"num.conflicts", counts.conflicts}}) {
    out.put("<li><b>{}</b> {}</li>", number, word(key));
  }
  return out.put("</ul>");
}

}  // namespace

std::string board_page(const Edition& edition) {
  constexpr std::size_t kMoves = 12;
  constexpr std::size_t kAhead = 12;
  constexpr int kAheadDays = 21;
  constexpr int kMonths = 13;
  Markup body;
  body.put("<h1 class=\"hidden\">{}</h1>{}<div class=\"front\"><div class=\"board\">",
           word("title.index"), strip(edition));
  for (const StageGroup& group : stage_groups()) {
    const std::string_view id = group.id;
    const auto found = edition.by_group.find(group.id);
    if ((id == "unknown" || id == "csrc") && found == edition.by_group.end()) continue;
    const std::string title = id == "ended" ? "group.ended.new" : fmt::format("group.{}", group.id);
    body.put("{}", section(edition, group, title.c_str()));
  }
  body.put(
      "</div><aside><section aria-labelledby=\"moved\"><h2 id=\"moved\">{}</h2>{}"
      "<p class=\"more\"><a href=\"changes.html\">{}</a></p></section>",
      word("moved"), change_list(edition, kMoves), word("moved.more"));
  body.put(
      "<section aria-labelledby=\"ahead\"><h2 id=\"ahead\">{}</h2>{}"
      "<p class=\"more\"><a href=\"calendar.html\">{}</a></p></section>",
      word("ahead"), ahead_list(edition, kAheadDays, kAhead), word("ahead.more"));
  body.put(
      "<section aria-labelledby=\"hearings\"><h2 id=\"hearings\">{}</h2>{}</section></aside>"
      "</div>",
      word("hearings_month"), hearings_chart(edition, kMonths));
  return page(edition, {english("title.index"), "nav.board", ""}, body);
}

std::string stage_page(const Edition& edition, const StageGroup& group) {
  const auto found = edition.by_group.find(group.id);
  const std::string key = std::string_view(group.id) == "listed"
                              ? std::string("group.listed.all")
                              : fmt::format("group.{}", group.id);
  Markup body;
  const std::size_t all = found == edition.by_group.end() ? 0 : found->second.size();
  body.put("<h1>{} <span class=\"count\">{}</span></h1>", word(key), all);
  body.put(
      "<div class=\"wide\"><table class=\"rows\"><thead><tr><th scope=\"col\">{}</th>"
      "<th scope=\"col\">{}</th><th scope=\"col\">{}</th><th scope=\"col\">{}</th>"
      "<th scope=\"col\">{}</th></tr></thead><tbody>",
      word("col.name"), word("col.stage"), word("col.day"), word("col.code"), word("col.sponsors"));
  if (found != edition.by_group.end()) {
    for (const ReportIpo* ipo : found->second) {
      body.put("<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>\n",
               ipo_link(*ipo, ""), stage_mark(ipo->stage), day_or_dash(ipo->stage_on),
               ipo->stock_code.value_or(""), sponsor_list(*ipo, kShownSponsors));
    }
  }
  body.put("</tbody></table></div>");
  return page(edition, {english(key), "", ""}, body);
}

}  // namespace gongwatch::render
