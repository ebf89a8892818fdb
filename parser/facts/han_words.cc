#include "parser/facts/han_words.h"

#include <algorithm>

#include "parser/facts/pattern.h"
#include "parser/facts/phrase_table.h"
#include "parser/vocabulary/table.h"
#include "text/utf8.h"

namespace gongwatch::parser::facts::han_words {
namespace {

// 当下心理科技 where the text speaks of "当下": its first character is no word of its own.
bool begins_with_quoted(const PreparedText& text, Span clause, std::size_t edge) {
  constexpr std::size_t kLongest = 24;  // bytes
  const std::size_t limit = std::min(clause.end, clause.begin + kLongest);
  for (std::size_t end = edge + 1; end <= limit; ++end) {
    const bool inside = end < text.folded().size() &&
                        (static_cast<unsigned char>(text.folded()[end]) & 0xC0) == 0x80;
    if (!inside && text.quotes(text.view({clause.begin, end}))) return true;
  }
  return false;
}

// 呃呃骗骗, 兜兜转转.
bool is_reduplicated(std::string_view folded) {
  constexpr std::size_t kOneHan = 3;
  if (folded.size() != 4 * kOneHan) return false;
  const auto at = [&](std::size_t i) { return folded.substr(i * kOneHan, kOneHan); };
  return at(0) == at(1) && at(2) == at(3) && at(1) != at(2) && text::count_han(folded) == 4;
}

std::string places(std::string_view kind) { return alternatives("name_places", kind); }

}  // namespace

std::string alternatives(std::string_view table, std::string_view kind) {
  std::string all;
  for (const TableRow& row : table_rows(table, 2)) {
    if (row[0] == kind) all += (all.empty() ? "" : "|") + expanded(row[1]);
  }
  return all;
}

std::optional<std::size_t> front_edge(const PreparedText& text, Span clause, const Pattern& front) {
  constexpr std::size_t kOneHan = 3;
  constexpr std::size_t kTwoHan = 6;
  constexpr std::size_t kMany = 24;
  static const Pattern kStart("^(?:" + alternatives("name_edges", "start") + ")");
  const auto edge = front.find(text.folded(), clause);
  if (edge && edge->span.size() == kOneHan && kStart.matches_in(text.folded(), clause))
    return std::nullopt;
  if (!edge || edge->span.empty() || begins_with_quoted(text, clause, edge->span.end))
    return std::nullopt;
  const std::size_t end = edge->span.end;
  // 有 opens no sentence but as part of a name.
  if (text.view(edge->span) == "有" &&
      (clause.begin == 0 || text.folded()[clause.begin - 1] == '\n'))
    return std::nullopt;
  // "7号" of 7号仓, 3号馆: a house's number and no day.
  static const Pattern kHouse("^\\d{1,2}号(?:货?仓|楼|馆|院|厅|铺|店|室|矿|井|码头|公路|车间)");
  if (kHouse.find(text.folded(), clause)) return std::nullopt;
  // "8号" of 8号货仓, too.
  const bool number = text.view(edge->span).front() <= '9' && edge->span.size() <= kTwoHan;
  // 周六 of 周六生珠宝, 十月 of 十月稻田, if no other 周六 is told.
  static const Pattern kWeekday(
      "^(?:(?:周|星期|礼拜)[一二三四五六日天]|[一二三四五六七八九十]{1,2}月)$");
  if (kWeekday.matches_in(text.folded(), edge->span) && clause.end - end >= kOneHan) {
    const std::size_t all = text.occurrences(text.view(edge->span), kMany);
    if (all > 1 && all == text.occurrences(text.view({clause.begin, end + kOneHan}), kMany))
      return std::nullopt;
  }
  if ((edge->span.size() != kOneHan && !number) || clause.end - end < kTwoHan) return end;
  const std::size_t with = text.occurrences(text.view({clause.begin, end + kTwoHan}), kMany);
  const std::size_t without = text.occurrences(text.view({end, end + kTwoHan}), kMany);
  return with > 1 && with == without ? std::nullopt : std::optional(end);
}

Span without_front(const PreparedText& text, Span clause) {
  static const Pattern kFront("(?i)^(?:" + alternatives("name_edges", "front") + ")");
  constexpr int kMost = 6;
  for (int i = 0; i < kMost && !clause.empty(); ++i) {
    const auto edge = front_edge(text, clause, kFront);
    if (!edge) break;
    clause.begin = *edge;
  }
  return clause;
}

std::optional<Span> behind(const PreparedText& text, Span in) {
  static const Pattern kBehind("(?i)(?:" + places("3") + "|" + places("2") + "|" + places("1") +
                               ")");
  // 料 of 材料 is no verb.
  static const Pattern kWhole("(?:" + alternatives("name_edges", "whole") + ")$");
  constexpr std::size_t kOneHan = 3;
  constexpr int kMost = 8;
  for (int i = 0; i < kMost; ++i) {
    const auto found = kBehind.find(text.folded(), in);
    if (!found) return std::nullopt;
    const std::size_t first = found->span.begin;
    const bool inside = found->span.size() == kOneHan && first >= kOneHan &&
                        kWhole.matches_in(text.folded(), {first - kOneHan, first + kOneHan});
    if (!inside) return found->span;
    in.begin = found->span.end;
  }
  return std::nullopt;
}

int strength(std::string_view words) {
  static const Pattern kGoesPublic("(?i)^(?:" + places("3") + ")");
  static const Pattern kCompany("(?i)^(?:" + places("2") + ")");
  if (words.empty()) return 0;
  if (kGoesPublic.matches_in(words, {0, words.size()})) return 3;
  return kCompany.matches_in(words, {0, words.size()}) ? 2 : 1;
}

Span behind_inner_noun(const PreparedText& text, Span name) {
  static const Pattern kNoun("(?:" + places("noun") + "|的)");
  constexpr std::size_t kTwoHan = 6;
  for (const Match& noun : kNoun.find_all(text.folded(), name)) {
    const Span rest{noun.span.end, name.end};
    if (rest.size() >= kTwoHan && may_be_name(text.view(rest), true)) name.begin = rest.begin;
  }
  return name;
}

bool ends_with_noun(const PreparedText& text, Span words) {
  static const Pattern kNoun("(?:" + places("noun") + ")\"?$");
  return kNoun.matches_in(text.folded(), words);
}

bool is_only_endings(std::string_view folded) {
  // 青岛银行: how banks are called.
  static const Pattern kBank("^(?:" + places("place") +
                             ")(?:农商|农村商业)?(?:银行|证券|人寿|保险)$");
  if (kBank.matches_in(folded, {0, folded.size()})) return false;
  static const Pattern kOnlyEndings("^(?:" + places("ending") + "|" + places("common") + "|" +
                                    places("place") + ")+$");
  return kOnlyEndings.matches_in(folded, {0, folded.size()});
}

std::size_t place_in_front(std::string_view folded) {
  static const Pattern kPlace("^(?:" + places("place") + ")[省市]?");
  const auto place = kPlace.find(folded);
  return place ? place->span.end : 0;
}

bool may_be_name(std::string_view folded, bool behind_noun) {
  static const Pattern kCut("^(?:" + places("cut") + ")");
  static const Pattern kNo("(?i)(?:" + places("inside") + ")|^(?:" + places("first") +
                           ")|(?:" + places("last") + ")$");
  // 均因, 照样, 相对当年: words of the language from end to end.
  static const Pattern kWords("^(?:" + places("word") +
                              "|["
                              "均因而但且则却亦又还已曾将被把由于在向与和及或若虽即之其此该这那各皆"
                              "方才就便只仅更最很太较未不没非"
                              "是所以从至到对给让令故]{2})+$");
  if (behind_noun && kCut.matches_in(folded, {0, folded.size()})) return false;
  if (kWords.matches_in(folded, {0, folded.size()}) || is_reduplicated(folded)) return false;
  return !kNo.matches_in(folded, {0, folded.size()}) && !is_only_endings(folded);
}

bool is_person(const PreparedText& text, std::string_view folded) {
  static const std::vector<std::string_view> kTitles = [] {
    std::vector<std::string_view> all;
    for (const TableRow& row : table_rows("name_places", 2)) {
      if (row[0] == "person") all = split_cell(row[1], "|");
    }
    return all;
  }();
  constexpr std::size_t kTwoHan = 6;
  constexpr std::size_t kFourHan = 12;
  if (folded.size() < kTwoHan || folded.size() > kFourHan) return false;
  return std::any_of(kTitles.begin(), kTitles.end(), [&](std::string_view title) {
    return text.occurrences(std::string(title) + std::string(folded), 1) > 0;
  });
}

bool has_company_ending(std::string_view folded) {
  static const Pattern kEnding("(?i)(?:" + places("ending") + ")$");
  return kEnding.matches_in(folded, {0, folded.size()});
}

}  // namespace gongwatch::parser::facts::han_words
