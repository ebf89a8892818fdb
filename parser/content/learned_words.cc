#include "parser/content/learned_words.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "parser/content/name_words.h"
#include "parser/html/walk.h"
#include "parser/vocabulary/table.h"
#include "parser/vocabulary/word_map.h"
#include "text/lower.h"

namespace gongwatch::parser {
namespace {

constexpr std::size_t kMostWords = 60;  // of a text that are looked at

struct Score {
  float value = 0;
  std::uint32_t rank = 0;  // in the order of the words
  bool known = false;
  bool begins_pair = false;  // of words that the table knows
};

class Scores {
 public:
  explicit Scores(std::string_view table) {
    for (const auto& row : table_rows(table, 2)) {
      Score& score = scores_[row[0]];
      score.known = true;
      std::from_chars(row[1].data(), row[1].data() + row[1].size(), score.value);
      const std::size_t blank = row[0].find(' ');
      if (blank != std::string_view::npos) scores_[row[0].substr(0, blank)].begins_pair = true;
    }
    std::vector<std::pair<std::string_view, Score*>> sorted;
    scores_.for_each(
        [&](std::string_view word, Score& score) { sorted.emplace_back(word, &score); });
    std::sort(sorted.begin(), sorted.end());
    for (std::size_t i = 0; i < sorted.size(); ++i)
      sorted[i].second->rank = static_cast<std::uint32_t>(i);
  }

  const Score* find(std::string_view word) const { return scores_.find(word); }

 private:
  WordMap<Score> scores_;
};

const Scores& scores_of_words() {
  static const Scores scores("learned_words");
  return scores;
}

const Scores& scores_of_names() {
  static const Scores scores("learned_names");
  return scores;
}

struct Words {
  std::string text;  // in lower case, one blank between words
  std::array<std::size_t, kMostWords> starts{}, ends{};
  std::size_t size = 0;

  std::string_view run(std::size_t first, std::size_t last) const {
    return std::string_view(text).substr(starts[first], ends[last] - starts[first]);
  }
};

// Bytes of the character that belongs to a word: letters and digits of ASCII, ' ’ @ ©. 0: it parts
// words.
std::size_t bytes_in_word(std::string_view text, std::size_t at) {
  const char c = text[at];
  if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) return 1;
  if (c == '@' || c == '\'') return 1;
  if (c == '\xC2' && text.substr(at, 2) == "©") return 2;
  return c == '\xE2' && text.substr(at, 3) == "’" ? 3 : 0;
}

void read_words(std::string_view text, Words& words) {
  for (std::size_t at = 0; at < text.size() && words.size < kMostWords;) {
    std::size_t end = at;
    while (end < text.size()) {
      const std::size_t bytes = bytes_in_word(text, end);
      if (bytes == 0) break;
      end += bytes;
    }
    if (end > at) {
      if (words.size > 0) words.text += ' ';
      words.starts[words.size] = words.text.size();
      words.text += text.substr(at, end - at);
      words.ends[words.size++] = words.text.size();
    }
    at = end + 1;
  }
  text::lower_ascii_in(words.text);
}

}  // namespace

WordScores word_scores(std::string_view text) {
  Words words;
  read_words(text, words);
  std::array<const Score*, 2 * kMostWords> found_ones{};
  const auto known = found_ones.begin();
  auto known_end = known;
  const Scores& table = scores_of_words();
  // Whether the words begin a pair.
  const auto look_up = [&](std::size_t first, std::size_t last) {
    const Score* const found = table.find(words.run(first, last));
    if (found == nullptr) return false;
    if (found->known) *known_end++ = found;
    return found->begins_pair;
  };
  for (std::size_t i = 0; i < words.size; ++i) {
    if (look_up(i, i) && i + 1 < words.size) look_up(i, i + 1);
  }
  WordScores scores;
  if (known_end == known) return scores;
  // In the order of the words: sums of floats depend on it.
  std::sort(known, known_end, [](const Score* x, const Score* y) { return x->rank < y->rank; });
  known_end = std::unique(known, known_end);
  scores.least = scores.most = (*known)->value;
  for (auto word = known; word != known_end; ++word) {
    const float value = (*word)->value;
    scores.sum += value;
    scores.least = std::min(scores.least, value);
    scores.most = std::max(scores.most, value);
    scores.against += value < 0 ? 1.0F : 0.0F;
  }
  scores.mean = scores.sum / static_cast<float>(known_end - known);
  return scores;
}

float name_score(const GumboNode* element) {
  if (element == nullptr || element->v.element.attributes.length == 0) return 0;
  std::vector<const Score*> found;
  for (const char* key : {"id", "class"}) {
    for_each_word(attribute(element, key), [&](std::string_view word) {
      if (const Score* const score = scores_of_names().find(word); score != nullptr)
        found.push_back(score);
    });
  }
  std::sort(found.begin(), found.end(),
            [](const Score* a, const Score* b) { return a->rank < b->rank; });
  found.erase(std::unique(found.begin(), found.end()), found.end());
  float sum = 0;
  for (const Score* score : found) sum += score->value;
  return sum;
}

}  // namespace gongwatch::parser
