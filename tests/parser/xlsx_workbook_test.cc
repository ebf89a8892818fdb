#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "parser/xlsx/parts.h"
#include "parser/xlsx/workbook.h"
#include "tests/parser/mutations.h"
#include "tests/support/xlsx_writer.h"

namespace gongwatch::parser::xlsx {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;
using testing_support::make_xlsx;
using testing_support::xlsx_parts;
using testing_support::XlsxCell;
using testing_support::XlsxRows;
using testing_support::zip_of;

const XlsxRows& sample() {
  static const XlsxRows rows{
      {XlsxCell::of("Days & names"), XlsxCell{}, XlsxCell::inline_of("收市 <b>")},
      {},
      {XlsxCell::of_day(46023), XlsxCell::of_number(46023), XlsxCell::of_number(1.5),
       XlsxCell::of_boolean(true)}};
  return rows;
}

// The sample with one part's bytes replaced.
std::string with_part(const std::string& name, const std::string& bytes) {
  auto parts = xlsx_parts({sample()});
  for (auto& [part, content] : parts) {
    if (part == name) content = bytes;
  }
  return zip_of(parts);
}

std::string sheet_with(const std::string& rows) {
  return with_part("xl/worksheets/sheet1.xml",
                   "<worksheet><sheetData>" + rows + "</sheetData></worksheet>");
}

Error error_of(const std::string& bytes, const Limits& limits = {}) {
  const auto book = read_workbook(bytes, limits);
  return book ? Error{ErrorKind::internal, "it was read", {}} : book.error();
}

TEST(Workbook, ReadsTextsNumbersAndDays) {
  const auto book = read_workbook(make_xlsx(sample()));
  ASSERT_TRUE(book) << book.error().to_string();
  ASSERT_THAT(book->sheets, SizeIs(1));
  EXPECT_EQ(book->sheets[0].name, "Sheet1");
  const auto& rows = book->sheets[0].rows;
  ASSERT_THAT(rows, SizeIs(2));
  EXPECT_EQ(rows[0].number, 1u);
  ASSERT_THAT(rows[0].cells, SizeIs(3));
  EXPECT_EQ(rows[0].text(0), "Days & names");
  EXPECT_EQ(rows[0].cells[1].kind, Cell::Kind::empty);
  EXPECT_EQ(rows[0].text(2), "收市 <b>");
  EXPECT_EQ(rows[0].text(3), "");
  EXPECT_EQ(rows[1].number, 3u);
  EXPECT_EQ(rows[1].cells[0].day, make_date(2026, 1, 1));
  EXPECT_EQ(rows[1].text(0), "46023");
  EXPECT_EQ(rows[1].cells[1].day, std::nullopt);
  EXPECT_EQ(day_of(rows[1].cells[1]), make_date(2026, 1, 1));
  EXPECT_EQ(rows[1].cells[2].number, 1.5);
  EXPECT_EQ(day_of(rows[1].cells[2]), std::nullopt);
  EXPECT_EQ(rows[1].text(3), "true");
  EXPECT_EQ(day_of(rows[1].cells[3]), std::nullopt);
}

TEST(Workbook, ReadsSeveralSheetsInTheirOrder) {
  const auto book =
      read_workbook(zip_of(xlsx_parts({{{XlsxCell::of("a")}}, {{XlsxCell::of("b")}}})));
  ASSERT_TRUE(book);
  ASSERT_THAT(book->sheets, SizeIs(2));
  EXPECT_EQ(book->sheets[1].rows.at(0).text(0), "b");
  Limits one;
  one.max_sheets = 1;
  EXPECT_THAT(read_workbook(zip_of(xlsx_parts({sample(), sample()})), one)->sheets, SizeIs(1));
}

TEST(Workbook, ReadsWhatOtherWritersWrite) {
  const auto book = read_workbook(sheet_with(
      "<row><c t=\"str\"><f>A1</f><v>of a formula</v></c><c t=\"n\"><v>7</v></c>"
      "<c t=\"e\"><v>#N/A</v></c><c t=\"s\"><v>99</v></c><c t=\"d\"><v>2026-01-02</v></c></row>"
      "<row r=\"1048576\"><c r=\"A1048576\" s=\"1\"/></row>"
      "<row r=\"9\"><c r=\"B9\" t=\"inlineStr\"><is><r><t>two</t></r><r><t> runs_x000D_</t></r>"
      "<rPh><t>reading</t></rPh></is></c><c r=\"ZZZ9\"><v>1</v></c></row>"));
  ASSERT_TRUE(book) << book.error().to_string();
  const auto& rows = book->sheets[0].rows;
  ASSERT_THAT(rows, SizeIs(2));
  EXPECT_EQ(rows[0].text(0), "of a formula");
  EXPECT_EQ(rows[0].cells[1].number, 7);
  EXPECT_EQ(rows[0].cells[2].kind, Cell::Kind::error);
  EXPECT_EQ(rows[0].cells[3].kind, Cell::Kind::empty);
  EXPECT_EQ(day_of(rows[0].cells[4]), make_date(2026, 1, 2));
  EXPECT_EQ(rows[1].number, 9u);
  EXPECT_EQ(rows[1].text(1), "two runs\r");
  EXPECT_TRUE(book->sheets[0].columns_cut);
}

TEST(Workbook, PrefixedElementsAndTheCalendarOf1904AreRead) {
  auto parts = xlsx_parts({{{XlsxCell::of_day(44561)}}});
  for (auto& [name, bytes] : parts) {
    if (name == "xl/workbook.xml") {
      bytes =
          "<x:workbook xmlns:x=\"a\" xmlns:r=\"b\"><x:workbookPr date1904=\"1\"/><x:sheets>"
          "<x:sheet name=\"S\" sheetId=\"1\" r:id=\"rId1\"/></x:sheets></x:workbook>";
    }
  }
  const auto book = read_workbook(zip_of(parts));
  ASSERT_TRUE(book) << book.error().to_string();
  EXPECT_EQ(book->sheets[0].rows.at(0).cells.at(0).day, make_date(2026, 1, 1));
}

TEST(Workbook, WhatIsNoWorkbookIsAnError) {
  EXPECT_EQ(error_of("").kind, ErrorKind::empty);
  EXPECT_THAT(error_of("<html>Just a moment</html>").message, HasSubstr("web page"));
  EXPECT_EQ(error_of("{\"error\":1}").kind, ErrorKind::malformed);
  EXPECT_EQ(error_of("PK\x03\x04 but nothing behind").kind, ErrorKind::malformed);
  EXPECT_EQ(error_of("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 old").kind, ErrorKind::unsupported);
  EXPECT_EQ(error_of(zip_of({{"word/document.xml", "<w/>"}})).kind, ErrorKind::malformed);
  EXPECT_EQ(error_of(with_part("xl/workbook.xml", "<html/>")).kind, ErrorKind::malformed);
  EXPECT_EQ(error_of(with_part("xl/workbook.xml", "<workbook><sheets/></workbook>")).kind,
            ErrorKind::malformed);
  EXPECT_EQ(error_of(with_part("xl/worksheets/sheet1.xml", "<worksheet><row>")).kind,
            ErrorKind::malformed);
  EXPECT_EQ(error_of(with_part("xl/worksheets/sheet1.xml", "<")).kind, ErrorKind::malformed);
  EXPECT_THAT(
      error_of(with_part("xl/sharedStrings.xml", "<!DOCTYPE x [<!ENTITY a \"b\">]><sst/>")).message,
      HasSubstr("document type"));
  const std::string whole = make_xlsx(sample());
  EXPECT_EQ(error_of(whole.substr(0, whole.size() / 2)).kind, ErrorKind::malformed);
}

TEST(Workbook, EverySizeIsBounded) {
  const auto kind = [](const std::string& bytes, auto change) {
    Limits limits;
    change(limits);
    return error_of(bytes, limits).kind;
  };
  const std::string whole = make_xlsx(sample());
  const auto too_large = ErrorKind::too_large;
  EXPECT_EQ(kind(whole, [](Limits& l) { l.max_bytes = 100; }), too_large);
  EXPECT_EQ(kind(whole, [](Limits& l) { l.max_entries = 3; }), too_large);
  EXPECT_EQ(kind(whole, [](Limits& l) { l.max_rows = 1; }), too_large);
  EXPECT_EQ(kind(whole, [](Limits& l) { l.max_cells = 5; }), too_large);
  EXPECT_EQ(kind(whole, [](Limits& l) { l.max_text_bytes = 10; }), too_large);
  EXPECT_EQ(kind(whole, [](Limits& l) { l.max_shared_strings = 0; }), too_large);
  EXPECT_EQ(kind(whole, [](Limits& l) { l.max_unpacked_bytes = 1000; }), too_large);
  EXPECT_EQ(kind(whole, [](Limits& l) { l.max_xml_marks = 20; }), too_large);
  EXPECT_EQ(kind(whole, [](Limits& l) { l.max_xml_depth = 4; }), ErrorKind::too_deep);
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "<a>";
  EXPECT_EQ(error_of(sheet_with(deep)).kind, ErrorKind::too_deep);
  std::string attributes = "<row";
  for (int i = 0; i < 4'000'000; ++i) attributes += " a=\"\"";
  EXPECT_EQ(error_of(sheet_with(attributes + "/>")).kind, too_large);
}

TEST(Workbook, ABombIsNotUnpacked) {
  const std::string bomb = sheet_with(std::string(130u << 20, ' '));
  ASSERT_LT(bomb.size(), 1u << 20);
  EXPECT_EQ(error_of(bomb).kind, ErrorKind::too_large);
  // The same, with a directory that says it is small: 10 bytes in every place for the size.
  std::string liar = sheet_with(std::string(1u << 20, ' '));
  std::size_t changed = 0;
  for (std::size_t at = liar.find("PK\x01\x02"); at != std::string::npos;
       at = liar.find("PK\x01\x02", at + 1)) {
    if (liar.substr(at + 46, 24) != "xl/worksheets/sheet1.xml") continue;
    liar.replace(at + 24, 4, std::string("\x0A\0\0\0", 4));
    ++changed;
  }
  ASSERT_EQ(changed, 1u);
  Limits limits;
  limits.max_unpacked_bytes = 100'000;
  EXPECT_THAT(error_of(liar, limits).kind,
              ::testing::AnyOf(ErrorKind::too_large, ErrorKind::malformed));
}

TEST(Workbook, OneStringInManyCellsDoesNotFillTheMemory) {
  XlsxRows rows{{XlsxCell::of(std::string(1u << 20, 'x'))}};
  auto parts = xlsx_parts({rows});
  std::string many = "<worksheet><sheetData>";
  for (int i = 0; i < 1000; ++i) many += "<row><c t=\"s\"><v>0</v></c></row>";
  for (auto& [name, bytes] : parts) {
    if (name == "xl/worksheets/sheet1.xml") bytes = many + "</sheetData></worksheet>";
  }
  EXPECT_EQ(error_of(zip_of(parts)).kind, ErrorKind::too_large);
}

TEST(Workbook, FormatsThatShowADay) {
  for (const char* code :
       {"dd/mm/yyyy", "yyyy\\-mm\\-dd", "[$-404]e\"年\"m\"月\"d\"日\"", "D-MMM-YY;@"})
    EXPECT_TRUE(shows_day(code)) << code;
  for (const char* code :
       {"General", "0.00", "h:mm", "\"days\" 0", "[Red]0", "0\\d", "0;dd", "\"open"})
    EXPECT_FALSE(shows_day(code)) << code;
}

TEST(Workbook, DaysOfTextsAndSerials) {
  const auto day = [](const std::string& text) {
    Cell cell;
    cell.kind = Cell::Kind::text;
    cell.text = text;
    return day_of(cell);
  };
  const auto first = make_date(2026, 3, 9);
  for (const char* text : {"09/03/2026", " 9/3/2026 ", "2026-03-09", "2026/3/9", "2026年3月9日",
                           "2026-03-09 00:00:00", "9.3.2026"})
    EXPECT_EQ(day(text), first) << text;
  for (const char* text : {"31/02/2026", "2026-13-01", "9 March", "46090", "", "09/03/26"})
    EXPECT_EQ(day(text), std::nullopt) << text;
  EXPECT_EQ(day_of_serial(1, false), make_date(1900, 1, 1));
  EXPECT_EQ(day_of_serial(59, false), make_date(1900, 2, 28));
  EXPECT_EQ(day_of_serial(60, false), std::nullopt);
  EXPECT_EQ(day_of_serial(61, false), make_date(1900, 3, 1));
  EXPECT_EQ(day_of_serial(46023.75, false), make_date(2026, 1, 1));
  EXPECT_EQ(day_of_serial(-1, false), std::nullopt);
  EXPECT_EQ(day_of_serial(1e300, true), std::nullopt);
}

TEST(Workbook, DamagedFilesGiveAnErrorOrABook) {
  std::size_t errors = 0;
  testing_support::Mutations whole(make_xlsx(sample()));
  testing_support::Mutations sheet(xlsx_parts({sample()}).front().second);
  for (int i = 0; i < 1500; ++i) {
    errors += read_workbook(whole.next()) ? 0 : 1;
    errors += read_workbook(with_part("xl/worksheets/sheet1.xml", sheet.next())) ? 0 : 1;
  }
  EXPECT_GT(errors, 500u);
}

}  // namespace
}  // namespace gongwatch::parser::xlsx
