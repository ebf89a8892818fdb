// Tables and text where print() alone does not do.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "render/document_json.h"
#include "render/table.h"

namespace gongwatch::render {

// As print(), but nothing of an aligned table is cut: its last column goes on below itself.
std::string print_wrapped(const Table& table, Format format, std::size_t width);

// The rows as JSON, as print() writes them.
Json json_rows(const Table& table);

// Everything that CommonMark could take for markup; & and < also keep HTML out.
std::string markdown_escaped(std::string_view text);

}  // namespace gongwatch::render
