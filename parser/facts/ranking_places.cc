#include "parser/facts/ranking_places.h"

#include <string_view>

#include "parser/facts/pattern.h"
#include "parser/vocabulary/table.h"

namespace gongwatch::parser::facts {
namespace {

bool is_han_row(std::string_view form) {
  return form.find_first_of("abcdefghijklmnopqrstuvwxyz") == std::string_view::npos;
}

std::string alternatives(bool han, std::string_view kind, std::string_view other_kind) {
  std::string all;
  for (const TableRow& row : table_rows("regions", 2)) {
    if (is_han_row(row[0]) != han || (row[1] != kind && row[1] != other_kind)) continue;
    all += (all.empty() ? "" : "|") + std::string(row[0]);
  }
  return all;
}

// Two groups, of which one is the place: 市 of 泰国市场 is no part of it.
const std::string& han_places() {
  static const std::string places = [] {
    const std::string forms = "(?:(?:" + alternatives(true, "", "") + ")(?:地区|区域|省|";
    return "(?:(" + forms + "自治区|特区)?){1,2})市场上?|(" + forms + "市|自治区|特区)?){1,2}))";
  }();
  return places;
}

constexpr const char* kJoint = "(?:市场上|范围内?|内|的|所有|全部|全体|各大?|众多|整个|一众| )*";

std::optional<PlaceMention> mention(const std::optional<Match>& match) {
  if (!match) return std::nullopt;
  return PlaceMention{match->groups[match->has(0) ? 0 : 1], match->span};
}

}  // namespace

std::optional<PlaceMention> han_place_in_front(const PreparedText& text, Span in) {
  static const Pattern kFront("^ ?" + han_places() + kJoint);
  return mention(kFront.find(text.folded(), in));
}

std::optional<PlaceMention> han_place_at_end(const PreparedText& text, Span in) {
  static const Pattern kEnd(han_places() + kJoint + "$");
  return mention(kEnd.find(text.folded(), in));
}

std::optional<PlaceMention> last_han_place(const PreparedText& text, Span in) {
  static const Pattern kAny(han_places() + kJoint);
  std::optional<PlaceMention> last;
  for (const Match& match : kAny.find_all(text.folded(), in)) last = mention(match);
  return last;
}

const std::string& english_place_names() {
  static const std::string names = alternatives(false, "", "");
  return names;
}

const std::string& english_place_adjectives() {
  static const std::string adjectives = alternatives(false, "adjective", "adjective");
  return adjectives;
}

const std::string& english_place_owners() {
  static const std::string owners = alternatives(false, "", "whose");
  return owners;
}

}  // namespace gongwatch::parser::facts
