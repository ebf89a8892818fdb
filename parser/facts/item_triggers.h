// What headings, labels and sentences above an English list tell of its items.
#pragma once

#include <cstddef>
#include <vector>

#include "parser/facts/list_items.h"
#include "parser/facts/listing_scope.h"
#include "parser/facts/prepared_text.h"
#include "parser/facts/triggers.h"

namespace gongwatch::parser::facts {

// Adds the stage that stands above the sentence's item or in its label to the sentence's own.
void add_item_triggers(const PreparedText& text, const ListItems& items, const ListingScope& scope,
                       std::size_t index, std::vector<Trigger>& triggers);

}  // namespace gongwatch::parser::facts
