#include "parser/facts/event_headings.h"

#include "parser/facts/pattern.h"
#include "text/utf8.h"

namespace gongwatch::parser::facts {

bool opens_paragraph(const PreparedText& text, std::size_t sentence) {
  const auto& all = text.sentences();
  return sentence == 0 || all[sentence - 1].paragraph != all[sentence].paragraph;
}

bool heads_what_follows(const PreparedText& text, std::size_t sentence) {
  static const Pattern kProse("[。;!?:]|^(?:公司|集团|该|其|本|此)");
  constexpr std::size_t kLongest = 60;  // bytes
  const auto& all = text.sentences();
  const Sentence& here = all[sentence];
  return text.in() == Evidence::In::text && sentence > 0 && sentence + 1 < all.size() &&
         here.span.size() <= kLongest && opens_paragraph(text, sentence) &&
         opens_paragraph(text, sentence + 1) && all[sentence + 1].span.size() > here.span.size() &&
         text::count_han(text.view(here.span)) > 0 && !kProse.matches_in(text.folded(), here.span);
}

}  // namespace gongwatch::parser::facts
