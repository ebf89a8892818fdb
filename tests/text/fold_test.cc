#include "text/fold.h"

#include <gtest/gtest.h>

#include "text/utf8.h"

namespace gongwatch::text {
namespace {

TEST(Fold, MakesFullWidthTraditionalAndCurlyPlain) {
  EXPECT_EQ(fold_text("港交所主板上市聆訊，１２．５％（“甲”）"),
            "港交所主板上市聆讯,12.5%(\"甲\")");
  EXPECT_EQ(fold_text("甲社11月9日丨乙"), "甲社11月9日|乙");
  EXPECT_EQ(fold_text("a\u00A0b\u3000c\u200Bd"), "a b cd");
}

TEST(Fold, KeepsThePlacesOfTheOriginal) {
  const std::string original = "聆訊（\u200B１２）";
  const Folded folded = fold(original);
  const auto at = folded.text.find("12");
  ASSERT_NE(at, std::string::npos);
  const auto [begin, end] = folded.original(at, at + 2);
  EXPECT_EQ(original.substr(begin, end - begin), "１２");
  EXPECT_EQ(folded.origin.size(), folded.text.size() + 1);
  EXPECT_EQ(folded.origin.back(), original.size());
}

TEST(Fold, EveryByteOfTheFoldedTextPointsIntoTheOriginal) {
  std::string all;
  for (char32_t c = 1; c < 0x3000; c += 7) append(all, c);
  for (char32_t c = 0x4E00; c < 0xA000; c += 13) append(all, c);
  const Folded folded = fold(all);
  for (std::size_t i = 1; i < folded.origin.size(); ++i)
    ASSERT_LE(folded.origin[i - 1], folded.origin[i]);
}

TEST(Utf8, ReplacesAndCountsWhatIsInvalid) {
  std::size_t errors = 0;
  EXPECT_EQ(sanitize("a\xFF\xE4\xB8z\xC0\xAF", &errors), "a\uFFFD\uFFFDz\uFFFD\uFFFD");
  EXPECT_EQ(errors, 4u);
  EXPECT_TRUE(is_valid("聆訊"));
  EXPECT_FALSE(is_valid("\xED\xA0\x80"));      // a surrogate
  EXPECT_FALSE(is_valid("\xF4\x90\x80\x80"));  // above U+10FFFF
}

TEST(Utf8, NulIsReplaced) { EXPECT_EQ(sanitize(std::string_view("a\0b", 3)), "a\uFFFDb"); }

TEST(DisplayWidth, KnowsWideAndInvisibleCharacters) {
  EXPECT_EQ(display_width("ab"), 2u);
  EXPECT_EQ(display_width("創新實業"), 8u);
  EXPECT_EQ(display_width("e\u0301\u200B"), 1u);
  EXPECT_EQ(cut_to_width("創新實業集團", 7), "創新實…");
  EXPECT_EQ(cut_to_width("創新", 4), "創新");
  EXPECT_EQ(cut_to_width("創新", 0), "");
}

TEST(CountWords, CountsChineseByCharacters) {
  EXPECT_EQ(count_words("two words"), 2u);
  EXPECT_EQ(count_words("한국거래소에 상장을 신청했다"), 3u);
  EXPECT_EQ(count_words("東京に上場する"), 4u);
  EXPECT_EQ(count_words("創新實業集團有限"), 5u);
  EXPECT_EQ(count_words("RMB 13.49 billion"), 3u);
}

}  // namespace
}  // namespace gongwatch::text
