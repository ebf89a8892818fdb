#include "parser/facts/table_pairs.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "parser/facts/pattern.h"
#include "parser/facts/table_labels.h"

namespace gongwatch::parser::facts {
namespace {

constexpr std::size_t kLongestLabel = 60;
constexpr std::size_t kLongestValue = 300;
constexpr std::size_t kLongestRecord = 1000;
constexpr std::size_t kFewestPairs = 3;
constexpr std::size_t kMostTables = 100;

// Whether anything on the page could be such a label: one pass before all lines are looked at.
bool may_have_labels(const PreparedText& text) {
  static const Pattern kAny(
      R"((?i)招股|发售价|每手|入场费|保荐|上市日|挂牌|认购|offer|board lot|sponsor|listing|subscription|price)");
  return kAny.matches_in(text.folded(), text.whole());
}

class PairFinder {
 public:
  explicit PairFinder(const PreparedText& text) : text_(text) { read_lines(); }

  std::vector<TextTable> run() {
    for (std::size_t i = 0; i < lines_.size() && tables_.size() < kMostTables;) {
      TextTable table;
      std::size_t next = record_run(i, table);
      if (next > i) {
        add_heading(i, table);
        tables_.push_back(std::move(table));
        i = next;
        continue;
      }
      next = colon_run(i, table);
      if (table.lines.size() < kFewestPairs) {
        table.lines.clear();
        next = stacked_run(i, table);
      }
      if (table.lines.size() < kFewestPairs || !tells_enough(table)) {
        ++i;
        continue;
      }
      add_heading(i, table);
      tables_.push_back(std::move(table));
      i = next;
    }
    return std::move(tables_);
  }

 private:
  void read_lines() {
    const std::string_view folded = text_.folded();
    for (std::size_t begin = 0; begin < folded.size();) {
      const std::size_t end = std::min(folded.find('\n', begin), folded.size());
      const Span line = without_blanks(text_, {begin, end});
      if (!line.empty()) lines_.push_back(line);
      begin = end + 1;
    }
    labels_.resize(lines_.size());
  }

  void add_heading(std::size_t first, TextTable& table) const {
    if (first == 0 || lines_[first - 1].size() > kLongestValue) return;
    table.heading = is_prose(text_, lines_[first - 1]) ? Span{} : lines_[first - 1];
    table.intro = lines_[first - 1];
  }

  // The pairs of "公司:甲;事项:递表;日期:8月12日;保荐人:乙行", if it tells whose they are.
  std::vector<std::pair<Label, Span>> pairs_of(std::size_t index) const {
    static const Pattern kLabel(R"((?:^|[;,] ?)([^:;/|,]{2,40}):)");
    std::vector<std::pair<Label, Span>> pairs;
    const Span line = item(index);
    if (line.size() > kLongestRecord || text_.view(line).find(':') == std::string_view::npos)
      return pairs;
    bool named = false;
    const auto labels = kLabel.find_all(text_.folded(), line);
    for (std::size_t i = 0; i < labels.size(); ++i) {
      auto label = read_label(text_, labels[i].groups[0]);
      if (!label) return {};
      named = named || label->kind == LabelKind::company || label->kind == LabelKind::legal_name;
      const std::size_t end = i + 1 < labels.size() ? labels[i + 1].span.begin : line.end;
      pairs.emplace_back(std::move(*label), without_blanks(text_, {labels[i].span.end, end}));
    }
    if (!named || pairs.size() < kFewestPairs) pairs.clear();
    return pairs;
  }

  // Lines of the same labels, as rows below a head of these.
  std::size_t record_run(std::size_t begin, TextTable& table) const {
    std::vector<std::pair<Label, Span>> head = pairs_of(begin);
    std::size_t i = begin;
    for (auto pairs = head; !pairs.empty() && i < lines_.size();) {
      const bool same = std::equal(pairs.begin(), pairs.end(), head.begin(), head.end(),
                                   [&](const auto& a, const auto& b) {
                                     return text_.view(a.first.span) == text_.view(b.first.span);
                                   });
      if (!same) break;
      TableLine row{lines_[i], {}, 0};
      TableLine labels = row;
      for (const auto& [label, value] : pairs) {
        row.cells.push_back(value);
        labels.cells.push_back(label.span);
      }
      if (i == begin) table.lines.push_back(std::move(labels));
      table.lines.push_back(std::move(row));
      if (++i < lines_.size()) pairs = pairs_of(i);
    }
    return i;
  }

  // Without the mark of a list's item.
  Span item(std::size_t index) const {
    static const Pattern kMark(R"(^(?:[-*•·■●▪◆○▲►√✓]|\d{1,2}[.)、])\s?)");
    Span line = lines_[index];
    if (const auto mark = kMark.find(text_.view({line.begin, std::min(line.end, line.begin + 8)})))
      line.begin += mark->span.end;
    return line;
  }

  std::optional<TableLine> colon_pair(std::size_t index) const {
    const Span line = item(index);
    const std::size_t colon = text_.view(line).substr(0, kLongestLabel).find(':');
    if (line.size() > kLongestValue || colon == std::string_view::npos || colon == 0)
      return std::nullopt;
    const Span label{line.begin, line.begin + colon};
    const Span value = without_blanks(text_, {label.end + 1, line.end});
    static const Pattern kDigit(R"(\d$)");
    if (value.empty() || kDigit.matches_in(text_.folded(), label) || is_prose(text_, value) ||
        text_.view(line).find('|') != std::string_view::npos)
      return std::nullopt;
    return TableLine{line, {label, value}, 0};
  }

  std::size_t colon_run(std::size_t begin, TextTable& table) const {
    std::size_t i = begin;
    for (; i < lines_.size(); ++i) {
      auto pair = colon_pair(i);
      if (!pair) break;
      if (i == begin && !read_label(text_, pair->cells[0])) break;
      table.lines.push_back(std::move(*pair));
    }
    return i;
  }

  bool is_label(std::size_t index) {
    if (index >= lines_.size()) return false;
    auto& known = labels_[index];
    if (!known) {
      const Span line = item(index);
      known = line.size() <= kLongestLabel && read_label(text_, line).has_value();
    }
    return *known;
  }

  bool is_value(std::size_t index) const {
    return index < lines_.size() && lines_[index].size() <= kLongestValue &&
           !is_prose(text_, lines_[index]);
  }

  // A pair with an unknown label is passed if the next one is known.
  std::size_t stacked_run(std::size_t begin, TextTable& table) {
    std::size_t i = begin;
    while (is_value(i + 1)) {
      if (is_label(i) && !is_label(i + 1)) {
        const Span label = item(i);
        table.lines.push_back({{label.begin, lines_[i + 1].end}, {label, lines_[i + 1]}, 0});
      } else if (i == begin || is_label(i) || !is_label(i + 2) || is_label(i + 3)) {
        break;
      }
      i += 2;
    }
    return i;
  }

  bool tells_enough(const TextTable& table) const {
    // "Filed: Bright Harbour, November 6": lines of a list, each about another company.
    static const Pattern kName(
        R"(^"?[A-Z][A-Za-z]+[A-Za-z0-9&' -]* ?(?:\(|,|;|-{1,2} |at HK|\.?$))");
    static const Pattern kNoName(
        R"((?i)^(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|satur|sun)(?:day)?\b|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b|to be|tb[acd]|not |from |before |after |by |n/?a))");
    std::size_t telling = 0;
    std::size_t items = 0;
    for (const TableLine& line : table.lines) {
      const auto label = read_label(text_, line.cells[0]);
      if (!label) continue;
      if (label->kind == LabelKind::day && kName.find(text_.view(line.cells[1])) &&
          !kNoName.find(text_.view(line.cells[1])) && ++items > 1)
        return false;
      switch (label->kind) {
        case LabelKind::role:
        case LabelKind::day:
        case LabelKind::closes:
        case LabelKind::figure:
          ++telling;
          break;
        default:
          break;
      }
    }
    return telling >= 2;
  }

  const PreparedText& text_;
  std::vector<Span> lines_;
  std::vector<std::optional<bool>> labels_;
  std::vector<TextTable> tables_;
};

}  // namespace

std::vector<TextTable> find_pair_tables(const PreparedText& text) {
  if (!may_have_labels(text)) return {};
  return PairFinder(text).run();
}

}  // namespace gongwatch::parser::facts
