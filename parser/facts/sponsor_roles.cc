#include "parser/facts/sponsor_roles.h"

#include <algorithm>
#include <string>

#include "model/names.h"
#include "parser/facts/pattern.h"
#include "parser/vocabulary/table.h"

namespace gongwatch::parser::facts {
namespace {

// Of one sentence; prose has a dozen. Bounds the time that hostile pages can take.
constexpr std::size_t kMostWords = 100;

struct Kind {
  std::optional<Role> role;
  NameSide side = NameSide::either;
  Pattern pattern;  // at the beginning of what it is given
};

// One pattern finds the next word; which it is, is asked of the kinds in order only then: that is
// cheaper than one pattern with a group for each.
class RoleWords {
 public:
  explicit RoleWords(bool with_verbs) {
    if (with_verbs) add_verbs("early");
    for (const TableRow& row : table_rows("roles", 2)) add(row[0], NameSide::either, row[1]);
    if (with_verbs) add_verbs("late");
    any_.emplace("(?i)" + all_);
  }

  std::vector<RoleWord> find(std::string_view folded, Span in) const {
    std::vector<RoleWord> words;
    while (words.size() < kMostWords) {
      const auto match = any_->find(folded, in);
      if (!match) break;
      const Span rest{match->span.begin, in.end};
      const auto kind = std::find_if(kinds_.begin(), kinds_.end(), [&](const Kind& one) {
        return one.pattern.matches_in(folded, rest);
      });
      if (kind != kinds_.end()) words.push_back({match->span, kind->role, kind->side});
      in.begin = std::max(match->span.end, match->span.begin + 1);
      if (in.begin >= in.end) break;
    }
    return words;
  }

  const std::string& alternatives() const { return all_; }

 private:
  void add_verbs(std::string_view order) {
    for (const TableRow& row : table_rows("sponsor_verbs", 4)) {
      if (row[2] != order) continue;
      const NameSide side = row[1] == "before"   ? NameSide::before
                            : row[1] == "behind" ? NameSide::behind
                                                 : NameSide::either;
      add(row[0], side, row[3]);
    }
  }

  void add(std::string_view role, NameSide side, std::string_view words) {
    const std::string bracketed = "(?:" + std::string(words) + ")";
    kinds_.push_back({role_from_name(role), side, Pattern("(?i)^" + bracketed)});
    if (!all_.empty()) all_ += "|";
    all_ += bracketed;
  }

  std::string all_;
  std::vector<Kind> kinds_;
  std::optional<Pattern> any_;
};

const RoleWords& nouns_and_verbs() {
  static const RoleWords words(true);
  return words;
}

}  // namespace

std::vector<RoleWord> role_words(std::string_view folded, Span in) {
  return nouns_and_verbs().find(folded, in);
}

std::vector<RoleWord> role_nouns(std::string_view folded, Span in) {
  static const RoleWords words(false);
  return words.find(folded, in);
}

bool has_role_word(std::string_view folded, Span in) {
  static const Pattern kAny(
      R"((?i)sponsor|co-?ordinator|book[- ]?run|lead[- ]manager|保荐|推荐人|协调人|[账帐]簿|账册|簿记|牵头|保的|包销商|承销商|underwriter|\bthrough\b|\bvia\b|the books\b|brought by|that (?:part|role|job|task|honour|duty)|(?:独家|独自|单独|独力)(?:上阵|挑大梁|包办|经办)|操刀|坐镇|护航|保驾|为[^,。;|]{2,40}?(?:申请|安排|操办|办理)[^,。;|]{0,10}?上市|安排(?:其)?(?:来港|赴港|在港)?上市|to (?:the )?market|\b(?:arranged|handled|led) (?:the|its)\b)");
  return kAny.matches_in(folded, in);
}

bool is_role_heading(std::string_view folded, Span line) {
  static const Pattern kHeading(
      R"((?i)^(?:[ ,、/&:()-]|\(s\)|s\b|\band\b|及|和|与|兼|\bthe\b|\bits\b|\bipo\b|名称|名单|新股|上市|机构|人|其[他余它]|)" +
      nouns_and_verbs().alternatives() + ")+$");
  return has_role_word(folded, line) && kHeading.matches_in(folded, line);
}

}  // namespace gongwatch::parser::facts
