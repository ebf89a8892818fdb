// What names of classes and microdata tell about authors.
#pragma once

#include <gumbo.h>

#include <optional>
#include <string_view>

#include "parser/content/page_blocks.h"

namespace gongwatch::parser {

struct NameSigns;  // name_signs.h

// What names of a class or id attribute say: `other` are those of a comment's author, of pictures.
enum class AuthorSign { none, other, weak, strong };
AuthorSign author_sign(std::string_view names);

// <a rel="author">, <span itemprop="author">, <p class="byline">; `block` is left to the caller.
// Nothing for other elements, for a comment's author and for what is no name.
std::optional<MarkedAuthor> marked_author(const GumboNode* element, const NameSigns& of_id,
                                          const NameSigns& of_class);

}  // namespace gongwatch::parser
