// Whether what a stage phrase says has happened (parser/vocabulary/modality_*.tsv).
#pragma once

#include <optional>
#include <vector>

#include "model/document.h"
#include "parser/facts/issuers.h"
#include "parser/facts/prepared_text.h"

namespace gongwatch::parser::facts {

struct Modality {
  bool nothing = false;            // a condition, a denial, a resolution: not even a plan
  std::optional<Outcome> outcome;  // set: it has not happened
  bool past = false;               // words that put it before the news: "previously", 曾
  bool maybe_past = false;         // words that may: "after", "had", 首次
};

// `clause` is the trigger's clause, `subject_end` where its subject ends (clause.begin if it stands
// elsewhere): only words behind it govern the trigger. `names` are the sentence's: the 传 of
// 传桥科技 says nothing.
Modality read_modality(const PreparedText& text, Span sentence, Span clause,
                       std::size_t subject_end, Span trigger, const std::vector<IssuerName>& names);

// 上市规则, 上市公司: the listing words behind which a noun goes on tell nothing.
bool is_part_of_a_noun(const PreparedText& text, Span clause, Span trigger);

}  // namespace gongwatch::parser::facts
