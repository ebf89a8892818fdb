#include "parser/facts/sponsor_names.h"

#include <algorithm>

#include "parser/facts/firms.h"
#include "parser/facts/pattern.h"
#include "parser/facts/sponsor_shapes.h"
#include "parser/facts/sponsor_words.h"
#include "text/utf8.h"

namespace gongwatch::parser::facts {
namespace {

constexpr std::size_t kLongestJoin = 96;
constexpr std::size_t kMostNames = 40;  // of one list

// Behind "高盛" the end of "(Goldman Sachs)".
std::size_t behind_other_name(std::string_view view, std::size_t end,
                              const std::optional<std::string>& firm) {
  std::size_t open = end;
  if (open < view.size() && view[open] == ' ') ++open;
  if (!firm || open + 1 >= view.size() || view[open] != '(') return end;
  const auto other = firm_at(view, open + 1);
  if (!other || other->firm != firm || other->end >= view.size() || view[other->end] != ')')
    return end;
  return other->end + 1;
}

}  // namespace

void NameList::push_back(HouseName name, Join join) {
  names.push_back(std::move(name));
  joins.push_back(join);
}

void NameList::keep_first(std::size_t count) {
  names.resize(std::min(count, names.size()));
  joins.resize(names.size());
}

void NameList::drop_first(std::size_t count) {
  const auto some = static_cast<std::ptrdiff_t>(std::min(count, names.size()));
  names.erase(names.begin(), names.begin() + some);
  joins.erase(joins.begin(), joins.begin() + some);
  if (!joins.empty()) joins.front() = Join::none;
}

std::size_t NameList::behind_last_comma() const {
  for (std::size_t i = names.size() - 1; i > 0; --i) {
    if (joins[i] == Join::comma) return i;
  }
  return names.size() - 1;
}

HouseNames::HouseNames(const SponsorText& text, const std::vector<RoleWord>& roles) : text_(text) {
  std::size_t at = 0;
  for (const RoleWord& role : roles) {
    add_known({at, role.span.begin});
    at = role.span.end;
  }
  add_known({at, text_.view().size()});
  const std::size_t known = names_.size();
  std::size_t next = 0;
  at = 0;
  // What lies between: the known names and the roles, merged in order.
  std::size_t role = 0;
  while (next < known || role < roles.size()) {
    const bool name_first =
        role == roles.size() || (next < known && names_[next].span.begin < roles[role].span.begin);
    const Span span =
        name_first ? Span{names_[next].span.begin, names_[next].end} : roles[role].span;
    (name_first ? next : role)++;
    add_unknown({at, span.begin});
    at = span.end;
  }
  add_unknown({at, text_.view().size()});
  std::sort(names_.begin(), names_.end(),
            [](const HouseName& a, const HouseName& b) { return a.span.begin < b.span.begin; });
}

void HouseNames::add_known(Span gap) {
  const std::string_view view = text_.view().substr(0, gap.end);
  for (std::size_t at = gap.begin; at < gap.end;) {
    if (const auto known = firm_at(view, at)) {
      HouseName name{{at, known->end}, known->end, known->firm};
      name.end = behind_other_name(text_.view(), known->end, known->firm);
      at = name.end;
      names_.push_back(std::move(name));
    } else {
      at += text::decode_at(view, at).bytes;
    }
  }
}

void HouseNames::add_unknown(Span gap) {
  if (gap.size() < 4) return;
  for (const Span span : house_shapes(text_.view(), gap))
    names_.push_back({span, span.end, std::nullopt});
}

Join HouseNames::join_of(Span between) const {
  static const Pattern kJoin(
      "(?i)^(?: ?" + sponsor_words("join") +
      ")+ ?(?:(?:the|its|their|of|by|an?|pair|trio|duo|team)\\b "
      "?)*(?:另?[一两](?:家|间)(?:名为|名叫|叫)?|[^\\x00-\\x7f、,。;和与及由为是]{2,8}的)?$");
  static const Pattern kLast(
      R"((?i)and\b|\w+ed by\b|as well|along|together|plus|or\b|及|和|与|跟|同|并|加|还有|暨)");
  // "… and, joining since the last draft, X".
  static const Pattern kAside(R"(^,? (?:and|plus|as well as), [^,;.:()\x80-\xff]{3,70}, $)");
  if (between.size() <= kLongestJoin && kAside.matches_in(text_.view(), between)) return Join::last;
  if (between.size() > kLongestJoin || !kJoin.matches_in(text_.view(), between)) return Join::none;
  if (kLast.matches_in(text_.view(), between)) return Join::last;
  return text_.view(between).find(',') != std::string_view::npos ? Join::comma : Join::other;
}

std::optional<HouseName> HouseNames::name_at(std::size_t at, bool plain) const {
  auto next = std::lower_bound(
      names_.begin(), names_.end(), at,
      [](const HouseName& name, std::size_t place) { return name.span.begin < place; });
  if (next != names_.end() && next->span.begin == at) return *next;
  if (!plain) return std::nullopt;
  const std::size_t limit = next == names_.end() ? text_.view().size() : next->end;
  const bool unknown_next = next != names_.end() && !next->firm;
  if (const auto span = plain_name(text_.view(), {at, limit}, unknown_next ? next->span.end : 0))
    return HouseName{*span, span->end, std::nullopt};
  return std::nullopt;
}

NameList HouseNames::from(std::size_t at, bool plain) const {
  // "sponsors: A; B; C": only behind a colon a semicolon parts names, not clauses.
  const std::size_t colon = text_.view().find_last_not_of(' ', at == 0 ? 0 : at - 1);
  const bool semicolons = at > 0 && colon != std::string_view::npos && text_.view()[colon] == ':';
  NameList list;
  auto name = name_at(at, plain);
  Join join = Join::none;
  while (name && list.names.size() < kMostNames) {
    const std::size_t end = name->end;
    const Join before = list.empty() ? Join::none : list.joins.back();
    // "A, B and C, D": the list ended with C. "A、B, C": with B.
    if (join == Join::comma && (before == Join::last || before == Join::other)) break;
    // "A, B、C": B begins another.
    if (join == Join::other && before == Join::comma) {
      list.keep_first(list.names.size() - 1);
      break;
    }
    list.push_back(std::move(*name), join);
    name.reset();
    const auto next = std::lower_bound(
        names_.begin(), names_.end(), end,
        [](const HouseName& one, std::size_t place) { return one.span.begin < place; });
    join = next == names_.end() ? Join::none : join_of({end, next->span.begin});
    if (join == Join::none && semicolons && next != names_.end() &&
        trimmed(text_.view(), {end, next->span.begin}).empty())
      join = Join::other;
    if (join != Join::none) {
      name = *next;
    } else if (plain) {
      name = plain_after(end, join);
    }
  }
  return list;
}

std::optional<HouseName> HouseNames::plain_after(std::size_t end, Join& join) const {
  static const Pattern kJoin("(?i)^(?:、|,? ?(?:and|以及|及|和) ?| & )");
  const Span room{end, std::min(text_.view().size(), end + 32)};
  const auto found = kJoin.find(text_.view(), room);
  if (!found) return std::nullopt;
  join = join_of(found->span);
  return join == Join::none ? std::nullopt : name_at(found->span.end, true);
}

std::optional<HouseName> HouseNames::plain_behind(std::size_t end, std::size_t limit) const {
  static const Pattern kName(
      R"(^(?:, | and |, and | & |、|及|和|与| 及 )([A-Z][A-Za-z0-9.&'-]*(?: [A-Z][A-Za-z0-9.&'-]*){0,3}))");
  const auto name = kName.find(text_.view(), {end, std::min(limit, end + 64)});
  if (!name) return std::nullopt;
  return HouseName{name->groups[0], name->groups[0].end, std::nullopt};
}

NameList HouseNames::first_from(std::size_t at) const {
  const auto next = std::lower_bound(
      names_.begin(), names_.end(), at,
      [](const HouseName& name, std::size_t place) { return name.span.begin < place; });
  return next == names_.end() ? NameList{} : from(next->span.begin, false);
}

NameList HouseNames::before(std::size_t begin, std::size_t end) const {
  NameList list;
  auto next =
      std::upper_bound(names_.begin(), names_.end(), end,
                       [](std::size_t place, const HouseName& name) { return place < name.end; });
  if (next == names_.begin() || (next - 1)->span.begin < begin) return list;
  auto last = next - 1;
  auto first = last;
  std::vector<Join> joins;
  while (first != names_.begin() && (first - 1)->span.begin >= begin &&
         joins.size() + 1 < kMostNames) {
    const Join join = join_of({(first - 1)->end, first->span.begin});
    if (join == Join::none) break;
    // In Chinese a comma parts clauses; only known houses are listed with it.
    const bool clauses = join == Join::comma && text_.view()[first->span.begin - 1] == ',';
    if (clauses && !(first - 1)->firm) break;
    const Join right = joins.empty() ? Join::none : joins.back();
    // As in from(), read backwards.
    if (join == Join::comma && right == Join::other) break;
    if ((join == Join::last || join == Join::other) && right == Join::comma) {
      joins.pop_back();
      ++first;
      break;
    }
    joins.push_back(join);
    --first;
  }
  for (auto name = first; name <= last; ++name) {
    const auto left = static_cast<std::size_t>(name - first);
    list.push_back(*name, left == 0 ? Join::none : joins[joins.size() - left]);
  }
  return list;
}

}  // namespace gongwatch::parser::facts
