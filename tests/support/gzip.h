// gzip for tests: what a server would send.
#pragma once

#include <string>

namespace gongwatch::testing_support {

// One gzip member. Throws std::runtime_error.
std::string gzip(const std::string& bytes);

}  // namespace gongwatch::testing_support
