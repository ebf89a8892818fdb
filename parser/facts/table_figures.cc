// Amounts in cells.
#include <algorithm>
#include <string>

#include "parser/facts/pattern.h"
#include "parser/facts/table_values.h"

namespace gongwatch::parser::facts {
namespace {

// What a label's brackets say of its column: (HK$ million), (亿港元), (倍).
struct ColumnUnit {
  double scale = 1;
  std::optional<std::string> currency;
};

ColumnUnit column_unit(const PreparedText& text, const Label& label) {
  ColumnUnit unit;
  if (label.unit.empty()) return unit;
  const std::string words(text.view(label.unit));
  static const Pattern kMillion(R"((?i)\b(?:m|mn|mln|mil|million)s?\b|'?000,?000|百万)");
  static const Pattern kBillion(R"((?i)\b(?:b|bn|billion)s?\b|十亿)");
  static const Pattern kThousand(R"((?i)'000\b|\bthousands?\b|千)");
  static const Pattern kHongKong(R"((?i)hk\$|hkd|港元|港币|港)");
  static const Pattern kAmerican(R"((?i)us\$|usd|美元)");
  static const Pattern kChinese(R"((?i)rmb|cny|人民币)");
  const Span all{0, words.size()};
  if (kMillion.matches_in(words, all)) {
    unit.scale = 1e6;
  } else if (kBillion.matches_in(words, all)) {
    unit.scale = 1e9;
  } else if (words.find("亿") != std::string::npos) {
    unit.scale = 1e8;
  } else if (words.find("万") != std::string::npos) {
    unit.scale = 1e4;
  } else if (kThousand.matches_in(words, all)) {
    unit.scale = 1e3;
  }
  if (kHongKong.matches_in(words, all)) unit.currency = "HKD";
  if (kAmerican.matches_in(words, all)) unit.currency = "USD";
  if (kChinese.matches_in(words, all)) unit.currency = "CNY";
  return unit;
}

bool is_price(std::string_view metric) {
  return metric == "offer_price" || metric == "offer_price_final" || metric == "offer_price_high" ||
         metric == "offer_price_low" || metric == "first_day_open" || metric == "first_day_close";
}

bool is_change(std::string_view metric) {
  return metric == "first_day_change" || metric == "grey_market_change";
}

bool is_multiple(std::string_view metric) {
  return metric == "public_multiple" || metric == "international_multiple";
}

bool is_money(std::string_view metric) {
  return metric == "entry_fee" || metric == "amount_raised" || metric == "market_value" ||
         is_price(metric);
}

class FigureCell {
 public:
  FigureCell(const PreparedText& text, const Field& field, const std::vector<DateMention>& dates)
      : text_(text), field_(field), metric_(field.label.metric) {
    std::vector<Span> days;
    for (const DateMention& date : dates_in(dates, field.value)) {
      if (field.value.contains(date.span) && is_money(metric_)) days.push_back(date.span);
    }
    amounts_ = find_amounts(text, before_bracket(), days);
    unit_ = column_unit(text, field.label);
  }

  std::vector<Figure> read() {
    std::vector<Figure> figures;
    if (amounts_.empty()) return figures;
    const bool range = amounts_.size() > 1 &&
                       joins_range(text_.view({amounts_[0].span.end, amounts_[1].qualified.begin}));
    if (range) take_over_scale();
    if (metric_.substr(0, 11) == "offer_price") {
      add_price(range, figures);
    } else if (metric_ == "amount_raised" && range) {
      add("amount_raised_low", amounts_[0], figures);
      add("amount_raised_high", amounts_[1], figures);
    } else if (!range) {
      add(plain_metric(), amounts_[0], figures);
    }
    return figures;
  }

 private:
  // "16.20 - 19.80 港元 (中位数 18.00)".
  Span before_bracket() const {
    const std::size_t open = text_.view(field_.value).find('(');
    if (open == std::string_view::npos || open == 0) return field_.value;
    return {field_.value.begin, field_.value.begin + open};
  }

  void take_over_scale() {
    Amount& low = amounts_[0];
    const Amount& high = amounts_[1];
    if (!low.currency) low.currency = high.currency;
    if (low.kind == AmountKind::plain) low.kind = high.kind;
  }

  void add_price(bool range, std::vector<Figure>& figures) {
    static const Pattern kMost(
        R"((?i)最高|上限|不高于|不超过|至多|\b(?:max|up to|not more than|no more than|at most)\b)");
    if (range) {
      if (amounts_[0].value == amounts_[1].value) {
        add("offer_price", amounts_[0], figures);
        return;
      }
      add("offer_price_low", amounts_[0], figures);
      add("offer_price_high", amounts_[1], figures);
    } else if (metric_ != "offer_price" && metric_ != "offer_price_final") {
      add(std::string(metric_), amounts_[0], figures);
    } else if (kMost.matches_in(text_.folded(), field_.value) ||
               amounts_[0].qualifier == "at_most") {
      add("offer_price_high", amounts_[0], figures);
    } else {
      add("offer_price", amounts_[0], figures);
    }
  }

  std::string plain_metric() const {
    if (is_multiple(metric_)) return "subscription_multiple";
    // "Offer size": shares or money.
    if (metric_ == "offer_shares" && amounts_[0].kind == AmountKind::money) return "amount_raised";
    if (metric_ == "amount_raised" && amounts_[0].unit == "shares") return "offer_shares";
    return std::string(metric_);
  }

  bool fits(const std::string& metric, const Amount& amount) const {
    constexpr double kDearestShare = 100000;
    constexpr double kLeastRaised = 100000;
    const AmountKind kind = amount.kind;
    const bool plain = kind == AmountKind::plain;
    if (is_price(metric))
      return (plain || kind == AmountKind::money) && amount.value > 0 &&
             amount.value < kDearestShare;
    if (metric == "lot_size" || metric == "offer_shares")
      return (plain || amount.unit == "shares") && amount.value >= 1;
    if (metric == "subscription_multiple")
      return (plain || kind == AmountKind::multiple) && amount.value > 0;
    if (is_change(metric)) return plain || kind == AmountKind::percent;
    if (metric == "entry_fee") return (plain || kind == AmountKind::money) && amount.value >= 10;
    // Money: a bare small number has no known unit.
    return kind == AmountKind::money || (plain && amount.value * unit_.scale >= kLeastRaised);
  }

  // "-10.27%", 跌10.27%, "(10.27%)".
  bool is_fall(const Amount& amount) const {
    static const Pattern kFall(R"((?i)(?:-|\(|▼|↓|跌|下跌|挫|\bdown|\bfell|\bloss(?: of)?) ?$)");
    return kFall.find(text_.view({field_.value.begin, amount.span.begin})).has_value();
  }

  void add(const std::string& metric, const Amount& amount, std::vector<Figure>& figures) const {
    if (!fits(metric, amount)) return;
    Figure figure;
    figure.metric = metric;
    figure.value = amount.value;
    figure.qualifier = amount.qualifier;
    if (figure.qualifier == "at_most" && metric == "offer_price_high") figure.qualifier.reset();
    if (amount.power == 0 && unit_.scale > 1) figure.value *= unit_.scale;
    if (is_change(metric)) {
      figure.unit = "%";
      if (figure.value > 0 && is_fall(amount)) figure.value = -figure.value;
    } else if (metric == "subscription_multiple") {
      figure.unit = "times";
      if (metric_ == "international_multiple") figure.subject = "international";
    } else if (metric == "lot_size" || metric == "offer_shares") {
      figure.unit = "shares";
    } else {
      figure.currency = currency_of(amount);
      if (is_price(metric) || metric == "offer_price_low") figure.unit = "share";
    }
    figure.as_written = text_.original(amount.span);
    figures.push_back(std::move(figure));
  }

  // Where shares are offered in Hong Kong a bare "$" is its own.
  std::string currency_of(const Amount& amount) const {
    if (amount.currency && !(amount.currency == "USD" && text_.folded()[amount.span.begin] == '$'))
      return *amount.currency;
    return unit_.currency.value_or("HKD");
  }

  const PreparedText& text_;
  const Field& field_;
  std::string_view metric_;
  std::vector<Amount> amounts_;
  ColumnUnit unit_;
};

}  // namespace

std::vector<Figure> cell_figures(const PreparedText& text, const Field& field,
                                 const std::vector<DateMention>& dates) {
  return FigureCell(text, field, dates).read();
}

}  // namespace gongwatch::parser::facts
