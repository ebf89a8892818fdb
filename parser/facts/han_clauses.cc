#include "parser/facts/han_clauses.h"

#include "parser/facts/clauses.h"
#include "parser/facts/name_shapes.h"
#include "parser/facts/pattern.h"
#include "text/utf8.h"

namespace gongwatch::parser::facts {
namespace {

bool holds_han(const PreparedText& text, Span span) { return text::count_han(text.view(span)) > 0; }

}  // namespace

// What stands behind the last 、 of a clause.
Span last_piece(const PreparedText& text, Span in) {
  const auto mark = text.view(in).rfind("、");
  if (mark != std::string_view::npos) in.begin += mark + std::string_view("、").size();
  return in;
}

// "星河智能成立于2015年", "【星河智能】", "星河智能(02788)".
std::optional<Span> han_clause_subject(const PreparedText& text, Span sentence, Span trigger,
                                       Span in, bool& item_head) {
  static const Pattern kVerb(
      R"re(^"?([^,。;:|()"【】]{2,24}?)"?(?:\([^)]{0,40}\))?(?:在|于|向|今日|今天|昨日|昨天|周[一二三四五六日]|\d{1,2}月|\d{4}年|又|再|已|将|由|从|提供|拟|计划|获|此番|本次|最新|成立于|成立|创立于|创办于|是|为一|主要|专注|宣布|公告|发布公告|发布|发公告|表示|称|近日|日前|正式公布|公布|系|主营|乃|从事|主打|逆市|逆势|同样|以|则|还|仍|正|走|排|来(?:自|港|香港|到|了|势)|拿|找|凭|靠|刚)[^,。;|]*$)re");
  static const Pattern kAlone(
      R"re(^[^,。;|]{0,6}?[【"]([^,。;:|()"【】]{2,24})[】"]\s?(?:\([^)]{0,40}\))?\s?$)re");
  static const Pattern kCode(R"re(^([^,。;:|()"]{2,24})"?\((?:[^)]{0,12})?\d{4,5}[^)]{0,24}\)$)re");
  constexpr std::size_t kItemReach = 48;
  static const Pattern kItem(
      R"re(^(?:[(\[]?[\d一二三四五六七八九十]{1,2}[)\].、]\s?)?"?([^,。;:|()"【】]{2,24}?)"?(?:\([^)]{0,40}\))?\s?:\s?$)re");
  if (const auto item = kItem.find(text.folded(), {in.begin, in.end});
      item && in.begin == sentence.begin && text.in() == Evidence::In::text &&
      trigger.begin - in.end <= kItemReach) {
    const auto name = han_subject(text, item->groups[0]);
    if (name && holds_han(text, *name)) {
      item_head = true;
      return name;
    }
  }
  const Span part = trimmed(text.folded(), in);
  for (const Pattern* pattern : {&kAlone, &kCode, &kVerb}) {
    const auto match = pattern->find(text.folded(), part);
    if (!match) continue;
    const auto name = han_subject(text, match->groups[0]);
    if (name && holds_han(text, *name)) return name;
  }
  return std::nullopt;
}

std::optional<Span> presented_name(const PreparedText& text, Span in) {
  static const Pattern kIs(
      R"re((?:的|一员|一家|一单|一只|一行|一份|一宗|一位|一名|一个|一间|一桩)(?:则|仍|还|也|亦|就|便|正|恰)?(?:是|有|为|非|属|数|包括|当属|要数|莫过于|:)([^,。;:|()"]{2,40})"?(?:\([^()]{0,40}\))?[,:]?$)re");
  static const Pattern kCounts(
      R"re((?:^|[^\p{L}])(?:(?:这次|今次)?(?:要数|当数|首推|轮到|至于|说到|先看|再看)|(?:其后|随后|接着|紧接着|之后|再后|压轴|头炮)(?:的)?(?:则)?是)([^,。;:|()"]{2,40})"?(?:\([^()]{0,40}\))?[,:]?$)re");
  const Span part = trimmed(text.folded(), in);
  for (const Pattern* pattern : {&kIs, &kCounts}) {
    const auto match = pattern->find(text.folded(), part);
    if (!match) continue;
    const auto name = han_subject(text, match->groups[0]);
    if (name && name->end == match->groups[0].end && holds_han(text, *name)) return name;
  }
  return std::nullopt;
}

std::optional<std::size_t> pointed_back(const PreparedText& text, Span sentence, Span clause,
                                        Issuers& issuers) {
  static const Pattern kThis("^[^\\p{L}]*(?:而|惟|且|其后|目前)?(?:该股|该公司|该集团|该企业)");
  static const Pattern kIt(
      "^[^\\p{L}]*(?:而|惟|且|其后|目前)?(?:该股|该公司|该集团|该企业|它|佢|其|这[家间])");
  constexpr int kFar = 3;  // clauses
  const auto named = issuers.last_mention(text, {sentence.begin, clause.begin});
  if (named && kThis.matches_in(text.folded(), clause)) return named->issuer;
  if (!kIt.matches_in(text.folded(), clause)) return std::nullopt;
  const auto clauses = clauses_of(text, sentence);
  int looked = 0;
  for (std::size_t i = clauses.size(); i-- > 0 && looked < kFar;) {
    if (clauses[i].begin >= clause.begin) continue;
    ++looked;
    if (const auto name = presented_name(text, clauses[i]))
      return issuers.add_plausible(text, *name, true);
  }
  return std::nullopt;
}

bool only_takes_part(const PreparedText& text, Span in, Span name) {
  static const Pattern kPart(
      R"re((?:与|同|跟|据|获|由|被|对|向|包括|持有|控股|收购|竞争对手|对手|(?:^|[,、;:其的大要前])(?:客户|供应商)|股东|投资方|母公司|获得|来自|(?:分拆|拆分|剥离|独立|分立|脱胎|孵化)(?:自|于)[^,。;|的]{0,8})"?$)re");
  static const Pattern kOwner(
      R"(^"?(?:\([^()]{0,24}\))?(?:的[^,。;|]{0,6}(?:同行|同业|对手|客户|供应商|股东|子公司|附属公司)|旗下|分拆|控股的|的子公司|子公司|创始人|董事长|投资|持股|参股|支持|领投|董事会主席|主席|行政总裁|概念))");
  // "甲集团公告,旗下乙科技已递表": 乙 does it.
  static const Pattern kUnit("旗下\"?$");
  static const Pattern kActs(
      R"(^"?(?:\([^()]{0,40}\))?(?:已|于|在|将|今|昨|向|正式|刚|日前|近日|首次|再|拟|获|通过|递))");
  if (kUnit.find(text.view({in.begin, name.begin})) && !kActs.find(text.view({name.end, in.end})))
    return true;
  return kPart.find(text.view({in.begin, name.begin})).has_value() ||
         kOwner.find(text.view({name.end, in.end})).has_value();
}

}  // namespace gongwatch::parser::facts
