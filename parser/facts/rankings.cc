#include "parser/facts/rankings.h"

#include <algorithm>
#include <map>
#include <utility>

#include "parser/facts/limits.h"
#include "parser/facts/pattern.h"
#include "parser/facts/ranking_claimants.h"
#include "parser/facts/ranking_claims.h"
#include "parser/facts/ranking_details.h"
#include "parser/facts/ranking_periods.h"
#include "parser/facts/ranking_places.h"
#include "parser/facts/ranking_sources.h"
#include "parser/facts/ranking_trades.h"
#include "parser/facts/ranking_words.h"
#include "text/utf8.h"

namespace gongwatch::parser::facts {
namespace {

// Words without which a sentence ranks nobody.
bool may_rank(const PreparedText& text, Span sentence) {
  static const Pattern kAny(
      "(?i)第 ?[\\d一二两三四五六七八九十]|前 "
      "?[\\d一二两三四五六七八九十]|首[位名席三五十]|之[首冠]|老[三四五]|榜首|居首|[称夺居]冠|登顶|"
      "折桂|三甲|头名|次席|"
      "冠军|亚军|老大|老二|把交椅|"
      "次位|最[大多高低"
      "]|[三五十]大|largest|biggest|\\brank|\\btop "
      "?-?[a-z\\d]|\\b(?:first|second|third|fourth|fifth|sixth|"
      "seventh|eighth|ninth|tenth|eleventh|twelfth|\\d+(?:st|nd|rd|th))\\b|\\bno\\.? "
      "?\\d|\\bnumber[- "
      "](?:[a-z]+|\\d)|#\\d");
  return kAny.matches_in(text.folded(), sentence);
}

class ClaimReader {
 public:
  ClaimReader(const PreparedText& text, std::optional<CivilDate> reference) : text_(text) {
    if (reference) year_ago_ = static_cast<int>(reference->year()) - 1;
  }

  std::vector<FoundRanking> read() {
    for (std::size_t i = 0; i < text_.sentences().size() && !text_.out_of_time(); ++i) read(i);
    return std::move(all_);
  }

 private:
  void read(std::size_t index) {
    const Span sentence = text_.sentences()[index].span;
    const bool ranks = may_rank(text_, sentence);
    const std::size_t known = all_.size();
    if (ranks) read_claims(index, sentence);
    if (all_.size() == known) note_share(index, sentence);
    static const Pattern kSourceWords(
        "(?i)according|citing|\\breport|\\bdata\\b|research|consult|source|\\bcit(?:es|ed)\\b|提供|"
        "顾问|"
        "\\bquot(?:es|ed)\\b|数据|资料|报告|据|咨询|"
        "来源");
    if (!kSourceWords.matches_in(text_.folded(), sentence) && all_.size() == known) return;
    const RankSource source = rank_source(text_, sentence);
    std::optional<std::string> authority;
    if (source.name) authority = last_authority_ = text_.original(*source.name);
    if (source.same_as_before) authority = last_authority_;
    if (!authority) authority = source_in_front(index);
    sources_[index] = authority;
    for (std::size_t i = known; i < all_.size(); ++i) all_[i].ranking.authority = authority;
    if (authority && all_.size() == known && index > 0) note_source(index, *authority);
    for (std::size_t i = known; known > 0 && i < all_.size(); ++i)
      tell_on(all_[known - 1].ranking, all_[known - 1].sentence, all_[i]);
  }

  // "…按产量计排名第三。若只看欧洲,公司位居第二。": what a sentence of the same paragraph does not
  // say is as in the one before.
  void tell_on(const Ranking& before, std::size_t sentence, FoundRanking& claim) const {
    constexpr std::size_t kNear = 2;
    const auto& sentences = text_.sentences();
    if (claim.sentence - sentence > kNear ||
        sentences[claim.sentence].paragraph != sentences[sentence].paragraph)
      return;
    Ranking& ranking = claim.ranking;
    // Another source counts otherwise.
    if (ranking.authority && before.authority && *ranking.authority != *before.authority) return;
    if (!ranking.authority) ranking.authority = before.authority;
    const bool says_nothing = !ranking.metric && !ranking.period;
    if (!ranking.metric) ranking.metric = before.metric;
    // What has piled up since the beginning is of no year.
    static const Pattern kPiledUp("(?i)累计|存量|在手|cumulative|installed base|to date");
    const bool piled_up = ranking.metric && ranking.metric != before.metric &&
                          kPiledUp.find(*ranking.metric).has_value();
    if (!ranking.period && !piled_up) ranking.period = before.period;
    if (!ranking.region && says_nothing) ranking.region = before.region;
  }

  // "Deliveries reached 3.9 GWh in 2024. That made it third": the time of the sentence in front.
  void take_over_time(std::size_t index, Ranking& ranking) const {
    static const Pattern kPointing(
        "(?i)^(?:that|this|it|those|these|which) (?:volume |total |output |figure |level )?"
        "(?:made|makes|put|puts|gave|gives|ranked|ranks|placed|places|earned|was enough|is enough)"
        "\\b|^报告期内|^(?:这|此|该)(?:一)?(?:数字|规模|成绩|水平|销量|产量|份额|业绩)?(?:使|令|让|"
        "足以)|^(?:"
        "由此|据此|因此|以此计)");
    const auto& sentences = text_.sentences();
    if (ranking.period || index == 0 ||
        sentences[index].paragraph != sentences[index - 1].paragraph ||
        !kPointing.matches_in(text_.folded(), sentences[index].span))
      return;
    const auto periods = find_rank_periods(text_, sentences[index - 1].span);
    if (!periods.empty()) ranking.period = periods.back().period;
  }

  // Among whom the claim in front ranked, if it stands near in the same paragraph.
  Span group_before(std::size_t index) const {
    constexpr std::size_t kNear = 2;
    const auto& sentences = text_.sentences();
    if (all_.empty() || index - all_.back().sentence > kNear ||
        sentences[index].paragraph != sentences[all_.back().sentence].paragraph)
      return {};
    return all_.back().subject;
  }

  Span group_of(std::size_t index, const RankClaim& claim) const {
    const std::size_t place = claim.span.begin;
    if (const Span trade = trade_in_front(text_, index, place); !trade.empty()) return trade;
    if (const Span group = group_before(index); !group.empty()) return group;
    return trade_before(text_, index);
  }

  // "A report by Roland Berger says that the market will grow. By orders, Acme ranked second."
  std::optional<std::string> source_in_front(std::size_t index) const {
    const auto& sentences = text_.sentences();
    const auto before = index > 0 ? sources_.find(index - 1) : sources_.end();
    if (before == sources_.end() || sentences[index].paragraph != sentences[index - 1].paragraph)
      return std::nullopt;
    return before->second;
  }

  // "The figures come from CRU.": of the sentences in front.
  void note_source(std::size_t index, const std::string& authority) {
    const auto& sentences = text_.sentences();
    if (sentences[index].paragraph != sentences[index - 1].paragraph ||
        !is_source_note(text_, sentences[index].span))
      return;
    constexpr std::size_t kFar = 4;
    for (FoundRanking& claim : all_) {
      if (claim.sentence + kFar >= index && !claim.ranking.authority &&
          sentences[claim.sentence].paragraph == sentences[index].paragraph)
        claim.ranking.authority = authority;
    }
  }

  // "Its market share was 11.4%.": of the one claim of the sentence in front.
  void note_share(std::size_t index, Span sentence) {
    static const Pattern kOwn(
        "(?i)^(?:its|the company's|the group's|that) (?:market )?share "
        "(?:was|is|stood|came|reached|"
        "amounted)\\b|^(?:其|公司|集团|当时|期内|对应|相应)?的?(?:市场)?(?:份额|市占率|占有率)(?:"
        "为|达|约|是|有|"
        "录得|\\d)");
    const auto& sentences = text_.sentences();
    if (all_.empty() || all_.back().sentence + 1 != index || all_.back().ranking.share_percent ||
        sentences[index].paragraph != sentences[index - 1].paragraph ||
        (all_.size() > 1 && all_[all_.size() - 2].sentence + 1 == index) ||
        !kOwn.matches_in(text_.folded(), sentence))
      return;
    const auto shares = find_shares(text_, sentence);
    if (shares.size() != 1 || shares[0].percents.size() != 1) return;
    all_.back().ranking.share_percent = shares[0].percents[0];
    all_.back().share = shares[0].span;
  }

  void read_claims(std::size_t index, Span sentence) {
    RankPhrases phrases{find_rank_measures(text_, sentence), find_shares(text_, sentence)};
    const bool han = text::count_han(text_.view(sentence)) > 0;
    std::vector<RankClaim> claims =
        han ? han_rank_claims(text_, sentence, phrases) : english_rank_claims(text_, sentence);
    if (claims.empty()) return;
    const auto details = claim_details(text_, sentence, claims, phrases, year_ago_);
    complete(index, claims, details);
    std::string claimant;
    for (std::size_t i = 0; i < claims.size(); ++i) {
      if (claims[i].subject.empty()) claims[i].subject = group_of(index, claims[i]);
      if (claims[i].subject.empty() && details[i].metrics.empty() && claims[i].regions.empty() &&
          details[i].percents.empty())
        continue;
      const auto of_deals = [&](Span words) { return is_deal_metric(text_, words); };
      if (of_deals(claims[i].subject) ||
          std::any_of(details[i].metrics.begin(), details[i].metrics.end(), of_deals))
        continue;
      const std::size_t from = i > 0 ? claims[i - 1].span.end : sentence.begin;
      const std::string own = claimant_of(text_, sentence, claims[i], phrases, from);
      if (!own.empty() || i == 0) claimant = own;
      const std::size_t before = all_.size();
      add(index, claims[i], details[i], claimant);
      // "按2024年门店数量计,为最大;以收入计,则排在第二": of the same year.
      if (han && i > 0 && before > 0 && all_.size() > before &&
          all_[before - 1].sentence == index) {
        for (std::size_t k = before; k < all_.size(); ++k) {
          if (!all_[k].ranking.period) all_[k].ranking.period = all_[before - 1].ranking.period;
        }
      }
      take_over_measure(sentence);
      if (!all_.empty()) take_over_time(index, all_.back().ranking);
    }
  }

  // "It ranked sixth worldwide on the same measure": the metric and the time of the claim before.
  void take_over_measure(Span sentence) {
    static const Pattern kSame(
        "(?i)\\b(?:on|by|under|using|in) the same "
        "(?:measures?|basis|metrics?|cali(?:ber|bre)|yardstick|criteri(?:on|a)|terms|year)\\b|"
        "(?:按|以)(?:同一|相同|同样)的?(?:口径|标准|指标|基准|方法)");
    const auto same = kSame.find(text_.folded(), sentence);
    if (all_.size() < 2 || !same) return;
    const Ranking& from = all_[all_.size() - 2].ranking;
    Ranking& to = all_.back().ranking;
    // "in the same year" tells no more than that.
    if (!to.metric && text_.view(same->span).find("year") == std::string_view::npos)
      to.metric = from.metric;
    if (!to.period) to.period = from.period;
  }

  // "second in China's freight market; among franchised networks it was third": another group of
  // the same place. A segment is told for itself.
  bool goes_on(const RankClaim& claim, const RankClaim& before) const {
    static const Pattern kSegment("(?i)(?:细分市场|细分领域|品类|类别|segments?)$");
    return claim.subject.begin > before.span.end &&
           !kSegment.matches_in(text_.folded(), claim.subject);
  }

  // A claim that does not say among whom means its neighbour's group; where nothing else is told,
  // its place too.
  void complete(std::size_t index, std::vector<RankClaim>& claims,
                const std::vector<ClaimDetails>& details) const {
    const auto copy = [&](RankClaim& to, const RankClaim& from) {
      if (!to.subject.empty() || from.subject.empty()) return;
      to.subject = from.subject;
      if (to.regions.empty() && from.regions.size() == 1) to.regions = from.regions;
    };
    for (std::size_t i = 0; i < claims.size(); ++i) {
      // 若以整个预制菜行业计: told in the place of a measure.
      if (details[i].of_field) claims[i].subject = details[i].object;
      if (claims.size() > 1 && is_same_kind(text_, claims[i].subject)) claims[i].subject = {};
    }
    for (std::size_t i = 1; i < claims.size(); ++i) copy(claims[i], claims[i - 1]);
    for (std::size_t i = 0; i < claims.size(); ++i) {
      if (claims[i].subject.empty() && !details[i].object.empty())
        claims[i].subject = details[i].object;
    }
    for (std::size_t i = claims.size(); i-- > 1;) copy(claims[i - 1], claims[i]);
    for (std::size_t i = 0; i < claims.size(); ++i) {
      if (claims[i].regions.empty() && !details[i].measure_region.empty())
        claims[i].regions.push_back(details[i].measure_region);
    }
    // "the largest platform by revenue in China in 2019".
    static const Pattern kPlaceBehind("(?i)^ (?:in|across) (" + english_place_names() + ")\\b");
    for (std::size_t i = 0; i < claims.size(); ++i) {
      if (!claims[i].regions.empty() || details[i].metrics.empty()) continue;
      const std::size_t end = details[i].metrics.back().end;
      if (end < claims[i].span.end) continue;
      const auto place =
          kPlaceBehind.find(text_.folded(), {end, text_.sentences()[index].span.end});
      if (place) claims[i].regions.push_back(place->groups[0]);
    }
    static const Pattern kJoined(
        "(?i)^(?:[、 ]|以及|及|和|并|也|亦|是|为|且|,|的| and | the |an?|one of)*$");
    for (std::size_t i = 1; i < claims.size(); ++i) {
      const Span gap{claims[i - 1].span.end, std::max(claims[i - 1].span.end, claims[i].left)};
      if (claims[i].regions.empty() && claims[i - 1].regions.size() == 1 &&
          (details[i].of_field || goes_on(claims[i], claims[i - 1]) ||
           kJoined.matches_in(text_.folded(), gap)))
        claims[i].regions = claims[i - 1].regions;
    }
  }

  // "按交易总额、搭乘次数计排名第二,份额分别为31.8%、31.0%",
  // "在A行业及B行业中排名第一,份额分别为…": a fact for each measure or trade, with its share.
  bool add_by_shares(std::size_t index, const RankClaim& claim, const ClaimDetails& details,
                     const std::string& claimant) {
    const std::size_t count = details.percents.size();
    if (claim.ranks.size() != 1 || count < 2) return false;
    std::vector<Span> subjects(count, claim.subject);
    const bool by_metric = details.metrics.size() == count;
    if (!by_metric) {
      static const Pattern kTwo("^([^、及与和]{2,24})(?:及|与|和)([^、及与和]{2,24})$");
      const auto two = kTwo.find(text_.folded(), claim.subject);
      if (!two || count != 2 || details.metrics.size() > 1) return false;
      subjects = {two->groups[0], two->groups[1]};
    }
    for (std::size_t i = 0; i < count; ++i) {
      RankClaim one = claim;
      one.subject = subjects[i];
      ClaimDetails its = details;
      its.percents = {details.percents[i]};
      if (by_metric) its.metrics = {details.metrics[i]};
      add(index, one, its, claimant);
    }
    return true;
  }

  // One fact a rank: "second and fifth" go with two metrics, places, years or shares.
  void add(std::size_t index, const RankClaim& claim, const ClaimDetails& details,
           const std::string& claimant) {
    const Span sentence = text_.sentences()[index].span;
    if (add_by_shares(index, claim, details, claimant)) return;
    const std::size_t count = claim.ranks.size();
    const auto pick = [&](const auto& values, std::size_t i) {
      using Value = std::decay_t<decltype(values[0])>;
      if (values.empty()) return std::optional<Value>();
      if (values.size() == count) return std::optional<Value>(values[i]);
      return std::optional<Value>(values[0]);
    };
    for (std::size_t i = 0; i < count && all_.size() < kMostRankings; ++i) {
      FoundRanking found;
      Ranking& ranking = found.ranking;
      ranking.rank = claim.ranks[i];
      ranking.rank_kind = claim.kind;
      if (!claim.subject.empty()) ranking.subject = text_.original(claim.subject);
      if (const auto region = pick(claim.regions, i)) ranking.region = text_.original(*region);
      if (count == 1 && details.metrics.size() > 1) {
        ranking.metric =
            text_.original({details.metrics.front().begin, details.metrics.back().end});
      } else if (const auto metric = pick(details.metrics, i)) {
        ranking.metric = text_.original(*metric);
      }
      if (count == 1 && details.periods.size() > 1) {
        ranking.period = details.periods.back();
      } else {
        ranking.period = pick(details.periods, i);
      }
      ranking.share_percent = pick(details.percents, i);
      if (count > 1 && details.percents.size() == 1 && i > 0) ranking.share_percent.reset();
      ranking.evidence = text_.evidence(sentence);
      ranking.rule = std::string("ranking:") + claim.rule;
      found.claimant = claimant;
      found.subject = claim.subject;
      found.sentence = index;
      found.span = claim.span;
      found.share = details.share;
      all_.push_back(std::move(found));
    }
  }

  const PreparedText& text_;
  std::optional<int> year_ago_;
  std::optional<std::string> last_authority_;
  std::map<std::size_t, std::optional<std::string>> sources_;  // of sentences that name one
  std::vector<FoundRanking> all_;
};

}  // namespace

std::vector<FoundRanking> find_rankings(const PreparedText& text,
                                        std::optional<CivilDate> reference) {
  return ClaimReader(text, reference).read();
}

bool same_claim(const Ranking& a, const Ranking& b) {
  return a.rank == b.rank && a.rank_kind == b.rank_kind && a.region == b.region &&
         a.metric == b.metric && a.period == b.period;
}

}  // namespace gongwatch::parser::facts
