#include "parser/facts/number_words.h"

#include <algorithm>
#include <array>
#include <string>

#include "text/utf8.h"

namespace gongwatch::parser::facts {
namespace {

constexpr std::size_t kHanBytes = 3;
constexpr int kTen = 10;
constexpr int kNone = -1;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The three bytes of a Chinese character as one number; 0 for what is shorter.
constexpr unsigned packed(std::string_view character) {
  if (character.size() < kHanBytes) return 0;
  const auto byte = [&](std::size_t i) {
    return static_cast<unsigned>(static_cast<unsigned char>(character[i]));
  };
  return byte(0) << 16U | byte(1) << 8U | byte(2);
}

// What a Chinese numeral counts; 十 is ten, 廿 twenty, 卅 thirty.
int numeral(std::string_view character) {
  switch (packed(character)) {
    case packed("零"):
    case packed("〇"):
    case packed("○"):
    case packed("◯"):
      return 0;
    case packed("一"):
      return 1;
    case packed("二"):
    case packed("两"):
      return 2;
    case packed("三"):
      return 3;
    case packed("四"):
      return 4;
    case packed("五"):
      return 5;
    case packed("六"):
      return 6;
    case packed("七"):
      return 7;
    case packed("八"):
      return 8;
    case packed("九"):
      return 9;
    case packed("十"):
      return kTen;
    case packed("廿"):
      return 20;
    case packed("卅"):
      return 30;
    default:
      return kNone;
  }
}

std::string_view han_at(std::string_view folded, std::size_t at) {
  return folded.substr(std::min(at, folded.size()), kHanBytes);
}

// 十, 十二, 二十, 二十一, 廿一, 卅: the ends of numbers up to 99.
std::optional<int> tens(const int* numerals, std::size_t count) {
  int value = 0;
  std::size_t at = 0;
  if (numerals[0] >= 20) {
    value = numerals[at++];
  } else {
    if (numerals[0] == 0) return std::nullopt;
    value = numerals[0] == kTen ? kTen : numerals[at++] * kTen;
    if (at >= count || numerals[at++] != kTen) return std::nullopt;
  }
  if (at == count) return value;
  if (at + 1 != count || numerals[at] < 1 || numerals[at] > 9) return std::nullopt;
  return value + numerals[at];
}

std::optional<CountNumber> han_number_at(std::string_view folded, std::size_t at) {
  constexpr std::size_t kMost = 4;  // 二零二五, 九十九
  std::array<int, kMost> numerals{};
  std::size_t count = 0;
  bool figures_only = true;
  std::size_t end = at;
  for (int value = numeral(han_at(folded, end)); value != kNone;
       value = numeral(han_at(folded, end))) {
    if (count == kMost) return std::nullopt;
    numerals[count++] = value;
    figures_only = figures_only && value < kTen;
    end += kHanBytes;
  }
  if (count == 0) return std::nullopt;
  CountNumber number{0, count, end, true};
  if (figures_only) {
    for (std::size_t i = 0; i < count; ++i) number.value = number.value * kTen + numerals[i];
    return number;
  }
  const auto value = tens(numerals.data(), count);
  if (!value) return std::nullopt;
  number.value = *value;
  number.figures = 2;
  return number;
}

}  // namespace

unsigned month_number(std::string_view name) {
  static constexpr std::string_view kMonths = "janfebmaraprmayjunjulaugsepoctnovdec";
  if (name.size() < 3) return 0;
  const std::string lower = text::lower_ascii(name.substr(0, 3));
  const auto at = kMonths.find(lower);
  return at == std::string_view::npos || at % 3 != 0 ? 0 : static_cast<unsigned>(at / 3 + 1);
}

std::optional<int> small_number(std::string_view word) {
  static constexpr std::array<std::string_view, 21> kCardinal{
      "",         "one",     "two",     "three",     "four",     "five",     "six",
      "seven",    "eight",   "nine",    "ten",       "eleven",   "twelve",   "thirteen",
      "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"};
  static constexpr std::array<std::string_view, 21> kOrdinal{
      "",           "first",      "second",     "third",     "fourth",    "fifth",
      "sixth",      "seventh",    "eighth",     "ninth",     "tenth",     "eleventh",
      "twelfth",    "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth",
      "eighteenth", "nineteenth", "twentieth"};
  constexpr std::size_t kMostDigits = 6;
  constexpr std::size_t kLongest = 16;
  if (word.empty() || word.size() > kLongest) return std::nullopt;
  if (is_digit(word.front())) {
    const auto number = number_at(word, 0);
    if (!number || number->figures > kMostDigits) return std::nullopt;
    return number->value;
  }
  if (const auto number = han_number_at(word, 0)) {
    const bool alone = number->figures == 1 || number->value >= kTen;
    const bool in_a_row = number->figures > 1 && word.find("十") == std::string_view::npos &&
                          word.find("廿") == std::string_view::npos;
    if (number->end != word.size() || number->value == 0 || !alone || in_a_row) return std::nullopt;
    return number->value;
  }
  const std::string lower = text::lower_ascii(word);
  for (std::size_t i = 1; i < kCardinal.size(); ++i) {
    if (lower == kCardinal[i] || lower == kOrdinal[i]) return static_cast<int>(i);
  }
  return std::nullopt;
}

std::optional<CountNumber> number_at(std::string_view folded, std::size_t at) {
  constexpr std::size_t kMostDigits = 9;
  if (at >= folded.size()) return std::nullopt;
  if (!is_digit(folded[at])) return han_number_at(folded, at);
  CountNumber number{0, 0, at, false};
  for (; number.end < folded.size() && is_digit(folded[number.end]); ++number.end) {
    if (++number.figures > kMostDigits) return std::nullopt;
    number.value = number.value * kTen + (folded[number.end] - '0');
  }
  return number;
}

}  // namespace gongwatch::parser::facts
