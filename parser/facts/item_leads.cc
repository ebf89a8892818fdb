#include "parser/facts/item_leads.h"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/names.h"
#include "parser/facts/phrase_table.h"
#include "parser/vocabulary/table.h"

namespace gongwatch::parser::facts {
namespace {

std::string words_of(std::string_view kind) {
  std::string all;
  for (const TableRow& row : table_rows("item_leads", 3)) {
    if (row[0] == kind) all += (all.empty() ? "" : "|") + expanded(row[2]);
  }
  return all;
}

std::map<Stage, Pattern> by_stage(std::string_view kind, const std::string& front,
                                  const std::string& behind) {
  std::map<Stage, Pattern> all;
  for (const TableRow& row : table_rows("item_leads", 3)) {
    const auto stage = stage_from_name(row[1]);
    if (row[0] == kind && stage)
      all.emplace(*stage, Pattern("(?i)" + front + "(?:" + expanded(row[2]) + ")" + behind));
  }
  return all;
}

}  // namespace

std::optional<ItemLabel> item_label(const PreparedText& text, Span sentence) {
  static const std::map<Stage, Pattern> kLabels = by_stage(
      "label",
      R"(^[^\p{L}\d]{0,6}(?:[一二三四五六七八九十\d]{1,2}[、.) ]{1,2})?[^,。;:()|】\]\d]{0,4}?)",
      R"((?:(?:方面|篇|名单|的(?:公司|企业|新股)?|公司|企业|新股)?(?:\([^)]{0,12}\))?(?: ?[】\])>]:?| ?[:|]|$)|方面,))");
  static const Pattern kPlan("(?i)" + words_of("plan"));
  for (const auto& [stage, label] : kLabels) {
    const auto found = label.find(text.folded(), sentence);
    if (!found || kPlan.matches_in(text.folded(), found->span)) continue;
    return ItemLabel{stage, found->span,
                     trimmed(text.folded(), {found->span.end, sentence.end}).empty()};
  }
  return std::nullopt;
}

bool begins_a_section(const PreparedText& text, Span sentence) {
  static const Pattern kSection(R"(^(?:【[^】]{1,16}】|[▲■◆★]|[一二三四五六七八九十]{1,2}、))");
  static const Pattern kElsewhere(
      R"(^(?:大市|恒指|另外|此外|顺带|行业|市场|外围|隔夜|同业|已上市|其他|下周|至此|注|港股大市|美股|a股)(?:方面|一提|看点|预告)?)");
  return kSection.matches_in(text.folded(), sentence) ||
         kElsewhere.matches_in(text.folded(), sentence);
}

std::optional<std::size_t> items_counted(const PreparedText& text, Span in) {
  static const Pattern kCount("(?i)" + words_of("count"));
  static const std::pair<std::string_view, std::size_t> kNumbers[] = {
      {"两", 2}, {"二", 2}, {"三", 3}, {"四", 4}, {"五", 5},
      {"六", 6}, {"七", 7}, {"八", 8}, {"九", 9}};
  constexpr std::size_t kMany = 15;
  const auto found = kCount.find(text.folded(), in);
  if (!found) return std::nullopt;
  const std::string_view words = text.view(found->span);
  for (const auto& [word, number] : kNumbers) {
    if (words.substr(0, word.size()) == word) return number;
  }
  const auto digit = words.find_first_of("123456789");
  if (digit != std::string_view::npos && words[digit + 1] > '9') {
    const auto number = static_cast<std::size_t>(words[digit] - '0');
    return number > 1 ? std::optional(number) : std::nullopt;
  }
  return kMany;
}

std::optional<ItemLabel> counted_stage(const PreparedText& text, Span sentence) {
  static const std::string kCount = "(?:" + words_of("count") + ")";
  static const std::map<Stage, Pattern> kBehind =
      by_stage("label", "(?:^|[,;])[^,。;|]{0,24}?(?:共)?有" + kCount + "[^,。;|()]{0,12}?",
               "(?:$|[,。;:|了])");
  static const std::map<Stage, Pattern> kFront =
      by_stage("label", "", "的" + kCount + "(?:公司|企业|新股)");
  static const Pattern kPlan("(?i)" + words_of("plan"));
  static const Pattern kAny("(?i)[有的]" + kCount);  // spares most sentences the stages
  if (!kAny.matches_in(text.folded(), sentence)) return std::nullopt;
  for (const auto* patterns : {&kBehind, &kFront}) {
    for (const auto& [stage, pattern] : *patterns) {
      const auto found = pattern.find(text.folded(), sentence);
      if (found && !kPlan.matches_in(text.folded(), found->span) &&
          !kPlan.matches_in(text.folded(), {sentence.begin, found->span.begin}))
        return ItemLabel{stage, found->span, false};
    }
  }
  return std::nullopt;
}

std::vector<ItemLabel> inline_labels(const PreparedText& text, Span sentence) {
  static const std::map<Stage, Pattern> kLabels = by_stage(
      "label",
      R"((?:^|[;:】\]]|。)[^\p{L}\d(]{0,4}(?:已|刚|新|本周|上周|今日|昨日|周[一二三四五])*)",
      R"((?:方面|的?(?:公司|企业|新股))?(?:\([^)]{0,12}\))? ?(?:[】\]>]:?|:|\|))");
  static const Pattern kPlan("(?i)" + words_of("plan"));
  static const Pattern kAnyEnd(R"([】\]>:|])");
  constexpr std::size_t kMost = 24;
  std::vector<ItemLabel> labels;
  if (!kAnyEnd.matches_in(text.folded(), sentence)) return labels;
  for (const auto& [stage, label] : kLabels) {
    for (const Match& found : label.find_all(text.folded(), sentence)) {
      if (labels.size() < kMost && !kPlan.matches_in(text.folded(), found.span))
        labels.push_back({stage, found.span, false});
    }
  }
  std::sort(labels.begin(), labels.end(),
            [](const ItemLabel& a, const ItemLabel& b) { return a.span.begin < b.span.begin; });
  return labels;
}

std::optional<ItemLabel> announcing_words(const PreparedText& text, Span sentence) {
  static const std::map<Stage, Pattern> kNouns =
      by_stage("announce", "",
               "(?:的)?(?:公司|企业)?(?:则|还|也|亦|仅|只|分别|依次|当中|一共)*"
               "(?:,(?:分别|依次)(?:是|为|系|来自)|,来自|包括|有|是|为|系|来自|分属|属于|归属|出自|"
               ":)(?:了)?:?");
  static const Pattern kPlan("(?i)" + words_of("plan"));
  static const Pattern kOther("失效|过期|撤|聆讯|备案|退回|挂牌|招股");
  for (const auto& [stage, noun] : kNouns) {
    const auto found = noun.find(text.folded(), sentence);
    if (!found || kPlan.matches_in(text.folded(), {sentence.begin, found->span.end})) continue;
    // 失效名单新增了两家: no new applications.
    if (stage == Stage::filed &&
        kOther.matches_in(text.folded(), {sentence.begin, found->span.begin}))
      continue;
    return ItemLabel{stage, found->span, false};
  }
  return std::nullopt;
}

std::optional<Stage> asked_stage(const PreparedText& text, Span question) {
  static const std::map<Stage, Pattern> kAsked =
      by_stage("label", "(?:谁|哪家|哪些|哪几家)[^,。;:]{0,12}?", "(?:了|的)?\\?$");
  static const std::map<Stage, Pattern> kNamed =
      by_stage("asked", "(?:谁|哪家|哪些|哪几家)[^,。;:]{0,12}?", "");
  static const Pattern kPlan("(?i)[会将要想能]|" + words_of("plan"));
  if (kPlan.matches_in(text.folded(), question)) return std::nullopt;
  for (const auto* patterns : {&kAsked, &kNamed}) {
    for (const auto& [stage, pattern] : *patterns) {
      if (pattern.matches_in(text.folded(), question)) return stage;
    }
  }
  return std::nullopt;
}

bool shows_stage(Stage stage, const PreparedText& text, Span item) {
  static const std::map<Stage, Pattern> kSigns = by_stage("sign", "", "");
  const auto sign = kSigns.find(stage);
  return sign != kSigns.end() && sign->second.matches_in(text.folded(), item);
}

std::optional<Span> same_again(const PreparedText& text, Span item) {
  static const Pattern kAgain("(?i)" + words_of("again"));
  const auto found = kAgain.find(text.folded(), item);
  return found ? std::optional(found->span) : std::nullopt;
}

std::optional<Stage> section_stage(const PreparedText& text, Span line) {
  static const std::map<Stage, Pattern> kHeadings =
      by_stage("heading", R"(^[^\p{L}\d]{0,6}(?:(?:new|latest|fresh|hk|hong kong|ipos?) )*)",
               R"((?: (?:this week|today|of the week|last week|in hong kong))?:?$)");
  constexpr std::size_t kLongest = 48;
  if (line.size() > kLongest) return std::nullopt;
  for (const auto& [stage, heading] : kHeadings) {
    if (heading.matches_in(text.folded(), line)) return stage;
  }
  return std::nullopt;
}

}  // namespace gongwatch::parser::facts
