// Days to come and the last ones past: listings, closing offers, applications that would lapse.
#include <algorithm>
#include <limits>

#include "render/report/pages.h"

namespace gongwatch::render {
namespace {

constexpr int kAheadDays = 200;
constexpr std::size_t kMaxOnDay = 24;

struct Date {
  std::string_view day;
  const char* kind;  // listing, close, lapse
  const ReportIpo* ipo;
};

const char* kind_of(const CalendarRow& row) {
  if (row.kind == "listing") return "listing";
  return row.kind == "lapses" ? "lapse" : "close";
}

// The days of calendar.ics from `from` to `to` days from today, in their order.
std::vector<Date> dates_of(const Edition& edition, int from, int to) {
  std::vector<Date> dates;
  for (const CalendarRow& row : edition.report.days) {
    const auto days = edition.days_to(row.day);
    const ReportIpo* ipo = edition.find(row.issuer.application_id);
    if (!days || *days < from || *days > to || ipo == nullptr) continue;
    dates.push_back({row.day, kind_of(row), ipo});
  }
  return dates;
}

Markup entry(const Date& date) {
  return markup("<li>{} <span class=\"kind {}\">{}</span></li>", ipo_link(*date.ipo, ""), date.kind,
                word_of("cal", date.kind));
}

Markup agenda(const std::vector<Date>& dates) {
  Markup out;
  if (dates.empty()) return markup("<p class=\"none\">{}</p>", word("ahead.none"));
  out.put("<div class=\"agenda\">");
  for (std::size_t i = 0; i < dates.size();) {
    std::size_t end = i;
    while (end < dates.size() && dates[end].day == dates[i].day) ++end;
    out.put("<section><h3>{}</h3><ul>", day(dates[i].day));
    for (std::size_t k = i; k < end && k - i < kMaxOnDay; ++k) out.put("{}", entry(dates[k]));
    out.put("</ul>");
    if (end - i > kMaxOnDay)
      out.put("<p class=\"by\">{}</p>",
              word("more", static_cast<std::int64_t>(end - i - kMaxOnDay)));
    out.put("</section>");
    i = end;
  }
  return out.put("</div>");
}

std::vector<Date> only(const std::vector<Date>& dates, bool lapses) {
  std::vector<Date> chosen;
  std::copy_if(dates.begin(), dates.end(), std::back_inserter(chosen), [&](const Date& date) {
    return (std::string_view(date.kind) == "lapse") == lapses;
  });
  return chosen;
}

}  // namespace

Markup ahead_list(const Edition& edition, int days, std::size_t most) {
  const std::vector<Date> dates = dates_of(edition, 0, days);
  // Offers before lapses where there is no room for all.
  std::vector<Date> shown = only(dates, false);
  for (const Date& lapse : only(dates, true)) {
    if (shown.size() >= most) break;
    shown.push_back(lapse);
  }
  if (shown.size() > most) shown.resize(most);
  std::stable_sort(shown.begin(), shown.end(),
                   [](const Date& a, const Date& b) { return a.day < b.day; });
  if (shown.empty()) return markup("<p class=\"none\">{}</p>", word("ahead.none"));
  Markup out;
  out.put("<ul class=\"ahead\">");
  for (const Date& date : shown) {
    out.put("<li><span class=\"when\">{}</span> {} <span class=\"kind {}\">{}</span></li>",
            day(date.day, false), ipo_link(*date.ipo, ""), date.kind, word_of("cal", date.kind));
  }
  return out.put("</ul>");
}

std::string calendar_page(const Edition& edition) {
  const auto ahead = dates_of(edition, 0, kAheadDays);
  auto past = only(dates_of(edition, std::numeric_limits<int>::min(), -1), false);
  std::reverse(past.begin(), past.end());
  Markup body;
  body.put(
      "<h1>{}</h1><p class=\"lead by\"><a href=\"calendar.ics\" type=\"text/calendar\">{}</a></p>"
      "<section><h2>{}</h2>{}</section>",
      word("nav.calendar"), word("cal.file"), word("cal.offers"), agenda(only(ahead, false)));
  body.put("<section><h2>{}</h2>{}</section>", word("cal.past"), agenda(past));
  body.put("<section><h2>{}</h2><p class=\"lead\">{}</p>{}</section>", word("cal.lapses"),
           word("cal.lapse.note"), agenda(only(ahead, true)));
  return page(edition,
              {english("nav.calendar"), "nav.calendar", "", false,
               markup("<link rel=\"alternate\" type=\"text/calendar\" title=\"{}\" "
                      "href=\"calendar.ics\">",
                      english("cal.file"))},
              body);
}

}  // namespace gongwatch::render
