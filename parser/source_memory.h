// What the parser may know of a source's earlier pages, so that it sees what stands on every page
// of a site: given to it as data, small, and without the pages' words.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gongwatch::parser {

// How many of a source's newest pages are worth handing in.
inline constexpr std::size_t kEarlierPages = 8;

// Hashes of folded text: a traditional and a simplified copy are equal, punctuation and letter case
// do not count.
struct EarlierPage {
  std::string url;                           // as it was asked for
  std::uint64_t title = 0;                   // 0: none
  std::vector<std::uint64_t> title_words{};  // those that tell what it is about; sorted
  std::uint64_t fingerprint = 0;             // text::simhash
  std::vector<std::uint64_t> blocks{};       // sorted; at most some hundreds
};

// Of what was read of a page: its text (paragraphs on lines of their own), the text's fingerprint,
// and what was removed from it. Whether a block was kept or removed does not matter.
EarlierPage earlier_page(std::string_view url, std::string_view title, std::string_view text,
                         std::string_view fingerprint, const std::vector<std::string>& removed);

}  // namespace gongwatch::parser
