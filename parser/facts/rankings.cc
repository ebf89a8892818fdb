#include "parser/facts/rankings.h"

#include <algorithm>
#include <charconv>
#include <functional>
#include <optional>

#include "parser/facts/dates.h"
#include "parser/facts/issuers.h"
#include "parser/facts/pattern.h"
#include "parser/vocabulary/table.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace gongwatch::parser::facts {
namespace {

constexpr const char* kOrdinal =
    "(\\d{1,3}(?:st|nd|rd|th)|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|"
    "twelfth|first)";

// How a claim is worded. Group numbers of the pattern; 0 stands for "the whole", so a missing group
// is kNone.
constexpr std::size_t kNone = 99;
struct Form {
  const char* rule;
  Pattern pattern;
  RankKind kind;
  std::size_t rank;     // kNone: first
  std::size_t subject;  // kNone: not in the claim
  std::size_t region;
};

std::string regions() {
  std::vector<std::string_view> names;
  for (const TableRow& row : table_rows("regions", 1)) names.push_back(row[0]);
  std::sort(names.begin(), names.end(),
            [](std::string_view a, std::string_view b) { return a.size() > b.size(); });
  std::string all;
  for (const std::string_view name : names) all += (all.empty() ? "" : "|") + std::string(name);
  return all;
}

const std::vector<Form>& forms() {
  static const std::vector<Form> all = [] {
    const std::string ordinal = kOrdinal;
    const std::string han = "(\\d{1,3}|[一二两三四五六七八九十]{1,3})";
    const std::string region = "(" + regions() + ")";
    const std::string subject = "([A-Za-z][^,.;:()]{2,160})";
    const std::string han_subject = "([^,。;:()、\\s]{2,40})";
    std::vector<Form> list;
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

// "aluminum producer in China based on …" → subject, region, and the rest is somebody else's.
struct SubjectParts {
  Span subject;
  Span region;
};

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
  static const Pattern kRegion("^(?:[^,。;]{0,24}(?:在|于|为|是|列))?(" + regions() +
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
      R"((?i)\b(?:ipos?|listings?|offerings?|deals?|fundraising|shareholders?|customers?|suppliers?|market)\b|新股|上市项目|集资|融资|股东|客户|供应商|市场)");
  return kDeal.find(subject).has_value();
}

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

class ClaimReader {
 public:
  explicit ClaimReader(const PreparedText& text) : text_(text) {}

  void read(std::size_t index, std::vector<FoundRanking>& all) {
    const Span sentence = text_.sentences()[index].span;
    bool same_source = false;
    auto authority = authority_of(text_, sentence, same_source);
    if (authority) last_authority_ = authority;
    if (same_source) authority = last_authority_;
    std::vector<FoundRanking> here;
    for (const Form& form : forms()) {
      for (Span rest = sentence; const auto match = form.pattern.find(text_.folded(), rest);) {
        const std::size_t past =
            form.rank == kNone ? match->span.begin + 1 : match->groups[form.rank].end;
        rest.begin = std::max(past, rest.begin + 1);
        auto claim = claim_of(form, *match, sentence);
        if (!claim || std::any_of(here.begin(), here.end(), [&](const FoundRanking& other) {
              return other.span.overlaps(claim->span);
            }))
          continue;
        rest.begin = std::max(rest.begin, claim->span.end);
        claim->sentence = index;
        claim->ranking.authority = authority;
        here.push_back(std::move(*claim));
      }
    }
    std::sort(here.begin(), here.end(), [](const FoundRanking& a, const FoundRanking& b) {
      return a.span.begin < b.span.begin;
    });
    inherit(here);
    std::move(here.begin(), here.end(), std::back_inserter(all));
  }

 private:
  std::optional<FoundRanking> claim_of(const Form& form, const Match& match, Span sentence) const {
    FoundRanking claim;
    Span end_of_claim = match.span;
    if (form.rank == kNone) {
      claim.ranking.rank = 1;
    } else {
      const auto rank = small_number(text_.view(match.groups[form.rank]));
      if (!rank || *rank == 0) return std::nullopt;
      claim.ranking.rank = *rank;
    }
    claim.ranking.rank_kind = form.kind;
    const bool han = form.region != kNone;
    if (form.subject != kNone && match.has(form.subject)) {
      const SubjectParts parts = han ? split_han_subject(text_, match.groups[form.subject])
                                     : split_subject(text_, match.groups[form.subject]);
      claim.ranking.subject = text_.original(parts.subject);
      if (!parts.region.empty()) claim.ranking.region = text_.original(parts.region);
      if (!han) end_of_claim.end = std::max(parts.subject.end, parts.region.end);
    }
    if (han && match.has(form.region))
      claim.ranking.region = text_.original(match.groups[form.region]);
    if (about_a_deal(text::fold_text(claim.ranking.subject))) return std::nullopt;
    claim.span = end_of_claim;
    if (!claim.ranking.region) claim.ranking.region = region_nearby(sentence, end_of_claim);
    claim.ranking.metric = metric_of(text_, sentence, end_of_claim);
    claim.ranking.period = period_of(text_, sentence, end_of_claim);
    claim.ranking.share_percent = share_of(sentence, end_of_claim);
    claim.ranking.evidence = text_.evidence(sentence);
    claim.ranking.rule = std::string("ranking:") + form.rule;
    claim.claimant = claimant_of(text_, sentence, match.span);
    return claim;
  }

  // "… ranks fifth, with a market share of 2.8%": the share that the claim speaks of.
  std::optional<double> share_of(Span sentence, Span claim) const {
    static const Pattern kShare(
        R"((?i)(?:market share of|市场份额|市场占有率|市占率)(?: about| approximately|约|达|为|是)*\s?(\d{1,2}(?:\.\d{1,2})?) ?%)");
    const auto match = kShare.find(text_.folded(), {claim.begin, sentence.end});
    if (!match) return std::nullopt;
    double share = 0;
    const std::string_view digits = text_.view(match->groups[0]);
    std::from_chars(digits.data(), digits.data() + digits.size(), share);
    return share;
  }

  // "competitive globally, ranking in the top 30%", "in China, it ranks third": the region stands
  // beside the claim.
  std::optional<std::string> region_nearby(Span sentence, Span claim) const {
    static const Pattern kBefore(
        R"((?i)\b(globally|worldwide|nationwide|domestically|in the world)[, ]+(?:(?:and|it|which) )*[a-z ]{0,20}$)");
    static const Pattern kAfter(
        R"((?i)^\s?(?:in ([A-Z][A-Za-z ]{2,30}?)(?:[,.;]|$| in 20\d\d| by )|(globally|worldwide|nationwide|domestically)))");
    static const Pattern kHan("(" + regions() + ")[^,。;]{0,20}$");
    const std::string_view before = text_.view({sentence.begin, claim.begin});
    const std::string_view after = text_.view({claim.end, sentence.end});
    if (const auto match = kBefore.find(before))
      return std::string(before.substr(match->groups[0].begin, match->groups[0].size()));
    if (const auto match = kAfter.find(after)) {
      const Span group = match->has(0) ? match->groups[0] : match->groups[1];
      return std::string(after.substr(group.begin, group.size()));
    }
    if (const auto match = kHan.find(before)) {
      return text_.original(
          {sentence.begin + match->groups[0].begin, sentence.begin + match->groups[0].end});
    }
    return std::nullopt;
  }

  // A second claim of a sentence that does not say among whom, or by what, means what the first one
  // said.
  static void inherit(std::vector<FoundRanking>& claims) {
    for (std::size_t i = 0; i < claims.size(); ++i) {
      if (claims[i].ranking.subject.empty() && i > 0)
        claims[i].ranking.subject = claims[i - 1].ranking.subject;
      if (!claims[i].ranking.metric && i > 0)
        claims[i].ranking.metric = claims[i - 1].ranking.metric;
      if (claims[i].claimant.empty() && i > 0) claims[i].claimant = claims[i - 1].claimant;
    }
    claims.erase(
        std::remove_if(claims.begin(), claims.end(),
                       [](const FoundRanking& claim) { return claim.ranking.subject.empty(); }),
        claims.end());
  }

  const PreparedText& text_;
  std::optional<std::string> last_authority_;
};

}  // namespace

std::vector<FoundRanking> find_rankings(const PreparedText& text) {
  std::vector<FoundRanking> all;
  ClaimReader reader(text);
  for (std::size_t i = 0; i < text.sentences().size(); ++i) reader.read(i, all);
  return all;
}

bool same_claim(const Ranking& a, const Ranking& b) {
  return a.rank == b.rank && a.rank_kind == b.rank_kind && a.region == b.region &&
         a.metric == b.metric && a.period == b.period;
}

}  // namespace gongwatch::parser::facts
