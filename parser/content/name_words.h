// Taking the names in an id or class attribute apart. Pages have thousands of them.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace gongwatch::parser {

inline constexpr std::size_t kMaxNamesBytes = 1000;  // of an attribute that are read
inline constexpr std::size_t kMaxWordsOfName = 4;    // of more it is made from a heading

// The next name of an attribute's value, which is left without it; empty between two blanks.
inline std::string_view take_name(std::string_view& names) {
  std::size_t end = 0;
  const auto blank = [](char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f';
  };
  while (end < names.size() && !blank(names[end])) ++end;
  const std::string_view name = names.substr(0, end);
  names.remove_prefix(std::min(end + 1, names.size()));
  return name;
}

// words_of_name() (boilerplate.h) again and again, in the same memory.
class NameWords {
 public:
  NameWords() { words_.reserve(kMaxWordsOfName + 4); }
  // Good until the next call.
  const std::vector<std::string_view>& of(std::string_view name) {
    words_.clear();
    letters_.clear();
    add(name);
    if (words_.size() == 2) words_.push_back(letters_);
    return words_;
  }

 private:
  enum Kind : unsigned char { other, digit, small, capital };
  static constexpr std::array<Kind, 256> kKinds = [] {
    std::array<Kind, 256> kinds{};
    for (std::size_t c = 0; c < kinds.size(); ++c) {
      if (c >= '0' && c <= '9') kinds[c] = digit;
      if (c >= 'a' && c <= 'z') kinds[c] = small;
      if (c >= 'A' && c <= 'Z') kinds[c] = capital;
    }
    return kinds;
  }();

  void add(std::string_view name) {
    letters_.resize(name.size());
    char* const letters = letters_.data();
    std::size_t size = 0;
    std::size_t start = 0;
    const auto end_word = [&] {
      if (size > start) words_.emplace_back(letters + start, size - start);
      start = size;
    };
    Kind previous = other;
    for (const char c : name) {
      const Kind kind = kKinds[static_cast<unsigned char>(c)];
      if (kind == other || (kind == capital && previous == small)) end_word();
      letters[size] = static_cast<char>(kind == capital ? c | 0x20 : c);
      size += kind == other ? 0 : 1;
      previous = kind;
    }
    end_word();
    letters_.resize(size);
  }

  std::string letters_;
  std::vector<std::string_view> words_;
};

// The words that the names of an attribute's value are made of.
template <class Each>
void for_each_word(std::string_view names, const Each& each) {
  names = names.substr(0, kMaxNamesBytes);
  NameWords taken_apart;
  while (!names.empty()) {
    const std::vector<std::string_view>& words = taken_apart.of(take_name(names));
    if (words.size() > kMaxWordsOfName) continue;
    for (const std::string_view word : words) each(word);
  }
}

}  // namespace gongwatch::parser
