// "Three more candidates passed hearings. A, B and C all posted their packs."
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "parser/facts/event_writer.h"

namespace gongwatch::parser::facts {

// A sentence that tells a stage of a number of companies is about those that the next one names,
// if it names as many.
class CountedGroup {
 public:
  // `index`: of the sentence.
  void remember(const PreparedText& text, const Trigger& trigger, Span clause, std::size_t index,
                const Modality& modality);
  // Of the sentence `index`, which tells `stage` of the companies `named`.
  void add(const EventWriter& writer, std::size_t index, const std::vector<std::size_t>& named,
           Stage stage, std::vector<FoundEvent>& all);

 private:
  struct Group {
    Trigger trigger;
    Span clause;
    std::size_t index;
    Modality modality;
    std::size_t count;
  };
  std::optional<Group> group_;
};

}  // namespace gongwatch::parser::facts
