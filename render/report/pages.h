// One function a page of the report.
#pragma once

#include "render/report/pieces.h"

namespace gongwatch::render {

std::string board_page(const Edition& edition);
std::string stage_page(const Edition& edition, const StageGroup& group);
std::string ipo_page(const Edition& edition, const ReportIpo& ipo);
std::string changes_page(const Edition& edition);
std::string calendar_page(const Edition& edition);
std::string sponsors_page(const Edition& edition);
std::string figures_page(const Edition& edition);
std::string register_page(const Edition& edition);
std::string about_page(const Edition& edition);

// The data of the register's search.
std::string register_data(const Edition& edition);

// What changed, one entry an application and day, newest first; at most `most`.
Markup change_list(const Edition& edition, std::size_t most);
// What is to come within `days`; at most `most`.
Markup ahead_list(const Edition& edition, int days, std::size_t most);
Markup hearings_chart(const Edition& edition, int months);

}  // namespace gongwatch::render
