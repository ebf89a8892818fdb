// The vocabulary tables, compiled in from parser/vocabulary/*.tsv.
#pragma once

#include <string_view>

namespace gongwatch::parser {

// The UTF-8 text of parser/vocabulary/<name>.tsv; empty if there is no such table. Lives for ever.
std::string_view embedded_table(std::string_view name);

}  // namespace gongwatch::parser
