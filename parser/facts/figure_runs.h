// Which values of a sentence belong to which metric.
#pragma once

#include <vector>

#include "parser/facts/figure_sentence.h"

namespace gongwatch::parser::facts {

using Values = std::vector<const Amount*>;  // in order, never empty in a run

struct FigureRun {
  MetricMention mention;
  Values values;
  std::size_t end;       // where the next metric stands
  std::size_t tail = 0;  // of values that two metrics share in turns: behind the last of them
};

// Values behind their metric ("revenue was A, B and C"), in front of it ("A in revenue",
// 3亿元的收入), and those that several metrics share ("revenue and profit were A and B").
std::vector<FigureRun> find_runs(const FigureSentence& sentence);

// "上述两个数字为A及B", "the numbers were A and B; for 2023, C and D": values of the metrics that
// the sentence before had, as many in each clause as there are metrics; "in 2024 it was A": of the
// `last` one.
std::vector<FigureRun> find_recalled_runs(const FigureSentence& sentence,
                                          const std::vector<const Metric*>& metrics,
                                          const Metric* last);

}  // namespace gongwatch::parser::facts
