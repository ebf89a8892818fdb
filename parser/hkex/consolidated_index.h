// HKEX's consolidated index: every applicant since the 1990s, in one workbook a board and language
// (sehkconsolidatedindex.xlsx, gemconsolidatedindex_c.xlsx). Pure.
#pragma once

#include <string_view>

#include "model/official.h"
#include "model/result.h"

namespace gongwatch::parser {

// Board and language from a URL or path that ends in the file's name. Errors: invalid_argument.
Result<ApplicationFeedName> consolidated_index_name(std::string_view url);

// Columns "Date of First Posting", "Applicant", "Status", wherever they stand; lines above the
// headings are passed over. A row gives name, filed_on and what its status says (Active: filed,
// Inactive: no stage); a re-filing is a second row of the name. What is odd in one row becomes a
// warning that names file, row and field. Errors: those of the workbook; malformed without such
// headings, empty without a row.
Result<ApplicationFeed> parse_consolidated_index(std::string_view bytes, std::string_view url);

}  // namespace gongwatch::parser
