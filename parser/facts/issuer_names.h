// Which forms of a name one company bears.
#pragma once

#include <string>
#include <string_view>

namespace gongwatch::parser::facts {

// "2788" → "02788", as codes are kept.
std::string five_digits(std::string_view code);

// Of keys (text/names.h): "bright harbour" of "bright harbour cranes", 星河智能 of
// 深圳市星河智能科技, 禾沅生科 of 禾沅生物科技.
bool is_short_of(const std::string& key, const std::string& legal_key);

}  // namespace gongwatch::parser::facts
