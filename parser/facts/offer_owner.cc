#include "parser/facts/offer_owner.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "parser/facts/pattern.h"
#include "parser/facts/sealed_names.h"
#include "text/utf8.h"

namespace gongwatch::parser::facts {
namespace {

// Whether one of our names ends (or, of a possessive, is) these words.
bool ends_in_our_name(const FigureContext& context, std::string_view words) {
  return std::any_of(context.names.begin(), context.names.end(), [&](const std::string& one) {
    const std::string name = fold_name(one);
    return words.size() >= name.size() && words.substr(words.size() - name.size()) == name;
  });
}

bool holds_our_name(const FigureContext& context, std::string_view words) {
  return std::any_of(context.names.begin(), context.names.end(), [&](const std::string& one) {
    return words.find(fold_name(one)) != std::string_view::npos;
  });
}

// A short form counts: "Zijin's" of Zijin Gold International.
bool is_part_of_our_name(const FigureContext& context, std::string_view word) {
  return std::any_of(context.names.begin(), context.names.end(), [&](const std::string& one) {
    return text::lower_ascii(fold_name(one)).find(text::lower_ascii(word)) != std::string::npos;
  });
}

bool is_ours_by_code(const FigureContext& context, std::string_view digits) {
  return std::any_of(context.codes.begin(), context.codes.end(), [&](const std::string& code) {
    return code.size() >= digits.size() && code.substr(code.size() - digits.size()) == digits;
  });
}

// The last company in front that is named with its code and goes on with what it does; parents,
// holders and backers are not told of so.
bool behind_anothers_code(const FigureContext& context, std::string_view front) {
  static const Pattern kCode(
      R"((?i)([^,;:。()]{2,60}?) ?\((?:HKG?: ?)?0?(\d{4,5})(?:[.\-]HK)?(?:\.US)?\)(?:[+\-(%. \d)]*,? ?(?:已|昨|今|将|亦|则|都|也|公开|招股|首日|首挂|收|开|超额|超购|获(?:得)?[^,。;]{0,6}认购|录得|公布|暗盘|拟|计划|集资|全日|早段|宣布)|,? (?:an? |the |which |also |meanwhile )?(?:[a-z-]+ ){0,6}(?:ended|closed|opened|rose|fell|jumped|saw|raised|plans|seeks|surged|soared|priced|sold)\b))");
  static const Pattern kBacker(
      R"((?i)由|获|引入|基石|股东|投资|母公司|旗下|分拆|\bbacked\b|\bspun\b|\bby\b)");
  const auto codes = kCode.find_all(front, {0, front.size()});
  if (codes.empty()) return false;
  const Match& last = codes.back();
  const auto view = [&](const Span& span) { return front.substr(span.begin, span.size()); };
  static const Pattern kNobody(
      R"((?i)\b(?:stock|shares?|company|firm|group|issuer)$|(?:该股|公司|集团|新股|股份)$)");
  static const Pattern kTail(R"((?:-[A-Z]|["' ])+$)");
  std::string_view name = view(last.groups[0]);
  if (ends_in_our_name(context, name)) return false;
  if (const auto tail = kTail.find(name)) name = name.substr(0, tail->span.begin);
  return !kNobody.find(name) && !ends_in_our_name(context, name) &&
         !is_ours_by_code(context, view(last.groups[1])) && !kBacker.find(name) &&
         !holds_our_name(context, front.substr(last.span.end));
}

// "Xiaomi's blockbuster IPO of", "Alibaba's $11bn listing": right in front of the amount or around
// it.
bool is_anothers_deal(const FigureContext& context, std::string_view front,
                      std::string_view behind) {
  static const Pattern kDealOf(
      R"(\b([A-Z][\w&-]+)'s? (?:\w[\w.,$-]* ){0,5}?(?:IPO|initial public offering|offering|listing|float|flotation|share sale|debut|shares)\b[^.;]{0,60}$)");
  static const Pattern kOf(R"(\b([A-Z][\w&-]+)'s? (?:[a-z-]+ ){0,3}$)");
  static const Pattern kDeal(
      R"(^[ -](?:[a-z-]+ |Hong Kong )*(?:IPO|initial public offering|offering|listing|float|flotation|share sale|debut)\b)");
  static const Pattern kNobody(
      R"((?i)^(?:hong|kong|china|country|city|company|firm|group|today|yesterday|week|month|year|(?:mon|tues|wednes|thurs|fri|satur|sun)day|it|that|there|she|he|what|asia|world|bourse|exchange|hkex|retailer|maker|startup)$)");
  auto match = kDealOf.find(front);
  if (!match && kDeal.find(behind)) match = kOf.find(front);
  if (!match) return false;
  const std::string_view name =
      front.substr(match->groups[0].begin, match->groups[0].end - match->groups[0].begin);
  return !kNobody.find(name) && !is_part_of_our_name(context, name) &&
         !holds_our_name(context, front.substr(match->span.begin));
}

}  // namespace

bool is_of_another_named(const FigureContext& context, Span sentence, std::size_t at) {
  const std::string_view front = context.text.view({sentence.begin, at});
  // "Battery giant Corvex, which was listed in Shenzhen, raised $4.6 billion in May".
  static const Pattern kTold(
      R"(^\W*(?:(?:Another|Fellow|Rival|[A-Z]?[a-z-]+) (?:[a-z-]+ ){0,4})?,? ?([A-Z][\w&-]+)(?: [A-Z][\w&-]+){0,3}(?:, (?:which|a|an|the) [^.;]{3,90})?, (?:has |had )?(?:raised|garnered|fetched|priced|opened|closed|rose|fell|soared|jumped|gained)\b[^.;]{0,60}$)");
  if (const auto told = kTold.find(front)) {
    const std::string_view name = front.substr(told->groups[0].begin, told->groups[0].size());
    if (!is_part_of_our_name(context, name) && !holds_our_name(context, front)) return true;
  }
  constexpr std::size_t kReach = 200;
  const std::size_t far = front.size() - std::min(kReach, front.size());
  constexpr std::size_t kAmount = 40;
  const std::string_view amount =
      context.text.view({at, std::min(sentence.end, at + kAmount + kReach)});
  static const Pattern kMoney(R"(^[^ ]*\d[\d.,]*(?:bn|m| ?billion| ?million)?)");
  const auto money = kMoney.find(amount);
  return behind_anothers_code(context, front) ||
         is_anothers_deal(context, front.substr(far),
                          money ? amount.substr(money->span.end) : std::string_view());
}

}  // namespace gongwatch::parser::facts
