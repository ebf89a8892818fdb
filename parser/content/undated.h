// Times that leave out their year or their day, as lists and heads of news pages print them.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "parser/content/written_date.h"

namespace gongwatch::parser {

struct UndatedTime {
  WrittenDate date;
  bool year_inferred = false;
};

// 11-09 08:00, 11月9日 08:00, Nov 9, 08:00 (in the latest year that is not after the capture), 昨天
// 10:20, yesterday, 3小时前, 3 hours ago: seen from `captured_at` on a clock at `offset`.
std::optional<UndatedTime> find_undated(std::string_view text, std::chrono::minutes offset,
                                        Instant captured_at);

}  // namespace gongwatch::parser
