// Public conformance data that lies outside the clone.
#pragma once

#include <filesystem>
#include <optional>
#include <string_view>

namespace gongwatch::testing_support {

// A file or folder of the shared folder (environment GONGWATCH_SHARED, else ../shared beside the
// clone); nothing if it is not there: the test then says that it is skipped.
std::optional<std::filesystem::path> shared_path(std::string_view relative);

}  // namespace gongwatch::testing_support
