#include "parser/facts/sponsor_roles.h"

#include <string>

#include "model/names.h"
#include "parser/facts/pattern.h"
#include "parser/vocabulary/table.h"

namespace gongwatch::parser::facts {
namespace {

struct Kind {
  std::optional<Role> role;
  NameSide side = NameSide::either;
};

class RoleWords {
 public:
  explicit RoleWords(bool with_verbs) {
    std::string all = "(?i)";
    const auto add = [&](std::string_view words, Kind kind) {
      all += kinds_.empty() ? "(" : "|(";
      all += words;
      all += ")";
      kinds_.push_back(kind);
    };
    const auto add_verbs = [&](std::string_view order) {
      for (const TableRow& row : table_rows("sponsor_verbs", 4)) {
        if (!with_verbs || row[2] != order) continue;
        add(row[3],
            {role_from_name(row[0]), row[1] == "before" ? NameSide::before : NameSide::behind});
      }
    };
    add_verbs("early");
    for (const TableRow& row : table_rows("roles", 2)) add(row[1], {role_from_name(row[0])});
    add_verbs("late");
    pattern_.emplace(all);
  }

  std::vector<RoleWord> find(std::string_view folded, Span in) const {
    std::vector<RoleWord> words;
    for (const Match& match : pattern_->find_all(folded, in)) {
      for (std::size_t i = 0; i < kinds_.size(); ++i) {
        if (!match.has(i)) continue;
        words.push_back({match.span, kinds_[i].role, kinds_[i].side});
        break;
      }
    }
    return words;
  }

 private:
  std::optional<Pattern> pattern_;
  std::vector<Kind> kinds_;
};

}  // namespace

std::vector<RoleWord> role_words(std::string_view folded, Span in) {
  static const RoleWords words(true);
  return words.find(folded, in);
}

std::vector<RoleWord> role_nouns(std::string_view folded, Span in) {
  static const RoleWords words(false);
  return words.find(folded, in);
}

bool has_role_word(std::string_view folded, Span in) {
  static const Pattern kAny(
      R"((?i)sponsor|co-?ordinator|book[- ]?run|lead[- ]manager|保荐|推荐人|协调人|[账帐]簿|账册|簿记|牵头|保的)");
  return kAny.matches_in(folded, in);
}

}  // namespace gongwatch::parser::facts
