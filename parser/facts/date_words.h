// The words of parser/vocabulary/date_words.tsv, looked up at a place of folded text.
#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace gongwatch::parser::facts {

enum class DateWordKind {
  none,  // looks like a day and is none
  month,
  weekday,
  weekday_short,
  week,
  week_behind,
  nearest,
  day,
  day_one,
  other_day,
  offer_day,
  month_of,
  told_month,
  year_of,
  told_year,
  lunar,
  lunar_month,
};

struct DateWord {
  DateWordKind kind = DateWordKind::none;
  int value = 0;
  std::string_view word;
};

// 家公司, 只新股, 个 …: what a number counts. "本周三家公司" has no Wednesday. `behind`: the text
// behind the number.
bool counts_things(std::string_view behind);

class DateWords {
 public:
  // Compiled in, read once.
  static const DateWords& instance();

  // Whether any word may begin with the byte, or with the character that begins with it.
  bool may_begin(std::string_view folded, std::size_t at) const;
  // The longest word that stands at the place. The caller sees to it that no Latin letter is in
  // front of it.
  const DateWord* longest_at(std::string_view folded, std::size_t at) const;
  // The longest of one kind.
  const DateWord* at(std::string_view folded, std::size_t at, DateWordKind kind) const;

 private:
  DateWords();
  const std::vector<DateWord>* bucket(std::string_view folded, std::size_t at) const;

  std::array<std::vector<DateWord>, 26> latin_;  // by first letter, longest first
  std::unordered_map<std::string_view, std::vector<DateWord>> han_;  // by first character
  std::bitset<0x10000> han_starts_;                                  // its second and third byte
};

}  // namespace gongwatch::parser::facts
