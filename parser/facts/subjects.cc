#include "parser/facts/subjects.h"

#include "parser/facts/english_subjects.h"
#include "parser/facts/han_clauses.h"
#include "parser/facts/han_subjects.h"
#include "parser/facts/pattern.h"
#include "text/utf8.h"

namespace gongwatch::parser::facts {

Subject find_subject(const PreparedText& text, Span sentence, Span clause, Span trigger,
                     Issuers& issuers) {
  return text::count_han(text.view(trigger)) == 0
             ? find_english_subject(text, sentence, clause, trigger, issuers)
             : find_han_subject(text, sentence, clause, trigger, issuers);
}

std::vector<std::size_t> named_first(const PreparedText& text, Span sentence,
                                     const Issuers& issuers) {
  // "It will be the third to debut, following the listing of X": about whoever came before.
  static const Pattern kBack(
      R"((?i)^\W*(?:(?:but|and|for|in|if|as|so|however|still|meanwhile),? )?(?:it|its|they|their|the (?:[a-z][a-z-]* |(?-i:[A-Z])[a-z-]+ ){0,3}(?:company|firm|group|maker|chain|issuer|start-?up|retailer|operator|insurer|lender|developer))\b)");
  if (kBack.find(text.view(sentence))) return {};
  for (const IssuerName& one : issuers.mentions(text, sentence)) {
    if (!only_takes_part(text, sentence, one.span)) return {one.issuer};
  }
  return {};
}

Span behind_description(const PreparedText& text, Span clause, const Subject& subject,
                        Span trigger) {
  constexpr std::string_view kDe = "的";
  if (subject.behind || subject.end <= clause.begin || subject.end > trigger.begin) return clause;
  const auto de = text.view({clause.begin, subject.end}).rfind(kDe);
  if (de != std::string_view::npos) clause.begin += de + kDe.size();
  return clause;
}

}  // namespace gongwatch::parser::facts
