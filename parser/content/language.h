#pragma once

#include <string>
#include <string_view>

namespace gongwatch::parser {

// The language of a text: "zh-Hans" or "zh-Hant" by the characters that exist in one script only,
// "ja", "ko", "th" … by their scripts, "en" and others by their function words
// (parser/vocabulary/function_words.tsv); empty if the text does not tell.
std::string language_of_text(std::string_view utf8);

// An html lang attribute as we write languages: "zh-CN" → "zh-Hans", "zh-HK" → "zh-Hant", "en-US" →
// "en"; empty if unusable.
std::string language_of_tag(std::string_view tag);

}  // namespace gongwatch::parser
