#include "parser/facts/sponsor_links.h"

#include <algorithm>
#include <optional>

#include "model/names.h"
#include "parser/facts/pattern.h"
#include "parser/facts/sponsor_behind.h"
#include "parser/facts/sponsor_context.h"
#include "parser/facts/sponsor_groups.h"
#include "parser/facts/sponsor_hints.h"
#include "parser/facts/sponsor_loose.h"

namespace gongwatch::parser::facts {
namespace {

constexpr std::size_t kMostNames = 40;  // of one list

class Linker {
 public:
  Linker(const SponsorText& text, std::size_t earlier)
      : text_(text),
        view_(text.view()),
        words_(role_words(view_, {0, view_.size()})),
        reference_(take_reference(view_, words_)),
        names_(text, words_),
        groups_(role_groups(view_, words_)),
        earlier_(earlier) {}

  std::vector<Appointment> run() {
    for (std::size_t i = 0; i < groups_.size(); ++i) {
      const std::size_t told = all_.size();
      read(i);
      if (all_.size() == told) unfilled_.push_back(i);
    }
    for (const std::size_t i : unfilled_) read_loosely(i);
    all_.erase(std::remove_if(all_.begin(), all_.end(),
                              [](const Appointment& one) {
                                return one.roles.empty() || (one.names.empty() && !one.earlier);
                              }),
               all_.end());
    return std::move(all_);
  }

 private:
  // The sponsors named so far, if the list's role is said to be theirs too.
  void add_referred(Appointment& one) const {
    if (reference_.empty() || one.roles.empty() || one.names.empty()) return;
    constexpr std::size_t kNear = 32;
    const bool behind = reference_.begin >= one.roles.back().span.end &&
                        reference_.begin - one.roles.back().span.end < kNear;
    if (is_sponsor(*one.roles.front().role) || (reference_.begin > one.names.begin() && !behind))
      return;
    NameList sum;
    for (const Appointment& other : all_) {
      if (other.roles.empty() || !is_sponsor(*other.roles.front().role)) continue;
      if (sum.names.size() + other.names.names.size() > kMostNames) break;
      for (const HouseName& name : other.names.names) sum.push_back(name, Join::other);
      one.clause.begin = std::min(one.clause.begin, other.clause.begin);
    }
    for (const HouseName& name : one.names.names) sum.push_back(name, Join::other);
    one.names = std::move(sum);
  }

  void read(std::size_t i) {
    const RoleGroup& group = groups_[i];
    if (group.words.front().side == NameSide::before && counts_deals(view_, group.span.end)) return;
    const std::size_t from = i == 0 ? 0 : groups_[i - 1].span.end;
    const std::size_t limit = i + 1 < groups_.size() ? groups_[i + 1].span.begin : view_.size();
    const bool over = is_former_role(text_, group.span.begin);
    NameList front;
    Link link;
    if (group.words.front().side != NameSide::behind) {
      front = names_.before(from, group.span.begin);
      if (!front.empty()) {
        link = link_of(view_, {front.end(), group.span.begin}, group);
        if (!link.strong && add_plain(front, group)) link.strong = true;
        if (!link.strong && view_.substr(front.end(), group.span.begin - front.end()) == " ")
          link.strong = is_made(view_, front.begin()) || is_curt(view_, front.begin(), group.span);
      }
    }
    Behind behind;
    if (group.words.front().side != NameSide::before || names_follow(view_, group.span.end)) {
      behind = names_behind(text_, names_, group.span, limit,
                            group.words.back().side == NameSide::behind);
      if ((over && !behind.replaced) || is_of_next(i, behind)) behind = {};
    }
    if (link.strong && behind.strong && group.words.size() > 1)
      return split(group, std::move(front), link, std::move(behind));
    if (!link.strong && !behind.strong && (share_of_pair(i) || share(i, from))) return;
    const bool beside = link.weak && !(behind.weak && !has_bracket(front, group));
    if (link.strong || (beside && !behind.strong)) {
      add(group.words, std::move(front), link, from, over);
    } else if (behind.strong || behind.weak) {
      add_behind(group.words, std::move(behind));
    }
  }

  // A Chinese role whose names stand further off.
  void read_loosely(std::size_t i) {
    const RoleGroup& group = groups_[i];
    if (static_cast<unsigned char>(view_[group.span.begin]) < 0x80) return;
    const std::size_t from = i == 0 ? 0 : groups_[i - 1].span.end;
    const std::size_t limit = i + 1 < groups_.size() ? groups_[i + 1].span.begin : view_.size();
    Appointment one;
    one.names = loosely_named(text_, names_, group, from, limit, all_);
    if (one.names.empty()) return;
    one.clause = {std::min(group.span.begin, one.names.begin()),
                  std::max(group.span.end, one.names.end())};
    keep(std::move(one), group.words);
  }

  // "保荐人方面,A、B为联席保荐人": the first word only says what the sentence is about.
  bool is_of_next(std::size_t i, const Behind& behind) const {
    static const Pattern kTopic("^(?:[^,。;]{0,8})?方面,?");
    if (behind.names.empty() || i + 1 == groups_.size()) return false;
    const RoleGroup& next = groups_[i + 1];
    return kTopic.matches_in(view_, {groups_[i].span.end, behind.names.begin()}) &&
           behind.names.end() <= next.span.begin && next.words.front().role &&
           is_sponsor(*next.words.front().role) &&
           link_of(view_, {behind.names.end(), next.span.begin}, next).strong;
  }

  // "CICC and TFI are joint sponsors": a name that nobody knows, last behind known ones.
  bool add_plain(NameList& front, const RoleGroup& group) const {
    const auto name = names_.plain_behind(front.end(), group.span.begin);
    if (!name || !joins_across(view_, {name->end, group.span.begin}, group)) return false;
    front.push_back(*name, Join::last);
    return true;
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
    part_from_before(names, link, roles.front().span.begin);
    if (names.empty()) return;
    Appointment one;
    one.clause = {names.begin(), roles.back().span.end};
    const Span between{names.end(), roles.front().span.begin};
    if (is_first_few(view_, between)) {
      names.keep_first(count_named(text_.view(between)));
    } else {
      all_three(names, between);
    }
    together_ = acts_together(view_, between);
    one.respectively = names.end() < roles.front().span.begin &&
                       is_respective(view_, {names.end(), roles.front().span.begin}, roles);
    if (plus(names, one.clause)) one.respectively = false;
    one.names = std::move(names);
    NameList more = more_behind(one.clause.end);
    if (roles.size() == 1) {
      append(one, more);
      return keep(std::move(one), roles);
    }
    Appointment last;
    last.clause = one.clause;
    keep(std::move(one), roles);
    if (more.empty()) return;
    append(last, more);
    keep(std::move(last), {roles.back()});
  }

  void add_behind(const std::vector<RoleWord>& roles, Behind behind) {
    Appointment one;
    one.clause = {roles.front().span.begin, behind.names.end()};
    one.respectively = is_respective(view_, {roles.back().span.end, behind.names.begin()}, roles);
    one.names = std::move(behind.names);
    behind_ = true;
    const std::size_t end = one.clause.end;
    keep(std::move(one), roles);
    if (roles.back().side == NameSide::behind) add_latter(roles, end);
    behind_ = false;
  }

  // "The former is sponsored by X, the latter by Y."
  void add_latter(const std::vector<RoleWord>& roles, std::size_t end) {
    static const Pattern kLatter(
        R"((?i)^[,;]? (?:and |while )?the (?:latter|other|second)(?: is| was)? by )");
    const auto latter = kLatter.find(view_, {end, std::min(view_.size(), end + 40)});
    if (!latter) return;
    Appointment one;
    one.names = names_.from(latter->span.end, false);
    if (one.names.empty()) return;
    one.clause = {roles.front().span.begin, one.names.end()};
    keep(std::move(one), roles);
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
  void part_from_before(NameList& names, Link link, std::size_t role) {
    if (all_.empty() || !last_behind_) return;
    NameList& taken = all_.back().names;
    if (taken.empty() || taken.end() <= names.begin() || taken.begin() > names.begin()) return;
    if (link.comma || taken.names.size() < 2) return;
    // "联席保荐人A与B同时也是整体协调人": both have both roles.
    static const Pattern kToo("同时|也|亦|兼|均|都|一并|\\b(?:also|both|double)");
    if (names.end() < role && kToo.matches_in(view_, {names.end(), role})) {
      names = taken;
      return;
    }
    const std::size_t cut = taken.behind_last_comma();
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
    if (all_.empty() || all_.back().names.empty()) return false;
    const Appointment& before = all_.back();
    const std::size_t end = std::max(before.clause.end, before.names.end());
    if (end > names.begin() || names.begin() - end > 48) return false;
    if (!is_together_with(view_, {end, names.begin()})) return false;
    if (before.names.names.size() + names.names.size() > kMostNames) return false;
    NameList sum = before.names;
    for (std::size_t i = 0; i < names.names.size(); ++i)
      sum.push_back(names.names[i], i == 0 ? Join::last : names.joins[i]);
    names = std::move(sum);
    clause.begin = before.clause.begin;
    return true;
  }

  // "保荐人由A和B担任,前者同时是整体协调人".
  bool share_of_pair(std::size_t i) {
    if (all_.empty() || all_.back().names.names.size() != 2) return false;
    const std::size_t told = std::max(all_.back().clause.end, all_.back().names.end());
    const auto which = which_of_pair(view_, told, groups_[i].span.begin);
    if (!which) return false;
    Appointment one;
    one.clause = {all_.back().clause.begin, groups_[i].span.end};
    one.names.push_back(all_.back().names.names[*which], Join::other);
    keep(std::move(one), groups_[i].words);
    return true;
  }

  // Roles whose names stand with the role before, or in the sentence before: ", and also act as …",
  // 两家亦为….
  bool share(std::size_t i, std::size_t from) {
    const RoleGroup& group = groups_[i];
    const std::size_t begin =
        all_.empty() ? from
                     : std::max({from, all_.back().clause.end,
                                 all_.back().names.empty() ? 0 : all_.back().names.end()});
    if (begin > group.span.begin) return false;
    const Span between{begin, group.span.begin};
    if (!joins_across(view_, between, group)) return false;
    static const Pattern kThey("(?i)^ ?(?:they|the banks|the houses) ");
    std::size_t count = count_named(text_.view(between));
    if (count == 0 && earlier_ > 1 && kThey.matches_in(view_, between)) count = earlier_;
    const bool same_sentence = i > 0 && !all_.empty();
    if (!same_sentence && (i > 0 || count == 0)) return false;
    Appointment one;
    one.clause = {same_sentence ? std::min(all_.back().clause.begin, begin) : begin,
                  group.span.end};
    if (same_sentence) {
      one.names = all_.back().names;
      if (is_first_few(view_, between) && one.names.names.size() >= count) {
        one.names.keep_first(count);
      } else if (count > 0 && one.names.names.size() != count) {
        if (seen_.size() != count) return false;
        one.names = {};
        for (const HouseName& name : seen_) one.names.push_back(name, Join::other);
      }
      if (one.names.empty()) return false;
    } else {
      if (earlier_ != count) return false;
      one.earlier = true;
    }
    append(one, more_behind(group.span.end));
    keep(std::move(one), group.words);
    return true;
  }

  // "… are also joint global coordinators along with DBS and HSBC": they share the last role.
  NameList more_behind(std::size_t end) const {
    static const Pattern kWith(
        R"((?i)^ ?,? ?(?:along with|together with|alongside|jointly with|with|as are|as is) |^,? ?(?:too|as well|also)?,? (?:an? |the )?(?:role|job|title|capacity|position|duty)s? (?:that |which )?(?:they|it|both|the (?:pair|two|bank|duo)) (?:also )?shares? with |^,? ?(?:too|as well|also)?,? (?:an? |the )?(?:role|job|title|capacity|position|duty)s? (?:that |which )?(?:they|it|both|the (?:pair|two|bank|duo)) (?:also )?shared with )");
    const auto with = kWith.find(view_, {end, std::min(view_.size(), end + 64)});
    if (!with) return {};
    static const Pattern kWhich(R"(^(?:[a-z][a-z-]* ){1,3})");  // "alongside holdover X"
    NameList more = names_.from(with->span.end, false);
    const auto which = kWhich.find(view_, {with->span.end, view_.size()});
    if (more.empty() && which) more = names_.from(which->span.end, false);
    // "with Y joining as coordinator", "with Y as financial adviser": a role of its own.
    static const Pattern kAs("(?i)^,? (?:as|an?|the) ");
    if (more.empty() || kAs.matches_in(view_, {more.end(), std::min(view_.size(), more.end() + 5)}))
      return {};
    const auto next = std::find_if(groups_.begin(), groups_.end(), [&](const RoleGroup& group) {
      return group.span.begin >= more.end();
    });
    const bool own =
        next != groups_.end() && joins_across(view_, {more.end(), next->span.begin}, *next);
    return own ? NameList{} : more;
  }

  static void append(Appointment& one, const NameList& more) {
    if (more.empty()) return;
    for (const HouseName& name : more.names) one.names.push_back(name, Join::last);
    one.clause.end = more.end();
  }

  void keep(Appointment one, const std::vector<RoleWord>& roles) {
    for (const RoleWord& role : roles) {
      if (role.role) one.roles.push_back(role);
    }
    if (one.roles.size() != one.names.names.size()) one.respectively = false;
    auto told = told_beside(view_, one.names);
    if (!told && together_ && one.names.names.size() > 1) told = Role::joint_sponsor;
    together_ = false;
    if (told) {
      for (RoleWord& role : one.roles) {
        if (role.role == Role::sponsor) role.role = told;
      }
    }
    if (!one.roles.empty()) {
      for (const HouseName& name : one.names.names) {
        const auto same = [&](const HouseName& other) {
          return other.span.begin == name.span.begin || (name.firm && other.firm == name.firm);
        };
        if (std::none_of(seen_.begin(), seen_.end(), same)) seen_.push_back(name);
      }
    }
    add_referred(one);
    last_behind_ = behind_;
    all_.push_back(std::move(one));
  }

  const SponsorText& text_;
  std::string_view view_;
  std::vector<RoleWord> words_;
  Span reference_;  // "besides the joint sponsors", 除三家保荐人外; empty if there is none
  HouseNames names_;
  std::vector<RoleGroup> groups_;
  std::vector<std::size_t> unfilled_;  // groups that found no names
  std::size_t earlier_;
  std::vector<HouseName> seen_;  // in this sentence
  std::vector<Appointment> all_;
  bool together_ = false;  // "jointly", 共同 between names and role
  bool behind_ = false;
  bool last_behind_ = false;
};

}  // namespace

std::vector<Appointment> find_appointments(const SponsorText& text, std::size_t earlier) {
  return Linker(text, earlier).run();
}

}  // namespace gongwatch::parser::facts
