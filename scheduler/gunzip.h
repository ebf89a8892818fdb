// gzip files (RFC 1952): several members make one text. Bounded.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "model/result.h"

namespace gongwatch::scheduler {

bool is_gzip(std::string_view bytes);

// Errors: malformed (damaged or cut off), too_large (more than `max_bytes` come out).
Result<std::string> gunzip(std::string_view bytes, std::size_t max_bytes);

// One member alone: `bytes` moves behind it.
Result<std::string> gunzip_member(std::string_view& bytes, std::size_t max_bytes);

// One member.
std::string gzip(std::string_view bytes);

}  // namespace gongwatch::scheduler
