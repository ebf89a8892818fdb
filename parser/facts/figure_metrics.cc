#include "parser/facts/figure_metrics.h"

#include "parser/facts/figure_cues.h"
#include "parser/vocabulary/table.h"

namespace gongwatch::parser::facts {
namespace {

struct MetricTable {
  MetricTable() : cues(patterns()) {
    for (const TableRow& row : table_rows("metrics", 3)) {
      Metric metric;
      if (row[0] != "-") metric.key = std::string(row[0]);
      metric.kind = row[1] == "percent"    ? AmountKind::percent
                    : row[1] == "quantity" ? AmountKind::quantity
                                           : AmountKind::money;
      metrics.push_back(std::move(metric));
    }
  }

  static std::vector<std::string> patterns() {
    std::vector<std::string> lines;
    for (const TableRow& row : table_rows("metrics", 3)) lines.emplace_back(row[2]);
    return lines;
  }

  CueTable cues;
  std::vector<Metric> metrics;
};

}  // namespace

std::vector<MetricMention> find_metrics(const PreparedText& text, Span in) {
  static const MetricTable table;
  std::vector<MetricMention> mentions;
  for (const CueMention& cue : table.cues.find(text, in))
    mentions.push_back({cue.span, &table.metrics[cue.line]});
  return mentions;
}

bool fits(const Metric& metric, const Amount& amount) {
  constexpr int kLeastPower = 3;
  if (metric.kind == AmountKind::money && amount.kind == AmountKind::plain)
    return amount.power >= kLeastPower;
  return metric.kind == amount.kind && amount.unit != "shares";
}

}  // namespace gongwatch::parser::facts
