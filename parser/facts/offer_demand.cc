// How often the offer was subscribed, and the cornerstone investors.
#include <algorithm>
#include <array>

#include "parser/facts/figure_numbers.h"
#include "parser/facts/figure_scope.h"
#include "parser/facts/offer_sentence.h"
#include "parser/facts/pattern.h"
#include "text/utf8.h"

namespace gongwatch::parser::facts {
namespace {

// "2,316 times the shares set aside for them", "43 times what was available".
bool is_of_shares(const OfferSentence& s, const Amount& amount) {
  static const Pattern kSetAside(
      R"((?i)^ (?:what|(?:the |its |their |that )?(?:(?:H|new|offer|available|initial) ?)?(?:shares?|stock|number (?:of )?(?:H )?shares|amount|allocation|portion|book|tranche))(?: (?:that|which|they|it|was|were|are|is|had|has|been|originally|initially|first))* (?:set aside|reserved|available|on offer|earmarked|allotted|allocated|offered|up for grabs)\b)");
  return kSetAside.find(s.between(amount.span.end, s.span.end)).has_value();
}

// "公开发售及国际配售分别获超额认购6.46倍及1.07倍": each multiple has the tranche of its place.
const OfferCue* paired_tranche(const OfferSentence& s, std::size_t i) {
  static const Pattern kRespectively(R"((?i)分别|依次|\brespectively\b)");
  const auto is_pair = [&](std::size_t first) {
    return first + 1 < s.amounts.size() && s.amounts[first].kind == AmountKind::multiple &&
           s.amounts[first + 1].kind == AmountKind::multiple &&
           joins_amounts(
               s.between(s.amounts[first].span.end, s.amounts[first + 1].qualified.begin));
  };
  const bool first = is_pair(i);
  if ((!first && (i == 0 || !is_pair(i - 1))) || !kRespectively.matches_in(s.text.folded(), s.span))
    return nullptr;
  const std::size_t begin = s.amounts[first ? i : i - 1].qualified.begin;
  const OfferCue* last = s.before(begin, kPublic | kInternational);
  if (last == nullptr) return nullptr;
  if (!first) return last;
  // "香港、国际发售": the first is named by its place alone.
  static const OfferCue kHongKong{{0, 0}, kPublic};
  static const Pattern kHongKongAnd(
      R"((?i)(?:香港|本地)(?:、|及|和|与)$|\b(?:Hong Kong|local) and (?:the )?$)");
  const OfferCue* before = s.before(last->span.begin, kPublic | kInternational);
  if (before == nullptr && kHongKongAnd.find(s.between(s.span.begin, last->span.begin)))
    return &kHongKong;
  return before;
}

// Multiples of subscription. What brokers lend for (孖展) is an estimate, no result.
void read_multiples(const OfferSentence& s, std::vector<OfferFinding>& findings) {
  static const Pattern kMargin(R"((?i)孖展|融资认购|保证金|\bmargin\b|券商(?:数据|统计))");
  static const Pattern kCondition(
      R"((?i)若|如果|倘|触发|以上时|市盈率|市销率|市净率|\b(?:if|should|would|in case)\b|\bprice[- ]to|\bearnings\b|增长|营收|收入|\brevenue)");
  static const Pattern kGrowth(
      R"((?i)(?:增长|增|翻|上升|升)[^,;。]{0,6}$|\b(?:grew|rose|increased)[^,;]{0,16}$)");
  const std::string_view all = s.between(s.span.begin, s.span.end);
  if (kMargin.find(all)) return;
  for (std::size_t i = 0; i < s.amounts.size(); ++i) {
    const Amount& amount = s.amounts[i];
    const bool labelled =
        amount.kind == AmountKind::plain && amount.qualified.begin > s.span.begin &&
        s.between(amount.qualified.begin -
                      std::min<std::size_t>(3, amount.qualified.begin - s.span.begin),
                  amount.qualified.begin)
                .find('|') != std::string_view::npos;
    if (amount.kind != AmountKind::multiple && !labelled) continue;
    const OfferCue* cue = s.before(amount.qualified.begin, kOversub | kPublic | kInternational);
    const OfferCue* behind = s.right_behind(amount, kOversub);
    if (cue == nullptr && behind == nullptr && !is_of_shares(s, amount)) continue;
    if (labelled && (cue == nullptr || cue->word != kOversub)) continue;
    const std::size_t clause = clause_begin(s.text, s.span, amount.qualified.begin);
    // "30 times earnings", "1,804 times the shares of the other one".
    static const Pattern kOther(
        R"((?i)^ (?:(?:\w+'s )?(?:\w+ ){0,3}(?:earnings|sales|revenues?|profits?|book value)\b|(?:the )?(?:shares|stock) (?:of|in) ))");
    if (kOther.find(s.between(amount.span.end, s.span.end))) continue;
    if (kCondition.find(s.between(clause, amount.span.end)) ||
        kGrowth.find(s.between(clause, amount.qualified.begin)))
      continue;
    if (s.is_range(i)) {
      ++i;
      continue;
    }
    const OfferCue* tranche = s.before(amount.qualified.begin, kPublic | kInternational);
    // "150 times subscribed in the public tranche"; not that of the next multiple.
    const auto more_follow = [&](std::size_t at, std::size_t end) {
      return std::any_of(s.amounts.begin() + static_cast<std::ptrdiff_t>(at) + 1, s.amounts.end(),
                         [&](const Amount& one) {
                           return one.kind == AmountKind::multiple && one.span.begin > end &&
                                  one.span.begin - end < 48;
                         });
    };
    if (tranche == nullptr) {
      const auto next = std::find_if(s.cues.begin(), s.cues.end(), [&](const OfferCue& one) {
        return one.span.begin >= amount.span.end && !more_follow(i, one.span.begin) &&
               (one.word & (kPublic | kInternational)) != 0;
      });
      if (next != s.cues.end()) tranche = &*next;
    }
    OfferFinding finding{"subscription_multiple", std::nullopt, amount};
    if (const auto paired = paired_tranche(s, i)) tranche = paired;
    if (tranche != nullptr && tranche->word == kInternational) finding.subject = "international";
    findings.push_back(std::move(finding));
  }
}

std::optional<double> count_of(std::string_view word) {
  const auto numbers = find_numbers(word, {0, word.size()});
  if (numbers.size() == 1) return number_value(numbers[0], 0);
  if (const auto small = small_number(word)) return *small;
  static constexpr std::array<std::string_view, 8> kTeens{
      "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"};
  const std::string lower = text::lower_ascii(word);
  for (std::size_t i = 0; i < kTeens.size(); ++i) {
    if (lower == kTeens[i]) return static_cast<double>(13 + i);
  }
  return std::nullopt;
}

void read_cornerstone_count(const OfferSentence& s, std::vector<OfferFinding>& findings) {
  static const Pattern kHanFront(
      R"(([\d一二两三四五六七八九十]{1,6})(?:名|家|位|个|间)(?:(?:[^,。;\d、及作]{0,24})?(?:基石|基础投资|投资者|投资人|机构)|[^,。;\d、]{0,36}(?:作为|担任|出任)(?:其|公司|本次)?(?:基石|基础投资者)))");
  static const Pattern kHanBehind(
      R"(基石(?:投资者|投资人)?(?:[^,。;\d]{0,40}等|共|只有|仅|合共|总数|数目|有|为|:|\||\s)*([\d一二两三四五六七八九十]{1,6})(?:名|家|位|个|间))");
  static const Pattern kEnglish(
      R"((?i)\b(\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty) (?:[a-z\-]+ ){0,3}?cornerstones?\b|\bcornerstone investors? ?[:|] ?(\d{1,3})\b|\bcornerstones?(?: investors?)? (?:are |were |number |come to )?in (?:total|all) (\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b|\bcornerstones?(?: investors?| tranche)?,? (?:(?:comprises?|comprised|include[sd]?|are|is made up of|number(?:ed)?|consists? of|total(?:l?ed)?|count) (?:just |only |some )?)?\(?(\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) (?:of them|in (?:all|total|number)|names|investors|funds|institutions|parties|backers)\b)");
  for (const Pattern* pattern : {&kHanFront, &kHanBehind, &kEnglish}) {
    const auto match = pattern->find(s.text.folded(), s.span);
    if (!match) continue;
    std::size_t group = 0;
    while (!match->has(group)) ++group;
    const Span word = match->groups[group];
    const auto count = count_of(s.text.view(word));
    // "甲及一家国企作为基石投资者" counts one of several.
    static const Pattern kMadeOne("^一.*(?:作为|担任|出任)");
    if (!count || *count < 1 || kMadeOne.find(s.text.view(match->span))) continue;
    Amount amount;
    amount.span = word;
    amount.qualified = word;
    amount.value = *count;
    amount.unit = "investors";
    findings.push_back({"cornerstone_investors", std::nullopt, std::move(amount)});
    return;
  }
}

// The total of the cornerstones: the only amount of money in the sentence, or the one said to be
// the total.
void read_cornerstone_total(const OfferSentence& s, std::vector<OfferFinding>& findings) {
  static const Pattern kTotal(
      R"((?i)(?:合共|合计|共|总(?:额|计|共)?|累计)[^,;。]{0,24}$|\b(?:total|aggregate|combined|together|collectively|altogether|jointly)\b[^;.]{0,48}$)");
  static const Pattern kHanPart(R"(其中|当中)");
  constexpr double kLeast = 1e6;
  constexpr std::size_t kWindow = 80;
  std::vector<const Amount*> large;
  for (const Amount& amount : s.amounts) {
    if (amount.kind != AmountKind::money || amount.value < kLeast) continue;
    const OfferCue* cue = s.before(amount.qualified.begin,
                                   kRaise | kValuation | kMarketValue | kMoneyNone | kCornerstone);
    const bool other = cue != nullptr && cue->word != kCornerstone;
    // "led by GIC with HK$200 million", 其中甲基金认购1亿港元: parts.
    static const Pattern kPart(
        R"((?i)其中|当中|包括|\b(?:including|led by|among them|with|of which)\b)");
    if (!large.empty() && kPart.find(s.between(large.back()->span.end, amount.qualified.begin)))
      break;
    if (large.empty() && cue != nullptr && !other &&
        kHanPart.find(s.between(cue->span.end, amount.qualified.begin)))
      return;
    if (other &&
        s.between(cue->span.end, amount.qualified.begin).find(',') == std::string_view::npos)
      continue;
    if (s.right_behind(amount, kRaise | kValuation | kMarketValue) != nullptr) continue;
    // "两家机构分别认购4000万港元", 第一大基石投资者甲认购2.81亿: one's.
    static const Pattern kOnes(
        R"((?i)分别|各(?:自)?认购|第[一二三\d]大|最大|\b(?:each|respectively|the largest|the biggest)\b)");
    if (kOnes.find(s.between(s.span.begin, amount.qualified.begin)) ||
        kOnes.find(s.between(amount.span.end, std::min(s.span.end, amount.span.end + 16))))
      continue;
    // The same amount in another currency.
    if (!large.empty() && large.back()->currency != amount.currency &&
        amount.qualified.begin - large.back()->span.end < 24)
      continue;
    large.push_back(&amount);
  }
  const auto total = std::find_if(large.begin(), large.end(), [&](const Amount* amount) {
    const std::size_t from =
        amount->qualified.begin - std::min(kWindow, amount->qualified.begin - s.span.begin);
    return kTotal.find(s.between(from, amount->qualified.begin)).has_value();
  });
  if (total != large.end()) {
    findings.push_back({"cornerstone_investment", std::nullopt, **total});
  } else if (large.size() == 1) {
    findings.push_back({"cornerstone_investment", std::nullopt, *large.front()});
  }
}

}  // namespace

void read_offer_demand(const OfferSentence& sentence, std::vector<OfferFinding>& findings) {
  if (sentence.has(kOversub | kPublic | kInternational)) read_multiples(sentence, findings);
  if (!sentence.has(kCornerstone)) return;
  read_cornerstone_count(sentence, findings);
  read_cornerstone_total(sentence, findings);
}

}  // namespace gongwatch::parser::facts
