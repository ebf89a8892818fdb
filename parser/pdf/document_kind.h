// What a PDF is, by its own words.
#pragma once

#include <optional>

#include "model/official.h"
#include "parser/pdf/page_text.h"

namespace gongwatch::parser::pdf {

// By the titles and opening words of the first pages; nullopt: none of ours, or not told (a chapter
// of a redacted document may belong to an application proof or a PHIP).
std::optional<OfficialDocumentKind> kind_of(const PageText& text);

// Lines [first, last) of the chapter on the parties involved; empty range: there is none.
struct LineRange {
  std::size_t first = 0;
  std::size_t last = 0;
};
LineRange parties_chapter(const PageText& text);

}  // namespace gongwatch::parser::pdf
