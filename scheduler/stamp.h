// Lists that say when they were generated: their bytes differ each time, and tell nothing new.
#pragma once

#include <string>
#include <string_view>

namespace gongwatch::scheduler {

// Whether two answers are equal but for their stamps: HKEX's "genDate", RSS's <lastBuildDate>.
bool same_but_for_stamp(std::string_view a, std::string_view b);

}  // namespace gongwatch::scheduler
