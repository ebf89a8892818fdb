// The CSRC's filings of overseas listings (备案): its list of notices, a notice's page, and the
// workbook behind it. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/official.h"
#include "model/result.h"

namespace gongwatch::parser {

struct CsrcPage {
  std::vector<std::string> follow;      // absolute URLs of what to read next, newest first
  std::optional<ApplicationFeed> rows;  // of a workbook
};

// By the bytes: a JSON list gives the pages of at most 10 tables
// (境内企业境外发行证券和上市备案情况表), a page its .xlsx files, a workbook its rows (list
// csrc_filings): the simplified name, the status as written, and csrc_filed with its day only where
// the status says that the filing is complete. Errors: malformed (another shape: no list, no .xlsx
// on the page, no headings in the workbook), empty (no such table in the list, no row), and those
// of the readers beneath.
Result<CsrcPage> parse_csrc(std::string_view bytes, std::string_view url,
                            std::string_view media_type);

}  // namespace gongwatch::parser
