#include "parser/facts/ranking_measures.h"

#include <algorithm>
#include <string_view>

#include "parser/facts/name_shapes.h"
#include "parser/facts/pattern.h"
#include "parser/facts/ranking_periods.h"
#include "parser/facts/ranking_places.h"
#include "parser/vocabulary/table.h"
#include "text/utf8.h"

namespace gongwatch::parser::facts {
namespace {

constexpr std::size_t kOneHan = 3;
constexpr std::size_t kLongestMeasure = 160;  // bytes

}  // namespace

std::vector<Span> listed_metrics(const PreparedText& text, Span words) {
  static const Pattern kJoint("以及|及|和|与|、|,? and |, |/");
  static const Pattern kHead("(?i)(?:" + rank_metric_heads() + ")(?: of [a-z -]+)?$");
  std::vector<Span> parts;
  std::size_t begin = words.begin;
  for (const Match& joint : kJoint.find_all(text.folded(), words)) {
    const Span part = trimmed(text.folded(), {begin, joint.span.begin});
    if (part.empty() || !kHead.matches_in(text.folded(), part)) continue;
    parts.push_back(part);
    begin = joint.span.end;
  }
  const Span last = trimmed(text.folded(), {begin, words.end});
  if (!last.empty()) parts.push_back(last);
  return parts;
}

namespace {

bool has_han(const PreparedText& text, Span in) { return text::count_han(text.view(in)) > 0; }

// The words between opener and closer: years and region out, the rest split into metrics.
RankMeasure han_measure(const PreparedText& text, Span phrase, Span words) {
  static const Pattern kLead(
      "^(?:于|在|其|该?公司的?|该?集团的?|同[期年]|当年|该年度?|去年|前年|上年|本年|今年|期内|"
      "往绩期|的|总计?|全年|年度|年|整体|合计|总体|底|末|度|份|期末|年末|预计|估计|实际|一年|"
      "按|,| )");
  RankMeasure measure;
  measure.span = phrase;
  for (const PeriodMention& period : find_rank_periods(text, words)) {
    measure.periods.push_back(period.period);
    if (period.span.begin < words.begin + 4 * kOneHan)
      words.begin = period.span.end;
    else if (period.span.end + 2 * kOneHan > words.end)
      words.end = period.span.begin;
  }
  static const Pattern kRange("^(?:止|以来|至今|20\\d\\d年)");
  if (const auto range = kRange.find(text.folded(), words)) words.begin = range->span.end;
  constexpr int kMost = 8;
  for (int i = 0; i < kMost; ++i) {
    const Span before = words;
    if (const auto lead = kLead.find(text.folded(), words);
        lead && words.end >= lead->span.end + 2 * kOneHan)
      words.begin = lead->span.end;
    if (const auto place = han_place_in_front(text, words);
        place && place->whole.end < words.end && measure.region.empty()) {
      measure.region = place->name;
      words.begin = place->whole.end;
    }
    if (words.begin == before.begin) break;
  }
  static const Pattern kField("^(?:整个|整体)?(.{2,}?)(?:行业|市场|领域|赛道|类别|品类)$");
  Span told = trimmed(text.folded(), words);
  if (const auto field = kField.find(text.folded(), told)) {
    measure.of_field = true;
    measure.object = {field->groups[0].begin, told.end};
    return measure;
  }
  // 服务器的出货量: the measure of something.
  static const Pattern kOf("^([^的]{4,})的([^的]{2,})$");
  if (const auto of = kOf.find(text.folded(), told);
      of && metric_at_end(text, of->groups[1]) && !metric_at_end(text, of->groups[0])) {
    measure.object = of->groups[0];
    told = of->groups[1];
  }
  static const Pattern kAsBefore("^(?:同一|相同|同样)的?$");
  if (kAsBefore.matches_in(text.folded(), told)) return measure;
  measure.metrics = listed_metrics(text, told);
  if (measure.metrics.size() == 1 && measure.object.empty()) {
    if (const auto head = metric_at_end(text, measure.metrics[0])) {
      const Span object{measure.metrics[0].begin, head->begin};
      if (object.size() > 3 * kOneHan) measure.object = object;
    }
  }
  return measure;
}

// 计 of 设计, 会计, 累计 closes nothing.
bool is_closer(const PreparedText& text, Span words, Span closer) {
  static const Pattern kPartOfWord("(?:设|会|累|估|合|审|预)$");
  static const Pattern kGoesOn("^(?:划|算机|入|提|价|力|法)");
  if (closer.begin <= words.begin) return false;
  if (text.view(closer) != "计" && text.view(closer) != "算") return true;
  return !kPartOfWord.matches_in(text.folded(), {words.begin, closer.begin}) &&
         !kGoesOn.matches_in(text.folded(), {closer.end, words.end});
}

void add_han(const PreparedText& text, Span sentence, std::vector<RankMeasure>& all) {
  static const Pattern kOpener("按照|基于|按|以|依照|依据?|就|从|论|凭");
  static const Pattern kNoOpener(
      "^(?:及|上|下|外|来|为|后|前|便|此|往|色|期|揭|摩|时|是|已|业|读|职)");
  static const Pattern kEnd("[,;。:()\"]");
  static const Pattern kCloser(
      "来?计算|来?统计|计量|而言|来看|来计|来算|来说|衡量|排名|排序|排行|排列|(?:作|为)?(?:口径|"
      "标准|基准)|为准|论|计|算|看");
  // Nothing closes it but the comma or the verb of rank.
  static const Pattern kBare(
      "(?i)^([^%]{0,30}?(?:" + rank_metric_heads() +
      "))(?:$|排|位[列居于]|位|居|名列|[列在于]|为|是|均|则|全球|中国|全国)");
  // 2024年收入口径下: opens without a word of its own.
  static const Pattern kBasis(
      "(?:^|[,;:。()])([^,;:。()\"%按以从]{2,30}?)(?:的)?口径(?:下|来看|,|$)");
  for (const Match& basis : kBasis.find_all(text.folded(), sentence))
    all.push_back(han_measure(text, basis.groups[0], basis.groups[0]));
  std::size_t from = sentence.begin;
  while (const auto opener = kOpener.find(text.folded(), {from, sentence.end})) {
    from = opener->span.end;
    if (kNoOpener.matches_in(text.folded(), {opener->span.end, sentence.end})) continue;
    Span words{opener->span.end, std::min(sentence.end, opener->span.end + kLongestMeasure)};
    if (const auto end = kEnd.find(text.folded(), words)) words.end = end->span.begin;
    for (const Match& closer : kCloser.find_all(text.folded(), words)) {
      if (!is_closer(text, words, closer.span)) continue;
      const Span inner{words.begin, closer.span.begin};
      if (text.view(inner).find('%') != std::string_view::npos) break;
      // 依沙利文统计: by whom, not by what.
      if (is_authority(text.original(inner))) break;
      const bool verb = text.view(closer.span).substr(0, kOneHan) == "排";
      const std::size_t end = verb ? closer.span.begin : closer.span.end;
      all.push_back(han_measure(text, {opener->span.begin, end}, inner));
      from = end;
      break;
    }
    if (from > opener->span.end) continue;
    if (const auto bare = kBare.find(text.folded(), words)) {
      from = bare->groups[0].end;
      all.push_back(han_measure(text, {opener->span.begin, from}, bare->groups[0]));
    }
  }
}

}  // namespace

std::vector<RankMeasure> find_rank_measures(const PreparedText& text, Span sentence) {
  std::vector<RankMeasure> all;
  if (has_han(text, sentence)) add_han(text, sentence, all);
  add_english_measures(text, sentence, all);
  std::sort(all.begin(), all.end(),
            [](const RankMeasure& a, const RankMeasure& b) { return a.span.begin < b.span.begin; });
  all.erase(
      std::remove_if(all.begin(), all.end(),
                     [](const RankMeasure& one) { return one.metrics.empty() && !one.of_field; }),
      all.end());
  return all;
}

const std::string& rank_metric_heads() {
  static const std::string heads = [] {
    std::string all;
    for (const TableRow& row : table_rows("rank_metrics", 1))
      all += (all.empty() ? "" : "|") + std::string(row[0]);
    return all;
  }();
  return heads;
}

std::optional<Span> metric_at_end(const PreparedText& text, Span words) {
  static const Pattern kHead("(?i)(?:" + rank_metric_heads() + ")+$");
  const auto head = kHead.find(text.folded(), words);
  return head ? std::optional(head->span) : std::nullopt;
}

}  // namespace gongwatch::parser::facts
