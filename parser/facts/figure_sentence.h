// One sentence as the reader of figures sees it: what is measured, when, and which amounts are
// levels.
#pragma once

#include <vector>

#include "parser/facts/amounts.h"
#include "parser/facts/figure_metrics.h"
#include "parser/facts/figures.h"

namespace gongwatch::parser::facts {

struct FigureSentence {
  const PreparedText& text;
  Span span;
  std::vector<MetricMention> metrics;
  std::vector<PeriodList> periods;  // in order
  // In order. Changes ("up 12%"), percentage points, conversions ("(about US$38 million)") and the
  // ends of ranges are left out: they are in `passed`.
  std::vector<Amount> values;
  std::vector<Span> passed;            // sorted; with periods and days, too
  std::optional<CivilDate> reference;  // what 过去三年 counts back from
};

FigureSentence read_figure_sentence(const FigureContext& context, Span span,
                                    std::vector<MetricMention> metrics);

// "2000" of 2000股 is no year.
bool counts_something(const PreparedText& text, Span year);

// Whether what stands between two values holds them together as one list or course: separators,
// "to", "rising to", 增至, "compared with", periods.
bool holds_together(const FigureSentence& sentence, Span gap);
// Whether the words between a metric and the first amount behind it let the one be a value of the
// other.
bool leads_to_value(const FigureSentence& sentence, Span gap);

}  // namespace gongwatch::parser::facts
