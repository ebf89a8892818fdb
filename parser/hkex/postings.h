// What is common to the places where HKEX lists posted documents: addresses, days, languages, and
// which documents belong to an IPO.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/official.h"
#include "model/result.h"

namespace gongwatch::parser {

// What paths such as "/listedco/listconews/sehk/2026/0719/2026071900456.pdf" belong to, whatever
// host lists them.
inline constexpr std::string_view kHkexSiteRoot = "https://www1.hkexnews.hk/";

// Absolute URL of a document as a page at `page_url` writes it.
Result<std::string> posted_url(std::string_view written, std::string_view page_url,
                               std::string_view site_root);
// ".../2026/0719/2026071900456.pdf" → 2026-07-19: the day it was posted.
std::optional<CivilDate> day_of_path(std::string_view url);
// "_c" before the suffix is Chinese, everything else English.
std::string language_of_file(std::string_view url);
// "/gem/" or "GEM" in the path, or "market=GEM" in the query; nothing if none of HKEX's marks of a
// board is there.
std::optional<Board> board_of_url(std::string_view url);

// By category ("Listing Documents - [Offer for Subscription]") and title, either of which may be
// empty: parser/vocabulary/announcement_titles.tsv. Nothing if it is no document of an IPO.
std::optional<OfficialDocumentKind> ipo_document_kind(std::string_view category,
                                                      std::string_view title);

}  // namespace gongwatch::parser
