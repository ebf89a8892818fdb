// Changes and days in words, for feeds, calendars, messages and digests. What pages said comes in:
// everything that goes out is one line of valid UTF-8 without control and bidirectional
// characters, of bounded length.
#pragma once

#include <string>
#include <string_view>

#include "model/news.h"

namespace gongwatch::render {

// One line, blanks squeezed, at most `most` characters; "…" marks a cut.
std::string one_line(std::string_view text, std::size_t most);

// "Acme Robotics Limited 雅科機械人有限公司", else the application: "#12".
std::string names_of(const NewsIssuer& issuer);
// "passed its listing hearing, 2025-11-09".
std::string what_of(const NewsRow& news);
// "Acme Robotics Limited: passed its listing hearing, 2025-11-09".
std::string headline(const NewsRow& news);
// "Acme Robotics Limited: first day of dealings".
std::string headline(const CalendarRow& day);
// "stock code 02788, main board, HKEX application 107622, sponsors CICC; Huatai": what is known.
std::string particulars(const NewsIssuer& issuer);

// The address in a form that feeds and calendars take (ASCII, http or https); else empty.
std::string link_of(std::string_view url);

}  // namespace gongwatch::render
