#include "parser/facts/ranking_nouns_english.h"

#include <algorithm>
#include <string>

#include "parser/facts/pattern.h"
#include "parser/facts/ranking_measures.h"
#include "parser/facts/ranking_places.h"
#include "parser/facts/ranking_words.h"

namespace gongwatch::parser::facts {
namespace {

constexpr std::size_t kLongestSubject = 120;

Span end_noun(const PreparedText& text, Span noun) {
  static const Pattern kStop(
      R"re((?i)\s(?:by|in|on|at|across|within|throughout|with|which|that|who|whose|as|based|measured|calculated|ranked|ranking|ranks|according|accounting|where|while|when|is|are|was|were|has|had|have|but|after|before|since|behind|overall|holding|commanding|serving|operating|ahead|said|says|globally|worldwide|nationwide|domestically|nationally|internationally|outside|last|this|from|under|over|per|filed|files|submitted|passed|passes|won|plans|seeks|launched|opened|raised|started|starts|will|would|expects|kicks|priced|today|yesterday|respectively|citing|it|reach(?:es|ed)|to (?:list|file|go|be|have|seek|raise|pass)|for (?:the|\d|six|nine|three|fiscal|fy)|and (?:the|an?|its|is|was|has|had|ranks?|ranked|one|number|no|\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|globally|worldwide|also|operates?|owns?|plans?|runs?|it|in|among|largest|held|accounted)|or|20\d\d)\b|\sand\s*$|[,;:()"]|\.(?:\s|$)|\s-+\s|\s#|'s\s)re");
  // "brands specialising in hotpot" goes on.
  static const Pattern kOpen(
      "(?i)\\b(?:speciali[sz]ing|speciali[sz]ed|focus(?:ed|ing)|engaged|dealing|trading)$");
  std::size_t from = noun.begin;
  while (const auto stop = kStop.find(text.folded(), {from, noun.end})) {
    from = stop->span.end;
    if (kOpen.matches_in(text.folded(), {noun.begin, stop->span.begin})) continue;
    noun.end = stop->span.begin;
    break;
  }
  // "Among robot makers Acme ranked third": the name is the claimant's.
  static const Pattern kName(R"(^ ?(?:[\w&/-]+ )*[a-z-]+s( [A-Z][a-z]+(?: [A-Z][\w-]*)*)$)");
  if (const auto name = kName.find(text.folded(), noun)) noun.end = name->groups[0].begin;
  return noun;
}

// Adjectives of place in front of a noun ("Chinese toy makers") stay in it; those that only point
// ("domestic", "global") are the region if there is no other.
Span without_articles(const PreparedText& text, Span noun) {
  static const Pattern kLead(
      R"((?i)^\s*(?:of|the|an?|all|other|its|their|such|those|some|more than|about|around|over|\d[\d,]*|listed|key|major|main|leading|and|players? in|(?:list|group|field) of)\s+)");
  constexpr int kMost = 5;
  for (int i = 0; i < kMost; ++i) {
    const auto lead = kLead.find(text.folded(), noun);
    if (!lead) break;
    noun.begin = lead->span.end;
  }
  return trimmed(text.folded(), noun);
}

// "in China and globally", "across Southeast Asia": read from the front of `rest`.
std::size_t take_places(const PreparedText& text, Span rest, std::vector<Span>& regions) {
  static const Pattern kIn(
      "^,? ?(?:both |and |but |or )*(?i:in|across|within|throughout|of|outside) "
      "(?i:(?:the )?(" +
      english_place_names() + "))\\b");
  static const Pattern kNamed(
      "^ ?(?:both |and )*(?:in|across|within|throughout) ((?:the )?[A-Z][a-z][\\w-]*(?: "
      "[A-Z][\\w-]+){0,3}(?: province| city| region)?)");
  static const Pattern kNotNamed(
      "(?i)^(?:the )?(?:january|february|march|april|may|june|july|august|september|october|"
      "november|december|q[1-4]|h[12]|fy|hk|main board)\\b");
  static const Pattern kAdverb(
      "(?i)^,? ?(?:both |and |but |or )*(globally|worldwide|nationwide|domestically|nationally|"
      "internationally|around the world|world-wide|on the mainland)\\b");
  static const Pattern kAnd("(?i)^ and (?:the )?(" + english_place_names() + ")\\b");
  // "in Hunan, Jiangxi and Guangxi combined" is one place.
  static const std::string places = "(?:" + english_place_names() + ")";
  static const Pattern kCombined("(?i)^,? ?(?:in|across) (" + places + "(?:, " + places +
                                 ")* and " + places + "),? (?:combined|(?:taken )?together)\\b");
  if (const auto combined = kCombined.find(text.folded(), rest)) {
    regions.push_back(combined->groups[0]);
    return combined->span.end;
  }
  constexpr int kMost = 3;
  for (int i = 0; i < kMost; ++i) {
    auto match = kIn.find(text.folded(), rest);
    if (!match) match = kAdverb.find(text.folded(), rest);
    if (!match && i > 0) match = kAnd.find(text.folded(), rest);
    if (!match) {
      match = kNamed.find(text.folded(), rest);
      if (match && kNotNamed.matches_in(text.folded(), match->groups[0])) match.reset();
    }
    if (!match) break;
    // "in China's toy market" is a noun with an owner.
    if (text.view({match->span.end, rest.end}).substr(0, 2) == "'s") break;
    static const Pattern kGoesOn(
        "(?i)^(?:-[a-z]|(?: [a-z-]+){0,4} (?:market|industry|sector|segment)\\b)");
    static const Pattern kNew("(?i)^,? (?:with|by|and|or|holding|at|in|for|as|which|where) ");
    const Span behind{match->span.end, rest.end};
    if (kGoesOn.matches_in(text.folded(), behind) && !kNew.matches_in(text.folded(), behind)) break;
    regions.push_back(match->groups[0]);
    rest.begin = match->span.end;
  }
  return rest.begin;
}

// "in China's toy market", "in the Chinese toy industry", "in the market for toys".
bool take_market(const PreparedText& text, Span& rest, EnglishRanked& ranked) {
  static const Pattern kMarket(
      "(?i)^,? ?(?:and )?(?:in|within|of|on|across) (?:the |a )?(?:(" + english_place_names() +
      ")'s |(" + english_place_adjectives() + "|" + english_place_names() +
      ") )?((?:[a-z0-9&/'+-]+ ){0,6}(?:market|industry|sector|segment|field|space|category|"
      "business|subsector|sub-sector|arena|league)\\b(?: (?:for|of) (?-i:[a-z][a-z -]{2,40})|"
      " for (?-i:[A-Z][\\w-]* [a-z][a-z -]{2,40}))?)");
  const auto match = kMarket.find(text.folded(), rest);
  if (!match) return false;
  // "in the world with a market share of 9%" names none.
  static const Pattern kBroken(R"((?i) (?:with|by|holding|and) (?:an? )?(?:[a-z.%]+ )?market )");
  if (kBroken.matches_in(text.folded(),
                         {match->span.begin, std::min(rest.end, match->span.end + 1)}))
    return false;
  if (match->has(0)) ranked.regions.push_back(match->groups[0]);
  if (match->has(1)) ranked.regions.push_back(match->groups[1]);
  const Span noun = end_noun(text, match->groups[2]);
  Span subject = without_articles(text, noun);
  static const Pattern kFieldOf("(?i)^(?:field|area|space|arena|list|group) (?:of|for) ");
  if (const auto of = kFieldOf.find(text.folded(), subject)) subject.begin = of->span.end;
  if (!is_generic(text, subject)) ranked.subject = subject;
  ranked.market = !ranked.subject.empty();
  rest.begin = std::max(noun.end, rest.begin + 1);
  static const Pattern kOf("(?i)^ (?:of|in) (?:the )?(" + english_place_names() + ")\\b");
  if (const auto of = kOf.find(text.folded(), rest); of && ranked.regions.empty()) {
    ranked.regions.push_back(of->groups[0]);
    rest.begin = of->span.end;
  }
  return true;
}

bool is_place(const PreparedText& text, Span words) {
  static const Pattern kPlace(
      "(?i)^(?:(?:" + english_place_names() + "|" + english_place_adjectives() +
      "|world|country|nation|city|region|globe|province|whole country|the|a "
      "row|place|total|terms|industry|sector|market|field|this|that|"
      "first|second|all|fact|turn|recent "
      "years|19\\d\\d|20\\d\\d|january|february|march|april|may|june|"
      "july|august|september|october|november|december)(?: and |$)){1,2}$");
  return kPlace.matches_in(text.folded(), words);
}

}  // namespace

EnglishRanked english_noun_behind(const PreparedText& text, Span right) {
  static const Pattern kAmong(
      R"((?i)^,? ?(?:among|amongst|out of|of|in (?:a|the) (?:field|group) of) )");
  static const Pattern kAdjective("(?i)^(" + english_place_adjectives() + ") ");
  EnglishRanked ranked;
  // "China's toy makers".
  static const Pattern kOwner("(?i)^ ?(?:all |of )?(" + english_place_names() + ")'s? ");
  if (const auto owner = kOwner.find(text.folded(), right);
      owner && text.folded()[owner->groups[0].end] == '\'') {
    ranked.regions.push_back(owner->groups[0]);
    right.begin = owner->span.end;
  }
  Span noun = end_noun(text, right);
  // "the world's second-biggest and China's biggest maker": the noun comes later.
  static const Pattern kNextOwner("(?i)^,? (?:and|or|but)(?: also)?(?: the)? (?:" +
                                  english_place_names() + "|" + english_place_owners() + ")\\b");
  if (kNextOwner.matches_in(text.folded(), right)) noun.end = noun.begin;
  ranked.end = noun.end;
  noun = without_articles(text, noun);
  if (noun.size() > kLongestSubject) noun = {};
  Span rest{ranked.end, right.end};
  const bool open = noun.empty() || is_generic(text, noun);
  if (!open) ranked.subject = noun;
  constexpr int kMost = 3;
  for (int i = 0; i < kMost; ++i) {
    const std::size_t begin = rest.begin;
    rest.begin = take_places(text, rest, ranked.regions);
    EnglishRanked market;
    Span behind = rest;
    if (open && take_market(text, behind, market)) {
      if (!market.subject.empty()) {
        ranked.subject = market.subject;
        ranked.market = true;
      }
      ranked.regions.insert(ranked.regions.end(), market.regions.begin(), market.regions.end());
      rest = behind;
    } else if (take_market(text, behind, market)) {
      if (ranked.regions.empty()) ranked.regions = market.regions;
      rest = behind;
    } else if (const auto among = kAmong.find(text.folded(), rest); among && open && i == 0) {
      const Span group = end_noun(text, {among->span.end, rest.end});
      ranked.subject = without_articles(text, group);
      rest.begin = group.end;
    }
    if (rest.begin == begin) break;
  }
  if (ranked.subject.empty() && !noun.empty()) {
    static const Pattern kIn(
        R"((?i)^ in ((?:all )?(?-i:[a-zA-Z][\w&/-]*)(?: [a-z&/-]+){0,6}?)(?:[,.;(]| in | by | with |$))");
    const auto in = open ? kIn.find(text.folded(), rest) : std::nullopt;
    ranked.subject = noun;
    if (in && !is_place(text, in->groups[0]) && !metric_at_end(text, in->groups[0]))
      ranked.subject = trimmed(text.folded(), in->groups[0]);
  }
  static const Pattern kOfPlace("(?i) (?:of|from) (?:the )?(" + english_place_names() + ")$");
  if (const auto of = kOfPlace.find(text.folded(), ranked.subject)) {
    if (ranked.regions.empty()) ranked.regions.push_back(of->groups[0]);
    ranked.subject.end = of->span.begin;
  }
  ranked.end = rest.begin;
  if (const auto adjective = kAdjective.find(text.folded(), ranked.subject);
      adjective && ranked.regions.empty()) {
    ranked.regions.push_back(adjective->groups[0]);
    ranked.subject.begin = adjective->span.end;
  }
  return ranked;
}

EnglishRanked english_ranked_beside(const PreparedText& text, Span words) {
  static const Pattern kAmong(
      R"((?i)\b(?:among|amongst|out of|in (?:a|the) (?:field|group) of|of (?:all|some|(?:the |about |over )?\d{1,3}(?:,\d{3})?)) )");
  static const Pattern kIn(
      "(?i)(?:^| )(?:in|within|across|throughout|globally|worldwide|nationwide|"
      "domestically|nationally|internationally|of)\\b");
  EnglishRanked ranked;
  if (const auto among = kAmong.find(text.folded(), words)) {
    const EnglishRanked group = english_noun_behind(text, {among->span.end, words.end});
    ranked = group;
    words.end = std::max(words.begin, among->span.begin);
  }
  std::size_t from = words.begin;
  while (const auto in = kIn.find(text.folded(), {from, words.end})) {
    Span rest{in->span.begin, words.end};
    EnglishRanked market;
    std::vector<Span> places;
    if (take_market(text, rest, market)) {
      if (ranked.subject.empty()) {
        ranked.subject = market.subject;
        ranked.market = market.market;
      }
      if (ranked.regions.empty()) ranked.regions = market.regions;
    } else {
      rest.begin = take_places(text, rest, places);
      if (ranked.regions.empty()) ranked.regions = places;
    }
    from = std::max(rest.begin, in->span.end);
    ranked.end = std::max(ranked.end, rest.begin);
  }
  // "fifth in domestic cat food brands", "the first of the world in watch glass".
  static const Pattern kInNoun(
      R"((?i)(?:^| )in (?:the |all (?:the )?)?([a-z][a-z&/-]+(?: [a-z&/-]+){0,7}?)(?:[,.;(]| in | by |$))");
  static const Pattern kPaper("(?i)^(?:prospectus|filing|document|report|draft|application)\\b");
  std::size_t at = words.begin;
  while (ranked.subject.empty()) {
    const auto in = kInNoun.find(text.folded(), {at, words.end});
    if (!in) break;
    at = in->groups[0].end;
    const EnglishRanked noun = english_noun_behind(text, in->groups[0]);
    if (!noun.subject.empty() && !is_generic(text, noun.subject) &&
        !metric_at_end(text, noun.subject) && !is_place(text, noun.subject) &&
        !kPaper.matches_in(text.folded(), noun.subject)) {
      ranked.subject = noun.subject;
      if (ranked.regions.empty()) ranked.regions = noun.regions;
    }
  }
  return ranked;
}

Span english_goods_behind(const PreparedText& text, Span right) {
  static const Pattern kFor(
      R"((?i)^ for (?:its |the )?([a-z][a-z&/ -]{2,40}?)(?: (?:with|by|in|at)\b|[,.;]|$))");
  static const Pattern kTime("(?i)^(?:year|month|quarter|period|whole|first|second|third|full)");
  const auto goods = kFor.find(text.folded(), right);
  return goods && !kTime.matches_in(text.folded(), goods->groups[0]) ? goods->groups[0] : Span{};
}

bool english_pair_goes_on(const PreparedText& text, Span right) {
  static const Pattern kNext(
      R"((?i)^,? (?:and|but|or)(?: also| now)?(?: the)? (?:[a-z]+ ){0,2}?[a-z]+'s? ?$)");
  return kNext.matches_in(text.folded(), right);
}

bool english_pair_ends(const PreparedText& text, Span left, Span right) {
  static const Pattern kHalf(R"((?i), (?:and|but|or)(?: also| now)?(?: the)? [^,;]{0,40}$)");
  static const Pattern kComma("^, [a-z]");
  return kComma.matches_in(text.folded(), right) && kHalf.matches_in(text.folded(), left);
}

bool english_is_second_to_rival(const PreparedText& text, Span left, Span right) {
  static const Pattern kToRival("^ to (?:the |its )?[A-Z]");
  static const Pattern kShareFront(R"((?i)\d ?(?:%|per ?cent)[^;.]*, $)");
  return kToRival.matches_in(text.folded(), right) && kShareFront.matches_in(text.folded(), left);
}

Span english_owner_before(const PreparedText& text, Span left) {
  static const Pattern kOwner("(?i)\\b(" + english_place_names() + "|" + english_place_owners() +
                              ")'s? (?:single |[a-z]+ )?$");
  const auto owner = kOwner.find(text.folded(), left);
  return owner ? owner->groups[0] : Span{};
}

}  // namespace gongwatch::parser::facts
