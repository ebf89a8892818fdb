#include "parser/facts/sponsor_groups.h"

#include "parser/facts/pattern.h"
#include "parser/facts/sponsor_words.h"

namespace gongwatch::parser::facts {

namespace {

constexpr std::size_t kLongestLink = 200;  // bytes between names and role

}  // namespace

bool joins_across(std::string_view view, Span between, const RoleGroup& group) {
  static const std::string kCoreWords = sponsor_words("before-core");
  static const Pattern kAll("(?i)^(?:[ ,、;]|" + sponsor_words("before") + "|" + kCoreWords +
                            ")*$");
  static const Pattern kCore("(?i)" + kCoreWords);
  if (between.size() > kLongestLink || !kAll.matches_in(view, between)) return false;
  return group.words.front().side == NameSide::before || kCore.matches_in(view, between);
}

std::vector<RoleGroup> role_groups(std::string_view view, const std::vector<RoleWord>& words) {
  static const Pattern kJoin(
      R"((?i)^(?: ?(?:,|、|/|&|\+|-|;?\band\b|\bor\b|\bas well as\b|\balso\b|\bboth\b|\bits\b|\bthe\b|\btheir\b|\ban?\b|\bas\b|\bacts?\b|\bacting\b|\bserves?\b|\bserving\b|及其|以及|及|和|与|兼任|兼|并|暨|同时|其|\(|\)|担任|出任|任|亦|也|为))* ?$)");
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

Link link_of(std::string_view view, Span between, const RoleGroup& group) {
  static const Pattern kNear(
      R"((?i)^ ?, (?:all|both)(?: (?:of them|three|four|five|six))? ?$|^ ?(?:,|-|\()? ?(?:for )?(?:the|its|their|his|one of the|a|an|其|公司)? ?(?:company's|issuer's|group's)? ?$|^ ?(?:在内的|等(?:多|数|[\d一二两三四五六七八九十]+)?(?:家|间)?(?:机构|投行|券商|银行|大行)?(?:的)?|(?:这)?[两二三四五六七八九](?:家|间|位|名)(?:机构|投行|券商|银行|大行)?) ?$)");
  static const Pattern kMark(R"((?i)[(-]|等|\bfor\b|在内|[家间位名]|\b(?:the|its|their|an?)\b|,)");
  // "Goldman Sachs, which led the last round, is an overall coordinator".
  static const Pattern kAside(
      R"((?i)^ ?(?:\([^()]{1,60}\) ?)?, (?:which|who|whose|itself|long|once|an?|the|owned|part of)\b [^,;]{1,110}, (?:is|are|was|were|has|have|acts?|serves?)\b)");
  Link link;
  if (between.size() > kLongestLink) return link;
  if (const auto aside = kAside.find(view, between)) {
    const std::size_t comma = view.substr(0, aside->span.end).rfind(',');
    between.begin = comma + 1;
  }
  const std::string_view words = view.substr(between.begin, between.size());
  link.comma = words.find(',') != std::string_view::npos;
  link.strong = joins_across(view, between, group);
  if (link.strong) return link;
  // "CICC, the sole sponsor," but not "with bankers from CICC, sponsors and lawyers".
  const auto& role = group.words.front().role;
  static const Pattern kBracket(
      R"((?i)^ ?\((?:both|all|each)(?: (?:of them|two|three|four|as|are|being))* ?$)");
  if (words == "(" || words == " (" || kBracket.matches_in(view, between)) {
    link.weak = link.comma = true;
  } else if (group.words.front().side == NameSide::either && kNear.matches_in(view, between)) {
    link.weak = (words.empty() || kMark.matches_in(view, between)) &&
                (!link.comma || words.find(", ") != std::string_view::npos) &&
                (!link.comma || role != Role::sponsor || words.size() > 3);
  }
  return link;
}

bool is_curt(std::string_view view, std::size_t names, Span role) {
  static const Pattern kOpening(R"((?:^|[.;:] |- )$)");
  static const Pattern kEnd(
      R"((?i)^(?: (?:it|them|the (?:deal|float|listing|ipo|offer(?:ing)?)))?\s*(?:[.;]|$))");
  return kOpening.find(view, {0, names}) && kEnd.find(view, {role.end, view.size()});
}

std::optional<std::size_t> which_of_pair(std::string_view view, std::size_t told,
                                         std::size_t role) {
  static const Pattern kWhich(
      "^[,;]?(?:其中|而|当中)?(?:(前者|前一家)|后者|后一家)[^,。;|]{0,24}$");
  const std::size_t begin = view.find(',', told);
  if (begin == std::string_view::npos || begin >= role) return std::nullopt;
  const auto which = kWhich.find(view, {begin, role});
  if (!which) return std::nullopt;
  return which->has(0) ? 0 : 1;
}

}  // namespace gongwatch::parser::facts
