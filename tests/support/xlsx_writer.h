// Small XLSX workbooks for tests and fixtures; the same input gives the same bytes.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace gongwatch::testing_support {

struct XlsxCell {
  enum class Kind { blank, text, inline_text, number, day, boolean };
  Kind kind = Kind::blank;
  std::string text;   // of a text
  double number = 0;  // of a number; a day as serial number: 46023 is 2026-01-01

  static XlsxCell of(std::string text) { return {Kind::text, std::move(text), 0}; }
  static XlsxCell inline_of(std::string text) { return {Kind::inline_text, std::move(text), 0}; }
  static XlsxCell of_number(double number) { return {Kind::number, {}, number}; }
  static XlsxCell of_day(double serial) { return {Kind::day, {}, serial}; }
  static XlsxCell of_boolean(bool value) { return {Kind::boolean, {}, value ? 1.0 : 0.0}; }
};

using XlsxRows = std::vector<std::vector<XlsxCell>>;

// Entries (name, bytes) as a ZIP file. Throws std::runtime_error.
std::string zip_of(const std::vector<std::pair<std::string, std::string>>& entries);

// The parts of a workbook whose sheets hold these rows, for tests that change one.
std::vector<std::pair<std::string, std::string>> xlsx_parts(
    const std::vector<XlsxRows>& sheets, const std::string& day_format = "dd/mm/yyyy");
// The workbook itself: texts are shared strings, days numbers with a format of their own.
std::string make_xlsx(const XlsxRows& rows);
// A sheet of texts.
std::string make_xlsx(const std::vector<std::vector<std::string>>& rows);

}  // namespace gongwatch::testing_support
