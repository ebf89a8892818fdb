// Looking for vocabulary phrases in folded, lower-case text.
#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gongwatch::parser {

// Folded and in lower case (Latin and Cyrillic letters): the form in which vocabulary and text
// meet.
std::string lowered(std::string_view text);
// … of a text that is folded already; every byte stays where it is.
std::string lower_folded(std::string folded);

// Where `phrase` stands in `text` at or after `from`, not inside a longer Latin word or number;
// npos if nowhere.
std::size_t find_phrase(std::string_view text, std::string_view phrase, std::size_t from = 0);
bool starts_with_phrase(std::string_view text, std::string_view phrase);

// Phrases that are sought all at once: most texts hold the beginning of none.
class PhraseSet {
 public:
  explicit PhraseSet(std::vector<std::string> phrases);  // of two bytes or more
  // The one that stands first in the text; of several at one place the first of the list.
  std::optional<std::size_t> find_in(std::string_view text) const;

 private:
  static std::size_t pair_at(std::string_view text, std::size_t at) {
    return static_cast<std::size_t>(static_cast<unsigned char>(text[at])) << 8 |
           static_cast<unsigned char>(text[at + 1]);
  }
  std::vector<std::string> phrases_;
  std::bitset<0x10000> pairs_;  // their first two bytes
  std::array<std::vector<std::size_t>, 256> by_first_;
};

}  // namespace gongwatch::parser
