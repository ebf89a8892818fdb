// What names of classes and labels tell about dates (parser/vocabulary/date_marks.tsv).
#pragma once

#include <gumbo.h>

#include <optional>
#include <string>
#include <string_view>

#include "parser/content/page_blocks.h"

namespace gongwatch::parser {

struct NameSigns;  // name_signs.h

// <time datetime="…">, <abbr class="published" title="…">, <span class="entry-date">9 November
// 2025</span>; `block` is left to the caller. Nothing for other elements, and for names that tell
// of other days (an event's, a comment's).
std::optional<MarkedTime> marked_time(const GumboNode* element, const NameSigns& of_id,
                                      const NameSigns& of_class);
// Names of a class or id attribute are those of the day on which the article appeared.
bool names_publication_day(std::string_view names);

// Its names tell of an event's or a comment's day.
bool names_another_day(const GumboNode* element);

// What a line says of its date.
enum class DateLabel { none, published, changed };
// "Published on", 發佈於; "Last updated", 更新时间. A line that says both is `published`, and
// `begin` is where what was published stands.
DateLabel date_label(std::string_view line, std::size_t& begin);

}  // namespace gongwatch::parser
