// A piece of a text as names and roles are read in it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "parser/facts/prepared_text.h"

namespace gongwatch::parser::facts {

// The folded piece without what stands inside names and belongs to none: stock codes and live
// quotes in brackets, pinyin, definitions (简称"…"), quotation marks. Spans count in view().
class SponsorText {
 public:
  SponsorText(const PreparedText& text, Span in);

  std::string_view view() const { return view_; }
  std::string_view view(Span span) const {
    return std::string_view(view_).substr(span.begin, span.size());
  }
  const PreparedText& text() const { return text_; }
  // The piece of the PreparedText that a span covers, with what was left out of it.
  Span folded(Span span) const;
  // As written, without what was left out.
  std::string name(Span span) const;

 private:
  const PreparedText& text_;
  std::string view_;
  std::vector<std::size_t> origin_;  // of each byte of view_, in the folded text
};

}  // namespace gongwatch::parser::facts
