// Articles against the index.
#pragma once

#include "tracker/index.h"

namespace gongwatch::tracker {

Decision decide_story(Index& index, const Document& document, CivilDate published_on);

}  // namespace gongwatch::tracker
