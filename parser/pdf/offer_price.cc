#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "parser/facts/amounts.h"
#include "parser/facts/pattern.h"
#include "parser/pdf/offer.h"

namespace gongwatch::parser::pdf {
namespace {

using facts::Match;
using facts::Pattern;
using facts::Span;

// A price, and the share that it is for, as they stand in either language.
std::string share() {
  return R"((?: ?(?:per|for each) (?:\w+ ){0,2}share|每股(?:[\p{Han}H]{0,8}股份|H股)?)?)";
}
std::string price() {
  return share() + R"((?:HK\$|HKD|港币|港元)? ?\d[\d,]*(?:\.\d+)?(?: ?港元)?)";
}

// Two prices, low and high, behind "Offer Price".
const Pattern& ranges() {
  static const Pattern pattern(
      R"((?i)(?:\boffer price|发售价)(?:范围| range)?[^;。\n]{0,120}?(?:between|from|介乎|介于|:|为|由|of|will be|is)?\s*()" +
      price() + ")" + share() + R"( ?(?:and|to|-|至|与|及|到)\s*()" + price() + ")");
  return pattern;
}

// "not more than HK$12.00 per Offer Share and expected to be not less than HK$10.00".
const Pattern& bounds() {
  static const Pattern pattern(
      R"((?i)(?:\boffer price|发售价)[^;。\n]{0,120}?(?:not (?:be )?more than|not exceed|不高于|不超过|不会高于)\s*()" +
      price() +
      R"()[^;。\n]{0,120}?(?:not (?:be )?(?:less|lower) than|不低于|不少于|不会低于)\s*()" +
      price() + ")");
  return pattern;
}

// "Final Offer Price : HK$10.20 per Offer Share", "the Offer Price has been determined at …".
const Pattern& single_prices() {
  static const Pattern pattern(
      R"((?i)(maximum |最高)?(?:\boffer price|(?:最终)?发售价)(?: \(?per (?:\w+ ){0,2}share\)?)?)"
      R"((?:[\s:,|]|\(HK\$\)|\b(?:has|have|been|was|is|of|determined|fixed|set|finali[sz]ed|agreed|at|be|to|the)\b|已|经|获|厘定|确定|订定|定|为|于)*)" +
      price() + share());
  return pattern;
}

bool is_assumed(const PageText& text, Span match) {
  static const Pattern kAssumed(
      R"((?i)\bassum|\bmid-?point|\billustrat|\bbased on\b|\bif the\b|假设|假定|中位数|中间|倘|若)");
  // Within its sentence or table cell: some words in front, some behind.
  const std::string_view all = text.folded();
  std::size_t begin = match.begin;
  while (begin > 0 && match.begin - begin < 160 && all[begin - 1] != '\n' &&
         all.substr(begin - 1, 2) != ". ")
    --begin;
  std::size_t end = match.end;
  while (end < all.size() && end - match.end < 100 && all[end] != '\n' &&
         all.substr(end, 2) != ". " && all[end] != ';')
    ++end;
  return kAssumed.find(all, {begin, end}).has_value();
}

std::optional<facts::Amount> price_in(const PageText& text, Span span) {
  for (facts::Amount& amount : facts::find_amounts(text.flow(), span, {})) {
    if (amount.kind == facts::AmountKind::money && amount.currency == "HKD" && amount.value > 0 &&
        amount.value < 100000)
      return amount;
  }
  return std::nullopt;
}

Figure figure(const PageText& text, const facts::Amount& amount, Span evidence, const char* metric,
              const char* rule, const PdfFacts& facts) {
  Figure figure;
  if (!facts.issuer_names.empty()) figure.issuer = facts.issuer_names.front().name;
  figure.metric = metric;
  figure.value = amount.value;
  figure.currency = amount.currency;
  figure.unit = "share";
  figure.as_written = text.original(amount.span);
  figure.evidence = text.evidence(evidence);
  figure.rule = rule;
  return figure;
}

// The first range that is no assumption.
bool read_range(const PageText& text, Span in, PdfFacts& facts) {
  for (const auto& [pattern, first_is_high] :
       {std::pair(&bounds(), true), std::pair(&ranges(), false)}) {
    for (const Match& match : pattern->find_all(text.folded(), in)) {
      auto low = price_in(text, match.groups[0]);
      auto high = price_in(text, match.groups[1]);
      // "10.00 to HK$12.00": the first number takes the second one's currency.
      if (!low && high) {
        for (facts::Amount& amount : facts::find_amounts(text.flow(), match.groups[0], {})) {
          amount.currency = high->currency;
          low = amount;
        }
      }
      if (first_is_high) std::swap(low, high);
      if (!low || !high || low->value > high->value || is_assumed(text, match.span)) continue;
      facts.figures.push_back(
          figure(text, *low, match.span, "offer_price_low", "pdf:offer-price-range", facts));
      facts.figures.push_back(
          figure(text, *high, match.span, "offer_price_high", "pdf:offer-price-range", facts));
      return true;
    }
  }
  return false;
}

}  // namespace

void read_prices(const PageText& text, OfficialDocumentKind kind, PdfFacts& facts) {
  const bool allotted = kind == OfficialDocumentKind::allotment_results;
  const Span in = text.pages(0, allotted ? 12 : 30);
  if (!allotted && read_range(text, in, facts)) return;
  for (const Match& match : single_prices().find_all(text.folded(), in)) {
    const bool maximum = match.has(0);
    if (allotted && maximum) continue;
    const auto found = price_in(text, match.span);
    if (!found || is_assumed(text, match.span)) continue;
    // The lower end of a range stands before a dash or "to".
    static const Pattern kRange(
        R"(^\s?(?:per (?:\w+ ){0,2}[Ss]hare )?(?:to|and|-|至) ?(?:HK\$|\d))");
    if (kRange.find(text.folded(), {match.span.end, in.end})) continue;
    facts.figures.push_back(figure(text, *found, match.span,
                                   maximum ? "offer_price_high" : "offer_price",
                                   allotted ? "pdf:final-offer-price" : "pdf:offer-price", facts));
    return;
  }
}

}  // namespace gongwatch::parser::pdf
