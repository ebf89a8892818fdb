#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "parser/content/article_text.h"
#include "text/utf8.h"

namespace gongwatch::parser {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const std::string kTitle =
    "New Stock News | Riverbend Metals Holds Hearing, Strong Growth in Smelting.";
const std::string kFirst =
    "According to a report, Riverbend Metals is the ninth largest producer of aluminium in the "
    "north.";
const std::string kSecond =
    "The disclosure of November 9 says that Riverbend Metals Group Limited has held its hearing on "
    "the main board, with two banks "
    "as its joint sponsors. It smelts aluminium at two plants.";
const std::string kList =
    "Selected announcement | City fund plans to take over! Panel maker Bluefield Inc. (999387.SZ) "
    "will resume trading on Monday.\n\n"
    "PINE SEC: When most positions are crowded, we prefer varieties with a bottom-up trend.\n\n"
    "OAKS: What is the impact of the rise in metal prices on the market?\n";

ArticleText read(std::string_view text, std::string_view captured = "2025-11-10T00:00:00Z") {
  return read_plain_text(text, *parse_iso_instant(captured), {});
}

TEST(ReadPlainText, ReadsAStoryWithItsTail) {
  const ArticleText article =
      read(kTitle + "\n" + kFirst + "\n" + kSecond + "\nRelated Articles\n\n" + kList + kList +
           "\nRECOMMEND\n\nShort positions on Pinewood surge by half in a "
           "week\n07/11/2025\n\nPrivatisation "
           "wave in stocks\n07/11/2025\n");
  EXPECT_EQ(article.kind, PageKind::article);
  EXPECT_EQ(article.title, kTitle);
  EXPECT_THAT(article.paragraphs, ElementsAre(kFirst, kSecond));
  ASSERT_THAT(article.removed, SizeIs(3));
  EXPECT_EQ(article.removed[0].reason, RemovalReason::related_articles);
  EXPECT_TRUE(article.removed[0].text.starts_with("Related Articles\nSelected"));
  EXPECT_EQ(article.removed[1].reason, RemovalReason::related_articles);
  EXPECT_EQ("Related Articles\n" + article.removed[1].text, article.removed[0].text);
  EXPECT_EQ(article.removed[2].reason, RemovalReason::recommendations);
  EXPECT_TRUE(article.removed[2].text.ends_with("wave in stocks\n07/11/2025"));
  EXPECT_EQ(article.published_at, std::nullopt);
  EXPECT_EQ(article.language, "en");
}

TEST(ReadPlainText, GoesOnAfterAListWhenProseFollows) {
  const std::string prose = kSecond + " " + kFirst;
  const ArticleText article =
      read("A title\n" + kFirst + "\nRead more\nPinewood surges in a week\n" + prose + "\n");
  EXPECT_THAT(article.paragraphs, ElementsAre(kFirst, prose));
}

TEST(ReadPlainText, TakesDateAndBylineFromItsHead) {
  const ArticleText article = read(
      "某某科技通过港交所聆讯\n2025-11-09 08:30 来源：海港财经 作者：张三\n"
      "某某科技有限公司已通过港交所主板上市聆讯，由两家银行担任联席保荐人，预计将于下月挂牌上市。\n"
      "（编辑：李四）\n");
  EXPECT_EQ(article.title, "某某科技通过港交所聆讯");
  EXPECT_EQ(article.byline, "张三");
  EXPECT_EQ(article.published_at, *parse_iso_instant("2025-11-09T08:30:00+08:00"));
  EXPECT_THAT(article.paragraphs, SizeIs(1));
  EXPECT_EQ(article.language, "zh-Hans");
}

TEST(ReadPlainText, TakesNoDateFromTheFuture) {
  const ArticleText article = read("A title\n2025-11-11 08:30\n" + kFirst);
  EXPECT_EQ(article.published_at, std::nullopt);
  ASSERT_THAT(article.warnings, SizeIs(1));
  EXPECT_EQ(article.warnings[0].code, "date-in-future");
}

TEST(ReadPlainText, TakesNoSentenceForATitle) {
  const ArticleText article = read(kFirst + "\n" + kSecond);
  EXPECT_EQ(article.title, "");
  EXPECT_THAT(article.paragraphs, ElementsAre(kFirst, kSecond));
}

TEST(ReadPlainText, TakesATitleThatEndsLikeASentence) {
  EXPECT_EQ(read("Riverbend Metals Holds Its Hearing in the City.\n" + kFirst).title,
            "Riverbend Metals Holds Its Hearing in the City.");
}

TEST(ReadPlainText, JoinsWrappedLines) {
  const std::string wrapped =
      "Riverbend Metals Group Limited has held its listing hearing at the\n"
      "exchange, with two banks as joint sponsors of the offer that is\n"
      "planned for next month, according to a person who knows of it, and\n"
      "it will use the proceeds for a new plant in the north of Borneo.\n\n"
      "The company refines alumina and smelts aluminium at two plants that\n"
      "stand in the north of the country, of which one is the largest that\n"
      "has been built there in the last ten years, as the prospectus says,\n"
      "and it plans to build another one with what it raises next month in\n"
      "the offer, if the exchange and the market let it do so in time, and\n"
      "if the price of the metal holds.\n";
  EXPECT_THAT(read(wrapped).paragraphs, SizeIs(2));
}

TEST(ReadPlainText, FindsNothingInNothing) {
  EXPECT_EQ(read("").kind, PageKind::empty);
  EXPECT_EQ(read(" \r\n\t\n").kind, PageKind::empty);
  EXPECT_THAT(read("").removed, IsEmpty());
  EXPECT_EQ(read("").language, "und");
}

TEST(ReadPlainText, TakesWindowsLineEnds) {
  EXPECT_THAT(read("A title\r\n\r\n" + kFirst + "\r\n" + kSecond + "\r\n").paragraphs,
              ElementsAre(kFirst, kSecond));
}

TEST(ReadPlainText, HoldsItsPromisesOnGarbage) {
  static constexpr const char* kPieces[] = {
      "Related Articles\n",
      "\n",
      "A | B\n",
      "RECOMMEND\n",
      "One title of another article\n",
      "Two titles of other articles\n",
      "07/11/2025\n",
      "聆訊。\n",
      "\xEF\xBF\xBD",
      "Comments\n",
      "A sentence that is long enough to be prose, with a good many words in it, one would say.\n"};
  std::mt19937 random(9);
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    for (std::size_t i = random() % 40; i > 0; --i) text += kPieces[random() % std::size(kPieces)];
    const ArticleText article = read(text);
    for (const std::string& paragraph : article.paragraphs) EXPECT_TRUE(text::is_valid(paragraph));
    std::size_t last = 0;
    for (const RemovedBlock& block : article.removed) {
      EXPECT_GE(block.block, last);
      last = block.block;
      EXPECT_FALSE(block.text.empty());
    }
  }
}

}  // namespace
}  // namespace gongwatch::parser
