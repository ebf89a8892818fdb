// Companies of which one stage tells, in a list.
#pragma once

#include "parser/facts/issuers.h"
#include "parser/facts/prepared_text.h"
#include "parser/facts/subjects.h"

namespace gongwatch::parser::facts {

// "Packaging group A, bus maker B and diagnostics firm C all posted …": the clauses in front of the
// last two hold one name each.
void add_list_in_front(const PreparedText& text, Span sentence, Span clause, Issuers& issuers,
                       Subject& subject);

// "names including A and B have let …", "from A to B", "A, the largest brewer, and B have filed":
// the others beside the one name that was found.
void add_names_before(const PreparedText& text, Span sentence, Issuers& issuers, Subject& subject);

// "Among the seven companies launching their offers, A was most popular", "Other companies kicking
// off IPOs included A and B".
bool among_them(const PreparedText& text, Span sentence, Span trigger, Issuers& issuers,
                Subject& subject);

// "FILED: Bright Harbour (GEM)": a label in front of whom it is about.
bool is_label(const PreparedText& text, Span sentence, Span trigger);

// Who stands behind a label: "Passed: A (GEM) and B; C". In a headline each part tells of one:
// "Allotment results: A drowned in orders, B barely covered".
void labelled(const PreparedText& text, Span behind, Issuers& issuers, Subject& subject);

// "Passed the hearing this week: A, B", "Newly filed with the exchange: A; B": words that name
// nobody, a colon, and names.
bool labelled_list(const PreparedText& text, Span sentence, Span trigger, Issuers& issuers,
                   Subject& subject);

// "Two applications lapsed on Friday: those of A and B", "Three firms - A, B and C - filed": as
// many names as the words count; "five listings, among them those of A and B": fewer.
bool counted(const PreparedText& text, Span sentence, Span trigger, Issuers& issuers,
             Subject& subject);

}  // namespace gongwatch::parser::facts
