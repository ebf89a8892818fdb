// The parser's front door for articles: bytes in, Document out. Pure: no network, file, clock,
// database or global state.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/document.h"
#include "model/result.h"
#include "parser/source_memory.h"

namespace gongwatch::parser {

// Changes whenever the same bytes may give another Document; stored with every fact.
std::string_view parser_version();

// What a source's TOML file may say about its articles; all optional.
struct SourceHints {
  std::string language;                     // of the site, if content leaves it open
  std::chrono::minutes utc_offset{8 * 60};  // of times written without a zone
  bool of_source = false;  // a source's file stands behind them: its readers live at utc_offset
  std::string article_selector, title_selector, date_selector,
      byline_selector;  // simple CSS: tag, .class, #id, tag.class
  std::vector<std::string> remove_selectors;
};

struct ParseLimits {
  std::size_t max_bytes = 32u << 20;        // of the input
  std::size_t max_tree_bytes = 512u << 20;  // of the DOM
  std::size_t max_depth = 1000;             // of nested tags
  std::size_t max_attributes = 2000;        // of one tag
  // Asked now and then; true ends the parse with ErrorKind::timeout. The parser itself knows no
  // clock.
  std::function<bool()> expired;
};

struct ParseInput {
  std::string_view bytes;
  std::string_view url;  // may be empty
  std::string_view
      media_type;  // "text/html; charset=gbk", "text/plain"; empty: sniffed from the bytes
  std::optional<Instant> captured_at;
  // When a list says that it appeared; "yesterday" on a page without a day is reckoned from there,
  // else from its capture.
  std::optional<Instant> listed_at{};
  SourceHints hints;
  bool facts = true;  // false: the article alone, its facts stay empty
  // Of the same source, newest first; what stands on most of them and here is no article's.
  std::span<const EarlierPage> earlier{};
};

// Errors: empty, too_large, too_deep, unsupported (a binary, a PDF), timeout; message without the
// path, which the caller knows.
Result<Document> parse_document(const ParseInput& input, const ParseLimits& limits = {});

}  // namespace gongwatch::parser
