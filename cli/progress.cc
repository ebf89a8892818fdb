#include "cli/progress.h"

#include <fmt/core.h>
#include <unistd.h>

#include <cmath>
#include <utility>

#include "cli/context.h"

namespace gongwatch::cli {
namespace {

using std::chrono::duration;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::steady_clock;

std::string time_left(double seconds) {
  const auto whole = static_cast<std::int64_t>(std::llround(seconds));
  if (whole < 100) return fmt::format("{} s", whole);
  if (whole < 6000) return fmt::format("{} min", (whole + 30) / 60);
  return fmt::format("{} h {:02} min", whole / 3600, whole % 3600 / 60);
}

}  // namespace

std::string progress_line(const std::string& what, std::int64_t done, std::int64_t of,
                          std::chrono::duration<double> elapsed) {
  std::string line = fmt::format("{} {}", done, what);
  if (of > 0) {
    line = fmt::format("{} of {} {} ({} %)", done, of, what, done >= of ? 100 : done * 100 / of);
  }
  if (elapsed < std::chrono::seconds{1} || done <= 0) return line;
  const double rate = static_cast<double>(done) / elapsed.count();
  line +=
      rate >= 10 ? fmt::format(", {:.0f} a second", rate) : fmt::format(", {:.1f} a second", rate);
  if (of > done) line += ", " + time_left(static_cast<double>(of - done) / rate) + " left";
  return line;
}

Progress::Progress(std::string what, std::int64_t total)
    : what_(std::move(what)),
      total_(total),
      terminal_(::isatty(STDERR_FILENO) != 0),
      begun_(steady_clock::now()),
      told_(begun_) {}

Progress::~Progress() {
  if (shown_ && terminal_) fmt::print(stderr, "\r\x1b[K");
}

void Progress::tell(std::int64_t done, std::int64_t total, const std::string& more) {
  const auto now = steady_clock::now();
  if (now - told_ < (terminal_ ? milliseconds{250} : milliseconds{minutes{1}})) return;
  told_ = now;
  shown_ = true;
  std::string line = progress_line(what_, done, total, now - begun_);
  if (!more.empty()) line += "; " + more;
  if (!terminal_) {
    fmt::print(stderr, "gongwatch: {}\n", line);
    return;
  }
  // Cut to the terminal: a line that wraps cannot be written over.
  const std::size_t width = terminal_width();
  if (width > 1 && line.size() >= width) line.resize(width - 1);
  fmt::print(stderr, "\r\x1b[K{}", line);
}

}  // namespace gongwatch::cli
