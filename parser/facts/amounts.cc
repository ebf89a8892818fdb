#include "parser/facts/amounts.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "parser/facts/figure_numbers.h"
#include "parser/facts/figure_words.h"
#include "parser/facts/pattern.h"

namespace gongwatch::parser::facts {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

std::size_t skip_blanks(std::string_view text, std::size_t at, std::size_t end) {
  while (at < end && text[at] == ' ') ++at;
  return at;
}

std::size_t skip_blanks_back(std::string_view text, std::size_t at, std::size_t begin) {
  while (at > begin && text[at - 1] == ' ') --at;
  return at;
}

int power_of(const FigureWord& scale) {
  int power = 0;
  std::from_chars(scale.values[0].data(), scale.values[0].data() + scale.values[0].size(), power);
  return power;
}

// "300m", "1.2b", "50k": letters that are a scale only right behind the digits of money or shares.
int short_scale(std::string_view text, std::size_t at, std::size_t end) {
  if (at >= end || (at + 1 < text.size() && (is_letter(text[at + 1]) || text[at + 1] == '\'')))
    return 0;
  switch (text[at]) {
    case 'k':
    case 'K':
      return 3;
    case 'm':
    case 'M':
      return 6;
    case 'b':
    case 'B':
      return 9;
    default:
      return 0;
  }
}

AmountKind kind_of(std::string_view name) {
  if (name == "percent") return AmountKind::percent;
  if (name == "money" || name == "cents") return AmountKind::money;
  if (name == "multiple") return AmountKind::multiple;
  return name == "points" ? AmountKind::points : AmountKind::quantity;
}

struct Suffix {
  std::string_view written;
  const char* qualifier;
};

constexpr std::array<Suffix, 3> kInsideSuffixes{
    {{"多", "more_than"}, {"余", "more_than"}, {"几", "more_than"}}};
constexpr std::array<Suffix, 6> kBehindSuffixes{{{"左右", "approximately"},
                                                 {"上下", "approximately"},
                                                 {"以上", "at_least"},
                                                 {" or more", "at_least"},
                                                 {"以下", "less_than"},
                                                 {" or so", "approximately"}}};

class Reader {
 public:
  Reader(const PreparedText& text, Span in) : text_(text.folded()), in_(in) {}

  // Nothing if the number is part of a word ("CO2", "5G") or a Han numeral that counts nothing.
  std::optional<Amount> read(const WrittenNumber& number) const {
    const std::size_t begin = number.span.begin;
    if (begin > in_.begin && is_letter(text_[begin - 1]) &&
        currency_words().before(text_, in_.begin, begin) == nullptr)
      return {};
    Amount amount;
    amount.span = number.span;
    const bool is_short = read_behind(amount);
    read_in_front(amount);
    if (is_short && amount.kind != AmountKind::money && amount.unit != "shares") return {};
    const double tenths = is_short ? 0 : read_tenths(number, amount);
    if (number.han && amount.kind == AmountKind::plain) return {};
    if (amount.kind == AmountKind::plain && amount.span.end < in_.end &&
        is_letter(text_[amount.span.end]))
      return {};
    amount.value = tenths != 0 ? tenths : number_value(number, amount.power);
    if (is_cents(amount)) amount.value /= 100;
    return amount;
  }

 private:
  // 三成, 六成二, 两成半: what they are in percent, or 0.
  double read_tenths(const WrittenNumber& number, Amount& amount) const {
    static const Pattern kTenths(
        R"(^成(?:([一二三四五六七八九半\d])(?:[^一二三四五六七八九十百千万亿\d年月日]|$)|[^立为交员本功长人都分品果因就员绩败效年语家]|$))");
    constexpr double kMost = 10;
    constexpr std::size_t kReach = 12;
    constexpr std::size_t kSign = std::string_view("成").size();
    const double tenths = number_value(number, 0);
    if (amount.kind != AmountKind::plain || amount.power != 0 || tenths < 1 || tenths > kMost)
      return 0;
    const std::size_t at = amount.span.end;
    const std::string_view behind =
        text_.substr(at, std::min<std::size_t>(kReach, in_.end - std::min(in_.end, at)));
    const auto match = kTenths.find(behind);
    if (!match) return 0;
    double percent = tenths * 10;
    amount.span.end = at + kSign;
    if (match->has(0)) {
      const Span digit{at + match->groups[0].begin, at + match->groups[0].end};
      const auto small = find_numbers(text_, digit);
      percent += small.empty() ? 5 : number_value(small[0], 0);
      amount.span.end = digit.end;
    }
    amount.kind = AmountKind::percent;
    amount.unit = "%";
    read_suffix(amount, kBehindSuffixes);
    amount.qualified = amount.span;
    read_qualifiers(amount, amount.span.begin);
    return percent;
  }

  // Returns whether the scale is a single letter.
  bool read_behind(Amount& amount) const {
    read_suffix(amount, kInsideSuffixes);
    bool is_short = false;
    std::size_t at = skip_blanks(text_, amount.span.end, in_.end);
    if (const FigureWord* scale = scale_words().at(text_, at, in_.end)) {
      amount.power = power_of(*scale);
      amount.span.end = at + scale->written.size();
      read_suffix(amount, kInsideSuffixes);
    } else if (const int power = short_scale(text_, amount.span.end, in_.end)) {
      amount.power = power;
      ++amount.span.end;
      is_short = true;
    }
    at = skip_blanks(text_, amount.span.end, in_.end);
    // "12-percent", "300-million-yuan".
    if (at < in_.end && text_[at] == '-' && at + 1 < in_.end && is_letter(text_[at + 1])) ++at;
    const FigureWord* unit = unit_words().at(text_, at, in_.end);
    if (unit != nullptr) {
      amount.kind = kind_of(unit->values[0]);
      if (amount.kind == AmountKind::money) {
        if (!unit->values[2].empty()) amount.currency = unit->values[2];
      } else {
        amount.unit = unit->values[1];
      }
      amount.span.end = at + unit->written.size();
    }
    read_suffix(amount, kBehindSuffixes);
    if (!amount.currency && (amount.kind == AmountKind::money ||
                             (amount.kind == AmountKind::plain && amount.power != 0)))
      read_remark(amount);
    return is_short;
  }

  // "50 cents": no scale, and a unit of the table's kind.
  bool is_cents(const Amount& amount) const {
    if (amount.kind != AmountKind::money) return false;
    const FigureWord* unit = unit_words().before(text_, in_.begin, amount.span.end);
    return unit != nullptr && unit->values[0] == "cents";
  }

  template <std::size_t N>
  void read_suffix(Amount& amount, const std::array<Suffix, N>& suffixes) const {
    for (const Suffix& suffix : suffixes) {
      if (text_.substr(amount.span.end, suffix.written.size()) != suffix.written ||
          amount.span.end + suffix.written.size() > in_.end)
        continue;
      amount.span.end += suffix.written.size();
      amount.qualifier = suffix.qualifier;
      return;
    }
  }

  // "134.9亿元(人民币,下同)", "RMB 3.1 billion" said as "3.1亿(人民币)".
  void read_remark(Amount& amount) const {
    const std::size_t bracket = skip_blanks(text_, amount.span.end, in_.end);
    if (bracket >= in_.end || text_[bracket] != '(') return;
    std::size_t inside = bracket + 1;
    for (const std::string_view opener : {"unit: ", "单位:", "单位均为"}) {
      if (text_.substr(inside, opener.size()) == opener) inside += opener.size();
    }
    const FigureWord* currency = currency_words().at(text_, inside, in_.end);
    if (currency == nullptr) return;
    const std::size_t behind = inside + currency->written.size();
    // "(US$1.2 billion)" is a conversion.
    const std::size_t next = skip_blanks(text_, behind, in_.end);
    if (next < in_.end && text_[next] >= '0' && text_[next] <= '9') return;
    amount.kind = AmountKind::money;
    amount.currency = currency->values[0];
  }

  // "约人民币5亿元", "人民币约5亿元".
  void read_in_front(Amount& amount) const {
    amount.qualified = amount.span;
    std::size_t at = read_qualifiers(amount, amount.span.begin);
    const FigureWord* currency = currency_words().before(text_, in_.begin, at);
    // "US$5,港元": a currency behind another number belongs to that one.
    if (currency == nullptr || ends_an_amount(at - currency->written.size()) ||
        (amount.kind != AmountKind::plain && amount.kind != AmountKind::money))
      return;
    amount.kind = AmountKind::money;
    amount.currency = currency->values[0];
    amount.span.begin = at - currency->written.size();
    amount.qualified.begin = amount.span.begin;
    read_qualifiers(amount, amount.span.begin);
  }

  // Returns where the words in front of the qualifiers end.
  std::size_t read_qualifiers(Amount& amount, std::size_t at) const {
    at = skip_blanks_back(text_, at, in_.begin);
    while (const FigureWord* qualifier = qualifier_words().before(text_, in_.begin, at)) {
      amount.qualifier = qualifier->values[0];
      amount.qualified.begin = at - qualifier->written.size();
      at = skip_blanks_back(text_, amount.qualified.begin, in_.begin);
    }
    return at;
  }

  // Whether a number or scale word ends right in front: a currency there belongs to that one.
  bool ends_an_amount(std::size_t at) const {
    at = skip_blanks_back(text_, at, in_.begin);
    if (at == in_.begin) return false;
    return (text_[at - 1] >= '0' && text_[at - 1] <= '9') ||
           scale_words().before(text_, in_.begin, at) != nullptr;
  }

  std::string_view text_;
  Span in_;
};

bool have_same_kind(const Amount& a, const Amount& b) {
  return a.kind == b.kind || a.kind == AmountKind::plain;
}

// Whether a lesser-written item of a list lacks what the item behind it has.
void take_from_next(Amount& bare, const Amount& full) {
  // "RMB1.2, RMB1.5 and RMB1.8 billion"; HK$500 and HK$2 million are two amounts.
  constexpr double kSmall = 1000;
  const bool plain = bare.kind == AmountKind::plain;
  if (bare.power == 0 && full.power != 0 && (plain || std::abs(bare.value) < kSmall) &&
      (plain || full.power >= 6)) {
    bare.value = bare.value * std::pow(10.0, full.power);
    bare.power = full.power;
  }
  if (!plain) return;
  bare.kind = full.kind;
  bare.currency = full.currency;
  bare.unit = full.unit;
}

// "13.5, 13.8 and 15.2 billion yuan": what a bare number lacks, it takes from the next item of its
// list; 元 without a country from the item before.
void share_units(std::string_view text, std::vector<Amount>& amounts) {
  const auto linked = [&](std::size_t first) {
    const Span between{amounts[first].span.end, amounts[first + 1].qualified.begin};
    if (between.begin > between.end) return false;
    const std::string_view words = text.substr(between.begin, between.size());
    return joins_amounts(words) || joins_range(words);
  };
  for (std::size_t i = amounts.size(); i-- > 1;) {
    Amount& bare = amounts[i - 1];
    const Amount& full = amounts[i];
    if (full.kind == AmountKind::plain || full.kind == AmountKind::points ||
        !have_same_kind(bare, full) || !linked(i - 1))
      continue;
    take_from_next(bare, full);
    if (!bare.currency && bare.kind == AmountKind::money) bare.currency = full.currency;
  }
  for (std::size_t i = 1; i < amounts.size(); ++i) {
    Amount& later = amounts[i];
    const Amount& earlier = amounts[i - 1];
    if (earlier.kind != AmountKind::money || !linked(i - 1)) continue;
    if (later.kind == AmountKind::plain && later.power != 0) later.kind = AmountKind::money;
    if (later.kind == AmountKind::money && !later.currency) later.currency = earlier.currency;
  }
}

}  // namespace

bool joins_amounts(std::string_view between) {
  static const Pattern kJoin(
      R"((?i)^\s*(?:\([^()]{0,40}\))?\s*(?:,|、|;|/|及|和|与|以及|and|, and)\s*(?:and\s+|以及|及|和|则?为)?$)");
  return between.size() <= 72 && kJoin.matches_in(between, {0, between.size()});
}

bool joins_range(std::string_view between) {
  static const Pattern kRange(
      R"((?i)^\s*(?:(?:per|a|each)(?: \w+)? share|每股|/股)?\s*(?:-|~|至|到|\bto\b)\s*(?:每股)?$)");
  return between.size() <= 40 && kRange.matches_in(between, {0, between.size()});
}

std::vector<Amount> find_amounts(const PreparedText& text, Span in,
                                 const std::vector<Span>& taken) {
  const Reader reader(text, in);
  std::vector<Amount> amounts;
  for (const WrittenNumber& number : find_numbers(text.folded(), in)) {
    if (std::any_of(taken.begin(), taken.end(),
                    [&](const Span& span) { return span.overlaps(number.span); }))
      continue;
    auto amount = reader.read(number);
    if (!amount) continue;
    // "1亿2,000万元" is one amount.
    if (!amounts.empty() && amounts.back().span.end == amount->span.begin &&
        amounts.back().power >= 8 && amount->power > 0 && amount->power < amounts.back().power) {
      amount->value += amounts.back().value;
      amount->span.begin = amounts.back().span.begin;
      amount->qualified.begin = amounts.back().qualified.begin;
      amount->qualifier = amounts.back().qualifier;
      amount->currency = amount->currency ? amount->currency : amounts.back().currency;
      amounts.pop_back();
    }
    amounts.push_back(std::move(*amount));
  }
  share_units(text.folded(), amounts);
  return amounts;
}

}  // namespace gongwatch::parser::facts
