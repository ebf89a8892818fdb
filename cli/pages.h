// Pages read without a store: what `parse` and `eval` share.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/result.h"
#include "model/time.h"
#include "parser/source_memory.h"
#include "render/document_json.h"

namespace gongwatch::cli {

// What one page is and where it comes from.
struct Page {
  std::string path;
  std::string url;
  std::string type;
  std::optional<Instant> captured_at;
  bool facts = true;  // read them, not the article alone
  bool feed = false;  // the page is a feed: tell what it says
  // Of the pages of its source that were read before, newest first; it is added.
  std::vector<parser::EarlierPage>* memory = nullptr;
};

// What `gongwatch parse` prints of the page. HTML, text, or a PDF (through a child process).
Result<render::Json> parse_bytes(const Page& page, std::string_view bytes);
// The same of a feed.
Result<render::Json> feed_json(const Page& page, std::string_view bytes);

}  // namespace gongwatch::cli
