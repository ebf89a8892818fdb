#include "parser/facts/figure_metrics.h"

#include <algorithm>

#include "parser/facts/pattern.h"
#include "parser/vocabulary/table.h"

namespace gongwatch::parser::facts {
namespace {

// The table as one pattern without capturing groups, which RE2 runs as a DFA; which line a match
// belongs to is asked of the matched words alone.
class MetricTable {
 public:
  MetricTable() : any_(joined()) {
    for (const TableRow& row : table_rows("metrics", 3)) {
      Metric metric;
      if (row[0] != "-") metric.key = std::string(row[0]);
      metric.kind = row[1] == "percent"    ? AmountKind::percent
                    : row[1] == "quantity" ? AmountKind::quantity
                                           : AmountKind::money;
      lines_.push_back({std::move(metric), Pattern("(?i)^(?:" + std::string(row[2]) + ")$")});
    }
  }

  std::vector<MetricMention> find(const PreparedText& text, Span in) const {
    std::vector<MetricMention> mentions;
    for (const Match& match : any_.find_all(text.folded(), in)) {
      const auto line = std::find_if(lines_.begin(), lines_.end(), [&](const Line& one) {
        return one.pattern.matches_in(text.folded(), match.span);
      });
      if (line != lines_.end()) mentions.push_back({match.span, &line->metric});
    }
    return mentions;
  }

  bool in(const PreparedText& text, Span in) const { return any_.matches_in(text.folded(), in); }

 private:
  struct Line {
    Metric metric;
    Pattern pattern;
  };

  static std::string joined() {
    std::string all;
    for (const TableRow& row : table_rows("metrics", 3)) {
      all += all.empty() ? "(?i)(?:" : ")|(?:";
      all += row[2];
    }
    return all + ")";
  }

  Pattern any_;
  std::vector<Line> lines_;
};

const MetricTable& metric_table() {
  static const MetricTable table;
  return table;
}

}  // namespace

std::vector<MetricMention> find_metrics(const PreparedText& text, Span in) {
  return metric_table().find(text, in);
}

bool has_metrics(const PreparedText& text, Span in) { return metric_table().in(text, in); }

bool fits(const Metric& metric, const Amount& amount) {
  constexpr int kLeastPower = 3;
  if (metric.kind == AmountKind::money && amount.kind == AmountKind::plain)
    return amount.power >= kLeastPower;
  return metric.kind == amount.kind && amount.unit != "shares";
}

}  // namespace gongwatch::parser::facts
