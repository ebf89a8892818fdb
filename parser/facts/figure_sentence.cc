#include "parser/facts/figure_sentence.h"

#include <algorithm>

#include "parser/facts/figure_tables.h"
#include "parser/facts/pattern.h"

namespace gongwatch::parser::facts {
namespace {

constexpr std::size_t kWindow = 48;

std::string_view window_before(const PreparedText& text, std::size_t begin, std::size_t end) {
  const std::size_t from = end - std::min(kWindow, end - std::min(begin, end));
  return text.view({from, end});
}

std::string_view window_behind(const PreparedText& text, std::size_t begin, std::size_t end) {
  return text.view({begin, std::min(end, begin + kWindow)});
}

// What grew or shrank by the amount; "to", 至 and the like in between make it a level.
bool is_change(const PreparedText& text, Span sentence, std::size_t from, const Amount& amount) {
  static const Pattern kHanVerb(
      R"((?:增长|增加|增|上升|上涨|升|涨|提升|提高|上调|下降|下跌|下滑|下调|减少|减|跌|降|多|少|缩减|收窄|扩大|攀升|飙升|回落|改善|倒退|萎缩|缩水|挫|滑落|翻|多赚|少赚|同比|按年|环比|放缓)(?:了|幅?达到?|逾|近|约|超过?)*\s?[+\-]?$)");
  static const Pattern kHanNoun(
      R"((?:增幅|增速|升幅|涨幅|跌幅|降幅|增长率|增长幅度|CAGR|变动|变化)[^,;0-9至]{0,18}$)");
  static const Pattern kHanBehind(
      R"(^\s?(?:的|之)(?:同比|按年|年均|年|复合|年复合|年均复合|年化|平均)*(?:增长|增幅|增速|升幅|涨幅|跌幅|降幅))");
  static const Pattern kHanRateBehind(
      R"(^\s?(?:的|之)?(?:按年|年均|年|复合|年复合|年均复合|年化|平均)*(?:增长|增幅|增速|升幅|涨幅|跌幅|降幅))");
  static const Pattern kVerb(
      R"((?i)(?:\bby|\bup|\bdown|\bgrew|\bgrow|\bgrowing|\bgrowth|\brose|\brises?|\brising|\bincreas(?:e|ed|es|ing)|\bdecreas(?:e|ed|es|ing)|\bdeclin(?:e|ed|es|ing)|\bdrop(?:s|ped|ping)?|\bfell|\bfall(?:s|ing)?|\bjump(?:ed|ing)?|\bsurg(?:e|ed|ing)|\bsoar(?:ed|ing)?|\bclimb(?:ed|ing)?|\bgain(?:ed|ing)?|\bshrank|\bshrunk|\bshrinking|\bnarrow(?:ed|ing)?|\bwiden(?:ed|ing)?|\bexpand(?:ed|ing)?|\bimprov(?:ed|ing)|\bCAGR|\b(?:growth|annual|compound|cagr)(?: growth)? rate|\bplung(?:ed|ing)|\bslid|\bslump(?:ed|ing)?|\btumbl(?:ed|ing)|\badvanc(?:ed|ing))(?: of| by)?(?: (?:an?|over|more|than|nearly|another|as much as))*\s?[+\-]?$)");
  static const Pattern kBehind(
      R"((?i)^[\s\-]?(?:increase|rise|growth|jump|drop|decline|decrease|fall|surge|gain|higher|lower|more|less|fewer)\b)");
  static const Pattern kRateBehind(
      R"((?i)^[\s\-]?(?:year[- ](?:on|over)[- ]year|yoy|y[/-]y|y-o-y|annual(?:ly)?|annuali[sz]ed|compound|cagr|up|down|from (?:a|the) (?:year|same))\b)");
  if (amount.span.begin > sentence.begin && text.folded()[amount.span.begin - 1] == '+')
    return true;
  const std::string_view front =
      window_before(text, std::max(from, sentence.begin), amount.qualified.begin);
  const std::string_view behind = window_behind(text, amount.span.end, sentence.end);
  const bool is_rate = amount.kind == AmountKind::percent;
  return kVerb.find(front) || kHanVerb.find(front) || kHanNoun.find(front) ||
         kBehind.find(behind) || kHanBehind.find(behind) ||
         (is_rate && (kRateBehind.find(behind) || kHanRateBehind.find(behind)));
}

// "倒退5.5%至7,330万", "12% to HK$3 million": whatever the verb, a share that leads to a level.
bool leads_to_level(const PreparedText& text, const Amount& share, const Amount& level) {
  static const Pattern kTo(
      R"((?i)^,? ?(?:(?:year[- ]on[- ]year|yoy) )?(?:至|到|to\b)[^,;0-9]{0,24}$)");
  return share.kind == AmountKind::percent && level.kind != AmountKind::percent &&
         share.span.end <= level.qualified.begin &&
         kTo.find(text.view({share.span.end, level.qualified.begin}));
}

// "毛利率维持在七成以上": too vague for a figure.
bool is_in_tenths(const PreparedText& text, const Amount& amount) {
  return amount.kind == AmountKind::percent &&
         text.view(amount.span).find("成") != std::string_view::npos;
}

// "six in every 10 yuan of its sales": no amount of its own.
bool is_of_every(const PreparedText& text, Span sentence, const Amount& amount) {
  static const Pattern kEvery(R"((?i)\bevery $|每$)");
  return kEvery.find(window_before(text, sentence.begin, amount.qualified.begin)).has_value();
}

// "RMB 300 million (about US$42 million)", 约合4,200万美元: the same amount again.
bool is_conversion(const PreparedText& text, const Amount& first, const Amount& second) {
  static const Pattern kAgain(
      R"((?i)^\s?(?:\(|, ?or\b|,?\s?(?:约合|折合|相当于|约等于|相等于))\s?(?:about|approximately|approx\.?|around|roughly|equivalent to|equal to|or|some|nearly|约|约合|合|折合|相当于|等于|即|=|≈)*\s?$)");
  static const Pattern kCurrencyFirst(R"((?i)\bor (?:about|approximately|around)?\s?$)");
  if (first.kind != AmountKind::money || second.kind != AmountKind::money) return false;
  if (!first.currency || !second.currency || first.currency == second.currency) return false;
  if (second.qualified.begin < first.span.end) return false;
  const std::string_view between = text.view({first.span.end, second.qualified.begin});
  return between.size() <= 40 && (kAgain.find(between) || kCurrencyFirst.find(between));
}

// Both ends of "1.2 to 1.5 billion", "介乎20%至25%"; not "from A to B", which is a course.
bool is_range(const PreparedText& text, Span sentence, const Amount& low, const Amount& high) {
  static const Pattern kCourse(R"((?i)(?:\bfrom|由|从|自|\bin)\s?$)");
  static const Pattern kBetween(R"((?i)(?:\bbetween|介乎|介于|\brange of|\branging from)\s?$)");
  static const Pattern kPair(R"((?i)^\s?(?:and|与|和|及)\s?$)");
  if (low.kind != high.kind || high.qualified.begin < low.span.end) return false;
  const std::string_view between = text.view({low.span.end, high.qualified.begin});
  const std::string_view front = window_before(text, sentence.begin, low.qualified.begin);
  if (joins_range(between)) return !kCourse.find(front) || kBetween.find(front);
  return kPair.find(between) && kBetween.find(front);
}

void sort_out(const PreparedText& text, Span sentence, std::vector<Amount> amounts,
              FigureSentence& into) {
  std::size_t from = sentence.begin;
  bool changed = false;  // by the amount before
  for (std::size_t i = 0; i < amounts.size(); ++i) {
    Amount& amount = amounts[i];
    // "同比增长6.2%和32.0%": the second is a change as the first.
    if (changed && amount.kind == AmountKind::percent &&
        joins_amounts(text.view({from, amount.qualified.begin}))) {
      into.passed.push_back(amount.qualified);
      from = amount.span.end;
      continue;
    }
    changed = amount.kind == AmountKind::percent && is_change(text, sentence, from, amount);
    if (i + 1 < amounts.size() && is_range(text, sentence, amount, amounts[i + 1])) {
      into.passed.push_back(amount.qualified);
      into.passed.push_back(amounts[i + 1].qualified);
      ++i;
    } else if (amount.kind == AmountKind::points || is_change(text, sentence, from, amount) ||
               is_of_every(text, sentence, amount) || is_in_tenths(text, amount) ||
               (i + 1 < amounts.size() && leads_to_level(text, amount, amounts[i + 1])) ||
               (i > 0 && is_conversion(text, amounts[i - 1], amount))) {
      into.passed.push_back(amount.qualified);
    } else {
      into.values.push_back(amount);
    }
    from = amounts[i].span.end;
  }
}

// The stretches of a gap that no period, change or bracket explains.
// `accepts` is told whether a period or the like follows.
template <typename Accepts>
bool pieces_accepted(const FigureSentence& sentence, Span gap, const Accepts& accepts) {
  std::size_t at = gap.begin;
  for (const Span& passed : sentence.passed) {
    if (passed.end <= at || passed.begin >= gap.end) continue;
    if (passed.begin > at && !accepts(Span{at, passed.begin}, true)) return false;
    at = std::max(at, passed.end);
  }
  return at >= gap.end || accepts(Span{at, gap.end}, false);
}

// Words that make an amount one of something else.
bool tells_another(const PreparedText& text, Span words) {
  static const Pattern kElse(
      R"((?i);|。|\b(?:rais(?:e|es|ed|ing)|invest(?:ed|ing|ors?)?|acquir\w+|b(?:uy|ought)|spen[dt]|valu(?:e|ed|ation)|pric(?:e|ed|ing)|loans?|fund(?:s|ed|ing)|fined?|customers?|industry|accounted|accounting|account|represent(?:ed|ing|s)?|contribut\w+|per share|a share)\b|募|融资|收购|投资|支付|罚|贷款|售价|股价|市值|估值|行业|市场规模|占|贡献|客户|每股)");
  return kElse.matches_in(text.folded(), words);
}

// "2024年重回B", "去年只剩B": between a time and a value any short Chinese verb will do.
bool is_verb_behind_time(const FigureSentence& sentence, Span words) {
  static const Pattern kShort(R"(^[^\x{0}-\x{7f}、。]{1,4}$)");
  return kShort.matches_in(sentence.text.folded(), words) &&
         std::any_of(sentence.periods.begin(), sentence.periods.end(),
                     [&](const PeriodList& list) { return list.span.end == words.begin; }) &&
         !tells_another(sentence.text, words);
}

// A bracket that opens and closes inside, and stray signs, cut out by the caller's pattern.
const Pattern& glue() {
  static const Pattern pattern(
      R"((?i)^(?:[\s,、;:|()/"'\-]|\([^()]{0,60}\)| (?:after|before|excluding|including|net of) [a-z][a-z -]{3,36}, (?:up|down|from|against|compared|versus)\b|, (?:when|as|after|before|amid|while|despite|helped by|hurt by|thanks to|owing to|due to|because of) [^,;()\d]{3,90},|\b(?:and|to|from|in|for|during|the|an?|of|on|at|as|by|with|was|were|is|are|be|been|its?|their|this|that|which|up|down|then|further|respectively|also|years?|year's|months?|ended|ending|fiscal|financial|full|first|second|third|fourth|half|quarters?|previous|prior|last|same|corresponding|comparable|periods?|earlier|ago|before|after|compared?|comparing|versus|vs\.?|against|ris(?:e|es|en|ing)|rose|increas(?:e|ed|es|ing)|gr[eo]w|growing|grown|climb(?:ed|ing)|jump(?:ed|ing)|surg(?:ed|ing)|soar(?:ed|ing)|expand(?:ed|ing)|improv(?:ed|ing)|reach(?:ed|ing)|hit(?:ting)?|decreas(?:ed|ing)|declin(?:ed|ing)|dropp(?:ed|ing)|fell|fall(?:en|ing)|narrow(?:ed|ing)|widen(?:ed|ing)|shr[aiu]nk(?:ing)?|slid(?:ing)?|slipp(?:ed|ing)|edg(?:ed|ing)|recover(?:ed|ing)|rebound(?:ed|ing)|turn(?:ed|ing)|higher|lower|wider|narrower|better|worse|bigger|smaller|larger|stood|standing|came|coming|amount(?:ed|ing)|total(?:l?ed|l?ing)?|recorded|posted|reported|generated|logged|achieved|booked|slight(?:ly)?|sharply|significantly|steadily|doubl(?:ed|ing)|tripl(?:ed|ing)|more|less|than|just|only|even|still|again|both|each|two|three|four|preceding|year-on-year|year-over-year|yoy|nearly|about|around|approximately|over|RMB|HK|US|had|has|have|while|but|or|so|through|out|put|seen|went|comes?|brought|following|whole|meaning|making|made|has)\b|[和及与以则为至到再又由从自增升降跌减加长上涨下滑落达约近逾超过的于在扩年同比按较相之并进一步扩大收窄缩小分别依次显著幅是录得实现而后前期内全度各均当该回攀飙提高改善转月日末底止财截更微略急剧激劲轻翻倍快速续持稳去首其公司集团少多也仅只已便才就还却系喺同有述路间一逐举步大]|人民币|报告期|上半年|[两三四五]年间?|两者|二者|两项|两个数字|20\d\d)*$)");
  return pattern;
}

// "营业收入(亿元): 2022年 58.4/2023年 41.2", "(unit: ten thousand RMB yuan)": a note is for the
// bare numbers behind it; one right behind a metric only for that metric's.
void apply_notes(FigureSentence& sentence) {
  static const Pattern kUnit(
      R"((?i)\([^()0-9]{0,40}(?:元|人民币|RMB|CNY|HK\$|US\$|HKD|USD|million|billion|thousand)[^()]{0,80}\))");
  const auto apply = [&](Span note_span, std::size_t end) {
    const auto note = unit_note_in(sentence.text.view(note_span));
    if (!note) return;
    sentence.passed.push_back(note_span);
    for (Amount& value : sentence.values) {
      if (value.span.begin >= note_span.end && value.span.end <= end) apply_unit_note(*note, value);
    }
  };
  for (std::size_t i = 0; i < sentence.metrics.size(); ++i) {
    const std::size_t at = sentence.metrics[i].span.end;
    const std::size_t end =
        i + 1 < sentence.metrics.size() ? sentence.metrics[i + 1].span.begin : sentence.span.end;
    if (at >= end || sentence.text.folded()[at] != '(') continue;
    const std::size_t close = sentence.text.folded().find(')', at);
    if (close < end) apply({at, close + 1}, end);
  }
  if (const auto note = kUnit.find(sentence.text.folded(), sentence.span))
    apply(note->span, sentence.span.end);
}

// "较2023年猛增378%", "compared with 2023,": what a change is measured by is no value's time.
bool measures_change(const PreparedText& text, Span sentence, Span period) {
  static const Pattern kHanFront("(?:较|相较|相比|对比|比)(?:于|起)?(?:其|公司|集团)?$");
  static const Pattern kHanBehind(
      R"(^(?:同期|全年|年度)?(?:的|水平)?(?:出现|有|实现|录得|再|则|均|都|大幅|大|猛|急|显著|明显|进一步|稳步|略|微|同比|继续|又)*(?:增|升|涨|降|跌|减|扩|收窄|改善|提高|提升|下滑|反转|反弹|翻|飙|倒退|扭亏|多|少))");
  static const Pattern kFront(
      R"((?i)(?:\b(?:compared (?:with|to)|versus|than(?: in| for)?)|\d ?(?:%|per ?cent) (?:from|over|on)) $)");
  static const Pattern kBehind(
      R"((?i)^(?: levels?)?(?:[.;)]|, [a-z ]*$|, (?:its |the |[a-z]+ ){0,3}(?:revenue|sales|profit|loss|turnover|income)|$))");
  const std::string_view front = window_before(text, sentence.begin, period.begin);
  const std::string_view behind = window_behind(text, period.end, sentence.end);
  return (kHanFront.find(front) && kHanBehind.find(behind)) ||
         (kFront.find(front) && kBehind.find(behind));
}

}  // namespace

bool counts_something(const PreparedText& text, Span year) {
  static const Pattern kCounted(
      R"((?i)^ ?(?:股|手|名|位|张|份|港元|shares|(?:H|new|offer|ordinary) shares|investors|applications)\b?)");
  constexpr std::size_t kDigits = 4;
  return year.size() == kDigits &&
         kCounted.find(text.view({year.end, std::min(text.whole().end, year.end + 24)}));
}

FigureSentence read_figure_sentence(const FigureContext& context, Span span,
                                    std::vector<MetricMention> metrics) {
  FigureSentence sentence{context.text, span, std::move(metrics), {}, {}, {}, {}};
  sentence.reference = context.periods.reference;
  sentence.periods = find_periods(context.text, span, context.dates, context.periods);
  std::erase_if(sentence.periods,
                [&](const PeriodList& list) { return counts_something(context.text, list.span); });
  std::vector<Span> taken;
  for (const PeriodList& list : sentence.periods) taken.push_back(list.span);
  for (const DateMention& date : dates_in(context.dates, span)) taken.push_back(date.span);
  std::erase_if(sentence.periods, [&](const PeriodList& list) {
    return list.periods.size() == 1 && measures_change(context.text, span, list.span);
  });
  sort_out(context.text, span, find_amounts(context.text, span, taken), sentence);
  sentence.passed.insert(sentence.passed.end(), taken.begin(), taken.end());
  apply_notes(sentence);
  std::sort(sentence.passed.begin(), sentence.passed.end(),
            [](const Span& a, const Span& b) { return a.begin < b.begin; });
  return sentence;
}

bool holds_together(const FigureSentence& sentence, Span gap) {
  constexpr std::size_t kReach = 160;
  if (gap.begin > gap.end || gap.size() > kReach) return false;
  return pieces_accepted(sentence, gap, [&](Span piece, bool followed) {
    // "增至B,其中2023年为C": of the years, not of the value.
    constexpr std::string_view kOfWhich = "其中";
    const std::string_view words = sentence.text.view(piece);
    if (followed && words.size() >= kOfWhich.size() &&
        words.substr(words.size() - kOfWhich.size()) == kOfWhich)
      piece.end -= kOfWhich.size();
    return glue().matches_in(sentence.text.folded(), piece) ||
           (!followed && is_verb_behind_time(sentence, piece));
  });
}

bool leads_to_value(const FigureSentence& sentence, Span gap) {
  constexpr std::size_t kReach = 200;
  constexpr std::size_t kWords = 90;
  static const Pattern kComma(R"([,:]|、)");
  if (gap.begin > gap.end || gap.size() > kReach) return false;
  // "收入方面,2022年及2023年,甲分别录得…".
  static const Pattern kTopic("^方面,[^;。]*[^,;。]{0,24}(?:录得|实现|达到?|为|是)$");
  if (kTopic.find(sentence.text.view(gap)) && !tells_another(sentence.text, gap)) return true;
  std::size_t words = 0;
  std::size_t comma = gap.begin;
  const bool plain = pieces_accepted(sentence, gap, [&](Span piece, bool) {
    words += piece.size();
    for (const Match& match : kComma.find_all(sentence.text.folded(), piece))
      comma = match.span.end;
    return !tells_another(sentence.text, piece);
  });
  if (!plain || words > kWords) return false;
  return comma == gap.begin || holds_together(sentence, {comma, gap.end});
}

}  // namespace gongwatch::parser::facts
