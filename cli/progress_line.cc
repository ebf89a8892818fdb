#include "cli/progress_line.h"

#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

namespace gongwatch::cli {

ProgressLine::ProgressLine() : terminal_(::isatty(STDERR_FILENO) != 0) {}

bool ProgressLine::is_due() const {
  const auto wait = terminal_ ? std::chrono::milliseconds(500) : std::chrono::minutes(1);
  return std::chrono::steady_clock::now() - last_ >= wait;
}

void ProgressLine::show(const std::string& text) {
  last_ = std::chrono::steady_clock::now();
  fmt::print(stderr, "{}{}{}", terminal_ ? "\r" : "", text, terminal_ ? "\x1b[K" : "\n");
  shown_ = terminal_;
}

void ProgressLine::clear() {
  if (shown_) fmt::print(stderr, "\r\x1b[K");
  shown_ = false;
}

double ProgressLine::seconds() const {
  const auto since = std::chrono::steady_clock::now() - start_;
  return std::max(std::chrono::duration<double>(since).count(), 0.001);
}

std::string in_words(std::chrono::seconds time) {
  const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(time).count();
  if (minutes < 1) return fmt::format("{} s", time.count());
  if (minutes < 60) return fmt::format("{} min", minutes);
  if (minutes < 24 * 60) return fmt::format("{} h {:02} min", minutes / 60, minutes % 60);
  return fmt::format("{} d {} h", minutes / (24 * 60), minutes / 60 % 24);
}

}  // namespace gongwatch::cli
