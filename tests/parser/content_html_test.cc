#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "parser/content/article_text.h"
#include "tests/parser/content_pages.h"
#include "text/utf8.h"

namespace gongwatch::parser {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

// The structure of the story that the whole project started from, in invented words.
std::string story_page() {
  const std::string list =
      "<ul><li><a href=1>Panel maker Bluefield resumes trading on Monday</a></li>"
      "<li><a href=2>Brokers prefer varieties with a bottom-up trend</a></li></ul>";
  return page("<title>New Stock News | Riverbend Metals holds hearing - Harbour Wire</title>",
              "<header><nav><ul><li><a href=/>Home</a></li><li><a href=/ipo>New "
              "listings</a></li></ul></nav></header>"
              "<div class='wrap has-sidebar'><div class=main><h1>New Stock News | Riverbend Metals "
              "holds hearing</h1>"
              "<div class=meta>2025-11-09 21:30 Source: Harbour Wire</div>"
              "<div class=share><a>Facebook</a><a>WeChat</a></div><div class=content>" +
                  body() + "<div><h4>Related Articles</h4>" + list + list +
                  "</div></div><div class=rec><h3>RECOMMEND</h3><div><a href=5>Short positions on "
                  "Pinewood surge in a "
                  "week</a><span>07/11/2025</span></div><div><a href=6>Privatisation wave in Hong "
                  "Kong stocks</a>"
                  "<span>07/11/2025</span></div></div><div "
                  "id=comments><h3>Comments</h3><p>2025-11-10 09:00 I think that "
                  "this company will be a great listing and I shall buy it on the first "
                  "day.</p></div></div>"
                  "<aside><h3>Most Read</h3><a href=7>Grandview Toys passes the hearing of the "
                  "exchange</a></aside></div>"
                  "<footer><p>© 2025 Harbour Wire. All rights reserved.</p></footer>");
}

TEST(ReadHtml, KeepsTheBodyOfAStoryAndNothingElse) {
  const ArticleText article = read(story_page());
  EXPECT_EQ(article.kind, PageKind::article);
  EXPECT_EQ(article.title, "New Stock News | Riverbend Metals holds hearing");
  EXPECT_THAT(article.paragraphs, ElementsAre(kLead, kSecond, kThird));
  EXPECT_EQ(article.language, "en");
  EXPECT_EQ(article.byline, "Harbour Wire");
  EXPECT_EQ(article.published_at, at("2025-11-09T21:30:00+08:00"));
}

TEST(ReadHtml, GivesAListPrintedTwiceAsTwoEntries) {
  const ArticleText article = read(story_page());
  EXPECT_THAT(removed_as(article, RemovalReason::related_articles),
              ElementsAre("Related Articles\nPanel maker Bluefield resumes trading on "
                          "Monday\nBrokers prefer varieties with "
                          "a bottom-up trend",
                          "Panel maker Bluefield resumes trading on Monday\nBrokers prefer "
                          "varieties with a bottom-up trend"));
}

TEST(ReadHtml, NamesWhyEachBlockWasLeftOut) {
  const ArticleText article = read(story_page());
  EXPECT_THAT(removed_as(article, RemovalReason::recommendations),
              ElementsAre(HasSubstr("Short positions"), HasSubstr("Grandview Toys")));
  EXPECT_THAT(removed_as(article, RemovalReason::comments),
              ElementsAre(HasSubstr("great listing")));
  EXPECT_THAT(removed_as(article, RemovalReason::share), ElementsAre("Facebook WeChat"));
  EXPECT_THAT(removed_as(article, RemovalReason::navigation), Not(IsEmpty()));
  std::size_t last = 0;
  for (const RemovedBlock& block : article.removed) {
    EXPECT_GE(block.block, last);
    last = block.block;
  }
}

TEST(ReadHtml, ReadsTraditionalChinese) {
  const std::string first =
      "創新鋁業集團有限公司已通過港交所主板上市聆訊,由兩家銀行擔任聯席保薦人,集資額有待公布,"
      "預期下月上市。";
  const std::string second =
      "招股文件顯示,該公司專注於氧化鋁精煉及電解鋁冶煉,去年收入為一百五十億元人民幣,"
      "按年上升一成二。";
  const ArticleText article = read(page(
      "<title>創新鋁業通過聆訊 | 海港財經</title>",
      "<div><h1>創新鋁業通過聆訊</h1><p>2025年11月9日 下午3:05 記者 陳大文</p><p>" + first +
          "</p><p>" + second +
          "</p><h3>相關新聞</h3><ul><li><a href=1>松木科技一周沽空增加五成</a></li></ul></div>"));
  EXPECT_EQ(article.language, "zh-Hant");
  EXPECT_EQ(article.title, "創新鋁業通過聆訊");
  EXPECT_THAT(article.paragraphs, ElementsAre(first, second));
  EXPECT_EQ(article.published_at, at("2025-11-09T15:05:00+08:00"));
  EXPECT_EQ(article.byline, "陳大文");
  EXPECT_THAT(removed_as(article, RemovalReason::related_articles),
              ElementsAre("相關新聞\n松木科技一周沽空增加五成"));
}

TEST(ReadHtml, TellsSimplifiedFromTraditional) {
  const ArticleText article = read(page(
      "",
      "<p>创新铝业集团有限公司已通过港交所主板上市聆讯,由两家银行担任联席保荐人,预计下月上市。</p>"
      "<p>招股文件显示,该公司专注于氧化铝精炼及电解铝冶炼,去年收入为一百五十亿元人民币。</p>"));
  EXPECT_EQ(article.language, "zh-Hans");
}

TEST(ReadHtml, MakesARowOfATableAParagraph) {
  const ArticleText article =
      read(page("", "<article>" + body() +
                        "<table><tr><th>Year<th>Revenue<tr><td>2023<td><p>1.2 "
                        "<b>billion</b></p><tr><td>2024<td>1.5 billion</table>"
                        "</article>"));
  EXPECT_THAT(article.paragraphs, ElementsAre(kLead, kSecond, kThird, "Year | Revenue",
                                              "2023 | 1.2 billion", "2024 | 1.5 billion"));
}

TEST(ReadHtml, ReadsLayoutTablesAsText) {
  const ArticleText article = read(page(
      "", "<table><tr><td><a href=1>Home</a><td><table><tr><td>" + body() + "</table></table>"));
  EXPECT_THAT(article.paragraphs, ElementsAre(kLead, kSecond, kThird));
}

TEST(ReadHtml, SplitsParagraphsAtLineBreaks) {
  const ArticleText article =
      read(page("", "<div>" + kLead + "<br>" + kSecond + "<br><br>" + kThird + "</div>"));
  EXPECT_THAT(article.paragraphs, ElementsAre(kLead, kSecond, kThird));
}

TEST(ReadHtml, DoesNotSeeHiddenText) {
  const std::string secret =
      "Secret words stand here that nobody is able to see on the page at all.";
  for (const std::string open :
       {"<p hidden>", "<p style='color:red; DISPLAY : none'>", "<p aria-hidden=true>",
        "<template><p>", "<noscript><p>", "<script>"}) {
    const ArticleText article = read(page("", "<article>" + body() + open + secret));
    EXPECT_THAT(article.paragraphs, ElementsAre(kLead, kSecond, kThird)) << open;
  }
}

TEST(ReadHtml, GoesOnAfterARelatedListInTheMiddle) {
  const ArticleText article =
      read(page("", "<article><p>" + kLead +
                        "</p><p><b>Read more</b></p><ul><li><a href=1>Pinewood surges in a week of "
                        "trading</a></li></ul><p>" +
                        kSecond + "</p><p>" + kThird + "</p></article>"));
  EXPECT_THAT(article.paragraphs, ElementsAre(kLead, kSecond, kThird));
  EXPECT_THAT(removed_as(article, RemovalReason::related_articles),
              ElementsAre(HasSubstr("Pinewood")));
}

TEST(ReadHtml, KeepsOrdinaryHeadingsAndLists) {
  const ArticleText article = read(page(
      "",
      "<article>" + body() +
          "<h2>Use of proceeds</h2><ul><li>New plant</li><li>Working capital</li></ul></article>"));
  EXPECT_THAT(article.paragraphs, ElementsAre(kLead, kSecond, kThird, "Use of proceeds",
                                              "New plant", "Working capital"));
}

TEST(ReadHtml, RemovesAParagraphPrintedTwice) {
  const ArticleText article =
      read(page("", "<article>" + body() + "<p>" + kSecond + "</p></article>"));
  EXPECT_THAT(article.paragraphs, ElementsAre(kLead, kSecond, kThird));
  EXPECT_THAT(removed_as(article, RemovalReason::duplicate), ElementsAre(kSecond));
}

TEST(ReadHtml, RemovesADisclaimerAndASubscriptionLine) {
  const ArticleText article = read(page("", "<article>" + body() +
                                                "<p>Sign up for our newsletter to read more of "
                                                "this.</p><p>免責聲明：本文不構成投資建議。</p>"));
  EXPECT_THAT(article.paragraphs, ElementsAre(kLead, kSecond, kThird));
  EXPECT_EQ(removed_as(article, RemovalReason::subscription).size(), 1u);
  EXPECT_EQ(removed_as(article, RemovalReason::disclaimer).size(), 1u);
}

TEST(ReadHtml, ResolvesTheCanonicalUrl) {
  EXPECT_EQ(read(page("<link rel=canonical href=/news/1001>", body())).canonical,
            "https://www.harbourwire.example/news/1001");
  EXPECT_EQ(read(page("", body())).canonical, "https://www.harbourwire.example/news/1");
}

TEST(ReadHtml, PassesTheTreesErrorsOn) {
  std::string deep;
  for (int i = 0; i < 100000; ++i) deep += "<div>";
  const Result<ArticleText> article = read_html(deep, "", std::nullopt, {}, {});
  ASSERT_FALSE(article);
  EXPECT_EQ(article.error().kind, ErrorKind::too_deep);
}

TEST(ReadHtml, ReadsAVeryLongPage) {
  std::string html = "<article>";
  for (int i = 0; html.size() < (20u << 20); ++i)
    html += "<div class=row><p>Paragraph " + std::to_string(i) +
            " tells of <a href=x>a company</a> that passed its hearing.</p>";
  for (int i = 0; i < 10; ++i) html += "</div>";
  // Unclosed <div>s nest; closed ones make the same text readable.
  const Result<ArticleText> nested = read_html(html, "", std::nullopt, {}, {});
  ASSERT_FALSE(nested);
  EXPECT_EQ(nested.error().kind, ErrorKind::too_deep);
  std::string flat = "<article>";
  std::size_t count = 0;
  for (; flat.size() < (20u << 20); ++count)
    flat += "<div class=row><p>Paragraph " + std::to_string(count) +
            " tells of <a href=x>a company</a> that passed.</p></div>";
  const Result<ArticleText> article = read_html(flat, "", std::nullopt, {}, {});
  ASSERT_TRUE(article) << article.error().to_string();
  EXPECT_EQ(article->paragraphs.size(), count);
}

TEST(ReadHtml, HoldsItsPromisesOnGarbage) {
  static constexpr const char* kPieces[] = {
      "<div class=related>",
      "</div>",
      "<p>",
      "</p>",
      "<h3>Related Articles</h3>",
      "<ul>",
      "<li>",
      "</ul>",
      "<a href=x>",
      "</a>",
      "<table>",
      "<tr>",
      "<td>",
      "</table>",
      "<h1>",
      "</h1>",
      "<br>",
      "<article>",
      "</article>",
      "<nav>",
      "</nav>",
      "<time datetime=2025-99-99>",
      "<meta itemprop=datePublished content=x>",
      "<script type=application/ld+json>{\"a\":[[[",
      "</script>",
      "聆訊通過#。",
      "One short text #.",
      "\xEF\xBF\xBD",
      "&amp;&#0;&#xD800;",
      "<p hidden>",
      "<pre>\n\n",
      "<",
      "The company passed hearing # on Monday and will list its shares next month. ",
      "Paragraph #, with more words than the first one, tells of the banks that sponsor it. "};
  std::mt19937 random(3);
  for (int round = 0; round < 1500; ++round) {
    std::string html;
    for (std::size_t i = random() % 80; i > 0; --i) {
      std::string piece = kPieces[random() % std::size(kPieces)];
      if (const std::size_t mark = piece.find('#'); mark != std::string::npos && piece[0] != '&')
        piece.replace(mark, 1, "n" + std::to_string(i));  // no two texts are equal
      html += piece;
    }
    const Result<ArticleText> article =
        read_html(html, "https://x.example/", at("2025-11-10"), {}, {});
    ASSERT_TRUE(article) << html;
    for (const std::string& paragraph : article->paragraphs) {
      EXPECT_TRUE(text::is_valid(paragraph));
      EXPECT_EQ(paragraph, text::squeeze(paragraph));
      EXPECT_NE(paragraph, "");
    }
    std::size_t last = 0;
    for (const RemovedBlock& block : article->removed) {
      EXPECT_TRUE(text::is_valid(block.text));
      EXPECT_GE(block.block, last);
      last = block.block;
      for (const std::string& paragraph : article->paragraphs) {
        if (paragraph.find('n') == std::string::npos) continue;  // not one of the numbered texts
        EXPECT_THAT(block.text, Not(HasSubstr(paragraph))) << html;
      }
    }
    if (article->kind == PageKind::index || article->kind == PageKind::empty) {
      EXPECT_THAT(article->paragraphs, IsEmpty());
    }
  }
}

}  // namespace
}  // namespace gongwatch::parser
