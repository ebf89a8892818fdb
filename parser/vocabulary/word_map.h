// Words of a table with what it says of them. Made to be asked for words that it does not have:
// most of a text's.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <utility>
#include <vector>

namespace gongwatch::parser {

// Of its length and both ends; inline and without a loop, as most words are short.
inline std::uint64_t hash_of_ends(std::string_view word) {
  std::uint64_t front = 0;
  std::uint64_t back = 0;
  const std::size_t size = word.size();
  const char* const end = word.data() + size;
  if (size >= 8) {
    std::memcpy(&front, word.data(), 8);
    std::memcpy(&back, end - 8, 8);
  } else if (size >= 4) {
    std::memcpy(&front, word.data(), 4);
    std::memcpy(&back, end - 4, 4);
  } else if (size > 0) {
    front = static_cast<unsigned char>(word[0]) |
            std::uint64_t{static_cast<unsigned char>(word[size / 2])} << 8;
    back = static_cast<unsigned char>(end[-1]);
  }
  const std::uint64_t mixed = (front ^ std::rotl(back, 23) ^ (size << 56)) * 0x9E3779B97F4A7C15ULL;
  return (mixed ^ (mixed >> 29)) * 0xBF58476D1CE4E5B9ULL;
}

template <class Value>
class WordMap {
 public:
  WordMap() { grow(64); }

  // The word's, made if it is new; `word` must live on. References are good until the next call.
  Value& operator[](std::string_view word) {
    if (kSlotsAWord * (size_ + 1) > tags_.size()) grow(2 * tags_.size());
    const std::uint64_t hash = hash_of_ends(word);
    const std::size_t slot = slot_of(word, hash);
    if (tags_[slot] == 0) {
      tags_[slot] = tag_of_hash(hash);
      words_[slot].first = word;
      ++size_;
    }
    return words_[slot].second;
  }
  void emplace(std::string_view word, const Value& value) {  // the first one stays
    if (find(word) == nullptr) (*this)[word] = value;
  }

  const Value* find(std::string_view word) const {
    const std::size_t slot = slot_of(word, hash_of_ends(word));
    return tags_[slot] == 0 ? nullptr : &words_[slot].second;
  }
  bool contains(std::string_view word) const { return find(word) != nullptr; }

  template <class Each>
  void for_each(const Each& each) {
    for (auto& [word, value] : words_) {
      if (word.data() != nullptr) each(word, value);
    }
  }

 private:
  static constexpr std::size_t kSlotsAWord = 4;

  static std::uint16_t tag_of_hash(std::uint64_t hash) {
    return static_cast<std::uint16_t>((hash >> 48) | 1);
  }
  std::size_t slot_of(std::string_view word, std::uint64_t hash) const {
    const std::uint16_t tag = tag_of_hash(hash);
    std::size_t slot = hash & (tags_.size() - 1);
    while (tags_[slot] != 0 && (tags_[slot] != tag || words_[slot].first != word))
      slot = (slot + 1) & (tags_.size() - 1);
    return slot;
  }
  void grow(std::size_t slots) {
    std::vector<std::pair<std::string_view, Value>> old(slots);
    old.swap(words_);
    tags_.assign(slots, 0);
    for (auto& [word, value] : old) {
      if (word.data() == nullptr) continue;
      const std::uint64_t hash = hash_of_ends(word);
      const std::size_t slot = slot_of(word, hash);
      tags_[slot] = tag_of_hash(hash);
      words_[slot] = {word, std::move(value)};
    }
  }

  std::vector<std::uint16_t> tags_;  // 0: free. All that is read of a word that is not there
  std::vector<std::pair<std::string_view, Value>> words_;
  std::size_t size_ = 0;
};

}  // namespace gongwatch::parser
