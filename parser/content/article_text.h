// From a page or a plain text to the article in it: title, paragraphs, dates, and what was left out
// and why. Needs no knowledge of the site; SourceHints may override.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/document.h"
#include "model/result.h"
#include "parser/html/tree.h"
#include "parser/parse_document.h"

namespace gongwatch::parser {

// All strings are valid UTF-8 with blanks squeezed.
struct ArticleText {
  PageKind kind = PageKind::article;
  std::string title;  // without the site's name; may be empty
  std::optional<std::string> byline;
  std::optional<Instant> published_at;  // never later than captured_at
  std::optional<CivilDate> date;        // the day that the page gives it
  std::string language;                 // "en", "zh-Hans", "zh-Hant", … or "und"
  // Paragraphs, headings, list items and table rows (cells joined by " | "); without the title,
  // byline and date lines. Empty for every kind but article, table, digest and paywall (the stub
  // that is shown).
  std::vector<std::string> paragraphs;
  std::vector<RemovedBlock> removed;  // in page order; `block` counts the page's text blocks
  std::string canonical;              // absolute URL; the page's own URL if it names none
  std::vector<Warning> warnings;      // date-in-future, bad-selector, selector-without-match
};

// `utf8` must be valid UTF-8. Errors: too_large, too_deep, timeout. `detail` changes the cost, not
// the result.
Result<ArticleText> read_html(std::string_view utf8, std::string_view url,
                              std::optional<Instant> captured_at, const SourceHints& hints,
                              const ParseLimits& limits, Detail detail = Detail::article,
                              std::span<const EarlierPage> earlier = {});

// What the block model is trained on (bench/extraction/README.md): one entry a block.
struct ExaminedPage {
  std::vector<std::string> blocks;
  std::vector<bool> kept, uncertain;
  std::vector<std::vector<float>> features;  // empty if certain
  std::vector<std::vector<std::vector<std::string>>> names;
};
Result<ExaminedPage> examine_html(std::string_view utf8, std::string_view url,
                                  const ParseLimits& limits);

// One paragraph a line, or, in a text whose lines are wrapped, between blank lines.
ArticleText read_plain_text(std::string_view utf8, std::optional<Instant> captured_at,
                            const SourceHints& hints, std::span<const EarlierPage> earlier = {});

}  // namespace gongwatch::parser
