// The text of a PDF as its readers see it: one running text for sentences, and its lines for
// headings, lists and tables, both in the same places.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/document.h"
#include "parser/facts/prepared_text.h"

namespace gongwatch::parser::pdf {

// A line of a page; its bytes in the folded running text.
struct Line {
  facts::Span span;
  std::size_t page = 0;  // from 0
  bool behind_gap = false;
};

// Lines are joined into sentences: without a blank between Chinese characters and behind a hyphen.
// A blank line ends a sentence, unless what follows goes on in small letters. Facts are read from
// the first 4 MiB only; later pages stay unread.
class PageText {
 public:
  // `text` is valid UTF-8, a form feed behind each page.
  explicit PageText(std::string_view text);

  const facts::PreparedText& flow() const { return flow_; }
  std::string_view folded() const { return flow_.folded(); }
  std::string_view view(facts::Span span) const { return flow_.view(span); }
  const std::vector<Line>& lines() const { return lines_; }
  // The running text of pages [first, last).
  facts::Span pages(std::size_t first, std::size_t last) const;

  // The words as written, line breaks made blanks (or nothing between Chinese characters).
  std::string original(facts::Span span) const { return flow_.original(span); }
  // Offsets and quote of the text that the object was made of.
  Evidence evidence(facts::Span span) const;

 private:
  struct Flowed;
  PageText(std::string_view text, Flowed flowed);

  std::string text_;
  std::vector<std::uint32_t> origin_;  // of each byte of the running text, and of its end
  facts::PreparedText flow_;
  std::vector<Line> lines_;
};

}  // namespace gongwatch::parser::pdf
