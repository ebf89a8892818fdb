// What kinds of stages there are.
#pragma once

#include "model/document.h"

namespace gongwatch::parser::facts {

inline bool is_filing(Stage stage) { return stage == Stage::filed || stage == Stage::refiled; }

inline bool is_end(Stage stage) {
  return stage == Stage::lapsed || stage == Stage::withdrawn || stage == Stage::rejected ||
         stage == Stage::returned;
}

// How far along the way to the listing; ends are beside it.
inline int place_of(Stage stage) { return is_end(stage) ? 0 : static_cast<int>(stage) + 1; }

}  // namespace gongwatch::parser::facts
