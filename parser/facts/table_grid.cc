#include "parser/facts/table_grid.h"

#include "parser/facts/pattern.h"

namespace gongwatch::parser::facts {
namespace {

bool has_digit(std::string_view words) {
  return words.find_first_of("0123456789") != std::string_view::npos;
}

// How well a cell fits its column: 1 as it should be, 0 no objection, -1 cannot be.
int fit(const PreparedText& text, const Label& label, Span cell) {
  static const Pattern kCode(R"(^[^\d]*\d{4,5}(?:\.hk|\.HK)?[^\d]*$)");
  static const Pattern kDay(
      R"(\d{1,2}[^\d]{1,6}\d{1,2}|(?i)(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|日|月)");
  static const Pattern kEmpty(R"((?i)^(?:-+|n/?a|tba|tbc|待定|未定|不适用)?$)");
  const std::string_view words = text.view(cell);
  if (kEmpty.find(words)) return label.kind == LabelKind::company ? -1 : 0;
  switch (label.kind) {
    case LabelKind::code:
      return kCode.find(words) ? 1 : -1;
    case LabelKind::day:
    case LabelKind::any_day:
    case LabelKind::disclosed_day:
    case LabelKind::closes:
      return kDay.find(words) ? 1 : -1;
    case LabelKind::figure:
      return has_digit(words) ? 1 : -1;
    case LabelKind::company:
      return looks_like_value(text, cell) ? -1 : 0;
    case LabelKind::status:
      return read_status(words) ? 1 : 0;
    case LabelKind::role:
      return has_digit(words) ? -1 : 0;
    default:
      return 0;
  }
}

struct Fit {
  int score = 0;
  bool possible = true;
};

// The row's first cell stands in column `shift`.
Fit fit_at(const PreparedText& text, const GridColumns& columns, const TableLine& row,
           std::size_t shift) {
  Fit all;
  for (std::size_t i = 0; i < row.cells.size() && i + shift < columns.size(); ++i) {
    if (columns[i + shift] == nullptr) continue;
    const int one = fit(text, *columns[i + shift], row.cells[i]);
    all.score += one;
    if (one < 0) all.possible = false;
  }
  return all;
}

}  // namespace

bool looks_like_value(const PreparedText& text, Span cell) {
  static const Pattern kValue(
      R"((?i)^(?:[\d.,:/%x+()\s-]|hk\$|us\$|\$|港元|港币|人民币|元|股|倍|亿|万|年|月|日|至|hk)+$)");
  const std::string_view words = text.view(cell);
  return has_digit(words) && kValue.find(words);
}

std::optional<std::vector<Span>> fit_row(const PreparedText& text, const GridColumns& columns,
                                         const TableLine& row, const std::vector<Span>& above) {
  std::vector<Span> cells(columns.size());
  std::size_t shift = 0;
  if (row.cells.size() < columns.size()) {
    const std::size_t lost = columns.size() - row.cells.size();
    const Fit left = fit_at(text, columns, row, 0);
    const Fit right = fit_at(text, columns, row, lost);
    if (right.possible && (!left.possible || right.score > left.score)) {
      shift = lost;
    } else if (!left.possible) {
      return std::nullopt;
    }
  } else if (!fit_at(text, columns, row, 0).possible && row.cells.size() > columns.size()) {
    return std::nullopt;
  }
  for (std::size_t i = 0; i < shift && i < above.size(); ++i) cells[i] = above[i];
  for (std::size_t i = 0; i < row.cells.size() && i + shift < cells.size(); ++i)
    cells[i + shift] = row.cells[i];
  return cells;
}

}  // namespace gongwatch::parser::facts
