#include "parser/facts/figure_words.h"

#include <algorithm>

#include "parser/vocabulary/table.h"

namespace gongwatch::parser::facts {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::size_t bucket(char c) { return static_cast<unsigned char>(lower(c)); }

bool same_letters(std::string_view text, std::string_view word) {
  return std::equal(text.begin(), text.end(), word.begin(), word.end(),
                    [](char a, char b) { return lower(a) == lower(b); });
}

}  // namespace

FigureWords::FigureWords(std::string_view table, std::size_t columns) {
  for (const TableRow& row : table_rows(table, columns)) {
    for (const std::string_view written : split_cell(row[0], " | "))
      words_.push_back({std::string(written), {row.begin() + 1, row.end()}});
  }
  std::stable_sort(words_.begin(), words_.end(), [](const FigureWord& a, const FigureWord& b) {
    return a.written.size() > b.written.size();
  });
  for (std::size_t i = 0; i < words_.size(); ++i) {
    by_first_[bucket(words_[i].written.front())].push_back(i);
    by_last_[bucket(words_[i].written.back())].push_back(i);
  }
}

const FigureWord* FigureWords::at(std::string_view text, std::size_t at, std::size_t end) const {
  if (at >= end) return nullptr;
  for (const std::size_t index : by_first_[bucket(text[at])]) {
    const FigureWord& word = words_[index];
    const std::size_t behind = at + word.written.size();
    if (behind > end || !same_letters(text.substr(at, word.written.size()), word.written)) continue;
    if (is_letter(word.written.back()) && behind < text.size() && is_letter(text[behind])) continue;
    return &word;
  }
  return nullptr;
}

const FigureWord* FigureWords::before(std::string_view text, std::size_t begin,
                                      std::size_t end) const {
  if (end <= begin) return nullptr;
  for (const std::size_t index : by_last_[bucket(text[end - 1])]) {
    const FigureWord& word = words_[index];
    if (word.written.size() > end - begin) continue;
    const std::size_t start = end - word.written.size();
    if (!same_letters(text.substr(start, word.written.size()), word.written)) continue;
    if (is_letter(word.written.front()) && start > 0 && is_letter(text[start - 1])) continue;
    return &word;
  }
  return nullptr;
}

const FigureWords& currency_words() {
  static const FigureWords words("currencies", 2);
  return words;
}

const FigureWords& scale_words() {
  static const FigureWords words("scales", 2);
  return words;
}

const FigureWords& unit_words() {
  static const FigureWords words("units", 4);
  return words;
}

const FigureWords& qualifier_words() {
  static const FigureWords words("qualifiers", 2);
  return words;
}

}  // namespace gongwatch::parser::facts
