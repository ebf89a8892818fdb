// Days of IPOs as a calendar (iCalendar, RFC 5545).
#pragma once

#include <string>
#include <vector>

#include "model/news.h"

namespace gongwatch::render {

// One all-day event a row, in the order given. A UID names kind and application, so that a day that
// moves replaces the old one; DTSTAMP is when we knew the day. Nothing is taken from the clock: an
// equal store gives equal bytes. Rows without a valid day are left out.
std::string to_ics(const std::vector<CalendarRow>& days);

}  // namespace gongwatch::render
