#include <gtest/gtest.h>

#include <random>

#include "parser/charset/declared.h"
#include "parser/charset/decode.h"
#include "parser/charset/labels.h"
#include "text/utf8.h"

namespace gongwatch::parser {
namespace {

using namespace std::string_literals;

const std::string kReplaced = "\xEF\xBF\xBD";
// 上市聆訊 in GBK (via GB18030) and Big5.
const std::string kHearingGbk = "\xC9\xCF\xCA\xD0\xF1\xF6\xD3\x8D";
const std::string kHearingBig5 = "\xA4\x57\xA5\xAB\xB2\xE2\xB0\x54";

TEST(Labels, KnowsTheStandardsSpellings) {
  EXPECT_EQ(encoding_of("utf8")->name, "UTF-8");
  EXPECT_EQ(encoding_of(" GB2312\n")->name, "GBK");
  EXPECT_EQ(encoding_of("big5-hkscs")->name, "Big5");
  EXPECT_EQ(encoding_of("ISO-8859-1")->name, "windows-1252");
  EXPECT_EQ(encoding_of("ascii")->name, "windows-1252");
  EXPECT_EQ(encoding_of("no-such-thing"), nullptr);
  EXPECT_EQ(encoding_of(""), nullptr);
}

TEST(Decode, BelievesTheByteOrderMarkFirst) {
  const Decoded decoded = decode("\xEF\xBB\xBF\xE8\x81\x86", "text/html; charset=big5", true);
  EXPECT_EQ(decoded.text, "聆");
  EXPECT_EQ(decoded.encoding, "UTF-8");
  EXPECT_EQ(decode("\xFF\xFE\x0A\x4E"s, "", false).text, "上");
  EXPECT_EQ(decode("\xFE\xFF\x4E\x0A"s, "", false).text, "上");
}

TEST(Decode, BelievesTheMediaTypeBeforeMeta) {
  const std::string page = "<meta charset=utf-8><p>" + kHearingGbk;
  const Decoded decoded = decode(page, "text/html; Charset=\"gb2312\"", true);
  EXPECT_EQ(decoded.encoding, "GBK");
  EXPECT_TRUE(decoded.text.ends_with("上市聆訊")) << decoded.text;
  EXPECT_EQ(decoded.errors, 0u);
}

TEST(Decode, ReadsMetaOfHtmlOnly) {
  const std::string page =
      "<html><head><meta http-equiv=Content-Type content='text/html; charset=big5'><p>" +
      kHearingBig5;
  EXPECT_EQ(decode(page, "text/html", true).encoding, "Big5");
  EXPECT_TRUE(decode(page, "text/html", true).text.ends_with("上市聆訊"));
}

TEST(Decode, ReadsTheXmlDeclaration) {
  const std::string feed = "<?xml version=\"1.0\" encoding='gbk'?><a>" + kHearingGbk + "</a>";
  EXPECT_NE(decode(feed, "", false).text.find("上市聆訊"), std::string::npos);
}

TEST(Decode, ReadsHongKongCharactersOfBig5) {
  const Decoded decoded =
      decode("\x92\xDC\x95\xD5", "text/plain; charset=big5", false);  // HKSCS only
  EXPECT_EQ(decoded.errors, 0u) << decoded.text;
  EXPECT_EQ(text::count_han(decoded.text), 2u) << decoded.text;
}

TEST(Decode, TakesValidUtf8WithoutALabel) {
  EXPECT_EQ(decode("上市聆訊", "text/plain", false).encoding, "UTF-8");
  EXPECT_EQ(decode("plain ASCII", "", false).encoding, "UTF-8");
  EXPECT_EQ(decode("", "", false).text, "");
}

TEST(Decode, DetectsUnlabelledChinese) {
  std::string text;
  for (int i = 0; i < 30; ++i) text += kHearingBig5 + "\xA1\x43";
  const Decoded decoded = decode(text, "", false);
  EXPECT_EQ(decoded.encoding, "Big5");
  EXPECT_TRUE(decoded.text.starts_with("上市聆訊"));
}

TEST(Decode, FallsBackToWindows1252) {
  const Decoded decoded = decode("caf\xE9", "", false);
  EXPECT_EQ(decoded.text, "café");
}

TEST(Decode, YieldsToTheBytesWhenTheLabelIsPlainlyWrong) {
  std::string text;
  for (int i = 0; i < 30; ++i) text += kHearingBig5 + "\xA1\x43";
  const Decoded decoded = decode(text, "text/html; charset=utf-8", true);
  EXPECT_EQ(decoded.encoding, "Big5");
  EXPECT_TRUE(decoded.text.starts_with("上市聆訊"));
}

// As pages are that somebody saved in UTF-8, or that a proxy changed.
TEST(Decode, ALabelOfSingleBytesYieldsToUtf8) {
  const std::string text = "La sanción de Bakú, según él: así. Señor García";
  for (const char* type : {"text/html; charset=iso-8859-15", "text/html; charset=windows-1252"}) {
    EXPECT_EQ(decode(text, type, true).text, text) << type;
    EXPECT_EQ(decode(text, type, true).encoding, "UTF-8");
  }
  EXPECT_EQ(decode("<meta charset=latin1>" + text, "", true).encoding, "UTF-8");
  // One such pair may well be meant.
  EXPECT_EQ(decode("\xC3\xA9", "text/html; charset=windows-1252", true).text, "Ã©");
  EXPECT_EQ(decode("caf\xE9 \xC3\xA9\xC3\xA9\xC3\xA9", "text/html; charset=latin1", true).text,
            "café Ã©Ã©Ã©");
}

TEST(Decode, CountsWhatItReplaces) {
  const Decoded decoded = decode("\xE8\x81\x86\xE8\x81\x86\xE8\x81\x86\xE8\x81\x86 \xFF",
                                 "text/html; charset=utf-8", true);
  EXPECT_EQ(decoded.errors, 1u);
  EXPECT_EQ(decoded.text, "聆聆聆聆 " + kReplaced);
  std::string gbk;
  for (int i = 0; i < 10; ++i) gbk += kHearingGbk;
  const Decoded cut = decode(gbk + "\xC9", "text/html; charset=gbk", true);
  EXPECT_EQ(cut.errors, 1u);
  EXPECT_TRUE(cut.text.ends_with("聆訊" + kReplaced));
}

TEST(Decode, GivesMarkupAfterABrokenPairBack) {
  std::string gbk;
  for (int i = 0; i < 10; ++i) gbk += kHearingGbk;
  const Decoded decoded = decode(gbk + "\xC9<p>", "text/html; charset=gbk", true);
  EXPECT_TRUE(decoded.text.ends_with(kReplaced + "<p>")) << decoded.text;
}

TEST(Decode, LeavesNoNul) {
  const Decoded decoded = decode("a\0b"s, "", false);
  EXPECT_EQ(decoded.text, "a" + kReplaced + "b");
  EXPECT_EQ(decode("a\0b\xE9"s, "text/plain; charset=windows-1252", false).text.find('\0'),
            std::string::npos);
}

TEST(Decode, RefusesReplacementEncodingsAsAWhole) {
  const Decoded decoded = decode("<script>~{!!~}", "text/html; charset=hz-gb-2312", true);
  EXPECT_EQ(decoded.encoding, "replacement");
  EXPECT_EQ(decoded.text, kReplaced);
  EXPECT_EQ(decoded.errors, 1u);
}

TEST(Decode, AlwaysYieldsValidUtf8) {
  std::mt19937 random(7);
  for (const char* type : {"", "text/html; charset=gbk", "text/html; charset=big5",
                           "text/html; charset=shift_jis", "text/html; charset=utf-16le",
                           "text/html; charset=euc-kr", "text/html; charset=iso-2022-jp",
                           "text/html; charset=x-user-defined", "text/html; charset=utf-8"}) {
    for (int round = 0; round < 40; ++round) {
      std::string bytes(random() % 400, '\0');
      for (char& c : bytes) c = static_cast<char>(random());
      const Decoded decoded = decode(bytes, type, true);
      EXPECT_TRUE(text::is_valid(decoded.text)) << type;
      EXPECT_EQ(decoded.text.find('\0'), std::string::npos) << type;
    }
  }
}

const char* meta_name(std::string_view html) {
  static std::string name;
  const Encoding* found = prescan_meta(html);
  name = found == nullptr ? "" : std::string(found->name);
  return name.c_str();
}

TEST(MetaPrescan, ReadsCharsetHoweverItIsWritten) {
  EXPECT_STREQ(meta_name("<meta charset=big5>"), "Big5");
  EXPECT_STREQ(meta_name("<META\n/CharSet = 'gbk' />"), "GBK");
  EXPECT_STREQ(meta_name("<meta content=\"text/html; charset = 'gbk'\" http-equiv=content-type>"),
               "GBK");
}

TEST(MetaPrescan, IsNotFooled) {
  EXPECT_STREQ(meta_name("<!-- <meta charset=big5> --><meta charset=gbk>"), "GBK");
  EXPECT_STREQ(meta_name("<a title='<meta charset=big5>'><meta charset=gbk>"), "GBK");
  EXPECT_STREQ(meta_name("<meta name=x content='text/html; charset=big5'>"), "");
  EXPECT_STREQ(meta_name("<metadata charset=big5>"), "");
  EXPECT_STREQ(meta_name("<meta charset=big5"), "");
  const std::string far(5000, ' ');
  EXPECT_STREQ(meta_name(far + "<script>'<meta charset=big5>'</script>"), "");
  EXPECT_STREQ(meta_name(far + "<!-- <meta charset=big5> --><title><meta charset=big5></title>"),
               "");
  EXPECT_STREQ(meta_name(std::string(300u << 10, ' ') + "<meta charset=big5>"), "");
}

TEST(MetaPrescan, GoesOnWhereABrowserWouldStartAgain) {
  EXPECT_STREQ(meta_name("<script>" + std::string(5000, 'x') + "</script><meta charset=big5>"),
               "Big5");
}

TEST(Decode, KnowsCodesThatIconvDoesNot) {
  const auto text = [](const std::string& bytes, const char* type) {
    const Decoded decoded = decode(bytes, type, false);
    EXPECT_EQ(decoded.errors, 0u) << decoded.text;
    return decoded.text;
  };
  EXPECT_EQ(text("a\x8E\x69z\xA1\x45", "text/plain; charset=big5"), "a\u7BB8z\u2027");
  EXPECT_EQ(text("\xB0\xA1\x82\x35\x90\x37\xA3\xA0", "text/plain; charset=gb18030"),
            "\u554A\u9FB4\u3000");
}

TEST(MetaPrescan, ReadsUtf16AsUtf8) {
  EXPECT_STREQ(meta_name("<meta charset=utf-16>"), "UTF-8");
  EXPECT_STREQ(meta_name("<meta charset=x-user-defined>"), "windows-1252");
}

}  // namespace
}  // namespace gongwatch::parser
