// The words of the report's interface: render/report/words.tsv.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "render/markup.h"

namespace gongwatch::render {

// English; of a word with a number the form for it. The key itself if the table does not hold it.
std::string english(std::string_view key);
std::string english(std::string_view key, std::int64_t number);
bool is_word(std::string_view key);

// A word that the switch of language replaces.
Markup word(std::string_view key);
Markup word(std::string_view key, std::int64_t number);
// The word of "<group>.<value>", else the value as it is.
Markup word_of(std::string_view group, std::string_view value);

// words.js: all words in traditional and simplified Chinese, English where the page lacks it.
std::string words_script();

}  // namespace gongwatch::render
