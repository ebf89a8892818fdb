#include "parser/facts/ranking_trades.h"

#include <optional>

#include "parser/facts/pattern.h"
#include "parser/facts/ranking_measures.h"
#include "parser/facts/ranking_words.h"
#include "text/utf8.h"

namespace gongwatch::parser::facts {
namespace {

Span last_trade(const PreparedText& text, Span in) {
  static const Pattern kHan(
      "(?:是一[家间]|做|主打|主营|专注于?|从事|经营|主要(?:生产|销售|制造)|[它其]生产|公司生产|"
      "集团生产|"
      "(?:公司|集团|其)的(?:核心产品|主要产品|主力产品)?)([^,;。:()\"的《》【】]{2,14}?)(?:的|,|。|"
      "及|业务|"
      "[在于按以](?:全球|中国|国内|全国|内地|香港|20\\d\\d)|$)|([^,;。:()\"、的《》【】〔〕 "
      "]{2,14}(?:供应商|制造商|生产商|服务商|运营商|营运商|零售商|开发商|厂商|企业|"
      "平台|品牌|连锁))");
  static const Pattern kEnglish(
      R"((?i)\b(?:an?|the) ((?:[a-z][a-z&/-]* ){0,4}?(?:[a-z-]*(?:maker|producer|manufacturer|provider|supplier|operator|developer|retailer|distributor|builder|chain|platform|brand|broker|lender|miner|grower|clinic|hospital)s?|[a-z]+[a-z-]*(?: [a-z-]+)? (?:firm|startup|start-up))(?: of [a-z][a-z -]{2,40})?)(?:[,.;( ]|$))");
  const bool han = text::count_han(text.view(in)) > 0;
  Span last;
  for (const Match& match : (han ? kHan : kEnglish).find_all(text.folded(), in)) {
    Span trade = match.groups[!han || match.has(0) ? 0 : 1];
    static const Pattern kLead("(?i)^(?:.*(?:是|为)(?:一[家间])?|[a-z]+-based |leading |listed )");
    if (const auto lead = kLead.find(text.folded(), trade)) trade.begin = lead->span.end;
    static const Pattern kVerb(R"((?i) and (?:rank|is|was|came|has|had)[a-z]*\b.*$)");
    if (const auto verb = kVerb.find(text.folded(), trade)) trade.end = verb->span.begin;
    // "the second-largest brand of X" is one of the brands.
    static const Pattern kRank(R"((?i)^ ?(?:[a-z]+-)?(?:largest|biggest|leading|top) )");
    if (const auto rank = kRank.find(text.folded(), trade)) trade.begin = rank->span.end;
    if (!is_generic(text, trade) && !metric_at_end(text, trade))
      last = trimmed(text.folded(), trade);
  }
  return last;
}

}  // namespace

Span trade_in_front(const PreparedText& text, std::size_t sentence, std::size_t place) {
  const Span in = text.sentences()[sentence].span;
  return last_trade(text, {in.begin, std::min(in.end, place)});
}

Span trade_before(const PreparedText& text, std::size_t sentence) {
  const auto& sentences = text.sentences();
  constexpr std::size_t kFar = 6;
  for (std::size_t back = 1; back <= std::min(kFar, sentence); ++back) {
    const Sentence& one = sentences[sentence - back];
    if (one.paragraph != sentences[sentence].paragraph) break;
    if (const Span trade = last_trade(text, one.span); !trade.empty()) return trade;
  }
  constexpr std::size_t kFirst = 3;
  for (std::size_t i = 0; i < std::min(kFirst, sentence); ++i) {
    if (const Span trade = last_trade(text, sentences[i].span); !trade.empty()) return trade;
  }
  return {};
}

}  // namespace gongwatch::parser::facts
