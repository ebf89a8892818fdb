// Bodies as kept: SHA-256 of the bytes, and the bytes in one zstd frame.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "model/result.h"

namespace gongwatch::store {

// A body larger than this is not kept (too_large).
inline constexpr std::size_t kMaxBodyBytes = std::size_t{256} << 20;

// Lower-case hex.
Result<std::string> sha256_hex(std::string_view bytes);
Result<std::string> compress(std::string_view bytes);
// The frame must hold exactly raw_bytes bytes, at most kMaxBodyBytes: no more memory is taken,
// whatever the frame says.
Result<std::string> decompress(std::string_view frame, std::size_t raw_bytes);

}  // namespace gongwatch::store
