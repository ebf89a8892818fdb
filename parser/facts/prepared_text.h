// An article's text as the fact readers see it: folded, without live quotes and pinyin in brackets,
// cut into paragraphs and sentences, with the way back to the original.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
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

  // The original words of a folded span, blanks and commas at the ends left out, and without what a
  // site injected (live quotes, pinyin).
  std::string original(Span span) const;
  Evidence evidence(Span span) const;
  Evidence::In in() const { return in_; }

  // How often the words stand in the first 64 kB of this text and of its companion (the text of a
  // headline); counts to `most` only.
  std::size_t occurrences(std::string_view words, std::size_t most) const;
  // What a rule finds out about a name from all of the text, once for each name.
  bool judged(std::string_view name, const std::function<bool()>& judge) const;
  // Whether this text or its companion puts just these words in quotes.
  bool quotes(std::string_view words) const;
  // `companion` must outlive this.
  void set_companion(const PreparedText& companion) {
    companion_ = &companion;
    counted_.clear();
    judged_.clear();
  }
  const PreparedText* companion() const { return companion_; }
  // `expired`, which must outlive this, is asked at each sentence by whoever goes through them all.
  void set_deadline(const std::function<bool()>& expired) { expired_ = &expired; }
  // Once true it stays so: what is read then is not all.
  bool out_of_time() const {
    if (!out_of_time_ && expired_ != nullptr && *expired_) out_of_time_ = (*expired_)();
    return out_of_time_;
  }

 private:
  void drop_injected();
  void collect_quoted();

  std::string original_;
  std::vector<Span> injected_;  // bytes of the original that rules do not see
  text::Folded folded_;
  std::vector<Sentence> sentences_;
  Evidence::In in_;
  const PreparedText* companion_ = nullptr;
  const std::function<bool()>* expired_ = nullptr;
  mutable bool out_of_time_ = false;
  // What was counted: rules ask for the same names again and again.
  mutable std::unordered_map<std::string, std::size_t> counted_;
  mutable std::unordered_map<std::string, bool> judged_;
  std::unordered_set<std::string> quoted_;
};

// A span without blanks, commas, colons, quotes and the like at its ends.
Span trimmed(std::string_view folded, Span span);

}  // namespace gongwatch::parser::facts
