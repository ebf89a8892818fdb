// Whom an English sentence or headline names beside what it tells (english_subjects.h).
#include <optional>
#include <string>

#include "parser/facts/clauses.h"
#include "parser/facts/english_candidates.h"
#include "parser/facts/english_subjects.h"
#include "parser/facts/firms.h"
#include "parser/facts/name_shapes.h"
#include "parser/facts/pattern.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace gongwatch::parser::facts {

bool names_anew(const PreparedText& text, Span between, const Issuers& issuers,
                std::size_t issuer) {
  if (text::count_han(text.view(between)) > 0) return false;
  const auto names = issuers.mentions(text, between);
  return names.empty() ? text.view(between).find(';') != std::string_view::npos
                       : names.back().issuer == issuer;
}

std::optional<std::size_t> introduced(const PreparedText& text, Span sentence, Issuers& issuers) {
  constexpr std::size_t kReach = 120;
  const Span front{sentence.begin, std::min(sentence.end, sentence.begin + kReach)};
  const auto clauses = clauses_of(text, front);
  const auto names = english_names(text, clauses.empty() ? front : clauses.front());
  if (names.empty()) return std::nullopt;
  const bool opening =
      sentence.begin == 0 && text.view(names[0]).find(' ') != std::string_view::npos;
  if (!opening && text.occurrences(text.view(names[0]), 2) < 2) return std::nullopt;
  return issuers.add(without_article(text.original(names[0])));
}

std::optional<std::size_t> named_in_headline(const PreparedText& title, Issuers& issuers) {
  for (const Span& name : english_names(title, title.whole())) {
    if (const auto issuer = issuers.add(without_article(title.original(name)))) return issuer;
  }
  return only_company(title, title.whole(), {}, issuers);
}

std::optional<std::size_t> only_company(const PreparedText& text, Span sentence, Span trigger,
                                        Issuers& issuers, bool sure) {
  static const Pattern kAnothers(
      R"((?i)\b(?:by|with|via|to|against|like|unlike|than|from|at|including|rivals?|peers?|competitors?|customers?|suppliers?|parent|according to|citing|owner|sponsors?|banks?|chief executive|chairman|chairwoman|president|director|founder|secretary|minister|commissioner|spokes(?:man|woman|person)|analyst|lawyer|banker|economist|strategist|professor|lawmaker) (?:the |an? |its )?(?:[a-z-]+ ){0,3}?$)");
  // A claim of a rank may be told under the company's other name.
  static const Pattern kRank(R"((?i)\b(?:according to|rank(?:s|ed)?|largest|biggest)\b)");
  if (sure && kRank.matches_in(text.folded(), sentence)) return std::nullopt;
  std::optional<std::string> found;
  for (const Candidate& one : candidates_in(text, sentence, issuers, true)) {
    const std::string name(without_article(text.original(one.span)));
    if (one.span.overlaps(trigger) || is_house(name) || looks_like_a_firm(name) ||
        kAnothers.find(text.view({sentence.begin, one.span.begin})))
      continue;
    if (found && *found != name) return std::nullopt;
    found = name;
  }
  const bool known = found && (!sure || found->find(' ') != std::string::npos ||
                               text.occurrences(text::fold_text(*found), 2) > 1);
  return known ? issuers.add(*found) : std::nullopt;
}

bool only_says(const PreparedText& text, std::size_t subject_end, Span trigger) {
  static const Pattern kSays(
      R"((?i)^(?: ?\([^()]*\))?(?: (?:has|had|also))? (?:said|says|wrote|announced|disclosed|confirmed|added|told [^,;]{2,40}?)(?:,? (?:on|late on|in) [^,;]{2,40}?)?,? (?:that )?the (?:[a-z-]+ ){0,3}?(?:prospectus|applications?|papers|documents?|filing|proof|submission|offering|ipo|float)\b)");
  return subject_end < trigger.end && kSays.find(text.view({subject_end, trigger.end}));
}

}  // namespace gongwatch::parser::facts
