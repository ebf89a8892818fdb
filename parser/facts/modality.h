// Whether what a stage phrase says has happened (parser/vocabulary/modality_*.tsv).
#pragma once

#include <optional>

#include "model/document.h"
#include "parser/facts/prepared_text.h"

namespace gongwatch::parser::facts {

struct Modality {
  bool nothing = false;            // a condition, a denial, a resolution: not even a plan
  std::optional<Outcome> outcome;  // set: it has not happened
  bool past = false;               // words that put it before the news: "previously", 曾
  bool maybe_past = false;         // words that may: "after", "had", 首次
};

// `clause` is the trigger's clause, `subject_end` where its subject ends (clause.begin if it stands
// elsewhere): only words behind it govern the trigger.
Modality read_modality(const PreparedText& text, Span sentence, Span clause,
                       std::size_t subject_end, Span trigger);

}  // namespace gongwatch::parser::facts
