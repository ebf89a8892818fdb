// The review page: what is read from pages today beside what was read before (docs/fixtures.md,
// docs/commands.md). Records → files; the look is the report's.
#pragma once

#include <string>
#include <vector>

#include "render/markup.h"
#include "render/report.h"

namespace gongwatch::render {

// One page with two readings of it, as JSON objects of docs/parse-output.md. Either may be empty:
// there is no golden yet, or the page cannot be read.
struct ReviewCase {
  std::string name;   // SOURCE/CASE, or an address
  std::string state;  // pass, missing, differs, pending, orphan, invalid; gained, lost …
  std::string url, captured_at, note;
  std::string page;  // the bytes as text, for what has no article of its own; cut by the caller
  std::string expected, actual;
  std::vector<std::string> problems;  // what is wrong, in words
  std::string accept;                 // the command that accepts it; empty: nothing to accept
};

struct Review {
  std::string title, lead;
  std::vector<ReviewCase> cases;
};

// A page of sections of the class "case", turned by keys: its head, the links to them, the
// sections.
std::vector<ReportFile> review_frame(const std::string& title, const Markup& lead,
                                     const Markup& links, const Markup& sections);

// index.html and the files beside it.
std::vector<ReportFile> review_files(const Review& review);

}  // namespace gongwatch::render
