// What the block model and what it is told of a page.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "parser/content/article_text.h"
#include "parser/content/block_features.h"
#include "parser/content/known_runs.h"
#include "parser/content/learned_words.h"
#include "tests/parser/content_pages.h"

namespace gongwatch::parser {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

std::string story() {
  std::string text;
  for (const char* part : {"smelter", "refinery", "harbour", "railway", "office", "quarry"}) {
    text += std::string("<p>The company said on Monday that the ") + part +
            " had been bought from its founder, who declined to say what he would do with the "
            "money, and that a spokesman would tell more in March.</p>";
  }
  return text;
}

TEST(BlockModel, AnAuthorsLifeUnderAStoryIsNoText) {
  const ArticleText article = read(page(
      "", "<article><h1>Riverbend buys what it rents</h1><div class=entry-content>" + story() +
              "<div class=author-description><p>Ann Writer is a reporter who covers metals. Email "
              "her at ann@example.com or follow her on Twitter.</p></div></div></article>"));
  EXPECT_EQ(article.paragraphs.size(), 6u);
  EXPECT_THAT(article.paragraphs, Not(Contains(HasSubstr("Ann Writer"))));
  ASSERT_FALSE(article.removed.empty());
  EXPECT_THAT(article.removed.back().text, HasSubstr("Ann Writer"));
}

TEST(BlockModel, ProseUnderUpNextIsTheArticleGoingOn) {
  const ArticleText article =
      read(page("", "<article><h1>Riverbend buys what it rents</h1><div class=article-body>" +
                        body() + "<div><div>Up next</div><div><div class=more>" + story() +
                        "</div></div></div></div></article>"));
  EXPECT_THAT(article.paragraphs, Contains(HasSubstr("smelter")));
  EXPECT_THAT(article.paragraphs, Contains(HasSubstr("quarry")));
}

TEST(BlockModel, TextInABoxOfABadNameIsText) {
  const ArticleText article =
      read(page("", "<div class=article-body><h1>Riverbend buys what it rents</h1>" + story() +
                        "<div class=promo-wrap><p>The chairman told shareholders that the price "
                        "was fair, and that he expected the deal to close by the end of the "
                        "year.</p></div>" +
                        story() + "</div>"));
  EXPECT_THAT(article.paragraphs, Contains(HasSubstr("quarry")));
}

TEST(BlockModel, FeaturesAreAsManyAsTheirNames) {
  const auto examined = examine_html(
      page("", "<article><h1>Riverbend buys</h1>" + story() + "</article>"), "", ParseLimits{});
  ASSERT_TRUE(examined);
  ASSERT_EQ(examined->blocks.size(), examined->features.size());
  std::size_t uncertain = 0;
  for (std::size_t i = 0; i < examined->blocks.size(); ++i) {
    if (!examined->uncertain[i]) continue;
    EXPECT_EQ(examined->features[i].size(), feature_names().size());
    ++uncertain;
  }
  EXPECT_GE(uncertain, 6u);
}

TEST(KnownRuns, CountRunsOfFourWordsWithoutCaseAndTags) {
  const KnownRuns known("<p>One two THREE four <b>five</b> six.</p>");
  EXPECT_EQ(known.words(), 6u);
  EXPECT_FLOAT_EQ(known.share_of("one two three four, five"), 1);
  EXPECT_FLOAT_EQ(known.share_of("two three four five or none"), 1.0F / 3);
  EXPECT_FLOAT_EQ(known.share_of("one two three"), -1);
  EXPECT_FLOAT_EQ(KnownRuns("").share_of("one two three four"), -1);
  EXPECT_FLOAT_EQ(KnownRuns("港交所上市聆訊").share_of("港交所上市"), 1);
}

TEST(LearnedWords, SpeakForAndAgainst) {
  EXPECT_LT(word_scores("Subscribe to our newsletter").sum, -2);
  EXPECT_GE(word_scores("SUBSCRIBE to our newsletter.").against, 2);
  EXPECT_GT(word_scores("and which").sum, 0);
  EXPECT_FLOAT_EQ(word_scores("").sum, 0);
  EXPECT_FLOAT_EQ(name_score(nullptr), 0);
}

TEST(PageParts, WhatReactStreamsIsNotHidden) {
  const std::string streamed =
      "<main><div id=B:0></div></main><div hidden id=S:0><article><h1>"
      "Riverbend holds its hearing</h1>" +
      body() + "</article></div>";
  EXPECT_THAT(read(page("", streamed)).paragraphs, ElementsAre(kLead, kSecond, kThird));
  EXPECT_TRUE(read(page("", "<div hidden id=x>" + body() + "</div>")).paragraphs.empty());
}

TEST(PageParts, ANameThatAllParagraphsShareSaysNothing) {
  std::string widgets;
  for (const auto* text : {&kLead, &kSecond, &kThird})
    widgets += "<div class='builder-widget'><p>" + *text + "</p></div>";
  EXPECT_THAT(
      read(page("", "<h1>Riverbend holds its hearing</h1><div>" + widgets + "</div>")).paragraphs,
      ElementsAre(kLead, kSecond, kThird));
}

}  // namespace
}  // namespace gongwatch::parser
