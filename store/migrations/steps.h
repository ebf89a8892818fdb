// SQL text of the migration steps, in order. A step that was released is never edited: what must
// change comes as a new step.
#pragma once

namespace gongwatch::store {

extern const char kStep1Captures[];    // pages, bodies, captures, runs
extern const char kStep2Facts[];       // articles, issuers, applications, facts
extern const char kStep3Views[];       // what users query
extern const char kStep4Official[];    // merges, appointments, rows of feeds
extern const char kStep5Views[];       // what users query, with these
extern const char kStep6Changes[];     // what changed, and who disagrees
extern const char kStep7Witnesses[];   // who tells what, and who copies whom
extern const char kStep8Fetching[];    // how requests ended, and what hosts asked for
extern const char kStep9Health[];      // entries of lists, alarms
extern const char kStep10Search[];     // full text
extern const char kStep11Notify[];     // whom a person follows, who is told
extern const char kStep12Backfill[];   // how far older lists were read
extern const char kStep13Addresses[];  // of which day a list with days was
extern const char kStep14Sponsors[];   // sponsors among what changed

}  // namespace gongwatch::store
