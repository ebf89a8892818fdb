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
  if (subject.issuers.size() < 2) return;
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
    if (!kDescription.find(text.view(lead)) || kNone.matches_in(text.folded(), lead) ||
        !kEnd.find(text.view({name.span.end, one.end})))
      return;
    auto issuer = name.issuer;
    if (!issuer) issuer = issuers.add(without_article(text.original(name.span)));
    if (!issuer) return;
    if (std::find(subject.issuers.begin(), subject.issuers.end(), *issuer) == subject.issuers.end())
      subject.issuers.insert(subject.issuers.begin(), *issuer);
  }
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

bool counted_behind_colon(const PreparedText& text, Span sentence, Span trigger, Issuers& issuers,
                          Subject& subject) {
  static const Pattern kCount(
      R"((?i)\b(two|three|four|five|six|seven|eight|nine|ten|both|several|a (?:pair|handful|trio))\b)");
  static const Pattern kLead(
      R"((?i)^[^,;:.()]{0,64}: (?:(?:those|the (?:ones|applications|filings|papers|shares)) (?:of|from|by|in) )?)");
  constexpr std::array<std::string_view, 9> kWords = {"two",   "three", "four", "five", "six",
                                                      "seven", "eight", "nine", "ten"};
  const auto count = kCount.find(text.folded(), {sentence.begin, trigger.begin});
  const auto lead = kLead.find(text.view({trigger.end, sentence.end}));
  if (!count || !lead || !candidates_in(text, {sentence.begin, trigger.begin}, issuers).empty())
    return false;
  const Span behind{trigger.end + lead->span.end, sentence.end};
  std::vector<std::string> names;
  std::optional<Span> last;
  static const Pattern kDescription(R"(^(?:[a-z-]+ ){0,4}$)");
  for (const Candidate& one : candidates_in(text, behind, issuers, true)) {
    const bool goes_on =
        last ? is_tied(text, *last, one.span)
             : kDescription.find(text.view({behind.begin, one.span.begin})).has_value();
    if (!goes_on) break;
    names.push_back(without_article(text.original(one.span)));
    last = one.span;
  }
  const std::string word = text::lower_ascii(text.view(count->groups[0]));
  const auto place = std::find(kWords.begin(), kWords.end(), word);
  const auto told = static_cast<std::size_t>(place - kWords.begin()) + 2;
  if (names.size() < 2 || (place != kWords.end() && told != names.size())) return false;
  for (const std::string& name : names) {
    if (const auto issuer = issuers.add(name)) add_issuer(subject, *issuer);
  }
  return !subject.issuers.empty();
}

}  // namespace gongwatch::parser::facts
