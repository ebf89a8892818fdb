// What sections.h needs to know of the blocks of a page.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parser/content/container.h"
#include "parser/content/page_blocks.h"
#include "parser/content/sections.h"

namespace gongwatch::parser {

struct PageSoFar {
  const PageBlocks& blocks;
  const std::optional<Container>& container;
  std::optional<std::size_t> title_block;
  std::size_t first_prose = 0;  // the blocks before it are the article's head
  std::string_view title;
  const std::vector<std::string>& authors;
  std::chrono::minutes utc_offset;
};

// One line a block. They refer to the blocks' texts.
std::vector<Line> lines_of(const PageSoFar& page);

}  // namespace gongwatch::parser
