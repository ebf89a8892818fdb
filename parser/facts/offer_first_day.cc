// The first day of dealings and the grey market before it.
#include <cmath>

#include "parser/facts/figure_scope.h"
#include "parser/facts/offer_sentence.h"
#include "parser/facts/pattern.h"

namespace gongwatch::parser::facts {
namespace {

constexpr double kDearestShare = 100000;
constexpr unsigned kSession = kOpen | kClose | kIntraday | kGrey | kDay;

bool is_price(const Amount& amount) {
  return amount.kind == AmountKind::money && amount.power == 0 && amount.value > 0 &&
         amount.value < kDearestShare && (!amount.currency || amount.currency == "HKD");
}

// Whose price or change it is otherwise: the A share, an index, a peer, last week's listing.
bool is_of_others(const OfferSentence& s, std::size_t from, std::size_t to) {
  static const Pattern kOthers(
      R"((?i)A股|(?-i:\b(?:A[- ]|a-)[Ss]hares?\b)|恒生|恒指|科技指数|指数|美股|美东|美国时间|\bADSs?\b|存托|保荐项目|同日|另一只|成交|换手|\bindex\b|\bHang Seng\b|\bturnover\b|目标价|\btarget price\b|\bparent\b|\bsister company\b)");
  // "Shares of its Shanghai-listed rival closed 1.3% lower", 母公司股价收跌2%: told so at once.
  static const Pattern kOtherSubject(
      R"((?i)^[\s"'(]*(?:(?:[a-z-]+ ){0,4}(?:[a-z-]+-listed )?(?:rivals?|competitors?|peers?|parent|sister company|controlling shareholder)\b|(?:同日|另一边厢)?(?:其|公司|集团)?(?:的)?(?:母公司|控股股东|竞争对手|对手|同业|同行|同类股)))");
  if (kOthers.find(s.between(from, to))) return true;
  const std::size_t semicolon = s.between(s.span.begin, from).rfind(';');
  const std::size_t begin =
      s.span.begin + (semicolon == std::string_view::npos ? 0 : semicolon + 1);
  return kOtherSubject.find(s.between(begin, to)).has_value();
}

// The words of the session that an amount belongs to; the grey market rules the rest of its
// clauses.
const OfferCue* session_of(const OfferSentence& s, const Amount& amount, unsigned mask) {
  const OfferCue* nearest = s.before(amount.qualified.begin, mask);
  const OfferCue* grey = s.before(amount.qualified.begin, kGrey);
  // "承接暗盘升势,收市报102.5元": looked back on.
  static const Pattern kLookedBack("^(?:的)?(?:升|跌|涨|强|弱|走|气)势|^(?:的)?势头");
  static const Pattern kAfter("(?:承接|延续|继|跟随)(?:昨日|昨晚|前日|其|昨)?$");
  if (grey != nullptr && (kLookedBack.find(s.between(grey->span.end, s.span.end)) ||
                          kAfter.find(s.between(s.span.begin, grey->span.begin)))) {
    if (nearest == grey) return s.before(grey->span.begin, mask & ~kGrey);
    return nearest;
  }
  if (grey == nullptr || nearest == nullptr || nearest == grey) return nearest;
  static const Pattern kHigh("(?i)最高|最多|一度|曾|早段|盘中|high|low|much|peak|touch");
  if (nearest->word == kIntraday && kHigh.matches_in(s.text.folded(), nearest->span))
    return nearest;  // the grey market's own
  const bool same =
      s.between(grey->span.end, nearest->span.begin).find(';') == std::string_view::npos;
  const bool day_between = s.before(nearest->span.end, kDay) != nullptr &&
                           s.before(nearest->span.end, kDay)->span.begin > grey->span.begin;
  // "昨日暗盘已跌5.1%,今早低开于11.9元".
  static const Pattern kNextDay(
      R"((?i)今[日天早晨午]|正式|翌日|次日|\b(?:today|this morning|on debut|the next day)\b)");
  const bool next_day = kNextDay.find(s.between(grey->span.end, amount.span.begin)).has_value();
  return same && !day_between && !next_day ? grey : nearest;
}

bool price_gap_holds(const OfferSentence& s, const OfferCue& cue, const Amount& amount) {
  constexpr std::size_t kReach = 80;
  const std::string_view gap = s.between(cue.span.end, amount.qualified.begin);
  return gap.size() <= kReach && gap.find(';') == std::string_view::npos &&
         !s.has_amount_in({cue.span.end, amount.qualified.begin}) &&
         !is_of_others(s, cue.span.end, amount.qualified.begin);
}

// "finishing up 63.2% at HK$66.1 by the midday break": the day is not over.
bool is_of_half_a_day(const OfferSentence& s, const Amount& amount) {
  static const Pattern kHalf(
      R"((?i)^[^,;.]{0,16}(?:\.\d)? (?:by|at|before|in|into) (?:the )?(?:midday|mid-day|noon|lunch(?:time)?|morning)\b)");
  return kHalf.find(s.between(amount.span.end, s.span.end)).has_value();
}

// 收0.81元.
bool is_right_behind_close(const OfferSentence& s, const Amount& amount) {
  static const Pattern kClosed(R"((?:^|[^回签吸验没征接报亏营])收$)");
  return kClosed.find(s.between(s.span.begin, amount.qualified.begin)).has_value();
}

// "closed at HK$12.34 in grey market trading".
bool in_grey_market(const OfferSentence& s, const Amount& amount) {
  static const Pattern kGreyBehind(R"((?i)^ (?:in|on) (?:the |its )?(?:\w+ )?gr[ae]y)");
  return kGreyBehind.find(s.between(amount.span.end, s.span.end)).has_value();
}

void read_prices(const OfferSentence& s, std::vector<OfferFinding>& findings) {
  for (const Amount& amount : s.amounts) {
    if (!is_price(amount) || is_of_half_a_day(s, amount)) continue;
    const OfferCue* behind = s.right_behind(amount, kOpen | kClose);
    if (behind != nullptr && s.leads_to_percent(*behind)) behind = nullptr;
    const OfferCue* cue = behind != nullptr ? behind : session_of(s, amount, kSession & ~kDay);
    const bool labelled = is_right_behind_close(s, amount);
    if (labelled && (cue == nullptr || cue->word != kGrey)) {
      findings.push_back({"first_day_close", std::nullopt, amount});
      continue;
    }
    if (cue == nullptr || (cue->word & (kOpen | kClose)) == 0) continue;
    if (behind == nullptr && !price_gap_holds(s, *cue, amount)) continue;
    if (in_grey_market(s, amount)) continue;
    // "closed 12% above the offer price of HK$9.6": a price of the offer, unless the close was at
    // it.
    const OfferCue* other = s.before(amount.qualified.begin,
                                     kPrice | kPriceMax | kLotGain | kMid | kMarketValue | kEntry);
    if (behind == nullptr && other != nullptr && other->span.begin > cue->span.begin &&
        !s.is_quote(amount)) {
      static const Pattern kAt(R"((?i)^(?:于|在|at|at the|at its|level with the|flat at)?\s?$)");
      if (!kAt.find(s.between(cue->span.end, other->span.begin)) &&
          other->span.begin > cue->span.end)
        continue;
    }
    if (is_of_others(s, clause_begin(s.text, s.span, cue->span.begin), amount.span.begin)) continue;
    findings.push_back(
        {cue->word == kOpen ? "first_day_open" : "first_day_close", std::nullopt, amount});
  }
}

// +1: up, -1: down, 0: the words do not say.
int direction(const OfferSentence& s, const Amount& amount) {
  static const Pattern kUpFront(
      R"((?i)(?:升|涨|扬|飙|溢价|炒高|弹|攀)[^,。;\d]{0,10}$|高(?:[^达过,。;\d][^,。;\d]{0,9})?$|\b(?:up|rose|ris(?:e|en|ing)|gain(?:ed|ing|s)?|jump(?:ed|ing|s)?|surg(?:ed|ing|es?)|soar(?:ed|ing|s)?|climb(?:ed|ing|s)?|rall(?:y|ied|ying)|advanc(?:ed|ing)|leap(?:t|ed)?|pop(?:s|ped|ping)?|premium of|add(?:ed|ing)|spik(?:ed|ing)|rocket(?:ed|ing)|increas(?:e|ed|es|ing))\b[^,;\d]{0,24}$)");
  static const Pattern kDownFront(
      R"((?i)(?:跌|低|挫|泻|滑|降|折让|蚀|潜水|破发)[^,。;\d]{0,10}$|\b(?:down|f[ea]ll(?:en|ing|s)?|dropp?(?:ed|ing|s)?|declin(?:ed|ing|es?)|slid(?:ing|es?)?|slump(?:ed|ing)?|s[au]nk|sink(?:ing)?|tumbl(?:ed|ing)|plung(?:ed|ing)|los(?:t|ing|s)|slipp(?:ed|ing)|shed(?:ding)?|discount of|plummet(?:ed|ing)?|dipp(?:ed|ing)|decreas(?:e|ed|es|ing)|loss of)\b[^,;\d]{0,24}$)");
  static const Pattern kUpBehind(
      R"((?i)^ ?(?:higher|above|up|gain|rise|jump|premium|surge|pop|rally|increase|better|dearer|more than (?:its|the)|over (?:its|the)|的?(?:升|涨)幅))");
  static const Pattern kDownBehind(
      R"((?i)^ ?(?:lower|below|down|loss|fall|drop|decline|discount|slump|worse|cheaper|short of|shy of|less than (?:its|the)|under (?:its|the)|slide|的?跌幅))");
  constexpr std::size_t kWindow = 60;
  const std::size_t from =
      amount.qualified.begin - std::min(kWindow, amount.qualified.begin - s.span.begin);
  const std::string_view front = s.between(from, amount.qualified.begin);
  const std::string_view behind =
      s.between(amount.span.end, std::min(s.span.end, amount.span.end + kWindow));
  static const Pattern kSized("(?:(升|涨)|跌|降)幅[^,。;\\d]{0,16}$");
  if (const auto sized = kSized.find(front)) return sized->has(0) ? 1 : -1;
  if (kUpBehind.find(behind)) return 1;
  if (kDownBehind.find(behind)) return -1;
  const auto up = kUpFront.find(front);
  const auto down = kDownFront.find(front);
  if (up && down) return up->span.begin > down->span.begin ? 1 : -1;
  if (up) return 1;
  if (down) return -1;
  return 0;
}

// The word of the day behind the change: "rose 43% on its debut".
const OfferCue* day_behind(const OfferSentence& s, const Amount& amount) {
  constexpr std::size_t kReach = 60;
  for (const OfferCue& cue : s.cues) {
    if (cue.span.begin < amount.span.end || (cue.word & (kDay | kGrey)) == 0) continue;
    const std::string_view gap = s.between(amount.span.end, cue.span.begin);
    return gap.size() <= kReach && gap.find(';') == std::string_view::npos ? &cue : nullptr;
  }
  return nullptr;
}

// Whether the price in front is that of the opening, and a clause with the change adds to it.
bool opens_before(const OfferSentence& s, const OfferCue& day, const Amount& change) {
  static const Pattern kAdds(
      R"((?i)^[^,;]{0,40}, (?:a (?:gain|rise|jump|drop|fall) of |up |down )?$)");
  const OfferCue* open = s.before(day.span.begin, kOpen | kClose | kIntraday);
  return open != nullptr && open->word == kOpen && day.span.end < change.span.begin &&
         s.has_money_in({open->span.end, day.span.begin}) &&
         kAdds.find(s.between(day.span.end, change.qualified.begin));
}

// 七成三 is a change only right behind its verb: "首日上升的占七成三" counts shares that rose.
bool is_vague_share(const OfferSentence& s, const Amount& amount, const OfferCue& cue) {
  static const Pattern kMoved("(?:升|涨|跌|挫|泻|高|低|扬|弹)(?:足|幅)?$");
  return s.text.view(amount.span).find("成") != std::string_view::npos &&
         (cue.span.begin > amount.span.begin ||
          !kMoved.find(s.between(s.span.begin, amount.qualified.begin)));
}

// "could jump by 20 per cent", "rose up to 6%", 平均升三成: no change that was seen at an end of
// day.
bool is_guess_or_high(const OfferSentence& s, const Amount& amount) {
  static const Pattern kGuess(
      R"((?i)\b(?:will|would|could|may|might|should|expect(?:s|ed)?|on average|(?:an|the) average)\b[^,;]{0,60}$|\b(?:up to|as much as|as many as)(?: about)? $|(?:估计|预计|预期|料|可达|可望|有望|或达|或可|平均)[^,;]{0,24}$|\bmaximum (?:[a-z]+ )?of $|(?:中签|回报|认购|首日上涨)率[^,;\d]{0,9}$)");
  static const Pattern kOfTheYear(
      R"((?i)^ (?:increase|rise|decrease|drop|decline|growth) (?:from|on|over|in) (?:the |a )?(?:year|20\d\d|last|previous|same))");
  if (kOfTheYear.find(s.between(amount.span.end, s.span.end))) return true;
  // 定价较其收市价折让4%: of the offer's price, no session's.
  static const Pattern kPriceAgainst(
      R"((?i)(?:定价|发售价|招股价|发行价)[^,;。\d]{0,6}(?:较|比|相当于|相对)[^,;。\d]{0,24}(?:折让|溢价|折价)[^,;。\d]{0,9}$)");
  if (kPriceAgainst.find(s.between(s.span.begin, amount.qualified.begin))) return true;
  return amount.qualifier == "at_most" ||
         kGuess.find(s.between(s.span.begin, amount.qualified.begin)).has_value();
}

void read_changes(const OfferSentence& s, std::vector<OfferFinding>& findings) {
  for (std::size_t i = 0; i < s.amounts.size(); ++i) {
    const Amount& one = s.amounts[i];
    if (s.is_range(i) && s.amounts[i + 1].kind == one.kind) {  // "三大暗盘场升8.8%至14.6%"
      ++i;
      continue;
    }
    // 升1.17倍: by that many times itself.
    const bool times = one.kind == AmountKind::multiple && one.unit == "times" &&
                       s.text.view(one.span).find("倍") != std::string_view::npos;
    if (one.kind != AmountKind::percent && !times) continue;
    const OfferCue* cue = session_of(s, one, kSession);
    if (cue == nullptr) cue = day_behind(s, one);
    // "opened at HK$64.5 in its debut, 59.3% higher": of the opening.
    if (cue != nullptr && cue->word == kDay && opens_before(s, *cue, one)) continue;
    if (cue == nullptr || (cue->word & (kClose | kDay | kGrey)) == 0) continue;
    if (cue->word != kGrey && !s.debut) continue;
    // "closed at HK$6; revenue rose 31%".
    const OfferCue* other = s.before(one.qualified.begin, kMoneyNone);
    if (other != nullptr && other->span.begin > cue->span.begin) continue;
    if (is_of_half_a_day(s, one)) continue;
    if (is_vague_share(s, one, *cue) || is_guess_or_high(s, one)) continue;
    int sign = direction(s, one);
    if (one.span.begin < s.span.end && s.text.folded()[one.span.begin] == '-') sign = 1;
    if (one.span.begin > s.span.begin && s.text.folded()[one.span.begin - 1] == '+') sign = 1;
    if (sign == 0) continue;
    const std::size_t from = cue->span.begin < one.span.begin ? cue->span.begin : one.span.begin;
    if (is_of_others(s, clause_begin(s.text, s.span, from), one.span.begin)) continue;
    Amount amount = one;
    amount.value *= times ? 100.0 * sign : sign;
    if (times) amount.unit = "%";
    findings.push_back({cue->word == kGrey ? "grey_market_change" : "first_day_change",
                        std::nullopt, std::move(amount)});
  }
}

}  // namespace

void read_first_day(const OfferSentence& sentence, std::vector<OfferFinding>& findings) {
  if (!sentence.has(kSession)) return;
  if (sentence.debut) read_prices(sentence, findings);
  read_changes(sentence, findings);
}

}  // namespace gongwatch::parser::facts
