// Notices that ask for a subscription, and articles behind them, invented in the structure of real
// pages.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/parser/content_pages.h"

namespace gongwatch::parser {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr const char* kFourth =
    "Analysts expect the deal to raise about US$300 million, most of which would be spent on a "
    "third smelter near the coast.";
constexpr const char* kFifth =
    "Rivals in the province have cut their prices since the spring, a person with direct "
    "knowledge of the matter said.";

const std::vector<std::string>& story() {
  static const std::vector<std::string> paragraphs{kLead, kSecond, kThird, kFourth, kFifth};
  return paragraphs;
}

std::string paragraphs(std::size_t from, std::size_t to, const std::string& attributes = {}) {
  std::string html;
  for (std::size_t i = from; i < to; ++i) html += "<p" + attributes + ">" + story()[i] + "</p>";
  return html;
}

const std::string kNotice =
    "<p>You have read all of your free stories this month.</p><p>Subscribe to continue reading "
    "this story and every other, on all of your devices.</p><p>Harbour Wire is read by bankers, "
    "lawyers and investors in forty countries.</p><p>Cancel at any time.</p>";

std::string article_page(const std::string& inner, const std::string& after = {}) {
  return page("<title>Riverbend passes hearing | Harbour Wire</title>",
              "<nav><a href=/>Home</a></nav><main><article><h1>Riverbend passes hearing</h1>" +
                  inner + "</article>" + after + "</main><footer><a href=/a>About</a></footer>");
}

void expect_story(const std::string& html, PageKind kind, bool notice = true) {
  const ArticleText article = read(html);
  EXPECT_EQ(article.kind, kind) << html;
  EXPECT_EQ(article.paragraphs, story()) << html;
  const std::vector<std::string> asked = removed_as(article, RemovalReason::subscription);
  if (!notice) {
    EXPECT_THAT(asked, IsEmpty()) << html;
    return;
  }
  ASSERT_EQ(asked.size(), 1u) << html;
  EXPECT_THAT(asked[0], HasSubstr("Subscribe to continue"));
  EXPECT_THAT(asked[0], HasSubstr("forty countries")) << "the whole of the notice";
}

TEST(Paywall, AHiddenNoticeIsToldAndTheArticleStays) {
  const char* const houses[] = {"class=paywall style=\"display:none\"", "class=regwall hidden",
                                "class=\"subscriber-only\" style=\"visibility: hidden\"",
                                "id=paywall aria-hidden=true"};
  for (const std::string box : houses) {
    const std::string notice = "<div " + box + ">" + kNotice + "</div>";
    expect_story(article_page(paragraphs(0, 2) + notice + paragraphs(2, 5)), PageKind::article);
    expect_story(article_page(paragraphs(0, 5) + notice), PageKind::article);
    expect_story(article_page(paragraphs(0, 5), notice), PageKind::article);
  }
}

TEST(Paywall, ANoticeInTheMiddleGoesAsAWhole) {
  for (const char* box : {"<div class=paywall>", "<section class=gate>", "<div id=piano-inline>",
                          "<div class=\"paywall hidden\">"})
    expect_story(
        article_page(paragraphs(0, 2) + box + kNotice + "</div></section>" + paragraphs(2, 5)),
        PageKind::paywall);
  // Of no telling name, with something to press.
  const ArticleText article = read(article_page(
      paragraphs(0, 3) +
      "<div class=x1><p>You have read all of your free stories.</p><p>Harbour Wire is read by "
      "bankers, lawyers and investors in forty countries.</p><button>Go on</button></div>" +
      paragraphs(3, 5)));
  EXPECT_EQ(article.paragraphs, story());
  EXPECT_THAT(removed_as(article, RemovalReason::subscription),
              ElementsAre(HasSubstr("forty countries")));
}

TEST(Paywall, TheArticleBehindItIsReadThoughItIsHidden) {
  const std::string notice = "<div class=paywall>" + kNotice + "</div>";
  for (const char* box : {"class=paywall", "class=\"paywall-content\" style=\"display:none\"",
                          "class=premium hidden", "id=paywall style=\"display: none;\""}) {
    const std::string body = "<div " + std::string(box) + ">";
    expect_story(article_page(body + paragraphs(0, 5) + "</div>"), PageKind::article, false);
    expect_story(article_page(paragraphs(0, 1) + body + paragraphs(1, 5) + "</div>" + notice),
                 PageKind::paywall);
  }
  expect_story(
      article_page(paragraphs(0, 2) + paragraphs(2, 5, " class=paywall style=\"display:none\"")),
      PageKind::article, false);
}

TEST(Paywall, AnArticleThatAScriptShowsIsRead) {
  const std::string notice = "<div class=paywall>" + kNotice + "</div>";
  for (const char* box :
       {"class=article-body aria-hidden=true", "class=story-content style=\"display:none\"",
        "itemprop=articleBody hidden", "aria-hidden=true"}) {
    const std::string html = article_page("<div class=teaser>" + paragraphs(0, 1) + "</div><div " +
                                          box + ">" + paragraphs(1, 5) + "</div>" + notice);
    expect_story(html, PageKind::paywall);
  }
  // Beside an article that is seen, what is hidden stays so.
  const std::string next =
      "<div class=article-body hidden><p>Next: " + kSecond + "</p><p>And: " + kThird + "</p></div>";
  expect_story(article_page(paragraphs(0, 5), next), PageKind::article, false);
}

TEST(Paywall, TheTextOnceMoreForAMachineIsACopy) {
  const ArticleText article =
      read(article_page(paragraphs(0, 5) + "<div class=paywall style=\"display:none\">" +
                        story()[0] + " " + story()[1] + " " + story()[2] + "</div>"));
  EXPECT_EQ(article.paragraphs, story());
  EXPECT_EQ(removed_as(article, RemovalReason::duplicate).size(), 1u);
}

TEST(Paywall, InChineseToo) {
  const std::string first = "江湾金属集团有限公司已通过港交所上市聆讯，由两家银行担任联席保荐人。";
  const std::string last = "公司2023年及2024年收入分别为12亿元及15亿元，毛利率持续上升。";
  for (const char* hidden : {"", " style=\"display:none\""}) {
    const ArticleText article = read(
        page("<title>江湾金属通过聆讯</title>",
             "<article><h1>江湾金属通过聆讯</h1><p>" + first + "</p><div class=paywall" + hidden +
                 "><p>本文为付费内容，订阅后阅读全文。</p><p>每月只需十元，即可阅读全部报道。</p>"
                 "<p>已是会员？请登录。</p></div><p>" +
                 last + "</p></article>"));
    EXPECT_THAT(article.paragraphs, ElementsAre(first, last)) << hidden;
    EXPECT_THAT(removed_as(article, RemovalReason::subscription),
                ElementsAre(HasSubstr("每月只需十元")))
        << hidden;
  }
}

TEST(Paywall, AStoryAboutThemStays) {
  const std::string about =
      "<section><h2>Subscriber-only stories</h2><p>The paper said that four in ten of its stories "
      "are available to subscribers, and that their number has doubled.</p></section>";
  const ArticleText article = read(article_page(paragraphs(0, 5) + about));
  EXPECT_EQ(article.paragraphs.size(), 7u);
  // A stub in a box of that name is no notice.
  const ArticleText stub = read(article_page("<div class=premium>" + paragraphs(0, 1) +
                                             "<p>Subscribe to read on.</p></div>"));
  EXPECT_EQ(stub.kind, PageKind::paywall);
  EXPECT_THAT(stub.paragraphs, ElementsAre(kLead));
}

}  // namespace
}  // namespace gongwatch::parser
