// Offer prices, lots and what one lot costs.
#include <algorithm>

#include "parser/facts/figure_scope.h"
#include "parser/facts/offer_sentence.h"
#include "parser/facts/pattern.h"

namespace gongwatch::parser::facts {
namespace {

constexpr double kDearestShare = 100000;
constexpr unsigned kPriceCues = kPrice | kPriceMax;
// What else a small amount of money may be.
constexpr unsigned kSmallMoney = kPriceCues | kMid | kLotGain | kEntry | kIntraday | kGrey | kOpen |
                                 kClose | kValuation | kMarketValue | kMoneyNone | kRaise;

// A bare "$" is one of Hong Kong where shares are offered there.
bool is_hkd(const OfferSentence& s, const Amount& amount) {
  return !amount.currency || amount.currency == "HKD" ||
         (amount.currency == "USD" && s.text.folded()[amount.span.begin] == '$');
}

// In money, or, behind a label ("招股价(港元) | 8.88"), in figures alone.
bool is_share_price(const OfferSentence& s, const Amount& amount, const OfferCue* cue) {
  static const Pattern kLabel(R"((?i)^\s*(?:\([^()]{0,24}\))?\s*[|:]\s*$)");
  if (amount.power != 0 || amount.value <= 0 || amount.value >= kDearestShare) return false;
  if (amount.kind == AmountKind::money) return is_hkd(s, amount);
  return amount.kind == AmountKind::plain && cue != nullptr &&
         kLabel.find(s.between(cue->span.end, amount.qualified.begin));
}

// "trading as high as HK$1.35 each compared to HK$1.05 in the IPO".
bool is_what_it_was_in_the_offer(const OfferSentence& s, const Amount& amount) {
  static const Pattern kInTheOffer(
      R"((?i)^ (?:apiece |each |a share |per share )?(?:in|at) (?:the|its) (?:ipo|initial public offering|share sale|global offering)\b)");
  return amount.kind == AmountKind::money && amount.currency == "HKD" &&
         kInTheOffer.find(s.between(amount.span.end, s.span.end)).has_value();
}

// Words between "offer price" and the amount that make it another one.
bool price_gap_holds(const OfferSentence& s, const OfferCue& cue, const Amount& amount) {
  constexpr std::size_t kReach = 90;
  static const Pattern kElse(
      R"((?i);|。|中位|中间|高于|低于|高出|溢价|折让|较|涨|跌|升|原(?:价|先|本|来|为)|\b(?:higher than|lower than|above|below|premium|discount|previous(?:ly)?|original(?:ly)?|earlier)\b)");
  const std::string_view gap = s.between(cue.span.end, amount.qualified.begin);
  if (gap.size() > kReach || kElse.find(gap)) return false;
  return !s.has_amount_in({cue.span.end, amount.qualified.begin});
}

bool is_elsewhere(const OfferSentence& s, const Amount& amount, const OfferCue* cue) {
  static const Pattern kElsewhere(
      R"((?i)A股|(?-i:\b(?:A[- ]|a-)[Ss]hares?\b)|科创板|上交所|深交所|纳斯达克|纽交所|美股|存托|\bnasdaq\b|\bnyse\b|\bADS)");
  const std::size_t from = clause_begin(
      s.text, s.span,
      cue != nullptr ? std::min(cue->span.begin, amount.span.begin) : amount.span.begin);
  return kElsewhere.find(s.between(from, amount.span.end)).has_value();
}

// "HK$12 per share", "12港元/股", "HK$12 to HK$14 each".
bool is_per_share(const OfferSentence& s, std::size_t i) {
  const Amount& amount = s.amounts[i];
  const std::size_t behind = s.amounts[s.is_range(i) ? i + 1 : i].span.end;
  static const Pattern kPerShare(
      R"((?i)^ ?(?:per (?:\w+ ){0,2}share|a (?:\w+ )?share|each\b|for each of|apiece|/ ?股|/sh(?:are)?\b|每股))");
  static const Pattern kSale(
      R"((?i)\b(?:offer\w*|pric\w+|sell\w*|sold|issu\w+|IPO|shares? at|subscri\w+|float\w*|wants|asking)\b|发售|招股|发行)");
  constexpr std::size_t kWindow = 80;
  const std::size_t from = amount.span.begin - std::min(kWindow, amount.span.begin - s.span.begin);
  // "At HK$18.88 apiece the miner takes in HK$3.4 billion".
  static const Pattern kAt(R"((?i)\bat (?:a fixed |a price of )?$)");
  static const Pattern kBuying(
      R"((?i)privati[sz]|\b(?:takeover|buy-?out|buy-?backs?|repurchase\w*|dividends?|acqui\w+)\b)");
  const std::string_view front = s.between(from, amount.span.begin);
  // "sold 35.05 million shares at HK$29.10".
  static const Pattern kSharesAt(
      R"((?i)\b(?:sold|sell(?:s|ing)?|offer(?:s|ed|ing)?|issu(?:e|es|ed|ing)|pric(?:es|ed|ing)|market(?:s|ed|ing)?) [^,;.]{0,24}\d[^,;]{0,24} shares at (?:a price of )?$)");
  if (kSharesAt.find(front)) return true;
  return kPerShare.find(s.between(behind, s.span.end)) &&
         (kSale.find(front) ||
          (kAt.find(front) && s.has(kRaise | kShares) && !kBuying.find(s.text.view(s.span)))) &&
         s.before(amount.qualified.begin, kOpen | kClose | kIntraday | kGrey | kLotGain | kMid) ==
             nullptr;
}

// "the HK$8.40 at which they were sold", "the HK$5 that subscribers paid".
bool is_what_they_sold_at(const OfferSentence& s, const Amount& amount) {
  static const Pattern kAtWhich(
      R"((?i)^,? (?:apiece |each |a share |per share )?(?:at|for) which (?:they|it|the (?:shares|stock)|its shares|[a-z]+ shares) (?:were|was|had been|have been|has been) (?:sold|issued|offered|priced|floated|marketed)|^,? (?:apiece |each |a share |per share )?(?:that |which )?(?:they|buyers|subscribers|applicants|(?:ipo |new |retail |early )?investors) (?:had |have )?paid\b)");
  return kAtWhich.find(s.between(amount.span.end, s.span.end)).has_value();
}

bool is_upper_bound(const OfferSentence& s, const OfferCue* cue, const Amount& amount) {
  static const Pattern kMost(
      R"((?i)(?:最高|上限)(?:发售|招股|定)?价?(?:为|是|每股|H股|\s)*$|\bmaximum (?:of )?$)");
  static const Pattern kFixed(
      R"((?i)定价|厘定|定[为于在出]|敲定|锁定|落实|最终|\b(?:priced|fixed|set|final)\b)");
  std::size_t from = clause_begin(s.text, s.span, amount.qualified.begin);
  if (cue != nullptr) from = std::min(from, cue->span.begin);
  const std::string_view front = s.between(from, amount.qualified.begin);
  const bool fixed_behind =
      cue != nullptr && cue->span.begin >= amount.span.end && kFixed.find(s.text.view(cue->span));
  if (fixed_behind || kFixed.find(front)) return false;
  return (cue != nullptr && cue->word == kPriceMax) || amount.qualifier == "at_most" ||
         kMost.find(front);
}

void add_range(const OfferSentence& s, std::size_t i, std::vector<OfferFinding>& findings) {
  findings.push_back({"offer_price_low", std::nullopt, s.amounts[i]});
  findings.push_back({"offer_price_high", std::nullopt, s.amounts[i + 1]});
}

// "Assuming an offering price of", "HK$22.4 (the middle of the range)": a sum's, nobody's price.
bool is_assumed(const OfferSentence& s, const OfferCue& cue, const Amount& amount) {
  static const Pattern kMiddle(
      R"((?i)^ ?(?:(?:per|a) (?:\w+ )?share)?,? ?\((?:being |the |i\.e\.,? )*(?:mid|middle)\b|^ ?\((?:即|为)?[^()]{0,24}(?:中位|中间)(?:数|价|值))");
  constexpr std::size_t kNear = 16;
  const OfferCue* before = s.before(cue.span.begin, kMid);
  return (before != nullptr && cue.span.begin - before->span.end < kNear &&
          s.between(before->span.end, cue.span.begin).find(',') == std::string_view::npos) ||
         kMiddle.find(s.between(amount.span.end, s.span.end));
}

// "HK$14.40 (offer price HK$12.80)": the bracket's words are of the bracket's amount.
bool names_another(const OfferSentence& s, const Amount& amount, const OfferCue& behind) {
  static const Pattern kLeads(R"((?i)^ ?(?:of|at|was|:|为|是)? ?$)");
  if (s.between(amount.span.end, behind.span.begin).find('(') == std::string_view::npos)
    return false;
  return std::any_of(s.amounts.begin(), s.amounts.end(), [&](const Amount& other) {
    return other.span.begin >= behind.span.end &&
           kLeads.find(s.between(behind.span.end, other.qualified.begin));
  });
}

// 每股61.5港元开盘; not "较招股价10.38港元高开10.8%".
bool is_of_session(const OfferSentence& s, const Amount& amount) {
  const OfferCue* session = s.right_behind(amount, kOpen | kClose);
  return session != nullptr && !s.leads_to_percent(*session);
}

// The cue that makes the amount a price of the offer; null if there is none.
const OfferCue* price_cue(const OfferSentence& s, const Amount& amount) {
  if (is_of_session(s, amount) || s.is_quote(amount)) return nullptr;
  const OfferCue* behind = s.right_behind(amount, kPriceCues);
  if (behind != nullptr && !names_another(s, amount, *behind)) return behind;
  const OfferCue* cue = s.before(amount.qualified.begin, kSmallMoney);
  if (cue == nullptr || (cue->word & kPriceCues) == 0 || !price_gap_holds(s, *cue, amount) ||
      is_assumed(s, *cue, amount))
    return nullptr;
  return cue;
}

// A range of share prices in a sentence about an offer, without the word:
// "8.4到10.2港元,一手500股".
bool is_bare_range(const OfferSentence& s, std::size_t i) {
  static const Pattern kOffer(
      R"((?i)招股|开招|认购|每手|一手|\b(?:board )?lots?\b|\bIPO\b|\boffer|\bshares (?:at|for)\b|\borders\b|\bbooks?\b|\bbook-?building\b|\binvestors\b|\bapplicants\b)");
  const Amount& low = s.amounts[i];
  return low.currency == "HKD" && kOffer.find(s.between(s.span.begin, s.span.end)) &&
         s.before(low.qualified.begin, kSmallMoney) == nullptr;
}

// "expected to price at": nobody has fixed it yet.
bool is_guess(const OfferSentence& s, const Amount& amount) {
  static const Pattern kGuess(
      R"((?i)料(?:将)?(?:以|会|定)|(?:预计|预期|有望|或|可能|传)(?:将)?(?:会)?(?:以|定价)|\b(?:expect\w*|likely|may|plans?|set) to (?:be )?price)");
  return kGuess
      .find(s.between(clause_begin(s.text, s.span, amount.qualified.begin), amount.qualified.begin))
      .has_value();
}

// Where a revised price begins: "由4.5至6.0港元调低为"; the end of the sentence if none is.
std::size_t revised_at(const OfferSentence& s) {
  static const Pattern kRevised(
      R"((?i)(?:调低|调高|调整|调降|下调|上调|修订|改)(?:为|至)|\b(?:cut|lowered|reduced|raised|revised|increased)(?: [a-z]+){0,2} to\b)");
  const auto match = kRevised.find(s.text.folded(), s.span);
  return match ? match->span.end : s.span.end;
}

// The other bound: "不低于26.2港元及不高于30.2港元".
bool is_other_bound(const OfferSentence& s, std::size_t i, const std::vector<OfferFinding>& found) {
  if (i == 0 || found.empty() || found.back().amount.span.begin != s.amounts[i - 1].span.begin)
    return false;
  const bool low = found.back().metric == "offer_price_low";
  const bool high = found.back().metric == "offer_price_high";
  static const Pattern kAnd(
      R"((?i)^(?: (?:per|a) share)?\s?,?\s?(?:and|及|和|且|但|与|,)\s?(?:预期|expected to be|is )?$)");
  // 招股价上限25元,下限21.4元.
  static const Pattern kEnd("^,?(?:及|和|而|则)?(?:每股)?(下限|上限)(?:则?为|是|:)?$");
  const std::string_view gap = s.between(s.amounts[i - 1].span.end, s.amounts[i].qualified.begin);
  if (const auto end = kEnd.find(gap))
    return gap.substr(end->groups[0].begin, end->groups[0].size()) == "下限" ? high : low;
  return ((low && s.amounts[i].qualifier == "at_most") ||
          (high && s.amounts[i].qualifier == "at_least")) &&
         kAnd.find(s.between(s.amounts[i - 1].span.end, s.amounts[i].qualified.begin));
}

// "HK$52.80, the top of a range that began at HK$46.20", "HK$1.05, the floor of a band that ran up
// to HK$1.35": one end was told before as the price.
bool add_other_end(const OfferSentence& s, const Amount& amount, std::vector<OfferFinding>& found) {
  static const Pattern kEnd(
      R"((?i)\b(?:(top|upper end|high end|ceiling|maximum|cap)|bottom|lower end|low end|floor|foot|minimum) of (?:an?|the|its) (?:[a-z-]+ ){0,2}(?:range|band|bracket)(?: that|,? which)? (?:had )?(?:began|begins|started|starts|starting|beginning|stretched|stretches|stretching|ran|runs|running|reached|reaching|went|goes|going|topped out|extended|extending)(?: (?:at|from|to|up to|as high as|as far as))* $)");
  if (found.empty() || found.back().metric != "offer_price") return false;
  const Amount told = found.back().amount;
  const auto end = kEnd.find(s.between(told.span.end, amount.qualified.begin));
  if (!end || told.value == amount.value || end->has(0) != (told.value > amount.value))
    return false;
  found.push_back({"offer_price_low", std::nullopt, end->has(0) ? amount : told});
  found.push_back({"offer_price_high", std::nullopt, end->has(0) ? told : amount});
  return true;
}

// "36.5 million H shares, at no more than HK$28.80": the most that a share of the offer costs.
bool is_bare_most(const OfferSentence& s, const Amount& amount) {
  static const Pattern kAt(R"((?i)(?:\bat|\bfor) $)");
  constexpr double kManyShares = 100000;
  return amount.qualifier == "at_most" && amount.currency == "HKD" &&
         kAt.find(s.between(s.span.begin, amount.qualified.begin)) &&
         s.before(amount.qualified.begin, kSmallMoney) == nullptr &&
         std::any_of(s.amounts.begin(), s.amounts.end(), [&](const Amount& other) {
           return other.unit == "shares" && other.value >= kManyShares &&
                  other.span.end < amount.span.begin;
         });
}

// "closed at HK$10.60, unchanged from its offer price": both.
bool is_unchanged(const OfferSentence& s, const Amount& amount) {
  static const Pattern kUnchanged(
      R"((?i)^(?:,? (?:and |or )?(?:unchanged|flat|level|exactly|the same as|on par|in line)(?: (?:from|with|against|at|on|to))? (?:its|the) (?:offer|issue|ipo|listing|initial public offering) price\b|,? (?:\([^()]{1,16}\) )?(?:[a-z]+ [A-Z][a-z]+)?,? ?which (?:is|was) also (?:its|the) (?:offer(?:ing)?|issue|ipo|listing) price\b|,?(?:与|和|跟)(?:招股价|发售价|发行价|上市价|定价)(?:持平|相同|一样|无升跌|打和)))");
  return amount.kind == AmountKind::money && amount.power == 0 && amount.value < kDearestShare &&
         is_hkd(s, amount) && kUnchanged.find(s.between(amount.span.end, s.span.end)).has_value();
}

void read_prices(const OfferSentence& s, std::vector<OfferFinding>& findings) {
  const std::size_t revised = revised_at(s);
  for (std::size_t i = 0; i < s.amounts.size(); ++i) {
    const Amount& amount = s.amounts[i];
    if (is_other_bound(s, i, findings)) {
      findings.push_back(
          {findings.back().metric == "offer_price_low" ? "offer_price_high" : "offer_price_low",
           std::nullopt, amount});
      continue;
    }
    if (is_unchanged(s, amount)) {
      findings.push_back({"offer_price", std::nullopt, amount});
      continue;
    }
    const OfferCue* cue = price_cue(s, amount);
    constexpr std::size_t kNear = 24;
    // "the middle of the HK$9.20-HK$10.40 range"
    if (cue == nullptr && s.is_range(i)) cue = s.right_behind(s.amounts[i + 1], kPriceCues);
    if (cue == nullptr && amount.qualified.begin >= revised &&
        amount.qualified.begin - revised < kNear)
      cue = s.before(revised, kPriceCues);
    if (cue != nullptr && amount.span.end < revised && revised < s.span.end) continue;
    if (!is_share_price(s, amount, cue) || is_elsewhere(s, amount, cue)) continue;
    const bool range = s.is_range(i);
    if (add_other_end(s, amount, findings)) continue;
    if (!range && is_guess(s, amount)) continue;
    if (cue == nullptr && !(range && is_bare_range(s, i)) && !is_per_share(s, i) &&
        !is_what_they_sold_at(s, amount) && !is_what_it_was_in_the_offer(s, amount) &&
        !is_bare_most(s, amount))
      continue;
    if (range) {
      add_range(s, i, findings);
      ++i;
    } else if (amount.qualifier == "at_least") {
      findings.push_back({"offer_price_low", std::nullopt, amount});
    } else {
      findings.push_back({is_upper_bound(s, cue, amount) ? "offer_price_high" : "offer_price",
                          std::nullopt, amount});
    }
  }
}

// 每手500股, "board lots of 500 shares", "500 shares per lot".
void read_lots(const OfferSentence& s, std::vector<OfferFinding>& findings) {
  static const Pattern kFront(
      R"((?i)(?:(?:每|一|1)手(?:买卖单位|股数|股份数目|数量|单位)?|买卖单位)(?:\([^()]{0,16}\))?(?:将|为|是|即|各|有|:|\||\(|\s|每手)*$|\b(?:minimum )?(?:trading|lot) units?(?: is|:| of| are| size)* $|\b(?:board )?lots?(?: size)?(?: of|:| is| was| are| has| comprises| comprising| contains|,| \|)?(?: one lot of)? ?\(?$|\blot size[^.;,]{0,12} $|\b(?:every|each|one|per) hand(?: is| of|:)? ?$)");
  static const Pattern kMakeAHand(
      R"((?i)^ (?:are|is|as|for|make|makes|per|each|a|one)(?: one| a| each)? hand\b)");
  static const Pattern kBehind(
      R"((?i)^ ?(?:为)?(?:一|每|1)?(?:个)?(?:手|买卖单位)|^(?:-share)? (?:board )?lots?\b|^(?: of| per| in| to| make| for|,| a| an| one| each| is| are| as|/)* (?:(?:board )?lots?|hand)\b)");
  constexpr std::size_t kWindow = 60;
  constexpr double kLargestLot = 1000000;
  for (const Amount& amount : s.amounts) {
    const bool shares = amount.unit == "shares";
    if ((!shares && amount.kind != AmountKind::plain) || amount.value < 1 ||
        amount.value > kLargestLot)
      continue;
    const std::size_t from =
        amount.qualified.begin - std::min(kWindow, amount.qualified.begin - s.span.begin);
    const std::string_view front = s.between(from, amount.qualified.begin);
    const bool labelled = kFront.find(front).has_value();
    // A number without 股 only behind a label of a table.
    static const Pattern kLotOf(
        R"((?i)\blots?(?: size)?(?: of|:) $|[,;(|] ?(?:board )?lot(?: size)? $)");
    if (!shares && !(labelled && front.find('|') != std::string_view::npos) && !kLotOf.find(front))
      continue;
    static const Pattern kFor(R"((?i)\bfor $)");
    if (labelled || (s.has(kEntry) && kFor.find(front)) ||
        kBehind.find(s.between(amount.span.end, s.span.end)) ||
        kMakeAHand.find(s.between(amount.span.end, s.span.end)))
      findings.push_back({"lot_size", std::nullopt, amount});
  }
}

void read_entry_fees(const OfferSentence& s, std::vector<OfferFinding>& findings) {
  constexpr std::size_t kReach = 60;
  static const Pattern kElse(R"((?i);|。|赚|亏|蚀|中签)");
  for (const Amount& amount : s.amounts) {
    if (!is_hkd(s, amount) || amount.value < 10 || amount.value >= 10 * kDearestShare) continue;
    const OfferCue* cue = s.before(amount.qualified.begin, kSmallMoney & ~kPriceCues);
    const bool money = amount.kind == AmountKind::money;
    const bool labelled =
        cue != nullptr && cue->word == kEntry && amount.kind == AmountKind::plain &&
        s.between(cue->span.end, amount.qualified.begin).find('|') != std::string_view::npos;
    if (!money && !labelled) continue;
    static const Pattern kForALot(
        R"((?i)^ ?(?:to|for|per)(?: \w+){0,4} (?:board )?lot\b|^ ?per (?:board )?lot\b)");
    if (s.right_behind(amount, kEntry) == nullptr &&
        !(money && kForALot.find(s.between(amount.span.end, s.span.end)))) {
      if (cue == nullptr || cue->word != kEntry) continue;
      const std::string_view gap = s.between(cue->span.end, amount.qualified.begin);
      if (gap.size() > kReach || kElse.find(gap) ||
          s.has_money_in({cue->span.end, amount.qualified.begin}))
        continue;
    }
    findings.push_back({"entry_fee", std::nullopt, amount});
  }
}

}  // namespace

void read_offer_prices(const OfferSentence& sentence, std::vector<OfferFinding>& findings) {
  read_prices(sentence, findings);
  read_lots(sentence, findings);
  if (sentence.has(kEntry | kSharesNone)) read_entry_fees(sentence, findings);
}

}  // namespace gongwatch::parser::facts
