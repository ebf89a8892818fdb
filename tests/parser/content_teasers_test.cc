// Lists of other articles and readers' comments beside an article, told by their structure.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "parser/content/article_text.h"
#include "tests/parser/content_pages.h"

namespace gongwatch::parser {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

const std::string kTitle = "<h1>Riverbend holds its hearing</h1>";

std::string card(const std::string& title, const std::string& company) {
  return "<div class=card><a href=/n>" + title + "</a><p>" + company +
         " Limited has filed again with the exchange after its first application lapsed, with two "
         "banks as joint sponsors of the offer.</p></div>";
}

std::string cards() {
  return card("Quarry Tools files once more", "Quarry Tools") +
         card("Lantern Foods files once more", "Lantern Foods") +
         card("Harbour Pharma files once more", "Harbour Pharma") +
         card("Cedar Motors files once more", "Cedar Motors");
}

TEST(Teasers, CardsBesideTheArticleAreOtherArticlesWhateverTheirClass) {
  for (const char* name : {"related-posts", "recommended", "more-news", "sidebar", "x"}) {
    const ArticleText article =
        read(page("", "<article>" + kTitle + body() + "</article><div class=" + name + ">" +
                          cards() + "</div>"));
    EXPECT_THAT(article.paragraphs, ElementsAre(kLead, kSecond, kThird)) << name;
    EXPECT_EQ(article.kind, PageKind::article) << name;
  }
  const ArticleText neutral = read(
      page("", "<article>" + kTitle + body() + "</article><div class=x>" + cards() + "</div>"));
  EXPECT_THAT(removed_as(neutral, RemovalReason::related_articles),
              ElementsAre(HasSubstr("Cedar Motors Limited")));
}

std::string flat(const std::string& title, const std::string& text) {
  std::string list;
  for (const char* name : {"Quarry Tools", "Lantern Foods", "Harbour Pharma", "Cedar Motors"})
    list += "<" + title + "><a href=/n>" + name + " files once more</a></" + title + "><" + text +
            ">" + name +
            " Limited has filed again with the exchange after its first application lapsed, with "
            "two banks as joint sponsors of the offer.</" +
            text + ">";
  return list;
}

TEST(Teasers, TitlesAndSummariesInTurnAreCardsToo) {
  for (const std::string& others : {"<dl>" + flat("dt", "dd") + "</dl>",
                                    "<div><h3>Headlines</h3>" + flat("h4", "p") + "</div>"}) {
    const ArticleText article = read(
        page("", "<div><div>" + kTitle + body() + "</div><div class=x>" + others + "</div></div>"));
    EXPECT_THAT(article.paragraphs, ElementsAre(kLead, kSecond, kThird)) << others;
    EXPECT_EQ(article.kind, PageKind::article);
    // Between the article's own paragraphs they are its parts.
    const ArticleText parts = read(page("", "<article>" + kTitle + body() + flat("h4", "p") +
                                                "<p>" + kSecond + " So it was.</p></article>"));
    EXPECT_THAT(parts.paragraphs, Contains(HasSubstr("Cedar Motors Limited")));
  }
}

TEST(Teasers, ChineseCardsToo) {
  const std::string lead =
      "據港交所披露，藍鳶機械人股份有限公司通過港交所主板上市聆訊，中金公司為獨家保薦人。";
  std::string others;
  for (const char* name : {"紅狐製藥", "灰鴞食品", "白鶴能源"})
    others += "<div><a href=/n>" + std::string(name) + "再次遞表</a><p>" + name +
              "今日再次向港交所遞交主板上市申請，摩根士丹利為獨家保薦人。</p></div>";
  const ArticleText article =
      read(page("", "<article><h1>藍鳶機械人通過聆訊</h1><p>" + lead + "</p><p>" + lead +
                        "公司生產倉庫機械人。</p></article><div class=x>" + others + "</div>"));
  EXPECT_THAT(article.paragraphs, Contains(lead));
  EXPECT_THAT(article.paragraphs, Not(Contains(HasSubstr("摩根士丹利"))));
}

TEST(Teasers, AStoryOfOneParagraphKeepsOnlyThat) {
  for (const std::string& content :
       {"<article>" + kTitle + "<p>" + kLead + "</p></article><div><h3>Related</h3>" + cards() +
            "</div>",
        "<article>" + kTitle + "<p>" + kLead + "</p><div><h3>More stories</h3>" + cards() +
            "</div></article>"})
    EXPECT_THAT(read(page("", content)).paragraphs, ElementsAre(kLead)) << content;
}

TEST(Teasers, LinkedPartsOfTheArticleAreItsText) {
  // Beside its paragraphs, in the same box.
  const ArticleText article = read(
      page("", "<article>" + kTitle + body() + "<div class=parts>" + cards() + "</div></article>"));
  EXPECT_THAT(article.paragraphs, Contains(HasSubstr("Cedar Motors Limited")));
}

TEST(Teasers, CommentsUnderAShortArticleAreNoText) {
  const std::string remarks =
      "<div><b>joe</b><p>I think that this company is very much overvalued and nobody should ever "
      "buy its shares at such prices.</p></div><div><b>ann</b><p>Why does the exchange allow firms "
      "with losses to list here at all, it makes no sense to me.</p></div>";
  for (const char* head : {"Comments (2)", "2 comments", "評論（2）"}) {
    for (const char* opening : {"<section class=comments>", "<div>"}) {
      const ArticleText article =
          read(page("", "<article>" + kTitle + "<p>" + kLead + "</p></article>" + opening + "<h3>" +
                            head + "</h3>" + remarks));
      EXPECT_THAT(article.paragraphs, ElementsAre(kLead)) << head << opening;
      EXPECT_THAT(removed_as(article, RemovalReason::comments), Not(IsEmpty())) << head;
    }
  }
}

TEST(Teasers, ACountOfCommentsOverTheTextEndsNothing) {
  EXPECT_THAT(read(page("", "<article>" + kTitle + "<div><span>4 comments</span></div><div><p>" +
                                kLead + "</p></div>" + body() + "</article>"))
                  .paragraphs,
              Contains(kLead));
}

std::string comment(const std::string& name) {
  return "<div class=x><b>" + name +
         "</b><p>I have held shares of this company for years, and I shall ask for more of them "
         "when it lists in the new year.</p><span>Reply</span></div>";
}

TEST(Comments, ReadersWordsUnderAShortArticleAreNoText) {
  const std::string story = "<div class=y>" + kTitle + body() + "</div>";
  const ArticleText unnamed =
      read(page("", story + "<div>" + comment("Ann") + comment("Bob") + comment("Cy") + "</div>"));
  EXPECT_THAT(unnamed.paragraphs, ElementsAre(kLead, kSecond, kThird));
  EXPECT_THAT(removed_as(unnamed, RemovalReason::comments), Contains(HasSubstr("I have held")));
  std::string many;
  for (int i = 0; i < 20; ++i) many += comment("Ann");
  const ArticleText named = read(page("", story + "<div class=comments>" + many + "</div>"));
  EXPECT_THAT(named.paragraphs, ElementsAre(kLead, kSecond, kThird));
}

// In a forum the posts are the text.
TEST(Comments, PostsOfAForumStay) {
  const ArticleText article =
      read(page("", kTitle + "<div>" + comment("Ann") + comment("Bob") + "</div>"));
  EXPECT_FALSE(article.paragraphs.empty());
}

TEST(Removed, TellsTheReasonOfWhatStandsInASection) {
  const ArticleText article =
      read(page("", "<article>" + kTitle + body() +
                        "<h3>Related</h3><ul><li><a href=/1>Quarry Tools files once more in the "
                        "city</a></li></ul><p>© 2025 Harbour Wire. All rights reserved.</p>"
                        "</article>"));
  EXPECT_THAT(removed_as(article, RemovalReason::disclaimer),
              ElementsAre("© 2025 Harbour Wire. All rights reserved."));
}

}  // namespace
}  // namespace gongwatch::parser
