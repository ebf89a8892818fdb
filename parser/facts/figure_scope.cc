#include "parser/facts/figure_scope.h"

#include <algorithm>

#include "parser/facts/figure_context.h"
#include "parser/facts/pattern.h"
#include "parser/facts/sealed_names.h"
#include "text/fold.h"

namespace gongwatch::parser::facts {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// 配送收入: a Han word that is neither a company's name nor one that may stand in front of the
// whole revenue. A word that the article keeps using is a name.
bool is_unknown_modifier(const FigureSentence& sentence, std::size_t begin, std::size_t at) {
  static const Pattern kWord(R"(([^,、。;:()\s"'\d\x{0}-\x{7f}]{2,8})$)");
  static const Pattern kMayStand(
      R"((?:年|月|期|度|日|季|内|间|下|时|后|中|上|前|令|使|动|示|悉|指|称|的|之|其|司|团|方|面|业绩|财务|分别|实现|录得|取得|获得|获|产生|创造|达成|完成|报|总|净|体|并|合|来|看|由|从|按|以|有|和|及|与|而|但|则|是|为|致|应|计|化|主营|核心|经审核|单|均|各|了|得|出|近)$)");
  constexpr std::size_t kUses = 3;
  std::size_t from = std::max(begin, at - std::min<std::size_t>(at, 24));
  // Behind a period or day the word starts anew.
  for (const Span& passed : sentence.passed) {
    if (passed.end <= at) from = std::max(from, passed.end);
  }
  while (from < at && (static_cast<unsigned char>(sentence.text.folded()[from]) & 0xC0) == 0x80)
    ++from;
  const std::string_view front = sentence.text.view({from, at});
  const auto match = kWord.find(front);
  if (!match || kMayStand.find(front)) return false;
  const std::string_view word = front.substr(match->groups[0].begin, match->groups[0].size());
  std::size_t uses = 0;
  for (std::size_t i = sentence.text.folded().find(word);
       i != std::string_view::npos && uses < kUses;
       i = sentence.text.folded().find(word, i + word.size()))
    ++uses;
  return uses < kUses;
}

// The name of a business, product or region right in front of the metric: 海外收入, "cloud
// revenue".
bool is_part(const FigureContext& context, const FigureSentence& sentence, const Metric& metric,
             std::size_t begin, std::size_t at) {
  const std::size_t from = std::max(begin, at - std::min<std::size_t>(at, 72));
  const std::string_view front = sentence.text.view({from, at});
  // 持续经营业务总收入: of all that goes on.
  static const Pattern kGoingOn("持续经营(?:业务)?(?:的)?$");
  if (kGoingOn.find(front)) return false;
  // 机器人出货量1.4万台: of what a quantity is, its subject tells.
  static const Pattern kProduct(
      "(?:产品|机器人|设备|器械|药物|疫苗|硬件|软件|整车|配件|耗材|系列)(?:的)?$");
  if (metric.kind == AmountKind::quantity && kProduct.find(front)) return false;
  if (!ends_in_figure_context("part", front) &&
      !(metric.key == "revenue" && is_unknown_modifier(sentence, begin, at)))
    return false;
  // A name may end like a business: 滨河雅居服务.
  return std::none_of(context.names.begin(), context.names.end(), [&](const std::string& name) {
    const std::string folded = fold_name(name);
    return front.size() >= folded.size() &&
           front.compare(front.size() - folded.size(), folded.size(), folded) == 0;
  });
}

// "revenue from the cloud business"; not "revenue from operations", "revenue from RMB 3 billion".
bool is_from_part(const FigureSentence& sentence, std::size_t at) {
  static const Pattern kFrom(
      R"((?i)^ (?:that )?(?:was |were )?(?:generated |derived |earned |contributed |arising |coming )?(?:from|by|in|at|of) (?:the |its |their |our )?([A-Za-z][A-Za-z\-]*)(?: ([a-z]+))?)");
  static const Pattern kPart(
      R"((?i)^(?:segments?|business(?:es)?|divisions?|units?|overseas|mainland|hong|china|europe|asia|america|products?|services?|subscriptions?|advertising|sales|licen\w+|customers?|stores?|franchis\w+|north|southeast|international|domestic|collaborations?)$)");
  static const Pattern kWhole(
      R"((?i)^(?:operations?|continuing|contracts?|around|about|approximately|nearly|almost|less|more|over|just|some|roughly|an?|January|February|March|April|May|June|July|August|September|October|November|December|RMB|HK|US|CNY|HKD|USD|year|last|fiscal|same|group|company)$)");
  const std::string_view behind = sentence.text.view({at, std::min(sentence.span.end, at + 80)});
  const auto match = kFrom.find(behind);
  if (!match) return false;
  const auto word = [&](std::size_t group) {
    return behind.substr(match->groups[group].begin, match->groups[group].size());
  };
  const bool from =
      behind.substr(0, match->groups[0].begin).find("from ") != std::string_view::npos;
  if (from) return !kWhole.find(word(0));
  return kPart.find(word(0)) || (match->has(1) && kPart.find(word(1)) && !kWhole.find(word(0)));
}

// 其中智能手表收入: "of which" and more than a period.
bool is_of_which(const FigureSentence& sentence, std::size_t begin, std::size_t at) {
  static const Pattern kOfWhich(
      R"((?i)其中|当中|\bof which\b|\bincluding\b|\bamong (?:them|which)\b)");
  const std::size_t from = std::max(begin, at - std::min<std::size_t>(at, 120));
  const auto match = kOfWhich.find(sentence.text.folded(), {from, at});
  // ", of which 38% came from overseas, and profit of": the insertion is over.
  static const Pattern kOver(R"((?i), (?:and|while|with|but)\b)");
  if (match && kOver.matches_in(sentence.text.folded(), {match->span.end, at})) return false;
  return match && !holds_together(sentence, {match->span.end, at});
}

// "Its largest customer, whose revenue reached", "It supplies Northgate Steel, which made", "Among
// its peers, Redfox had": the clause is about whom the one in front of it names last.
bool is_of_another_in_front(const FigureContext& context, const FigureSentence& sentence,
                            std::size_t begin, std::size_t end) {
  static const Pattern kRelative(R"((?i)^ ?(?:and |but )?(?:whose|which|who|where)\b)");
  static const Pattern kAmong(
      R"((?i)^\W*(?:among|of|like|unlike|compared with|alongside) (?:its|the|their|other|listed) [a-z -]*(?:peers?|rivals?|competitors?|customers?|suppliers?|clients?)\b[^,]{0,40},$)");
  static const Pattern kNamed(
      R"(\b(?:supplies|sells|sold|to|for|with|by|from|rivals?|customers?|suppliers?|clients?|owner|parent|competes|against) (?:(?:the|its|a|an) )?(?:[a-z-]+ ){0,3}([A-Z][\w&.'-]*(?: [A-Z][\w&.'-]*){0,4})(?: ?\([^()]*\))?,$)");
  const PreparedText& text = sentence.text;
  if (begin <= sentence.span.begin) return false;
  const Span front{clause_begin(text, sentence.span, begin - 1), begin};
  const std::string_view words = text.view(front);
  if (kAmong.find(words)) return true;
  if (!kRelative.find(text.view({begin, std::max(begin, end)}))) return false;
  if (has_figure_context("others", words)) return true;
  const auto named = kNamed.find(words);
  if (!named) return false;
  const std::string_view name = words.substr(named->groups[0].begin, named->groups[0].size());
  return std::none_of(context.names.begin(), context.names.end(), [&](const std::string& one) {
    const std::string ours = fold_name(one);
    return ours.find(name) != std::string::npos || name.find(ours) != std::string_view::npos;
  });
}

}  // namespace

std::size_t clause_begin(const PreparedText& text, Span in, std::size_t at) {
  const std::string_view folded = text.folded();
  for (std::size_t i = at; i > in.begin; --i) {
    const char c = folded[i - 1];
    if (c == ';' || c == ':') return i;
    if (c == ',' &&
        !(i < folded.size() && is_digit(folded[i]) && i >= 2 && is_digit(folded[i - 2])))
      return i;
  }
  return in.begin;
}

bool out_of_scope(const FigureContext& context, const FigureSentence& sentence,
                  const MetricMention& mention, std::size_t first) {
  const PreparedText& text = sentence.text;
  std::size_t begin = clause_begin(text, sentence.span, std::min(mention.span.begin, first));
  // "Its largest customer, Haier, had revenue of": the name stands in an insertion.
  static const Pattern kInserted(R"((?:^|[,;:])([^,;:]{1,80}), [A-Z][\w .&'-]{1,40},$)");
  if (const auto inserted = kInserted.find(text.folded(), {sentence.span.begin, begin}))
    begin = inserted->groups[0].begin;
  const std::size_t end = std::max(mention.span.end, first);
  const std::string_view clause = text.view({begin, end});
  // "Profit attributable to owners of the parent" is the company's.
  const std::string_view front = text.view({begin, std::max(begin, mention.span.begin)});
  const std::string_view behind = text.view({std::min(mention.span.end, end), end});
  return is_of_another_in_front(context, sentence, begin, end) ||
         has_figure_context("others", front) || has_figure_context("others", behind) ||
         has_figure_context("forecast", clause) ||
         is_part(context, sentence, *mention.metric, begin, mention.span.begin) ||
         // "production from refining" is the production; "revenue from refining" is a part.
         (mention.metric->kind == AmountKind::money && is_from_part(sentence, mention.span.end)) ||
         is_of_which(sentence, sentence.span.begin, mention.span.begin);
}

bool is_sum(const FigureSentence& sentence, const MetricMention& mention, std::size_t first) {
  const std::size_t begin =
      clause_begin(sentence.text, sentence.span, std::min(mention.span.begin, first));
  constexpr std::size_t kBehind = 64;
  const std::size_t value = std::max(mention.span.end, first);
  const std::string_view words =
      sentence.text.view({begin, std::min(sentence.span.end, value + kBehind)});
  // Up to the value, and "over the past three years" behind it.
  static const Pattern kYears(
      R"((?i)\bover (?:the )?(?:past |last )?(?:two|three|four|five) years\b)");
  // "三年亏损依次为A、B及C" lists.
  static const Pattern kListed("依次|分别");
  const std::string_view front = words.substr(0, value - begin);
  return (has_figure_context("sum", front) && !kListed.find(front)) || kYears.find(words);
}

bool tells_rank(const PreparedText& text, Span in) {
  return has_figure_context("rank", text.view(in));
}

}  // namespace gongwatch::parser::facts
