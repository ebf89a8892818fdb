#include "parser/facts/ranking_details.h"

#include <algorithm>
#include <string_view>

#include "parser/facts/pattern.h"
#include "parser/facts/ranking_periods.h"
#include "text/utf8.h"

namespace gongwatch::parser::facts {
namespace {

constexpr std::size_t kFarShare = 160;  // bytes between a claim and its share

class DetailReader {
 public:
  DetailReader(const PreparedText& text, Span sentence, const std::vector<RankClaim>& claims,
               const RankPhrases& phrases, std::optional<int> year_ago)
      : text_(text),
        sentence_(sentence),
        claims_(claims),
        phrases_(phrases),
        year_ago_(year_ago),
        details_(claims.size()) {}

  std::vector<ClaimDetails> read() {
    for (const RankMeasure& measure : phrases_.measures) give(measure);
    for (const ShareMention& share : phrases_.shares) give(share);
    for (std::size_t i = 0; i < claims_.size(); ++i) {
      // A share is told as such, not as what the rank is by.
      static const Pattern kShare("(?:市场份额|市场占有率|市占率|份额|占有率)$");
      if (details_[i].metrics.empty() && !claims_[i].metric.empty() &&
          !has(claims_[i].metric, kShare))
        details_[i].metrics.push_back(claims_[i].metric);
      if (details_[i].metrics.empty()) {
        if (const Span amount = metric_of_amount_in_front(claims_[i]); !amount.empty())
          details_[i].metrics.push_back(amount);
      }
      if (details_[i].periods.empty()) details_[i].periods = periods_near(i);
      if (details_[i].periods.empty() && !details_[i].share.empty())
        details_[i].periods = periods_in(rank_clause(text_, sentence_, details_[i].share));
      if (details_[i].periods.empty()) details_[i].periods = periods_of_source();
    }
    share_measures();
    return std::move(details_);
  }

 private:
  bool has(Span in, const Pattern& pattern) const {
    return !in.empty() && pattern.matches_in(text_.folded(), in);
  }

  // "出货量达到1.4万台,位居全球…第二": ranked by what the clause in front counts.
  Span metric_of_amount_in_front(const RankClaim& claim) const {
    static const Pattern kCounted(
        R"((出货量|销量|销售量|销售额|产量|交付量|装机量|交易额|GMV|营业额|营收|门店数量?|用户数量?)(?:规模)?(?:约|已|则|共|合计|分别)*(?:达到?|为|超过?|逾|突破|录得)[^,;:。()]{0,6}\d[^,;:。()]*,(?:并|且|从而)?$)");
    const Span clause = rank_clause(text_, sentence_, claim.span);
    constexpr std::size_t kVerb = 12;
    if (claim.span.begin - clause.begin > kVerb) return {};
    const auto counted = kCounted.find(text_.folded(), {sentence_.begin, clause.begin});
    return counted ? counted->groups[0] : Span{};
  }

  // "citing CIC data for 2024".
  std::vector<std::string> periods_of_source() const {
    static const Pattern kData(
        R"((?i)\b(?:data|figures|numbers|report|study|estimates) (?:for|of|from|covering) (?:the year )?20\d\d\b)");
    const auto data = kData.find(text_.folded(), sentence_);
    return data ? periods_in(data->span) : std::vector<std::string>();
  }

  // The claim in front of the place, and the one behind it.
  std::optional<std::size_t> in_front(std::size_t at) const {
    std::optional<std::size_t> found;
    for (std::size_t i = 0; i < claims_.size(); ++i) {
      if (claims_[i].span.begin < at) found = i;
    }
    return found;
  }

  void give(const RankMeasure& measure) {
    static const Pattern kCut("[,;:.()]");
    static const Pattern kForward(
        "(?i)(?:\\b(?:and|but|while|or)|[,;]而|若|如果|[,;]?(?:并|且|及|以及|和))[ ,]*$");
    static const Pattern kBackward("(?i)^ ?[,)]* ?(?:\\b(?:and|but|while|or)\\b|;)");
    const auto front = in_front(measure.span.begin);
    const std::size_t next = front ? *front + 1 : 0;
    const bool inside = front && claims_[*front].span.end >= measure.span.end;
    bool backward = front.has_value() && next >= claims_.size();
    if (front && !inside && !backward) {
      const Span gap{claims_[*front].span.end,
                     std::max(claims_[*front].span.end, measure.span.begin)};
      const Span rest{measure.span.end, std::max(measure.span.end, claims_[next].span.begin)};
      const bool bracketed = text_.view(gap) == "(" || text_.view(gap) == " (";
      backward = bracketed || (!has(gap, kForward) && (has(rest, kBackward) || !has(gap, kCut)));
    }
    const std::size_t owner = inside || backward ? *front : next;
    if (!measure.certain) {
      // "by" and any words: only right behind the claim.
      const RankClaim& claim = claims_[owner];
      const bool touches =
          measure.span.begin >= claim.span.begin && measure.span.begin <= claim.span.end + 2;
      // "with a share of 18.2% by points in service".
      const bool of_share = std::any_of(
          phrases_.shares.begin(), phrases_.shares.end(), [&](const ShareMention& share) {
            return share.span.begin > claim.span.end && measure.span.begin >= share.span.end &&
                   measure.span.begin <= share.span.end + 1;
          });
      if (!touches && !of_share && !leads_to(measure, claim)) return;
    }
    ClaimDetails& details = details_[owner];
    if (measure.of_field) {
      details.object = measure.object;
      details.of_field = true;
      return;
    }
    // Of two the one behind, which stands nearer to a claim that follows; but a claim keeps what
    // follows it at once.
    if (!details.metrics.empty() && (inside || backward)) return;
    details.metrics = measure.metrics;
    details.periods = measure.periods;
    if (details.periods.empty()) {
      // 于2023年按收益计: in the measure's own clause.
      const Span clause = rank_clause(text_, sentence_, measure.span);
      details.periods = periods_in({clause.begin, std::max(clause.begin, measure.span.begin)});
    }
    details.measure_region = measure.region;
    details.object = measure.object;
  }

  // "by the area sprayed it [ranked first]".
  bool leads_to(const RankMeasure& measure, const RankClaim& claim) const {
    static const Pattern kSubject(
        R"(^,? (?:it|the (?:company|group|firm|brand|chain|platform)|[A-Z][\w&-]*(?: [A-Z][\w&-]*){0,2}) (?:ranks?|ranked|is|was|came|stood|stands|comes)(?: (?:in|the|as|at|only))* $)");
    static const Pattern kSame("(?i)\\bsame\\b");
    return measure.span.end < claim.span.begin && !has(measure.span, kSame) &&
           has({measure.span.end, claim.span.begin}, kSubject);
  }

  // 全球市占率21.8%: of the claim about that place, if one alone is.
  std::optional<std::size_t> of_its_place(const ShareMention& share) const {
    constexpr std::size_t kInFront = 15;
    const Span words{std::max(sentence_.begin + kInFront, share.span.begin) - kInFront,
                     share.span.end};
    std::optional<std::size_t> found;
    for (std::size_t i = 0; i < claims_.size(); ++i) {
      if (claims_[i].regions.size() != 1 || claims_[i].span.end > share.span.begin) continue;
      const Span place = claims_[i].regions[0];
      if (text::count_han(text_.view(place)) == 0 ||
          text_.view(words).find(text_.view(place)) == std::string_view::npos)
        continue;
      if (found) return std::nullopt;
      found = i;
    }
    return found;
  }

  void give(const ShareMention& share) {
    static const Pattern kCut("[,;:()]|。");
    const auto front = in_front(share.span.begin);
    const std::size_t next = front ? *front + 1 : 0;
    std::optional<std::size_t> owner;
    if (next < claims_.size()) {
      const Span gap{share.span.end, std::max(share.span.end, claims_[next].span.begin)};
      if (!has(gap, kCut) || (!front && gap.size() <= kFarShare)) owner = next;
      // "the sixth-largest with a 5.7% share and the second-largest": of the one in front.
      static const Pattern kAnd("(?i)^ (?:and|while|but)\\b");
      constexpr std::size_t kTouching = 8;
      if (front && has(gap, kAnd) && share.span.begin <= claims_[*front].span.end + kTouching)
        owner = front;
    }
    if (share.alone) {
      constexpr std::size_t kTouching = 8;
      owner = front;
      if (!front || share.span.begin > claims_[*front].span.end + kTouching) return;
    }
    // "24.7%的份额,排名第一;其电池份额约为17.9%,位列第二": each has its own in front.
    constexpr std::size_t kClause = 24;
    if (!owner && front && next < claims_.size() && !details_[*front].percents.empty() &&
        claims_[next].span.begin >= share.span.end &&
        claims_[next].span.begin - share.span.end <= kClause)
      owner = next;
    if (!owner && front) {
      const std::size_t end = claims_[*front].span.end;
      if (share.span.begin <= end + kFarShare) owner = front;
    }
    if (const auto named = of_its_place(share); named && details_[*named].percents.empty())
      owner = named;
    // One share a claim: "second in China and fourth worldwide, with 11.2% and 6.4%".
    if (owner && share.percents.size() > 1 && share.percents.size() == claims_.size()) {
      for (std::size_t i = 0; i < claims_.size(); ++i) {
        if (claims_[i].ranks.size() > 1) return;
        details_[i].percents = {share.percents[i]};
        details_[i].share = share.span;
      }
      return;
    }
    if (!owner || !details_[*owner].percents.empty()) return;
    details_[*owner].percents = share.percents;
    details_[*owner].share = share.span;
    if (details_[*owner].metrics.empty() && !share.metric.empty())
      details_[*owner].metrics.push_back(share.metric);
  }

  // Years of the claim's own clause; else of a clause in front that has no figures, or in brackets
  // behind.
  std::vector<std::string> periods_near(std::size_t index) const {
    static const Pattern kFigures(
        "(?i)(?:收入|营收|净利|纯利|溢利|亏损|盈利|毛利|利润|收益)[^,]{0,12}\\d|\\d(?:\\.\\d+)?["
        "亿万]元|\\$|\\b(?:million|"
        "billion|profit|loss)\\b|\\brevenues?\\b "
        "[^,]{0,20}\\d|递表|递交|成立于|创立于|founded|filed|submitted");
    const RankClaim& claim = claims_[index];
    const Span territory{index > 0 ? claims_[index - 1].span.end : sentence_.begin,
                         index + 1 < claims_.size() ? claims_[index + 1].left : sentence_.end};
    Span clause = rank_clause(text_, sentence_, claim.span);
    clause = {std::max(clause.begin, std::min(territory.begin, claim.span.begin)),
              std::max(claim.span.end, std::min(clause.end, territory.end))};
    if (claim.ranks.size() > 1) {
      auto periods = periods_in({territory.begin, clause.end});
      if (periods.size() == claim.ranks.size()) return periods;
    }
    if (auto periods = periods_in(clause); !periods.empty()) return periods;
    // "with an 11.9 percent share in 2025".
    static const Pattern kBehindShare(
        R"((?i)^(?: market)?(?: share)? (?:in|for|of|during) (?:the year )?(?:20\d\d\b|last year\b))");
    const Span share = details_[index].share;
    if (!share.empty()) {
      const auto behind = kBehindShare.find(text_.folded(), {share.end, sentence_.end});
      if (auto periods = behind ? periods_in(behind->span) : std::vector<std::string>();
          !periods.empty())
        return periods;
    }
    static const Pattern kBehind(
        R"((?i)^[ ,)]*(?:in|for|during|at the end of|as of|as at) (?:the |fiscal |full |year |first |half |nine |six |months |ended |of |to |[a-z]+ \d{1,2},? )*20\d\d\b)");
    if (const auto behind = kBehind.find(text_.folded(), {clause.end, territory.end})) {
      if (auto periods = periods_in(behind->span); !periods.empty()) return periods;
    }
    if (clause.end < sentence_.end && text_.folded()[clause.end] == '(') {
      const Span bracket = rank_clause(text_, sentence_, {clause.end + 1, clause.end + 2});
      const Span all{bracket.begin, std::min(territory.end, bracket.end + 24)};
      if (auto periods = periods_in(all); !periods.empty()) return periods;
    }
    static const Pattern kWhen("(?i)^ ?when\\b");
    const bool same_time = has(clause, kWhen);
    constexpr int kMost = 2;
    std::size_t end = clause.begin;
    for (int i = 0; i < kMost && end > territory.begin + 1; ++i) {
      const Span front = rank_clause(text_, {territory.begin, end - 1}, {end - 1, end - 1});
      if (!same_time && has(front, kFigures)) break;
      static const Pattern kStood("(?i)截至|\\bas (?:of|at)\\b");
      if (has(front, kStood)) break;
      if (auto periods = periods_in(front); !periods.empty()) return periods;
      end = front.begin;
    }
    return {};
  }

  std::vector<std::string> periods_in(Span in) const {
    static const Pattern kYearAgo("(?i)去年(?:度|底|末|全年)?|\\blast year\\b");
    std::vector<std::string> periods;
    for (const PeriodMention& period : find_rank_periods(text_, in))
      periods.push_back(period.period);
    if (periods.empty() && year_ago_ && has(in, kYearAgo))
      periods.push_back(std::to_string(*year_ago_));
    return periods;
  }

  // A claim that tells no measure means its neighbour's: the one in front, else the one behind.
  void share_measures() {
    const auto copy = [&](std::size_t to, std::size_t from) {
      if (!details_[to].metrics.empty()) return;
      if (details_[from].metrics.size() == 1) details_[to].metrics = details_[from].metrics;
      if (details_[to].periods.empty() && details_[from].periods.size() == 1)
        details_[to].periods = details_[from].periods;
      if (details_[to].object.empty()) details_[to].object = details_[from].object;
    };
    for (std::size_t i = 1; i < details_.size(); ++i) copy(i, i - 1);
    for (std::size_t i = details_.size(); i-- > 1;) copy(i - 1, i);
    static const Pattern kApart("。|\\. ");
    for (std::size_t i = 1; i < details_.size(); ++i) {
      const Span gap{claims_[i - 1].span.end,
                     std::max(claims_[i - 1].span.end, claims_[i].span.begin)};
      if (details_[i].periods.empty() && details_[i - 1].periods.size() == 1 && !has(gap, kApart))
        details_[i].periods = details_[i - 1].periods;
    }
    static const Pattern kCut("[,;:.。]");
    for (std::size_t i = details_.size(); i-- > 1;) {
      const Span gap{claims_[i - 1].span.end,
                     std::max(claims_[i - 1].span.end, claims_[i].span.begin)};
      if (details_[i - 1].periods.empty() && details_[i].periods.size() == 1 && !has(gap, kCut))
        details_[i - 1].periods = details_[i].periods;
    }
  }

  const PreparedText& text_;
  Span sentence_;
  const std::vector<RankClaim>& claims_;
  const RankPhrases& phrases_;
  std::optional<int> year_ago_;
  std::vector<ClaimDetails> details_;
};

}  // namespace

std::vector<ClaimDetails> claim_details(const PreparedText& text, Span sentence,
                                        const std::vector<RankClaim>& claims,
                                        const RankPhrases& phrases, std::optional<int> year_ago) {
  return DetailReader(text, sentence, claims, phrases, year_ago).read();
}

}  // namespace gongwatch::parser::facts
