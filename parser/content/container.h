// Which element of a page holds the article.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "parser/content/page_blocks.h"

namespace gongwatch::parser {

struct Container {
  std::size_t box = 0;
  // Per block: in the container, or a lead between the title and it.
  std::vector<bool> inside;
  // The element in the container that directly holds most of its prose (the parent of its <p>).
  std::size_t prose_box = 0;
};

// Drops what class names say of boxes that hold much of the page's prose: a wrapper
// called "has-sidebar" is none.
void drop_overreaching_roles(PageBlocks& page);

// Scores every box by the prose in it less its links and menus, weighs semantic elements, and
// narrows the best one down. `chosen` (a source's selector) decides alone. Nothing on a page
// without prose.
std::optional<Container> find_container(const PageBlocks& page, std::optional<std::size_t> chosen);

// The reason that the innermost box with a role gives the block, looking no further out than `top`.
std::optional<RemovalReason> role_of(const PageBlocks& page, std::size_t block, std::size_t top);

}  // namespace gongwatch::parser
