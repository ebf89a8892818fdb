// Rows of HKEX's feeds against the index.
#pragma once

#include "model/official.h"
#include "tracker/index.h"

namespace gongwatch::tracker {

Decision decide_row(Index& index, const ApplicationFeedName& feed, const OfficialApplication& row);

}  // namespace gongwatch::tracker
