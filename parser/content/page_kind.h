// Is the page an article at all?
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "parser/content/metadata.h"
#include "parser/content/page_blocks.h"
#include "parser/content/sections.h"

namespace gongwatch::parser {

// What the decision is made from. `lines` and `verdicts` are parallel to page.blocks.
struct PageSigns {
  const PageBlocks& page;
  const std::vector<Line>& lines;
  const std::vector<Verdict>& verdicts;
  const Metadata& metadata;
  std::string_view title;
  bool title_on_page = false;  // a heading that is no link says the title
  std::string_view html;       // the page itself
};

struct KindOfPage {
  PageKind kind = PageKind::article;
  bool has_text = false;  // what is kept is (a part of) an article
};

KindOfPage kind_of_page(const PageSigns& signs);

}  // namespace gongwatch::parser
