// Texts that no newsroom would send: nothing may crash or hang, and no fact may stand without
// proof.
#include <gtest/gtest.h>

#include <ctime>
#include <string>

#include "parser/facts/read_facts.h"
#include "parser/facts/triggers.h"
#include "parser/parse_document.h"
#include "tests/parser/facts_told.h"

namespace gongwatch::parser {
namespace {

const std::string kNews =
    "Grey Heron passes hearing\n\nGrey Heron Foods Co., Ltd. has passed the hearing of the Hong "
    "Kong stock exchange on 9 November, with CICC and UBS as joint sponsors. In 2023 and 2024 its "
    "revenue was HK$1.2 billion and HK$1.5 billion, respectively.";
const std::string kChinese =
    "灰鹭食品通过聆讯\n\n据港交所11月9日披露，灰鹭食品股份有限公司（简称“灰鹭食品”）通过聆讯，中金"
    "公司、瑞银为联席保荐人"
    "。2023年及2024年，收入分别为12亿元及15亿元。";

Document parse(const std::string& bytes) {
  ParseInput input;
  input.bytes = bytes;
  input.media_type = "text/plain; charset=utf-8";
  input.captured_at = *parse_iso_instant("2025-11-10T09:00:00+08:00");
  auto document = parse_document(input);
  return document ? *document : Document();
}

std::string repeated(std::string_view piece, std::size_t bytes) {
  std::string all;
  while (all.size() < bytes) all += piece;
  return all;
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
    text.replace(at, from.size(), to);
  return text;
}

TEST(BadInput, EveryBeginningOfAnArticleIsRead) {
  for (const std::string& news : {kNews, kChinese}) {
    for (std::size_t size = 0; size <= news.size(); ++size)
      EXPECT_EQ(unproven(parse(news.substr(0, size))), "") << size;
  }
}

TEST(BadInput, GarbageProvesNothing) {
  const std::string mojibake =
      "çŽ°é‡‘ æ¸¯äº¤æ‰€ è\x81\x86è®¯ \xEF\xBF\xBD\xEF\xBF\xBD 锟斤拷锟斤拷";
  for (const std::string& text :
       {std::string(), std::string(" "), std::string("\n\n\n"), std::string("\xEF\xBB\xBF"),
        mojibake, kNews + mojibake, replaced(kChinese, "港交所", mojibake),
        std::string("\xC3\x28\xE2\x82\xFF passes hearing"),
        replaced(kNews, "Grey Heron", "Г‎рey Hерon 灰鷺 グレー"),
        kNews + "\n\n" + kChinese, kNews + kChinese}) {
    const Document document = parse(text);
    EXPECT_EQ(unproven(document), "") << text;
  }
}

TEST(BadInput, InvisibleCharactersInsideNamesAreNoLetters) {
  for (const char* hidden :
       {"\xE2\x80\x8B", "\xE2\x80\x8F", "\xE2\x80\xAE", "\xC2\xAD", "\xEF\xBB\xBF"}) {
    const Document document = parse(replaced(kNews, "Heron", "He" + std::string(hidden) + "ron"));
    EXPECT_EQ(unproven(document), "");
    ASSERT_EQ(document.events.size(), 1u);
    EXPECT_EQ(document.events[0].sponsors.size(), 2u);
    const Document chinese = parse(replaced(kChinese, "灰鹭", "灰" + std::string(hidden) + "鹭"));
    EXPECT_EQ(unproven(chinese), "");
    EXPECT_EQ(chinese.events.size(), 1u);
  }
}

TEST(BadInput, HugeNumbersAndOddYears) {
  const std::string digits = repeated("7", 10'000);
  for (const std::string& number :
       {digits, "0." + digits, digits + "." + digits, "-" + digits, digits + "%", "1e" + digits,
        repeated("1,000,", 10'000) + "000", std::string("0"), std::string("-0.0")}) {
    EXPECT_EQ(unproven(parse(replaced(kNews, "1.2", number))), "");
    EXPECT_EQ(unproven(parse(replaced(kChinese, "12亿", number + "亿"))), "");
    EXPECT_EQ(unproven(parse(replaced(kNews, "9 November", number + " November"))), "");
    EXPECT_EQ(unproven(parse(replaced(kChinese, "11月9日", number + "月" + number + "日"))), "");
    EXPECT_EQ(unproven(parse(kNews + " It ranked No. " + number + " in China by revenue.")), "");
  }
  for (const char* year : {"0", "0000", "0001", "1", "9999", "10000", "99999999999"}) {
    EXPECT_EQ(unproven(parse(replaced(kNews, "9 November", "29 February " + std::string(year)))),
              "");
    EXPECT_EQ(unproven(parse(replaced(kChinese, "11月9日", std::string(year) + "年2月29日"))), "");
    EXPECT_EQ(unproven(parse(replaced(kNews, "2023", year))), "");
    EXPECT_EQ(unproven(parse(replaced(kChinese, "2023", year))), "");
  }
}

TEST(BadInput, WhatIsLeftOutIsTold) {
  std::string many = kNews;
  for (int i = 0; i < 600; ++i)
    many +=
        " The company was ranked No. " + std::to_string(i + 2) + " in China by revenue in 2024.";
  const Document document = parse(many);
  EXPECT_LE(document.rankings.size(), 500u);
  ASSERT_FALSE(document.warnings.empty());
  EXPECT_EQ(document.warnings.front().code, "too-many-facts");
  EXPECT_EQ(parse(kNews).warnings.size(), 1u);  // year-inferred
}

// Twice the text may take a little more than twice the time: measured on both, so that a slow
// machine does not matter.
TEST(BadInput, LongTextsTakeTimeAsTheirLength) {
  constexpr std::size_t kShort = 40 << 10;
  constexpr double kSlack = 3;  // of noise, and of what is done once
  const auto seconds = [](const std::string& text) {
    const std::clock_t begin = std::clock();
    const auto facts = facts::read_facts("Grey Heron passes hearing", text, "en", std::nullopt);
    EXPECT_LE(facts.events.size(), 2000u);
    return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
  };
  for (const char* piece : {"the river runs slowly to the sea and ", "8", "8.5 ",
                            "Grey Heron Foods Co., Ltd., ", "CICC, ", "中金公司、", "9 November, ",
                            "11月9日、", "RMB 8.5 million, ", "灰鹭食品股份有限公司、",
                            "In 2022 and 2023, its revenue was RMB 8 million and RMB 9 million. ",
                            "灰鹭食品通过港交所聆讯,中金公司为独家保荐人,"}) {
    const std::string opening = kNews.substr(kNews.find("\n\n") + 2) + " ";
    const double once = seconds(opening + repeated(piece, kShort));
    const double fourfold = seconds(opening + repeated(piece, 4 * kShort));
    EXPECT_LE(fourfold, kSlack * 4 * once + 0.1) << piece << " " << once << " s";
  }
}

// Each stage of a sentence is looked at with all of it around: no sentence tells hundreds of them.
TEST(BadInput, OneSentenceFullOfStagesIsReadInTime) {
  std::string text = "标题\n\n";
  while (text.size() < (std::size_t{400} << 10))
    text += "灰鹭食品11月9日向港交所递交招股书，通过聆讯，";
  const std::clock_t start = std::clock();
  parse(text);
  EXPECT_LT(static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC, 20.0);
  EXPECT_LE(facts::find_triggers(facts::PreparedText(text, Evidence::In::text), {8, 8000}).size(),
            24u);
}

// The reader knows no clock: whoever calls it says when the time is over.
TEST(BadInput, FactsAreReadWithinTheCallersTime) {
  std::string text = "Grey Heron Foods passes hearing\n\n";
  for (int i = 0; i < 200; ++i)
    text += "Grey Heron Foods passed its Hong Kong listing hearing on 9 November, paper " +
            std::to_string(i) + " says.\n\n";
  ParseInput input;
  input.bytes = text;
  input.media_type = "text/plain";
  int asked = 0;
  ParseLimits limits;
  limits.expired = [&] { return ++asked > 40; };
  const auto document = parse_document(input, limits);
  ASSERT_FALSE(document);
  EXPECT_EQ(document.error().kind, ErrorKind::timeout);
  EXPECT_LT(asked, 60);  // and it is left soon
  limits.expired = [] { return false; };
  ASSERT_TRUE(parse_document(input, limits));
}

}  // namespace
}  // namespace gongwatch::parser
