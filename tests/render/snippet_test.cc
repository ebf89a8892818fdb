#include "render/snippet.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "text/utf8.h"

namespace gongwatch::render {
namespace {

std::string snippet_for(std::string_view text, std::string_view typed, std::size_t columns = 60) {
  return snippet(text, search_hits(text, text::parse_search(typed).value()), columns).text;
}

TEST(Snippet, MarksTheWordsOfTheOriginal) {
  EXPECT_EQ(snippet_for("雲籟茶業已通過聆訊。", "聆讯"), "雲籟茶業已通過»聆訊«。");
  EXPECT_EQ(snippet_for("Acme’s Hearing was held", "hearing HELD"), "Acme’s »Hearing« was »held«");
  EXPECT_EQ(snippet_for("The joint sponsors", "\"joint sponsors\""), "The »joint sponsors«");
  EXPECT_EQ(snippet_for("robotics and robots", "robot*"), "»robotics« and »robots«");
}

TEST(Snippet, OfOneCharacterMarksThatOne) {
  EXPECT_EQ(snippet_for("高端烏龍茶品牌，好茶", "茶"), "高端烏龍»茶«品牌，好»茶«");
}

TEST(Snippet, PairsThatOverlapAreOneMark) {
  EXPECT_EQ(snippet_for("由聯席保薦人安排", "聯席保薦人"), "由»聯席保薦人«安排");
}

TEST(Snippet, ShowsThePartThatHasAllWords) {
  const std::string text = "Tea is sold. " + std::string(300, 'x') + ". Then tea had a hearing.";
  EXPECT_EQ(snippet_for(text, "tea hearing"), "…Then »tea« had a »hearing«.");
}

TEST(Snippet, IsOneLineAndCutWhereItIsLong) {
  const std::string shown = snippet_for("one\n\n two   three " + std::string(100, 'y'), "two", 20);
  EXPECT_THAT(shown, ::testing::StartsWith("…»two« three yyy"));
  EXPECT_THAT(shown, ::testing::EndsWith("…"));
  EXPECT_LE(text::display_width(shown), 24u);
}

TEST(Snippet, WithoutAWordItIsTheBeginning) {
  EXPECT_EQ(snippet_for("Some text", "other"), "Some text");
  EXPECT_EQ(snippet_for("", "other"), "");
}

TEST(Snippet, TheLastWordMayEndTheText) {
  EXPECT_EQ(snippet_for("at the hearing", "hearing"), "at the »hearing«");
}

TEST(Snippet, TellsItsMarksFromThoseOfThePage) {
  const std::string text = "«Tea» passed its hearing";
  const auto found = snippet(text, search_hits(text, text::parse_search("hearing").value()), 100);
  EXPECT_EQ(found.text, "«Tea» passed its »hearing«");
  EXPECT_THAT(found.marks, ::testing::ElementsAre(false, false, true, true));
}

TEST(SearchHits, TellWhichOfTheWordsTheyAre) {
  const auto hits = search_hits("tea, a hearing, tea", text::parse_search("hearing tea").value());
  ASSERT_EQ(hits.size(), 3u);
  EXPECT_EQ(hits[0].group, hits[2].group);
  EXPECT_NE(hits[0].group, hits[1].group);
}

TEST(SearchHits, AreByteRangesOfTheText) {
  const std::string text = "通過聆訊";
  const auto hits = ranges_of(search_hits(text, text::parse_search("聆讯").value()));
  ASSERT_EQ(hits.size(), 1u);
  EXPECT_EQ(text.substr(hits[0].first, hits[0].second - hits[0].first), "聆訊");
}

TEST(Bold, IsWhatStandsBetweenOurMarksLineByLine) {
  EXPECT_EQ(in_bold("  »a« »b\n  c« d\n", "  ", {false, false, true, true}),
            "  »a« \x1b[1m»b\x1b[0m\n  \x1b[1mc«\x1b[0m d\n");
  EXPECT_EQ(in_bold("»a«", "", {true, true}), "\x1b[1m»a«\x1b[0m");
  EXPECT_EQ(in_bold("»a«", "", {}), "»a«");
  EXPECT_EQ(in_bold("»a", "", {true}), "\x1b[1m»a\x1b[0m");
}

}  // namespace
}  // namespace gongwatch::render
