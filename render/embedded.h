// The files of render/report/, compiled in.
#pragma once

#include <string_view>

namespace gongwatch::render {

// The text of render/report/<name>.*; empty if there is no such file. Lives for ever.
std::string_view embedded_table(std::string_view name);

}  // namespace gongwatch::render
