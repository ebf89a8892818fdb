// Names in an English clause that may be its subject.
#pragma once

#include <optional>
#include <vector>

#include "parser/facts/issuers.h"
#include "parser/facts/prepared_text.h"
#include "parser/facts/subjects.h"

namespace gongwatch::parser::facts {

struct Candidate {
  Span span;
  std::optional<std::size_t> issuer;
};

// What looks like a name, and known names in small letters; left to right.
std::vector<Candidate> candidates_in(const PreparedText& text, Span in, const Issuers& issuers,
                                     bool any_place = false);

// "X (customers: A, B) has …": what stands in closed brackets is said beside.
bool in_brackets(const PreparedText& text, Span in, Span name);

// Whether the words between two names are those of a list: "A, B and the chipmaker C".
bool is_tied(const PreparedText& text, Span a, Span b);

void add_issuer(Subject& subject, std::size_t issuer);

}  // namespace gongwatch::parser::facts
