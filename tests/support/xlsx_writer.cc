#include "tests/support/xlsx_writer.h"

#include <fmt/format.h>
#include <zip.h>

#include <stdexcept>

namespace gongwatch::testing_support {
namespace {

constexpr const char* kHead = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr const char* kMain = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
constexpr const char* kTypes =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
constexpr const char* kPackage = "http://schemas.openxmlformats.org/package/2006/relationships";

std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else {
      out += c;
    }
  }
  return out;
}

std::string column_name(std::size_t column) {
  std::string name(1, static_cast<char>('A' + column % 26));
  return column < 26 ? name : column_name(column / 26 - 1) + name;
}

std::string cell_xml(const XlsxCell& cell, const std::string& at, std::string& strings,
                     std::size_t& count) {
  switch (cell.kind) {
    case XlsxCell::Kind::blank:
      return {};
    case XlsxCell::Kind::text:
      strings += "<si><t xml:space=\"preserve\">" + escaped(cell.text) + "</t></si>";
      return fmt::format("<c r=\"{}\" t=\"s\"><v>{}</v></c>", at, count++);
    case XlsxCell::Kind::inline_text:
      return fmt::format("<c r=\"{}\" t=\"inlineStr\"><is><t>{}</t></is></c>", at,
                         escaped(cell.text));
    case XlsxCell::Kind::number:
      return fmt::format("<c r=\"{}\"><v>{}</v></c>", at, cell.number);
    case XlsxCell::Kind::day:
      return fmt::format("<c r=\"{}\" s=\"1\"><v>{}</v></c>", at, cell.number);
    case XlsxCell::Kind::boolean:
      return fmt::format("<c r=\"{}\" t=\"b\"><v>{}</v></c>", at, cell.number);
  }
  return {};
}

std::string sheet_xml(const XlsxRows& rows, std::string& strings, std::size_t& count) {
  std::string xml = fmt::format("{}<worksheet xmlns=\"{}\"><sheetData>", kHead, kMain);
  for (std::size_t r = 0; r < rows.size(); ++r) {
    xml += fmt::format("<row r=\"{}\">", r + 1);
    for (std::size_t c = 0; c < rows[r].size(); ++c)
      xml += cell_xml(rows[r][c], column_name(c) + std::to_string(r + 1), strings, count);
    xml += "</row>";
  }
  return xml + "</sheetData></worksheet>";
}

std::string relation(const std::string& id, const std::string& type, const std::string& target) {
  return fmt::format("<Relationship Id=\"{}\" Type=\"{}/{}\" Target=\"{}\"/>", id, kTypes, type,
                     target);
}

}  // namespace

std::string zip_of(const std::vector<std::pair<std::string, std::string>>& entries) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_t* archive = target == nullptr ? nullptr : zip_open_from_source(target, ZIP_TRUNCATE, &error);
  if (archive == nullptr) throw std::runtime_error("zip_open_from_source");
  zip_source_keep(target);  // it is read after the archive is closed
  for (const auto& [name, bytes] : entries) {
    zip_source_t* part = zip_source_buffer(archive, bytes.data(), bytes.size(), 0);
    const auto index = zip_file_add(archive, name.c_str(), part, ZIP_FL_ENC_UTF_8);
    if (index < 0) throw std::runtime_error("zip_file_add");
    // One time for all: the same input gives the same bytes.
    zip_file_set_mtime(archive, static_cast<zip_uint64_t>(index), 1'600'000'000, 0);
  }
  if (zip_close(archive) != 0) throw std::runtime_error("zip_close");
  zip_stat_t stat;
  zip_stat_init(&stat);
  if (zip_source_open(target) != 0 || zip_source_stat(target, &stat) != 0)
    throw std::runtime_error("zip_source_open");
  std::string out(stat.size, '\0');
  const auto read = zip_source_read(target, out.data(), out.size());
  zip_source_close(target);
  zip_source_free(target);
  if (read != static_cast<zip_int64_t>(out.size())) throw std::runtime_error("zip_source_read");
  return out;
}

std::vector<std::pair<std::string, std::string>> xlsx_parts(const std::vector<XlsxRows>& sheets,
                                                            const std::string& day_format) {
  std::string strings;
  std::size_t count = 0;
  std::string list;
  std::string relations;
  std::vector<std::pair<std::string, std::string>> parts;
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    const std::string name = fmt::format("sheet{}", i + 1);
    list +=
        fmt::format("<sheet name=\"Sheet{}\" sheetId=\"{}\" r:id=\"rId{}\"/>", i + 1, i + 1, i + 1);
    relations +=
        relation(fmt::format("rId{}", i + 1), "worksheet", fmt::format("worksheets/{}.xml", name));
    parts.emplace_back(fmt::format("xl/worksheets/{}.xml", name),
                       sheet_xml(sheets[i], strings, count));
  }
  relations += relation("rIdS", "sharedStrings", "sharedStrings.xml") +
               relation("rIdT", "styles", "styles.xml");
  const auto relations_part = [](const std::string& inside) {
    return fmt::format("{}<Relationships xmlns=\"{}\">{}</Relationships>", kHead, kPackage, inside);
  };
  parts.emplace_back("_rels/.rels",
                     relations_part(relation("rId1", "officeDocument", "xl/workbook.xml")));
  parts.emplace_back("xl/_rels/workbook.xml.rels", relations_part(relations));
  parts.emplace_back(
      "xl/workbook.xml",
      fmt::format("{}<workbook xmlns=\"{}\" xmlns:r=\"{}\"><sheets>{}</sheets></workbook>", kHead,
                  kMain, kTypes, list));
  parts.emplace_back("xl/sharedStrings.xml",
                     fmt::format("{}<sst xmlns=\"{}\">{}</sst>", kHead, kMain, strings));
  parts.emplace_back(
      "xl/styles.xml",
      fmt::format("{}<styleSheet xmlns=\"{}\"><numFmts count=\"1\"><numFmt numFmtId=\"164\" "
                  "formatCode=\"{}\"/></numFmts><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf "
                  "numFmtId=\"164\"/></cellXfs></styleSheet>",
                  kHead, kMain, day_format));
  return parts;
}

std::string make_xlsx(const XlsxRows& rows) { return zip_of(xlsx_parts({rows})); }

std::string make_xlsx(const std::vector<std::vector<std::string>>& rows) {
  XlsxRows cells;
  for (const auto& row : rows) {
    auto& line = cells.emplace_back();
    for (const std::string& text : row)
      line.push_back(text.empty() ? XlsxCell{} : XlsxCell::of(text));
  }
  return make_xlsx(cells);
}

}  // namespace gongwatch::testing_support
