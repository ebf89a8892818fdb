// Who did what a trigger says.
#pragma once

#include <vector>

#include "parser/facts/issuers.h"
#include "parser/facts/prepared_text.h"

namespace gongwatch::parser::facts {

struct Subject {
  std::vector<std::size_t> issuers;  // indices into Issuers::all(); several if coordinated
  // Where the name ends if it stands in the trigger's clause in front of it, else the clause's
  // start.
  std::size_t end = 0;
  bool behind = false;   // the name stands behind the trigger ("失效的某科技")
  bool company = false;  // the clause says "the company"
  bool aside = false;    // named in passing, by a relative clause ("…, whose shares were listed")
  bool elsewhere =
      false;  // somebody who is no company ("已递交申请的投资者"): not "the company" either
};

// The company named in the trigger's sentence: in front of it in its clause ("X has filed"), inside
// or behind ("an application from X"), or in an earlier clause. Empty: the sentence names none
// ("the company has filed"). Names met for the first time are added to `issuers`.
Subject find_subject(const PreparedText& text, Span sentence, Span clause, Span trigger,
                     Issuers& issuers);

// The company that the sentence is about, if it names one before its first verb; for sentences
// without a trigger.
std::vector<std::size_t> named_first(const PreparedText& text, Span sentence,
                                     const Issuers& issuers);

// "曾于3月递表的某公司再度递表": of the clause what does not only describe the company.
Span behind_description(const PreparedText& text, Span clause, const Subject& subject,
                        Span trigger);

}  // namespace gongwatch::parser::facts
