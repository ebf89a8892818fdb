#include "parser/facts/english_lists.h"

#include <algorithm>
#include <array>
#include <string>

#include "parser/facts/clauses.h"
#include "parser/facts/english_candidates.h"
#include "parser/facts/name_shapes.h"
#include "parser/facts/pattern.h"
#include "text/utf8.h"

namespace gongwatch::parser::facts {

void add_list_in_front(const PreparedText& text, Span sentence, Span clause, Issuers& issuers,
                       Subject& subject) {
  static const Pattern kDescription(R"(^ ?(?:(?:[A-Za-z][a-z-]*|and) ){0,6}$)");
  static const Pattern kNone(
      R"(\b(?:which|who|whose|said|says|has|had|is|was|are|were|after|when|by|with|from|on|at|in)\b)");
  constexpr std::size_t kMost = 8;
  // "Armillary, Huaiyang through listing committee": a headline leaves the "and" out.
  static const Pattern kPlural(
      R"((?i)^(?:[^,;]* )?(?:through|past|pass|clear|file|win|get|submit|launch|list|debut|lodge|apply|refile|price|[a-z]+ed)\b)");
  const bool headline =
      text.in() == Evidence::In::title && kPlural.find(text.view({subject.end, sentence.end}));
  if (subject.issuers.size() < 2 && (!headline || subject.issuers.empty())) return;
  const auto clauses = clauses_of(text, sentence);
  auto here = std::find_if(clauses.begin(), clauses.end(),
                           [&](Span one) { return one.begin >= clause.begin; });
  for (std::size_t i = 0; i < kMost && here != clauses.begin(); ++i) {
    const Span one = *--here;
    const auto names = candidates_in(text, one, issuers, true);
    if (names.empty() || text.folded()[one.end - 1] != ',') return;
    const Candidate& name = names.back();
    const Span lead{one.begin, name.span.begin};
    static const Pattern kEnd(R"(^(?: \([^()]*\))?,$)");
    // "with A, B and C all listing on the same day".
    static const Pattern kAll(R"(^ (?:all|both|each) [a-z]+ing\b)");
    const bool with = text.view(lead) == " with " &&
                      kAll.find(text.view({subject.end, std::max(subject.end, sentence.end)}));
    if (!kDescription.find(text.view(lead)) || (!with && kNone.matches_in(text.folded(), lead)) ||
        !kEnd.find(text.view({name.span.end, one.end})))
      return;
    auto issuer = name.issuer;
    if (!issuer) issuer = issuers.add(without_article(text.original(name.span)));
    if (!issuer) return;
    if (std::find(subject.issuers.begin(), subject.issuers.end(), *issuer) == subject.issuers.end())
      subject.issuers.insert(subject.issuers.begin(), *issuer);
  }
}

// "names including A and B have let", "from toy maker A to drug maker B", "A, the largest brewer,
// and B have filed": who else is the subject beside the name nearest to the verb.
void add_names_before(const PreparedText& text, Span sentence, Issuers& issuers, Subject& subject) {
  static const Pattern kListed(
      R"((?i)\b(?:includ(?:ing|ed)|such as|namely|ranging from|(?:names|companies|firms|applicants|issuers) (?:like|from)|from) (?:the )?(?:[a-z-]+ ){0,4}$)");
  static const Pattern kTo(R"((?i)^(?: ?\([^()]{0,80}\))? to (?:the )?(?:[a-z-]+ ){0,4}$)");
  // A list goes on behind what its first member is.
  static const Pattern kApposed(
      R"((?i)^(?: ?\([^()]{0,80}\))?, (?:(?:an?|the|its|one of|which|whose|known|backed|owned|formerly) [^,;()]{3,80}|(?:[A-Z][a-z]+-based )?[a-z-]+ [^,;()]{3,60}),? and (?:the |fellow |rival )?(?:[a-z-]+ ){0,4}$)");
  static const Pattern kPlural(R"((?i)^[^.;]{0,40}?\b(?:have|both|are|were|all|each)\b)");
  if (subject.issuers.size() != 1 || subject.end <= sentence.begin) return;
  const auto names = candidates_in(text, {sentence.begin, subject.end}, issuers, true);
  if (names.size() < 2) return;
  std::size_t first = names.size() - 1;
  const bool plural = kPlural.find(text.view({subject.end, sentence.end})).has_value();
  bool listed = false;
  while (first > 0) {
    const Span before = names[first - 1].span;
    const std::string_view gap = text.view({before.end, names[first].span.begin});
    const bool opened = kListed.find(text.view({sentence.begin, before.begin})).has_value();
    if (!(is_tied(text, before, names[first].span) && (opened || plural)) &&
        !(opened && kTo.find(gap)) && !(plural && kApposed.find(gap)))
      break;
    listed = listed || opened || plural;
    --first;
  }
  if (!listed) return;
  for (std::size_t i = names.size() - 1; i-- > first;) {
    auto issuer = names[i].issuer;
    if (!issuer) issuer = issuers.add(without_article(text.original(names[i].span)));
    if (!issuer) return;
    if (std::find(subject.issuers.begin(), subject.issuers.end(), *issuer) == subject.issuers.end())
      subject.issuers.insert(subject.issuers.begin(), *issuer);
  }
}

// "Among the seven companies launching their offers yesterday, drug maker A, a Shanghai firm, was
// most popular", "Other companies kicking off IPOs included A, which …, and B".
bool among_them(const PreparedText& text, Span sentence, Span trigger, Issuers& issuers,
                Subject& subject) {
  static const Pattern kCompanies(
      R"((?i)^\W*(?:(?:among|of|one of) (?:the |those )?|(?:the )?(?:other|also|more) )(?:[a-z0-9-]+ ){0,4}?(?:companies|firms|newcomers|issuers|applicants|names|stocks|groups|start-?ups|biotechs|those|ipos|[a-z]*makers|developers)(?: (?:that|which|who)(?: (?:have|are|were|also))*)? $)");
  static const Pattern kBehind(
      R"((?i)^[^,;.()]{0,60}(?:, (?:the )?(?:[A-Z][a-z]+-based )?(?:[a-z-]+ ){0,6}| (?:were|are|was|is|includes?|included)(?: the)? (?:[A-Z][a-z]+-based )?(?:[a-z-]+ ){0,6})$)");
  static const Pattern kIncluded(R"((?i)^[^,;.()]{0,60} (?:were|are|include|included)\b)");
  static const Pattern kNext(
      R"((?i)^(?: ?\([^()]{0,80}\))?(?:,? (?:which|who|whose|an?|the) [^;]{3,160})?,? and (?:the )?(?:[a-z-]+ ){0,5}$)");
  if (trigger.begin < sentence.begin ||
      !kCompanies.find(text.view({sentence.begin, trigger.begin})))
    return false;
  const Span behind{trigger.end, sentence.end};
  const auto names = candidates_in(text, behind, issuers, true);
  const bool list = kIncluded.find(text.view(behind)).has_value();
  std::optional<Span> last;
  for (const Candidate& one : names) {
    const bool goes_on = last ? list && (is_tied(text, *last, one.span) ||
                                         kNext.find(text.view({last->end, one.span.begin})))
                              : kBehind.find(text.view({behind.begin, one.span.begin})).has_value();
    if (!goes_on) {
      if (!last) return false;
      continue;
    }
    auto issuer = one.issuer;
    if (!issuer) issuer = issuers.add(without_article(text.original(one.span)));
    if (!issuer) break;
    add_issuer(subject, *issuer);
    last = one.span;
    if (!list) break;
  }
  return !subject.issuers.empty();
}

bool is_label(const PreparedText& text, Span sentence, Span trigger) {
  constexpr std::size_t kBullet = 5;
  return trigger.begin - sentence.begin <= kBullet && trigger.end < text.folded().size() &&
         text.folded()[trigger.end] == ':';
}

void labelled(const PreparedText& text, Span behind, Issuers& issuers, Subject& subject) {
  const bool headline = text.in() == Evidence::In::title;
  std::optional<Span> last;
  for (const Candidate& one : candidates_in(text, behind, issuers, true)) {
    const std::size_t end = last ? last->end : behind.begin;
    static const Pattern kPart(R"((?:^|[,;]) ?(?:and )?(?:[a-z-]+ ){0,3}$)");
    static const Pattern kNext(R"(; ?(?:and )?$)");
    if (last && !is_tied(text, *last, one.span) &&
        !(headline ? kPart : kNext).find(text.view({end, one.span.begin})))
      continue;
    auto issuer = one.issuer;
    if (!issuer) issuer = issuers.add(without_article(text.original(one.span)));
    if (!issuer) {
      if (!last) break;
      continue;
    }
    add_issuer(subject, *issuer);
    last = one.span;
  }
  subject.elsewhere = subject.issuers.empty();
}

namespace {

// The names of a list that begins in `in` behind nothing but what the first is, and where it ends.
std::vector<Span> names_of_list(const PreparedText& text, Span in, const Issuers& issuers) {
  static const Pattern kDescription(R"(^(?:[a-z-]+ ){0,4}$)");
  static const Pattern kNext(R"((?i)^(?: ?\([^()]{0,120}\))?; ?(?:and )?(?:[a-z-]+ ){0,4}$)");
  std::vector<Span> names;
  for (const Candidate& one : candidates_in(text, in, issuers, true)) {
    if (in_brackets(text, in, one.span)) continue;
    const bool goes_on = names.empty()
                             ? kDescription.find(text.view({in.begin, one.span.begin})).has_value()
                             : is_tied(text, names.back(), one.span) ||
                                   kNext.find(text.view({names.back().end, one.span.begin}));
    if (!goes_on) break;
    names.push_back(one.span);
  }
  return names;
}

// 0: "several".
std::size_t number_of(std::string_view word) {
  constexpr std::array<std::string_view, 11> kWords = {
      "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"};
  const auto place = std::find(kWords.begin(), kWords.end(), text::lower_ascii(word));
  if (place != kWords.end()) return static_cast<std::size_t>(place - kWords.begin()) + 2;
  return text::lower_ascii(word) == "both" ? 2 : 0;
}

}  // namespace

bool labelled_list(const PreparedText& text, Span sentence, Span trigger, Issuers& issuers,
                   Subject& subject) {
  static const Pattern kLabel(R"((?i)^[^:;|]{0,100}:(?: |$))");
  static const Pattern kNone(
      R"((?i)\b(?:sa(?:id|ys?|ying)|told|wr(?:ote|ites)|sources?|it|its|he|she|we|if|the (?:company|group|firm|issuer|applicant))\b)");
  static const Pattern kGoesOn(R"(^(?: ?\([^()]*\))?(?:[,;.]| and |$| -)|^ ?\()");
  const auto label = kLabel.find(text.folded(), sentence);
  if (!label || label->span.end < trigger.end || trigger.begin < sentence.begin ||
      kNone.matches_in(text.folded(), label->span))
    return false;
  for (const Candidate& one : candidates_in(text, label->span, issuers, true)) {
    if (!one.span.overlaps(trigger)) return false;
  }
  const auto names = names_of_list(text, {label->span.end, sentence.end}, issuers);
  if (names.empty() || !kGoesOn.find(text.view({names.back().end, sentence.end}))) return false;
  for (const Span& name : names) {
    if (const auto issuer = issuers.add(without_article(text.original(name))))
      add_issuer(subject, *issuer);
  }
  return !subject.issuers.empty();
}

bool counted(const PreparedText& text, Span sentence, Span trigger, Issuers& issuers,
             Subject& subject) {
  static const Pattern kCount(
      R"((?i)\b(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|both|several|a (?:pair|handful|trio)|\d{1,3}|the following|these|(?:new |listing |other |ipo )*(?:applicants|companies|issuers|candidates|applications|firms|newcomers))\b)");
  static const Pattern kColon(
      R"((?i)^(?:[^,;:.()]{0,64}(?:: | -+ |, namely |, being |, (?:which|who|that) (?:is|are) ) ?|[^,;:.()]{0,40} (?:were|are) (?:namely |as follows: )?)(?:(?:those|the (?:ones|applications|filings|papers|shares)) (?:of|from|by|in) )?)");
  static const Pattern kSome(
      R"((?i)^[^,;:.()]{0,64}, (?:among (?:them|these|those)|including)(?: (?:those|the (?:ones|applications|filings|papers|shares)) (?:of|from|by|in))? )");
  static const Pattern kOpens(R"(^(?: [a-z-]+){0,5}(?:,| -+|:| \() ?)");
  static const Pattern kCloses(R"(^(?: ?\([^()]*\))?(?:,| -+|\)) )");
  const auto count = kCount.find(text.folded(), sentence);
  if (!count || !candidates_in(text, {sentence.begin, count->span.begin}, issuers).empty())
    return false;
  const std::size_t told = number_of(text.view(count->groups[0]));
  std::vector<Span> names;
  const Span behind{trigger.end, sentence.end};
  const bool before = count->span.end <= trigger.begin;
  if (const auto lead =
          before ? kOpens.find(text.view({count->span.end, trigger.begin})) : std::nullopt) {
    names = names_of_list(text, {count->span.end + lead->span.end, trigger.begin}, issuers);
    if (!names.empty() && !kCloses.find(text.view({names.back().end, trigger.end}))) names.clear();
  }
  if (names.empty() && before &&
      !candidates_in(text, {count->span.end, trigger.begin}, issuers).empty())
    return false;
  bool some = false;
  if (const auto colon = names.empty() ? kColon.find(text.view(behind)) : std::nullopt)
    names = names_of_list(text, {behind.begin + colon->span.end, sentence.end}, issuers);
  if (const auto among = names.empty() ? kSome.find(text.view(behind)) : std::nullopt) {
    names = names_of_list(text, {behind.begin + among->span.end, sentence.end}, issuers);
    some = true;
  }
  if (some ? names.empty() || (told > 0 && names.size() >= told)
           : names.size() < 2 || (told > 0 && told != names.size()))
    return false;
  for (const Span& name : names) {
    if (const auto issuer = issuers.add(without_article(text.original(name))))
      add_issuer(subject, *issuer);
  }
  return !subject.issuers.empty();
}

}  // namespace gongwatch::parser::facts
