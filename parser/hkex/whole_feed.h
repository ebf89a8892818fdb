// The two ways to an application feed's rows. They give the same feed or the same error
// (tests/parser/hkex_known_rows_test.cc): the quick way is no reader of its own.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_set>

#include "model/official.h"
#include "model/result.h"

namespace gongwatch::parser {

// Row by row over slice_rows; nothing if the bytes need the other way: what it does not plainly
// understand, and whatever is wrong with the bytes.
std::optional<ApplicationFeed> read_feed_by_slices(
    std::string_view bytes, const ApplicationFeedName& name, std::string_view document_base,
    const std::unordered_set<std::uint64_t>& known_rows);

// One tree of the whole document; errors as parse_application_feed.
Result<ApplicationFeed> read_whole_feed(std::string_view bytes, const ApplicationFeedName& name,
                                        std::string_view document_base,
                                        const std::unordered_set<std::uint64_t>& known_rows);

}  // namespace gongwatch::parser
