#include "parser/facts/ranking_sources.h"

#include <string>
#include <vector>

#include "parser/facts/name_shapes.h"
#include "parser/facts/pattern.h"
#include "parser/vocabulary/table.h"

namespace gongwatch::parser::facts {
namespace {

std::string known_names() {
  std::string all;
  for (const TableRow& row : table_rows("authorities", 1))
    all += (all.empty() ? "" : "|") + std::string(row[0]);
  return all;
}

// Names that the words around show to be quoted.
const std::vector<Pattern>& quoting() {
  static const std::vector<Pattern> all = [] {
    const std::string name =
        R"(((?:[A-Z][\w&.\-]*)(?: (?:[A-Z][\w&.\-]*|&|(?:and|of|for) [A-Z][\w&.\-]*))*))";
    const std::string han_name = R"re(([^,。;:()"\s]{2,20}?))re";
    std::vector<Pattern> list;
    list.emplace_back(
        R"((?i:\b(?:according to|citing|cites?|cited|quoting|quotes|per)) (?i:(?:an?|the|market|industry|independent|third-party|research|researcher|consultancy|consultant|consulting|firm|company|provider|data|reports?|figures|statistics|study|survey|estimates|from|by|of|house|recent|latest|2\d{3}|information) )*)" +
        name);
    list.emplace_back(
        R"(\b(?i:reports?|data|research|study|figures|survey|statistics|estimates|ranking|compiled|published|commissioned|quoted|provided|prepared|information|numbers|comes?|consultancy|consultant|researcher) (?i:from|by|of)(?i: (?:the|an?|market|industry|research|consultancy|consultant|researcher|firm))* )" +
        name);
    list.emplace_back(
        name +
        R"((?:'s?)? (?i:(?:industry |market |research |latest |own )*(?:report|data|research|study|figures|survey|estimates|numbers|ranking)s?)\b)");
    list.emplace_back(
        name +
        R"( (?i:puts|estimates|estimated|ranks|ranked|reckons|calculates|counts) (?i:it|the company|the group)\b)");
    list.emplace_back(
        R"((?i:\b(?:consultants?|consultancy|researchers?|research (?:firm|house|group)|analysts at|tracker|surveyor)) )" +
        name + R"( (?i:says?|said|reckons?|estimates?|estimated|calculates?|notes?|puts?)\b)");
    list.emplace_back("[,;] " + name +
                      R"( (?i:reckons?|reckoned|estimates?|estimated|calculates?)(?:[.,;]|$))");
    const std::string issued =
        "(?:于[^,。]{2,8})?(?:发布|出具|提供|编制|编撰|刊发|统计|公布|撰写)?的?"
        "(?:最新|独立|市场|行业|研究|调研|调查|统计|分析|咨询|20\\d\\d年)*"
        "(?:报告|资料|数据|统计|估算|估计|测算|研究|榜单|显示|指出";
    const std::string researcher = "(?:独立|第三方|市场|研究|调研|咨询|行业|顾问|机构|公司)*";
    list.emplace_back(
        "(?:根据|(?:^|[^数依证占票单根])据|按照|引述|援引|引用|依据|参照|参考|数据来自|"
        "数据来源于)" +
        researcher + han_name + issued + "|[,:]|$)");
    list.emplace_back("按" + researcher + han_name + issued + ")");
    list.emplace_back(
        "(?:^|[,;:()\"。 ])" + han_name +
        "的?(?:研究|行业|市场|调研|最新|统计)*(?:报告|资料|数据|统计|口径)(?:中|还|亦|同时|则)?(?:"
        "显示|指出|指|称|表明|反映|\\))");
    list.emplace_back(
        "(?:数据|资料|信息|排名|口径|统计)(?:来源)?(?:于|来自|源自|出自|引自|取自|:|为|由)+ "
        "?(?:公司|"
        "集团|委托|独立|第三方|研究|机构|顾问)*" +
        han_name + "(?:的?(?:报告|资料|数据|统计|提供|口径|编制|编撰|发布)|[,。;:()\"\\s]|$)");
    return list;
  }();
  return all;
}

Span without_stop(const PreparedText& text, Span name) {
  name = trimmed(text.folded(), name);
  while (!name.empty() && text.folded()[name.end - 1] == '.') --name.end;
  return name;
}

bool could_be_source(const PreparedText& text, Span name) {
  static const Pattern kNot(
      "(?i)^(?:the|its|this|that|prospectus|filing|company|hkex|hong kong|stock exchange|exchange|"
      "document|application|proof|people|sources?|wind|bloomberg|reuters|rmb|in|by|"
      "on|and|ipo|which)\\b|^(?:china|chinese)$|招股|公司|港交所|联交所|交易所|公告|披露|文件|申请|"
      "证监会|年报|官网|"
      "网站|报道|媒体|资料集|了解|悉|上述|同一|^其|^该|^此|本报|记者|[【】\\[\\]]|集团|财务|完全|"
      "初步|^按|第[一二三四五六七八九十\\d]{1,2}[大位名]|最大|"
      "收入|"
      "销量|^20|计$|计算|^以|^上市|消息|^公开|^市场|^行业|介绍|^数据|^资料|^报告|wind");
  return !kNot.matches_in(text.folded(), name);
}

std::optional<Span> known_source(const PreparedText& text, Span sentence) {
  static const Pattern kKnown("(?i)(" + known_names() + ")");
  for (const Match& match : kKnown.find_all(text.folded(), sentence)) {
    // "CIC" inside "CICC" is another house.
    const std::size_t end = match.span.end;
    const auto is_letter = [&](std::size_t at) {
      const char c = text.folded()[at];
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    };
    if ((end < sentence.end && is_letter(end - 1) && is_letter(end)) ||
        (match.span.begin > sentence.begin && is_letter(match.span.begin) &&
         is_letter(match.span.begin - 1)))
      continue;
    return match.span;
  }
  return std::nullopt;
}

}  // namespace

RankSource rank_source(const PreparedText& text, Span sentence) {
  static const Pattern kSame(
      R"((?i)\bsame (?:source|report|data|study|research(?:er)?|consultan\w+|firm|measures?|basis|metrics?|cali(?:ber|bre)|yardstick|criteri(?:on|a)|year)\b|\bthe (?:report|consultancy|consultant|researcher|research firm|market researcher|study) (?:also |further |said|says|show|add|put|rank|note)|according to the (?:consultancy|consultant|researcher|research firm)\b|同一(?:份)?(?:资料|数据|统计)?(?:来源|报告|机构|口径|显示)|上述(?:报告|机构|资料|数据|来源)|该(?:份)?(?:报告|机构|咨询|研究|顾问|来源|资料)|报告(?:还|亦|又|同时|并|也)(?:显示|指|称))");
  if (const auto known = known_source(text, sentence)) return {known, false};
  if (kSame.matches_in(text.folded(), sentence)) return {std::nullopt, true};
  for (const Pattern& pattern : quoting()) {
    for (const Match& match : pattern.find_all(text.folded(), sentence)) {
      if (could_be_source(text, match.groups[0]) && could_be_issuer(text.original(match.groups[0])))
        return {without_stop(text, match.groups[0]), false};
    }
  }
  return {};
}

bool is_source_note(const PreparedText& text, Span sentence) {
  static const Pattern kNote(
      R"((?i)^\(?(?:(?:the |these |those |all )?(?:data|figures|rankings?|numbers|statistics) (?:above )?(?:is|are|was|were|come|comes|came)\b|source:|(?:it|the (?:company|prospectus|filing|document|group|firm)) (?:cites|cited|quotes|quoted|attributes)\b|(?:以上|上述|有关|相关|这些?)?(?:数据|资料|排名|统计)(?:来源|均?(?:来自|出自|源自|引自)|由)))");
  return kNote.matches_in(text.folded(), sentence);
}

}  // namespace gongwatch::parser::facts
