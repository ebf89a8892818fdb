#include "parser/content/known_runs.h"

#include <algorithm>

namespace gongwatch::parser {
namespace {

constexpr std::size_t kRun = 4;
constexpr std::size_t kMostBytes = 200'000;
constexpr std::uint64_t kBasis = 14695981039346656037ULL;  // FNV-1a
constexpr std::uint64_t kPrime = 1099511628211ULL;

std::uint64_t mixed(std::uint64_t hash, unsigned char byte) { return (hash ^ byte) * kPrime; }

// Hashes of words: letters and digits, without case; each Chinese character is one.
std::vector<std::uint64_t> words_of(std::string_view text, bool with_tags) {
  std::vector<std::uint64_t> words;
  std::uint64_t word = kBasis;
  const auto close = [&] {
    if (word != kBasis) words.push_back(word);
    word = kBasis;
  };
  text = text.substr(0, kMostBytes);
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    const bool upper = c >= 'A' && c <= 'Z';
    if (with_tags && c == '<') {
      const std::size_t end = text.find('>', i);
      if (end == std::string_view::npos) break;
      i = end;
      close();
    } else if (upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      word = mixed(word, static_cast<unsigned char>(upper ? c - 'A' + 'a' : c));
    } else if (c >= 0xC3 && c < 0xE2) {  // a letter of two or three bytes, not punctuation
      word =
          mixed(mixed(word, c), static_cast<unsigned char>(i + 1 < text.size() ? text[i + 1] : 0));
      ++i;
    } else if (c >= 0xE3 && c <= 0xED) {
      close();
      for (std::size_t k = i; k < std::min(i + 3, text.size()); ++k)
        word = mixed(word, static_cast<unsigned char>(text[k]));
      i += 2;
      close();
    } else {
      close();
    }
  }
  close();
  return words;
}

std::uint64_t run_at(const std::vector<std::uint64_t>& words, std::size_t at) {
  std::uint64_t hash = 0;
  for (std::size_t k = 0; k < kRun; ++k) hash = (hash * kPrime) ^ words[at + k];
  return hash;
}

}  // namespace

KnownRuns::KnownRuns(std::string_view text) {
  const std::vector<std::uint64_t> words = words_of(text, true);
  words_ = words.size();
  for (std::size_t i = 0; i + kRun <= words.size(); ++i) runs_.insert(run_at(words, i));
}

float KnownRuns::share_of(std::string_view text) const {
  if (runs_.empty()) return -1;
  const std::vector<std::uint64_t> words = words_of(text, false);
  if (words.size() < kRun) return -1;
  std::size_t known = 0;
  for (std::size_t i = 0; i + kRun <= words.size(); ++i) known += runs_.count(run_at(words, i));
  return static_cast<float>(known) / static_cast<float>(words.size() - kRun + 1);
}

}  // namespace gongwatch::parser
