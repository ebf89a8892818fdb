#include "parser/facts/rankings.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <optional>

#include "parser/facts/dates.h"
#include "parser/facts/ranking_forms.h"
#include "text/fold.h"

namespace gongwatch::parser::facts {
namespace {

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
    for (const ClaimForm& form : claim_forms()) {
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
  std::optional<FoundRanking> claim_of(const ClaimForm& form, const Match& match,
                                       Span sentence) const {
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
    static const Pattern kHan("(" + region_alternatives() + ")[^,。;]{0,20}$");
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
