#include "render/report.h"

#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>

#include "cli/app_report.h"
#include "cli/site_folder.h"

namespace gongwatch::cli {
namespace {

constexpr int kChangeDays = 7;

// One line on a terminal, written over every tenth of a second: how far, and how long still.
class Progress {
 public:
  explicit Progress(std::size_t all) : all_(all), shown_(::isatty(STDERR_FILENO) != 0) {}
  ~Progress() {
    if (printed_) fmt::print(stderr, "\r\x1b[K");
  }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void step() {
    ++done_;
    const auto now = Clock::now();
    if (!shown_ || now - last_ < std::chrono::milliseconds(100)) return;
    last_ = now;
    printed_ = true;
    const double seconds = std::chrono::duration<double>(now - start_).count();
    const double left =
        seconds * static_cast<double>(all_ - std::min(done_, all_)) / static_cast<double>(done_);
    fmt::print(stderr, "\r{} of {} files, {:.0f} s left\x1b[K", done_, all_, left);
  }

 private:
  using Clock = std::chrono::steady_clock;
  std::size_t all_;
  std::size_t done_ = 0;
  bool shown_, printed_ = false;
  Clock::time_point start_ = Clock::now(), last_ = start_;
};

}  // namespace

int report_command(const GlobalOptions& global, const ReportArgs& args) {
  catch_signals();
  const auto store = open_store(global, true);
  if (!store) return report(store.error());
  auto folder = SiteFolder::begin(args.out, args.force);
  if (!folder) return report(folder.error());
  const auto records = store->report(kChangeDays);
  if (!records) return report(records.error());
  Progress progress(render::report_size(*records));
  const Status done = render::make_report(*records, [&](const render::ReportFile& file) -> Status {
    if (pending_signal() != 0) return fail(ErrorKind::cancelled, "stopped; nothing was replaced");
    progress.step();
    return folder->write(file.path, file.bytes);
  });
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
