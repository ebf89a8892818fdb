// Who wrote the page's article.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "parser/content/page_date.h"

namespace gongwatch::parser {

// What the metadata name, unless it is the site itself; else what the head's lines say ("By Jane
// Doe"), what is marked as an author in the article, the source that a line names, and at last the
// organisation of the metadata.
std::optional<std::string> find_byline(const DatePlaces& places, std::string_view host);

}  // namespace gongwatch::parser
