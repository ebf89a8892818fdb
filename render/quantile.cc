#include "render/quantile.h"

#include <fmt/core.h>

#include <algorithm>

namespace gongwatch::render {

double quantile(const std::vector<std::int64_t>& sorted, double share) {
  const double place = share * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  return static_cast<double>(sorted[below]) +
         (place - static_cast<double>(below)) * static_cast<double>(sorted[above] - sorted[below]);
}

std::string written_quantile(double value) {
  const std::string written = fmt::format("{:.1f}", value);
  return written.ends_with(".0") ? written.substr(0, written.size() - 2) : written;
}

}  // namespace gongwatch::render
