// Chinese roles and names that are tied by more than a list of joining words.
#pragma once

#include <string_view>
#include <vector>

#include "parser/facts/sponsor_groups.h"
#include "parser/facts/sponsor_links.h"
#include "parser/facts/sponsor_names.h"
#include "parser/facts/sponsor_text.h"

namespace gongwatch::parser::facts {

// "联席保荐人多达五家,依次为A、B…", "富瑞交出近月第一单,保荐诊断公司甲": the houses nearest to a
// sponsor's role that nothing else claims, if nothing between tells another capacity of theirs.
// `from`, `limit`: where the roles beside it end and begin.
NameList loosely_named(const SponsorText& text, const HouseNames& names, const RoleGroup& group,
                       std::size_t from, std::size_t limit, const std::vector<Appointment>& told);

// "保荐了12家公司": what a house does, and for nobody in particular. `end`: of the verb.
bool counts_deals(std::string_view view, std::size_t end);

// "由原先的A及B,增加C及D": those that came to the list, which stays.
NameList with_added(const SponsorText& text, const HouseNames& names, NameList list);

}  // namespace gongwatch::parser::facts
