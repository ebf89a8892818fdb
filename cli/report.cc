#include "render/report.h"

#include <fmt/core.h>

#include <chrono>

#include "cli/app_report.h"
#include "cli/progress.h"
#include "cli/site_folder.h"
#include "render/atom.h"
#include "render/ics.h"

namespace gongwatch::cli {
namespace {

constexpr int kChangeDays = 7;
constexpr int kPastDays = 14;  // of the calendar
constexpr int kMostEntries = 1000;
constexpr int kMostDays = 100'000;

Result<Report> read_records(const store::Store& store) {
  auto records = store.report(kChangeDays);
  if (!records) return records;
  const CivilDate since{std::chrono::sys_days{hong_kong_day(records->at)} -
                        std::chrono::days{kPastDays}};
  auto days = store.calendar(since, kMostDays);
  if (!days) return tl::unexpected(days.error());
  records->days = std::move(*days);
  return records;
}

// The same days and changes for calendars and feed readers.
Status write_feeds(const store::Store& store, const Report& records, SiteFolder& folder) {
  if (const Status done = folder.write("calendar.ics", render::to_ics(records.days)); !done)
    return done;
  store::Store::NewsFilter filter;
  filter.since = records.at - std::chrono::days{kChangeDays};
  filter.limit = kMostEntries;
  const auto news = store.news(filter);
  if (!news) return tl::unexpected(news.error());
  return folder.write("changes.xml", render::to_atom(*news));
}

}  // namespace

int report_command(const GlobalOptions& global, const ReportArgs& args) {
  catch_signals();
  const auto store = open_store(global, true);
  if (!store) return report(store.error());
  auto folder = SiteFolder::begin(args.out, args.force);
  if (!folder) return report(folder.error());
  const auto records = read_records(*store);
  if (!records) return report(records.error());
  Progress progress("files", static_cast<std::int64_t>(render::report_size(*records)));
  std::int64_t files = 0;
  Status done = render::make_report(*records, [&](const render::ReportFile& file) -> Status {
    if (pending_signal() != 0) return fail(ErrorKind::cancelled, "stopped; nothing was replaced");
    progress.tell(++files);
    return folder->write(file.path, file.bytes);
  });
  if (done) done = write_feeds(*store, *records, *folder);
  if (!done) {
    report(done.error());
    return pending_signal() != 0 ? 128 + pending_signal() : kFailed;
  }
  const auto aside = folder->publish();
  if (!aside) return report(aside.error());
  if (!aside->empty()) fmt::print(stderr, "What stood there is now {}\n", *aside);
  fmt::print("{}/index.html: {} IPOs, {} files, {:.1f} MB\n", args.out, records->ipos.size(),
             folder->files(), static_cast<double>(folder->bytes()) / 1e6);
  return kOk;
}

}  // namespace gongwatch::cli
