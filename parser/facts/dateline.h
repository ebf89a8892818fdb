// When the report was written, as it says itself: what 今日 and a bare weekday count from, whenever
// it was fetched.
#pragma once

#include <optional>

#include "parser/facts/dates.h"

namespace gongwatch::parser::facts {

// "HONG KONG, Jan 9 - ", 财联社1月9日电, "(记者李明 1月9日报道)": where and when the report was
// written, and no day of an event.
bool is_dateline(const PreparedText& text, Span sentence, const DateMention& date);

// "港股早参(11月14日)": its day is none of what it tells.
bool heads_morning_paper(const PreparedText& title);

// The day that a dateline, a byline or a line of its own at the text's head tells, or the headline.
// `dates`: those of the text, `title_dates` of the headline, reckoned from `reference`. Null: none,
// or one that the reference makes impossible.
std::optional<CivilDate> day_of_writing(const PreparedText& text,
                                        const std::vector<DateMention>& dates,
                                        const PreparedText& title,
                                        const std::vector<DateMention>& title_dates,
                                        std::optional<CivilDate> reference);

}  // namespace gongwatch::parser::facts
