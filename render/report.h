// The report: records → a folder of pages that need neither network nor server (docs/design/0008).
#pragma once

#include <cstddef>
#include <functional>
#include <string>

#include "model/report.h"
#include "model/result.h"

namespace gongwatch::render {

struct ReportFile {
  std::string path;  // below the folder: "index.html", "ipo/12.html"
  std::string bytes;
};

// How many files make_report hands out.
std::size_t report_size(const Report& report);
// Hands out file after file, so that not all are in memory at once; stops at the first error, which
// it returns. The same report gives the same bytes.
Status make_report(const Report& report, const std::function<Status(const ReportFile&)>& take);

}  // namespace gongwatch::render
