// What a ranking is by: "in terms of revenue in 2024", 按2024年收入及产量计.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "parser/facts/prepared_text.h"

namespace gongwatch::parser::facts {

struct RankMeasure {
  Span span;                         // the whole phrase
  std::vector<Span> metrics;         // "revenue", "output": without year, region, "its"
  std::vector<std::string> periods;  // written inside
  Span region;                       // 中国 in 按中国收入计
  bool of_field = false;             // no measure: `object` is a trade, 以整个预制菜行业计
  Span object;                       // 云端芯片 in 按云端芯片收入计: what the metric is of, if told
  bool certain = true;               // false: "by" and words that need not be a metric
};

// Left to right, not overlapping.
std::vector<RankMeasure> find_rank_measures(const PreparedText& text, Span sentence);

// The English ones alone, added to `all`.
void add_english_measures(const PreparedText& text, Span sentence, std::vector<RankMeasure>& all);
// "revenue and output" cut into its metrics.
std::vector<Span> listed_metrics(const PreparedText& text, Span words);

// A metric that the words end with ("2024年产量[居第二]"), without what stands in front of its
// head.
std::optional<Span> metric_at_end(const PreparedText& text, Span words);
// Heads of metrics as RE2 alternatives, without captures.
const std::string& rank_metric_heads();

}  // namespace gongwatch::parser::facts
