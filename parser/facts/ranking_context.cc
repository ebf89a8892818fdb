// The words around a ranking claim: by what, when, who says so, who claims.
#include <algorithm>

#include "parser/facts/issuers.h"
#include "parser/facts/ranking_forms.h"
#include "parser/vocabulary/table.h"
#include "text/utf8.h"

namespace gongwatch::parser::facts {

std::optional<std::string> metric_of(const PreparedText& text, Span sentence, Span claim) {
  static const std::vector<Pattern> metrics = [] {
    std::string any;
    for (const TableRow& row : table_rows("rank_metrics", 1))
      any += (any.empty() ? "" : "|") + std::string(row[0]);
    std::vector<Pattern> all;
    all.emplace_back(
        "(?i)(?:based on|in terms of|measured by|calculated by|by|when measured by) (?:20\\d\\d "
        ")?(?:its |the "
        "|their |annual |total )?(" +
        any + ")");
    all.emplace_back(
        "(?i)(?:按|以|依)(?:照)?(?:20\\d\\d年)?(?:度)?(?:的)?(?:全年|年度)?(?:[^,。;\\s]{0,12}?)(" +
        any + ")(?:计|计算|排名|口径|而言)");
    all.emplace_back("(?i)(" + any + ")");
    return all;
  }();
  // A worded "based on …" anywhere in the sentence is the metric; a bare metric word only in front
  // of the claim.
  for (std::size_t i = 0; i < metrics.size(); ++i) {
    const Span where = i + 1 < metrics.size() ? sentence : Span{sentence.begin, claim.begin};
    if (const auto match = metrics[i].find(text.folded(), where))
      return text.original(match->groups[0]);
  }
  return std::nullopt;
}

std::optional<std::string> period_of(const PreparedText& text, Span sentence, Span claim) {
  static const Pattern kYear(R"(\b(20\d\d)(?:年)?)");
  std::optional<std::string> best;
  std::size_t best_distance = sentence.size() + 1;
  for (const Match& match : kYear.find_all(text.folded(), sentence)) {
    const std::size_t distance = match.span.end <= claim.begin   ? claim.begin - match.span.end
                                 : match.span.begin >= claim.end ? match.span.begin - claim.end
                                                                 : 0;
    if (distance < best_distance) {
      best_distance = distance;
      best = std::string(text.view(match.groups[0]));
    }
  }
  return best;
}

// "According to CRU's report", "CRU says", 根据CRU报告: the name. "the same source" is answered by
// the caller.
std::optional<std::string> authority_of(const PreparedText& text, Span sentence,
                                        bool& same_source) {
  static const Pattern kSame(
      R"((?i)\bsame (?:source|report)\b|同一(?:资料)?来源|上述(?:报告|机构))");
  static const Pattern kEnglish(
      R"((?i:according to|data from|citing|cites?) (?:(?i:a|the|an) )?(?:(?i:independent )?(?i:industry )?(?i:report|data|research|statistics|figures|study) (?i:from|by|of) )?((?:[A-Z][A-Za-z0-9&.\-]*)(?: (?:[A-Z][A-Za-z0-9&.\-]*|&))*))");
  static const Pattern kEnglishReport(
      R"(\b(?i:report|data|research|study|figures) (?i:from|by) ((?:[A-Z][A-Za-z0-9&.\-]*)(?: (?:[A-Z][A-Za-z0-9&.\-]*|&))*))");
  static const Pattern kEnglishPossessive(
      R"(((?:[A-Z][A-Za-z0-9&.\-]*)(?: (?:[A-Z][A-Za-z0-9&.\-]*|&))*)'s (?i:report|data|research|study|figures)\b)");
  static const Pattern kChinese(
      R"((?:根据|据|按照|按|援引)([^,。;:\s]{2,24}?)(?:发布|出具|提供)?(?:的)?(?:研究|行业)?(?:报告|资料|数据|统计))");
  static const Pattern kChineseSays(
      R"(([^,。;:\s]{2,24}?)(?:的)?(?:研究|行业)?(?:报告|资料|数据|统计)(?:还|亦|同时)?(?:显示|指出|指|称))");
  if (kSame.matches_in(text.folded(), sentence)) {
    same_source = true;
    return std::nullopt;
  }
  for (const Pattern* pattern :
       {&kEnglish, &kEnglishReport, &kEnglishPossessive, &kChinese, &kChineseSays}) {
    for (const Match& match : pattern->find_all(text.folded(), sentence)) {
      const std::string name = text.original(match.groups[0]);
      if (could_be_issuer(name)) return name;
    }
  }
  return std::nullopt;
}

// The name that the sentence makes its subject, in front of the claim: "Bright Harbour [is the 3rd
// largest]", "明湾实业[是中国第三大]".
std::string claimant_of(const PreparedText& text, Span sentence, Span claim) {
  static const Pattern kLead(
      R"((?i)\s(?:is|was|ranks?|ranked|became|has become)\s+(?:the |a |an |one of )?(?:the )?$)");
  static const Pattern kHanLead(
      R"((?:是|为|系|位列|位居|名列|排名|在|于|成为|已成为)[^,。;]{0,24}$)");
  const Span before{sentence.begin, claim.begin};
  if (const auto lead = kLead.find(text.folded(), before)) {
    const auto name = name_before(text, sentence, lead->span.begin);
    return name ? text.original(*name) : std::string();
  }
  const auto lead = kHanLead.find(text.folded(), before);
  const auto name = name_before(text, sentence, lead ? lead->span.begin : claim.begin);
  return name && text::count_han(text.view(*name)) > 0 ? text.original(*name) : std::string();
}
}  // namespace gongwatch::parser::facts
