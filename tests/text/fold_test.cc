#include "text/fold.h"

#include <gtest/gtest.h>

#include <random>

#include "text/lower.h"
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

// What goes eight bytes at a time says what each character by itself does.
TEST(Fold, LongRunsAndLoneCharactersAreTheSame) {
  static const std::vector<std::string> kPieces = {
      "plain words",        "A",    "Z", "[",  "@", "\n", "\t", "\r",     "\v",     "\x0E",
      std::string(1, '\0'), "\x7F", " ", "  ", "é", "，", "訊", "\u00A0", "\u200B", "MIXED Case"};
  std::mt19937 random(20251130);
  for (int i = 0; i < 5000; ++i) {
    std::string text;
    for (std::size_t k = random() % 12; k > 0; --k) text += kPieces[random() % kPieces.size()];
    ASSERT_EQ(fold_text(text), fold(text).text);
    std::string lower = text;
    std::string expected;
    std::size_t han = 0;
    bool ascii = true;
    for (const char c : text) {
      expected += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
      ascii &= static_cast<unsigned char>(c) < 0x80;
    }
    for (std::size_t at = 0; at < text.size(); at += decode_at(text, at).bytes)
      han += is_han(decode_at(text, at).value) ? 1 : 0;
    EXPECT_EQ(lower_ascii_in(lower), ascii);
    ASSERT_EQ(lower, expected);
    EXPECT_EQ(count_han(text), han);
  }
}

TEST(Utf8, SqueezesBlanks) {
  EXPECT_EQ(squeeze(" a  few\u3000words \n"), "a few words");
  EXPECT_EQ(squeeze("a b c"), "a b c");
  EXPECT_EQ(squeeze("a\u200Bb \u200B c \u00E9 "), "ab c \u00E9");
  EXPECT_EQ(squeeze(" \u00A0 "), "");
  EXPECT_EQ(squeeze("a \x7F"), "a \x7F");
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
  EXPECT_EQ(count_words("-well-known 'quoted' caf\u00E9s"), 3u);
}

}  // namespace
}  // namespace gongwatch::text
