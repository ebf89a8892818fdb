#include "parser/facts/ranking_phrases_han.h"

#include <algorithm>

#include "parser/facts/pattern.h"
#include "parser/facts/ranking_periods.h"
#include "parser/facts/ranking_places.h"
#include "parser/facts/ranking_words.h"

namespace gongwatch::parser::facts {
namespace {

constexpr std::size_t kOneHan = 3;
constexpr std::size_t kLongestSubject = 30 * kOneHan;

bool ends_like(const PreparedText& text, Span in, std::size_t at, const Pattern& pattern) {
  const Span before{std::max(in.begin, at - std::min(at, 2 * kOneHan)), at};
  return pattern.matches_in(text.folded(), before);
}

// The last 在 or 于 that opens a place; 现在, 位于, 在线 open none.
std::optional<Span> placed(const PreparedText& text, Span words) {
  static const Pattern kOpener("在|于|放到|放眼|放在|只看|单看|计入");
  static const Pattern kPartOfWord(
      "(?:现|正|所|存|潜|实|旨|自|位|注|立|源|处|属|由|基|致|对|关|大|小|低|高|用|限|等|介|善|终|"
      "忙|至|"
      "始|建|安|设)$");
  static const Pattern kNoPlace(
      "^(?:线|建|校|售|营|职|管|途|研|手|(?:19|20)\\d\\d|\\d{1,2}月|\\d{1,2}日|今|去|本年|上市|"
      "港交|联交|"
      "香港联|此|该|其)");
  std::optional<Span> last;
  for (const Match& match : kOpener.find_all(text.folded(), words)) {
    if (match.span.size() == kOneHan && ends_like(text, words, match.span.begin, kPartOfWord))
      continue;
    const Span rest{match.span.end, words.end};
    if (rest.empty() || kNoPlace.matches_in(text.folded(), rest)) continue;
    last = rest;
  }
  return last;
}

Span without_tail(const PreparedText& text, Span words) {
  static const Pattern kTail("(?:" + rank_words("tail") + "|" + rank_words("adverb") + ")$");
  constexpr int kMost = 6;
  for (int i = 0; i < kMost; ++i) {
    words = trimmed(text.folded(), words);
    const auto tail = kTail.find(text.folded(), words);
    if (!tail || tail->span.begin < words.begin) break;
    // 内 of 国内 is no tail.
    static const Pattern kPlace("(?:国|境|区|省|市|业|年)内$");
    if (kPlace.matches_in(text.folded(), words)) break;
    words.end = tail->span.begin;
  }
  return words;
}

// Years at the phrase's ends are told elsewhere.
Span without_years(const PreparedText& text, Span words) {
  for (const PeriodMention& period : find_rank_periods(text, words)) {
    if (period.span.begin <= words.begin + 2 * kOneHan) words.begin = period.span.end;
  }
  static const Pattern kDate("^(?:年|度|末|底|财年|,| )+");
  if (const auto date = kDate.find(text.folded(), words)) words.begin = date->span.end;
  return words;
}

// 中国, 香港及内地 in front of the noun.
void take_places(const PreparedText& text, Span& phrase, std::vector<Span>& regions) {
  static const Pattern kAnd("^(?:以及|及|和|与|、)");
  while (const auto place = han_place_in_front(text, phrase)) {
    regions.push_back(place->name);
    phrase.begin = std::min(place->whole.end, phrase.end);
    const auto also = kAnd.find(text.folded(), phrase);
    if (!also || !han_place_in_front(text, {also->span.end, phrase.end})) break;
    phrase.begin = also->span.end;
  }
}

// 全球 of 智能锁全球[销量].
void take_place_at_end(const PreparedText& text, Span& phrase, std::vector<Span>& regions) {
  const auto place = han_place_at_end(text, phrase);
  if (!place || !regions.empty()) return;
  regions.push_back(place->name);
  phrase.end = place->whole.begin;
}

// 收入及产量 of "公司2023年收入及产量[在江西钨企中排名第二]".
Span metric_before(const PreparedText& text, Span words) {
  static const Pattern kOpener("(?:在|于)$");
  static const Pattern kFirst("(?:收入|销量|产量|产能|销售额)(?:以及|及|和|与|、)$");
  if (const auto opener = kOpener.find(text.folded(), words)) words.end = opener->span.begin;
  const auto metric = metric_at_end(text, words);
  if (!metric) return {};
  const auto first = kFirst.find(text.folded(), {words.begin, metric->begin});
  return first ? Span{first->span.begin, metric->end} : *metric;
}

// 锂盐 of "公司的锂盐[产量]", "2024年锂盐[产量]".
RankedAmong of_metric(const PreparedText& text, Span words, Span metric) {
  static const Pattern kFront("^.*(?:的|20\\d\\d年(?:度|全年)?|[去前今]年(?:度|全年)?)");
  RankedAmong among;
  among.metric = metric;
  words.end = metric.begin;
  if (const auto front = kFront.find(text.folded(), words)) {
    words.begin = front->span.end;
    take_places(text, words, among.regions);
    take_place_at_end(text, words, among.regions);
    words = without_tail(text, words);
    if (!words.empty() && !is_generic(text, words)) among.subject = words;
  }
  return among;
}

}  // namespace

RankedAmong ranked_among(const PreparedText& text, Span phrase) {
  static const Pattern kLead(
      "^(?:在|于|的|所有|全部|全体|整个|其|该|上述|这|一众|众多|主要|按| "
      "|\"|\\d[\\d,]*(?:多|余)?(?:家|间|个))+");
  // 窑炉企业中的排名由2023年的第五[升至第三]: where it stood before is no part of the group.
  static const Pattern kMovedFrom(
      "(?:中|里|当中)?的?(?:排名|位次|名次)?(?:由|从)(?:20\\d\\d年)?的?第[\\d一二三四五六七八九十]{"
      "1,3}(?:位|名)?$");
  RankedAmong among;
  if (const auto moved = kMovedFrom.find(text.folded(), phrase)) phrase.end = moved->span.begin;
  phrase = trimmed(text.folded(), without_years(text, phrase));
  if (phrase.size() > kLongestSubject) return among;
  take_places(text, phrase, among.regions);
  if (const auto lead = kLead.find(text.folded(), phrase); lead && lead->span.end < phrase.end) {
    static const Pattern kOnline("^(?:线|建|研|售|校)");  // 在线平台
    const bool word = text.view(lead->span).ends_with("在") &&
                      kOnline.matches_in(text.folded(), {lead->span.end, phrase.end});
    phrase.begin = word ? lead->span.end - kOneHan : lead->span.end;
    take_places(text, phrase, among.regions);
  }
  phrase = without_tail(text, trimmed(text.folded(), phrase));
  if (phrase.empty() || is_generic(text, phrase)) return among;
  if (const auto metric = metric_at_end(text, phrase)) {
    among.metric = *metric;
    phrase = without_tail(text, {phrase.begin, metric->begin});
    // 全球[智能锁]销量; a place may also stand right in front of the metric (智能锁全球销量).
    take_place_at_end(text, phrase, among.regions);
    if (phrase.empty() || is_generic(text, phrase)) return among;
  }
  if (among.regions.empty()) take_place_at_end(text, phrase, among.regions);  // 岸桥市场全球
  among.subject = trimmed(text.folded(), phrase);
  return among;
}

RankedAmong ranked_in_clause(const PreparedText& text, Span words, const RankPhrases& phrases) {
  // Measures and shares cut the clause; what follows them counts, or else what stands in front.
  for (int side = 0; side < 2; ++side) {
    Span part = words;
    const auto cut = [&](Span phrase) {
      if (!phrase.overlaps(words)) return;
      if (side == 0) {
        part.begin = std::max(part.begin, std::min(phrase.end, words.end));
      } else {
        part.end = std::min(part.end, std::max(phrase.begin, words.begin));
      }
    };
    for (const RankMeasure& measure : phrases.measures) cut(measure.span);
    for (const ShareMention& share : phrases.shares) cut(share.span);
    static const Pattern kYearBehind("(?:在|于)?20\\d\\d年(?:度|底|末|全年)?$");
    part = without_tail(text, part);
    if (const auto year = kYearBehind.find(text.folded(), part)) part.end = year->span.begin;
    if (const auto place = placed(text, part)) {
      RankedAmong among = ranked_among(text, *place);
      if (among.metric.empty()) among.metric = metric_before(text, {part.begin, place->begin});
      if (!among.empty()) return among;
    }
    if (const auto place = last_han_place(text, part)) {
      const RankedAmong among = ranked_among(text, {place->name.begin, part.end});
      if (!among.empty()) return among;
    }
    if (const auto metric = metric_at_end(text, part)) return of_metric(text, part, *metric);
    if (part.begin == words.begin && part.end == words.end) break;
  }
  return {};
}

RankedAmong ranked_in_front(const PreparedText& text, Span sentence_front) {
  static const Pattern kShare(
      "([^,;:。()\"]{2,40}?)(?:的)?(?:市场)?(?:份额|市占率|占有率|占比|占有|占据)[^,;。]{0,8}\\d");
  static const Pattern kHolds(
      "(?:^|[^市])(?:占据|占)([^率有比,;\\d][^,;\\d]{1,23}?)(?:约|的|近)*\\d[\\d.]* ?%");
  static const Pattern kOnlyPlace(
      "^(?:若|如果|若是|如|而|但|同年|同期|同时|当年|20\\d\\d年|其中)*(?:在|于|放到|放眼|放在|只看|"
      "单看|仅看|计算|单计|只计|仅计|单论|"
      "只论|就)([^,;:。()\"]{2,30}?)(?"
      ":"
      "中|里|内|上|来看|来说|而言)?$");
  static const Pattern kQuantity(
      "20\\d\\d年(?:度)?([^,;:。()\"\\d]{2,30}?)(?:约|达到?|为|超过?|共|逾|"
      "[ 近])*\\d");
  // 在约1,200家X的市场中.
  static const Pattern kField(
      "\\d(?:,\\d{3})*(?:多|余)?(?:家|间|个)([^,;。]{2,24}?)(?:的)?(?:市场|行业|领域)?(?:当?中|"
      "之中|里|内)");
  if (const auto field = kField.find(text.folded(), sentence_front)) {
    const RankedAmong among = ranked_among(text, field->groups[0]);
    if (!among.empty()) return among;
  }
  static const Pattern kCut("[,;:。()\"]");
  constexpr int kMost = 3;
  Span rest = sentence_front;
  for (int i = 0; i < kMost && !rest.empty(); ++i) {
    rest = trimmed(text.folded(), rest);
    std::size_t begin = rest.begin;
    for (const Match& cut : kCut.find_all(text.folded(), rest)) begin = cut.span.end;
    const Span clause = trimmed(text.folded(), {begin, rest.end});
    rest.end = std::max(rest.begin, begin > rest.begin ? begin - 1 : begin);
    if (const auto place = kOnlyPlace.find(text.folded(), clause)) {
      const RankedAmong among = ranked_among(text, place->groups[0]);
      if (!among.empty()) return among;
    }
    static const Pattern kGroup("(?:中|里)$");
    if (kGroup.matches_in(text.folded(), clause)) {
      if (const auto place = placed(text, clause)) {
        const RankedAmong among = ranked_among(text, *place);
        if (!among.empty()) return among;
      }
    }
    auto share = kHolds.find(text.folded(), clause);
    if (!share) share = kShare.find(text.folded(), clause);
    if (share) {
      Span words = share->groups[0];
      if (const auto place = placed(text, words)) words = *place;
      for (const PeriodMention& period : find_rank_periods(text, words))
        words.begin = std::max(words.begin, period.span.end);
      RankedAmong among = ranked_among(text, words);
      take_place_at_end(text, among.subject, among.regions);
      // 车载镜头出货量[占全球9.4%]: what of the world's.
      const std::size_t holds = text.folded().rfind("占", share->groups[0].begin);
      if (const Span front{clause.begin, std::max(clause.begin, std::min(holds, clause.end))};
          among.subject.empty() && among.metric.empty() && !front.empty()) {
        if (const auto metric = metric_at_end(text, front)) {
          const RankedAmong of = of_metric(text, front, *metric);
          among.metric = of.metric;
          among.subject = of.subject;
          if (among.regions.empty()) among.regions = of.regions;
        }
      }
      if (!among.empty()) return among;
    }
    if (const auto quantity = kQuantity.find(text.folded(), clause)) {
      const RankedAmong among = ranked_among(text, quantity->groups[0]);
      if (!among.metric.empty()) return among;
    }
    if (begin == rest.begin) break;
  }
  return {};
}

Span ranked_noun(const PreparedText& text, Span right, bool apposed) {
  static const Pattern kLead("^(?:的|规模| )+");
  static const Pattern kStop(
      "[,;:。()?!\"、'… "
      "]|--|之一|以及|[及和与并且也][第最前]|并[以且在于成排位]|且|按|以20|于20|市场份额|市占|"
      "占[^地领比]|份额|约占|达\\d|递交|递表|向港交|通过|拟|今日|宣布|提交|正式|启动|[及和与]全球|"
      "[及和与]中国");
  static const Pattern kHead(
      "(?:供应商|制造商|生产商|服务商|运营商|营运商|经销商|零售商|开发商|提供商|品牌商|厂商|企业|"
      "公司|"
      "平台|品牌|集团|连锁店?|机构|[^经工]商|药企|车企|药厂|农场|老字号)");
  if (const auto lead = kLead.find(text.folded(), right)) right.begin = lead->span.end;
  Span noun = right;
  if (const auto stop = kStop.find(text.folded(), noun)) noun.end = stop->span.begin;
  if (apposed) {
    // A name follows the first head that is not the beginning of a longer word.
    static const Pattern kGoesOn(
        "^(?:级|服务|用|家|品牌|管理|软件|数|云|信|运营|营运|供应|制造|经销|零售|开发|加盟|连锁|商|"
        "业|及|和|的|$)");
    for (const Match& head : kHead.find_all(text.folded(), noun)) {
      if (kGoesOn.matches_in(text.folded(), {head.span.end, noun.end})) continue;
      noun.end = head.span.end;
      break;
    }
  }
  if (noun.size() > 2 * kLongestSubject) return {};
  return without_tail(text, noun);
}

}  // namespace gongwatch::parser::facts
