#include "render/table.h"

#include <gtest/gtest.h>

#include "render/layout.h"
#include "text/utf8.h"

namespace gongwatch::render {
namespace {

const Table kTable{{"issuer", "stage_on"}, {{"創新實業", "2025-11-09"}, {"Bright Harbour", ""}}};

TEST(Table, AlignsChineseByDisplayWidth) {
  EXPECT_EQ(print(kTable, Format::table),
            "ISSUER          STAGE ON\n"
            "創新實業        2025-11-09\n"
            "Bright Harbour\n");
}

TEST(Table, IsCutToTheTerminalWidestColumnFirst) {
  const std::string cut =
      print({{"name", "stage"}, {{std::string(100, 'x'), "phip"}}}, Format::table, 40);
  std::istringstream lines(cut);
  for (std::string line; std::getline(lines, line);) EXPECT_LE(text::display_width(line), 40u);
  EXPECT_NE(cut.find("x…"), std::string::npos);
  EXPECT_NE(cut.find("phip"), std::string::npos);
}

TEST(Table, TheLastColumnWrapsInsteadOfBeingCut) {
  const Table table{{"check", "finding"}, {{"disk", "one two three four five six"}, {"x", ""}}};
  EXPECT_EQ(print_wrapped(table, Format::table, 27),
            "CHECK  FINDING\n"
            "disk   one two three four\n"
            "       five six\n"
            "x\n");
  EXPECT_EQ(print_wrapped(table, Format::table, 0), print(table, Format::table));
  EXPECT_EQ(print_wrapped(table, Format::csv, 24), print(table, Format::csv));
}

TEST(Table, ControlCharactersCannotReachTheTerminal) {
  const std::string out = print({{"name"}, {{"a\x1b[31mb\nc\u202Ed"}}}, Format::table);
  EXPECT_EQ(out, "NAME\na [31mb cd\n");
}

TEST(Csv, QuotesAndDisarmsFormulas) {
  EXPECT_EQ(
      print({{"a", "b"}, {{"say \"so\", twice", "=1+1"}, {"-5", "line\nbreak"}}}, Format::csv),
      "a,b\n\"say \"\"so\"\", twice\",'=1+1\n-5,\"line\nbreak\"\n");
}

TEST(Csv, WhatASpreadsheetWouldRunIsDisarmed) {
  const auto cell = [](const std::string& written) {
    const std::string out = print({{"a"}, {{written}}}, Format::csv);
    return out.substr(2, out.size() - 3);
  };
  for (const char* formula : {"=1+1", "+1+1", "-1+1", "@SUM(A1)", "  =1", "\t=1", "\r=1", "\n=1",
                              "＝1", "＋1+1", "－1-", "＠x", "\u202E=1", "-", "--1"})
    EXPECT_NE(cell(formula).find('\''), std::string::npos) << formula;
  for (const char* plain : {"-5", "+12.5", "-0.25", "5", "a=1", "2025-11-09", "聆訊", ""})
    EXPECT_EQ(cell(plain), plain);
  EXPECT_EQ(cell("a\x1b[31mb\u202Ec"), "a [31mbc");
}

TEST(Json, EmptyCellsAreNull) {
  EXPECT_EQ(print(kTable, Format::ndjson),
            "{\"issuer\":\"創新實業\",\"stage_on\":\"2025-11-09\"}\n{\"issuer\":\"Bright "
            "Harbour\",\"stage_on\":null}\n");
  EXPECT_EQ(print({{"a"}, {}}, Format::json), "[]\n");
}

TEST(Json, OnlyColumnsOfNumbersHaveNumbers) {
  const Table table{
      {"name", "days"}, {{"123", "7"}, {"1.2.3", "150.8"}, {"x", "1.2.3"}, {"", ""}}, {"days"}};
  EXPECT_EQ(print(table, Format::ndjson),
            "{\"name\":\"123\",\"days\":7}\n{\"name\":\"1.2.3\",\"days\":150.8}\n"
            "{\"name\":\"x\",\"days\":\"1.2.3\"}\n{\"name\":null,\"days\":null}\n");
  EXPECT_EQ(json_rows(table).dump(2) + "\n", print(table, Format::json));
}

TEST(Markdown, EscapesPipes) {
  EXPECT_EQ(print({{"a"}, {{"x|y"}}}, Format::md), "| a |\n|---|\n| x\\|y |\n");
}

TEST(Markdown, EscapesHtmlAndMarkup) {
  EXPECT_EQ(print({{"a"}, {{"<img src=x> & *b* [c](d)"}}}, Format::md),
            "| a |\n|---|\n| &lt;img src=x&gt; &amp; \\*b\\* \\[c\\]\\(d\\) |\n");
}

TEST(Wrap, BreaksBetweenWordsAndAnywhereInChinese) {
  EXPECT_EQ(wrap("one two three", 17, "  "), "  one two three\n");
  EXPECT_EQ(wrap("one two three four", 16, "  "), "  one two three\n  four\n");
  const std::string han = wrap("創新實業集團有限公司通過聆訊", 22, "  ");
  std::istringstream lines(han);
  for (std::string line; std::getline(lines, line);) EXPECT_LE(text::display_width(line), 22u);
  EXPECT_EQ(wrap("", 20, "  "), "");
}

}  // namespace
}  // namespace gongwatch::render
