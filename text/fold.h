// The one layer under all matching: what a rule compares is the folded text, what it reports are
// places in the original.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gongwatch::text {

// Folding: full-width ASCII → ASCII, traditional → simplified (character by character), curly
// quotes → straight, dashes → -, blanks of every kind → one ASCII blank each, invisible characters
// dropped. Letter case is kept.
struct Folded {
  std::string text;
  // origin[i] is the byte of the original at which the character that holds folded byte i starts;
  // one more entry for the end.
  std::vector<std::uint32_t> origin;

  // The original bytes [first, second) that folded bytes [begin, end) came from.
  std::pair<std::size_t, std::size_t> original(std::size_t begin, std::size_t end) const {
    return {origin[begin], origin[end]};
  }
};

// `utf8` is valid UTF-8 of less than 4 GiB.
Folded fold(std::string_view utf8);
// The folded text alone.
std::string fold_text(std::string_view utf8);
// U+7E41 → U+7B80; characters without a simplified form are returned as they are.
char32_t simplified(char32_t traditional);

}  // namespace gongwatch::text
