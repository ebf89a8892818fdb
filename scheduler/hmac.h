// HMAC-SHA256 (RFC 2104), for those who want to know that a message is ours.
#pragma once

#include <string>
#include <string_view>

#include "model/result.h"

namespace gongwatch::scheduler {

// The 32 bytes themselves.
Result<std::string> hmac_sha256(std::string_view key, std::string_view message);
std::string in_hex(std::string_view bytes);
std::string in_base64(std::string_view bytes);

}  // namespace gongwatch::scheduler
