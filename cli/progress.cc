#include "cli/progress.h"

#include <fmt/core.h>
#include <unistd.h>

#include <utility>

namespace gongwatch::cli {

using std::chrono::duration;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::steady_clock;

Progress::Progress(std::string what, std::int64_t total)
    : what_(std::move(what)),
      total_(total),
      terminal_(::isatty(STDERR_FILENO) != 0),
      begun_(steady_clock::now()),
      told_(begun_) {}

Progress::~Progress() {
  if (shown_ && terminal_) fmt::print(stderr, "\r\x1b[K");
}

void Progress::tell(std::int64_t done) {
  const auto now = steady_clock::now();
  if (now - told_ < (terminal_ ? milliseconds{250} : milliseconds{minutes{1}})) return;
  told_ = now;
  shown_ = true;
  const double seconds = duration<double>(now - begun_).count();
  const double rate = static_cast<double>(done) / seconds;
  std::string line = fmt::format("{} {}", done, what_);
  if (total_ > 0) line = fmt::format("{} of {} {}", done, total_, what_);
  line += fmt::format(", {:.0f} a second", rate);
  if (total_ > done && rate > 0)
    line += fmt::format(", {:.0f} s left", static_cast<double>(total_ - done) / rate);
  if (terminal_) {
    fmt::print(stderr, "\r\x1b[K{}", line);
  } else {
    fmt::print(stderr, "gongwatch: {}\n", line);
  }
}

}  // namespace gongwatch::cli
