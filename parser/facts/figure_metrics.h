// The words that name what is measured (parser/vocabulary/metrics.tsv).
#pragma once

#include <string>
#include <vector>

#include "parser/facts/amounts.h"
#include "parser/facts/prepared_text.h"

namespace gongwatch::parser::facts {

struct Metric {
  std::string key;  // empty: another quantity, whose amounts are none of ours
  AmountKind kind = AmountKind::money;

  bool ours() const { return !key.empty(); }
};

struct MetricMention {
  Span span;
  const Metric* metric;  // never null
};

// In order, those that are not ours included.
std::vector<MetricMention> find_metrics(const PreparedText& text, Span in);

// Whether an amount can be a value of the metric; money may lack its unit ("3.1亿").
bool fits(const Metric& metric, const Amount& amount);

}  // namespace gongwatch::parser::facts
