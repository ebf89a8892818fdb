#include "parser/facts/digest_names.h"

#include "parser/facts/firms.h"
#include "parser/facts/han_clauses.h"
#include "parser/facts/name_shapes.h"
#include "parser/facts/pattern.h"

namespace gongwatch::parser::facts {
namespace {

constexpr std::size_t kReach = 150;  // bytes of an item in which its company is named

// A name met for the first time: at the item's beginning, behind a day or a few words at most.
std::optional<IssuerName> new_name(const PreparedText& text, Issuers& issuers, Span front,
                                   bool labelled) {
  // Up to what stands behind a name; else behind "12月17日:", "医药里头,".
  static const std::string kWords =
      R"re(([^,。;:()]{2,40}?)(\((?:0?\d{4}|(?:\d{1,2}月)?\d{1,2}日|[^()]{0,30}保荐)|:|,|"|则|也过|亦过|也来|同样|亦|表现|走势|反应|公开发售|首日|$))re";
  static const Pattern kFirst("^" + kWords);
  static const Pattern kSecond("^[^,。;:()]{0,16}[,:] ?" + kWords);
  static const Pattern kLatin(R"(^[A-Za-z0-9][A-Za-z0-9 .&'\-]{2,40}$)");
  static const Pattern kQuoted(R"re(^[^。;:()"]{0,50}"([^"()]{2,24})")re");
  if (const auto quoted = kQuoted.find(text.folded(), front)) {
    const auto issuer = issuers.add_plausible(text, quoted->groups[0], true);
    if (issuer) return IssuerName{quoted->groups[0], *issuer};
  }
  for (const Pattern* pattern : {&kFirst, &kSecond}) {
    const auto found = pattern->find(text.folded(), front);
    if (!found || found->groups[1].empty()) continue;
    const char mark = text.folded()[found->groups[1].begin];
    const bool placed = mark == '(' || (labelled && mark == ':');
    const Span words = trimmed(text.folded(), found->groups[0]);
    const bool latin = mark == '(' && kLatin.matches_in(text.folded(), words);
    const auto name = latin ? std::optional(words) : han_subject(text, words);
    if (!name || looks_like_a_firm(text.original(*name))) continue;
    const auto issuer =
        latin ? issuers.add(text.original(words)) : issuers.add_plausible(text, *name, placed);
    if (issuer) return IssuerName{*name, *issuer};
  }
  return std::nullopt;
}

// "格雾科技做电子雾化器,保荐人是…": a name that what the company does stands behind.
std::optional<IssuerName> doing_name(const PreparedText& text, Issuers& issuers, Span front) {
  static const Pattern kDoes(
      "^([^,。;:()]{2,16}?)(?:做|卖|主打|主营|主攻|专营|专做|专注|经营|从事|生产|研发|开发|销售|"
      "提供|运营)[^,。;:商者企厂方]"
      "[^,。;:]{1,30},");
  const auto found = kDoes.find(text.folded(), front);
  const auto name = found ? han_subject(text, found->groups[0]) : std::nullopt;
  if (!name || name->end != found->groups[0].end || looks_like_a_firm(text.original(*name)))
    return std::nullopt;
  const auto issuer = issuers.add_plausible(text, *name, true);
  return issuer ? std::optional(IssuerName{*name, *issuer}) : std::nullopt;
}

}  // namespace

std::optional<IssuerName> item_name(const PreparedText& text, Issuers& issuers, Span part,
                                    std::size_t begin, bool labelled) {
  static const Pattern kFront(R"(^(?:[^,。;:()]{0,16}[,:] ?)?[^,。;:()]{0,28}$)");
  Span front{begin, std::min(part.end, begin + kReach)};
  while (front.end < part.end && (text.folded()[front.end] & 0xC0) == 0x80) ++front.end;
  for (const IssuerName& one : issuers.mentions(text, front)) {
    if (!kFront.matches_in(text.folded(), {begin, one.span.begin})) break;
    if (!only_takes_part(text, part, one.span)) return one;
  }
  if (const auto told = doing_name(text, issuers, front)) return told;
  return new_name(text, issuers, front, labelled);
}

std::optional<IssuerName> placed_name(const PreparedText& text, Issuers& issuers, Span part) {
  static const Pattern kWords(
      R"re(^([^,。;:()]{2,60}?)(?:\(|,|。|;|"|则|也|亦|向|于|在|提交|递交|递表|申请|通过|过关|招股|挂牌|首挂|$))re");
  const auto known = item_name(text, issuers, part, part.begin, true);
  if (known) return known;
  const auto words = kWords.find(text.folded(), part);
  if (!words) return std::nullopt;
  if (const auto latin = english_names(text, words->groups[0]);
      !latin.empty() && latin.back().end == words->groups[0].end) {
    const auto issuer = issuers.add(text.original(latin.back()), true);
    if (issuer) return IssuerName{latin.back(), *issuer};
  }
  const auto name = han_subject(text, words->groups[0]);
  const auto issuer = name ? issuers.add_plausible(text, *name, true) : std::nullopt;
  return issuer ? std::optional(IssuerName{*name, *issuer}) : std::nullopt;
}

std::optional<std::size_t> behind_day(const PreparedText& text, Span part) {
  static const Pattern kDay(
      R"(^[^\p{L}\d]*(?:而|还有|另外)?(?:(?:本|上)?(?:周|星期|礼拜)[一二三四五六日天]|\d{1,2}月\d{1,2}日|\d{1,2}日|同日|翌日|次日|隔日|昨日|今日|前日|前一日)(?:\([^()]{1,16}\))?,?(?:则|就|也|亦|还|又|再|另|先|接着)*(?:有|轮到|到|是|迎来|见))");
  const auto day = kDay.find(text.folded(), part);
  return day ? std::optional(day->span.end) : std::nullopt;
}

}  // namespace gongwatch::parser::facts
