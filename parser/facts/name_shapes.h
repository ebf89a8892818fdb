// What looks like a company's name in running text, and what only stands beside one.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "parser/facts/prepared_text.h"

namespace gongwatch::parser::facts {

// Neither a place, a body, a medium nor a common word (parser/vocabulary/not_issuers.tsv), and of a
// sensible length.
bool could_be_issuer(const std::string& name);

// Whether the name is one of those whose market reports are quoted: "Frost & Sullivan".
bool is_authority(const std::string& name);

// "the company", "the group", "it", 公司, 该集团 … in the span.
bool mentions_company_word(const PreparedText& text, Span in);

// Capitalised names inside `in`, left to right: "Bright Harbour", "iTalk 3D". A possessive 's, an
// article and titles of people are no part of them. Those that cannot be a subject ("backed by
// Tencent", "founder Li Lei") are left out unless `any_place`.
std::vector<Span> english_names(const PreparedText& text, Span in, bool any_place = false);

// The Chinese name that a clause, or what is left of it in front of a verb, has for its subject:
// without date, adverbs, source and what describes the company
// (parser/vocabulary/name_edges.tsv).
std::optional<Span> han_subject(const PreparedText& text, Span in);
// As many as the clause coordinates: "甲科技、乙生物及丙控股".
std::vector<Span> han_subjects(const PreparedText& text, Span in);

// The name without the place that owns it: "Indonesia's Celebes Nickel".
Span without_owner(const PreparedText& text, Span name);

// "Limited", "The" and what introduces the name dropped.
std::string without_article(std::string name);

}  // namespace gongwatch::parser::facts
