#include "store/migrations/steps.h"

namespace gongwatch::store {

// Captures of addresses with days ("fromDate={days_ago:7}") kept them unfilled, and proofs linked
// to them: what was asked for stands in final_url.
const char kStep13Addresses[] = R"sql(
UPDATE capture SET url = final_url
WHERE instr(url, '{today}') > 0 OR instr(url, '%7Btoday%7D') > 0
   OR instr(url, '{days_ago:') > 0 OR instr(url, '%7Bdays_ago:') > 0;
)sql";

}  // namespace gongwatch::store
