#include "parser/content/known_runs.h"

#include <algorithm>
#include <array>
#include <bit>

namespace gongwatch::parser {
namespace {

constexpr std::size_t kRun = 4;
constexpr std::size_t kMostBytes = 200'000;
constexpr std::uint64_t kBasis = 14695981039346656037ULL;
constexpr std::uint64_t kOdd = 0x9E3779B97F4A7C15ULL;

// Letters of ASCII in lower case, digits; 0: anything else.
constexpr std::array<unsigned char, 0x80> kLetters = [] {
  std::array<unsigned char, 0x80> all{};
  for (std::size_t c = 0; c < all.size(); ++c) {
    const bool upper = c >= 'A' && c <= 'Z';
    if (upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
      all[c] = static_cast<unsigned char>(upper ? c | 0x20 : c);
  }
  return all;
}();

// Cheap for each byte; what is kept of a word is mixed once.
std::uint64_t with_byte(std::uint64_t hash, unsigned char byte) {
  return std::rotl(hash, 9) + byte * kOdd;
}
std::uint64_t mixed(std::uint64_t hash) {
  hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9ULL;
  return hash ^ (hash >> 29);
}

// Tells the hashes of runs of words: letters and digits, without case; each Chinese character is
// one. Returns the number of words.
template <typename Each>
std::size_t for_each_run(std::string_view text, bool with_tags, const Each& each) {
  std::size_t words = 0;
  std::array<std::uint64_t, kRun> last{};
  std::uint64_t word = kBasis;
  const auto close = [&] {
    if (word == kBasis) return;
    last = {last[1], last[2], last[3], mixed(word)};
    word = kBasis;
    if (++words >= kRun) each(mixed(last[0] + 3 * last[1] + 5 * last[2] + 7 * last[3]));
  };
  text = text.substr(0, kMostBytes);
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c < 0x80 && kLetters[c] != 0) {
      word = with_byte(word, kLetters[c]);
    } else if (with_tags && c == '<') {
      const std::size_t end = text.find('>', i);
      if (end == std::string_view::npos) break;
      i = end;
      close();
    } else if (c >= 0xC3 && c < 0xE2) {  // a letter of two or three bytes, not punctuation
      word = with_byte(with_byte(word, c),
                       static_cast<unsigned char>(i + 1 < text.size() ? text[i + 1] : 0));
      ++i;
    } else if (c >= 0xE3 && c <= 0xED) {
      close();
      for (std::size_t k = i; k < std::min(i + 3, text.size()); ++k)
        word = with_byte(word, static_cast<unsigned char>(text[k]));
      i += 2;
      close();
    } else {
      close();
    }
  }
  close();
  return words;
}

}  // namespace

KnownRuns::KnownRuns(std::string_view text) {
  std::vector<std::uint64_t> runs;
  words_ = for_each_run(text, true, [&](std::uint64_t run) { runs.push_back(run); });
  if (runs.empty()) return;
  slots_.resize(std::bit_ceil(4 * runs.size()));
  for (const std::uint64_t run : runs) slots_[slot_of(run)] = run;
}

std::size_t KnownRuns::slot_of(std::uint64_t run) const {
  std::size_t slot = run & (slots_.size() - 1);
  while (slots_[slot] != 0 && slots_[slot] != run) slot = (slot + 1) & (slots_.size() - 1);
  return slot;
}

float KnownRuns::share_of(std::string_view text) const {
  if (slots_.empty()) return -1;
  std::size_t known = 0;
  const std::size_t words = for_each_run(
      text, false, [&](std::uint64_t run) { known += slots_[slot_of(run)] != 0 ? 1 : 0; });
  if (words < kRun) return -1;
  return static_cast<float>(known) / static_cast<float>(words - kRun + 1);
}

}  // namespace gongwatch::parser
