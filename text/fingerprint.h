// Near-duplicate fingerprints.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace gongwatch::text {

// SimHash (Charikar 2002) over shingles of three tokens; a token is a Latin word in lower case or
// one han character of the folded text, so that a traditional and a simplified copy agree. 0 for a
// text without tokens.
std::uint64_t simhash(std::string_view utf8);
// 16 hex digits; empty for 0.
std::string fingerprint(std::string_view utf8);
// Number of differing bits. Copies of a short story (some 250 characters) with a changed byline or
// an added notice: mostly up to 8; other stories: 16 and more. The view `witness` of the store
// draws the line at 8.
int hamming_distance(std::uint64_t a, std::uint64_t b);

}  // namespace gongwatch::text
