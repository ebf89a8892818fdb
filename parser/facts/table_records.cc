#include "parser/facts/table_records.h"

#include <algorithm>
#include <utility>

#include "parser/facts/firms.h"
#include "parser/facts/pattern.h"
#include "parser/facts/table_events.h"
#include "parser/facts/table_grid.h"

namespace gongwatch::parser::facts {
namespace {

constexpr std::size_t kMostRecords = 300;

using Labels = std::vector<std::optional<Label>>;

struct LabelledLine {
  const TableLine* line;
  Labels labels;

  std::size_t known() const {
    return static_cast<std::size_t>(std::count_if(labels.begin(), labels.end(),
                                                  [](const auto& one) { return one.has_value(); }));
  }
  bool has(LabelKind kind) const {
    return std::any_of(labels.begin(), labels.end(),
                       [&](const auto& one) { return one && one->kind == kind; });
  }
  bool labelled(std::size_t cell) const { return cell < labels.size() && labels[cell].has_value(); }
};

bool is_of_offer(std::string_view metric) { return metric != "market_value" && metric != "change"; }

// Labels that only tables about listings have.
bool tells_listing(const Label& label) {
  switch (label.kind) {
    case LabelKind::role:
    case LabelKind::day:
    case LabelKind::closes:
      return true;
    case LabelKind::figure:
      return is_of_offer(label.metric);
    default:
      return false;
  }
}

class RecordFinder {
 public:
  RecordFinder(const PreparedText& text, const std::vector<TextTable>& tables)
      : text_(text), tables_(tables) {}

  std::vector<TableRecord> run() {
    for (table_ = 0; table_ < tables_.size(); ++table_) read_table();
    return std::move(records_);
  }

 private:
  void read_table() {
    lines_.clear();
    for (const TableLine& line : tables_[table_].lines) {
      LabelledLine labelled{&line, {}};
      labelled.labels.reserve(line.cells.size());
      for (const Span& cell : line.cells) labelled.labels.push_back(read_label(text_, cell));
      lines_.push_back(std::move(labelled));
    }
    if (read_columns()) return;
    std::vector<TableRecord> details;
    TableRecord detail;
    detail.table = table_;
    for (std::size_t i = 0; i < lines_.size();) {
      if (is_head(i)) {
        i = read_rows(i);
      } else {
        if (begins_another(lines_[i], detail)) {
          details.push_back(std::exchange(detail, TableRecord{}));
          detail.table = table_;
          detail.section = lines_[i].line->section;
        }
        add_pairs(lines_[i++], detail);
      }
    }
    details.push_back(std::move(detail));
    finish_details(std::move(details));
  }

  // "Company | Stage | Date", and below it a line of values.
  bool is_head(std::size_t index) const {
    const LabelledLine& line = lines_[index];
    if (line.known() < 2 || index + 1 >= lines_.size()) return false;
    if (labels_in_values(index + 1, line) > 0) return false;
    for (std::size_t i = 0; i < line.labels.size(); ++i) {
      if (!line.labels[i] && looks_like_value(text_, line.line->cells[i])) return false;
    }
    if (line.has(LabelKind::company)) return true;
    // One row without the company, below what its heading tells.
    const auto telling = std::count_if(line.labels.begin(), line.labels.end(),
                                       [](const auto& one) { return one && tells_listing(*one); });
    return telling >= 2 && line.known() + 1 >= line.labels.size();
  }

  // "Filed" is a label elsewhere, but below "Status" it is a value.
  std::size_t labels_in_values(std::size_t index, const LabelledLine& head) const {
    std::size_t count = 0;
    for (std::size_t i = 0; i < lines_[index].labels.size(); ++i) {
      const bool status = head.labelled(i) && head.labels[i]->kind == LabelKind::status;
      if (lines_[index].labelled(i) && !status) ++count;
    }
    return count;
  }

  // "本周新动作": a head that is not known, above cells of which each tells a stage.
  void find_status(std::size_t head) {
    LabelledLine& heads = lines_[head];
    if (heads.has(LabelKind::status) || heads.has(LabelKind::day)) return;
    for (std::size_t column = 1; column < heads.labels.size(); ++column) {
      if (heads.labelled(column) || heads.line->cells[column].empty()) continue;
      std::size_t stages = 0;
      std::size_t row = head + 1;
      for (; row < lines_.size() && lines_[row].line->cells.size() == heads.labels.size(); ++row) {
        const auto status = status_of_cell(text_, lines_[row].line->cells[column]);
        if (!status) break;
        if (status->stage) ++stages;
      }
      if (row < lines_.size() || stages < 2) continue;
      Label status;
      status.kind = LabelKind::status;
      status.span = heads.line->cells[column];
      heads.labels[column] = status;
      return;
    }
  }

  std::size_t read_rows(std::size_t head) {
    find_status(head);
    const LabelledLine& heads = lines_[head];
    const bool named = heads.has(LabelKind::company) || heads.has(LabelKind::legal_name);
    std::size_t next = head + 1;
    std::vector<Span> above;
    GridColumns columns;
    for (const auto& label : heads.labels) columns.push_back(label ? &*label : nullptr);
    for (; next < lines_.size() && !is_head(next); ++next) {
      if (labels_in_values(next, heads) >= 2) continue;  // the head again
      if (!named && next > head + 1) break;
      auto row = fit_row(text_, columns, *lines_[next].line, above);
      if (!row) continue;
      TableRecord record;
      record.table = table_;
      record.section = lines_[next].line->section;
      record.pipeline = named;
      for (std::size_t i = 0; i < columns.size(); ++i) {
        if (columns[i] != nullptr && !(*row)[i].empty())
          record.fields.push_back({*columns[i], (*row)[i], lines_[next].line->span});
      }
      above = *row;
      add(std::move(record));
    }
    return next;
  }

  // Below a heading, or "Company | …" again: perhaps another company's pairs.
  static bool begins_another(const LabelledLine& line, const TableRecord& detail) {
    if (line.line->section != detail.section) return true;
    return line.labelled(0) && line.labels[0]->kind == LabelKind::company &&
           detail.find(LabelKind::company) != nullptr;
  }

  // "Offer price | 8.88 | Board lot | 500". A list of banks may fill several cells.
  void add_pairs(const LabelledLine& line, TableRecord& detail) const {
    const auto& cells = line.line->cells;
    for (std::size_t i = 0; i + 1 < cells.size(); i += 2) {
      if (!line.labels[i]) continue;
      if (line.labelled(i + 1) && line.labels[i]->kind != LabelKind::status) continue;
      Span value = cells[i + 1];
      std::size_t last = i + 1;
      const bool only_one = cells.size() == 3 && i == 0;
      while (last + 1 < cells.size() && !line.labelled(last + 1) &&
             (only_one || (line.labels[i]->kind == LabelKind::role &&
                           is_house(text_.original(cells[last + 1])))))
        ++last;
      value.end = std::max(value.end, cells[last].end);
      if (!value.empty()) detail.fields.push_back({*line.labels[i], value, line.line->span});
    }
  }

  void finish_details(std::vector<TableRecord> details) {
    std::size_t telling = 0;
    for (const TableRecord& detail : details) {
      for (const Field& field : detail.fields) telling += tells_listing(field.label) ? 1 : 0;
    }
    if (telling < 2) return;
    for (TableRecord& detail : details) add(std::move(detail));
  }

  // The companies side by side: the first cell of each line is its label.
  bool read_columns() {
    if (lines_.size() < 3) return false;
    const std::size_t width = lines_.front().labels.size();
    if (width < 3) return false;
    std::size_t telling = 0;
    for (const LabelledLine& line : lines_) {
      if (line.labels.size() != width || line.known() > 1) return false;
      if (line.known() == 1 && !line.labels[0]) return false;
      if (line.labels[0] && tells_listing(*line.labels[0])) ++telling;
    }
    Labels& heads = lines_.front().labels;
    if (telling < 2 || !heads_columns(lines_.front())) return false;
    if (!heads[0]) heads[0] = Label{};
    heads[0]->kind = LabelKind::company;
    for (std::size_t column = 1; column < width; ++column) {
      TableRecord record;
      record.table = table_;
      record.pipeline = true;
      for (const LabelledLine& line : lines_) {
        const Span cell = line.line->cells[column];
        if (line.labels[0] && !cell.empty())
          record.fields.push_back({*line.labels[0], cell, line.line->span});
      }
      add(std::move(record));
    }
    return true;
  }

  // "公司 | 甲 | 乙"; with codes also " | 甲(06677) | 乙(06688)", 项目 | 甲 | 乙.
  bool heads_columns(const LabelledLine& head) const {
    static const Pattern kCode(R"(\(0?\d{4}(?:\.HK)?\)$)");
    if (head.labels[0] && head.labels[0]->kind == LabelKind::company) return true;
    if (head.labels[0] && head.labels[0]->kind != LabelKind::other) return false;
    const bool codes = std::any_of(lines_.begin(), lines_.end(), [](const LabelledLine& line) {
      return line.labels[0] && line.labels[0]->kind == LabelKind::code;
    });
    const auto& cells = head.line->cells;
    return std::all_of(cells.begin() + 1, cells.end(), [&](const Span& cell) {
      return !cell.empty() && !looks_like_value(text_, cell) &&
             (codes || kCode.matches_in(text_.folded(), cell));
    });
  }

  // "Change" beside "first-day close" is that day's.
  static void settle_change(TableRecord& record) {
    const bool first_day =
        std::any_of(record.fields.begin(), record.fields.end(),
                    [](const Field& field) { return field.label.metric == "first_day_close"; });
    for (Field& field : record.fields) {
      if (field.label.metric != "change") continue;
      field.label.metric = first_day ? "first_day_change" : "";
      if (!first_day) field.label.kind = LabelKind::other;
    }
  }

  void add(TableRecord record) {
    settle_change(record);
    if (!record.fields.empty() && records_.size() < kMostRecords)
      records_.push_back(std::move(record));
  }

  const PreparedText& text_;
  const std::vector<TextTable>& tables_;
  std::size_t table_ = 0;
  std::vector<LabelledLine> lines_;
  std::vector<TableRecord> records_;
};

}  // namespace

const Field* TableRecord::find(LabelKind kind) const {
  for (const Field& field : fields) {
    if (field.label.kind == kind) return &field;
  }
  return nullptr;
}

std::vector<TableRecord> find_records(const PreparedText& text,
                                      const std::vector<TextTable>& tables) {
  return RecordFinder(text, tables).run();
}

bool tells_of_listing(const TableRecord& record) {
  return std::any_of(record.fields.begin(), record.fields.end(), [](const Field& field) {
    switch (field.label.kind) {
      case LabelKind::day:
      case LabelKind::status:
      case LabelKind::role:
      case LabelKind::closes:
      case LabelKind::any_day:
      case LabelKind::disclosed_day:
        return true;
      case LabelKind::figure:
        return is_of_offer(field.label.metric);
      default:
        return false;
    }
  });
}

}  // namespace gongwatch::parser::facts
