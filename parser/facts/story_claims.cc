#include "parser/facts/story_claims.h"

#include <fmt/core.h>

#include <algorithm>
#include <string>
#include <utility>

#include "parser/facts/asides.h"
#include "parser/facts/name_shapes.h"
#include "parser/facts/pattern.h"
#include "text/names.h"
#include "text/utf8.h"

namespace gongwatch::parser::facts {
namespace {

bool bears_name(const IssuerMention& issuer, const std::string& name) {
  const std::string key = text::name_key(name);
  const auto same = [&](const std::string& other) { return text::name_key(other) == key; };
  return same(issuer.name) || (issuer.legal_name && same(*issuer.legal_name)) ||
         std::any_of(issuer.aliases.begin(), issuer.aliases.end(), same);
}

// Whether two claims are about the same thing: a shared word that says what is made, or a shared
// beginning in Chinese.
bool same_subject(const std::string& a, const std::string& b) {
  static const Pattern kWord(R"([A-Za-z][A-Za-z\-]{2,})");
  static const Pattern kGeneric(
      R"((?i)^(?:producers?|makers?|manufacturers?|compan(?:y|ies)|providers?|suppliers?|operators?|brands?|the|and|among|all)$)");
  if (a == b) return true;
  const std::string left = text::lower_ascii(a);
  const std::string right = text::lower_ascii(b);
  const std::vector<Match> right_words = kWord.find_all(right, {0, right.size()});
  for (const Match& match : kWord.find_all(left, {0, left.size()})) {
    const std::string_view word =
        std::string_view(left).substr(match.span.begin, match.span.size());
    if (kGeneric.find(word)) continue;
    for (const Match& other : right_words) {
      if (std::string_view(right).substr(other.span.begin, other.span.size()) == word) return true;
    }
  }
  constexpr std::size_t kTwoHan = 6;
  return text::count_han(a.substr(0, kTwoHan)) == 2 && a.compare(0, kTwoHan, b, 0, kTwoHan) == 0;
}

using Ours = std::vector<std::pair<std::size_t, const FoundRanking*>>;

class ClaimDesk {
 public:
  ClaimDesk(const PreparedText& text, const std::vector<std::optional<std::size_t>>& about,
            Issuers& issuers, std::vector<Warning>& warnings, std::optional<CivilDate> reference,
            const std::vector<Span>& asides)
      : text_(text),
        about_(about),
        issuers_(issuers),
        warnings_(warnings),
        reference_(reference),
        asides_(asides) {}

  std::vector<Ranking> run() {
    const auto claims = find_rankings(text_, reference_);
    std::vector<const FoundRanking*> strangers;
    Ours ours;
    for (const FoundRanking& claim : claims) {
      if (is_aside(asides_, claim.span.begin) || is_of_named_beside(claim)) continue;
      const auto named = claim.claimant.empty() ? std::nullopt : issuers_.bearer(claim.claimant);
      const bool stranger =
          named ? !is_tracked(*named) && !names_tracked(claim) : !sentence_names_issuer(claim);
      if (!claim.claimant.empty() && stranger) {
        strangers.push_back(&claim);
        continue;
      }
      const auto issuer = issuer_of(claim, named);
      if (issuer) ours.emplace_back(*issuer, &claim);
    }
    add_aliases(strangers, ours);
    add_rankings(ours);
    return std::move(rankings_);
  }

 private:
  // The claimant, else who is named last in front of the claim in its sentence, else who the
  // sentence is about.
  std::optional<std::size_t> issuer_of(const FoundRanking& claim,
                                       std::optional<std::size_t> claimant) const {
    if (claimant && is_tracked(*claimant)) return claimant;
    if (!about_[claim.sentence]) return std::nullopt;
    const Span sentence = text_.sentences()[claim.sentence].span;
    const auto before = issuers_.last_mention(text_, {sentence.begin, claim.span.begin});
    if (before && is_tracked(before->issuer)) return before->issuer;
    return about_[claim.sentence];
  }

  // "a record set by ICBC, China's largest bank", 全球最大啤酒商百丰取消分拆…: told of the company
  // that stands beside it, which is none of the article's.
  bool is_of_named_beside(const FoundRanking& claim) const {
    static const Pattern kApposed(
        R"(\b(?:by|of|from|with|to|at|than|under|behind|after) ([A-Z][\w&.-]*(?: [A-Z][\w&.-]*){0,4})(?: \([^()]{1,24}\))?, (?:the |a |an )?(?:[A-Za-z]+'s )?$)");
    static const Pattern kBehind(
        "^([^,。;:()的 "
        "]{2,12}?)(?:\\([^()]{1,16}\\))?(?:旗下|分拆|取消|收购|入股|持有|持股|控股|支持|委任)");
    const Span sentence = text_.sentences()[claim.sentence].span;
    auto name = kApposed.find(text_.folded(), {sentence.begin, claim.span.begin});
    if (!name) name = kBehind.find(text_.folded(), {claim.span.end, sentence.end});
    if (!name) return false;
    const auto known = issuers_.last_mention(text_, name->groups[0]);
    if (known) return about_[claim.sentence] && known->issuer != *about_[claim.sentence];
    return !issuers_.bearer(text_.original(name->groups[0]));
  }

  // Whether any sentence is about it.
  bool is_tracked(std::size_t issuer) const {
    return std::any_of(about_.begin(), about_.end(),
                       [&](const std::optional<std::size_t>& one) { return one == issuer; });
  }

  bool names_tracked(const FoundRanking& claim) const {
    const Span sentence = text_.sentences()[claim.sentence].span;
    const auto named = issuers_.mentions(text_, {sentence.begin, claim.span.begin});
    return std::any_of(named.begin(), named.end(),
                       [&](const IssuerName& one) { return is_tracked(one.issuer); });
  }

  bool sentence_names_issuer(const FoundRanking& claim) const {
    const Span sentence = text_.sentences()[claim.sentence].span;
    const Span before{sentence.begin, claim.span.begin};
    return issuers_.last_mention(text_, before).has_value() || mentions_company_word(text_, before);
  }

  // Another name that makes the very claim the issuer makes is the issuer under another name (a
  // machine translation, a brand).
  void add_aliases(const std::vector<const FoundRanking*>& strangers, const Ours& ours) {
    for (const FoundRanking* stranger : strangers) {
      for (const auto& [issuer, claim] : ours) {
        if (!same_claim(stranger->ranking, claim->ranking) ||
            !same_subject(stranger->ranking.subject, claim->ranking.subject) ||
            stranger->ranking.authority != claim->ranking.authority)
          continue;
        if (bears_name(issuers_.all()[issuer], stranger->claimant)) break;
        issuers_.add_alias(issuer, stranger->claimant);
        Warning warning;
        warning.code = "two-names-for-issuer";
        warning.message =
            fmt::format("{} makes the same ranking claim as {}; taken as another name of it",
                        stranger->claimant, issuers_.all()[issuer].name);
        warning.evidence = stranger->ranking.evidence;
        warnings_.push_back(std::move(warning));
        break;
      }
    }
  }

  void add_rankings(const Ours& ours) {
    for (const auto& [issuer, claim] : ours) {
      Ranking ranking = claim->ranking;
      ranking.issuer = issuers_.all()[issuer].name;
      const auto told = [&](const Ranking& other) {
        return other.issuer == ranking.issuer && same_claim(other, ranking) &&
               other.subject == ranking.subject;
      };
      const auto earlier = std::find_if(rankings_.begin(), rankings_.end(), told);
      if (earlier == rankings_.end()) {
        rankings_.push_back(std::move(ranking));
      } else if (!earlier->authority && ranking.authority) {
        *earlier = std::move(ranking);  // the fuller of two tellings
      }
    }
    drop_shorter_tellings();
  }

  // A heading or a lead says "中国最大的X", and the text by what measure.
  void drop_shorter_tellings() {
    const auto is_less = [](const Ranking& less, const Ranking& more) {
      return less.issuer == more.issuer && less.rank == more.rank &&
             less.rank_kind == more.rank_kind && less.subject == more.subject &&
             less.region == more.region && !less.metric && !less.period && !less.share_percent &&
             !less.authority && (more.metric || more.share_percent);
    };
    const std::vector<Ranking> all = rankings_;
    std::erase_if(rankings_, [&](const Ranking& one) {
      return std::any_of(all.begin(), all.end(),
                         [&](const Ranking& other) { return is_less(one, other); });
    });
  }

  const PreparedText& text_;
  const std::vector<std::optional<std::size_t>>& about_;
  Issuers& issuers_;
  std::vector<Warning>& warnings_;
  std::optional<CivilDate> reference_;
  const std::vector<Span>& asides_;
  std::vector<Ranking> rankings_;
};

}  // namespace

std::vector<Ranking> claims_of_issuers(const PreparedText& text,
                                       const std::vector<std::optional<std::size_t>>& about,
                                       Issuers& issuers, std::vector<Warning>& warnings,
                                       std::optional<CivilDate> reference,
                                       const std::vector<Span>& asides) {
  return ClaimDesk(text, about, issuers, warnings, reference, asides).run();
}

}  // namespace gongwatch::parser::facts
