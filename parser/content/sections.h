// Which blocks of a page are the article. The same for HTML and plain text: what they know of a
// block is in Line.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "model/document.h"

namespace gongwatch::parser {

// Headings of sections are not longer.
inline constexpr std::size_t kMaxHeadingWords = 8;

struct Line {
  std::string_view text;
  std::size_t words = 0;
  double link_share = 0;
  int heading = 0;  // 1 to 6, 0 if none (plain text has none)
  bool table_row = false;
  bool list_item = false;
  bool from_page = false;     // HTML, not plain text
  bool inside = true;         // of the article's container
  bool metadata = false;      // the title, a byline or a date again: neither text nor boilerplate
  bool teaser = false;        // another article's title or summary, by the page's structure
  bool resumes = false;       // prose such as no list of other articles holds: ends such a list
  std::size_t scope_end = 0;  // a section headed by this line ends before that line
  std::size_t box = 0;        // that holds the paragraph's; 0 in plain text
  std::size_t group = 0;      // part of the page; a removed block does not reach into the next one
  std::optional<RemovalReason> role;  // what the page's structure says of it
};

enum class Fate { keep, drop, remove };

struct Verdict {
  Fate fate = Fate::keep;
  RemovalReason reason = RemovalReason::navigation;  // of remove
  std::size_t group = 0;  // blocks with another group or reason are other entries
  bool weak = false;      // removed for where it stands or what classes say, not for its words
};

// One verdict a line.
std::vector<Verdict> judge(const std::vector<Line>& lines);

// What changed verdicts leave behind: a heading over nothing, a paragraph twice.
void tidy(const std::vector<Line>& lines, std::vector<Verdict>& verdicts);

// The removed lines as the contract wants them: neighbours of one section are one entry, in page
// order; a run of lines that is printed twice is two entries. `block` is the position of the
// entry's first line.
std::vector<RemovedBlock> removed_blocks(const std::vector<Line>& lines,
                                         const std::vector<Verdict>& verdicts);

}  // namespace gongwatch::parser
