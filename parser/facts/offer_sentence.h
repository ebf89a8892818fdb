// One sentence as the reader of offers sees it: the words that tell what an amount is
// (parser/vocabulary/offer_cues.tsv), and the amounts.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parser/facts/amounts.h"
#include "parser/facts/figures.h"

namespace gongwatch::parser::facts {

// The kinds of the table; bits, so that several make a mask.
enum OfferWord : unsigned {
  kMid = 1U << 0,
  kLotGain = 1U << 1,
  kEntry = 1U << 2,
  kPriceMax = 1U << 3,
  kIntraday = 1U << 4,
  kGrey = 1U << 5,
  kOpen = 1U << 6,
  kClose = 1U << 7,
  kDay = 1U << 8,
  kPrice = 1U << 9,
  kPublic = 1U << 10,
  kInternational = 1U << 11,
  kSharesNone = 1U << 12,
  kOversub = 1U << 13,
  kCornerstone = 1U << 14,
  kValuation = 1U << 15,
  kMarketValue = 1U << 16,
  kShares = 1U << 17,
  kMoneyNone = 1U << 18,
  kRaise = 1U << 19,
};

struct OfferCue {
  Span span;
  unsigned word;
};

struct OfferSentence {
  const PreparedText& text;
  Span span;
  std::vector<OfferCue> cues;
  std::vector<Amount> amounts;
  bool debut = false;  // the article tells of a first day of dealings

  std::string_view between(std::size_t begin, std::size_t end) const {
    return begin < end ? text.view({begin, end}) : std::string_view();
  }
  bool has(unsigned mask) const;
  // The last cue of the mask that ends at or before `at`; null if there is none.
  const OfferCue* before(std::size_t at, unsigned mask) const;
  // The cue right behind an amount ("HK$9.6 offer price", 16.5港元的发售价); null if there is none.
  const OfferCue* right_behind(const Amount& amount, unsigned mask) const;
  // Whether the words belong to the amount behind them: "较招股价10.38港元高开10.8%".
  bool leads_to_percent(const OfferCue& cue) const;
  // Whether another amount of money or number of shares stands in the stretch.
  bool has_amount_in(Span stretch) const;
  bool has_money_in(Span stretch) const;
  // Whether the amount is a quote of a session though 每股 stands in front:
  // 收盘涨7.8%,报每股59.1港元.
  bool is_quote(const Amount& amount) const;
  // Whether the amounts `first` and `first` + 1 are the ends of a range.
  bool is_range(std::size_t first) const;
};

// The cues of a sentence, in order.
std::vector<OfferCue> find_offer_cues(const PreparedText& text, Span in);

// What one amount was found to be.
struct OfferFinding {
  std::string metric;
  std::optional<std::string> subject;
  Amount amount;
  bool net = false;  // of money raised: after expenses
};

// The readers of one sentence each.
void read_offer_prices(const OfferSentence& sentence, std::vector<OfferFinding>& findings);
void read_offer_sizes(const OfferSentence& sentence, std::vector<OfferFinding>& findings);
void read_offer_demand(const OfferSentence& sentence, std::vector<OfferFinding>& findings);
void read_first_day(const OfferSentence& sentence, std::vector<OfferFinding>& findings);

}  // namespace gongwatch::parser::facts
