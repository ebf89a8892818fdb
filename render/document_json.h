// The JSON of `gongwatch parse` (docs/parse-output.md): all keys always present, in the order of
// the contract.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "model/document.h"
#include "model/listing_entry.h"
#include "model/official.h"
#include "model/result.h"

namespace gongwatch::render {

using Json = nlohmann::ordered_json;

Json to_json(const Document& document, std::string_view path);
// {"path": …, "error": {"kind": …, "message": …}}
Json to_json(const Error& error, std::string_view path);
Json to_json(const EntryList& list);
Json to_json(const ApplicationFeed& feed);
Json to_json(const AnnouncementFeed& feed);
// "official" of a PDF: all keys always present; evidence counts bytes of its "text".
Json to_json(const PdfFacts& facts);
Json to_json(const std::vector<Warning>& warnings);

// One line; invalid UTF-8 cannot occur in records, and is replaced if it does.
std::string one_line(const Json& json);
// Two blanks a level, final newline: goldens.
std::string pretty(const Json& json);

}  // namespace gongwatch::render
