// SQL text of the migration steps, in order. A step that was released is never edited: what must
// change comes as a new step.
#pragma once

namespace gongwatch::store {

extern const char kStep1Captures[];  // pages, bodies, captures, runs
extern const char kStep2Facts[];     // articles, issuers, applications, facts
extern const char kStep3Views[];     // what users query

}  // namespace gongwatch::store
