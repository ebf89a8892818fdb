#include "render/report.h"

#include "render/embedded.h"
#include "render/report/pages.h"

namespace gongwatch::render {
namespace {

// Files that are the same for every store.
constexpr std::pair<const char*, const char*> kAssets[] = {
    {"look", "look.css"}, {"act", "act.js"}, {"search", "search.js"}, {"gong", "gong.svg"}};

struct Page {
  const char* path;
  std::string (*make)(const Edition&);
};
constexpr Page kPages[] = {{"index.html", board_page},       {"changes.html", changes_page},
                           {"calendar.html", calendar_page}, {"sponsors.html", sponsors_page},
                           {"figures.html", figures_page},   {"register.html", register_page},
                           {"about.html", about_page},       {"data.js", register_data}};

}  // namespace

std::size_t report_size(const Report& report) {
  return report.ipos.size() + std::size(kAssets) + std::size(kPages) + stage_groups().size() + 1;
}

Status make_report(const Report& report, const std::function<Status(const ReportFile&)>& take) {
  const Edition edition(report);
  for (const auto& [name, path] : kAssets) {
    if (Status s = take({path, std::string(embedded_table(name))}); !s) return s;
  }
  if (Status s = take({"words.js", words_script()}); !s) return s;
  for (const Page& one : kPages) {
    if (Status s = take({one.path, one.make(edition)}); !s) return s;
  }
  for (const StageGroup& group : stage_groups()) {
    if (Status s = take({fmt::format("stage-{}.html", group.id), stage_page(edition, group)}); !s)
      return s;
  }
  for (const ReportIpo& ipo : report.ipos) {
    if (Status s = take({fmt::format("ipo/{}.html", ipo.application_id), ipo_page(edition, ipo)});
        !s)
      return s;
  }
  return {};
}

}  // namespace gongwatch::render
