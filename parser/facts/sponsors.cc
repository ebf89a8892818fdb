#include "parser/facts/sponsors.h"

#include <algorithm>
#include <optional>

#include "model/names.h"
#include "parser/facts/firms.h"
#include "parser/facts/pattern.h"
#include "parser/vocabulary/table.h"

namespace gongwatch::parser::facts {
namespace {

class RoleWords {
 public:
  RoleWords() : pattern_(joined()) {
    for (const TableRow& row : table_rows("roles", 2)) roles_.push_back(role_from_name(row[0]));
  }

  std::vector<RoleMention> find(const PreparedText& text, Span in) const {
    std::vector<RoleMention> mentions;
    for (const Match& match : pattern_.find_all(text.folded(), in)) {
      for (std::size_t i = 0; i < roles_.size(); ++i) {
        if (!match.has(i)) continue;
        mentions.push_back({match.span, roles_[i]});
        break;
      }
    }
    return mentions;
  }

 private:
  static std::string joined() {
    std::string all = "(?i)";
    for (const TableRow& row : table_rows("roles", 2)) {
      all += all.size() > 4 ? "|(" : "(";
      all += row[1];
      all += ")";
    }
    return all;
  }

  Pattern pattern_;
  std::vector<std::optional<Role>> roles_;
};

const RoleWords& role_words() {
  static const RoleWords words;
  return words;
}

struct NameList {
  Span span;
  std::vector<Span> names;
};

// A list of names, cut at its separators. "Head & Shoulders", "TC Capital" stay whole: "&"
// separates only where neither side stands alone as part of a known name.
NameList split_names(const PreparedText& text, Span list) {
  static const Pattern kSeparator(R"(\s*(?:,\s*and\s|,|、|;|\sand\s|\s&\s|以及|及|与|和)\s*)");
  NameList names{list, {}};
  // The whole first: a house may have a separator in its name (和 in 大和证券).
  const auto known = [&](Span span) { return canonical_firm(text.original(span)).has_value(); };
  std::size_t begin = list.begin;
  for (const Match& cut : kSeparator.find_all(text.folded(), list)) {
    if (cut.span.begin < begin) continue;
    const Span item{begin, cut.span.begin};
    const Span rest{cut.span.end, list.end};
    const auto next = kSeparator.find(text.folded(), rest);
    const Span joined{begin, next ? next->span.begin : list.end};
    if (!known(item) && known(joined)) continue;
    names.names.push_back(trimmed(text.folded(), item));
    begin = cut.span.end;
  }
  names.names.push_back(trimmed(text.folded(), {begin, list.end}));
  return names;
}

// Where the clause that ends at `end` begins: behind the last mark that no list of names contains.
std::size_t clause_start(const PreparedText& text, Span in, std::size_t end) {
  static const Pattern kBreak(
      R"([:;(]|。|\b(?:are|is|were|was|with|by|while|which|that|where|appointed|hired|engaged|mandated|chose|selected)\s|由|委任|聘请|其中)");
  std::size_t start = in.begin;
  for (const Match& match : kBreak.find_all(text.folded(), {in.begin, end})) start = match.span.end;
  return start;
}

std::optional<Span> names_before(const PreparedText& text, Span in, Span role) {
  static const Pattern kLink(
      R"((?i)(?:\s(?:to be|to act|to serve|are|is|were|was|being|act|acts|acting|acted|serve|serves|serving|served)(?: together| jointly)?)?(?:\s(?:as|in the role of))?(?:\s(?:its|the|their|his|a))?(?: company's)?\s$|(?:共同|联合)?(?:担任|出任|作为|为|任|是)(?:本次|此次|该次)?(?:上市|发行|[Ii][Pp][Oo])?(?:的)?其?(?:的)?$)");
  const auto link = kLink.find(text.view({in.begin, role.begin}));
  if (!link || link->span.empty() || link->span.begin == 0) return std::nullopt;
  const std::size_t end = in.begin + link->span.begin;
  const Span list{clause_start(text, in, end), end};
  if (list.empty() || text.view({end, role.begin}) == " ") return std::nullopt;
  return list;
}

std::optional<Span> names_after(const PreparedText& text, Span in, Span role) {
  static const Pattern kLink(
      R"(^(?i)(?:\s(?:are|is|were|was|include|includes|including)\s|\s?:\s?|(?:分别)?(?:为|是|包括|由)))");
  static const Pattern kEnd(
      R"([;(]|。|\.(?:\s|$)|\s(?:while|which|who|with|as)\s|担任|,\s?(?:the|its|a)\s)");
  const auto link = kLink.find(text.view({role.end, in.end}));
  if (!link) return std::nullopt;
  const std::size_t begin = role.end + link->span.end;
  const auto stop = kEnd.find(text.folded(), {begin, in.end});
  const Span list{begin, stop ? stop->span.begin : in.end};
  return list.empty() ? std::nullopt : std::optional(list);
}

// The items of a list that are houses. In front of a role the list ends at the role, so items are
// taken from the end backwards until one is no house ("… on the main board, CICC and Huatai
// International as joint sponsors").
std::vector<Span> houses(const PreparedText& text, const NameList& list, bool from_the_end) {
  std::vector<Span> found;
  auto items = list.names;
  if (from_the_end) std::reverse(items.begin(), items.end());
  for (const Span& item : items) {
    const std::string name = text.original(item);
    if (item.empty() || !(canonical_firm(name) || looks_like_a_firm(name))) break;
    found.push_back(item);
  }
  if (from_the_end) std::reverse(found.begin(), found.end());
  return found;
}

}  // namespace

std::vector<RoleMention> find_roles(const PreparedText& text, Span in) {
  return role_words().find(text, in);
}

std::vector<SponsorMention> find_sponsors(const PreparedText& text, Span in) {
  std::vector<SponsorMention> sponsors;
  for (const RoleMention& mention : role_words().find(text, in)) {
    if (!mention.role) continue;
    std::vector<Span> names;
    if (const auto before = names_before(text, in, mention.span))
      names = houses(text, split_names(text, *before), true);
    if (names.empty()) {
      if (const auto after = names_after(text, in, mention.span))
        names = houses(text, split_names(text, *after), false);
    }
    for (const Span& name : names) {
      SponsorMention sponsor;
      sponsor.name = text.original(name);
      sponsor.firm = canonical_firm(sponsor.name);
      sponsor.role = *mention.role;
      const Span clause{std::min(names.front().begin, mention.span.begin),
                        std::max(names.back().end, mention.span.end)};
      sponsor.evidence = text.evidence(clause);
      const auto same = [&](const SponsorMention& other) {
        return other.name == sponsor.name && other.role == sponsor.role;
      };
      if (std::none_of(sponsors.begin(), sponsors.end(), same))
        sponsors.push_back(std::move(sponsor));
    }
  }
  return sponsors;
}

bool mentions_sponsor(const PreparedText& text, Span in) {
  const auto mentions = role_words().find(text, in);
  return std::any_of(mentions.begin(), mentions.end(),
                     [](const RoleMention& m) { return m.role && is_sponsor(*m.role); });
}

}  // namespace gongwatch::parser::facts
