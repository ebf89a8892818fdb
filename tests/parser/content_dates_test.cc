// When a page was published, and on which of its own days.
#include <gtest/gtest.h>

#include <string>

#include "parser/content/written_date.h"
#include "parser/vocabulary/table.h"
#include "tests/parser/content_pages.h"

namespace gongwatch::parser {
namespace {

constexpr std::chrono::minutes kHome{8 * 60};
const std::string kTitle = "<h1>Riverbend Metals holds its hearing</h1>";

std::string day_of(const ArticleText& article) {
  return article.date ? to_iso(*article.date) : std::string();
}
std::string day_of(const std::string& head, const std::string& content) {
  return day_of(read(page(head, content)));
}
std::string found_in(std::string_view text) {
  const auto date = find_date(text, kHome);
  return date ? to_iso(date->day) : std::string();
}
std::string json_ld(const std::string& date) {
  return R"(<script type=application/ld+json>{"@type":"NewsArticle","datePublished":")" + date +
         "\"}</script>";
}

TEST(WrittenDates, KnowEveryMonthOfTheTable) {
  for (const auto& row : table_rows("months", 2)) {
    for (const std::string_view name : split_cell(row[1], "|")) {
      const unsigned month = static_cast<unsigned>(std::stoi(std::string(row[0])));
      const std::string wanted = to_iso(*make_date(2021, month, 7));
      EXPECT_EQ(found_in("7 " + std::string(name) + " 2021"), wanted) << name;
      EXPECT_EQ(found_in(std::string(name) + " 7, 2021"), wanted) << name;
    }
  }
}

TEST(WrittenDates, HaveTheirTimeBehindAWeekday) {
  for (const char* written : {"2025年11月10日 星期一 08:30", "2025年11月10日（星期一）08:30",
                              "2025-11-10 周一 08:30", "2025/11/10 週一 上午8:30",
                              "Nov 10, 2025 (Mon) 08:30", "10 November 2025, Monday, 8:30am"}) {
    const auto date = find_date(written, kHome);
    ASSERT_TRUE(date) << written;
    EXPECT_EQ(to_iso_hong_kong(date->instant), "2025-11-10T08:30:00+08:00") << written;
  }
}

TEST(WrittenDates, AreReadAsLanguagesWriteThem) {
  for (const char* written :
       {"Sonntag, 7. März 2021", "7.März 2021", "dimanche 7 mars 2021", "7 de marzo de 2021",
        "7 DE MARÇO DE 2021", "7 МАРТА 2021, 13:43", "2021. március 7.", "7. 3. 2021", "07.03.21",
        "am 7.3.21.", "2021년 3월 7일", "March 7th, 2021", "7-Mar-2021", "07/03/2021"}) {
    EXPECT_EQ(found_in(written), "2021-03-07") << written;
  }
  for (const char* none : {"version 1.10.2", "10.0.0.1", "12.12.12.12", "31.02.21", "7 Mars bars",
                           "in March, 7 of 2021 people", "1/2/3"}) {
    EXPECT_EQ(found_in(none), "") << none;
  }
}

TEST(WrittenDates, ReadZonesAndNoNumbersBehindADash) {
  const auto at_utc = [](std::string_view text) {
    const auto date = find_date(text, kHome);
    return date ? to_iso(date->instant) : std::string();
  };
  EXPECT_EQ(at_utc("2021-03-07 20:15 CET"), "2021-03-07T19:15:00Z");
  EXPECT_EQ(at_utc("2021-03-07 20:15 EST"), "2021-03-08T01:15:00Z");
  EXPECT_EQ(at_utc("2021-03-07 20:15 GMT+2"), "2021-03-07T18:15:00Z");
  EXPECT_EQ(at_utc("2021-03-07T20:15:01.123-0500"), "2021-03-08T01:15:01Z");
  EXPECT_EQ(at_utc("2021-03-07 20:15 - 3 comments"), "2021-03-07T12:15:00Z");
}

TEST(WrittenDates, FieldsHoldWhatMachinesWrite) {
  const auto field = [](std::string_view text) {
    const auto date = read_date_field(text, kHome);
    return date ? to_iso(date->instant) : std::string();
  };
  EXPECT_EQ(field("1615104000"), "2021-03-07T08:00:00Z");
  EXPECT_EQ(field("1615104000123"), "2021-03-07T08:00:00Z");
  EXPECT_EQ(field("20210307"), "2021-03-06T16:00:00Z");
  EXPECT_EQ(field("20210307T0815Z"), "2021-03-07T08:15:00Z");
  EXPECT_EQ(field("2021-03-07T08:15:08:684Z"), "2021-03-07T08:15:08Z");
  EXPECT_EQ(field("12345"), "");
}

TEST(PublishedDay, IsTheWrittenOneWhateverTheZone) {
  const ArticleText evening = read(page(json_ld("2025-11-03T23:30:00-05:00"), kTitle + body()));
  EXPECT_EQ(day_of(evening), "2025-11-03");
  EXPECT_EQ(evening.published_at, at("2025-11-04T04:30:00Z"));
  EXPECT_EQ(day_of(json_ld("2025-11-03"), kTitle + body()), "2025-11-03");
}

TEST(PublishedDay, OfATimeInUtcIsThatOfItsReaders) {
  const std::string stored = json_ld("2025-11-03T20:00:00Z");
  EXPECT_EQ(day_of(stored, kTitle + body()), "2025-11-03");
  EXPECT_EQ(day_of(stored, kTitle + "<p>4 November 2025</p>" + body()), "2025-11-04");
  EXPECT_EQ(day_of(stored, kTitle + "<p>3 November 2025</p>" + body()), "2025-11-03");
  // When it was changed is not when it was published; nor is a day of last month.
  EXPECT_EQ(day_of(stored, kTitle + "<p>Updated 4 November 2025</p>" + body()), "2025-11-03");
  EXPECT_EQ(day_of(stored, kTitle + "<p>4 October 2025</p>" + body()), "2025-11-03");
  SourceHints hints;
  hints.of_source = true;
  EXPECT_EQ(day_of(read(page(stored, kTitle + body()), hints)), "2025-11-04");
  const auto at_host = [&](std::string_view url) {
    const auto article = read_html(page(stored, kTitle + body()), url, std::nullopt, {}, {});
    return article ? day_of(*article) : "";
  };
  EXPECT_EQ(at_host("https://news.example.com.hk/1"), "2025-11-04");
  EXPECT_EQ(at_host("https://news.example.de/1"), "2025-11-03");
  EXPECT_EQ(at_host("https://news.example.com/2025/11/04/riverbend"), "2025-11-04");
}

TEST(PublishedAt, IsFoundByWhatMarkupAndLabelsSay) {
  for (const char* mark :
       {"<span class=entry-date>9. Oktober 2025</span>", "<div id=postDate>9 octobre 2025</div>",
        "<abbr class=published title=2025-10-09T10:00:00+02:00>yesterday</abbr>",
        "<time datetime='2025-10-09 10:00'>long ago</time>"}) {
    EXPECT_EQ(day_of("", std::string("<header><p>The Wire</p>") + mark + "</header>" + kTitle +
                             "<p>One</p><p>Two</p>" + body()),
              "2025-10-09")
        << mark;
  }
  EXPECT_EQ(day_of("", kTitle + "<p>Updated 10 Oct 2025, first published 9 Oct 2025</p>" + body()),
            "2025-10-09");
  EXPECT_EQ(
      day_of("", kTitle + "<p>Last updated: 10 Oct 2025</p><p>Posted on 9 Oct 2025</p>" + body()),
      "2025-10-09");
  EXPECT_EQ(day_of("", kTitle + body() + "<p>This article was published on 9 October 2025.</p>"),
            "2025-10-09");
  EXPECT_EQ(day_of("", kTitle + body() + "<dl><dt>Datum</dt><dd>09.10.2025</dd></dl>"),
            "2025-10-09");
}

TEST(PublishedAt, IsReadFromADateline) {
  const auto text = [](const std::string& start) {
    return kTitle + "<p>" + start + kLead + "</p><p>" + kSecond + "</p>";
  };
  EXPECT_EQ(day_of("", text("HONG KONG, Oct. 9, 2025 /NewsWire/ -- ")), "2025-10-09");
  EXPECT_EQ(day_of("", text("(09.10.2025) ")), "2025-10-09");
  EXPECT_EQ(day_of("", text("The board met on 9 October 2025 - twice - and ")), "");
}

TEST(PublishedAt, IsReckonedFromTheCaptureWhereTheYearIsLeftOut) {
  // read() captures on 10 November 2025 at 08:00 in Hong Kong.
  const auto at_head = [](const std::string& line) {
    const ArticleText article = read(page("", kTitle + "<p>" + line + "</p>" + body()));
    return article.published_at ? to_iso_hong_kong(*article.published_at).substr(0, 16)
                                : std::string();
  };
  EXPECT_EQ(at_head("11-09 18:30"), "2025-11-09T18:30");
  EXPECT_EQ(at_head("11月9日 18:30"), "2025-11-09T18:30");
  EXPECT_EQ(at_head("12月9日 18:30"), "2024-12-09T18:30");
  EXPECT_EQ(at_head("Nov 9, 18:30"), "2025-11-09T18:30");
  EXPECT_EQ(at_head("昨天 18:30"), "2025-11-09T18:30");
  EXPECT_EQ(at_head("昨日 18:30"), "2025-11-09T18:30");
  EXPECT_EQ(at_head("3小時前"), "2025-11-10T05:00");
  EXPECT_EQ(at_head("20 minutes ago"), "2025-11-10T07:40");
  EXPECT_EQ(at_head("yesterday"), "2025-11-09T00:00");
  EXPECT_EQ(at_head("13月9日"), "");
  EXPECT_EQ(at_head("pages 11-09"), "");
  EXPECT_EQ(read(page("", kTitle + "<p>11月9日</p>" + body())).warnings.at(0).code,
            "year-inferred");
  const auto uncaptured =
      read_html(page("", kTitle + "<p>昨天 18:30</p>" + body()), "", std::nullopt, {}, {});
  EXPECT_EQ(uncaptured->published_at, std::nullopt);
}

TEST(PublishedAt, IsReadFromManyFormsOfAddresses) {
  const auto day = [](std::string_view path) {
    const auto article = read_html(page("", kTitle + body()),
                                   "https://news.example.com" + std::string(path), {}, {}, {});
    return day_of(*article);
  };
  for (const char* path : {"/2025/11/09/a", "/2025-11-09-a.html", "/2025-11/09/c_1.htm",
                           "/n1/2025/1109/c1.html", "/t20251109_12.html", "/a/202511091230123.html",
                           "/202511/09/AP1.html", "/bkn-20251109", "/20251109/s1/9"})
    EXPECT_EQ(day(path), "2025-11-09") << path;
  for (const char* none : {"/2025/13/40/", "/a/20251399", "/1202511091", "/x?d=2025-11-09",
                           "/2025110", "/20251109123"})
    EXPECT_EQ(day(none), "") << none;
}

TEST(PublishedAt, BelievesNoListsAndNoComments) {
  const std::string teasers =
      "<div class=front><div><span class=date>8 October 2025</span><p>Pinewood rises</p></div>"
      "<div><span class=date>7 October 2025</span><p>Oakfield falls</p></div></div>";
  EXPECT_EQ(day_of("", kTitle + body() + teasers), "");
  EXPECT_EQ(day_of("", kTitle + body() +
                           "<div class=comments><span class=date>8 October 2025</span></div>"),
            "");
  EXPECT_EQ(day_of("", kTitle + body() + "<div class=event-date>8 October 2025: party</div>"), "");
  EXPECT_EQ(day_of("", kTitle + "<p class=date>1 January 2030</p>" + body()), "");
}

TEST(PublishedAt, OfAChangedPageIsTheChangeIfNothingElseIsKnown) {
  EXPECT_EQ(
      day_of("<meta property=og:updated_time content=2025-10-09T10:00:00+08:00>", kTitle + body()),
      "2025-10-09");
  EXPECT_EQ(day_of("<meta property=og:updated_time content=2025-10-09T10:00:00+08:00>",
                   kTitle + "<p>8 October 2025</p>" + body()),
            "2025-10-08");
}

TEST(PublishedAt, IsTakenFromBrokenAndFromOtherStructuredData) {
  EXPECT_EQ(day_of(R"(<script type=application/ld+json>{"@type":"NewsArticle","headline":"a "b"",)"
                   R"("datePublished":"2025-10-09T10:00:00+08:00"}</script>)",
                   kTitle + body()),
            "2025-10-09");
  EXPECT_EQ(day_of(R"(<script type=application/ld+json>{"@graph":[{"@type":"WebPage",)"
                   R"("datePublished":"2025-10-09"}]}</script>)",
                   kTitle + body()),
            "2025-10-09");
}

}  // namespace
}  // namespace gongwatch::parser
