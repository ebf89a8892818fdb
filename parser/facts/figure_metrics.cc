#include "parser/facts/figure_metrics.h"

#include <algorithm>

#include "parser/facts/figure_cues.h"
#include "parser/facts/pattern.h"
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

// "8.6% of revenue": what stands behind is a share of it, or somebody else's.
bool is_base_of_share(const PreparedText& text, Span metric, Span in) {
  static const Pattern kShareOf(
      R"((?i)(?:%|\bper ?cent|\bthirds?|\bhalf|\bquarters?|\bevery [^,;]{1,24}) of (?:the |its |their |our |total |annual |group |company's )*$)");
  constexpr std::size_t kReach = 48;
  const std::size_t from = metric.begin - std::min(kReach, metric.begin - in.begin);
  return kShareOf.find(text.view({from, metric.begin})).has_value();
}

}  // namespace

std::vector<MetricMention> find_metrics(const PreparedText& text, Span in) {
  static const MetricTable table;
  static const Metric another;
  std::vector<MetricMention> mentions;
  for (const CueMention& cue : table.cues.find(text, in))
    mentions.push_back(
        {cue.span, is_base_of_share(text, cue.span, in) ? &another : &table.metrics[cue.line]});
  return mentions;
}

bool fits(const Metric& metric, const Amount& amount) {
  constexpr int kLeastPower = 3;
  if (metric.kind == AmountKind::money && amount.kind == AmountKind::plain)
    return amount.power >= kLeastPower;
  return metric.kind == amount.kind && amount.unit != "shares";
}

}  // namespace gongwatch::parser::facts
