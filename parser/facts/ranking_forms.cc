#include "parser/facts/ranking_forms.h"

#include <algorithm>

#include "parser/vocabulary/table.h"

namespace gongwatch::parser::facts {
namespace {

constexpr const char* kOrdinal =
    "(\\d{1,3}(?:st|nd|rd|th)|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|"
    "twelfth|first)";
}  // namespace

std::string region_alternatives() {
  std::vector<std::string_view> names;
  for (const TableRow& row : table_rows("regions", 1)) names.push_back(row[0]);
  std::sort(names.begin(), names.end(),
            [](std::string_view a, std::string_view b) { return a.size() > b.size(); });
  std::string all;
  for (const std::string_view name : names) all += (all.empty() ? "" : "|") + std::string(name);
  return all;
}

const std::vector<ClaimForm>& claim_forms() {
  static const std::vector<ClaimForm> all = [] {
    const std::string ordinal = kOrdinal;
    const std::string han = "(\\d{1,3}|[一二两三四五六七八九十]{1,3})";
    const std::string region = "(" + region_alternatives() + ")";
    const std::string subject = "([A-Za-z][^,.;:()]{2,160})";
    const std::string han_subject = "([^,。;:()、\\s]{2,40})";
    std::vector<ClaimForm> list;
    list.push_back({"nth-largest",
                    Pattern("(?i)\\b" + ordinal + "[- ](?:largest|biggest|leading) " + subject),
                    RankKind::ordinal, 0, 1, kNone});
    list.push_back(
        {"ranked-nth",
         Pattern("(?i)\\brank(?:s|ed|ing)? (?:at )?(?:the )?(?:no\\. ?|number |#)?" + ordinal +
                 "(?: place| in place)?(?: among (?:all )?(?:the )?" + subject + ")?"),
         RankKind::ordinal, 0, 1, kNone});
    list.push_back({"ranked-number",
                    Pattern("(?i)\\brank(?:s|ed|ing)? (?:no\\. ?|number |#)(\\d{1,3})\\b(?: among "
                            "(?:all )?(?:the )?" +
                            subject + ")?"),
                    RankKind::ordinal, 0, 1, kNone});
    list.push_back({"top-percent",
                    Pattern("(?i)\\b(?:in|among|within|into) the top (\\d{1,2}) ?(?:%|percent|per "
                            "cent)(?: of (?:all )?(?:the )?" +
                            subject + ")?"),
                    RankKind::top_percent, 0, 1, kNone});
    list.push_back(
        {"top-n",
         Pattern("(?i)\\b(?:among|one of|within|in) the top (\\d{1,3}|three|five|ten) " + subject),
         RankKind::top_n, 0, 1, kNone});
    list.push_back(
        {"largest",
         Pattern("(?i)\\b(?:is|was|as|became|become|being) (?:the|[a-z]+'s) largest " + subject),
         RankKind::ordinal, kNone, 0, kNone});
    list.push_back({"di-n-da", Pattern(region + "?(?:的)?第" + han + "大(?:的)?" + han_subject),
                    RankKind::ordinal, 1, 2, 0});
    list.push_back(
        {"pai-di-n",
         Pattern("(?:在|于)?" + region +
                 "?(?:所有|全部)?([^,。;:()、\\s]{2,40}?)(?:当中|中|里|内)?(?:,)?(?:的)?(?:"
                 "排名|排行|位列|位居|名列|排|居)(?:全国|行业)?第" +
                 han),
         RankKind::ordinal, 2, 1, 0});
    list.push_back(
        {"qian-percent",
         Pattern("(?:" + region +
                 "(?:所有|全部)?([^,。;:()、\\s]{2,40}?)?(?:当中|中|内)?(?:的)?)?(?:排名|"
                 "位列|位居|名列|处于|位于|跻身|排在|排)?前 ?(\\d{1,2}) ?%"),
         RankKind::top_percent, 2, 1, 0});
    list.push_back({"zui-da",
                    Pattern("(?:是|为|系|成为)" + region + "?(?:的)?最大(?:的)?" + han_subject),
                    RankKind::ordinal, kNone, 1, 0});
    return list;
  }();
  return all;
}

SubjectParts split_subject(const PreparedText& text, Span span) {
  static const Pattern kStop(
      R"((?i)\s(?:based on|in terms of|measured by|by|according|with|which|that|and|as of|accounting|where|while|for|is|has|had|was|who)\s)");
  static const Pattern kPlace(R"((?i)\s(?:in|across|within|throughout)\s(?:the\s)?)");
  static const Pattern kYear(R"((?i)\s(?:in|during|for)\s(?:the year )?20\d\d)");
  static const Pattern kAdverb(
      R"((?i)\s(globally|worldwide|nationwide|domestically|in the world)\b)");
  if (const auto year = kYear.find(text.folded(), span)) span.end = year->span.begin;
  if (const auto stop = kStop.find(text.folded(), span)) span.end = stop->span.begin;
  SubjectParts parts{span, {}};
  if (const auto adverb = kAdverb.find(text.folded(), span)) {
    parts.region = adverb->groups[0];
    parts.subject.end = adverb->span.begin;
  } else if (const auto place = kPlace.find(text.folded(), span)) {
    parts.region = {place->span.end, span.end};
    parts.subject.end = place->span.begin;
  }
  return parts;
}

// A Chinese subject ends where its noun phrase does; what stands in front of it may be the company
// and the region ("公司在中国轴承制造商").
SubjectParts split_han_subject(const PreparedText& text, Span span) {
  static const Pattern kStop(R"(以及|,|;|。|并|且|按|以|于20)");
  static const Pattern kRankWords(
      R"((?:当?中|内)?(?:的)?(?:排名|位列|位居|名列|处于|位于|跻身|排在)$)");
  static const Pattern kRegion("^(?:[^,。;]{0,24}(?:在|于|为|是|列))?(" + region_alternatives() +
                               ")(?:的|所有|全部|各)*");
  if (const auto words = kRankWords.find(text.folded(), span)) span.end = words->span.begin;
  if (const auto stop = kStop.find(text.folded(), span); stop && stop->span.begin > span.begin)
    span.end = stop->span.begin;
  SubjectParts parts{span, {}};
  if (const auto region = kRegion.find(text.folded(), span)) {
    parts.region = region->groups[0];
    parts.subject.begin = region->span.end;
  }
  return parts;
}

bool about_a_deal(std::string_view subject) {
  static const Pattern kDeal(
      R"((?i)\b(?:ipos?|listings?|offerings?|deals?|fundraising|shareholders?|customers?|market)\b|新股|上市项目|集资|融资|股东|客户|市场)");
  return kDeal.find(subject).has_value();
}

}  // namespace gongwatch::parser::facts
