// Where a page may say when it was published.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "parser/content/metadata.h"
#include "parser/content/page_blocks.h"
#include "parser/content/publication.h"
#include "parser/content/sections.h"
#include "parser/parse_document.h"

namespace gongwatch::parser {

// `lines` and `verdicts` are parallel to page.blocks.
struct DatePlaces {
  const PageBlocks& page;
  const std::vector<Line>& lines;
  const std::vector<Verdict>& verdicts;
  const Metadata& metadata;
  std::string_view url;
  std::optional<std::size_t> title_block;
  std::size_t first_prose = 0;
};

// Offers what the metadata say, then the page's head, what is marked as a date elsewhere, lines
// with a label ("Published on"), the address, the text's first words ("HONG KONG, Nov 9, 2025 --"),
// <title>, and at last when the page was changed. Never comments and other articles.
void offer_dates(const DatePlaces& places, DateChoice& date, std::vector<Warning>& warnings);

// One of several rows: its days are what the table tells, not when the page was published.
bool in_table(const PageBlocks& page, std::size_t block);
bool may_hold_date(const Verdict& verdict);

// The page's readers live at hints.utc_offset: a source's file says so, or the language or host.
bool has_home_clock(const SourceHints& hints, std::string_view language, std::string_view host);

}  // namespace gongwatch::parser
