#include "parser/content/block_prints.h"

#include <xxhash.h>

#include <algorithm>
#include <charconv>
#include <string>
#include <unordered_set>

#include "parser/content/phrase.h"
#include "parser/source_memory.h"
#include "parser/vocabulary/table.h"
#include "text/utf8.h"

namespace gongwatch::parser {
namespace {

constexpr std::size_t kFewBytes = 8;
constexpr std::size_t kShortWord = 4;  // letters
constexpr std::size_t kMostBlocks = 600;
constexpr std::size_t kMostBytes = 20'000;  // of one block

std::uint64_t hash_of(std::string_view text) { return XXH3_64bits(text.data(), text.size()); }

bool is_ascii_word(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

// The words and pairs of characters of folded text in lower case.
template <class Take>
void each_word(std::string_view lower, const Take& take) {
  std::size_t word = 0;
  std::size_t han = std::string_view::npos;  // where the character before began
  for (std::size_t at = 0; at <= lower.size();) {
    const text::CodePoint point =
        at < lower.size() ? text::decode_at(lower, at) : text::CodePoint{U' ', 1};
    const bool is_han = text::is_han(point.value);
    const bool letter =
        at < lower.size() && (point.value < 0x80 ? is_ascii_word(lower[at])
                                                 : point.value >= 0xC0 && point.value < 0x2000);
    if (!letter && at > word) take(lower.substr(word, at - word));
    if (is_han && han != std::string_view::npos) take(lower.substr(han, at + point.bytes - han));
    han = is_han ? at : std::string_view::npos;
    at += point.bytes;
    if (!letter) word = at;
  }
}

std::unordered_set<std::uint64_t> read_common_words() {
  std::unordered_set<std::uint64_t> common;
  const auto add = [&](std::string_view text) {
    each_word(lowered(text), [&](std::string_view word) { common.insert(hash_of(word)); });
  };
  for (const auto& row : table_rows("story_topics", 1)) {
    add(row[0]);
    common.insert(hash_of(row[0]));  // one character: each pair that holds it is common
  }
  for (const auto& row : table_rows("function_words", 2)) add(row[1]);
  return common;
}

}  // namespace

std::uint64_t block_print(std::string_view text) {
  if (text.size() < kFewBytes) return 0;
  const std::string folded = lowered(text.substr(0, kMostBytes));
  std::string key;
  key.reserve(folded.size());
  for (std::size_t at = 0; at < folded.size();) {
    const text::CodePoint point = text::decode_at(folded, at);
    const bool punctuation = (point.value >= 0x80 && point.value < 0xC0) ||
                             (point.value >= 0x2000 && point.value < 0x2E80) ||
                             (point.value >= 0x3000 && point.value < 0x3040) ||
                             point.value >= 0xFE00;
    if (point.value < 0x80 ? is_ascii_word(folded[at]) : !punctuation)
      key.append(folded, at, point.bytes);
    at += point.bytes;
  }
  return key.size() < kFewBytes ? 0 : hash_of(key);
}

std::vector<std::uint64_t> subject_words(std::string_view text) {
  static const std::unordered_set<std::uint64_t> common = read_common_words();
  std::vector<std::uint64_t> words;
  const auto is_common = [](std::string_view word) { return common.contains(hash_of(word)); };
  each_word(lowered(text.substr(0, kMostBytes)), [&](std::string_view word) {
    if (word.size() < kShortWord || is_common(word)) return;
    const std::size_t first = text::decode_at(word, 0).bytes;
    if (first == 3 && (is_common(word.substr(0, first)) || is_common(word.substr(first)))) return;
    words.push_back(hash_of(word));
  });
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

EarlierPage earlier_page(std::string_view url, std::string_view title, std::string_view text,
                         std::string_view fingerprint, const std::vector<std::string>& removed) {
  EarlierPage page{std::string(url), block_print(title), subject_words(title)};
  std::from_chars(fingerprint.data(), fingerprint.data() + fingerprint.size(), page.fingerprint,
                  16);
  const auto add = [&](std::string_view lines) {
    while (!lines.empty() && page.blocks.size() < kMostBlocks) {
      const std::size_t end = std::min(lines.find('\n'), lines.size());
      if (const std::uint64_t print = block_print(lines.substr(0, end)); print != 0)
        page.blocks.push_back(print);
      lines.remove_prefix(std::min(end + 1, lines.size()));
    }
  };
  add(text);
  for (const std::string& block : removed) add(block);
  std::sort(page.blocks.begin(), page.blocks.end());
  return page;
}

}  // namespace gongwatch::parser
