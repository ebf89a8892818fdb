#include "parser/facts/sponsor_links.h"

#include <algorithm>
#include <optional>

#include "parser/facts/pattern.h"
#include "parser/facts/sponsor_behind.h"
#include "parser/facts/sponsor_context.h"
#include "parser/facts/sponsor_words.h"

namespace gongwatch::parser::facts {
namespace {

constexpr std::size_t kLongestLink = 200;  // bytes between names and role

struct RoleGroup {
  std::vector<RoleWord> words;
  Span span;
};

// "sole sponsor, overall coordinator and bookrunner", 保荐人及整体协调人.
std::vector<RoleGroup> groups_of(std::string_view view, const std::vector<RoleWord>& words) {
  static const Pattern kJoin(
      R"((?i)^(?: ?(?:,|、|/|&|\+|-|;?\band\b|\bor\b|\bas well as\b|\balso\b|\bboth\b|\bits\b|\bthe\b|\btheir\b|\ban?\b|\bas\b|\bacts?\b|\bacting\b|\bserves?\b|\bserving\b|及其|以及|及|和|与|兼任|兼|并|暨|同时|其|担任|出任|任|亦|也|为))* ?$)");
  std::vector<RoleGroup> groups;
  for (const RoleWord& word : words) {
    const bool joins = !groups.empty() && word.side == NameSide::either &&
                       groups.back().words.back().side == NameSide::either &&
                       word.span.begin - groups.back().span.end <= 48 &&
                       kJoin.matches_in(view, {groups.back().span.end, word.span.begin});
    if (!joins) groups.push_back({{}, word.span});
    groups.back().words.push_back(word);
    groups.back().span.end = word.span.end;
  }
  return groups;
}

// What is between names and the role behind them.
struct Link {
  bool strong = false;
  bool weak = false;
  bool comma = false;  // a clause of its own: ", who are also …"
};

Link link_of(std::string_view view, Span between, const RoleGroup& group) {
  static const std::string kCoreWords = sponsor_words("before-core");
  static const Pattern kAll("(?i)^(?:[ ,、]|" + sponsor_words("before") + "|" + kCoreWords + ")*$");
  static const Pattern kCore("(?i)" + kCoreWords);
  static const Pattern kNear(
      R"((?i)^ ?(?:,|-|\()? ?(?:the|its|their|his|one of the|a|an|其|公司)? ?(?:company's|issuer's|group's)? ?$)");
  static const Pattern kMark(R"((?i)[(-]|\b(?:the|its|their|an?)\b|,)");
  Link link;
  if (between.size() > kLongestLink) return link;
  const std::string_view words = view.substr(between.begin, between.size());
  link.comma = words.find(',') != std::string_view::npos;
  if (kAll.matches_in(view, between)) {
    link.strong = group.words.front().side == NameSide::before || kCore.matches_in(view, between);
    if (link.strong) return link;
  }
  // "CICC, the sole sponsor," but not "with bankers from CICC, sponsors and lawyers".
  const auto& role = group.words.front().role;
  link.weak =
      group.words.front().side == NameSide::either && kNear.matches_in(view, between) &&
      (kMark.matches_in(view, between) || words.empty()) &&
      (words.find(',') == std::string_view::npos || role != Role::sponsor || words.size() > 3);
  return link;
}

std::size_t count_named(std::string_view words) {
  static const Pattern kOne(
      R"((?i)\b(?:it|the same bank|the bank|the firm)\b|该行|该机构|该投行|该券商|同一家|后者)");
  static const Pattern kTwo(R"((?i)\b(?:both|two|pair|duo)\b|[两二2]家|二者|两者|双方)");
  static const Pattern kThree(R"((?i)\b(?:three|trio)\b|[三3]家|三者)");
  static const Pattern kFour(R"((?i)\bfour\b|[四4]家)");
  static const Pattern kFive(R"((?i)\bfive\b|[五5]家)");
  const Span all{0, words.size()};
  if (kTwo.matches_in(words, all)) return 2;
  if (kThree.matches_in(words, all)) return 3;
  if (kFour.matches_in(words, all)) return 4;
  if (kFive.matches_in(words, all)) return 5;
  return kOne.matches_in(words, all) ? 1 : 0;
}

class Linker {
 public:
  Linker(const SponsorText& text, std::size_t earlier)
      : text_(text),
        view_(text.view()),
        words_(role_words(view_, {0, view_.size()})),
        names_(text, words_),
        groups_(groups_of(view_, words_)),
        earlier_(earlier) {}

  std::vector<Appointment> run() {
    for (std::size_t i = 0; i < groups_.size(); ++i) read(i);
    all_.erase(std::remove_if(all_.begin(), all_.end(),
                              [](const Appointment& one) {
                                return one.roles.empty() || (one.names.empty() && !one.earlier);
                              }),
               all_.end());
    return std::move(all_);
  }

 private:
  void read(std::size_t i) {
    const RoleGroup& group = groups_[i];
    const std::size_t from = i == 0 ? 0 : groups_[i - 1].span.end;
    const std::size_t limit = i + 1 < groups_.size() ? groups_[i + 1].span.begin : view_.size();
    const bool over = is_former_role(text_, group.span.begin);
    NameList front;
    Link link;
    if (group.words.front().side != NameSide::behind) {
      front = names_.before(from, group.span.begin);
      if (!front.empty()) link = link_of(view_, {front.end(), group.span.begin}, group);
    }
    Behind behind;
    if (group.words.front().side != NameSide::before) {
      behind = names_behind(text_, names_, group.span, limit,
                            group.words.back().side == NameSide::behind);
      if (over && !behind.replaced) behind = {};
    }
    if (link.strong && behind.strong && group.words.size() > 1) {
      split(group, std::move(front), link, std::move(behind));
    } else if (link.strong) {
      add(group.words, std::move(front), link, from, over);
    } else if (behind.strong) {
      add_behind(group.words, std::move(behind));
    } else if (share(i, from)) {
      return;
    } else if (link.weak && !(behind.weak && !has_bracket(front, group))) {
      add(group.words, std::move(front), link, from, over);
    } else if (behind.weak) {
      add_behind(group.words, std::move(behind));
    }
  }

  bool has_bracket(const NameList& front, const RoleGroup& group) const {
    return view_.substr(front.end(), group.span.begin - front.end()).find_first_of("(,") !=
           std::string_view::npos;
  }

  // "X is the sole sponsor and the overall coordinators are Y and Z".
  void split(const RoleGroup& group, NameList front, Link link, Behind behind) {
    std::size_t cut = group.words.size() - 1;
    for (std::size_t i = group.words.size() - 1; i > 0; --i) {
      const Span between{group.words[i - 1].span.end, group.words[i].span.begin};
      if (view_.substr(between.begin, between.size()).find(',') == std::string_view::npos) continue;
      cut = i;
      break;
    }
    const auto middle = group.words.begin() + static_cast<std::ptrdiff_t>(cut);
    add({group.words.begin(), middle}, std::move(front), link, 0, false);
    add_behind({middle, group.words.end()}, std::move(behind));
  }

  // Names in front of the roles.
  void add(const std::vector<RoleWord>& roles, NameList names, Link link, std::size_t from,
           bool over) {
    if (over) return;
    names = living(std::move(names), from, roles.front().span.begin);
    if (names.empty()) return;
    part_from_before(names, link);
    if (names.empty()) return;
    Appointment one;
    one.clause = {names.begin(), roles.back().span.end};
    all_three(names, {names.end(), roles.front().span.begin});
    one.respectively = names.end() < roles.front().span.begin &&
                       is_respective({names.end(), roles.front().span.begin}, roles);
    if (plus(names, one.clause)) one.respectively = false;
    one.names = std::move(names);
    keep(std::move(one), roles);
  }

  void add_behind(const std::vector<RoleWord>& roles, Behind behind) {
    Appointment one;
    one.clause = {roles.front().span.begin, behind.names.end()};
    one.respectively = is_respective({roles.back().span.end, behind.names.begin()}, roles);
    one.names = std::move(behind.names);
    behind_ = true;
    keep(std::move(one), roles);
    behind_ = false;
  }

  // "CICC replaced UBS as sole sponsor": the list before the one that went.
  NameList living(NameList names, std::size_t from, std::size_t role) const {
    if (!is_gone(text_, {names.begin(), names.end()})) {
      return is_unrealised(text_, names.begin()) ? NameList{} : std::move(names);
    }
    NameList others = names_.before(from, names.begin() > 0 ? names.begin() - 1 : 0);
    if (others.empty() || role < others.end()) return {};
    if (!replaces(text_, {others.end(), names.begin()})) return {};
    return is_unrealised(text_, others.begin()) ? NameList{} : std::move(others);
  }

  // "the sole sponsor is X, Y is overall coordinator": the role in front took Y too.
  void part_from_before(NameList& names, Link link) {
    if (all_.empty() || !last_behind_) return;
    NameList& taken = all_.back().names;
    if (taken.empty() || taken.end() <= names.begin() || taken.begin() > names.begin()) return;
    if (link.comma || taken.names.size() < 2) return;
    std::size_t cut = taken.names.size() - 1;
    for (std::size_t i = taken.names.size() - 1; i > 0; --i) {
      if (taken.joins[i] != Join::comma) continue;
      cut = i;
      break;
    }
    const std::size_t first = taken.names[cut].span.begin;
    taken.keep_first(cut);
    all_.back().clause.end = taken.end();
    std::size_t mine = 0;
    while (mine < names.names.size() && names.names[mine].span.begin < first) ++mine;
    names.drop_first(mine);
  }

  // "…, all three also being …": not only the last list.
  void all_three(NameList& names, Span between) const {
    const std::size_t count = between.empty() ? 0 : count_named(text_.view(between));
    if (count <= names.names.size()) return;
    std::vector<HouseName> all = seen_;
    for (const HouseName& name : names.names) {
      const auto same = [&](const HouseName& other) { return other.span.begin == name.span.begin; };
      if (std::none_of(all.begin(), all.end(), same)) all.push_back(name);
    }
    if (all.size() != count) return;
    names = {};
    for (const HouseName& name : all) names.push_back(name, Join::other);
  }

  // "X is sole sponsor and, together with Y and Z, overall coordinator".
  bool plus(NameList& names, Span& clause) const {
    static const Pattern kPlus(
        R"((?i)^ ?,? ?(?:and|并且|并|且|及|同时|也|亦)? ?,? ?(?:together with|along with|alongside|jointly with|with|会同|连同|联同|联合|携手|与|和|同) ?$)");
    if (all_.empty() || all_.back().names.empty()) return false;
    const Appointment& before = all_.back();
    const std::size_t end = std::max(before.clause.end, before.names.end());
    if (end > names.begin() || names.begin() - end > 48) return false;
    const Span between{end, names.begin()};
    if (!kPlus.matches_in(view_, between)) return false;
    // "X is sponsor, with Y as coordinator" is no sum.
    if (view_.substr(between.begin, between.size()).find("with") != std::string_view::npos &&
        view_.substr(between.begin, between.size()).find("ther with") == std::string_view::npos &&
        view_.substr(between.begin, between.size()).find("long with") == std::string_view::npos &&
        view_.substr(between.begin, between.size()).find("ly with") == std::string_view::npos)
      return false;
    NameList sum = before.names;
    for (std::size_t i = 0; i < names.names.size(); ++i)
      sum.push_back(names.names[i], i == 0 ? Join::last : names.joins[i]);
    names = std::move(sum);
    clause.begin = before.clause.begin;
    return true;
  }

  // Roles whose names stand with the role before, or in the sentence before: ", and also act as …",
  // 两家亦为….
  bool share(std::size_t i, std::size_t from) {
    static const std::string kCoreWords = sponsor_words("before-core");
    static const Pattern kAll("(?i)^(?:[ ,、;]|" + sponsor_words("before") + "|" + kCoreWords +
                              ")*$");
    static const Pattern kCore("(?i)" + kCoreWords);
    const RoleGroup& group = groups_[i];
    const std::size_t begin =
        all_.empty() ? from
                     : std::max({from, all_.back().clause.end,
                                 all_.back().names.empty() ? 0 : all_.back().names.end()});
    if (begin > group.span.begin) return false;
    const Span between{begin, group.span.begin};
    if (between.size() > kLongestLink || !kAll.matches_in(view_, between)) return false;
    if (group.words.front().side != NameSide::before && !kCore.matches_in(view_, between))
      return false;
    const std::size_t count = count_named(text_.view(between));
    const bool same_sentence = i > 0 && !all_.empty();
    if (!same_sentence && (i > 0 || count == 0)) return false;
    Appointment one;
    one.clause = {same_sentence ? std::min(all_.back().clause.begin, begin) : begin,
                  group.span.end};
    if (same_sentence) {
      one.names = all_.back().names;
      if (count > 0 && one.names.names.size() != count) {
        if (seen_.size() != count) return false;
        one.names = {};
        for (const HouseName& name : seen_) one.names.push_back(name, Join::other);
      }
      if (one.names.empty()) return false;
    } else {
      if (earlier_ != count) return false;
      one.earlier = true;
    }
    keep(std::move(one), group.words);
    return true;
  }

  bool is_respective(Span between, const std::vector<RoleWord>& roles) const {
    static const Pattern kWord(R"((?i)\brespectively\b|分别|依次)");
    const Span after{roles.back().span.end, std::min(view_.size(), roles.back().span.end + 24)};
    return roles.size() > 1 && (kWord.matches_in(view_, between) || kWord.matches_in(view_, after));
  }

  void keep(Appointment one, const std::vector<RoleWord>& roles) {
    for (const RoleWord& role : roles) {
      if (role.role) one.roles.push_back(role);
    }
    if (one.roles.size() != one.names.names.size()) one.respectively = false;
    if (!one.roles.empty()) {
      for (const HouseName& name : one.names.names) {
        const auto same = [&](const HouseName& other) {
          return other.span.begin == name.span.begin || (name.firm && other.firm == name.firm);
        };
        if (std::none_of(seen_.begin(), seen_.end(), same)) seen_.push_back(name);
      }
    }
    last_behind_ = behind_;
    all_.push_back(std::move(one));
  }

  const SponsorText& text_;
  std::string_view view_;
  std::vector<RoleWord> words_;
  HouseNames names_;
  std::vector<RoleGroup> groups_;
  std::size_t earlier_;
  std::vector<HouseName> seen_;  // in this sentence
  std::vector<Appointment> all_;
  bool behind_ = false;
  bool last_behind_ = false;
};

}  // namespace

std::vector<Appointment> find_appointments(const SponsorText& text, std::size_t earlier) {
  return Linker(text, earlier).run();
}

}  // namespace gongwatch::parser::facts
