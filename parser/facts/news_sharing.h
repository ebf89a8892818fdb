// What the events of one company take over from one another.
#pragma once

#include <vector>

#include "parser/facts/events.h"

namespace gongwatch::parser::facts {

// "The first one lapsed in March 2022. A second was lodged on 17 January 2023 and lapsed, too":
// an undated end is that of the filing told right before it.
void part_ends(const std::vector<FoundEvent*>& events);

// The paper that tells an offer's price tells its results, too.
void share_paper(const std::vector<FoundEvent*>& events);

// A hearing that only the headline tells is known from the pack.
void share_pack(const std::vector<FoundEvent*>& events);

// "此前公布的配发结果显示,… 一手中签率60%": a second, undated telling of an offer's stage is as
// old as the first.
void follow_history(const std::vector<FoundEvent*>& events);

// "9月26日通过聆讯的甲于10月6日启动招股": how it came to its offer.
void look_back_on_the_way(const std::vector<FoundEvent*>& events);

// "started trading on August 8 with shares priced at HK$28", "were priced at HK$70 and ended the
// day at HK$110": nobody fixes the price on the first day.
void undate_prices_of_first_days(std::vector<FoundEvent>& kept);

// "甲9月1日挂牌", told on the 24th about something else: no news. `age`: days.
bool is_debut_of_weeks_ago(const std::vector<FoundEvent>& told, const FoundEvent& one, int age);

// Not yet so long ago that the company is no newcomer any more.
bool is_debut_of_months_ago(const FoundEvent& one, std::optional<CivilDate> reference);

}  // namespace gongwatch::parser::facts
