// Addresses of older lists: "https://site/{date:%Y/%m/%d}?page={page}" → one address a period and
// page. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/result.h"
#include "model/time.h"

namespace gongwatch::scheduler {

// What one address stands for: by the finest of %d, %m, %Y that it names; `whole` if it names none.
enum class ArchiveStep { day, month, year, whole };

// Nothing but "{date:…}" (with %Y, %y, %m, %d, and %-m, %-d without a leading zero) and "{page}"
// ("{page:0}": counted from 0) may stand in braces; one of the two must be there, and two days or
// pages may not come to the same address. Outside of braces a % begins an escape (%E6).
Status check_archive_url(std::string_view written);
ArchiveStep step_of(std::string_view written);
bool has_pages(std::string_view written);
// `page` counts from 1.
std::string archive_url(std::string_view written, CivilDate day, int page);

struct ArchivePeriod {
  std::string key;  // "2024-03-01", "2024-03", "2024"; "2024-03-05..2024-03-31" for part of one
  CivilDate first, last;
};
// Oldest first. An archive without days is one period; its key names `until` only if that is past.
std::vector<ArchivePeriod> periods_of(ArchiveStep step, CivilDate since, CivilDate until,
                                      CivilDate today);
// The days that a key stands for; nothing for one that is open ("2022-06-01..").
std::optional<ArchivePeriod> period_of(std::string_view key);
std::vector<ArchivePeriod> by_first_day(std::vector<ArchivePeriod> periods);
// Whether those that are done (by_first_day) hold every day of the period.
bool is_covered(const ArchivePeriod& period, const std::vector<ArchivePeriod>& done);

}  // namespace gongwatch::scheduler
