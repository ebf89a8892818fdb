// The index page of a document that is posted in several files (prospectus, PHIP, application
// proof): which of its chapters names the parties involved. Pure.
#pragma once

#include <string>
#include <string_view>

#include "model/result.h"

namespace gongwatch::parser {

// Absolute URL of "Directors(, Supervisors) and Parties Involved in the Global Offering",
// 董事及參與全球發售的各方 and the like: the link of those words, or the first link of their line.
// Errors: not_found, and those of the HTML parser.
Result<std::string> parties_chapter(std::string_view html_utf8, std::string_view url);

}  // namespace gongwatch::parser
