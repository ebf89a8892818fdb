// Links to other articles behind a label, in paragraphs of their own and inside others.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "parser/content/labelled_links.h"
#include "tests/parser/content_pages.h"

namespace gongwatch::parser {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

using Reason = RemovalReason;

// The parts of a paragraph, those that are links in [].
std::vector<std::string> parts(std::string_view paragraph) {
  std::vector<std::string> written;
  for (const TextPart& part : split_labelled_links(paragraph))
    written.push_back(part.reason ? "[" + part.text + "]" : part.text);
  return written;
}

TEST(LabelledLinks, EndAParagraph) {
  EXPECT_THAT(parts("It smelts aluminium. Read also: Quarry Tools files in Hong Kong"),
              ElementsAre("It smelts aluminium.", "[Read also: Quarry Tools files in Hong Kong]"));
  EXPECT_THAT(parts("公司計劃上市。【延伸閱讀】紅狐製藥通過港交所聆訊"),
              ElementsAre("公司計劃上市。", "[【延伸閱讀】紅狐製藥通過港交所聆訊]"));
  for (const std::string label :
       {"À lire aussi : ", "À LIRE AUSSI: ", "Baca juga: ", "관련기사: ", "関連記事："})
    EXPECT_THAT(parts("It smelts. " + label + "Quarry Tools files in Hong Kong"),
                ElementsAre("It smelts.", "[" + label + "Quarry Tools files in Hong Kong]"));
  EXPECT_THAT(parts("公司计划上市。相关新闻：红狐制药通过港交所聆讯"),
              ElementsAre("公司计划上市。", "[相关新闻：红狐制药通过港交所聆讯]"));
}

TEST(LabelledLinks, StandInBracketsAnywhereAndTearNoSentence) {
  EXPECT_THAT(parts("公司（相關新聞：紅狐製藥遞表）計劃上市。"),
              ElementsAre("公司計劃上市。", "[（相關新聞：紅狐製藥遞表）]"));
  EXPECT_THAT(parts("It smelts (Read more: Quarry Tools files) and sells."),
              ElementsAre("It smelts and sells.", "[(Read more: Quarry Tools files)]"));
  EXPECT_THAT(parts("It smelts (Read more: A files) and (Read more: B files) sells. It lists. "
                    "(Read more: C files) It grows."),
              ElementsAre("It smelts and sells. It lists.", "[(Read more: A files)]",
                          "[(Read more: B files)]", "[(Read more: C files)]", "It grows."));
}

// A text full of labels that name nothing short, or of brackets that never close.
TEST(LabelledLinks, AreLookedForInLinearTime) {
  for (const std::string unit : {"Read more: ", "(see also: x ", "【延伸閱讀：長"}) {
    std::string text;
    while (text.size() < (4u << 20)) {
      text += unit;
      for (int i = 0; i < 40; ++i) text += "word ";
      text += "end. ";
    }
    EXPECT_THAT(parts(text), IsEmpty()) << unit;  // minutes, were each label to look to the end
  }
}

TEST(LabelledLinks, EndWithTheirSentenceIfTheParagraphGoesOn) {
  const std::string rest =
      "The company then said that it would list its shares in the new year, once the exchange has "
      "heard it and the banks have found the investors that they look for.";
  EXPECT_THAT(parts("Don't miss: Quarry Tools files. " + rest),
              ElementsAre("[Don't miss: Quarry Tools files.]", rest));
}

TEST(LabelledLinks, AreNoWordsOfASentence) {
  EXPECT_THAT(parts("Analysts must read: the prospectus has 700 pages."), IsEmpty());
  EXPECT_THAT(parts("The companies it named as related: Quarry Tools and two others."), IsEmpty());
  EXPECT_THAT(parts("公司表示必看：現金流。"), IsEmpty());
  EXPECT_THAT(parts("The hearing began at 12:30. See also the notes."), IsEmpty());
}

// A reviewer's: the text goes on behind words that others put over links.
TEST(LabelledLinks, AreNoParagraphsOfTheArticle) {
  const std::vector<std::string> paragraphs = {
      "See also: Note 12 to the accounts, which splits revenue by the plants that earn it.",
      "See also: Note 12 to the accounts.",
      "Related: revenue from two customers in the south, which is a third of the whole",
      "Related: Revenue of the two plants in the north rose by a tenth, the company said.",
      "Recommended: The board proposes a dividend of two cents a share for the year.",
      "Read more: The prospectus holds a chapter on it. Its readers have a week.",
      "推薦閱讀：招股書第十二章詳述收入來源，投資者應留意當中所列的風險因素。",
      "相關新聞：公司上周公布，去年收入按年增長兩成至十三億元。",
      "The rules (see also: Chapter 18C of the Listing Rules) let it list.",
      "公司（參閱：附註十二）計劃上市。"};
  for (const std::string& paragraph : paragraphs) {
    EXPECT_THAT(parts(paragraph), IsEmpty()) << paragraph;
    const ArticleText plain = read_plain_text(
        "Riverbend holds its hearing\n" + kLead + "\n" + paragraph + "\n" + kThird + "\n",
        std::nullopt, {});
    EXPECT_THAT(plain.paragraphs, ElementsAre(kLead, paragraph, kThird));
    const ArticleText html =
        read(page("", "<article><h1>Riverbend holds its hearing</h1><p>" + kLead + "</p><p>" +
                          paragraph + "</p><p>" + kThird + "</p></article>"));
    EXPECT_THAT(html.paragraphs, ElementsAre(kLead, paragraph, kThird));
  }
}

TEST(LabelledLinks, AreLinksWhateverTheyReadLike) {
  for (const char* label : {"See also", "Related", "推薦閱讀"}) {
    const std::string link = std::string(label) + ": riverbend sells a plant, and it lists in May.";
    const ArticleText html = read(page(
        "", "<article><h1>Riverbend holds its hearing</h1>" + body() + "<p>" + label +
                ": <a href=/2>riverbend sells a plant, and it lists in May.</a></p></article>"));
    EXPECT_THAT(html.paragraphs, ElementsAre(kLead, kSecond, kThird)) << label;
    ASSERT_EQ(html.removed.size(), 1u);
    EXPECT_EQ(html.removed[0].text, link);
  }
  EXPECT_THAT(parts("Related: Quarry Tools files in Hong Kong"),
              ElementsAre("[Related: Quarry Tools files in Hong Kong]"));
  EXPECT_THAT(parts("READ: Is Quarry Tools next?"), ElementsAre("[READ: Is Quarry Tools next?]"));
  EXPECT_THAT(
      parts("Don't miss: Riverbend Metals Holds Hearing, Strong Growth in Smelting."),
      ElementsAre("[Don't miss: Riverbend Metals Holds Hearing, Strong Growth in Smelting.]"));
}

TEST(LabelledLinks, AreNotLongerThanATitle) {
  std::string text = "Read also: ";
  for (int i = 0; i < 40; ++i) text += "word ";
  EXPECT_THAT(parts(text), IsEmpty());
}

TEST(LabelledLinks, LeaveNothingInThePagesText) {
  const ArticleText article =
      read(page("", "<article><h1>Riverbend holds its hearing</h1>" + body() +
                        "<p><b>Don't miss:</b> <a href=/2>Quarry Tools files in Hong Kong</a></p>"
                        "<p>It sells to smelters. <em>Read also: <a href=/3>Lantern Foods passes "
                        "its hearing</a></em></p></article>"));
  EXPECT_THAT(article.paragraphs, ElementsAre(kLead, kSecond, kThird, "It sells to smelters."));
  EXPECT_THAT(removed_as(article, Reason::recommendations),
              ElementsAre("Don't miss: Quarry Tools files in Hong Kong"));
  EXPECT_THAT(removed_as(article, Reason::related_articles),
              ElementsAre("Read also: Lantern Foods passes its hearing"));
}

TEST(LabelledLinks, LeaveNothingInPlainText) {
  const ArticleText article = read_plain_text(
      "Riverbend holds its hearing\n" + kLead + "\nDon't miss: Quarry Tools files in Hong Kong\n" +
          kSecond + " See also: Lantern Foods passes its hearing\n" + kThird + "\n",
      std::nullopt, {});
  EXPECT_EQ(article.title, "Riverbend holds its hearing");
  EXPECT_THAT(article.paragraphs, ElementsAre(kLead, kSecond, kThird));
  EXPECT_EQ(article.removed.size(), 2u);
}

// A headline may begin like a label.
TEST(LabelledLinks, AreNoTitles) {
  const ArticleText plain = read_plain_text(
      "Must read: Riverbend holds its hearing\n" + kLead + "\n" + kSecond + "\n", std::nullopt, {});
  EXPECT_EQ(plain.title, "Must read: Riverbend holds its hearing");
  const ArticleText html = read(
      page("", "<article><h1>Must read: Riverbend holds its hearing</h1>" + body() + "</article>"));
  EXPECT_EQ(html.title, "Must read: Riverbend holds its hearing");
}

}  // namespace
}  // namespace gongwatch::parser
