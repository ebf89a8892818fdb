#include "parser/facts/amounts.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>

#include "parser/facts/pattern.h"
#include "parser/vocabulary/table.h"
#include "text/utf8.h"

namespace gongwatch::parser::facts {
namespace {

struct Word {
  std::string written;
  std::vector<std::string> values;
};

// The words of a table, longest first, so that 万亿 is tried before 万.
std::vector<Word> words_of(std::string_view table, std::size_t columns) {
  std::vector<Word> words;
  for (const TableRow& row : table_rows(table, columns)) {
    for (const std::string_view written : split_cell(row[0], " | "))
      words.push_back({std::string(written), {row.begin() + 1, row.end()}});
  }
  std::stable_sort(words.begin(), words.end(), [](const Word& a, const Word& b) {
    return a.written.size() > b.written.size();
  });
  return words;
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool same_letters(std::string_view text, std::string_view word) {
  return text.size() == word.size() &&
         std::equal(text.begin(), text.end(), word.begin(), [](char a, char b) {
           const auto low = [](char c) {
             return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
           };
           return low(a) == low(b);
         });
}

// The word of the list that starts at `at`; a Latin word must end there.
const Word* word_at(const std::vector<Word>& words, std::string_view text, std::size_t at) {
  for (const Word& word : words) {
    if (!same_letters(text.substr(at, word.written.size()), word.written)) continue;
    const std::size_t end = at + word.written.size();
    if (is_letter(word.written.back()) && end < text.size() && is_letter(text[end])) continue;
    return &word;
  }
  return nullptr;
}

// The word of the list that ends at `end`; a Latin word must begin there.
const Word* word_before(const std::vector<Word>& words, std::string_view text, std::size_t end) {
  for (const Word& word : words) {
    if (word.written.size() > end) continue;
    const std::size_t begin = end - word.written.size();
    if (!same_letters(text.substr(begin, word.written.size()), word.written)) continue;
    if (is_letter(word.written.front()) && begin > 0 && is_letter(text[begin - 1])) continue;
    return &word;
  }
  return nullptr;
}

std::size_t skip_blanks(std::string_view text, std::size_t at, std::size_t end) {
  while (at < end && text[at] == ' ') ++at;
  return at;
}

std::size_t skip_blanks_back(std::string_view text, std::size_t at, std::size_t begin) {
  while (at > begin && text[at - 1] == ' ') --at;
  return at;
}

// "1,234.5" → mantissa 12345, one decimal. At most 15 digits, so that the double is exact.
std::optional<double> scaled_number(std::string_view written, int power) {
  std::int64_t mantissa = 0;
  int decimals = 0;
  int digits = 0;
  bool fraction = false;
  bool negative = false;
  for (const char c : written) {
    if (c == '-') negative = true;
    if (c == '.') fraction = true;
    if (!is_digit(c)) continue;
    if (mantissa != 0 || c != '0') ++digits;
    if (digits > 15) return std::nullopt;
    mantissa = mantissa * 10 + (c - '0');
    if (fraction) ++decimals;
  }
  const int exponent = power - decimals;
  const auto value = static_cast<double>(negative ? -mantissa : mantissa);
  return exponent >= 0 ? value * std::pow(10.0, exponent) : value / std::pow(10.0, -exponent);
}

class Reader {
 public:
  Reader(const PreparedText& text, Span in) : text_(text.folded()), in_(in) {}

  // The amount whose digits stand at `number`; nothing if the number is part of a word ("CO2",
  // "5G").
  std::optional<Amount> read(Span number) const {
    if (number.begin > in_.begin &&
        (is_letter(text_[number.begin - 1]) && !word_before(currencies(), text_, number.begin)))
      return {};
    Amount amount;
    amount.span = number;
    read_behind(amount);
    read_in_front(amount);
    const auto value = scaled_number(text_.substr(number.begin, number.size()), amount.power);
    if (!value) return {};
    amount.value = *value;
    if (amount.kind == AmountKind::plain && amount.span.end < in_.end &&
        is_letter(text_[amount.span.end]))
      return {};
    return amount;
  }

 private:
  static const std::vector<Word>& currencies() {
    static const std::vector<Word> words = words_of("currencies", 2);
    return words;
  }

  void read_behind(Amount& amount) const {
    static const std::vector<Word> scales = words_of("scales", 2);
    static const std::vector<Word> units = words_of("units", 4);
    std::size_t at = skip_blanks(text_, amount.span.end, in_.end);
    if (const Word* scale = word_at(scales, text_, at)) {
      std::from_chars(scale->values[0].data(), scale->values[0].data() + scale->values[0].size(),
                      amount.power);
      amount.span.end = at + scale->written.size();
      at = skip_blanks(text_, amount.span.end, in_.end);
    }
    const Word* unit = word_at(units, text_, at);
    if (unit == nullptr || at + unit->written.size() > in_.end) return;
    const std::string& kind = unit->values[0];
    amount.kind = kind == "percent"    ? AmountKind::percent
                  : kind == "money"    ? AmountKind::money
                  : kind == "multiple" ? AmountKind::multiple
                                       : AmountKind::quantity;
    if (amount.kind == AmountKind::money) {
      if (!unit->values[2].empty()) amount.currency = unit->values[2];
    } else {
      amount.unit = unit->values[1];
    }
    amount.span.end = at + unit->written.size();
    if (amount.kind == AmountKind::money && !amount.currency)
      amount.currency = remarked_currency(amount.span.end);
  }

  // "134.9亿元(人民币,下同)".
  std::optional<std::string> remarked_currency(std::size_t at) const {
    static const Pattern kRemark(R"(^\s?\((人民币|港元|港币|美元|RMB|HKD|USD)[^()]{0,16}\))");
    const auto remark = kRemark.find(text_, {at, in_.end});
    if (!remark) return std::nullopt;
    const Word* currency = word_at(currencies(), text_, remark->groups[0].begin);
    return currency == nullptr ? std::nullopt : std::optional(currency->values[0]);
  }

  void read_in_front(Amount& amount) const {
    static const std::vector<Word> qualifiers = words_of("qualifiers", 2);
    std::size_t at = skip_blanks_back(text_, amount.span.begin, in_.begin);
    if (const Word* currency = word_before(currencies(), text_, at);
        currency && at - currency->written.size() >= in_.begin) {
      amount.kind = AmountKind::money;
      amount.currency = currency->values[0];
      amount.unit.reset();
      amount.span.begin = at - currency->written.size();
      at = skip_blanks_back(text_, amount.span.begin, in_.begin);
    }
    amount.qualified = amount.span;
    if (const Word* qualifier = word_before(qualifiers, text_, at);
        qualifier && at - qualifier->written.size() >= in_.begin) {
      amount.qualifier = qualifier->values[0];
      amount.qualified.begin = at - qualifier->written.size();
    }
  }

  std::string_view text_;
  Span in_;
};

// "13.5, 13.8 and 15.2 billion yuan": what a bare number lacks, it takes from the next item of its
// list; 元 without a country from the item before.
void share_units(std::string_view text, std::vector<Amount>& amounts) {
  for (std::size_t i = amounts.size(); i-- > 1;) {
    Amount& bare = amounts[i - 1];
    const Amount& full = amounts[i];
    if (bare.kind != AmountKind::plain || full.kind == AmountKind::plain) continue;
    if (!joins_amounts(text.substr(bare.span.end, full.qualified.begin - bare.span.end))) continue;
    if (bare.power == 0) {
      bare.value = bare.value * std::pow(10.0, full.power);
      bare.power = full.power;
    }
    bare.kind = full.kind;
    bare.currency = full.currency;
    bare.unit = full.unit;
  }
  for (std::size_t i = 1; i < amounts.size(); ++i) {
    Amount& later = amounts[i];
    if (later.kind == AmountKind::money && !later.currency &&
        amounts[i - 1].kind == AmountKind::money &&
        joins_amounts(text.substr(amounts[i - 1].span.end,
                                  later.qualified.begin - amounts[i - 1].span.end))) {
      later.currency = amounts[i - 1].currency;
    }
  }
}

}  // namespace

bool joins_amounts(std::string_view between) {
  static const Pattern kJoin(
      R"(^\s*(?:\([^()]{0,40}\))?\s*(?:,|、|;|及|和|与|以及|and|, and)\s*(?:and\s+|则?为)?$)");
  return between.size() <= 72 && kJoin.find(between).has_value();
}

std::vector<Amount> find_amounts(const PreparedText& text, Span in,
                                 const std::vector<Span>& taken) {
  static const Pattern kNumber(R"((?:-)?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)");
  const Reader reader(text, in);
  std::vector<Amount> amounts;
  for (const Match& match : kNumber.find_all(text.folded(), in)) {
    Span number = match.span;
    // A dash behind a letter or digit is a range or a hyphen, not a sign.
    if (text.folded()[number.begin] == '-' && number.begin > in.begin &&
        text.folded()[number.begin - 1] != ' ' && text.folded()[number.begin - 1] != '(') {
      ++number.begin;
    }
    if (std::any_of(taken.begin(), taken.end(),
                    [&](const Span& span) { return span.overlaps(number); }))
      continue;
    if (auto amount = reader.read(number)) amounts.push_back(std::move(*amount));
  }
  share_units(text.folded(), amounts);
  return amounts;
}

}  // namespace gongwatch::parser::facts
