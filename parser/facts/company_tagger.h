// Where the names of companies on their way to the market stand in running text, by a model that
// was trained on annotated articles: an averaged perceptron over the words around each token
// (parser/vocabulary/company_names_{han,latin}.tsv, made by bench/names/train.py).
#pragma once

#include <vector>

#include "parser/facts/name_tokens.h"
#include "parser/facts/prepared_text.h"

namespace gongwatch::parser::facts {

// Left to right, none inside another.
struct TaggedNames {
  std::vector<Span> names;
  std::vector<Span> perhaps;  // also what only nearly looks like one
  bool cut = false;           // of a very long sentence only the first tokens were looked at
};

// `sentence` is one of the text's.
TaggedNames tagged_companies(const PreparedText& text, Span sentence, const NameCounts& counts);

}  // namespace gongwatch::parser::facts
