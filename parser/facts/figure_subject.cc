#include "parser/facts/figure_subject.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "parser/facts/pattern.h"

namespace gongwatch::parser::facts {
namespace {

bool is_han_at(std::string_view text, std::size_t at) {
  return at < text.size() && static_cast<unsigned char>(text[at]) >= 0x80;
}

// Words in front of a subject that are no part of it.
std::string without_openers(std::string words, const std::vector<std::string>& names) {
  static constexpr std::array<std::string_view, 22> kOpeners{
      "the ", "its ", "total ", "annual ", "and ", "of ",  "s ", "公司", "本集团", "集团", "其",
      "该",   "实现", "年",     "的",      "共",   "累计", "已", "了",   "录得",   "生产", "全年"};
  bool changed = true;
  while (changed) {
    changed = false;
    for (const std::string& name : names) {
      if (words.compare(0, name.size(), name) != 0) continue;
      words.erase(0, name.size());
      changed = !name.empty();
    }
    for (const std::string_view opener : kOpeners) {
      if (words.compare(0, opener.size(), opener) != 0) continue;
      words.erase(0, opener.size());
      changed = true;
    }
  }
  return words;
}

bool says_nothing(const std::string& words) {
  static const Pattern kNothing(
      R"((?i)^(?:the|its|total|annual|s|a|an|overall|average|and|in|of|with|whose|had|平均|整体|总|年|年度)?$)");
  return kNothing.find(words).has_value();
}

}  // namespace

std::optional<std::string> figure_subject(const FigureContext& context,
                                          const FigureSentence& sentence,
                                          const MetricMention& mention, const Amount& first,
                                          const Amount& last) {
  static const Pattern kOf(
      R"((?i)^ of ([a-z][a-z\- ]{2,40}?)(?: (?:reached|was|were|is|are|stood|rose|fell|amounted|came|in|for|at|from)\b|,|$))");
  static const Pattern kOfBehind(
      R"((?i)^ of ([a-z][a-z\- ]{2,40}?)(?: (?:in|for|during|and)\b|,|\.|$))");
  static const Pattern kBefore(R"(\b([a-z][a-z\-]*(?: [a-z][a-z\-]*)?) $)");
  static const Pattern kHanBefore(R"(([^,。;:()、\s的其年度月司团]{2,12})(?:的)?$)");
  // 售出12.5万台服务机器人.
  static const Pattern kHanOf(R"(^(?:的)?([^,。;:()、\s\d的]{2,14}?)(?:[,。;、(]|$))");
  static const Pattern kHanBehind(
      R"(^(?:了)?([^,。;:()、\s\d的了]{1,12}?)(?:约|逾|近|超过?|共|达|合计|分别|为)*$)");
  const std::string& key = mention.metric->key;
  if (mention.metric->kind == AmountKind::money || key == "gross_margin" || key == "net_margin" ||
      key == "market_share")
    return std::nullopt;
  const PreparedText& text = sentence.text;
  const auto words_of = [&](const Pattern& pattern, std::size_t begin,
                            std::size_t end) -> std::optional<std::string> {
    if (begin >= end) return std::nullopt;
    const auto match = pattern.find(text.view({begin, end}));
    if (!match) return std::nullopt;
    const Span span{begin + match->groups[0].begin, begin + match->groups[0].end};
    if ((&pattern == &kHanBefore || &pattern == &kHanBehind || &pattern == &kHanOf) &&
        !is_han_at(text.folded(), span.begin))
      return std::nullopt;
    std::string words = without_openers(text.original(span), context.names);
    return says_nothing(words) ? std::nullopt : std::optional(std::move(words));
  };
  // 产金3.4吨.
  constexpr std::string_view kMade = "产";
  const std::string_view made = text.view(mention.span);
  if (key == "production" && made.substr(0, kMade.size()) == kMade && made != "产量" &&
      made.substr(0, 6) != "产出")
    return text.original({mention.span.begin + kMade.size(), mention.span.end});
  if (auto words = words_of(kOfBehind, last.span.end, sentence.span.end)) return words;
  if (auto words = words_of(kOf, mention.span.end, sentence.span.end)) return words;
  // 交付协作机器人约6,200台: a verb has its object between itself and the amount.
  static const Pattern kVerb(R"((?:交付|售出|卖出|出货|生产|产出|销售)了?$)");
  if (kVerb.find(made) && first.qualified.begin > mention.span.end) {
    if (auto words = words_of(kHanBehind, mention.span.end, first.qualified.begin)) return words;
  }
  if (mention.metric->kind == AmountKind::quantity && first.span.begin == last.span.begin) {
    if (auto words = words_of(kHanOf, last.span.end, sentence.span.end)) return words;
  }
  if (auto words = words_of(kHanBefore, sentence.span.begin, mention.span.begin)) return words;
  return words_of(kBefore, sentence.span.begin, mention.span.begin);
}

}  // namespace gongwatch::parser::facts
