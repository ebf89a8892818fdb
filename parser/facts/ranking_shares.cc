#include "parser/facts/ranking_shares.h"

#include <algorithm>
#include <charconv>

#include "parser/facts/pattern.h"

namespace gongwatch::parser::facts {
namespace {

constexpr const char* kPercents =
    "(\\d{1,3}(?:\\.\\d{1,3})?) ?(?:%|percent|per cent)"
    "(?:(?:,? and |、|及|和|,)(\\d{1,3}(?:\\.\\d{1,3})?) ?(?:%|percent|per cent))?";

// What stands in front of a share that is another's.
bool is_of_others(const PreparedText& text, Span clause_before) {
  static const Pattern kOthers(
      "(?i)前[一二三四五十\\d]+|合计|第[一二三四五1-5](?:大|名|位)?的?[^,]{0,8}$|首位的|首名|"
      "榜首的|对手|竞争|龙头|客户|同业|"
      "持股|股权|行业(?:前|龙头)|整体渗透|\\btop (?:three|five|ten|two|\\d)|\\b(?:rivals?|"
      "competitors?|combined|together|collectively|leader|leaders|customers?|runner-up|"
      "shareholders?|stake)\\b");
  return kOthers.matches_in(text.folded(), clause_before);
}

void add(const PreparedText& text, Span sentence, const Match& match,
         std::vector<ShareMention>& all) {
  static const Pattern kBreak("(?i)[,;:。()]|\\b(?:while|but)\\b");
  static const Pattern kChange(
      "(?i)^ ?(?:个?百分点|percentage points?|of (?:its|the company's|total|group|our) (?:total )?"
      "(?:revenue|sales|shares?|issued)|的?(?:收入|股份|股权|增长|升幅))");
  std::size_t begin = sentence.begin;
  for (const Match& cut : kBreak.find_all(text.folded(), {sentence.begin, match.span.begin}))
    begin = cut.span.end;
  if (is_of_others(text, {begin, match.span.begin}) ||
      kChange.matches_in(text.folded(), {match.span.end, sentence.end}))
    return;
  ShareMention share{match.span, {}};
  for (const Span& group : match.groups) {
    if (group.empty()) continue;
    double percent = 0;
    const std::string_view digits = text.view(group);
    std::from_chars(digits.data(), digits.data() + digits.size(), percent);
    if (percent > 0 && percent <= 100) share.percents.push_back(percent);
  }
  if (!share.percents.empty()) all.push_back(std::move(share));
}

}  // namespace

std::vector<ShareMention> find_shares(const PreparedText& text, Span sentence) {
  static const std::vector<Pattern> kForms = [] {
    const std::string percents = kPercents;
    const std::string about =
        "(?: ?(?:about|approximately|around|roughly|nearly|some|only|just|over|more than|at|of|was|"
        "is|reached|reaching|stood|standing|being|:|amounting "
        "to|a|totalling|约|大约|近|逾|超过?|达到?|"
        "为|是|仅|只|有|约为|各|分别|高达|录得|水平|:|,))* ?";
    std::vector<Pattern> list;
    list.emplace_back(
        "(?i)(?:\\b(?:market )?shares?\\b(?: in [a-z ]{1,30}| by [a-z ]{1,20})?|市场份额|"
        "市场占有率|市占率?|份额|占有率|市场占比|占比)" +
        about + percents);
    list.emplace_back(
        "(?i)" + percents +
        "(?: market)?(?: (?:market )?share\\b| of (?:the|that|this|china's|global|all|"
        "[a-z ]{1,20})?[a-z' -]{0,40}?\\b(?:market|sales|revenue|total|shipments|"
        "output)\\b|的?(?:市场份额|市场占有率|市占率?|份额|占有率|市场))");
    list.emplace_back(
        "(?i)(?:\\b(?:accounting for|accounted for|accounts for|representing|"
        "represented|occupying|occupied|holding|holds|held|commanding|commanded|"
        "taking|captured|with|controlling|controls)|占[^,;。:()\\d]{0,16}?)" +
        about + percents);
    return list;
  }();
  std::vector<ShareMention> all;
  if (text.view(sentence).find('%') == std::string_view::npos &&
      text.view(sentence).find("cent") == std::string_view::npos)
    return all;
  for (const Pattern& form : kForms) {
    for (const Match& match : form.find_all(text.folded(), sentence)) {
      const bool known = std::any_of(all.begin(), all.end(), [&](const ShareMention& other) {
        return other.span.overlaps(match.span);
      });
      if (!known) add(text, sentence, match, all);
    }
  }
  std::sort(all.begin(), all.end(), [](const ShareMention& a, const ShareMention& b) {
    return a.span.begin < b.span.begin;
  });
  return all;
}

}  // namespace gongwatch::parser::facts
