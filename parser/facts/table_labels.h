// What the labels of a table about listings mean: heads of columns, and the cells in front of
// values (parser/vocabulary/table_labels.tsv, roles.tsv).
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "model/document.h"
#include "parser/facts/prepared_text.h"

namespace gongwatch::parser::facts {

enum class LabelKind {
  company,
  legal_name,
  code,
  board,
  role,
  status,
  day,            // of `stage`
  closes,         // the offer's last day
  any_day,        // of whatever the status says
  disclosed_day,  // on which that became known
  figure,         // `metric`
  other,          // known, and nothing that is read
};

struct Label {
  LabelKind kind = LabelKind::other;
  Span span;
  std::optional<Stage> stage;
  std::string_view metric;
  std::vector<Role>
      roles;              // "Joint sponsors and overall coordinators"; empty: counsel and the like
  bool expected = false;  // "expected listing date"
  Span unit;              // what stands in brackets behind it: "HK$ million"
};

// The whole cell is a label, but for a colon, marks of notes and a unit in brackets.
std::optional<Label> read_label(const PreparedText& text, Span cell);

// What a cell below "status" says, or a heading of such rows
// (parser/vocabulary/table_statuses.tsv).
struct Status {
  std::optional<Stage> stage;  // none: known, and no stage
  std::optional<Outcome> outcome;
};
std::optional<Status> read_status(std::string_view folded);

}  // namespace gongwatch::parser::facts
