#include "parser/facts/firms.h"

#include <map>

#include "parser/facts/pattern.h"
#include "parser/vocabulary/table.h"
#include "text/fold.h"
#include "text/names.h"
#include "text/utf8.h"

namespace gongwatch::parser::facts {
namespace {

// name_key → canonical firm. The first line that claims a key keeps it: the table is ordered by
// number of mandates.
const std::map<std::string, std::string, std::less<>>& firm_keys() {
  static const std::map<std::string, std::string, std::less<>> keys = [] {
    std::map<std::string, std::string, std::less<>> all;
    for (const TableRow& row : table_rows("firms", 5)) {
      const std::string canonical(row[0]);
      all.emplace(text::name_key(canonical), canonical);
      for (std::size_t column = 1; column <= 3; ++column) {
        for (const std::string_view name : split_cell(row[column], ";"))
          all.emplace(text::name_key(name), canonical);
      }
    }
    all.erase("");
    return all;
  }();
  return keys;
}

}  // namespace

std::optional<std::string> canonical_firm(std::string_view name) {
  const std::string key = text::name_key(name);
  const auto& keys = firm_keys();
  if (const auto found = keys.find(key); found != keys.end()) return found->second;
  // Longest known beginning; a Latin one must end at a word, a Chinese one must be at least three
  // characters long, because two are often the beginning of another house's name.
  for (std::size_t length = key.size(); length > 2; --length) {
    const std::string_view head = std::string_view(key).substr(0, length);
    const bool latin_break = length == key.size() || key[length] == ' ';
    const bool han_break =
        (static_cast<unsigned char>(head.back()) & 0x80) != 0 && length >= 9 &&
        (length == key.size() || (static_cast<unsigned char>(key[length]) & 0xC0) != 0x80);
    if (!(latin_break && length >= 4) && !han_break) continue;
    if (const auto found = keys.find(head); found != keys.end()) return found->second;
  }
  return std::nullopt;
}

bool is_house(std::string_view name) {
  return firm_keys().find(text::name_key(name)) != firm_keys().end();
}

bool looks_like_a_firm(std::string_view name) {
  static const Pattern kFirm(
      R"((?i)\b(?:capital|securities|bank|banking|finance|financial|partners|asset management)\b|证券|融资|资本|银行|金融|财务顾问)");
  const std::string folded = text::fold_text(name);
  return folded.size() <= 160 && kFirm.find(folded).has_value();
}

}  // namespace gongwatch::parser::facts
