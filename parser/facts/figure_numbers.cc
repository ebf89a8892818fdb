#include "parser/facts/figure_numbers.h"

#include <cmath>

#include "parser/facts/figure_words.h"
#include "parser/facts/pattern.h"
#include "text/utf8.h"

namespace gongwatch::parser::facts {
namespace {

constexpr int kMostDigits = 15;
constexpr std::int64_t kLargest = 1'000'000'000'000'000;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// 1 to 9, or 0 for another character.
int han_digit(char32_t c) {
  switch (c) {
    case U'一':
      return 1;
    case U'二':
    case U'两':
      return 2;
    case U'三':
      return 3;
    case U'四':
      return 4;
    case U'五':
      return 5;
    case U'六':
      return 6;
    case U'七':
      return 7;
    case U'八':
      return 8;
    case U'九':
      return 9;
    default:
      return 0;
  }
}

// 十 to 亿 as a factor, or 0.
std::int64_t han_factor(char32_t c) {
  switch (c) {
    case U'十':
      return 10;
    case U'百':
      return 100;
    case U'千':
      return 1000;
    case U'万':
      return 10000;
    case U'亿':
      return 100000000;
    default:
      return 0;
  }
}

// How many digits with thousands separators stand at `at`.
std::size_t integer_end(std::string_view text, std::size_t at, std::size_t end) {
  std::size_t stop = at;
  while (stop < end && is_digit(text[stop])) ++stop;
  if (stop - at > 3) return stop;
  while (stop + 3 < end && text[stop] == ',' && is_digit(text[stop + 1]) &&
         is_digit(text[stop + 2]) && is_digit(text[stop + 3]) &&
         (stop + 4 >= end || !is_digit(text[stop + 4])))
    stop += 4;
  return stop;
}

// A dash behind a letter, digit or unit is a range or a hyphen, not a sign.
bool is_sign(std::string_view text, std::size_t dash, std::size_t begin) {
  if (dash == begin) return true;
  const char before = text[dash - 1];
  if (before == ' ' || before == '(' || before == ',' || before == ';' || before == ':')
    return true;
  if (currency_words().before(text, begin, dash) != nullptr) {
    // "105港元-115港元" is a range, "RMB-12.3 million" a loss.
    static const Pattern kBehindNumber(R"([\d万亿千百] ?[^\d\s,;:()-]{1,6}$)");
    return !kBehindNumber.matches_in(text, {begin, dash});
  }
  return static_cast<unsigned char>(before) >= 0x80 &&
         unit_words().before(text, begin, dash) == nullptr &&
         scale_words().before(text, begin, dash) == nullptr;
}

class Numbers {
 public:
  Numbers(std::string_view text, Span in) : text_(text), in_(in) {}

  std::vector<WrittenNumber> take() {
    for (std::size_t at = in_.begin; at < in_.end;) {
      const auto c = static_cast<unsigned char>(text_[at]);
      if (is_digit(text_[at])) {
        at = read_digits(at);
      } else if (c < 0x80) {
        ++at;
      } else {
        at = read_han(at);
      }
    }
    return std::move(found_);
  }

 private:
  // Both return where to go on.
  std::size_t read_digits(std::size_t at) {
    WrittenNumber number;
    std::size_t end = integer_end(text_, at, in_.end);
    const std::size_t point = end;
    if (end + 1 < in_.end && text_[end] == '.' && is_digit(text_[end + 1])) {
      ++end;
      while (end < in_.end && is_digit(text_[end])) ++end;
      number.decimals = static_cast<int>(end - point - 1);
    }
    int digits = 0;
    for (std::size_t i = at; i < end && digits <= kMostDigits; ++i) {
      if (!is_digit(text_[i])) continue;
      if (number.mantissa != 0 || text_[i] != '0') ++digits;
      if (digits <= kMostDigits) number.mantissa = number.mantissa * 10 + (text_[i] - '0');
    }
    if (digits > kMostDigits || number.decimals > kMostDigits) return end;
    number.span = {at, end};
    read_sign(number);
    found_.push_back(number);
    return number.span.end;
  }

  void read_sign(WrittenNumber& number) const {
    const std::size_t begin = number.span.begin;
    if (begin > in_.begin && text_[begin - 1] == '-') {
      number.negative = is_sign(text_, begin - 1, in_.begin);
      if (number.negative) --number.span.begin;
      return;
    }
    for (const std::string_view word : {"负", "minus ", "negative "}) {
      if (begin - in_.begin < word.size() || text_.substr(begin - word.size(), word.size()) != word)
        continue;
      number.negative = true;
      number.span.begin -= word.size();
      return;
    }
    read_brackets(number);
  }

  // "RMB(12.3) million", "(460.5)万元": an accountant's minus.
  void read_brackets(WrittenNumber& number) const {
    const Span inner = number.span;
    if (inner.begin == in_.begin || inner.end >= in_.end || text_[inner.begin - 1] != '(' ||
        text_[inner.end] != ')')
      return;
    std::size_t behind = inner.end + 1;
    if (behind < in_.end && text_[behind] == ' ') ++behind;
    const std::size_t front = inner.begin - 1;
    if (scale_words().at(text_, behind, in_.end) == nullptr &&
        currency_words().before(text_, in_.begin, front) == nullptr)
      return;
    number.negative = true;
    number.span = {front, inner.end + 1};
  }

  // A numeral with 十 or more, or a single digit; it starts with a digit or 十.
  std::size_t read_han(std::size_t at) {
    const text::CodePoint first = text::decode_at(text_, at);
    // 数十倍 is no number.
    for (const std::string_view vague : {"数", "几", "上"}) {
      if (at >= in_.begin + vague.size() && text_.substr(at - vague.size(), vague.size()) == vague)
        return at + first.bytes;
    }
    if (han_digit(first.value) == 0 && first.value != U'十') return at + first.bytes;
    std::int64_t total = 0;    // whole sections of 万 and 亿
    std::int64_t section = 0;  // what is below the next 万
    std::int64_t digit = 0;
    std::size_t end = at;
    while (end < in_.end && end - at < 60) {
      const text::CodePoint point = text::decode_at(text_, end);
      const int value = han_digit(point.value);
      const std::int64_t factor = han_factor(point.value);
      if (value != 0) {
        if (digit != 0) return end;  // 二三十, 二零二四: no numeral of ours
        digit = value;
      } else if (factor == 0 && point.value != U'零') {
        break;
      } else if (factor >= 10000) {
        total += section + digit;
        if (total > kLargest / factor) return end + point.bytes;
        total *= factor;
        section = 0;
        digit = 0;
      } else if (factor != 0) {
        section += (digit == 0 ? 1 : digit) * factor;
        digit = 0;
      }
      end += point.bytes;
    }
    WrittenNumber number;
    number.span = {at, end};
    number.mantissa = total + section + digit;
    number.han = true;
    found_.push_back(number);
    return end;
  }

  std::string_view text_;
  Span in_;
  std::vector<WrittenNumber> found_;
};

}  // namespace

std::vector<WrittenNumber> find_numbers(std::string_view folded, Span in) {
  return Numbers(folded, in).take();
}

double number_value(const WrittenNumber& number, int power) {
  const int exponent = power - number.decimals;
  const auto value = static_cast<double>(number.negative ? -number.mantissa : number.mantissa);
  return exponent >= 0 ? value * std::pow(10.0, exponent) : value / std::pow(10.0, -exponent);
}

}  // namespace gongwatch::parser::facts
