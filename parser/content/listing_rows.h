// Which table rows of a page tell of listings: they are the article, though they are no prose.
#pragma once

#include "parser/content/page_blocks.h"

namespace gongwatch::parser {

// Sets Block::listing_row for the rows of tables that parser/facts reads (table_records.h).
void mark_listing_rows(PageBlocks& page);

}  // namespace gongwatch::parser
