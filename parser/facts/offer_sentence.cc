#include "parser/facts/offer_sentence.h"

#include <algorithm>
#include <array>
#include <utility>

#include "parser/facts/figure_cues.h"
#include "parser/facts/pattern.h"
#include "parser/vocabulary/table.h"
#include "text/utf8.h"

namespace gongwatch::parser::facts {
namespace {

constexpr std::array<std::pair<std::string_view, OfferWord>, 20> kWords{
    {{"mid", kMid},
     {"lot_gain", kLotGain},
     {"entry", kEntry},
     {"price_max", kPriceMax},
     {"intraday", kIntraday},
     {"grey", kGrey},
     {"open", kOpen},
     {"close", kClose},
     {"day", kDay},
     {"price", kPrice},
     {"public", kPublic},
     {"international", kInternational},
     {"shares_none", kSharesNone},
     {"oversub", kOversub},
     {"cornerstone", kCornerstone},
     {"valuation", kValuation},
     {"market_value", kMarketValue},
     {"shares", kShares},
     {"money_none", kMoneyNone},
     {"raise", kRaise}}};

struct OfferTable {
  OfferTable() : cues(patterns()) {
    for (const TableRow& row : table_rows("offer_cues", 2)) {
      unsigned word = 0;
      for (const auto& [name, bit] : kWords) {
        if (row[0] == name) word = bit;
      }
      words.push_back(word);
    }
  }

  static std::vector<std::string> patterns() {
    std::vector<std::string> lines;
    for (const TableRow& row : table_rows("offer_cues", 2)) lines.emplace_back(row[1]);
    return lines;
  }

  CueTable cues;
  std::vector<unsigned> words;
};

}  // namespace

std::vector<OfferCue> find_offer_cues(const PreparedText& text, Span in) {
  static const OfferTable table;
  std::vector<OfferCue> cues;
  for (const CueMention& cue : table.cues.find(text, in))
    cues.push_back({cue.span, table.words[cue.line]});
  return cues;
}

bool OfferSentence::has(unsigned mask) const {
  for (const OfferCue& cue : cues) {
    if ((cue.word & mask) != 0) return true;
  }
  return false;
}

const OfferCue* OfferSentence::before(std::size_t at, unsigned mask) const {
  const OfferCue* found = nullptr;
  for (const OfferCue& cue : cues) {
    if (cue.span.end > at) break;
    if ((cue.word & mask) != 0) found = &cue;
  }
  return found;
}

const OfferCue* OfferSentence::right_behind(const Amount& amount, unsigned mask) const {
  static const Pattern kRight(
      R"((?i)^(?:, ?相当于)? ?(?:\(|of|on|in|for|as|at|by|的(?:价格|价位|价)?|之|-| |a |the |its |Hong Kong |initial |总|香港)*$)");
  constexpr std::size_t kReach = 32;
  for (const OfferCue& cue : cues) {
    if (cue.span.begin < amount.span.end) continue;
    if (cue.span.begin - amount.span.end > kReach) return nullptr;
    // "亏1.37亿 市值116亿": a blank parts Chinese words.
    if (between(amount.span.end, cue.span.begin) == " " && text::count_han(text.view(cue.span)) > 0)
      return nullptr;
    if ((cue.word & mask) != 0 && kRight.find(between(amount.span.end, cue.span.begin)))
      return &cue;
  }
  return nullptr;
}

bool OfferSentence::leads_to_percent(const OfferCue& cue) const {
  constexpr std::size_t kNear = 9;
  return std::any_of(amounts.begin(), amounts.end(), [&](const Amount& other) {
    return other.span.begin >= cue.span.end && other.span.begin - cue.span.end < kNear &&
           between(cue.span.end, other.span.begin).find(',') == std::string_view::npos;
  });
}

bool OfferSentence::has_amount_in(Span stretch) const {
  for (const Amount& amount : amounts) {
    if (stretch.contains(amount.span) &&
        (amount.kind == AmountKind::money || amount.unit == "shares"))
      return true;
  }
  return false;
}

bool OfferSentence::has_money_in(Span stretch) const {
  return std::any_of(amounts.begin(), amounts.end(), [&](const Amount& amount) {
    return stretch.contains(amount.span) && amount.kind == AmountKind::money;
  });
}

bool OfferSentence::is_quote(const Amount& amount) const {
  static const Pattern kQuote("(?:报|收|见|升至|跌至|涨至)每股$");
  constexpr std::size_t kWindow = 24;
  const std::size_t from =
      amount.qualified.begin - std::min(kWindow, amount.qualified.begin - span.begin);
  return kQuote.find(between(from, amount.qualified.begin)).has_value();
}

bool OfferSentence::is_range(std::size_t first) const {
  static const Pattern kPair(R"((?i)^\s?(?:and|与|和|及)\s?(?:每股)?$)");
  static const Pattern kBetween(R"((?i)(?:\bbetween|介乎|介于|在)\s?(?:每股)?\s?$)");
  if (first + 1 >= amounts.size()) return false;
  const Amount& low = amounts[first];
  const Amount& high = amounts[first + 1];
  const auto gap = between(low.span.end, high.qualified.begin);
  if (low.value >= high.value) return false;
  if (joins_range(gap)) return true;
  constexpr std::size_t kWindow = 24;
  const std::size_t from =
      low.qualified.begin - std::min(kWindow, low.qualified.begin - span.begin);
  return kPair.find(gap) && kBetween.find(between(from, low.qualified.begin));
}

}  // namespace gongwatch::parser::facts
