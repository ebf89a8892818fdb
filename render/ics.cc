#include "render/ics.h"

#include <fmt/core.h>

#include "render/news_text.h"

namespace gongwatch::render {
namespace {

constexpr std::size_t kLineOctets = 75;

// TEXT (RFC 5545 §3.3.11); one_line() has taken line breaks away.
std::string escaped_text(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\' || c == ';' || c == ',') out += '\\';
    out += c;
  }
  return out;
}

// A content line of at most 75 octets, folded between characters, never inside one (§3.1).
std::string content_line(std::string_view line) {
  std::string out;
  std::size_t room = kLineOctets;
  while (line.size() > room) {
    std::size_t cut = room;
    while (cut > 1 && (static_cast<unsigned char>(line[cut]) & 0xC0) == 0x80) --cut;
    out.append(line.substr(0, cut)).append("\r\n ");
    line.remove_prefix(cut);
    room = kLineOctets - 1;  // the blank counts
  }
  return out.append(line).append("\r\n");
}

std::string date(CivilDate day) {
  return fmt::format("{:04}{:02}{:02}", static_cast<int>(day.year()),
                     static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
}

std::string moment_of(Instant at) {
  const auto midnight = std::chrono::floor<std::chrono::days>(at);
  const std::chrono::hh_mm_ss time(at - midnight);
  return fmt::format("{}T{:02}{:02}{:02}Z", date(CivilDate{midnight}), time.hours().count(),
                     time.minutes().count(), time.seconds().count());
}

std::string uid_of(const CalendarRow& row) {
  std::string kind = row.kind;
  for (char& c : kind) {
    if ((c < 'a' || c > 'z') && (c < '0' || c > '9')) c = '-';
  }
  return fmt::format("{}-{}@gongwatch.invalid", kind, row.issuer.application_id);
}

std::string description_of(const CalendarRow& row) {
  std::string text = particulars(row.issuer);
  if (row.kind == "lapses") {
    text += std::string(text.empty() ? "" : ". ") +
            "Computed: six months after the newest filing, unless it is renewed";
  }
  text += std::string(text.empty() ? "" : ". ") + "Source: " + one_line(row.source_id, 100);
  return text;
}

std::string event_of(const CalendarRow& row, CivilDate day) {
  const auto known = parse_iso_instant(row.known_at, std::chrono::minutes{0});
  const std::string stamp = moment_of(known ? *known : Instant{});
  const CivilDate next{std::chrono::sys_days{day} + std::chrono::days{1}};
  std::string out = content_line("BEGIN:VEVENT");
  out += content_line("UID:" + uid_of(row));
  out += content_line("DTSTAMP:" + stamp);
  out += content_line("LAST-MODIFIED:" + stamp);
  out += content_line("DTSTART;VALUE=DATE:" + date(day));
  out += content_line("DTEND;VALUE=DATE:" + date(next));
  out += content_line("SUMMARY:" + escaped_text(headline(row)));
  out += content_line("DESCRIPTION:" + escaped_text(description_of(row)));
  if (const std::string link = link_of(row.url); !link.empty()) out += content_line("URL:" + link);
  out += content_line("CATEGORIES:" + escaped_text(one_line(row.kind, 40)));
  out += content_line(row.kind == "lapses" ? "STATUS:TENTATIVE" : "STATUS:CONFIRMED");
  out += content_line("TRANSP:TRANSPARENT");
  return out + content_line("END:VEVENT");
}

}  // namespace

std::string to_ics(const std::vector<CalendarRow>& days) {
  std::string out = content_line("BEGIN:VCALENDAR");
  out += content_line("VERSION:2.0");
  out += content_line("PRODID:-//Gongwatch//gongwatch " GONGWATCH_VERSION "//EN");
  out += content_line("CALSCALE:GREGORIAN");
  out += content_line("METHOD:PUBLISH");
  out += content_line("X-WR-CALNAME:Hong Kong IPOs");
  for (const CalendarRow& row : days) {
    if (const auto day = parse_iso_date(row.day)) out += event_of(row, *day);
  }
  return out + content_line("END:VCALENDAR");
}

}  // namespace gongwatch::render
