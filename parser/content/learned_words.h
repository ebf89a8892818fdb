// Words that speak for or against an article's text, as counted on pages with known text
// (bench/extraction/train.py): those of a text, and those that class and id names are made of.
#pragma once

#include <gumbo.h>

#include <string_view>

namespace gongwatch::parser {

// Of the words and pairs of words in a text that the table knows.
struct WordScores {
  float sum = 0;
  float least = 0;
  float most = 0;
  float mean = 0;
  float against = 0;  // how many speak against it
};
WordScores word_scores(std::string_view text);

// Of the words in the element's id and class; 0 for none and for nullptr.
float name_score(const GumboNode* element);

}  // namespace gongwatch::parser
