#include "tests/support/shared_folder.h"

#include <cstdlib>
#include <system_error>

namespace gongwatch::testing_support {

std::optional<std::filesystem::path> shared_path(std::string_view relative) {
  const char* set = std::getenv("GONGWATCH_SHARED");
  const auto root = set != nullptr ? std::filesystem::path(set)
                                   : std::filesystem::path(GONGWATCH_CHECKOUT) / ".." / "shared";
  const auto path = root / relative;
  std::error_code error;
  return std::filesystem::exists(path, error) ? std::optional(path) : std::nullopt;
}

}  // namespace gongwatch::testing_support
