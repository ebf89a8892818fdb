#include "parser/facts/ranking_claimants.h"

#include <algorithm>
#include <optional>

#include "parser/facts/han_words.h"
#include "parser/facts/name_shapes.h"
#include "parser/facts/pattern.h"
#include "parser/facts/ranking_words.h"
#include "text/utf8.h"

namespace gongwatch::parser::facts {
namespace {

std::string english_claimant(const PreparedText& text, Span sentence, const RankClaim& claim) {
  // Between the name and the claim stand a verb, adverbs, or the comma of an apposition.
  static const Pattern kBetween(
      R"((?i)^(?:'s)?(?: ?\([^)]{0,40}\))?(?:, [^,;]{2,80})?,?(?: (?:is|was|were|are|has|had|been|be|become|became|becoming|being|ranks?|ranked|ranking|came|comes|stood|stands|took|takes|held|holds|placed|occup\w+|the|an?|in|at|as|one|of|among|also|currently|now|already|its|only|claims?|claimed|itself|says|said|it|by far|respectively|place|both|globally|worldwide|china|asia|china's|asia's|world's|which|and|to|20\d\d|on|output|sales|revenue|by|consistently|still|mainland|top|largest))*,? ?$)");
  static const Pattern kApposed(R"(^,? ?((?:[A-Z][\w&.\-]*)(?: [A-Z][\w&.\-]*){0,4})(?:[ ,.]|$))");
  for (const Span& name : english_names(text, {sentence.begin, claim.left})) {
    static const Pattern kNoName(
        "^(?:Ranked|Ranking|Measured|Calculated|Based|Among|Data|Citing|Second|Third|Number|No|Our)"
        "$");
    if (name.end <= claim.left && !kNoName.matches_in(text.folded(), name) &&
        !is_authority(text.original(name)) &&
        kBetween.matches_in(text.folded(), {name.end, claim.left}))
      return text.original(name);
  }
  const auto apposed = kApposed.find(text.folded(), {claim.span.end, sentence.end});
  // "…, Benchmark Minerals reckons": who says it.
  static const Pattern kSays(
      "(?i)^ "
      "(?:reckons?|reckoned|says?|said|estimate[sd]?|calculates?|notes?|data|figures|report)\\b");
  if (apposed && kSays.matches_in(text.folded(), {apposed->groups[0].end, sentence.end})) return {};
  if (apposed && !english_names(text, apposed->groups[0]).empty() &&
      !is_authority(text.original(apposed->groups[0])))
    return text.original(apposed->groups[0]);
  return {};
}

// 大家乐(0341)为[最大的快餐集团]: nothing but a copula stands between the bracket and the claim.
std::optional<Span> words_before_bracket(const PreparedText& text, Span sentence, Span words) {
  static const Pattern kCopula("^(?:则|也|亦|为|是|系|在|已|仍|就|便| )*$");
  static const Pattern kBracket("^.*?([^,;:。()]{2,40})\\([^()]{1,60}\\)$");
  if (words.begin <= sentence.begin || text.folded()[words.begin - 1] != ')' ||
      (!words.empty() && !kCopula.matches_in(text.folded(), words)))
    return std::nullopt;
  const auto name = kBracket.find(text.folded(), {sentence.begin, words.begin});
  return name ? std::optional(name->groups[0]) : std::nullopt;
}

// "全球最大啤酒生产商百威英博取消分拆": who stands right behind the claim.
std::optional<Span> name_behind(const PreparedText& text, Span sentence, const RankClaim& claim) {
  constexpr std::size_t kTwoHan = 6;
  constexpr std::size_t kLongest = 36;
  static const Pattern kLatin(R"(^[A-Z][A-Za-z.&-]+(?: [A-Z][A-Za-z.&-]+){0,3})");
  if (claim.subject.empty() || claim.subject.end != claim.span.end) return std::nullopt;
  const Span rest{claim.span.end, sentence.end};
  if (const auto latin = kLatin.find(text.folded(), rest)) return latin->span;
  const auto verb = han_words::behind(
      text, {std::min(rest.begin + kTwoHan, rest.end), std::min(rest.begin + kLongest, rest.end)});
  if (!verb) return std::nullopt;
  const Span name{rest.begin, verb->begin};
  static const Pattern kOnlyHan(R"(^\p{Han}+$)");
  if (!kOnlyHan.matches_in(text.folded(), name) || !han_words::may_be_name(text.view(name)) ||
      !could_be_issuer(text.original(name)))
    return std::nullopt;
  return name;
}

std::string han_claimant(const PreparedText& text, Span sentence, const RankClaim& claim,
                         const RankPhrases& phrases, std::size_t from) {
  static const Pattern kPreposition(
      "(?:在|于|则|以|按|是|为|系|位居|也是|亦为|成为|作为|已|已是|已?(?:成长|发展|晋升|跃升)(?:为|"
      "成)?|现已|其|并|且)$");
  Span words = rank_clause(text, sentence, claim.span);
  if (const auto apposed = name_behind(text, sentence, claim)) return text.original(*apposed);
  words.end = claim.left;
  words.begin = std::max(words.begin, from);
  if (const auto before = words_before_bracket(text, sentence, words)) words = *before;
  const auto cut = [&](std::size_t begin) {
    if (begin >= words.begin && begin < words.end) words.end = begin;
  };
  if (!claim.subject.empty()) cut(claim.subject.begin);
  for (const Span& region : claim.regions) cut(region.begin);
  for (const RankMeasure& measure : phrases.measures) cut(measure.span.begin);
  for (const ShareMention& share : phrases.shares) cut(share.span.begin);
  constexpr int kMost = 3;
  static const Pattern kAdverb("(?:" + rank_words("adverb") + ")$");
  for (int i = 0; i < kMost; ++i) {
    if (const auto tail = kAdverb.find(text.folded(), words)) words.end = tail->span.begin;
    if (const auto tail = kPreposition.find(text.folded(), words)) words.end = tail->span.begin;
  }
  if (words.empty()) return {};
  static const Pattern kNoName(
      "^(?:其|则|旗下|按|一?数字|一?规模|一?成绩|它|佢|[该此这](?:平台|企业|品牌|机构|连锁|商|店|"
      "矿|"
      "行|厂|药企|车企|家|间))|[你我他]们|将|把|业务$|【|[的中]$|[使令让助](?:"
      "公司|集团|其)");
  auto name = han_subject(text, words);
  if (!name || is_authority(text.original(*name))) return {};
  // 能 of 拓野智能 is no adverb where the article says so again.
  constexpr std::size_t kMany = 4;
  if (name->end < words.end && text.occurrences(text.view({name->begin, words.end}), kMany) > 1)
    name->end = words.end;
  static const Pattern kOurs("旗下[^,]{0,4}$|的$");
  if (kNoName.matches_in(text.folded(), *name) || metric_at_end(text, *name) ||
      kOurs.matches_in(text.folded(), {words.begin, name->begin}))
    return {};
  return text.original(*name);
}

}  // namespace

std::string claimant_of(const PreparedText& text, Span sentence, const RankClaim& claim,
                        const RankPhrases& phrases, std::size_t from) {
  if (text::count_han(text.view(sentence)) == 0)
    return english_claimant(text, {std::max(sentence.begin, from), sentence.end}, claim);
  return han_claimant(text, sentence, claim, phrases, from);
}

}  // namespace gongwatch::parser::facts
