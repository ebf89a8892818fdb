#include "parser/facts/figure_merge.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "parser/facts/figure_words.h"
#include "parser/facts/limits.h"
#include "parser/facts/pattern.h"
#include "text/utf8.h"

namespace gongwatch::parser::facts {
namespace {

bool nearly(double a, double b) {
  constexpr double kShare = 0.02;
  return std::abs(a - b) <= kShare * std::max(std::abs(a), std::abs(b));
}

std::size_t digits(const std::string& written) {
  return static_cast<std::size_t>(
      std::count_if(written.begin(), written.end(), [](char c) { return c >= '0' && c <= '9'; }));
}

bool is_more_exact(const Figure& a, const Figure& b) {
  if (a.qualifier.has_value() != b.qualifier.has_value()) return b.qualifier.has_value();
  return digits(a.as_written) > digits(b.as_written);
}

}  // namespace

std::size_t issuer_at(const FigureContext& context, std::size_t issuer, Span sentence,
                      std::size_t at) {
  auto name = std::lower_bound(
      context.mentions.begin(), context.mentions.end(), sentence.begin,
      [](const IssuerName& one, std::size_t begin) { return one.span.begin < begin; });
  if (name == context.mentions.end() || name->span.end > sentence.end) return issuer;
  for (; name != context.mentions.end() && name->span.end <= at; ++name) issuer = name->issuer;
  return issuer;
}

void add_figure(std::vector<FoundFigure>& figures, FoundFigure one) {
  const auto same_thing = [&](const FoundFigure& other) {
    return other.issuer == one.issuer && other.figure.metric == one.figure.metric &&
           other.figure.subject == one.figure.subject && other.figure.period == one.figure.period &&
           (other.figure.period || other.figure.currency == one.figure.currency);
  };
  const auto told = std::find_if(figures.begin(), figures.end(), same_thing);
  if (told == figures.end()) {
    if (figures.size() < kMostFigures) figures.push_back(std::move(one));
  } else if (nearly(told->figure.value, one.figure.value) &&
             is_more_exact(one.figure, told->figure)) {
    *told = std::move(one);
  }
}

std::optional<Warning> unit_jump(const std::vector<Figure>& list) {
  constexpr double kJump = 500;
  for (std::size_t i = 1; i < list.size(); ++i) {
    const double a = std::abs(list[i - 1].value);
    const double b = std::abs(list[i].value);
    if (a == 0 || b == 0 || std::max(a, b) < kJump * std::min(a, b)) continue;
    Warning warning;
    warning.code = "unit-jump";
    warning.message = fmt::format("{}: from {} to {}; one of them probably lacks its unit",
                                  list[i].metric, list[i - 1].as_written, list[i].as_written);
    warning.evidence = list[i].evidence;
    return warning;
  }
  return std::nullopt;
}

std::string written(const PreparedText& text, Span amount) {
  return text::squeeze(text.evidence(amount).quote);
}

ArticleCurrency::ArticleCurrency(const FigureContext& context)
    : simplified_(context.language == "zh-Hans") {
  // Where a Traditional text names no other money, its 元 is Hong Kong's; not where it writes 港元
  // for that.
  static const Pattern kOtherMoney(
      R"((?i)港元|港币|人民币|美元|美金|欧元|日[元圆]|英镑|坡元|新元|澳门[元币]|葡币|令吉|马币|台币|盾|铢|韩[元圆]|RMB|CNY|US\$|USD|[¥€£]|\bRM ?\d)");
  local_ = context.language == "zh-Hant" &&
           !kOtherMoney.matches_in(context.text.folded(), context.text.whole());
  constexpr std::size_t kReach = 30;
  const std::string_view text = context.text.folded();
  const auto currency_in = [&](std::size_t begin, std::size_t end) -> const FigureWord* {
    for (std::size_t i = begin; i < std::min(end, text.size()); ++i) {
      if (const FigureWord* word = currency_words().at(text, i, text.size())) return word;
    }
    return nullptr;
  };
  // "(人民币,下同)": from there on, the amount in front of it included.
  for (const std::string_view remark : {"下同", "same below", "same hereinafter", "(unit: RMB"}) {
    const std::size_t at = text.find(remark);
    if (at == std::string_view::npos || at >= from_) continue;
    const std::size_t begin = at - std::min(at, kReach);
    if (const FigureWord* word = currency_in(begin, at + remark.size())) {
      declared_ = word->values[0];
      from_ = begin;
    }
  }
  // "以上金额均为港元", "所有金额以人民币计算": for all.
  static const Pattern kAll(R"((?:(?:金额|单位|数字)[^,。;()\d]{0,6}|均|皆|都)(?:以|为|是|按))");
  for (const Match& match : kAll.find_all(text, context.text.whole())) {
    if (from_ != std::string::npos) break;
    if (const FigureWord* word = currency_words().at(text, match.span.end, text.size())) {
      declared_ = word->values[0];
      from_ = 0;
    }
  }
}

std::optional<std::string> ArticleCurrency::of(const Amount& amount) const {
  if (amount.currency) return amount.currency;
  if (amount.span.end > from_) return declared_;
  if (local_) return "HKD";
  return simplified_ ? std::optional<std::string>("CNY") : std::nullopt;
}

}  // namespace gongwatch::parser::facts
