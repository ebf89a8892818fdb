#include "parser/facts/han_inventory.h"

#include <algorithm>
#include <array>

#include "parser/facts/firms.h"
#include "parser/facts/han_words.h"
#include "parser/facts/name_shapes.h"
#include "parser/facts/pattern.h"
#include "text/utf8.h"

namespace gongwatch::parser::facts {
namespace {

constexpr std::size_t kLooked = 64 << 10;
constexpr std::size_t kMostTallies = 4000;
constexpr std::size_t kReach = 60;    // bytes from where a name may begin to what stands behind it
constexpr std::size_t kLongest = 36;  // bytes of a name
constexpr std::size_t kOneHan = 3;

bool is_han_at(std::string_view text, std::size_t at) {
  return at < text.size() && static_cast<unsigned char>(text[at]) >= 0xE0;
}

std::size_t next_char(std::string_view text, std::size_t at) {
  ++at;
  while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) ++at;
  return at;
}

// Marks that end a clause, or a cell of a list.
bool is_mark(std::string_view text, std::size_t at) {
  constexpr std::string_view kAscii = ",;:!?|()\n\"[]<>/*";
  const auto byte = [&](std::size_t i) {
    return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0u;
  };
  if (byte(0) < 0x80)
    return kAscii.find(text[at]) != std::string_view::npos ||
           (text[at] == ' ' && is_han_at(text, at + 1));
  if (byte(0) == 0xE2) return true;                                // bullets, dots
  if (byte(0) == 0xE3) return byte(1) == 0x80 && byte(2) != 0x87;  // 。、《》【】, not 〇
  return byte(0) == 0xEF && byte(1) >= 0xB8;
}

std::size_t clause_end(std::string_view text, std::size_t from, std::size_t limit) {
  std::size_t at = from;
  while (at < limit && !is_mark(text, at)) at = next_char(text, at);
  return std::min(at, limit);
}

// 白石和青岚 of "两家品牌白石和青岚同日递表": two names.
bool is_pair(const PreparedText& text, Span name, Span behind) {
  static const Pattern kTied("^[^,。;|]{2,12}(?:和|与|及)[^,。;|]{2,12}$");
  static const Pattern kBoth(
      "^(?:两[家者只]|分别|双双|先后|相继|同日|同在|同于|撞在|均|都|皆|双双)");
  static const Pattern kTwo("(?:两|2)(?:家|只|间)[^,。;|]{0,24}$");
  constexpr std::size_t kFront = 48;
  if (!kTied.matches_in(text.folded(), name)) return false;
  static const Pattern kParts("^([^,。;|]{2,12}?)(?:和|与|及)([^,。;|]{2,12})$");
  if (const auto parts = kParts.find(text.view(name))) {  // "天马微芯和朗月医疗"
    const auto shaped = [&](Span part) {
      const std::string_view words = text.view(name).substr(part.begin, part.size());
      return han_words::has_company_ending(words) && !han_words::is_only_endings(words);
    };
    if (shaped(parts->groups[0]) && shaped(parts->groups[1])) return true;
  }
  std::size_t front = name.begin - std::min(name.begin, kFront);
  while (front < name.begin && (text.folded()[front] & 0xC0) == 0x80) ++front;
  return kBoth.matches_in(text.folded(), {name.end, std::max(name.end, behind.end)}) ||
         kTwo.matches_in(text.folded(), {front, name.begin});
}

}  // namespace

HanInventory::HanInventory(const PreparedText& text) {
  collect(text);
  if (text.companion() != nullptr) collect(*text.companion());
}

void HanInventory::collect(const PreparedText& text) {
  Span in{0, std::min(kLooked, text.folded().size())};
  if (text::count_han(text.view(in)) == 0) return;
  collect_clauses(text, in);
  collect_behind(text, in);
}

void HanInventory::collect_clauses(const PreparedText& text, Span in) {
  const std::string_view folded = text.folded();
  std::size_t before = in.begin;  // where the clause in front begins
  for (std::size_t at = in.begin; at < in.end;) {
    const std::size_t end = clause_end(folded, at, in.end);
    Span rest{at, std::min(end, at + 4 * kReach)};
    while (rest.end > rest.begin && rest.end < folded.size() &&
           (static_cast<unsigned char>(folded[rest.end]) & 0xC0) == 0x80)
      --rest.end;
    const bool behind_head =
        at > in.begin && folded[at - 1] == ':' && han_words::ends_with_noun(text, {before, at - 1});
    take(text, han_words::without_front(text, rest),
         behind_head ? Place::behind_noun : Place::clause);
    before = at;
    at = end < in.end ? next_char(folded, end) : end;
  }
}

// Behind nouns of apposition and 的.
void HanInventory::collect_behind(const PreparedText& text, Span in) {
  static const Pattern kNoun("(?:" + han_words::alternatives("name_places", "noun") + ")\"?");
  static const Pattern kDe("的|叫|即");
  const std::string_view folded = text.folded();
  for (const auto& [pattern, place] :
       {std::pair{&kNoun, Place::behind_noun}, {&kDe, Place::behind_de}}) {
    for (const Match& match : pattern->find_all(folded, in)) {
      std::size_t begin = match.span.end;
      if (folded[begin - 1] == '"') --begin;
      const bool quoted = begin < in.end && folded[begin] == '"';
      const std::size_t end = clause_end(folded, quoted ? begin + 1 : begin, in.end);
      take(text, {begin, end}, place);
    }
  }
}

void HanInventory::take(const PreparedText& text, Span rest, Place place) {
  const std::string_view folded = text.folded();
  if (rest.empty()) return;
  // A closing quote ends the name in front of it, too.
  if (folded[rest.begin] == '"') {
    const std::size_t close = folded.find('"', rest.begin + 1);
    if (close == std::string_view::npos || close > rest.begin + kLongest + 6) return;
    note(text, {rest.begin + 1, close}, place, true,
         {close, std::min(folded.size(), close + kReach)});
    return;
  }
  const bool quoted = rest.begin > 0 && folded[rest.begin - 1] == '"' && rest.end < folded.size() &&
                      folded[rest.end] == '"' && rest.size() <= kLongest;
  if (quoted) {
    note(text, rest, place, true, {rest.end, std::min(folded.size(), rest.end + kReach)});
    return;
  }
  std::size_t second = next_char(folded, rest.begin);
  if (second < rest.end) second = next_char(folded, second);
  if (second > rest.end) return;
  Span search{second, std::min(rest.end, second + kReach)};
  while (search.end < rest.end && (static_cast<unsigned char>(folded[search.end]) & 0xC0) == 0x80)
    ++search.end;
  const auto behind = han_words::behind(text, search);
  if (!behind && search.end < rest.end) return;
  const std::size_t end = behind ? behind->begin : rest.end;
  note(text, {rest.begin, end}, place, false, behind ? *behind : Span{end, end});
}

void HanInventory::note(const PreparedText& text, Span name, Place place, bool quoted,
                        Span behind) {
  name = han_words::behind_inner_noun(text, name);
  if (name.size() < 2 * kOneHan || name.size() > kLongest || tallies_.size() >= kMostTallies)
    return;
  if (is_pair(text, name, behind)) return;
  if (text.view(name).find(' ') != std::string_view::npos) return;  // "PT Sawit暂停"
  const bool ends_clause = behind.empty() || quoted;
  // What stands behind runs on: how strong it is, more than its first word tells.
  const int strength =
      behind.empty() ? 0
                     : han_words::strength(text.view(
                           {behind.begin, std::min(text.folded().size(), behind.begin + kReach)}));
  if (text::count_han(text.view(name)) < 2 ||
      !han_words::may_be_name(text.view(name), place != Place::clause && !quoted))
    return;
  const bool in_title = text.in() == Evidence::In::title;
  if (!seen_.insert({name.begin, in_title, place}).second)
    return;  // "网红品牌X": two nouns, one place
  Tally& tally = tallies_[std::string(text.view(name))];
  if (tally.places == 0) tally.written = text.original(name);
  const bool marked = !behind.empty() && text.view(behind).front() == '-';  // "…-B"
  tally.goes_public = tally.goes_public || (strength >= 3 && !quoted);
  int points = 0;
  switch (place) {
    case Place::clause:
      points = quoted ? 1 : strength;
      if (in_title && points > 0) ++points;
      // "物业代理:港楼通昨首挂": an item's head, and who it is about.
      if (strength >= 3 && name.size() > 2 * kOneHan && name.begin > 0 &&
          text.folded()[name.begin - 1] == ':')
        ++points;
      tally.strong = tally.strong || (strength >= 3 && !quoted);
      break;
    case Place::behind_noun:
      points = quoted ? 4 : ends_clause ? 2 : 2 + (strength > 1 ? 1 : 0);
      tally.strong = true;
      break;
    case Place::behind_de:
      points = quoted ? 2 : ends_clause ? 0 : 1;
      break;
  }
  if (marked) {
    points += 3;
    tally.marked = text.original({name.begin, behind.end});
    ++tally.times_marked;
  }
  tally.strong = tally.strong || marked;
  if (points == 0) return;
  tally.points += points;
  ++tally.places;
}

// "口腔医疗集团壹诺口腔" where 壹诺口腔 stands by itself elsewhere, as surely or more often.
bool HanInventory::is_described(const PreparedText& text, const std::string& folded,
                                const Tally& tally) const {
  constexpr std::size_t kTwoHan = 6;
  constexpr std::size_t kThreeHan = 9;
  constexpr std::size_t kMany = 12;
  for (std::size_t at = next_char(folded, 0); at + kTwoHan <= folded.size();
       at = next_char(folded, at)) {
    const std::string rest = folded.substr(at);
    const auto other = tallies_.find(rest);
    if (other == tallies_.end()) continue;
    if (other->second.points >= tally.points) return true;
    if (at >= kThreeHan && rest.size() >= kThreeHan &&
        text.occurrences(rest, kMany) > text.occurrences(folded, kMany))
      return true;
  }
  return false;
}

std::vector<std::string> HanInventory::certain(const PreparedText& text) const {
  constexpr int kSure = 4;
  std::vector<std::pair<int, const Tally*>> sure;
  for (const auto& [folded, tally] : tallies_) {
    const bool shaped = han_words::has_company_ending(folded);
    const int points = tally.points + (shaped ? 2 : 0);
    const bool enough = tally.strong ? points >= kSure : shaped && points >= kSure + 1;
    if (enough && !han_words::is_person(text, folded) && !is_described(text, folded, tally) &&
        could_be_issuer(tally.written) && !is_house(tally.written))
      sure.emplace_back(points, &tally);
  }
  std::sort(sure.begin(), sure.end(), [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : a.second->written < b.second->written;
  });
  std::vector<std::string> names;
  for (const auto& [points, tally] : sure) {
    names.push_back(2 * tally->times_marked > tally->places ? tally->marked : tally->written);
  }
  return names;
}

int HanInventory::places(std::string_view folded) const {
  const auto found = tallies_.find(std::string(folded));
  return found == tallies_.end() ? 0 : found->second.places;
}

bool HanInventory::goes_public(std::string_view folded) const {
  const auto found = tallies_.find(std::string(folded));
  return found != tallies_.end() && found->second.goes_public;
}

}  // namespace gongwatch::parser::facts
