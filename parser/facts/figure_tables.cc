#include "parser/facts/figure_tables.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "parser/facts/figure_metrics.h"
#include "parser/facts/figure_words.h"
#include "parser/facts/pattern.h"

namespace gongwatch::parser::facts {
namespace {

constexpr std::size_t kLongestLine = 400;
constexpr std::size_t kLongestTable = 40;  // lines behind the header
constexpr std::size_t kNoteReach = 3;      // lines from a note to its header

int power_of_word(std::string_view word) {
  if (word.find("000") != std::string_view::npos) return 3;
  const FigureWord* scale = scale_words().at(word, 0, word.size());
  if (scale == nullptr && word.size() > 1 && (word.back() == 's' || word.back() == 'S'))
    scale = scale_words().at(word, 0, word.size() - 1);
  if (scale != nullptr && scale->written.size() + 1 >= word.size())
    return std::stoi(scale->values[0]);
  return word == "m" || word == "M" ? 6 : 0;
}

// A cell without a value.
bool is_blank_cell(std::string_view cell) {
  static const Pattern kBlank(R"((?i)^\s*(?:-+|/|n/?a|nil|不适用|无)?\s*$)");
  return kBlank.find(cell).has_value();
}

// The amount that fills a stretch alone; "(12,345)" is negative.
std::optional<Amount> amount_of(const PreparedText& text, Span cell) {
  static const Pattern kRest(R"(^[\s()]*$)");
  auto amounts = find_amounts(text, cell, {});
  if (amounts.size() != 1) return std::nullopt;
  Amount& amount = amounts.front();
  const std::string_view front = text.view({cell.begin, amount.qualified.begin});
  const std::string_view behind = text.view({amount.span.end, cell.end});
  if (!kRest.find(front) || !kRest.find(behind)) return std::nullopt;
  if (front.find('(') != std::string_view::npos && behind.find(')') != std::string_view::npos &&
      amount.value > 0)
    amount.value = -amount.value;
  return std::move(amount);
}

// The cells behind the label: between bars, or between blanks.
std::vector<Span> cells_of(const PreparedText& text, Span in) {
  const std::string_view folded = text.folded();
  const char bar =
      folded.substr(in.begin, in.size()).find('|') != std::string_view::npos ? '|' : ' ';
  std::vector<Span> cells;
  // What is left of the label's own cell is none.
  std::size_t begin = in.begin;
  if (bar == '|') begin += folded.substr(in.begin, in.size()).find(bar) + 1;
  for (std::size_t i = begin; i <= in.end; ++i) {
    if (i < in.end && folded[i] != bar) continue;
    if (i > begin && (bar == '|' || text.view({begin, i}) != " ")) cells.push_back({begin, i});
    begin = i + 1;
  }
  return cells;
}

}  // namespace

std::optional<UnitNote> unit_note_in(std::string_view folded) {
  static const Pattern kNote(
      R"((?i)(?:\(|单位[^)。]{0,8}?|\bunit:? ?|\||^|\bin )\s*(人民币|RMB|CNY|港元|港币|HK\$|HKD|美元|US\$|USD|新加坡元|S\$)?\s?('000|千|万|百万|千万|亿|ten thousand|hundred million|millions?|billions?|thousands?|mn|bn|m\b)\s?(?:of )?(元|港元|港币|美元|人民币|RMB(?: yuan)?|yuan|US dollars|Hong Kong dollars|HKD)?\s*(?:\)|\||,|;|$))");
  const auto match = kNote.find(folded);
  if (!match) return std::nullopt;
  const auto group = [&](std::size_t i) {
    return folded.substr(match->groups[i].begin, match->groups[i].size());
  };
  UnitNote note;
  note.power = power_of_word(group(1));
  if (note.power == 0) return std::nullopt;
  if (match->has(0)) {
    const FigureWord* currency =
        currency_words().at(folded, match->groups[0].begin, match->groups[0].end);
    if (currency != nullptr) note.currency = currency->values[0];
  } else if (match->has(2)) {
    const FigureWord* unit = unit_words().at(folded, match->groups[2].begin, match->groups[2].end);
    if (unit != nullptr && !unit->values[2].empty()) note.currency = unit->values[2];
  }
  return note;
}

void apply_unit_note(const UnitNote& note, Amount& amount) {
  if (amount.kind != AmountKind::plain) return;
  if (amount.power == 0) {
    amount.value *= std::pow(10.0, note.power);
    amount.power = note.power;
  }
  amount.kind = AmountKind::money;
  amount.currency = note.currency;
}

std::optional<std::size_t> only_issuer(const FigureContext& context) {
  std::optional<std::size_t> only;
  for (const auto& issuer : context.about) {
    if (!issuer) continue;
    if (only && *only != *issuer) return std::nullopt;
    only = issuer;
  }
  return only;
}

bool FigureTable::read(std::size_t index, FoundFigures& found) {
  const Span line = c_.text.sentences()[index].span;
  if (line.size() > kLongestLine) return false;
  if (!header_.empty() && index - header_at_ > kLongestTable) header_.clear();
  if (read_header(index)) return true;
  if (!header_.empty() && read_row(index, found)) return true;
  read_note(index);
  return false;
}

std::optional<UnitNote> FigureTable::note_above(std::size_t index) const {
  constexpr std::size_t kReach = 8;
  if (!note_ || index <= note_at_ || index - note_at_ > kReach) return std::nullopt;
  // A heading has no numbers of its own.
  static const Pattern kDigit(R"(\d)");
  if (kDigit.matches_in(c_.text.folded(), c_.text.sentences()[note_at_].span)) return std::nullopt;
  return note_;
}

void FigureTable::read_note(std::size_t index) {
  static const Pattern kMay(
      R"((?i)'000|单位|\bunit|(?:百万|千|万|亿|million|billion|thousand|\bmn|\bbn)[^,。]{0,16}[),|])");
  const Span line = c_.text.sentences()[index].span;
  if (!kMay.matches_in(c_.text.folded(), line)) return;
  if (auto note = unit_note_in(c_.text.view(line))) {
    note_ = std::move(note);
    note_at_ = index;
  }
}

// Two periods or more and hardly a word beside them.
bool FigureTable::read_header(std::size_t index) {
  constexpr std::size_t kMostWords = 48;
  static const Pattern kYears(R"((?:20\d\d.{0,40}){2})");
  const Span line = c_.text.sentences()[index].span;
  if (!kYears.matches_in(c_.text.folded(), line)) return false;
  const auto lists = find_periods(c_.text, line, c_.dates, c_.periods);
  Periods periods;
  std::size_t words = line.size();
  for (const PeriodList& list : lists) {
    words -= list.span.size();
    periods.insert(periods.end(), list.periods.begin(), list.periods.end());
  }
  static const Pattern kProse(R"([,。;]|、|[a-z]{3} [a-z]{3} [a-z]{3} )");
  const std::string_view first =
      lists.empty() ? std::string_view() : c_.text.view({line.begin, lists[0].span.begin});
  if (periods.size() < 2 || words > kMostWords || kProse.find(first)) return false;
  for (const MetricMention& mention : find_metrics(c_.text, line)) {
    if (mention.metric->ours()) return false;
  }
  header_ = std::move(periods);
  header_at_ = index;
  if (auto note = unit_note_in(c_.text.view(line))) {
    note_ = std::move(note);
  } else if (index - note_at_ > kNoteReach) {
    note_.reset();
  }
  return true;
}

bool FigureTable::read_row(std::size_t index, FoundFigures& found) {
  constexpr std::size_t kLabelReach = 24;
  const Span line = c_.text.sentences()[index].span;
  const auto metrics = find_metrics(c_.text, line);
  if (metrics.empty() || metrics[0].span.begin - line.begin > kLabelReach) return false;
  const MetricMention& mention = metrics[0];
  std::size_t begin = mention.span.end;
  auto note = note_;
  // "(千元)" of the row itself.
  if (begin < line.end && c_.text.folded()[begin] == '(') {
    const std::size_t close = c_.text.folded().find(')', begin);
    if (close == std::string_view::npos || close >= line.end) return false;
    if (auto own = unit_note_in(c_.text.view({begin, close + 1}))) note = std::move(own);
    begin = close + 1;
  }
  std::vector<std::optional<Amount>> values;
  for (const Span& cell : cells_of(c_.text, {begin, line.end})) {
    auto amount = amount_of(c_.text, cell);
    if (!amount && !is_blank_cell(c_.text.view(cell))) return false;
    values.push_back(std::move(amount));
  }
  if (values.size() < 2) return false;
  const auto issuer = c_.about[index] ? c_.about[index] : only_issuer(c_);
  if (!issuer || !mention.metric->ours()) return true;
  if (values.size() != header_.size()) {
    Warning warning;
    warning.code = "values-do-not-match-periods";
    warning.message = fmt::format("{}: {} values for {} periods; none was paired",
                                  mention.metric->key, values.size(), header_.size());
    warning.evidence = c_.text.evidence(line);
    found.warnings.push_back(std::move(warning));
    return true;
  }
  std::vector<Figure> list;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!values[i]) continue;
    Amount& amount = *values[i];
    Figure figure;
    if (mention.metric->kind == AmountKind::money && amount.kind == AmountKind::plain)
      apply_unit_note(note.value_or(UnitNote{}), amount);
    if (mention.metric->kind == AmountKind::percent && amount.kind == AmountKind::plain) {
      amount.kind = AmountKind::percent;
      amount.unit = "%";
    }
    if (!fits(*mention.metric, amount)) continue;
    figure.metric = mention.metric->key;
    figure.period = header_[i];
    const bool is_loss = figure.metric == "net_loss" || figure.metric == "adjusted_loss";
    figure.value = is_loss ? std::abs(amount.value) : amount.value;
    if (amount.kind == AmountKind::money) figure.currency = currency_.of(amount);
    figure.unit = amount.unit;
    figure.qualifier = amount.qualifier;
    figure.as_written = written(c_.text, amount.span);
    figure.evidence = c_.text.evidence(line);
    figure.rule = "figure:table-row";
    list.push_back(std::move(figure));
  }
  if (auto warning = unit_jump(list)) found.warnings.push_back(std::move(*warning));
  for (Figure& one : list) add_figure(found.figures, {std::move(one), *issuer});
  return true;
}

}  // namespace gongwatch::parser::facts
