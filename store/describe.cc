#include "store/describe.h"

#include <fmt/core.h>

#include "text/utf8.h"

namespace gongwatch::store {

std::string storable(std::string_view text) {
  if (text::is_valid(text) && text.find('\0') == std::string_view::npos) return std::string(text);
  return text::sanitize(text);
}

void describe_null(std::string& line) { line += 'n'; }

void describe_text(std::string_view text, std::string& line) {
  line += fmt::format("t{}:{}", text.size(), text);
}

void describe_integer(std::int64_t value, std::string& line) { line += fmt::format("i{};", value); }

void describe_real(double value, std::string& line) { line += fmt::format("r{};", value); }

}  // namespace gongwatch::store
