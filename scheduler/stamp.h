// Lists that say when they were generated: their bytes differ each time, and tell nothing new.
#pragma once

#include <string>
#include <string_view>

namespace gongwatch::scheduler {

// Whether two answers are equal but for their stamps: HKEX's "genDate", the time
// of an RSS or Atom feed itself (not of its entries), comments behind a feed.
bool same_but_for_stamp(std::string_view a, std::string_view b);

}  // namespace gongwatch::scheduler
