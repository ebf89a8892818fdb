#include "render/report/pieces.h"

#include <algorithm>
#include <array>

#include "text/url.h"

namespace gongwatch::render {
namespace {

constexpr std::size_t kMaxName = 240;
constexpr std::size_t kMaxTitle = 120;

std::string cut(std::string_view text, std::size_t limit) {
  if (text.size() <= limit) return std::string(text);
  while (limit > 0 && (static_cast<unsigned char>(text[limit]) & 0xC0U) == 0x80U) --limit;
  return std::string(text.substr(0, limit)) + "…";
}

constexpr std::array<const char*, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                              "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

std::string written(CivilDate date, bool year) {
  std::string out = fmt::format("{} {}", static_cast<unsigned>(date.day()),
                                kMonths.at(static_cast<unsigned>(date.month()) - 1));
  if (year) out += fmt::format(" {}", static_cast<int>(date.year()));
  return out;
}

Markup navigation(const Frame& frame) {
  constexpr std::array<std::pair<const char*, const char*>, 7> kPages{
      {{"nav.board", "index.html"},
       {"nav.changes", "changes.html"},
       {"nav.calendar", "calendar.html"},
       {"nav.sponsors", "sponsors.html"},
       {"nav.figures", "figures.html"},
       {"nav.register", "register.html"},
       {"nav.about", "about.html"}}};
  Markup nav;
  nav.put("<nav aria-label=\"{}\" data-t-label=\"nav\"><ul>", english("nav"));
  for (const auto& [key, file] : kPages) {
    nav.put("<li><a href=\"{}{}\"{}>{}</a></li>", frame.root, file,
            frame.current == key ? markup(" aria-current=\"page\"") : Markup(), word(key));
  }
  nav.put(
      "</ul><div class=\"find js\" role=\"search\"><input id=\"find\" type=\"search\" "
      "maxlength=\"200\" autocomplete=\"off\" aria-label=\"{0}\" placeholder=\"{0}\" "
      "data-t-label=\"search\" data-t-hint=\"search\"><kbd "
      "aria-hidden=\"true\">/</kbd></div></nav>",
      english("search"));
  return nav;
}

Markup masthead(const Edition& edition, const Frame& frame) {
  Markup top;
  top.put(
      "<a class=\"skip\" href=\"#main\">{}</a><header class=\"mast\"><div class=\"ears\">"
      "<p class=\"ear\">{} {}</p>"
      "<p class=\"paper\"><a href=\"{}index.html\">Gongwatch</a></p>"
      "<div class=\"ear switches js\"><span role=\"group\" aria-label=\"{}\" "
      "data-t-label=\"language\">"
      "<button type=\"button\" data-lang=\"en\" lang=\"en\">English</button>"
      "<button type=\"button\" data-lang=\"zh-Hant\" lang=\"zh-Hant\">繁</button>"
      "<button type=\"button\" data-lang=\"zh-Hans\" lang=\"zh-Hans\">简</button></span>"
      "<button type=\"button\" id=\"light\" aria-label=\"{}\" data-t-label=\"light\"></button>"
      "</div></div><p class=\"tagline\">{}</p>",
      word("skip"), word("as_known"), moment(to_iso(edition.report.at)), frame.root,
      english("language"), english("light"), word("tagline"));
  top.put("{}</header>", navigation(frame));
  return top;
}

}  // namespace

const std::vector<StageGroup>& stage_groups() {
  static const std::vector<StageGroup> groups{
      {"offer", {"allotted", "priced", "launched"}, false},
      {"heard", {"phip", "hearing"}, false},
      {"filed", {"refiled", "filed"}, false},
      {"csrc", {"csrc_filed"}, false},
      {"listed", {"listed"}, true},
      {"ended", {"lapsed", "withdrawn", "rejected", "returned"}, true},
      {"unknown", {"unknown"}, true},
  };
  return groups;
}

const StageGroup& group_of(std::string_view stage) {
  for (const StageGroup& group : stage_groups()) {
    if (std::find(group.stages.begin(), group.stages.end(), stage) != group.stages.end())
      return group;
  }
  return stage_groups().back();
}

bool is_active(const ReportIpo& ipo) { return !group_of(ipo.stage).closing; }

Edition::Edition(const Report& of)
    : report(of), today(hong_kong_day(of.at)), today_iso(to_iso(today)) {
  for (const ReportIpo& ipo : of.ipos) {
    by_id.emplace(ipo.application_id, &ipo);
    by_group[group_of(ipo.stage).id].push_back(&ipo);
    if (ipo.previous_application_id) later[*ipo.previous_application_id].push_back(&ipo);
  }
}

const ReportIpo* Edition::find(ApplicationId id) const {
  const auto found = by_id.find(id);
  return found == by_id.end() ? nullptr : found->second;
}

std::vector<const ReportIpo*> Edition::later_of(ApplicationId id) const {
  const auto found = later.find(id);
  return found == later.end() ? std::vector<const ReportIpo*>{} : found->second;
}

std::optional<int> Edition::days_to(const std::optional<std::string>& iso) const {
  if (!iso) return std::nullopt;
  const auto date = parse_iso_date(*iso);
  if (!date) return std::nullopt;
  return days_between(today, *date);
}

const std::optional<std::string>& day_of(const ReportIpo& ipo, Stage stage) {
  return ipo.days.at(static_cast<std::size_t>(stage));
}

std::optional<std::string> heard_on(const ReportIpo& ipo) {
  const auto& hearing = day_of(ipo, Stage::hearing);
  const auto& phip = day_of(ipo, Stage::phip);
  if (hearing && phip) return std::min(*hearing, *phip);
  return hearing ? hearing : phip;
}

std::optional<std::string> filed_or_refiled_on(const ReportIpo& ipo) {
  const auto& filed = day_of(ipo, Stage::filed);
  return filed ? filed : day_of(ipo, Stage::refiled);
}

Markup day(std::string_view iso, bool year) {
  const auto date = parse_iso_date(iso);
  if (!date) return markup("{}", iso);
  return markup("<time datetime=\"{}\"{}>{}</time>", iso, year ? Markup() : markup(" data-short"),
                written(*date, year));
}

Markup day_or_dash(const std::optional<std::string>& iso, bool year) {
  return iso ? day(*iso, year) : markup("<span class=\"no\">–</span>");
}

Markup moment(std::string_view iso) {
  const auto instant = parse_iso_instant(iso);
  if (!instant) return markup("{}", iso);
  const std::string local = to_iso_hong_kong(*instant);
  return markup("<time datetime=\"{}\">{}, {}</time>", local,
                written(hong_kong_day(*instant), true), local.substr(11, 5));
}

Markup names(const ReportIpo& ipo) {
  Markup both;
  if (ipo.name_en) both.put("<bdi class=\"en\" lang=\"en\">{}</bdi>", cut(*ipo.name_en, kMaxName));
  if (ipo.name_en && ipo.name_zh) both.put(" ");
  if (ipo.name_zh)
    both.put("<bdi class=\"zh\" lang=\"zh-Hant\">{}</bdi>", cut(*ipo.name_zh, kMaxName));
  if (both.empty()) both.put("#{}", ipo.application_id);
  return both;
}

Markup ipo_link(const ReportIpo& ipo, std::string_view root) {
  return markup("<a class=\"ipo\" href=\"{}ipo/{}.html\">{}</a>", root, ipo.application_id,
                names(ipo));
}

Markup stage_mark(std::string_view stage) {
  return markup("<span class=\"stage {}\">{}</span>", group_of(stage).id, word_of("stage", stage));
}

Markup sponsor_list(const ReportIpo& ipo, std::size_t most) {
  Markup list;
  for (std::size_t i = 0; i < ipo.sponsors.size() && i < most; ++i)
    list.put("{}<bdi>{}</bdi>", i == 0 ? "" : ", ", cut(ipo.sponsors[i], kMaxTitle));
  if (ipo.sponsors.size() > most) list.put(" +{}", ipo.sponsors.size() - most);
  return list;
}

std::string host_to_show(std::string_view url) {
  std::string host = text::host_of(url);
  if (host.compare(0, 4, "www.") == 0) host.erase(0, 4);
  return host;
}

std::string_view file_of(std::string_view url) {
  const std::string_view path = url.substr(0, url.find_first_of("?#"));
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : path.substr(slash + 1);
}

std::string address_to_show(std::string_view url) {
  const std::string_view file = file_of(url);
  const std::string host = host_to_show(url);
  return file.empty() || file == host ? host : fmt::format("{} … {}", host, file);
}

Markup outside_link(std::string_view url, std::string_view text) {
  const std::string address = web_address(url);
  if (address.empty()) return markup("<bdi>{}</bdi>", cut(text, kMaxName));
  return markup("<a class=\"out\" href=\"{}\"><bdi>{}</bdi></a>", address, cut(text, kMaxName));
}

Markup head(std::string_view title, std::string_view root) {
  return markup(
      "<meta charset=\"utf-8\">"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src "
      "'self'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; "
      "require-trusted-types-for 'script'; trusted-types 'none'\">"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
      "<meta name=\"referrer\" content=\"no-referrer\"><meta name=\"color-scheme\" "
      "content=\"light dark\"><meta name=\"generator\" content=\"gongwatch\">"
      "<title>{1} – Gongwatch</title><link rel=\"icon\" href=\"{0}gong.svg\">"
      "<link rel=\"stylesheet\" href=\"{0}look.css\">",
      root, cut(title, kMaxTitle));
}

std::string page(const Edition& edition, const Frame& frame, const Markup& body) {
  Markup out;
  out.put(
      "<!doctype html>\n<html lang=\"en\" data-root=\"{0}\"><head>{1}<script "
      "src=\"{0}words.js\"></script><script src=\"{0}act.js\"></script>{2}</head>\n<body>",
      frame.root, head(frame.title, frame.root),
      frame.with_data ? markup("<script src=\"{}data.js\" defer></script><script "
                               "src=\"{}search.js\" defer></script>{}",
                               frame.root, frame.root, frame.links)
                      : frame.links);
  out.put(
      "{}\n<main id=\"main\" tabindex=\"-1\">{}</main>\n<footer><p>{}</p></footer></body></html>\n",
      masthead(edition, frame), body, word("foot"));
  return out.html();
}

}  // namespace gongwatch::render
