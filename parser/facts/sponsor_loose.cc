#include "parser/facts/sponsor_loose.h"

#include <algorithm>

#include "model/names.h"
#include "parser/facts/pattern.h"
#include "parser/facts/sponsor_context.h"
#include "parser/facts/sponsor_words.h"

namespace gongwatch::parser::facts {
namespace {

constexpr std::size_t kFront = 84;  // bytes between names and a role behind them
constexpr std::size_t kBehind = 120;

// Words between names and role that tell of something else.
bool tells_else(std::string_view view, Span between) {
  static const Pattern kElse("(?i);|" + sponsor_words("else"));
  return kElse.matches_in(view, between);
}

std::size_t clause_start(std::string_view view, std::size_t at) {
  const auto mark = view.substr(0, at).find_last_of(",;");
  return mark == std::string_view::npos ? 0 : mark + 1;
}

bool is_claimed(const NameList& list, const std::vector<Appointment>& told) {
  return std::any_of(told.begin(), told.end(), [&](const Appointment& one) {
    return std::any_of(one.names.names.begin(), one.names.names.end(), [&](const HouseName& name) {
      return name.span.begin >= list.begin() && name.span.begin < list.end();
    });
  });
}

bool may_be(const SponsorText& text, const NameList& list, Span between,
            const std::vector<Appointment>& told) {
  const bool known = std::any_of(list.names.begin(), list.names.end(),
                                 [](const HouseName& name) { return name.firm.has_value(); });
  return known && !is_claimed(list, told) && !tells_else(text.view(), between) &&
         !is_unrealised(text, list.begin()) && !is_gone(text, {list.begin(), list.end()});
}

}  // namespace

bool counts_deals(std::string_view view, std::size_t end) {
  static const Pattern kCount(
      "^(?:过|了)?(?:逾|超过|近|约|共)?(?:\\d+|[一二两三四五六七八九十百多数几]+)[家单宗只个间份]|^"
      "(?:家次|数|过|业|项)");
  constexpr std::size_t kReach = 36;
  return kCount.matches_in(view, {end, std::min(view.size(), end + kReach)});
}

NameList with_added(const SponsorText& text, const HouseNames& names, NameList list) {
  static const Pattern kAdded("^(?:" + sponsor_words("added") + ")");
  constexpr std::size_t kReach = 36;
  constexpr int kMost = 3;
  const std::string_view view = text.view();
  for (int i = 0; i < kMost; ++i) {
    const Span room{list.end(), std::min(view.size(), list.end() + kReach)};
    const auto added = kAdded.find(view, room);
    if (!added) break;
    const NameList more = names.from(added->span.end, false);
    if (more.empty()) break;
    for (const HouseName& name : more.names) list.push_back(name, Join::other);
  }
  return list;
}

NameList loosely_named(const SponsorText& text, const HouseNames& names, const RoleGroup& group,
                       std::size_t from, std::size_t limit, const std::vector<Appointment>& told) {
  const RoleWord& word = group.words.front();
  if (!word.role || !is_sponsor(*word.role) || is_former_role(text, group.span.begin) ||
      text.view(group.span).find("保荐") == std::string_view::npos)
    return {};
  NameList behind = names.first_from(group.span.end);
  if (!behind.empty() && behind.begin() < limit && behind.begin() - group.span.end <= kBehind &&
      may_be(text, behind, {group.span.end, behind.begin()}, told))
    return with_added(text, names, std::move(behind));
  NameList front = names.before(from, group.span.begin);
  if (front.empty() || group.span.begin - front.end() > kFront) return {};
  const Span between{front.end(), group.span.begin};
  // "A与B…,保荐公司甲"; a noun behind a comma begins another clause.
  const bool verb = word.side == NameSide::before;
  if ((!verb && text.view(between).find(',') != std::string_view::npos) ||
      (verb && counts_deals(text.view(), group.span.end)))
    return {};
  const Span clause{clause_start(text.view(), front.begin()), group.span.begin};
  return may_be(text, front, clause, told) ? front : NameList{};
}

}  // namespace gongwatch::parser::facts
