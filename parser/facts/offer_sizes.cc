// How much is offered and raised, and what the company is worth.
#include <algorithm>

#include "parser/facts/figure_scope.h"
#include "parser/facts/offer_sentence.h"
#include "parser/facts/pattern.h"

namespace gongwatch::parser::facts {
namespace {

constexpr double kLeastShares = 100000;
constexpr double kLeastMoney = 1e6;
constexpr unsigned kLargeMoney =
    kRaise | kValuation | kMarketValue | kMoneyNone | kCornerstone | kMid;

// A comma is passed only if nothing but "about", "estimated at" and the like follows.
bool gap_holds(const OfferSentence& s, const OfferCue& cue, const Amount& amount) {
  constexpr std::size_t kReach = 72;
  static const Pattern kElse(R"(;|。|%|成|轮)");
  static const Pattern kAfterComma(R"((?i)[,:|][^,:|]*$)");
  static const Pattern kGlue(
      R"((?i)^[,:|](?:\s|估计|预计|预期|预料|将|约|为|达|分别|净额|总额|最多|介乎|\(|\)|港元|or|about|to|be|of|at|up|estimated|expected|approximately|put|seen|reckoned|totalling|after expenses|before expenses)*$)");
  const std::string_view gap = s.between(cue.span.end, amount.qualified.begin);
  if (gap.size() > kReach || kElse.find(gap)) return false;
  if (s.has_amount_in({cue.span.end, amount.qualified.begin})) return false;
  const auto comma = kAfterComma.find(gap);
  return !comma || kGlue.find(gap.substr(comma->span.begin));
}

bool is_large_money(const Amount& amount) {
  return amount.value >= kLeastMoney && (amount.kind == AmountKind::money ||
                                         (amount.kind == AmountKind::plain && amount.power >= 4));
}

// Rounds before the listing, and listings elsewhere.
bool is_other_deal(const OfferSentence& s, std::size_t from, std::size_t to) {
  static const Pattern kRounds(
      R"((?i)\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten|dozens?(?: of)?) (?:[a-z-]+ ){0,3}(?:firms|companies) (?:have |had )?(?:debuted|listed|went public|floated)\b|轮|天使|定向增发|定增|可转债|Pre-?IPO|创投|\bseries [a-h]\b|\b(?:funding|financing) round\b|\bventure\b)");
  static const Pattern kRoundBehind(
      R"((?i)^[^.;]{0,80}\bat an? (?:post-money |pre-money )?valuation\b|^ from (?:\w+ ){0,2}(?:investors|backers) (?:including|led by|such as)\b)");
  static const Pattern kOther(
      R"((?i)A股|科创板|上交所|深交所|纳斯达克|美股|(?-i:\b(?:A[- ]|a-)[Ss]hares?\b)|\bnasdaq\b|\bnyse\b|\bshanghai\b|\bshenzhen\b|(?:公开发售|香港发售)(?:部分)?集资|今年以来|当时|累计|\bunicorns?\b|\bipos? (?:over|above|worth more than|of more than|bigger than)\b|\bnasdaq\b|独角兽|定向增发|定增|增发|可转债|QDII|(?:额外|另外?)(?:所得款项?|募|集|筹)|当年(?:募|集|筹|融)资|\b(?:US|U\.S\.|New York|American|Nasdaq|domestic) (?:initial public offering|ipo|listing|float|debut)\b|\bin the (?:United States|US|U\.S\.)(?:\W|$)|\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten|dozen|\w+teen) (?:[a-z-]+ ){0,3}(?:firms|companies|ipos|listings|offerings)\b|\bin New York\b|(?:港交所|联交所|香港|本港|港股|全球|市场)(?:新股|ipo|市场|的|\s)*(?:募资|集资|筹资|融资)总?额|\b(?:called off|cancelled|abandoned|scrapped|dropped|shelved|singapore|london|tokyo|toronto|sydney)\b|\bso far (?:this year|in 20\d\d)\b|\b(?:firms|companies|issuers|newcomers) (?:have |had )?(?:together |jointly )?(?:raised|raise)\b|全年)");
  static const Pattern kElsewhereBehind(
      R"((?i)^(?: ?\([^()]*\))? (?:in|from|with|through|at|via) (?:its|the|an?|their) (?:(?:19|20)\d\d )?(?:New York|Nasdaq|US|U\.S\.|NYSE|Shanghai|Shenzhen|London|Singapore|Tokyo|American|A-share) (?:[a-z-]+ ){0,2}(?:ipo|initial public offering|listing|float|flotation|offering|debut)\b)");
  return kElsewhereBehind.find(s.between(to, s.span.end)) ||
         kRounds.find(s.between(s.span.begin, to)) ||
         kRoundBehind.find(s.between(to, s.span.end)) || kOther.find(s.between(from, to));
}

// "HK$1 = US$0.13": the amount before, in another currency.
bool is_conversion_of_last(const OfferSentence& s, std::size_t i) {
  static const Pattern kAgain(
      R"((?i)^\s?(?:\(|, ?or |,? ?(?:约合|折合|相当于))\s?(?:about|approximately|around|or|约|即|=|\s)*$)");
  if (i == 0) return false;
  const Amount& last = s.amounts[i - 1];
  const Amount& amount = s.amounts[i];
  return last.kind == AmountKind::money && last.currency && amount.currency &&
         last.currency != amount.currency &&
         kAgain.find(s.between(last.span.end, amount.qualified.begin));
}

// "put in US$80m at a valuation of US$950m" values nothing at the first.
bool names_amount_before(const OfferSentence& s, const OfferCue& behind) {
  static const Pattern kOf(
      R"((?i)^ of (?:about |around |some |nearly |over |approximately )?(?:[A-Z]{2,3}\$?|\$|\d))");
  return behind.word != kValuation || !kOf.find(s.between(behind.span.end, s.span.end));
}

// "a US$300m deal", "the HK$926 million global offering": what it is of stands behind.
bool is_size_of_deal(const OfferSentence& s, const Amount& last) {
  static const Pattern kDeal(
      R"((?i)^(?: \([^()]{1,24}\))?[ -](?:(?:hong kong|global|share|initial|public|stock|main board|gem|h-share|new|equity|first-time) )*(?:offering|deal|trade|flotation|float|share sale|raise|fundraising|fund-raising|listing|ipo)\b([^,.;]{0,24}))");
  static const Pattern kPurchase(
      R"((?i)^ (?:to (?:buy|acquire|supply|build)|with|for|(?:of|by|from) (?:an?|another|rival|its)) ?\b)");
  const auto deal = kDeal.find(s.between(last.span.end, s.span.end));
  return deal && !kPurchase.find(s.between(last.span.end + deal->groups[0].begin,
                                           last.span.end + deal->groups[0].end));
}

// "brought in US$38.6 million last year" sells something else, unless the sentence speaks of the
// offer.
bool is_taken_in_otherwise(const OfferSentence& s, const OfferCue& cue) {
  static const Pattern kWeak(
      R"((?i)^(?:pocket|collect|fetch|garner|tak|took|bring|brought|pull|haul|rak|nets))");
  static const Pattern kOffer(
      R"((?i)\b(?:expenses|fees|costs|greenshoe|over-?allotment|offer\w*|ipo|debut|proceeds|float|flotation|listing|share sale|sale of shares|apiece|deal|investors|(?:from|in) the sale)\b)");
  return kWeak.find(s.text.view(cue.span)) &&
         !s.has(kPrice | kPriceMax | kSharesNone | kPublic | kInternational | kCornerstone |
                kOversub | kMarketValue | kValuation) &&
         !kOffer.find(s.text.view(s.span));
}

// `last` is the amount's other end if it opens a range.
std::optional<OfferCue> money_cue(const OfferSentence& s, const Amount& amount,
                                  const Amount& last) {
  const OfferCue* cue = s.before(amount.qualified.begin, kLargeMoney);
  const bool leads = cue != nullptr && (cue->word & (kRaise | kValuation | kMarketValue)) != 0 &&
                     gap_holds(s, *cue, amount) && !is_taken_in_otherwise(s, *cue);
  if (const OfferCue* behind =
          s.right_behind(last, kRaise | kValuation | kMarketValue | kMoneyNone)) {
    // "valued at US$620 million in a Series C round": at that round.
    if ((behind->word & kMoneyNone) != 0)
      return leads && cue->word == kValuation ? std::optional(*cue) : std::nullopt;
    // "the US$1.1bn listing of an inverter maker".
    static const Pattern kOfAnother(R"((?i)^ (?:of|by|from) (?:an?|another|rival)\b)");
    if (!names_amount_before(s, *behind) ||
        (behind->word == kRaise && kOfAnother.find(s.between(behind->span.end, s.span.end))))
      return std::nullopt;
    return *behind;
  }
  if (is_size_of_deal(s, last)) return OfferCue{{last.span.end, last.span.end}, kRaise};
  return leads ? std::optional(*cue) : std::nullopt;
}

// What an offer values the company at is its market value; what a round does, a valuation.
const char* metric_of(const OfferSentence& s, const OfferCue& cue) {
  static const Pattern kVerb(R"((?i)^valu(?:e|es|ing)$)");
  // "That would value the company at": behind a sentence about the price.
  static const Pattern kPointing(
      R"((?i)^(?:that|this|it|which|the price|at that price|at the (?:top|bottom|middle|mid-?point)[^,]{0,24},)\b)");
  if (cue.word == kRaise) return "amount_raised";
  const bool at_offer =
      cue.word == kValuation && kVerb.find(s.text.view(cue.span)) && !s.has(kMoneyNone) &&
      (s.has(kPrice | kPriceMax | kShares) || kPointing.find(s.text.view(s.span)));
  return cue.word == kMarketValue || at_offer ? "market_value" : "valuation";
}

// "集资15.3亿港元,净额14.2亿港元": the net amount behind the gross one.
bool is_net_of_last(const OfferSentence& s, std::size_t i,
                    const std::vector<OfferFinding>& findings) {
  static const Pattern kNet(
      R"(^,(?:而)?(?:预计|估计)?(?:净额|净集资额|净筹|扣除[^,;。]{0,16}后净额)(?:约|为|达|估计|预计)*$)");
  return i > 0 && !findings.empty() && findings.back().metric == "amount_raised" &&
         findings.back().amount.span.begin == s.amounts[i - 1].span.begin &&
         kNet.find(s.between(s.amounts[i - 1].span.end, s.amounts[i].qualified.begin));
}

// 最多募资21亿.
Amount with_most(const OfferSentence& s, const OfferCue& cue, Amount amount) {
  static const Pattern kMost("(?:最多|最高|至多)(?:可|将|净|约|预计|合共|拟)*(?:集|募|筹)");
  constexpr std::size_t kReach = 18;
  const std::size_t begin = std::min(cue.span.begin, amount.qualified.begin);
  const std::size_t from = begin - std::min(kReach, begin - s.span.begin);
  if (!amount.qualifier && kMost.find(s.between(from, amount.qualified.begin)))
    amount.qualifier = "at_most";
  return amount;
}

std::string_view up_to_clause_end(const OfferSentence& s, const Amount& amount) {
  const std::string_view behind = s.between(amount.span.end, s.span.end);
  return s.between(s.span.begin,
                   amount.span.end + std::min(behind.find_first_of(",;"), behind.size()));
}

void read_money(const OfferSentence& s, std::vector<OfferFinding>& findings) {
  for (std::size_t i = 0; i < s.amounts.size(); ++i) {
    const Amount& amount = s.amounts[i];
    if (!is_large_money(amount) || is_conversion_of_last(s, i)) continue;
    if (is_net_of_last(s, i, findings)) {
      findings.push_back({"amount_raised", std::nullopt, amount, true});
      continue;
    }
    const bool range = s.is_range(i) && is_large_money(s.amounts[i + 1]);
    const auto cue = money_cue(s, amount, s.amounts[range ? i + 1 : i]);
    if (!cue) continue;
    // What the market makes it worth is no figure of the offer.
    static const Pattern kMarket(
        R"((?i)A股|(?-i:\b(?:A[- ]|a-)[Ss]hares?\b)|门槛|低于\d|不足\d|要求|创业板|科创板|\bchinext\b|\bstar market\b|'s close\b|\bat (?:the )?close\b|收市价|收盘价|最新|现时|目前|成交)");
    // "a startup valued at more than $1 billion" is said of a class of companies.
    static const Pattern kClass(
        R"((?i)\ban? (?:[a-z-]+ ){0,2}(?:unicorn|start-?up|company|firm) (?:that is |which is )?(?:valued at|worth) (?:more than|over|above|at least) $|\bsend(?:s|ing) (?:its|the) (?:[a-z]+ )*valuation[^,;]*$)");
    if (cue->word != kRaise && kClass.find(s.between(s.span.begin, amount.span.begin))) continue;
    if (cue->word == kMarketValue &&
        (s.before(amount.qualified.begin, kOpen | kClose | kIntraday) != nullptr ||
         kMarket.find(up_to_clause_end(s, amount))))
      continue;
    const std::size_t from =
        clause_begin(s.text, s.span, std::min(cue->span.begin, amount.qualified.begin));
    if (cue->word == kRaise && is_other_deal(s, from, std::max(amount.span.end, cue->span.end))) {
      if (range) ++i;
      continue;
    }
    if (!range) {
      static const Pattern kNet(R"((?i)净|\bnet)");
      findings.push_back(
          {metric_of(s, *cue), std::nullopt, with_most(s, *cue, amount),
           kNet.find(s.between(cue->span.begin, amount.qualified.begin)).has_value()});
    } else {
      ++i;
      if (cue->word != kRaise) continue;
      findings.push_back({"amount_raised_low", std::nullopt, amount});
      findings.push_back({"amount_raised_high", std::nullopt, s.amounts[i]});
    }
  }
}

// The shares of the whole offer; not those of a tranche, an option or the company.
void read_shares(const OfferSentence& s, std::vector<OfferFinding>& findings) {
  constexpr std::size_t kReach = 60;
  static const Pattern kElse(R"((?i);|。|其中|当中|\bof which\b|\bincluding\b|基石|认购)");
  static const Pattern kOnSale(
      R"((?i)^ ?(?:\([^()]{0,30}\))? ?(?:are |were |being |will be )?(?:on offer|offered|issued|for sale|up for sale|on sale|globally|worldwide|in (?:its|the|a|an) (?:Hong Kong )?(?:IPO|global offering|initial public offering|offering|share sale|listing|float))\b|^ sold\b|^ ?at (?:a fixed )?(?:HK\$|HKD|\$|between)|^,? (?:of which|including) [^,.;]{1,32}(?:Hong Kong|public|retail|international|institutional)\b)");
  static const Pattern kPricedEach(
      R"((?i)\b(?:apiece|each|per share|a share) for $|\bfor each of (?:its |the )?$)");
  constexpr std::size_t kNear = 16;
  for (const Amount& amount : s.amounts) {
    if (amount.value < kLeastShares) continue;
    const OfferCue* cue =
        s.before(amount.qualified.begin,
                 kShares | kSharesNone | kPublic | kInternational | kCornerstone | kOversub);
    const std::string_view gap =
        cue == nullptr ? std::string_view() : s.between(cue->span.end, amount.qualified.begin);
    const bool labelled = gap.find('|') != std::string_view::npos;
    if (amount.unit != "shares" && !(amount.kind == AmountKind::plain && labelled)) continue;
    const bool offered = cue != nullptr && cue->word == kShares && gap.size() <= kReach &&
                         !kElse.find(gap) &&
                         !s.has_amount_in({cue->span.end, amount.qualified.begin});
    // "only 575,000 shares or 45% of the total subscribed": how many were taken.
    static const Pattern kTaken(R"((?i)^,? or [\d.]+ ?(?:%|per ?cent)[^.;,]{0,40}\bsubscribed\b)");
    if (kTaken.find(s.between(amount.span.end, s.span.end))) continue;
    const std::size_t near =
        amount.qualified.begin - std::min(kNear, amount.qualified.begin - s.span.begin);
    if (!offered && !kOnSale.find(s.between(amount.span.end, s.span.end)) &&
        !kPricedEach.find(s.between(near, amount.qualified.begin)))
      continue;
    const std::size_t from =
        clause_begin(s.text, s.span, cue == nullptr ? amount.qualified.begin : cue->span.begin);
    static const Pattern kElsewhere(R"((?i)科创板|上交所|深交所|存托|\bnasdaq\b|\bnyse\b|\bADS)");
    if (kElsewhere.find(s.between(std::min(from, amount.span.begin),
                                  std::min(s.span.end, amount.span.end + 24))))
      continue;
    findings.push_back({"offer_shares", std::nullopt, amount});
  }
}

}  // namespace

void read_offer_sizes(const OfferSentence& sentence, std::vector<OfferFinding>& findings) {
  read_money(sentence, findings);
  read_shares(sentence, findings);
}

}  // namespace gongwatch::parser::facts
