// Which time each value of a metric is of.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parser/facts/figure_runs.h"

namespace gongwatch::parser::facts {

using Periods = std::vector<std::string>;

// The periods that an article speaks of, from sentence to sentence: "during the same periods", and
// values that name none.
class PeriodMemory {
 public:
  void enter_paragraph();
  // Explicit lists and the periods that a run of values was given.
  void add(const Periods& periods);
  // The latest list of that length in this paragraph; of the paragraphs before only where
  // `anywhere`.
  const Periods* latest(std::size_t size, bool anywhere) const;
  // The latest list of more than one period.
  const Periods* latest_list(bool anywhere) const;

 private:
  struct Entry {
    Periods periods;
    std::size_t paragraph;
  };
  std::vector<Entry> entries_;
  std::size_t paragraph_ = 0;
};

// 过去三年收入为A、B及C, where nothing tells the years: so many before this one, if the clause in
// front of the values says so.
std::optional<Periods> past_years(std::string_view clause, std::optional<CivilDate> reference,
                                  std::size_t count);

// The time that the values before in the sentence are of, where it is one: in "revenue was A in
// 2023, up from B in 2022; profit was C", C is of 2023.
struct MainTime {
  std::size_t end = 0;  // of those values
  std::string period;
};

struct TimedValue {
  const Amount* amount;
  std::optional<std::string> period;
};

struct Timed {
  std::vector<TimedValue> values;   // empty: nothing could be paired
  std::size_t expected = 0;         // periods that do not match: how many there were, else 0
  std::optional<std::string> main;  // the one time that goes on
  std::size_t end = 0;              // of the values and of the times beside them
};

// Gives each value of one metric its period. `lists` are the periods (or the days of a balance)
// that the sentence names.
Timed time_values(const FigureSentence& sentence, const std::vector<PeriodList>& lists,
                  const FigureRun& run, const std::optional<MainTime>& before,
                  const PeriodMemory& memory);

// The days that balances are of: "as of December 31, 2022, 2023 and 2024" → at 2022-12-31 …
std::vector<PeriodList> find_moments(const FigureContext& context, const FigureSentence& sentence);

}  // namespace gongwatch::parser::facts
