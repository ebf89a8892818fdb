#include "parser/facts/ranking_shares.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>

#include "parser/facts/number_words.h"
#include "parser/facts/pattern.h"
#include "parser/facts/ranking_measures.h"

namespace gongwatch::parser::facts {
namespace {

constexpr std::size_t kOneHan = 3;

// Without captures; what is vague (两成多) is none.
constexpr const char* kPercent =
    "(?:\\d{1,3}(?:\\.\\d{1,3})? ?(?:%|percent|per "
    "?cent)|百分之[一二三四五六七八九十]{1,3}(?:点[零一二三四五六七"
    "八九]{1,2})?|[一二两三四五六七八九]成[半一二三四五六七八九]?)";

// 百分之六点二, 三成一, 两成半.
double han_percent(std::string_view words) {
  const auto digit = [&](std::size_t at) {
    const auto value = small_number(words.substr(std::min(at, words.size()), kOneHan));
    return value ? *value : 0;
  };
  constexpr std::string_view kOutOf = "百分之";
  if (words.substr(0, kOutOf.size()) != kOutOf) {
    const std::string_view rest = words.substr(2 * kOneHan);
    return 10.0 * digit(0) + (rest == "半" ? 5.0 : rest.empty() ? 0.0 : digit(2 * kOneHan));
  }
  words.remove_prefix(kOutOf.size());
  const auto point = std::min(words.find("点"), words.size());
  const auto whole = small_number(words.substr(0, point));
  double value = whole ? *whole : 0;
  double unit = 0.1;
  for (std::size_t at = point + kOneHan; at < words.size(); at += kOneHan, unit /= 10)
    value += unit * digit(at);
  return value;
}

std::vector<double> percents_in(const PreparedText& text, Span in) {
  static const Pattern kOne("(?i)" + std::string(kPercent));
  std::vector<double> all;
  for (const Match& match : kOne.find_all(text.folded(), in)) {
    const std::string_view words = text.view(match.span);
    double percent = 0;
    if (words[0] >= '0' && words[0] <= '9') {
      std::from_chars(words.data(), words.data() + words.size(), percent);
    } else {
      percent = han_percent(words);
    }
    if (percent > 0 && percent <= 100) all.push_back(percent);
  }
  return all;
}

// The words in front, in the share's clause, or behind make it another's, or no share of a market.
bool is_no_share(const PreparedText& text, Span sentence, Span share) {
  static const Pattern kBreak("(?i)[,;:。()]|\\b(?:while|but)\\b");
  static const Pattern kOthers(
      "(?i)前[一二三四五十\\d]+|合计|第[一二三四五1-5](?:大|名|位)?的?[^,]{0,8}$|首位的|首名|"
      "榜首的|"
      "对手|竞争|龙头|客户|同业|持股|股权|行业(?:前|龙头)|整体渗透|一家就|收入的?$|\\btop "
      "(?:three|five|ten|two|\\d)|\\b(?:rivals?|competitors?|combined|together|collectively|"
      "leaders?|"
      "customers?|runner-up|shareholders?|stake)\\b");
  static const Pattern kChange(
      "(?i)^ ?(?:个?百分点|percentage points?|以上|以下|多|左右|上下|of (?:its|the company's|total|"
      "group|our) (?:total "
      ")?(?:revenue|sales|shares?|issued)|的?(?:收入|股份|股权|增长|升幅)|growth|"
      "increase|rise|premium|discount)");
  std::size_t begin = sentence.begin;
  for (const Match& cut : kBreak.find_all(text.folded(), {sentence.begin, share.begin}))
    begin = cut.span.end;
  return kOthers.matches_in(text.folded(), {begin, share.begin}) ||
         kChange.matches_in(text.folded(), {share.end, sentence.end});
}

// "22 per cent of the berths", "11.7% of retail sales".
Span metric_behind(const PreparedText& text, Span rest) {
  static const Pattern kOf(
      "(?i)^ of (?:all |the |its |total )*([a-z][a-z -]{2,40}?)(?:[,;.()]| it | in | the | for "
      "|$)");
  const auto of = kOf.find(text.folded(), rest);
  if (!of || !metric_at_end(text, of->groups[0])) return {};
  return of->groups[0];
}

const std::vector<Pattern>& share_forms() {
  static const std::vector<Pattern> all = [] {
    const std::string one = kPercent;
    const std::string percents = one + "(?:(?:,? and |、|及|和|,)" + one + ")?";
    const std::string about =
        "(?:,? ?(?:about|approximately|around|roughly|nearly|some|only|just|over|more "
        "than|at|of|was|"
        "is|reach(?:ed|es|ing)?|stood|standing|being|:|amounting "
        "to|a|totalling|约|大约|近|逾|超过?|"
        "达到?|为|是|仅|只|有|约为|各|分别|高达|录得|水平|去|了|据|:|第[一二三四五六七八九十\\d]{1,"
        "3}(?:位|名)?,?))* ?";
    std::vector<Pattern> list;
    list.emplace_back(
        "(?i)(?:\\b(?:market )?shares?\\b(?: in [a-z ' -]{1,60}| of [a-z ]{1,30}| by [a-z "
        "]{1,20})?|"
        "市场份额|市场占有率|市占率?|份额|占有率|市场占比|占比|\\b(?:market "
        ")?(?:portion|slice|occupying "
        "rate|occupancy|proportion)(?: of the market)?)" +
        about + percents);
    list.emplace_back(
        "(?i)" + percents +
        "(?: market)?(?: (?:market )?share\\b| of (?:the|that|this|china's|global|all|"
        "[a-z ]{1,20})?[a-z' -]{0,40}?\\b(?:market|sales|revenue|total|shipments|"
        "output)\\b|的?(?:市场份额|市场占有率|市占率?|份额|占有率|市场))");
    list.emplace_back(
        "(?i)(?:\\b(?:accounting for|accounted for|accounts for|representing|"
        "represented|occupying|occupied|holding|holds|held|commanding|commanded|"
        "taking|captured|with|controlling|controls)|, "
        "at|以|凭|占(?:据|有)?(?:[^率比有据,;。:()\\d][^,;。:()"
        "\\d]{0,16}?)?)" +
        about + percents);
    list.emplace_back("(?i)(\\()(?:约|approximately |about )?" + one + "\\)");
    return list;
  }();
  return all;
}

}  // namespace

std::vector<ShareMention> find_shares(const PreparedText& text, Span sentence) {
  static const Pattern kAny("(?i)%|cent|百分之|[一二两三四五六七八九]成");
  std::vector<ShareMention> all;
  if (!kAny.matches_in(text.folded(), sentence)) return all;
  for (const Pattern& form : share_forms()) {
    for (const Match& match : form.find_all(text.folded(), sentence)) {
      const bool known = std::any_of(all.begin(), all.end(), [&](const ShareMention& other) {
        return other.span.overlaps(match.span);
      });
      if (known || is_no_share(text, sentence, match.span)) continue;
      ShareMention share{match.span, percents_in(text, match.span), {}, match.has(0)};
      share.metric = metric_behind(text, {match.span.end, sentence.end});
      if (share.metric.empty()) {
        static const Pattern kPercentEnd("(?i)(?:%|cent)( of .*)$");
        if (const auto behind = kPercentEnd.find(text.folded(), match.span))
          share.metric = metric_behind(text, {behind->groups[0].begin, sentence.end});
      }
      if (!share.percents.empty()) all.push_back(std::move(share));
    }
  }
  std::sort(all.begin(), all.end(), [](const ShareMention& a, const ShareMention& b) {
    return a.span.begin < b.span.begin;
  });
  return all;
}

}  // namespace gongwatch::parser::facts
