#include "render/ics.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "text/utf8.h"

namespace gongwatch::render {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

CalendarRow listing(const std::string& name) {
  CalendarRow row;
  row.kind = "listing";
  row.day = "2025-11-30";
  row.known_at = "2025-11-10T00:05:09Z";
  row.source_id = "hkex-announcements";
  row.url = "https://h.example/results.pdf";
  row.issuer.application_id = 16;
  row.issuer.stock_code = "02806";
  row.issuer.name_en = name;
  return row;
}

// The lines as they are sent; each must end in CRLF.
std::vector<std::string> physical(const std::string& calendar) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < calendar.size();) {
    const auto end = calendar.find("\r\n", at);
    if (end == std::string::npos) {
      ADD_FAILURE() << "no CRLF at the end";
      return lines;
    }
    lines.push_back(calendar.substr(at, end - at));
    at = end + 2;
  }
  return lines;
}

std::vector<std::string> unfolded(const std::string& calendar) {
  std::vector<std::string> lines;
  for (const std::string& line : physical(calendar)) {
    if (line.starts_with(' ') && !lines.empty())
      lines.back() += line.substr(1);
    else
      lines.push_back(line);
  }
  return lines;
}

std::string value_of(const std::string& calendar, const std::string& name) {
  for (const std::string& line : unfolded(calendar)) {
    if (line.starts_with(name + ":") || line.starts_with(name + ";"))
      return line.substr(line.find(':') + 1);
  }
  return "none";
}

TEST(Ics, ADayIsAnAllDayEvent) {
  const std::string calendar = to_ics({listing("Acme Robotics Limited")});
  const auto lines = unfolded(calendar);
  EXPECT_EQ(lines.front(), "BEGIN:VCALENDAR");
  EXPECT_EQ(lines.back(), "END:VCALENDAR");
  EXPECT_EQ(lines[1], "VERSION:2.0");
  EXPECT_EQ(value_of(calendar, "UID"), "listing-16@gongwatch.invalid");
  EXPECT_EQ(value_of(calendar, "DTSTAMP"), "20251110T000509Z");
  EXPECT_THAT(lines, Contains("DTSTART;VALUE=DATE:20251130"));
  EXPECT_THAT(lines, Contains("DTEND;VALUE=DATE:20251201"));
  EXPECT_EQ(value_of(calendar, "SUMMARY"), "Acme Robotics Limited: first day of dealings");
  EXPECT_EQ(value_of(calendar, "URL"), "https://h.example/results.pdf");
  EXPECT_THAT(calendar, StartsWith("BEGIN:VCALENDAR\r\n"));
}

TEST(Ics, NothingComesFromTheClock) {
  EXPECT_EQ(to_ics({listing("Acme")}), to_ics({listing("Acme")}));
}

TEST(Ics, ADayThatMovesKeepsItsUid) {
  auto moved = listing("Acme");
  moved.day = "2025-12-02";
  moved.known_at = "2025-11-28T00:00:00Z";
  EXPECT_EQ(value_of(to_ics({moved}), "UID"), value_of(to_ics({listing("Acme")}), "UID"));
  EXPECT_NE(value_of(to_ics({moved}), "DTSTAMP"), value_of(to_ics({listing("Acme")}), "DTSTAMP"));
}

TEST(Ics, ALapseIsTentativeAndSaysHowItIsCounted) {
  auto row = listing("Acme");
  row.kind = "lapses";
  const std::string calendar = to_ics({row});
  EXPECT_EQ(value_of(calendar, "STATUS"), "TENTATIVE");
  EXPECT_THAT(value_of(calendar, "DESCRIPTION"), HasSubstr("six months after the newest filing"));
}

TEST(Ics, LinesAreFoldedAt75OctetsBetweenCharacters) {
  for (int shift = 0; shift < 4; ++shift) {
    std::string name(static_cast<std::size_t>(shift), 'x');
    for (int i = 0; i < 40; ++i) name += "創新\U0001F514é";
    const std::string calendar = to_ics({listing(name)});
    for (const std::string& line : physical(calendar)) {
      EXPECT_LE(line.size(), 75u);
      EXPECT_TRUE(text::is_valid(line)) << line;
    }
    EXPECT_THAT(value_of(calendar, "SUMMARY"), StartsWith(name.substr(0, 60)));
  }
}

TEST(Ics, HostileNamesAreOneEscapedText) {
  const std::string evil =
      "A, B; C\\D\r\nEND:VEVENT\r\nATTENDEE:mailto:x@example.com\nX\u202EY\x07";
  const std::string calendar = to_ics({listing(evil)});
  const auto lines = unfolded(calendar);
  EXPECT_THAT(lines, Not(Contains(StartsWith("ATTENDEE"))));
  EXPECT_EQ(std::count(lines.begin(), lines.end(), "END:VEVENT"), 1);
  EXPECT_THAT(value_of(calendar, "SUMMARY"), StartsWith("A\\, B\\; C\\\\D END:VEVENT ATTENDEE"));
  EXPECT_THAT(calendar, Not(HasSubstr("\u202E")));
  EXPECT_THAT(calendar, Not(HasSubstr("\x07")));
}

TEST(Ics, BrokenBytesAndEndlessNamesStayBoundedUtf8) {
  for (const std::string& name : {std::string(10'000, 'x'), std::string(5'000, '\xff')}) {
    auto row = listing(name);
    row.kind = name;
    row.url = "https://h.example/\r\nX-EVIL:1";
    row.source_id = name;
    row.issuer.sponsors.assign(500, name);
    const std::string calendar = to_ics({row});
    EXPECT_TRUE(text::is_valid(calendar));
    EXPECT_LT(calendar.size(), 20'000u);
    EXPECT_THAT(unfolded(calendar), Not(Contains(StartsWith("X-EVIL"))));
  }
}

TEST(Ics, ARowWithoutADayIsLeftOut) {
  auto row = listing("Acme");
  row.day = "soon";
  EXPECT_THAT(to_ics({row}), Not(HasSubstr("VEVENT")));
}

}  // namespace
}  // namespace gongwatch::render
