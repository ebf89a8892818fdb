// The part of an IPO's page that proves things.
#pragma once

#include "render/report/pieces.h"

namespace gongwatch::render {

// Each stage that is told, who tells it, and the words.
Markup timeline(const ReportIpo& ipo);
// Rankings, figures, appointments with their words.
Markup fact_lists(const ReportIpo& ipo);

}  // namespace gongwatch::render
