// Rows of HKEX's application feeds as HKEX writes them (docs/sources.md), for one application of a
// made-up market on one day.
#pragma once

#include <string>

#include "model/time.h"
#include "tests/support/market_plan.h"

namespace gongwatch::testing_support {

struct RowWriter {
  const MarketPlan& plan;
  CivilDate first_day;  // day 0

  CivilDate date(int day) const;
  // The applicant's name as the row shows it on that day, marker and remark included.
  std::string shown_name(const MarketApplication& application, int day, bool chinese) const;
  // A row of any list but appreturned.
  std::string row(const MarketApplication& application, int day, bool chinese) const;
  // {"a": …, "s": the sponsor, "rd": day of return}.
  std::string returned_row(const MarketApplication& application, int day, bool chinese) const;

 private:
  void append_documents(std::string& out, const MarketApplication& application, int day,
                        bool chinese) const;
  std::string entry(const MarketApplication& application, const MarketDocument& document, int day,
                    bool chinese) const;
};

// "DD/MM/YYYY".
std::string day_month_year(CivilDate date);

}  // namespace gongwatch::testing_support
