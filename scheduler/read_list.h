// A source's own list, whatever its kind: bytes → rows of applications, or links to articles.
#pragma once

#include <string_view>
#include <variant>

#include "model/listing_entry.h"
#include "model/official.h"
#include "scheduler/source_registry.h"

namespace gongwatch::scheduler {

using ListContent = std::variant<ApplicationFeed, EntryList>;

// Errors: malformed bytes; `empty` for a list without a single entry (zero rows where rows are
// expected is a failure). An HKEX file may be empty: GEM has months without an applicant.
Result<ListContent> read_list(const Source& source, std::string_view url, std::string_view bytes,
                              std::string_view media_type);

}  // namespace gongwatch::scheduler
