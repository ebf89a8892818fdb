#include "parser/content/listing_rows.h"

#include <algorithm>
#include <string>

#include "parser/facts/prepared_text.h"
#include "parser/facts/table_records.h"

namespace gongwatch::parser {
namespace {

// Enough to tell what a table is; of a page with thousands of rows no more is looked at.
constexpr std::size_t kRowsLookedAt = 60;
constexpr std::size_t kMostTables = 50;

bool tells_of_listings(const PageBlocks& page, std::size_t begin, std::size_t end) {
  std::string text;
  for (std::size_t i = begin; i < std::min(end, begin + kRowsLookedAt); ++i)
    text.append(page.blocks[i].text).append("\n\n");
  const facts::PreparedText prepared(text, Evidence::In::text);
  const auto records = facts::find_records(prepared, facts::find_tables(prepared));
  return std::any_of(records.begin(), records.end(), [](const facts::TableRecord& record) {
    return facts::tells_of_listing(record);
  });
}

}  // namespace

void mark_listing_rows(PageBlocks& page) {
  auto& blocks = page.blocks;
  std::size_t tables = 0;
  for (std::size_t begin = 0; begin < blocks.size() && tables < kMostTables;) {
    std::size_t end = begin;
    while (end < blocks.size() && blocks[end].table_row) ++end;
    if (end > begin + 1) {
      ++tables;
      const bool listing = tells_of_listings(page, begin, end);
      for (std::size_t i = begin; i < end; ++i) blocks[i].listing_row = listing;
    }
    begin = end + 1;
  }
}

}  // namespace gongwatch::parser
