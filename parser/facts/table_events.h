// The stages that a record tells, and when.
#pragma once

#include <optional>
#include <vector>

#include "parser/facts/dates.h"
#include "parser/facts/events.h"
#include "parser/facts/table_records.h"

namespace gongwatch::parser::facts {

struct RecordContext {
  const PreparedText& text;
  const std::vector<DateMention>& dates;
  std::optional<CivilDate> reference;
  std::optional<Stage> stage;       // what the table's heading says of all its rows
  std::optional<Board> board;       // likewise
  bool days_of_disclosure = false;  // the page says that its days are those of publication
};

// Without issuer and sentence. An undated plan is left out.
std::vector<FoundEvent> record_events(const TableRecord& record, const RecordContext& context);

// What a cell says of the stage, without days and brackets in it: "通过聆讯(10月30日)", "Filed 5
// Aug 2025". Nothing if it says more than that.
std::optional<Status> status_of_cell(const PreparedText& text, Span cell);

// The stage that a heading gives to the rows below it: "本周递表公司", "Hearings passed".
std::optional<Stage> heading_stage(const PreparedText& text, Span heading);

}  // namespace gongwatch::parser::facts
