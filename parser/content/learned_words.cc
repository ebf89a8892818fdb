#include "parser/content/learned_words.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cstdint>
#include <string>
#include <vector>

#include "parser/content/boilerplate.h"
#include "parser/html/walk.h"
#include "parser/vocabulary/table.h"

namespace gongwatch::parser {
namespace {

constexpr std::size_t kMostWords = 60;  // of a text that are looked at

constexpr std::uint64_t kBasis = 14695981039346656037ULL;  // FNV-1a
constexpr std::uint64_t kPrime = 1099511628211ULL;

std::uint64_t hashed(std::string_view text, std::uint64_t hash = kBasis) {
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * kPrime;
  return hash;
}

struct Score {
  std::string_view word;
  float value = 0;
  bool known = false;
  bool begins_pair = false;  // of words that the table knows
};

// Mostly empty, so that a word that it does not know costs one look.
class Scores {
 public:
  explicit Scores(std::string_view table) {
    const auto rows = table_rows(table, 2);
    slots_.resize(std::bit_ceil(4 * rows.size() + 1));
    for (const auto& row : rows) {
      Score& score = slots_[slot_of(row[0])];
      score.word = row[0];
      score.known = true;
      std::from_chars(row[1].data(), row[1].data() + row[1].size(), score.value);
      const std::size_t blank = row[0].find(' ');
      if (blank == std::string_view::npos) continue;
      Score& first = slots_[slot_of(row[0].substr(0, blank))];
      first.word = row[0].substr(0, blank);
      first.begins_pair = true;
    }
  }

  const Score* find(std::string_view word) const {
    const Score& score = slots_[slot_of(word)];
    return score.word.empty() ? nullptr : &score;
  }

 private:
  std::size_t slot_of(std::string_view word) const {
    std::size_t slot = hashed(word) & (slots_.size() - 1);
    while (!slots_[slot].word.empty() && slots_[slot].word != word)
      slot = (slot + 1) & (slots_.size() - 1);
    return slot;
  }

  std::vector<Score> slots_;
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
  std::vector<std::size_t> starts, ends;

  Words() {
    starts.reserve(kMostWords);
    ends.reserve(kMostWords);
  }
};

// Letters and digits of ASCII, ' ’ @ ©; anything else parts words.
Words words_of(std::string_view text) {
  Words words;
  bool open = false;
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    const bool upper = c >= 'A' && c <= 'Z';
    std::size_t bytes = 0;
    if (upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '@' || c == '\'') {
      bytes = 1;
    } else if (text.substr(at, 2) == "©") {
      bytes = 2;
    } else if (text.substr(at, 3) == "’") {
      bytes = 3;
    }
    if (bytes == 0) {
      if (open) words.ends.push_back(words.text.size());
      open = false;
      ++at;
      continue;
    }
    if (!open) {
      if (words.starts.size() == kMostWords) return words;
      if (!words.text.empty()) words.text += ' ';
      words.starts.push_back(words.text.size());
      open = true;
    }
    if (upper) {
      words.text += static_cast<char>(c - 'A' + 'a');
    } else {
      words.text += text.substr(at, bytes);
    }
    at += bytes;
  }
  if (open) words.ends.push_back(words.text.size());
  return words;
}

}  // namespace

WordScores word_scores(std::string_view text) {
  const Words words = words_of(text);
  const std::string_view all = words.text;
  std::vector<const Score*> known;
  const Scores& table = scores_of_words();
  // Whether the words begin a pair.
  const auto look_up = [&](std::size_t first, std::size_t last) {
    const std::size_t begin = words.starts[first];
    const Score* const found = table.find(all.substr(begin, words.ends[last] - begin));
    if (found == nullptr) return false;
    if (found->known) known.push_back(found);
    return found->begins_pair;
  };
  for (std::size_t i = 0; i < words.starts.size(); ++i) {
    if (look_up(i, i) && i + 1 < words.starts.size()) look_up(i, i + 1);
  }
  WordScores scores;
  if (known.empty()) return scores;
  // In the order of the words: sums of floats depend on it.
  std::sort(known.begin(), known.end(),
            [](const Score* a, const Score* b) { return a->word < b->word; });
  known.erase(std::unique(known.begin(), known.end()), known.end());
  scores.least = scores.most = known[0]->value;
  for (const Score* word : known) {
    scores.sum += word->value;
    scores.least = std::min(scores.least, word->value);
    scores.most = std::max(scores.most, word->value);
    scores.against += word->value < 0 ? 1.0F : 0.0F;
  }
  scores.mean = scores.sum / static_cast<float>(known.size());
  return scores;
}

float name_score(const GumboNode* element) {
  if (element == nullptr || element->v.element.attributes.length == 0) return 0;
  std::vector<std::string> words;
  for (const char* key : {"id", "class"}) {
    std::vector<std::string> more = words_of_names(attribute(element, key));
    std::move(more.begin(), more.end(), std::back_inserter(words));
  }
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  float sum = 0;
  for (const std::string& word : words) {
    if (const Score* const found = scores_of_names().find(word); found != nullptr)
      sum += found->value;
  }
  return sum;
}

}  // namespace gongwatch::parser
