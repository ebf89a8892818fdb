#include <algorithm>
#include <optional>
#include <string>

#include "parser/facts/number_words.h"
#include "parser/facts/pattern.h"
#include "parser/facts/ranking_claims.h"
#include "parser/facts/ranking_nouns_english.h"
#include "parser/facts/ranking_places.h"
#include "parser/facts/ranking_words.h"

namespace gongwatch::parser::facts {
namespace {

constexpr const char* kOrdinal =
    "(?:\\d{1,3}(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|"
    "eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|"
    "twentieth)";
constexpr const char* kCount =
    "(?:\\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty)";

struct RankWords {
  Span span;
  std::vector<double> ranks;
  RankKind kind = RankKind::ordinal;
  bool largest = false;   // "third-largest", "largest", "three largest": what is ranked follows
  bool numbered = false;  // "No. 3"
  bool highest = false;   // "second-highest", of shares
  bool spot = false;      // "top spot"
};

class EnglishReader {
 public:
  EnglishReader(const PreparedText& text, Span sentence) : text_(text), sentence_(sentence) {}

  std::vector<RankClaim> read() {
    static const std::string kRank = "(?:" + std::string(kOrdinal) + "|(?:nos?\\. ?|number[- ]|#)" +
                                     kCount + "\\b|(?-i:No) \\d{1,2}\\b)";
    // 1 top N, 2 percent; 3 N largest or largest N, 4 its other place; 5 ranks, 6 largest; 7
    // largest alone.
    static const Pattern kWords(
        "(?i)\\btop[- ](" + std::string(kCount) +
        ")\\b(?:-ranked)?( ?%| percent| per ?cent)?|\\b(?:one of|among|amongst) (?:[a-z]+'s |the )?"
        "(?:(" +
        kCount + ") (?:largest|biggest)|(?:largest|biggest) (" + kCount + "))\\b|(?:\\b|#)(" +
        kRank + "(?:(?:-?, ?|-? and |-?, and | & |/|-? or )(?:the )?" + kRank +
        ")*)(-?[- "
        "](?:largest|biggest|leading|highest|best-selling|top-selling)\\b)?|\\b(largest|biggest)"
        "\\b|\\b(top "
        "(?:spot|place|position|slot|rank)\\b)");
    std::vector<RankClaim> claims;
    std::size_t from = sentence_.begin;
    for (std::size_t i = 0; i < kMostRankWords; ++i) {
      const auto match = kWords.find(text_.folded(), {from, sentence_.end});
      if (!match) break;
      from = match->span.end;
      const auto words = words_of(*match);
      if (!words) continue;
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
    static const Pattern kNumber("(?i)" + std::string(kOrdinal) + "|" + kCount);
    RankWords words;
    words.span = match.span;
    if (match.has(0)) {
      words.kind = match.has(1) ? RankKind::top_percent : RankKind::top_n;
      if (const auto value = small_number(text_.view(match.groups[0])))
        words.ranks.push_back(*value);
    } else if (match.has(2) || match.has(3)) {
      words.kind = RankKind::top_n;
      words.largest = true;
      if (const auto value = small_number(text_.view(match.groups[match.has(2) ? 2 : 3])))
        words.ranks.push_back(*value);
    } else if (match.has(4)) {
      for (const Match& one : kNumber.find_all(text_.folded(), match.groups[4])) {
        if (const auto value = small_number(text_.view(one.span))) words.ranks.push_back(*value);
      }
      words.largest = match.has(5);
      words.highest =
          match.has(5) && text_.view(match.groups[5]).find("ighest") != std::string_view::npos;
      const char first = text_.folded()[match.groups[4].begin];
      words.numbered = first == '#' || first == 'n' || first == 'N';
      if (text_.view(match.groups[4]).substr(0, 2) == "ni") words.numbered = false;
    } else if (match.has(7)) {
      words.ranks.push_back(1);
      words.spot = true;
    } else {
      words.ranks.push_back(1);
      words.largest = true;
    }
    const auto none = [](double rank) { return rank <= 0; };
    if (words.ranks.empty() || std::any_of(words.ranks.begin(), words.ranks.end(), none))
      return std::nullopt;
    return words;
  }

  std::optional<RankClaim> claim_of(const RankWords& words) const {
    // "the Top 100 Developers" is a list's name.
    constexpr double kLongestTop = 30;
    if (words.kind == RankKind::top_n && words.ranks[0] > kLongestTop) return std::nullopt;
    const Span left{std::max(sentence_.begin, front_), words.span.begin};
    const Span right{words.span.end, next_words(words.span.end)};
    if (is_told_of_others(text_, {sentence_.begin, words.span.begin}) ||
        is_other_list(text_, right))
      return std::nullopt;
    static const Pattern kShare("(?i)^ (?:market )?share\\b");
    if (words.largest && kShare.matches_in(text_.folded(), right))
      return largest_share(words, left, right);
    if (words.highest) return std::nullopt;
    if (words.largest) return attributive(words, left, right);
    if (words.kind != RankKind::ordinal) return top(words, left, right);
    if (words.numbered) {
      if (auto claim = numbered_noun(words, left, right)) return claim;
    }
    return predicative(words, left, right);
  }

  // Where the next rank words begin, which bound what belongs to these.
  std::size_t next_words(std::size_t at) const {
    static const Pattern kNext("(?i)[;]|\\b(?:" + std::string(kOrdinal) +
                               "|largest|biggest|top[- ][1-3]?\\d\\b|no\\.? ?\\d)\\b");
    // "third-party logistics" tells no rank.
    static const Pattern kCompound("(?i)^-(?:party|generation|hand|tier|class|person|world)\\b");
    auto next = kNext.find(text_.folded(), {at, sentence_.end});
    if (next && kCompound.matches_in(text_.folded(), {next->span.end, sentence_.end}))
      next = kNext.find(text_.folded(), {next->span.end, sentence_.end});
    return next ? next->span.begin : sentence_.end;
  }

  // The owner of "[its] largest customer", "[the group's] second-largest market" makes it an inner
  // affair.
  bool is_inner(Span left) const {
    static const Pattern kOwned(
        R"((?i)(?:\b(?:its|their|our|his|her|whose|my|your)|'s?) (?:[a-z]+ )?$)");
    return kOwned.matches_in(text_.folded(), left) && english_owner_before(text_, left).empty();
  }

  std::optional<RankClaim> attributive(const RankWords& words, Span left, Span right) const {
    static const Pattern kDetermined(
        R"((?i)(?:\b(?:the|an?|as|of|became|become|becomes|is|was|country's|world's|china's|now|and|by far the|among) ?|'s? |^|[,;:(] ?|\b(?:single|sole) )$)");
    static const Pattern kOneOf(
        "(?i)\\b(?:(?:one|some) of|among|other (?:two|three|four|five|few)) (?:the |its |[a-z]+'s "
        ")*$");
    const bool counted = words.kind == RankKind::top_n;
    if (is_inner(left) || (!counted && (!kDetermined.matches_in(text_.folded(), left) ||
                                        kOneOf.matches_in(text_.folded(), left))))
      return std::nullopt;
    static const Pattern kOne(
        "(?i)^(?: single)? (?:of (?:its|them)\\b|ever|since|so far|in "
        "(?:years|history|more than|a "
        "decade)|this|yet|[a-z-]+ (?:this year|so far|since|of the year))\\b");
    if (kOne.matches_in(text_.folded(), right)) return std::nullopt;
    static const Pattern kGroup("(?i)^,? (?:among|amongst|out of)\\b");
    EnglishRanked ranked = kGroup.matches_in(text_.folded(), right)
                               ? english_ranked_beside(text_, right)
                               : english_noun_behind(text_, right);
    // "China's largest, and the world's sixth-largest, maker of X": one noun for both.
    if (ranked.subject.empty() && front_ > sentence_.begin && english_pair_ends(text_, left, right))
      ranked = english_noun_behind(text_, {right.begin + 1, right.end});
    // "the largest, with a 9% share, among X"
    if (ranked.subject.empty()) ranked = english_ranked_beside(text_, right);
    // "6.2% of China's toy market, making it the seventh-largest player": of that market.
    if (!ranked.subject.empty() && is_generic(text_, ranked.subject)) {
      const EnglishRanked before = english_ranked_beside(text_, left);
      if (before.market) {
        ranked.subject = before.subject;
        ranked.market = true;
        if (ranked.regions.empty()) ranked.regions = before.regions;
      }
    }
    const Span noun = ranked.subject;
    if (!noun.empty() && !ranked.market && is_no_trade(text_, noun)) return std::nullopt;
    RankClaim claim = made_of(words, ranked);
    const Span owner = english_owner_before(text_, left);
    if (!owner.empty() && (claim.regions.empty() || words.span.begin > owner.begin)) {
      static const Pattern kIndustry("(?i)^the (?:industry|sector|market)$");
      if (!kIndustry.matches_in(text_.folded(), owner)) claim.regions = {owner};
    }
    if (!owner.empty()) claim.left = std::min(claim.left, owner.begin);
    if (noun.empty()) {
      static const Pattern kDeal(
          R"((?i)\b(?:listing|ipo|offering|deal|float|debut|flotation|share sale|fundraising|issue|sale|raise)\b)");
      static const Pattern kIs(R"((?i)\b(?:is|was|are|were|being|remains?|remained|became) the $)");
      // "…, and the second-largest by number of shops".
      static const Pattern kMeasured(R"((?i)^ (?:by|in terms of|measured by) [a-z])");
      static const Pattern kRecord(
          R"((?i)\b(?:this year|since|so far|on record|ever|in history)\b)");
      // "… fifth-largest supplier of X, and the largest in Poland": of the same.
      static const Pattern kAlso(
          R"((?i),? and (?:(?:it )?(?:is|was|also|became|the clear|by far) )*(?:the )?$)");
      const bool also = front_ > sentence_.begin && !claim.regions.empty() &&
                        kAlso.matches_in(text_.folded(), left);
      const bool in_group = told_of_group(left, right);
      const bool half =
          !claim.regions.empty() && right.end < sentence_.end && english_pair_goes_on(text_, right);
      const bool plain =
          words.ranks.size() == 1 && words.ranks[0] == 1 && !also && !in_group && !half;
      const bool told = also || in_group || !claim.regions.empty() ||
                        kIs.matches_in(text_.folded(), left) ||
                        (front_ > sentence_.begin && kMeasured.matches_in(text_.folded(), right));
      if (plain || !told || kRecord.matches_in(text_.folded(), right) ||
          kDeal.matches_in(text_.folded(), left))
        return std::nullopt;
    }
    claim.rule = words.kind == RankKind::top_n ? "top-n"
                 : words.ranks[0] > 1          ? "nth-largest"
                                               : "largest";
    return claim;
  }

  // "the second-largest market share in China's toy market".
  std::optional<RankClaim> largest_share(const RankWords& words, Span left, Span right) const {
    if (is_inner(left)) return std::nullopt;
    EnglishRanked ranked = english_ranked_beside(text_, right);
    add_context(left, ranked);
    RankClaim claim = made_of(words, ranked);
    claim.rule = "largest-share";
    return claim;
  }

  std::optional<RankClaim> numbered_noun(const RankWords& words, Span left, Span right) const {
    static const Pattern kLeft(
        R"((?i)(?:(?:\b(?:as|is|was|are|were|be|being|became|become|remains?|remained|made it|makes it|making it|making [A-Z][a-zA-Z]+|,) |^|, )(?:the |an? )?|'s )$)");
    static const Pattern kNoun(R"((?i)^ [a-z][a-z&/-]+)");
    static const Pattern kNotNoun(
        R"((?i)^ (?:in|among|by|globally|worldwide|nationwide|with|on|of|for|at|and|position|place|spot|slot|rank|nationally|based|priority|reason|cause|plant|factory|line|mine)\b)");
    if (!kLeft.matches_in(text_.folded(), left) || !kNoun.matches_in(text_.folded(), right) ||
        kNotNoun.matches_in(text_.folded(), right))
      return std::nullopt;
    auto claim = attributive(words, left, right);
    // Who does something, not what is numbered ("the No. 8 signal").
    static const Pattern kWho(
        R"((?i)^(?: [a-z&/-]+){0,7}?(?:er|or|brand|company|firm|chain|platform|group|business|house|bank|farm|studio|network|plant|mine)s?\b|^(?: [a-z&/-]+){1,3} (?:brand|company|firm|chain|platform|group)\b)");
    if (claim && !kWho.matches_in(text_.folded(), right)) return std::nullopt;
    return claim;
  }

  // "among the top five toy makers", "in the top 5 % of", "a top-ten maker", "ranked top three".
  std::optional<RankClaim> top(const RankWords& words, Span left, Span right) const {
    static const Pattern kIn(
        R"((?i)\b(?:(?:in|among|amongst|within|into|one of|amid|of|as|to)(?: (?:the|a|an|china's|[a-z]+'s))?|rank(?:s|ed|ing)?(?: (?:in|at|as|among))?(?: the)?|at the|(?:is|was|are|remains?|became|become)(?: (?:in|a|an|the|among|one of))+|(?:a|an)|the world's|china's|'s|made the|make the|cracked the|entered the) ?$)");
    static const Pattern kOthers(
        R"((?i)^ (?:\w+ )?(?:customers?|clients?|shareholders?|investors?|sponsors?|markets?|executives?|universit\w+|schools|funds?|line)\b)");
    if (!kIn.matches_in(text_.folded(), left) || kOthers.matches_in(text_.folded(), right) ||
        is_inner(left))
      return std::nullopt;
    static const Pattern kOf("(?i)^ of ");
    Span noun = right;
    if (const auto of = kOf.find(text_.folded(), right)) noun.begin = of->span.end;
    EnglishRanked ranked = english_noun_behind(text_, noun);
    if (!ranked.subject.empty() && !ranked.market && is_no_trade(text_, ranked.subject))
      return std::nullopt;
    add_context(left, ranked);
    RankClaim claim = made_of(words, ranked);
    const Span owner = english_owner_before(text_, left);
    if (!owner.empty() && claim.regions.empty()) claim.regions = {owner};
    claim.rule = words.kind == RankKind::top_percent ? "top-percent" : "top-n";
    return claim;
  }

  std::optional<RankClaim> predicative(const RankWords& words, Span left, Span right) const {
    if (!has_verb(words, left, right)) return std::nullopt;
    // "…, behind a rival that has traded in Hong Kong".
    static const Pattern kRivals(R"((?i),? (?:behind|trailing|ahead of|after) )");
    const auto rivals = kRivals.find(text_.folded(), right);
    EnglishRanked ranked =
        english_ranked_beside(text_, {right.begin, rivals ? rivals->span.begin : right.end});
    const Span owner = english_owner_before(text_, left);
    if (!owner.empty()) ranked.regions = {owner};
    if (ranked.subject.empty()) ranked.subject = english_goods_behind(text_, right);
    // "ranked first among Chinese suppliers": of what has been said.
    static const Pattern kSuppliers("(?i)^(?:suppliers|vendors)$");
    if (kSuppliers.matches_in(text_.folded(), ranked.subject)) ranked.subject = {};
    add_context(left, ranked);
    if (!ranked.subject.empty() && !ranked.market && is_no_trade(text_, ranked.subject))
      return std::nullopt;
    RankClaim claim = made_of(words, ranked);
    // "the shipments of the year 2025 ranked fourth".
    static const Pattern kMetricRanks(
        "(?i)\\b(?:" + rank_metric_heads() +
        R"()(?: (?:of|in|for) (?:the year )?20\d\d)? (?:rank(?:s|ed)|was|were|came|stood)(?: in)?(?: the)? ?$)");
    if (const auto metric = kMetricRanks.find(text_.folded(), left)) {
      static const Pattern kHead("(?i)^(?:" + rank_metric_heads() + ")+");
      if (const auto head = kHead.find(text_.folded(), metric->span)) claim.metric = head->span;
    }
    claim.rule = "ranked";
    return claim;
  }

  // Subject and region told in front: "among toy makers in China, it ranked third".
  void add_context(Span left, EnglishRanked& ranked) const {
    if (!ranked.subject.empty() && !ranked.regions.empty()) return;
    const EnglishRanked before = english_ranked_beside(text_, left);
    if (ranked.subject.empty()) {
      ranked.subject = before.subject;
      ranked.market = before.market;
    }
    if (ranked.regions.empty()) ranked.regions = before.regions;
  }

  // "In Hunan it was first.", "By number of borrowers it was fifth.": what the sentence begins with
  // makes the bare rank one of a group.
  bool told_of_group(Span left, Span right) const {
    static const Pattern kGroup(
        R"((?i)^(?:and |but )?(?:by|in terms of|measured by|among|in|within|for|globally|worldwide|nationally)\b[^.;]{0,90}?,? (?:it|the (?:company|group|firm|brand|chain|platform)|[A-Z][\w&-]*(?: [A-Z][\w&-]*){0,2}) (?:is|was|ranks|ranked|came|stood|comes|stands)(?: (?:only|also|the|in))* ?$)");
    static const Pattern kEnds(R"((?i)^ ?(?:[.,;]|$| with a?\b| overall))");
    if (!kEnds.matches_in(text_.folded(), right) || !kGroup.matches_in(text_.folded(), left))
      return false;
    static const Pattern kMeasure(
        R"((?i)^(?:and |but )?(?:by|in terms of|measured by|globally|worldwide|nationally)\b)");
    const EnglishRanked group = english_ranked_beside(text_, left);
    return kMeasure.matches_in(text_.folded(), left) || !group.regions.empty() ||
           !group.subject.empty();
  }

  bool has_verb(const RankWords& words, Span left, Span right) const {
    static const Pattern kRank(R"((?i)\brank(?:s|ed|ing|ings?)?\b[^.;]{0,100}$)");
    static const Pattern kPlaceVerb(
        R"((?i)\b(?:com(?:es?|ing)|came|plac(?:es?|ed|ing)|st(?:and|ood)(?:s|ing)?|sits?|sat|sitting|finish(?:es|ed|ing)?|positioned|rated|put(?:s|ting)? (?:it|the [a-z]+|[A-Z][\w-]+)|rose to|climbed to|moved up to|slipped to|fell to|arrang(?:es?|ed)|listed)(?: (?:it|them|only|just|currently|still|also|respectively|as|at|in|the|overall|number|a|distant|consistently|jointly|joint|out|both|firmly|now|then|up|to))*,? ?$)");
    static const Pattern kPlaceNoun("(?i)^[- ](?:place|position|spot|slot|rank)\\b");
    static const Pattern kCopula(
        R"((?i)\b(?:is|are|was|were|being|be|remains?|remained|becom(?:es?|ing)|became)(?: (?:only|currently|still|also|now|a|ranked|the|respectively))* ?$)");
    static const Pattern kOn(
        R"((?i)(?:^|[,;(] ?|\b(?:and|but|while|or)(?: (?:is|it is|ranks?|ranked|was))?)(?: (?:only|also|the|then))* ?$)");
    static const Pattern kBoundary(
        R"((?i)^(?: ?(?:[,.;):]|$)| (?:in|among|by|globally|worldwide|nationwide|nationally|domestically|for|with|behind|on|overall|out of|of|based|when|across|and|internationally|only to|to none|respectively|place|according|as measured|after|while|but)\b))");
    static const Pattern kTime(
        R"((?i)^[- ](?:half|quarter|time|year|day|week|month|phase|stage|round|attempt|filing|generation|hand|tier|party|class|batch|in a row|such|of its kind|listed|to list)\b)");
    if (words.spot) return true;
    // "rose from fifth in 2023 to third in 2024", "third, up from fifth": where it stands now.
    static const Pattern kFrom("(?i)\\bfrom (?:the |a |no\\.? ?)?$");
    static const Pattern kMoved(
        "(?i)\\b(?:rose|risen|rising|climb(?:ed|s|ing)|mov(?:ed|es|ing)|jump(?:ed|s|ing)|"
        "advanc(?:ed|es|ing)|slipp(?:ed|ing)|f[ea]ll(?:en|ing)?|dropp(?:ed|ing)|improv(?:ed|ing)|"
        "went|overtook)(?: up| down)?(?: in the rankings?)? from (?:the )?(?:(?:nos?\\. ?|number[- "
        "]|#)" +
        std::string(kCount) + "|" + kOrdinal +
        ")(?:[- ](?:place|position|spot))?(?:[ ,](?:[^,.;]{1,40}))? to (?:the |become )?$");
    if (kFrom.matches_in(text_.folded(), left)) return false;
    if (kMoved.matches_in(text_.folded(), left)) return true;
    if (kTime.matches_in(text_.folded(), right)) return false;
    if (words.numbered && !english_owner_before(text_, left).empty()) return true;
    if (kRank.matches_in(text_.folded(), left)) return true;
    if (kPlaceNoun.matches_in(text_.folded(), right)) return true;
    static const Pattern kOnlyTo("(?i)^ only to ");
    if (kOnlyTo.matches_in(text_.folded(), right)) return true;
    if (english_is_second_to_rival(text_, left, right)) return true;
    // "is the second of Hubei", "occupies the first of the industry".
    static const Pattern kOfPlace("(?i)^ (?:of|in) (?:" + english_place_names() +
                                  "|the (?:industry|sector|market|field))\\b");
    static const Pattern kTheVerb(
        R"((?i)\b(?:is|was|are|were|being|occup(?:y|ies|ied|ying)|takes?|took|holds?|held)(?: (?:now|also|the|currently))* ?$)");
    static const Pattern kInfinitive("(?i)^[^,.;]{0,40}\\bto [a-z]+");
    if (kOfPlace.matches_in(text_.folded(), right) && kTheVerb.matches_in(text_.folded(), left) &&
        !kInfinitive.matches_in(text_.folded(), right))
      return true;
    if (!kBoundary.matches_in(text_.folded(), right)) return false;
    if (kPlaceVerb.matches_in(text_.folded(), left)) return true;
    static const Pattern kBeside(
        R"((?i)^ (?:in|among|by|globally|worldwide|nationwide|overall|nationally|for|based)\b)");
    static const Pattern kThe("(?i)\\bthe ?$");
    if (kCopula.matches_in(text_.folded(), left) &&
        (words.numbered || kBeside.matches_in(text_.folded(), right)))
      return words.numbered || !kThe.matches_in(text_.folded(), left);
    if (told_of_group(left, right)) return true;
    return front_ > 0 && kOn.matches_in(text_.folded(), left);
  }

  RankClaim made_of(const RankWords& words, const EnglishRanked& ranked) const {
    RankClaim claim;
    claim.span = {words.span.begin, std::max(words.span.end, ranked.end)};
    claim.left = words.span.begin;
    claim.ranks = words.ranks;
    claim.kind = words.kind;
    claim.subject = ranked.subject;
    claim.regions = ranked.regions;
    return claim;
  }

  const PreparedText& text_;
  Span sentence_;
  std::size_t front_ = 0;  // end of the claim in front
};

}  // namespace

std::vector<RankClaim> english_rank_claims(const PreparedText& text, Span sentence) {
  return EnglishReader(text, sentence).read();
}

}  // namespace gongwatch::parser::facts
