// What has changed and what is coming, for a person's morning: Markdown or plain text.
#pragma once

#include <string>
#include <vector>

#include "model/news.h"
#include "model/rows.h"

namespace gongwatch::render {

struct Digest {
  Instant since{}, until{};
  std::vector<NewsRow> news;      // newest first
  std::vector<CalendarRow> days;  // oldest first
  std::vector<AlarmRow> alarms;   // sources in trouble
};

// What pages said is escaped: nothing of it formats, links or runs.
std::string digest_markdown(const Digest& digest);
// Lines of at most `width` columns (links are never cut).
std::string digest_text(const Digest& digest, std::size_t width = 78);

}  // namespace gongwatch::render
