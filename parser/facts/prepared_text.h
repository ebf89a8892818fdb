// An article's text as the fact readers see it: folded, cut into paragraphs and sentences, with the
// way back to the original.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/document.h"
#include "parser/facts/span.h"
#include "text/fold.h"

namespace gongwatch::parser::facts {

struct Sentence {
  Span span;
  std::size_t paragraph = 0;
};

class PreparedText {
 public:
  // `original` is valid UTF-8; `in` says whether it is the article's text or its title.
  PreparedText(std::string_view original, Evidence::In in);

  std::string_view folded() const { return folded_.text; }
  std::string_view view(Span span) const {
    return std::string_view(folded_.text).substr(span.begin, span.size());
  }
  const std::vector<Sentence>& sentences() const { return sentences_; }
  Span whole() const { return {0, folded_.text.size()}; }

  // The original words of a folded span, blanks and commas at the ends left out.
  std::string original(Span span) const;
  Evidence evidence(Span span) const;
  Evidence::In in() const { return in_; }

 private:
  std::string original_;
  text::Folded folded_;
  std::vector<Sentence> sentences_;
  Evidence::In in_;
};

// A span without blanks, commas, colons, quotes and the like at its ends.
Span trimmed(std::string_view folded, Span span);

}  // namespace gongwatch::parser::facts
