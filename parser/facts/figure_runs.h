// Which values of a sentence belong to which metric.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "parser/facts/figure_sentence.h"

namespace gongwatch::parser::facts {

using Values = std::vector<const Amount*>;  // in order, never empty in a run

struct FigureRun {
  MetricMention mention;
  Values values;
  std::size_t end;  // where the next metric stands
  // The value of another run, read before, whose time these have; null: their own.
  const Amount* like = nullptr;
  std::optional<std::string> period{};  // told by the place in a list of results; null: its own
};

// Values behind their metric ("revenue was A, B and C"), in front of it ("A in revenue",
// 3亿元的收入), and those that several metrics share ("revenue and profit were A and B").
std::vector<FigureRun> find_runs(const FigureSentence& sentence);

// "In 2023 it was A": of the metric that the sentence before ended with.
std::vector<FigureRun> find_continued_run(const FigureSentence& sentence, const Metric& metric);

// "上述两个数字为A及B", "the numbers were A and B; for 2023, C and D": values of the metrics that
// the sentence before had, as many in each clause as there are metrics.
std::vector<FigureRun> find_recalled_runs(const FigureSentence& sentence,
                                          const std::vector<const Metric*>& metrics);

}  // namespace gongwatch::parser::facts
