// Charts as SVG: shapes with classes, so that the page's light decides their colours.
#pragma once

#include <string>
#include <vector>

#include "render/markup.h"

namespace gongwatch::render {

struct Bar {
  std::string label;  // below the bar where there is room; "2025-11" of months
  std::int64_t value = 0;
};

// Upright bars with a scale. `title` and `desc` are keys of words.
Markup bar_chart(const std::vector<Bar>& bars, const char* title, const char* desc);

struct Step {
  const char* label;  // key of a word
  std::int64_t value = 0;
};
// Lying bars, each with its share of the first.
Markup funnel_chart(const std::vector<Step>& steps, const char* title, const char* desc);

struct Spread {
  const char* label;                 // key of a word
  std::vector<std::int64_t> values;  // sorted
};
// For each the median, the middle half and the middle four fifths, on one scale of days.
Markup spread_chart(const std::vector<Spread>& rows, const char* title, const char* desc);

}  // namespace gongwatch::render
