#include "parser/xlsx/parts.h"

#include <algorithm>
#include <charconv>
#include <map>

#include "parser/xlsx/xml.h"
#include "text/utf8.h"

namespace gongwatch::parser::xlsx {
namespace {

constexpr std::size_t kMaxNameBytes = 200;
constexpr std::size_t kMaxFormats = 100'000;

Result<Xml> read_xml(Archive& archive, const std::string& path, const Limits& limits) {
  auto bytes = archive.read(path);
  if (!bytes) return tl::unexpected(bytes.error());
  auto xml = Xml::parse(std::move(*bytes), limits);
  if (!xml) {
    Error error = xml.error();
    error.context = path;
    return tl::unexpected(std::move(error));
  }
  return xml;
}

std::string folder_of(std::string_view path) {
  const auto slash = path.rfind('/');
  return std::string(slash == std::string_view::npos ? "" : path.substr(0, slash + 1));
}

// "xl/" and "worksheets/sheet1.xml", "/xl/…" or "../xl/…" → "xl/worksheets/sheet1.xml".
std::string resolve(std::string folder, std::string_view target) {
  if (target.starts_with('/')) return std::string(target.substr(1));
  while (target.starts_with("../")) {
    target.remove_prefix(3);
    if (!folder.empty()) folder.pop_back();
    folder = folder_of(folder);
  }
  if (target.starts_with("./")) target.remove_prefix(2);
  return folder.append(target);
}

struct Relation {
  std::string id;
  std::string type;  // the last word of its URI: "worksheet"
  std::string path;
};

// What the relations beside a part (_rels/<part>.rels) point to; empty if it has none.
Result<std::vector<Relation>> read_relations(Archive& archive, const std::string& part,
                                             const Limits& limits) {
  const std::string folder = folder_of(part);
  const std::string path = folder + "_rels/" + part.substr(folder.size()) + ".rels";
  std::vector<Relation> relations;
  const auto xml = read_xml(archive, path, limits);
  if (!xml && xml.error().kind == ErrorKind::not_found) return relations;
  if (!xml) return tl::unexpected(xml.error());
  for (const pugi::xml_node node : xml->root().children()) {
    const std::string_view type = attribute(node, "Type");
    if (attribute(node, "TargetMode") == "External" || relations.size() >= limits.max_entries)
      continue;
    relations.push_back({std::string(attribute(node, "Id")),
                         std::string(type.substr(type.rfind('/') + 1)),
                         resolve(folder, attribute(node, "Target"))});
  }
  return relations;
}

std::string path_by_type(const std::vector<Relation>& relations, std::string_view type) {
  const auto found = std::find_if(relations.begin(), relations.end(),
                                  [&](const Relation& relation) { return relation.type == type; });
  return found == relations.end() ? std::string() : found->path;
}

std::size_t number(std::string_view digits) {
  std::size_t value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

// The formats that every workbook has (ECMA-376 part 1, 18.8.30), those of East Asian ones
// included.
bool built_in_day(std::size_t id) {
  return (id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 31) || id == 36 ||
         (id >= 50 && id <= 54) || (id >= 57 && id <= 58);
}

}  // namespace

Result<Parts> read_parts(Archive& archive, const Limits& limits) {
  const auto package = read_relations(archive, "", limits);
  if (!package) return tl::unexpected(package.error());
  std::string book = path_by_type(*package, "officeDocument");
  if (book.empty()) book = "xl/workbook.xml";
  const auto xml = read_xml(archive, book, limits);
  if (!xml && xml.error().kind == ErrorKind::not_found)
    return fail(ErrorKind::malformed, "not an XLSX file: no workbook in it");
  if (!xml) return tl::unexpected(xml.error());
  if (local_name(xml->root()) != "workbook")
    return fail(ErrorKind::malformed, "not an XLSX file: no workbook in it");
  const auto relations = read_relations(archive, book, limits);
  if (!relations) return tl::unexpected(relations.error());

  Parts parts;
  parts.shared_strings = path_by_type(*relations, "sharedStrings");
  parts.styles = path_by_type(*relations, "styles");
  const std::string_view calendar = attribute(child(xml->root(), "workbookPr"), "date1904");
  parts.calendar_1904 = calendar == "1" || calendar == "true";
  for (const pugi::xml_node sheet : child(xml->root(), "sheets").children()) {
    if (parts.sheets.size() == limits.max_sheets) break;
    // Beside r:id there is sheetId, whose local name differs.
    const std::string_view id = attribute(sheet, "id");
    const auto found =
        std::find_if(relations->begin(), relations->end(), [&](const Relation& relation) {
          return relation.id == id && relation.type == "worksheet";
        });
    if (found == relations->end()) continue;  // a chart sheet
    const std::string_view name = attribute(sheet, "name");
    parts.sheets.push_back({text::sanitize(name.substr(0, kMaxNameBytes)), found->path});
  }
  if (parts.sheets.empty()) return fail(ErrorKind::malformed, "a workbook without a worksheet");
  return parts;
}

Result<std::vector<std::string>> read_shared_strings(Archive& archive, const Parts& parts,
                                                     const Limits& limits) {
  std::vector<std::string> strings;
  if (parts.shared_strings.empty()) return strings;
  const auto xml = read_xml(archive, parts.shared_strings, limits);
  if (!xml) return tl::unexpected(xml.error());
  for (const pugi::xml_node item : xml->root().children()) {
    if (local_name(item) != "si") continue;
    if (strings.size() == limits.max_shared_strings) {
      return fail(ErrorKind::too_large,
                  "more than " + std::to_string(limits.max_shared_strings) + " shared strings");
    }
    strings.push_back(string_item(item));
  }
  return strings;
}

Result<std::vector<bool>> read_day_formats(Archive& archive, const Parts& parts,
                                           const Limits& limits) {
  std::vector<bool> formats;
  if (parts.styles.empty()) return formats;
  const auto xml = read_xml(archive, parts.styles, limits);
  // Without its styles a workbook still has its numbers.
  if (!xml && xml.error().kind == ErrorKind::not_found) return formats;
  if (!xml) return tl::unexpected(xml.error());
  std::map<std::size_t, bool> own;
  for (const pugi::xml_node format : child(xml->root(), "numFmts").children()) {
    own[number(attribute(format, "numFmtId"))] = shows_day(attribute(format, "formatCode"));
  }
  for (const pugi::xml_node cell : child(xml->root(), "cellXfs").children()) {
    if (formats.size() == kMaxFormats) break;
    const std::size_t id = number(attribute(cell, "numFmtId"));
    const auto found = own.find(id);
    formats.push_back(found == own.end() ? built_in_day(id) : found->second);
  }
  return formats;
}

bool shows_day(std::string_view format_code) {
  for (std::size_t at = 0; at < format_code.size(); ++at) {
    const char c = format_code[at];
    if (c == ';') return false;  // what follows is for other values
    if (c == '"' || c == '[') {
      const auto end = format_code.find(c == '"' ? '"' : ']', at + 1);
      if (end == std::string_view::npos) return false;
      at = end;
    } else if (c == '\\' || c == '_' || c == '*') {
      ++at;
    } else if (c == 'd' || c == 'D' || c == 'y' || c == 'Y') {
      return true;
    }
  }
  return false;
}

}  // namespace gongwatch::parser::xlsx
