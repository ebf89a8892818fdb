// Percent-encoding (RFC 3986 §2.1, WHATWG URL §1.3).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace gongwatch::text {

// A-Z a-z 0-9 - . _ ~ (RFC 3986 §2.3).
bool is_unreserved(char c);
// The byte that "%XX" at `at` stands for; nothing if there is no such escape.
std::optional<char> escaped_byte(std::string_view text, std::size_t at);
// "%XX" of one byte, upper case, appended.
void append_escaped(std::string& out, char byte);
// Every escape decoded; a "%" that starts none stays.
std::string percent_decode(std::string_view text);

}  // namespace gongwatch::text
