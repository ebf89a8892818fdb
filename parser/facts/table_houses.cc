// Banks in cells.
#include <algorithm>
#include <string>

#include "model/names.h"
#include "parser/facts/firms.h"
#include "parser/facts/pattern.h"
#include "parser/facts/table_values.h"
#include "text/utf8.h"

namespace gongwatch::parser::facts {
namespace {

constexpr std::size_t kMostNames = 40;
constexpr std::size_t kLongestName = 120;
constexpr std::size_t kLongestCell = 2000;

class HouseCell {
 public:
  HouseCell(const PreparedText& text, Span cell) : text_(text), cell_(cell) {}

  std::vector<Span> names() {
    split_at_marks(cell_);
    std::vector<Span> kept;
    for (const Span& one : names_) {
      const Span name = without_note(trimmed(text_.folded(), one));
      if (could_be_house(name) && kept.size() < kMostNames) kept.push_back(name);
    }
    return kept;
  }

 private:
  // 、 ; / | and commas that no legal form follows ("Co., Limited").
  void split_at_marks(Span cell) {
    static const Pattern kMark(R"((?i) ?(?:、|;|/|\||\+|,|·|•) ?(?:and |及|和)?)");
    static const Pattern kForm(
        R"((?i)^ ?,? ?(?:limited|ltd|inc|llc|l\.l\.c|l\.p|lp|n\.a|s\.a|plc|ag|corp|company|co\.|hong kong branch|singapore branch|london branch)\b)");
    std::size_t begin = cell.begin;
    for (const Match& mark : kMark.find_all(text_.folded(), cell)) {
      if (kForm.find(text_.view({mark.span.begin, cell.end}))) continue;
      if (inside_brackets({begin, mark.span.begin})) continue;
      split_at_words({begin, mark.span.begin});
      begin = mark.span.end;
    }
    split_at_words({begin, cell.end});
  }

  bool inside_brackets(Span before) const {
    const std::string_view words = text_.view(before);
    return std::count(words.begin(), words.end(), '(') >
           std::count(words.begin(), words.end(), ')');
  }

  // "A and B", 甲及乙; and what only a blank parts: "甲有限公司 乙有限公司".
  void split_at_words(Span piece) {
    static const Pattern kWord(R"((?i) and | & |及|和|与| )");
    piece = trimmed(text_.folded(), piece);
    if (piece.empty() || names_.size() >= kMostNames) return;
    if (!is_house(written(piece))) {
      const auto words = kWord.find_all(text_.folded(), piece);
      for (auto word = words.rbegin(); word != words.rend(); ++word) {
        const Span left{piece.begin, word->span.begin};
        const Span right{word->span.end, piece.end};
        const bool blank = text_.view(word->span) == " ";
        if (blank ? part_of_itself(left, right) : !is_firm(left) || !is_firm(right)) continue;
        split_at_words(left);
        split_at_words(right);
        return;
      }
    }
    names_.push_back(piece);
  }

  // Whether a blank stands inside a name: "Deutsche Securities", "光银国际 (香港)".
  bool part_of_itself(Span left, Span right) const {
    static const Pattern kForm(
        R"((?i)(?:\b(?:limited|ltd\.?|llc|l\.l\.c\.?|plc|inc\.?|ag|branch)|有限公司|证券|融资|国际|资本|银行|金融)$)");
    static const Pattern kLegal(R"((?i)(?:\b(?:limited|ltd\.?|llc|l\.l\.c\.?|plc)|有限公司)$)");
    static const Pattern kPlace(R"((?i)^(?:\(|hong kong|singapore|london|asia|branch))");
    if (kLegal.matches_in(text_.folded(), left) && !kPlace.matches_in(text_.folded(), right))
      return false;
    const std::string name = written(right);
    if (!is_house(name) && !(canonical_firm(name) && kForm.matches_in(text_.folded(), left)))
      return !(text::count_han(name) > 3 && looks_like_a_firm(name) &&
               kForm.matches_in(text_.folded(), left));
    return !is_house(written(left)) && !(kForm.matches_in(text_.folded(), left) && is_firm(left));
  }

  bool is_firm(Span span) const {
    const std::string name = written(span);
    return canonical_firm(name) || looks_like_a_firm(name);
  }

  // "(独家)", "(joint)" and the same house's other name are no part of the name.
  Span without_note(Span name) const {
    static const Pattern kPlace(
        R"((?i)^(?:香港|亚洲|国际|远东|亚太|中国|集团|b|hk|h\.k\.?|hong kong|asia|asia pacific|far east|international|china|holdings|group|uk|us)$)");
    if (name.empty() || text_.folded()[name.end - 1] != ')') return name;
    const std::size_t open = text_.view(name).rfind('(');
    if (open == std::string_view::npos || open == 0) return name;
    const Span inside{name.begin + open + 1, name.end - 1};
    if (kPlace.find(text_.view(inside))) return name;
    return trimmed(text_.folded(), {name.begin, name.begin + open});
  }

  bool could_be_house(Span name) const {
    static const Pattern kNone(
        R"((?i)^(?:n/?a|nil|none|tba|tbc|tbd|to be .*|not .*|unknown|未披露|未公布|未有|没有|不适用|待定|暂无|无|不详|未知|等)$|\d{3}|。)");
    if (name.empty() || name.size() > kLongestName || kNone.find(text_.view(name))) return false;
    constexpr std::size_t kLetters = 2;
    const std::string_view words = text_.view(name);
    const auto letters = std::count_if(words.begin(), words.end(), [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    });
    return text::count_han(words) >= kLetters || static_cast<std::size_t>(letters) >= kLetters;
  }

  std::string written(Span span) const { return text_.original(span); }

  const PreparedText& text_;
  Span cell_;
  std::vector<Span> names_;
};

// "联席保荐人/独家保荐人" over a column: which of them, the number of names tells.
std::vector<Role> roles_of(std::vector<Role> roles, std::size_t names) {
  const auto has = [&](Role role) {
    return std::find(roles.begin(), roles.end(), role) != roles.end();
  };
  if (has(Role::sole_sponsor) && has(Role::joint_sponsor))
    std::erase(roles, names == 1 ? Role::joint_sponsor : Role::sole_sponsor);
  return roles;
}

}  // namespace

std::vector<SponsorMention> cell_sponsors(const PreparedText& text, const Field& field,
                                          const SponsorLegend& legend) {
  std::vector<SponsorMention> sponsors;
  if (field.value.size() > kLongestCell) return sponsors;
  const auto names = HouseCell(text, field.value).names();
  for (const Role told : roles_of(field.label.roles, names.size())) {
    const Role role = legend.told(told_in_cell(text, field.value, told), names.size());
    for (const Span& name : names) {
      SponsorMention sponsor;
      sponsor.name = text.original(name);
      sponsor.firm = canonical_firm(sponsor.name);
      sponsor.role = role;
      sponsor.evidence = text.evidence(field.line.contains(field.label.span)
                                           ? Span{field.label.span.begin, field.value.end}
                                           : field.value);
      sponsors.push_back(std::move(sponsor));
    }
  }
  return sponsors;
}

}  // namespace gongwatch::parser::facts
