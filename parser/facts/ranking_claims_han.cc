#include <algorithm>
#include <charconv>
#include <optional>
#include <string>

#include "parser/facts/number_words.h"
#include "parser/facts/pattern.h"
#include "parser/facts/ranking_claims.h"
#include "parser/facts/ranking_phrases_han.h"
#include "parser/facts/ranking_places.h"
#include "parser/facts/ranking_words.h"

namespace gongwatch::parser::facts {
namespace {

constexpr std::size_t kOneHan = 3;

// Rank words, before anything is known of their sense.
struct RankWords {
  Span span;
  std::vector<double> ranks;
  RankKind kind = RankKind::ordinal;
  bool counts = false;   // 第N大, 前N大, 最大: may stand in front of what is ranked
  bool bare = false;     // 第N, 前N alone: only the words around make it a rank
  bool largest = false;  // 最大, 最多: needs a place or a copula
};

// A verb of rank (or 是, or nothing) and what stands between it and the rank.
struct VerbAndInfix {
  std::size_t begin = 0;
  Span infix;
  bool copula = false;
};

class HanReader {
 public:
  HanReader(const PreparedText& text, Span sentence, const RankPhrases& phrases)
      : text_(text), sentence_(sentence), phrases_(phrases) {}

  std::vector<RankClaim> read() {
    // 1 第N with 大, 位, 名 and more of them; 2 the unit; 3 percent; 4 前N, 5 its unit; 6 三甲;
    // 7 first; 8 second; 9 largest; 10 No. N; 11 TOP N; 12 N大…之一.
    static const Pattern kWords(
        "(?i)((?:第|排名|老)(?:\\d{1,3}|[一二两三四五六七八九十]{1,3})(大|位|名|把交椅)?(?:(?:、|,|"
        "及|"
        "和|与|"
        "跟|以及|/)第(?:\\d{1,3}|"
        "[一二三四五六七八九十]{1,3})(?:大|位|名)?)*)|(?:前|最[低高优佳少]的?(?:前)?) "
        "?(\\d{1,2}(?:\\.\\d)?) "
        "?%|(?:前|首|头)(\\d{1,3}|[一二两三四五六七八九十]{1,3})(大|强|名|位|甲|家)?|(三甲)|(首位|"
        "榜首|居首|之首|之冠|首席|首名|头名|[称夺居]冠|登顶|折桂|[头首]把交椅|"
        "(?:销售?量?|行业|市场|市占率?|份额|品类)?(?:的)?冠军|老大)|(次席|次位|榜眼|亚军|老二)|("
        "最大|最多|最高)|\\bno\\.? ?(\\d{1,3})\\b|\\btop "
        "?-?(\\d{1,3})\\b|([二两三四五六七八九十]|\\d{1,2})大"
        "[^,;。:()]{2,24}之一");
    std::vector<RankClaim> claims;
    std::size_t from = sentence_.begin;
    for (std::size_t i = 0; i < kMostRankWords; ++i) {
      const auto match = kWords.find(text_.folded(), {from, sentence_.end});
      if (!match) break;
      from = match->span.end;
      // "排名第二的竞争对手仅有…": not the issuer's.
      static const Pattern kRival("^(?:的)?(?:竞争)?(?:对手|同行|同业)");
      if (kRival.find(text_.view({match->span.end, sentence_.end}))) continue;
      const auto words = words_of(*match);
      if (!words) continue;
      if (match->has(11)) from = words->span.end;
      auto claim = claim_of(*words);
      if (!claim) continue;
      from = std::max(from, claim->span.end);
      front_ = claim->span.end;
      claims.push_back(std::move(*claim));
    }
    return claims;
  }

 private:
  std::optional<RankWords> words_of(const Match& match) const {
    RankWords words;
    words.span = match.span;
    const auto number = [&](std::size_t group) {
      const auto value = small_number(text_.view(match.groups[group]));
      if (value) words.ranks.push_back(*value);
    };
    if (match.has(0)) {
      static const Pattern kNumber("\\d{1,3}|[一二两三四五六七八九十]{1,3}");
      for (const Match& one : kNumber.find_all(text_.folded(), match.groups[0])) {
        const auto value = small_number(text_.view(one.span));
        if (value) words.ranks.push_back(*value);
      }
      words.counts = match.has(1) && text_.view(match.groups[1]) == "大";
      words.bare = !match.has(1);
    } else if (match.has(2)) {
      double percent = 0;
      const std::string_view digits = text_.view(match.groups[2]);
      std::from_chars(digits.data(), digits.data() + digits.size(), percent);
      words.ranks.push_back(percent);
      words.kind = RankKind::top_percent;
    } else if (match.has(3)) {
      number(3);
      words.kind = RankKind::top_n;
      words.counts = match.has(4);
      words.bare = !match.has(4);
    } else if (match.has(5)) {
      words.ranks.push_back(3);
      words.kind = RankKind::top_n;
    } else if (match.has(6) || match.has(7)) {
      words.ranks.push_back(match.has(6) ? 1 : 2);
      words.bare = text_.view(match.span) == "首席";  // 首席执行官
    } else if (match.has(8)) {
      words.ranks.push_back(1);
      words.counts = words.largest = true;
    } else if (match.has(9)) {
      number(9);
    } else if (match.has(10)) {
      number(10);
      if (!words.ranks.empty() && words.ranks[0] > 1) words.kind = RankKind::top_n;
    } else {
      number(11);
      words.kind = RankKind::top_n;
      words.counts = true;
      words.span.end = match.groups[11].end + kOneHan;
    }
    const auto none = [](double rank) { return rank <= 0; };
    if (words.ranks.empty() || std::any_of(words.ranks.begin(), words.ranks.end(), none))
      return std::nullopt;
    return words;
  }

  std::optional<RankClaim> claim_of(const RankWords& words) const {
    static const Pattern kBoundary(
        "^(?:$|[,;。:()\"、 "
        "]|及|和|与|的|并|且|而|但|仅|以|市占|份额|占|之|地位|位置|水平|宝座|席位|行列|,)");
    const Span clause = rank_clause(text_, sentence_, words.span);
    const Span left{std::max(clause.begin, std::min(front_, words.span.begin)), words.span.begin};
    const Span right{words.span.end, clause.end};
    if (is_told_of_others(text_, left) || is_other_list(text_, clause)) return std::nullopt;
    // 排在首位的是一家日本品牌; 它最大的渠道.
    static const Pattern kSomebodyElse("^(?:的?(?:是|为|则|乃|系|依次|分别)|者)");
    static const Pattern kOwned("(?:它|其)的?$");
    if (!words.counts && kSomebodyElse.matches_in(text_.folded(), right)) return std::nullopt;
    if (words.largest && kOwned.matches_in(text_.folded(), left)) return std::nullopt;
    static const Pattern kRival("(?:与|跟)[^,]{0,4}$");
    if (words.counts && front_ == 0 && kRival.matches_in(text_.folded(), left)) return std::nullopt;
    if (is_about_a_place(clause)) return std::nullopt;
    if (words.bare && !kBoundary.matches_in(text_.folded(), right)) return std::nullopt;
    // 居首 is verb and rank in one.
    static const Pattern kOwnVerb("^(?:居首|[称夺居]冠|登顶|折桂)");
    auto verb = verb_in(left);
    if (!verb && kOwnVerb.matches_in(text_.folded(), words.span))
      verb = VerbAndInfix{words.span.begin, {words.span.begin, words.span.begin}, false};
    if (words.counts || text_.view(right).substr(0, kOneHan) == "的") {
      if (auto claim = attributive(words, left, right, verb)) return claim;
    }
    if (words.counts && is_no_trade(text_, ranked_noun(text_, right, false))) return std::nullopt;
    if (words.largest && !right.empty()) {
      static const Pattern kEnds("^(?:$|[,;。:()\" ])");
      if (!kEnds.matches_in(text_.folded(), right)) return std::nullopt;
    }
    return predicative(words, left, verb);
  }

  // 全国第二大X, 排名第三的X, 前十大X之一.
  std::optional<RankClaim> attributive(const RankWords& words, Span left, Span right,
                                       const std::optional<VerbAndInfix>& verb) const {
    static const Pattern kTail(
        "(?:规模|体量|综合实力|实力|目前|现时|已|的|领先|市占率|市场份额|份额|排名|位列|名列|位居|,"
        "| )+$");
    static const Pattern kWhole("^[^,;。]{0,40}之一");
    const Span noun = ranked_noun(text_, right, !verb || !verb->copula);
    if (noun.size() < 2 * kOneHan || is_no_trade(text_, noun) || is_generic(text_, noun)) {
      return std::nullopt;
    }
    // "为全国前十大白羽鸡企业,": one of them.
    static const Pattern kEnd("^ ?(?:[,;。]|$)");
    const bool is_one = words.counts && verb && verb->copula &&
                        kEnd.matches_in(text_.folded(), {noun.end, right.end});
    if (words.kind == RankKind::top_n && !kWhole.matches_in(text_.folded(), right) && !is_one &&
        (!verb || verb->copula))
      return std::nullopt;
    Span before = left;
    if (const auto tail = kTail.find(text_.folded(), before)) before.end = tail->span.begin;
    RankClaim claim;
    claim.metric = metric_at_end(text_, before).value_or(Span{});
    if (!claim.metric.empty()) {
      if (before.begin == claim.metric.begin) claim.metric = before;
      before.end = claim.metric.begin;
    } else if (words.largest && text_.view(words.span) != "最大") {
      return std::nullopt;  // 最多, 最高 of what?
    }
    Span subject = noun;
    const Span region = region_of(before, verb, subject);
    if (words.largest && ((region.empty() && !verb) || kWhole.matches_in(text_.folded(), right)))
      return std::nullopt;
    if (!region.empty()) claim.regions.push_back(region);
    claim.span = {verb ? std::min(verb->begin, words.span.begin) : words.span.begin, noun.end};
    if (!region.empty() && region.begin < words.span.begin)
      claim.span.begin = std::min(claim.span.begin, region.begin);
    claim.left = claim.span.begin;
    claim.ranks = words.ranks;
    claim.kind = words.kind;
    claim.subject = trimmed(text_.folded(), subject);
    claim.rule = words.largest                   ? "largest"
                 : words.kind == RankKind::top_n ? "top-n"
                                                 : "nth-largest";
    return claim;
  }

  // Right in front of the rank; else in front of the copula's words; else 在中国; else at the
  // noun's head.
  Span region_of(Span before, const std::optional<VerbAndInfix>& verb, Span& noun) const {
    if (const auto place = han_place_at_end(text_, before)) return place->name;
    const RankedAmong among = ranked_in_clause(text_, before, phrases_);
    if (!among.regions.empty()) return among.regions.front();
    if (verb && verb->infix.size() >= 2 * kOneHan && verb->infix.size() <= 4 * kOneHan) {
      static const Pattern kNoPlace(
          "一家|公司|集团|目前|行业|业内|其|旗下|首|该|国产|民营|独立|专业|规模|唯一|成为|当之");
      const Span infix = trimmed(text_.folded(), verb->infix);
      if (infix.end >= before.end - std::min(before.end, kOneHan) &&
          !kNoPlace.matches_in(text_.folded(), infix) && !metric_at_end(text_, infix))
        return infix;
    }
    const auto place = han_place_in_front(text_, noun);
    if (place && place->whole.end + 2 * kOneHan <= noun.end) {
      noun.begin = place->whole.end;
      return place->name;
    }
    return {};
  }

  // 在X中排名第三, 位列X第三, X全球第一.
  std::optional<RankClaim> predicative(const RankWords& words, Span left,
                                       const std::optional<VerbAndInfix>& verb) const {
    static const Pattern kOwn("(?:行业|业内|同业|同行|区内|业界|类目|品类|细分领域|赛道)$");
    RankClaim claim;
    RankedAmong infix;
    Span before = left;
    if (verb) {
      infix = ranked_among(text_, verb->infix);
      before.end = verb->begin;
      if (verb->copula && infix.regions.empty() && !kOwn.matches_in(text_.folded(), verb->infix) &&
          infix.metric.empty() && !in_group(before) && !at_place(before))
        return std::nullopt;
    } else {
      const bool near = han_place_at_end(text_, left) || kOwn.matches_in(text_.folded(), left) ||
                        metric_at_end(text_, left);
      if (!near) return std::nullopt;
    }
    const RankedAmong clause = ranked_in_clause(text_, before, phrases_);
    RankedAmong front;
    if (infix.subject.empty() && clause.subject.empty())
      front = ranked_in_front(text_, {std::max(sentence_.begin, front_), before.begin});
    const auto first = [](Span a, Span b, Span c) { return !a.empty() ? a : !b.empty() ? b : c; };
    claim.subject = first(infix.subject, clause.subject, front.subject);
    if (const auto product = product_with_share(before)) {
      if (claim.subject.size() <= kOneHan || is_product_of_ours(claim.subject))
        claim.subject = product->name;
      if (infix.regions.empty() && clause.regions.empty() && front.regions.empty() &&
          !product->place.empty())
        front.regions.push_back(product->place);
    }
    static const Pattern kMarket("市场$");  // 在…市场中排名第三 is no rank of the market
    if (is_no_trade(text_, claim.subject, false) &&
        !kMarket.matches_in(text_.folded(), claim.subject))
      return std::nullopt;
    claim.metric = first(infix.metric, clause.metric, front.metric);
    claim.regions = !infix.regions.empty()    ? infix.regions
                    : !clause.regions.empty() ? clause.regions
                                              : front.regions;
    claim.span = {verb ? verb->begin : words.span.begin, words.span.end};
    claim.left = claim.span.begin;
    claim.ranks = words.ranks;
    claim.kind = words.kind;
    claim.rule = words.kind == RankKind::ordinal ? "ranked"
                 : words.kind == RankKind::top_n ? "ranked-top-n"
                                                 : "top-percent";
    return claim;
  }

  // 江苏是全国第二大…: the subject is a place.
  bool is_about_a_place(Span clause) const {
    static const Pattern kIs("^(?:是|为|已?成为|作为|在|仍)");
    // 使得香港成为了全球第二大….
    static const Pattern kMade("^(?:使得?|令|让|推动|助力?|帮助)");
    Span rest = clause;
    if (const auto made = kMade.find(text_.folded(), rest)) rest.begin = made->span.end;
    const auto place = han_place_in_front(text_, rest);
    return place && kIs.matches_in(text_.folded(), {place->whole.end, clause.end});
  }

  struct Product {
    Span name;
    Span place;
  };

  // "其光伏电池在全球市场的份额约为17.9%,[位列第二]": what has the share told in the clause in
  // front.
  std::optional<Product> product_with_share(Span before) const {
    static const Pattern kShare(
        R"((?:^|[,;:。])(?:[^,;:。]{2,20}的|其|公司|集团)?([^,;:。()的其\d]{2,20}?)(?:在|于|的)*(全球|中国|国内|世界|全国|海外|亚洲|欧洲|北美)?(?:市场)?(?:中|上)?(?:的)?(?:占据|占有|市场占有率|市占率|市场份额|份额)[^,;。]{0,24}\d[^,;。]*,[^,;。]*$)");
    const Span front{std::max(sentence_.begin, front_), before.end};
    const auto share = kShare.find(text_.folded(), front);
    if (!share) return std::nullopt;
    return Product{share->groups[0], share->has(1) ? share->groups[1] : Span{}};
  }

  // 公司动力电池.
  bool is_product_of_ours(Span subject) const {
    static const Pattern kOurs("^(?:公司|集团|其)");
    return kOurs.matches_in(text_.folded(), subject);
  }

  // 于华南则[为第一].
  bool at_place(Span before) const {
    static const Pattern kAt(
        "(?:在|于|论|放眼|只看|单看|若看)([^,;。:]{2,10}?)(?:则|也|亦|已|更|均|,)*$");
    const auto place = kAt.find(text_.folded(), before);
    return place && han_place_at_end(text_, place->groups[0]);
  }

  bool in_group(Span before) const {
    static const Pattern kGroup("(?:中|当中|之中)(?:则|也|亦|已|均|,)*$");
    return kGroup.matches_in(text_.folded(), before);
  }

  std::optional<VerbAndInfix> verb_in(Span left) const {
    static const Pattern kVerb("(?i)^(.*?)((?:" + rank_words("verb") +
                               ")+)(?:于|在|为|到|至|了|是|着)?([^,;。:()\"]{0,24})$");
    static const Pattern kCopula(
        "^(?:.*[^认称因作行])?(是|为|系|属|成为|作为|成|当属|乃)([^,;。:()\"]{0,24})$");
    static const Pattern kPartOfWord(
        "(?:系|行|序|陈|下|前|邻|家|宜|民|旅|单|岗|床|车|席|舱|座|泊|学|地|定|安|一系|并|编|彩)$");
    Span rest = left;
    std::optional<VerbAndInfix> found;
    // The last verb whose own word it is.
    while (const auto match = kVerb.find(text_.folded(), rest)) {
      const Span verb = match->groups[1];
      rest.begin = verb.end;
      const bool single = verb.size() == kOneHan;
      const Span front{left.begin, verb.begin};
      if (single && kPartOfWord.matches_in(text_.folded(), front)) continue;
      const Span infix = match->groups[2].empty() ? Span{left.end, left.end} : match->groups[2];
      if (!could_be_infix(infix)) continue;
      found = VerbAndInfix{verb.begin, infix, false};
    }
    if (found) return found;
    if (const auto match = kCopula.find(text_.folded(), left)) {
      const Span infix = match->has(1) ? match->groups[1] : Span{left.end, left.end};
      return VerbAndInfix{match->groups[0].begin, infix, true};
    }
    return std::nullopt;
  }

  bool could_be_infix(Span infix) const {
    static const Pattern kNot("公司的|[在于]20|成立|从事|专注|,|是一家|股东|客户|的(?:公司|企业)");
    return !kNot.matches_in(text_.folded(), infix);
  }

  const PreparedText& text_;
  Span sentence_;
  const RankPhrases& phrases_;
  std::size_t front_ = 0;  // end of the claim in front
};

}  // namespace

std::vector<RankClaim> han_rank_claims(const PreparedText& text, Span sentence,
                                       const RankPhrases& phrases) {
  return HanReader(text, sentence, phrases).read();
}

Span rank_clause(const PreparedText& text, Span sentence, Span place) {
  static const Pattern kCut("[,;:()\"]|。");
  const auto is_digit = [&](std::size_t at) {
    return at < text.folded().size() && text.folded()[at] >= '0' && text.folded()[at] <= '9';
  };
  Span clause = sentence;
  for (const Match& cut : kCut.find_all(text.folded(), sentence)) {
    if (cut.span.overlaps(place)) continue;
    const std::size_t at = cut.span.begin;
    if (text.folded()[at] == ',' && at > 0 && is_digit(at - 1) && is_digit(at + 1)) continue;
    if (cut.span.end <= place.begin) clause.begin = cut.span.end;
    if (cut.span.begin >= place.end) {
      clause.end = cut.span.begin;
      break;
    }
  }
  return clause;
}

}  // namespace gongwatch::parser::facts
