#include "parser/facts/english_subjects.h"

#include <algorithm>
#include <optional>
#include <string>

#include "parser/facts/clauses.h"
#include "parser/facts/english_candidates.h"
#include "parser/facts/english_lists.h"
#include "parser/facts/name_shapes.h"
#include "parser/facts/owned_units.h"
#include "parser/facts/pattern.h"
#include "text/utf8.h"

namespace gongwatch::parser::facts {
namespace {

bool is_coordination(const PreparedText& text, Span between, bool list_open) {
  const std::string_view words = text.view(between);
  return words.find("and") != std::string_view::npos || words.find('&') != std::string_view::npos ||
         (list_open && words.find(',') != std::string_view::npos);
}

// "dealings began in Zhenhai Fasteners".
bool is_dealt_in(const PreparedText& text, Span trigger, Span name) {
  static const Pattern kDealings(R"((?i)^(?:dealings?|trading)\b)");
  static const Pattern kIn(R"((?i)^(?: [a-z]+){0,3}? in (?:shares of |the )?$)");
  return kDealings.find(text.view(trigger)) && name.begin >= trigger.end &&
         kIn.find(text.view({trigger.end, name.begin}));
}

bool follows_relation(const PreparedText& text, Span trigger, Span name) {
  static const Pattern kRelation(
      R"((?i)(?:\b(?:of|by|from|for|were|was|is|are|to|came|come|including|namely|as|so did|as did|so has|as has|so have|:) (?:[a-z-]+ ){0,5}?"?$|\b(?:approved|cleared|gave|given|granted|heard|rejected|returned|accepted|received|returned|let|saw|sees|waves?|waved|nods?|nodded|(?:thrown|threw|throws|turned|knocked|kicked|shot|voted|struck) (?:out|down|back|away)|rebuffed|spurned|dismissed|befell|overtook|struck|awaited) (?:[a-z-]+ ){0,5}?"?$))");
  const std::size_t begin = std::min(name.begin, trigger.begin);
  if (name.begin < trigger.end && name.begin == begin) return false;
  if (is_dealt_in(text, trigger, name)) return true;
  return kRelation.find(text.view({begin, name.begin})).has_value();
}

// "received an application from X", "the committee has approved X", "among them were X and Y".
bool inside(const PreparedText& text, Span trigger, Span region, Span sentence, Issuers& issuers,
            Subject& subject) {
  std::optional<Span> last;
  const Span list{region.begin, std::max(region.end, sentence.end)};  // its later names
  for (const Candidate& one : candidates_in(text, list, issuers, true)) {
    if (!last && one.span.begin >= region.end) break;
    if (last ? !is_tied(text, *last, one.span) : !follows_relation(text, trigger, one.span)) {
      if (last) break;
      continue;
    }
    auto issuer = one.issuer;
    if (!issuer) issuer = issuers.add(without_article(text.original(one.span)));
    if (!issuer && last) break;
    if (!issuer) continue;
    add_issuer(subject, *issuer);
    last = one.span;
  }
  return !subject.issuers.empty();
}

// "the company", "the Foshan fuel-cell maker", "it" behind all names: the topic does it.
bool is_spoken_of(const PreparedText& text, Span in) {
  static const Pattern kNoun(
      R"((?i)\b(?:the|this|that) (?:[a-z0-9][a-z0-9'-]* ){0,4}?(?:company|group|issuer|applicant|firm|start-?up|[a-z-]*maker|developer|operator|retailer|chain|business|manufacturer|provider|producer|miner|supplier|brand|platform|unit|candidate|enterprise|house|owner of|builder|designer|pawnbroker|brewer|insurer|lender|broker|outfit|specialist|spin-off|pair|duo)\b)");
  return kNoun.matches_in(text.folded(), in);
}

// "…, and Sichuan rival Old Pier passed its hearing": the clause has a subject, and it is another.
bool is_of_a_rival(const PreparedText& text, Span front, const Issuers& issuers) {
  static const Pattern kRival(
      R"((?i)\b(?:rivals?|competitors?|peers?|neighbou?rs?|counterparts?|affiliates?|sister (?:company|firm)) $)");
  static const Pattern kVerb(
      R"((?i)^(?: ?\([^()]*\))?(?: (?:has|have|had|also|then|just|already|recently|itself))* ?$)");
  const auto names = candidates_in(text, front, issuers, true);
  return !names.empty() &&
         kRival.matches_in(text.folded(), {front.begin, names.back().span.begin}) &&
         kVerb.find(text.view({names.back().span.end, front.end}));
}

bool begins_with_who(const PreparedText& text, Span clause) {
  static const Pattern kWho(
      R"((?i)^\W*(?:which|who|whose|that|newly|formerly|fresh from|having)\b)");
  return kWho.find(text.folded(), clause).has_value();
}

// "… acts for X, which has filed": whoever stands right in front of "which".
bool is_antecedent(const PreparedText& text, Span before, Issuers& issuers, Subject& subject) {
  static const Pattern kGap(R"((?i)^(?: ?\([^()]*\)| ?[^ -~]+)?[ ,]*$)");
  const auto names = candidates_in(text, before, issuers, true);
  if (names.empty() || !kGap.find(text.view({names.back().span.end, before.end}))) return false;
  auto issuer = names.back().issuer;
  if (!issuer) issuer = issuers.add(without_article(text.original(names.back().span)));
  if (issuer) subject.issuers = {*issuer};
  return issuer.has_value();
}

// "…, whose customers include A, B and C, has cleared": nobody in there has.
bool is_insertion(const PreparedText& text, Span clause) {
  static const Pattern kInsertion(
      R"((?i)^\W*(?:(?:in|of|with|to|for|from|by) (?:which|whom|whose)|which|who|whose|where|backed|owned|controlled|led|founded|headed|run|including|such as|among|rival(?:ling|s)? (?:of|to)|(?:the|an?|one of the) (?:[a-z-]+ ){0,4}?(?:parent(?: company)?|company|owner|operator|maker|developer|provider|manufacturer|supplier|subsidiary|producer|distributor|unit|arm|firm) (?:of|behind|backed|owned|controlled|run)|alongside|unlike|like|behind|ahead of|(?:part|partly|majority|half)-owned)\b)");
  return kInsertion.find(text.view(clause)).has_value();
}

bool begins_anew(const PreparedText& text, Span clause) {
  static const Pattern kAnew(
      R"((?i)^\W*(?:while|whereas|when|as|after|before|so|the|it|they|has|have|had|is|was|said|will|would)\b)");
  return kAnew.find(text.view(clause)).has_value();
}

// "…, and Bright Lantern, a chain of tutoring centres, saw …": the second of two main clauses.
bool begins_second(const PreparedText& text, Span clause) {
  static const Pattern kAnd(R"(^ ?(?:and|as|while) )");
  static const Pattern kVerb(R"( (?:is|are|was|were|has|have|had|will|said|[a-z]+ed) )");
  static const Pattern kTurn(R"((?i)\b(?:while|whereas|but)$)");  // cut off with the clause before
  constexpr std::size_t kReach = 8;
  const Span front{clause.begin - std::min(clause.begin, kReach), clause.begin};
  const auto names = english_names(text, clause);
  return (kAnd.find(text.folded(), clause) || kTurn.find(text.view(front))) && !names.empty() &&
         clause.end - names.back().end <= 12 && !kVerb.matches_in(text.folded(), clause);
}

// The sentence's first subject; of "…, which" the name in front.
bool in_earlier_clauses(const PreparedText& text, Span sentence, Span clause, Issuers& issuers,
                        Subject& subject) {
  const auto clauses = clauses_of(text, sentence);
  const auto here = std::find_if(clauses.begin(), clauses.end(),
                                 [&](Span one) { return one.begin >= clause.begin; });
  const auto count = static_cast<std::size_t>(here - clauses.begin());
  const bool nearest = begins_with_who(text, clause);
  static const Pattern kWhoDid(
      R"((?i)^\W*(?:(?:which|who) (?:has|had|have|is|was|[a-z]+ed|[a-z]+s|went|won|got)|whose (?:[a-z-]+ ){0,3}?(?:applications?|filing|prospectus|shares?|ipo|offer|offering|stock|listing|papers|documents?|proof|submission|bid|debut|hearing|books?))\b)");
  if (nearest && count > 0 && kWhoDid.find(text.view(clause))) {
    // "X, a noodle chain with shops in China, which applied": behind the apposition.
    static const Pattern kApposition(R"(^ ?(?:an?|the|one|its|now) [A-Za-z])");
    const bool apart = count > 1 && kApposition.find(text.view(clauses[count - 1]));
    if ((apart && is_antecedent(text, clauses[count - 2], issuers, subject)) ||
        is_antecedent(text, clauses[count - 1], issuers, subject)) {
      subject.aside = true;
      return true;
    }
  }
  // "said that its biotech unit, X, has passed": X has.
  static const Pattern kUnit(
      R"((?i)\b(?:subsidiary|unit|arm|spin-?off|affiliate|division|associate)\W*$)");
  if (count > 1 && kUnit.find(text.view(clauses[count - 2])) &&
      english_in_front(text, clauses[count - 1], issuers, subject))
    return true;
  std::size_t first = 0;  // behind the last semicolon
  for (std::size_t i = 0; i < count; ++i) {
    if (text.folded()[clauses[i].end - 1] == ';') first = i + 1;
    if (i > first && begins_second(text, clauses[i])) first = i;
  }
  constexpr std::size_t kFar = 24;  // clauses
  bool inserted = false;
  for (std::size_t i = first; i < std::min(count, first + kFar); ++i) {
    const Span in = clauses[nearest ? first + count - 1 - i : i];
    if (!nearest) inserted = is_insertion(text, in) || (inserted && !begins_anew(text, in));
    if (inserted) {
      // "Among the three, only X went public": the main clause comes right behind.
      if (i == first && first + 1 < count) inserted = false;
      continue;
    }
    Subject found;
    if (english_in_front(text, in, issuers, found)) {
      subject.issuers = found.issuers;
      return true;
    }
    if (is_spoken_of(text, in)) return false;
  }
  return false;
}

// "Six weeks after its first papers went stale, Evergreen Hearth is back", "Having failed to reach
// GEM, when its application was rejected, X": whoever begins the main clause.
bool in_main_clause(const PreparedText& text, Span sentence, Span clause, Issuers& issuers,
                    Subject& subject) {
  static const Pattern kOpening(
      R"((?i)^\W*(?:(?:[a-z0-9]+ (?:days?|weeks?|months?|years?|hours?)|just|soon|shortly|only|barely|less than|more than|long|even) )*(?:after|before|since|when|as|while|with|although|though|despite|because|following|once|[a-z]+ing|encouraged|undeterred|buoyed|spurred|unfazed|stung|its)\b)");
  static const Pattern kBegins(R"((?i)^ ?(?:(?:the|an?|its) )?(?:[a-z][a-z-]* ){0,5}$)");
  static const Pattern kGoesOn(R"(^(?: ?\([^()]{0,40}\))?(?:,| [a-z]))");
  constexpr std::size_t kFar = 4;  // clauses
  if (!kOpening.find(text.view(sentence))) return false;
  std::size_t looked = 0;
  for (const Span one : clauses_of(text, sentence)) {
    if (one.begin <= clause.begin) continue;
    if (++looked > kFar) break;
    const auto names = candidates_in(text, one, issuers);
    if (names.empty()) continue;
    const Span name = names.front().span;
    if (!kBegins.find(text.view({one.begin, name.begin})) ||
        !kGoesOn.find(text.view({name.end, sentence.end})))
      return false;
    auto issuer = names.front().issuer;
    if (!issuer) issuer = issuers.add(without_article(text.original(name)));
    if (issuer) add_issuer(subject, *issuer);
    return issuer.has_value();
  }
  return false;
}

// "A and B want to list, but only the latter has acted: its application was lodged".
bool is_former_or_latter(const PreparedText& text, Span sentence, Span trigger, Issuers& issuers,
                         Subject& subject) {
  static const Pattern kWhich(R"((?i)\bthe (former|latter)\b)");
  const auto all = kWhich.find_all(text.folded(), {sentence.begin, trigger.begin});
  if (all.empty()) return false;
  const Match& which = all.back();
  const Span behind{which.span.end, trigger.begin};
  if (!candidates_in(text, behind, issuers).empty()) return false;
  const auto names = candidates_in(text, {sentence.begin, which.span.begin}, issuers, true);
  if (names.size() < 2) return false;
  const bool former = text::lower_ascii(text.view(which.groups[0])) == "former";
  const Candidate& one = names[former ? names.size() - 2 : names.size() - 1];
  auto issuer = one.issuer;
  if (!issuer) issuer = issuers.add(without_article(text.original(one.span)));
  if (issuer) add_issuer(subject, *issuer);
  return issuer.has_value();
}

// "In their debuts on Monday, A fell 5 per cent and B rose": who stands behind an opening clause.
bool comes_after_opening(const PreparedText& text, Span sentence, Span clause, Span trigger,
                         Issuers& issuers, Subject& subject) {
  static const Pattern kOpening(
      R"((?i)^\W*(?:in|on|at|for|after|during|making) (their|its)(?: [a-z-]+){0,4} $)");
  static const Pattern kVerb(R"(^(?: \([^()]{0,40}\))? [a-z])");
  static const Pattern kBegins(
      R"((?i)(?:^|,|;|\band|\bwhile|\bbut|\bthe [a-z -]{2,40}) ?$|^ ?(?:the |an? )?(?:[a-z][a-z-]* ){1,5}$)");
  // "Also debuting on Friday, water-purifier maker Springhead closed …"
  static const Pattern kParticiple(
      R"((?i)^(?:debut|list|fil|apply|open|launch|pric|start|begin|submitt|refil)+[a-z]*ing\b)");
  static const Pattern kAlso(R"((?i)^\W*(?:also|likewise|meanwhile|separately)? ?$)");
  const auto opening = kOpening.find(text.view({sentence.begin, trigger.begin}));
  const bool participle = kParticiple.find(text.view(trigger)) &&
                          kAlso.find(text.view({sentence.begin, trigger.begin}));
  if ((!opening && !participle) || clause.begin != sentence.begin) return false;
  const std::size_t plural = sentence.begin + (opening ? opening->groups[0].begin : 0);
  const bool several = opening && (text.folded()[plural] == 't' || text.folded()[plural] == 'T');
  const Span behind{clause.end, sentence.end};
  for (const Candidate& one : candidates_in(text, behind, issuers)) {
    if (!kVerb.find(text.view({one.span.end, sentence.end})) ||
        !kBegins.find(text.view({behind.begin, one.span.begin})))
      continue;
    auto issuer = one.issuer;
    if (!issuer) issuer = issuers.add(without_article(text.original(one.span)));
    if (issuer) add_issuer(subject, *issuer);
    if (!several && issuer) break;
  }
  return !subject.issuers.empty();
}

}  // namespace

bool english_in_front(const PreparedText& text, Span before, Issuers& issuers, Subject& subject) {
  auto all = candidates_in(text, before, issuers);
  std::erase_if(all, [&](const Candidate& one) { return in_brackets(text, before, one.span); });
  for (std::size_t i = all.size(); i-- > 0;) {
    if (!subject.issuers.empty() && !is_tied(text, all[i].span, all[i + 1].span)) break;
    auto issuer = all[i].issuer;
    if (!issuer) issuer = issuers.add(without_article(text.original(all[i].span)));
    if (!issuer) {
      if (subject.issuers.empty()) continue;
      break;
    }
    if (subject.issuers.empty()) subject.end = all[i].span.end;
    add_issuer(subject, *issuer);
    // Without "and" two names side by side are an apposition; a headline leaves the "and" out.
    const Span gap{i > 0 ? all[i - 1].span.end : all[i].span.begin, all[i].span.begin};
    const bool headline = text.in() == Evidence::In::title && text.view(gap) == ", ";
    if (i > 0 && !headline && !is_coordination(text, gap, i + 1 < all.size())) break;
  }
  std::reverse(subject.issuers.begin(), subject.issuers.end());
  return !subject.issuers.empty();
}

namespace {

Subject named_subject(const PreparedText& text, Span sentence, Span clause, Span trigger,
                      Issuers& issuers) {
  Subject subject{{}, clause.begin, false};
  if (is_label(text, sentence, trigger)) {
    labelled(text, {trigger.end, sentence.end}, issuers, subject);
    return subject;
  }
  if (text.in() == Evidence::In::text && labelled_list(text, sentence, trigger, issuers, subject))
    return subject;
  if (is_former_or_latter(text, sentence, trigger, issuers, subject)) return subject;
  static const Pattern kOfThem(
      R"((?i)^\W*(?:(?:both|all|some|most|neither|[a-z]+) of (?:which|whom)|of (?:which|whom) (?:both|all|some|most|none|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens|several|\d+)\b))");
  if (kOfThem.find(text.view(clause))) {
    subject.elsewhere = true;
    return subject;
  }
  static const Pattern kOfWhom(R"((?i)\b(?:applications?|case) of$)");
  if (kOfWhom.find(text.view(trigger)) &&
      inside(text, trigger, {trigger.begin, clause.end}, sentence, issuers, subject))
    return subject;
  // "A unit of drug distributor Grand Harmony has been cleared": not its owner.
  static const Pattern kUnitOf(
      R"((?i)^\W*(?:an?|one|another|the) (?:[a-z-]+ ){0,3}?(?:unit|subsidiary|arm|affiliate|division|spin-?off) of (?:[a-z-]+ ){0,4}(?-i:[A-Z][\w&.'-]*)(?: (?-i:[A-Z][\w&.'-]*)){0,4}(?: (?:has|have|had|been|was|were|is|also|then|itself|on (?-i:[A-Z])[a-z]+day))* ?$)");
  const Span front{clause.begin, trigger.begin};
  if (kUnitOf.find(text.view(front))) {
    subject.elsewhere = true;
    return subject;
  }
  if (among_them(text, sentence, trigger, issuers, subject)) return subject;
  if (counted(text, sentence, trigger, issuers, subject)) return subject;
  if (comes_after_opening(text, sentence, clause, trigger, issuers, subject)) return subject;
  if (english_in_front(text, front, issuers, subject)) {
    add_list_in_front(text, sentence, clause, issuers, subject);
    add_names_before(text, sentence, issuers, subject);
    if (!is_spoken_of(text, {subject.end, trigger.begin})) return subject;
    subject = {{}, clause.begin, false};
  } else if (is_of_a_rival(text, front, issuers)) {
    subject.elsewhere = true;
    return subject;
  } else if (is_spoken_of(text, front)) {
    return subject;
  }
  const Span last = clause_at(clauses_of(text, sentence), trigger.end - 1);  // "heard but did not"
  const Span region{trigger.begin, std::max({clause.end, last.end, trigger.end})};
  if (inside(text, trigger, region, sentence, issuers, subject) ||
      in_earlier_clauses(text, sentence, clause, issuers, subject)) {
    subject.end = clause.begin;
    return subject;
  }
  in_main_clause(text, sentence, clause, issuers, subject);
  subject.end = clause.begin;
  return subject;
}

}  // namespace

Subject find_english_subject(const PreparedText& text, Span sentence, Span clause, Span trigger,
                             Issuers& issuers) {
  Subject subject = named_subject(text, sentence, clause, trigger, issuers);
  if (!subject.elsewhere && subject.issuers.size() < 2)
    turn_to_unit(text, sentence, trigger, issuers, subject);
  return subject;
}

bool looks_ahead(const PreparedText& text, Span sentence, Span clause, Span next) {
  static const Pattern kOpening(
      R"((?i)^\W*(?:[a-z0-9]+ (?:days?|weeks?|months?) |just |soon |shortly |only |barely |less than |more than )*(?:after|before|since|when|as|while|having|with|although|though)\b[^,;]*\b(?:its|it|their|they|having|[a-z]+ing)\b)");
  return clause.begin == sentence.begin && clause.end <= next.begin &&
         kOpening.find(text.view(clause)).has_value();
}

}  // namespace gongwatch::parser::facts
