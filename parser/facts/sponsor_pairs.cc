#include "parser/facts/sponsor_pairs.h"

#include <algorithm>

#include "parser/facts/pattern.h"

namespace gongwatch::parser::facts {

SponsorPairs::SponsorPairs(const PreparedText& text, const Issuers& issuers,
                           const std::set<std::size_t>& tracked,
                           const std::vector<FoundSponsor>& found)
    : text_(text), issuers_(issuers), tracked_(tracked) {
  if (tracked.size() < 2) return;
  std::map<std::size_t, std::vector<const FoundSponsor*>> by_sentence;
  for (const FoundSponsor& one : found) {
    if (one.sentence < text.sentences().size()) by_sentence[one.sentence].push_back(&one);
  }
  for (const auto& [sentence, houses] : by_sentence) {
    pair_respectively(sentence, houses);
    pair_in_order(sentence, houses);
  }
}

std::optional<std::size_t> SponsorPairs::issuer_of(const FoundSponsor& one) const {
  if (tracked_.size() < 2) return std::nullopt;
  const auto listed = respectively_.find(one.name.begin);
  if (const auto issuer = behind(one)) return issuer;
  if (listed != respectively_.end()) return listed->second;
  return former_or_latter(one);
}

std::vector<std::size_t> SponsorPairs::named(Span in) const {
  std::vector<std::size_t> all;
  for (const IssuerName& name : issuers_.mentions(text_, in)) {
    if (tracked_.count(name.issuer) > 0 &&
        std::find(all.begin(), all.end(), name.issuer) == all.end())
      all.push_back(name.issuer);
  }
  return all;
}

// In the sentence up to `end`, else also in those in front of it.
std::vector<std::size_t> SponsorPairs::named_around(std::size_t sentence, std::size_t end) const {
  constexpr std::size_t kNear = 4;
  const auto& sentences = text_.sentences();
  std::vector<std::size_t> all;
  for (std::size_t back = 0; back <= std::min(kNear, sentence) && all.size() < 2; ++back)
    all = named({sentences[sentence - back].span.begin, end});
  return all;
}

// "X、Y(甲)及Z(乙)".
std::optional<std::size_t> SponsorPairs::behind(const FoundSponsor& one) const {
  static const Pattern kBracket(
      R"(^[^。;()]{0,60}(?:\([^()]{0,8}\)[^。;()]{0,40})?\(([^()]{2,30})\))");
  const Span rest{one.name.begin, text_.sentences()[one.sentence].span.end};
  const auto bracket = kBracket.find(text_.folded(), rest);
  if (!bracket || !named({rest.begin, bracket->groups[0].begin}).empty()) return std::nullopt;
  const auto names = issuers_.mentions(text_, bracket->groups[0]);
  if (names.size() != 1 || names.front().span.begin != bracket->groups[0].begin ||
      tracked_.count(names.front().issuer) == 0)
    return std::nullopt;
  return names.front().issuer;
}

// "甲及乙通过聆讯,前者由X保荐,后者由Y保荐".
std::optional<std::size_t> SponsorPairs::former_or_latter(const FoundSponsor& one) const {
  static const Pattern kWhich("(?i)前者|后者|\\bthe former\\b|\\bthe latter\\b");
  const Span front{text_.sentences()[one.sentence].span.begin, one.name.begin};
  auto which = kWhich.find_all(text_.folded(), front);
  // "UBS sponsors the former; CICC is the sole sponsor of the latter."
  static const Pattern kBehind(R"((?i)^[^,;]*?\bthe (?:former|latter)\b)");
  constexpr std::size_t kNear = 16;
  const std::size_t end = text_.sentences()[one.sentence].span.end;
  const Span behind{one.name.end, std::max(one.name.end, std::min(end, one.clause.end + kNear))};
  if (auto of = kBehind.find(text_.folded(), behind)) which.push_back(std::move(*of));
  if (which.empty()) return std::nullopt;
  const auto names = named_around(one.sentence, which.front().span.begin);
  if (names.size() != 2) return std::nullopt;
  const std::string_view word = text_.view(which.back().span);
  return names[word == "前者" || word.ends_with("former") ? 0 : 1];
}

// "A and B filed, sponsored by X and by Y, in that order", "with X and Y respectively as sponsors":
// as many lists of houses as companies.
void SponsorPairs::pair_in_order(std::size_t sentence,
                                 const std::vector<const FoundSponsor*>& houses) {
  static const Pattern kOrder(R"((?i)\b(?:respectively|in that order)\b)");
  static const Pattern kBy(R"((?i)\bby\b)");
  const Span whole = text_.sentences()[sentence].span;
  const std::size_t first = houses.front()->name.begin;
  if (first >= whole.end || !kOrder.matches_in(text_.folded(), {first, whole.end})) return;
  const auto names = named_around(sentence, first);
  if (names.size() < 2) return;
  std::vector<std::size_t> list_of{0};  // of each house
  bool apart = false;                   // a list begins with "by"
  for (std::size_t i = 1; i < houses.size(); ++i) {
    const Span between{houses[i - 1]->name.end,
                       std::max(houses[i - 1]->name.end, houses[i]->name.begin)};
    const bool by = kBy.matches_in(text_.folded(), between);
    apart = apart || by;
    list_of.push_back(list_of.back() + (by ? 1 : 0));
  }
  for (std::size_t i = 0; !apart && i < houses.size(); ++i) list_of[i] = i;
  if (list_of.back() + 1 != names.size()) return;
  for (std::size_t i = 0; i < houses.size(); ++i)
    respectively_.emplace(houses[i]->name.begin, names[list_of[i]]);
}

// "甲及乙的保荐人分别为X及Y": as many houses as companies.
void SponsorPairs::pair_respectively(std::size_t sentence,
                                     const std::vector<const FoundSponsor*>& houses) {
  static const Pattern kEach("(?:分别|依次)(?:为|是|系|由)?");
  const Span whole = text_.sentences()[sentence].span;
  const auto each =
      kEach.find(text_.folded(), {whole.begin, std::max(whole.begin, houses.front()->name.begin)});
  constexpr std::size_t kReach = 24;
  if (!each || houses.front()->name.begin - each->span.end > kReach) return;
  const auto names = named_around(sentence, each->span.begin);
  if (names.size() < 2 || names.size() != houses.size()) return;
  for (std::size_t i = 0; i < names.size(); ++i)
    respectively_.emplace(houses[i]->name.begin, names[i]);
}

}  // namespace gongwatch::parser::facts
