// One event, many articles: who tells a stage of an application, for `show` and `explain`.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/answers.h"

namespace gongwatch::cli {

// A stage with all that tell it, as in the view `event`.
struct ToldEvent {
  std::string stage;
  std::vector<WitnessRow> witnesses;
  bool official = false;    // HKEX or the CSRC tells it
  std::size_t sources = 0;  // of news, each once, copies apart
  std::size_t copies = 0;

  const WitnessRow* witness(std::string_view fact) const;  // nullptr if there is none
};

// `rows` as Store::witnesses answers: those of one stage stand together.
std::vector<ToldEvent> events_of(std::vector<WitnessRow> rows);

// "told officially and by 3 independent sources, 1 copy".
std::string told_by(const ToldEvent& event);
// "zhitong (zh-Hans), disclosed 2025-11-09, a copy of https://…"; the copied one is of that event.
std::string line_of(const WitnessRow& witness, const ToldEvent& event);

render::Json json_of(const WitnessRow& witness);
// {"official": …, "sources": …, "copies": …}
render::Json counts_of(const ToldEvent& event);

}  // namespace gongwatch::cli
