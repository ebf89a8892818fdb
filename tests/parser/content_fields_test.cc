#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "parser/content/article_text.h"
#include "tests/parser/content_pages.h"

namespace gongwatch::parser {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(Title, IsReconciledFromWhatThePageSays) {
  const std::string text = body();
  EXPECT_EQ(read(page("<title>Riverbend holds its hearing - AASTOCKS.com</title>", text)).title,
            "Riverbend holds its hearing");
  EXPECT_EQ(read(page("<title>某某科技通过上市聆讯_新股_海港财经</title>", text)).title,
            "某某科技通过上市聆讯");
  EXPECT_EQ(read(page("<meta property=og:title content='Riverbend | Hearing | Harbourwire'>", text))
                .title,
            "Riverbend | Hearing");
  EXPECT_EQ(
      read(page("<script "
                "type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"Riverbend\n "
                "hears\"}</script>",
                text))
          .title,
      "Riverbend hears");
  EXPECT_EQ(read(page("<title>Anything else</title>", "<h1>Harbour Wire</h1>" + text)).title,
            "Anything else");
  EXPECT_EQ(read(page("", text)).title, "");
}

TEST(PublishedAt, PrefersStructuredDates) {
  const std::string visible =
      "<h1>Riverbend Metals holds its hearing</h1><p>2025-11-01 10:00</p>" + body();
  EXPECT_EQ(read(page("", visible)).published_at, at("2025-11-01T10:00:00+08:00"));
  EXPECT_EQ(
      read(page("<meta property=article:published_time content=2025-11-02T10:00:00Z>", visible))
          .published_at,
      at("2025-11-02T10:00:00Z"));
  EXPECT_EQ(read(page("<meta property=article:published_time content=2025-11-02T10:00:00Z><script "
                      "type=application/ld+json>"
                      "{\"@graph\":[{\"@type\":[\"NewsArticle\"],\"datePublished\":\"2025-11-03T08:"
                      "00:00+08:00\"}]}</script>",
                      visible))
                .published_at,
            at("2025-11-03T00:00:00Z"));
  EXPECT_EQ(read(page("",
                      "<h1>Riverbend Metals holds its hearing</h1><time "
                      "datetime=2025-11-04T01:02:03Z>x</time>" +
                          body()))
                .published_at,
            at("2025-11-04T01:02:03Z"));
}

TEST(PublishedAt, ReadsDatesAsPagesWriteThem) {
  const auto date = [](const std::string& written) {
    return read(page("",
                     "<h1>Riverbend Metals holds its hearing</h1><p>" + written + "</p>" + body()))
        .published_at;
  };
  const auto morning = at("2025-11-09T08:00:00+08:00");
  for (const char* written : {"2025-11-09 08:00",
                              "2025/11/9 08:00",
                              "09/11/2025 08:00",
                              "2025年11月9日 08:00",
                              "2025年11月9日上午8時00分",
                              "2025年11月9日 上午 8 時",
                              "2025/11/09 (日) 08:00",
                              "民國114年11月9日 08:00",
                              "08:00 2025-11-09",
                              "Published 8:00 am HKT, 9 November 2025",
                              "08:00 GMT+8, 9 November, 2025",
                              "二〇二五年十一月九日 08:00",
                              "9 November 2025, 8am",
                              "Nov 9, 2025 at 8.00 a.m.",
                              "Nov 9, 2025 8:00 AM",
                              "9 November 2025 08:00",
                              "Published: 2025-11-09T00:00:00Z",
                              "Sunday, November 9th, 2025 at 8:00 a.m. HKT",
                              "２０２５－１１－０９　０８：００",
                              "9 Nov 2025, 00:00 GMT"}) {
    EXPECT_EQ(date(written), morning) << written;
  }
  EXPECT_EQ(date("2025-11-09"), at("2025-11-09T00:00:00+08:00"));
  EXPECT_EQ(date("2025-13-40"), std::nullopt);
  EXPECT_EQ(date("no date at all"), std::nullopt);
}

TEST(PublishedAt, IsNeverLaterThanTheCapture) {
  const ArticleText article =
      read(page("", "<h1>Riverbend Metals holds its hearing</h1><p>2025-11-11 08:00</p>" + body()));
  EXPECT_EQ(article.published_at, std::nullopt);
  ASSERT_EQ(article.warnings.size(), 1u);
  EXPECT_EQ(article.warnings[0].code, "date-in-future");
}

TEST(PublishedAt, IsNotTakenFromOtherArticlesOrComments) {
  const ArticleText article =
      read(page("", "<article><h1>Riverbend Metals holds its hearing</h1>" + body() +
                        "<h3>Related News</h3><ul><li><a href=1>Pinewood surges in a week</a> "
                        "2025-11-05</li></ul></article>"
                        "<div class=comments><p>2025-11-06 09:00 A reader wrote this comment about "
                        "it.</p></div>"));
  EXPECT_EQ(article.published_at, std::nullopt);
}

TEST(Byline, IsReadFromMetadataAndFromTheHead) {
  EXPECT_EQ(read(page("<meta name=author content='Ann Lee'>", body())).byline, "Ann Lee");
  EXPECT_EQ(
      read(page("",
                "<h1>Riverbend Metals holds its hearing</h1><p>By Ann Lee and Bob Ng</p>" + body()))
          .byline,
      "Ann Lee and Bob Ng");
  EXPECT_EQ(
      read(page("", "<h1>Riverbend Metals holds its hearing</h1><p>来源：海港财经 作者：张三</p>" +
                        body()))
          .byline,
      "张三");
  EXPECT_EQ(read(page("", "<h1>Riverbend Metals holds its hearing</h1>" + body())).byline,
            std::nullopt);
  EXPECT_EQ(read(page("<meta name=author content='https://x.example/ann'>", body())).byline,
            std::nullopt);
}

TEST(PageKinds, AreToldApart) {
  std::string links;
  for (int i = 0; i < 12; ++i)
    links += "<li><a href=x>Company number " + std::to_string(i) +
             " passes its hearing at the exchange</a> 2025-11-09</li>";
  EXPECT_EQ(read(page("<title>IPO news</title>", "<ul>" + links + "</ul>")).kind, PageKind::index);
  EXPECT_EQ(read(page("<title>Just a moment...</title>",
                      "<p>Checking your browser before accessing the site.</p>"))
                .kind,
            PageKind::challenge);
  EXPECT_EQ(read(page("<title>安全验证</title>", "<p>请完成验证后继续访问</p>")).kind,
            PageKind::challenge);
  EXPECT_EQ(read(page("<title>Page not found - Harbour Wire</title>",
                      "<p>Sorry, we could not find that.</p>"))
                .kind,
            PageKind::not_found);
  EXPECT_EQ(read(page("<title>App</title>",
                      "<div id=root></div><noscript>You need to enable JavaScript.</noscript>"))
                .kind,
            PageKind::empty);
  EXPECT_EQ(read(page("<title>t</title>", "<h1>Riverbend Metals holds its hearing</h1><p>" + kLead +
                                              "</p><div class=wall>"
                                              "Subscribe to continue reading</div>"))
                .kind,
            PageKind::paywall);
  EXPECT_EQ(read("").kind, PageKind::empty);
}

TEST(PageKinds, NoArticleIsInventedForThem) {
  std::string links;
  for (int i = 0; i < 12; ++i)
    links += "<li><a href=x>Company number " + std::to_string(i) + " passes its hearing</a></li>";
  EXPECT_THAT(read(page("", "<ul>" + links + "</ul>")).paragraphs, IsEmpty());
  EXPECT_THAT(read(page("<title>Just a moment...</title>",
                        "<p>Checking your browser before accessing this site, please wait "
                        "a little while.</p>"))
                  .paragraphs,
              IsEmpty());
}

TEST(PageKinds, AWordOfAnErrorPageMakesNoArticleOne) {
  EXPECT_EQ(read(page("<title>Riverbend raises HK$404 million</title>",
                      "<article>" + body() + body() + "</article>"))
                .kind,
            PageKind::article);
}

TEST(Hints, OverrideWhatThePageSuggests) {
  const std::string html = page("<title>Wrong title of the page</title>",
                                "<div class='story one'><h2 id=t>The right title</h2><span "
                                "class=when>2025-10-01</span><i class=who>Ann Lee</i><p>" +
                                    kLead + "</p><p class=junk>" + kThird + "</p></div><div>" +
                                    body() + body() + "</div>");
  SourceHints hints;
  hints.article_selector = "div.story";
  hints.title_selector = "#t";
  hints.date_selector = ".when";
  hints.byline_selector = "i.who";
  hints.remove_selectors = {"p.junk"};
  const ArticleText article = read(html, hints);
  EXPECT_EQ(article.title, "The right title");
  EXPECT_EQ(article.byline, "Ann Lee");
  EXPECT_EQ(article.published_at, at("2025-10-01T00:00:00+08:00"));
  EXPECT_THAT(article.paragraphs, ElementsAre(HasSubstr("Riverbend Metals Group")));
}

TEST(Hints, AreReportedWhenTheyDoNotFit) {
  SourceHints hints;
  hints.article_selector = "div > p:first-child";
  hints.title_selector = ".nowhere";
  const ArticleText article = read(page("", body()), hints);
  ASSERT_EQ(article.warnings.size(), 2u);
  EXPECT_EQ(article.warnings[0].code, "bad-selector");
  EXPECT_EQ(article.warnings[1].code, "selector-without-match");
  EXPECT_THAT(article.paragraphs, ElementsAre(kLead, kSecond, kThird));
}

}  // namespace
}  // namespace gongwatch::parser
