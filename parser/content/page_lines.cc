#include "parser/content/page_lines.h"

#include <algorithm>

#include "parser/content/boilerplate.h"
#include "parser/content/page_date.h"
#include "parser/content/publication.h"

namespace gongwatch::parser {
namespace {

constexpr std::size_t kResumingWords = 12;
constexpr std::size_t kEmptyBoxes = 3;

struct Place {
  std::size_t group = 0;
  std::optional<RemovalReason> role;
};

bool is_paragraph(const Block& block) {
  return block.heading == 0 && !block.list_item && !block.table_row && block.link_share < 0.5 &&
         block.words >= kResumingWords && ends_sentence(block.text);
}

// A section lasts to the end of the innermost element that holds its heading and more; not beyond
// the article's container, and not into it. "Up next" in boxes that a script has still to fill
// heads no paragraph beyond them.
std::size_t section_end(const PageSoFar& page, std::size_t block) {
  std::size_t box = page.blocks.blocks[block].box;
  std::size_t alone = 0;  // elements that hold nothing else
  while (box != 0 && page.blocks.boxes[box].end_block <= block + 1) {
    box = page.blocks.boxes[box].parent;
    ++alone;
  }
  if (alone >= kEmptyBoxes && block + 1 < page.blocks.blocks.size() &&
      is_paragraph(page.blocks.blocks[block + 1]))
    return block + 1;
  std::size_t end = page.blocks.boxes[box].end_block;
  if (!page.container) return end;
  const Box& article = page.blocks.boxes[page.container->box];
  if (page.container->inside[block]) return std::min(end, std::max(article.end_block, block + 1));
  if (block < article.first_block) end = std::min(end, article.first_block);
  return end;
}

// What the lines of each box have in common: outside the container the outermost box that does not
// hold the container, inside it the innermost box with a role or else the container's child; and
// the role that holds for them. A box stands after its parent.
std::vector<Place> places_of(const PageSoFar& page) {
  const std::size_t article = page.container ? page.container->box : 0;
  const std::size_t article_end =
      page.blocks.boxes.empty() ? 0 : page.blocks.boxes[article].end_box;
  std::vector<Place> places(page.blocks.boxes.size());
  for (std::size_t i = 0; i < places.size(); ++i) {
    const Box& box = page.blocks.boxes[i];
    const bool holds_article = i <= article && box.end_box >= article_end;
    const bool inside = page.container && i > article && i < article_end;
    places[i] = {i, holds_article && (i == 0 || i == article) ? std::nullopt : box.role};
    if (i == 0 || holds_article) continue;
    const Place& around = places[box.parent];
    const bool outermost = around.group == box.parent &&
                           page.blocks.boxes[box.parent].end_box >= article_end &&
                           box.parent <= article;
    if (!places[i].role && !(inside && box.parent == article)) places[i].role = around.role;
    if (!outermost && !(inside && box.role)) places[i].group = around.group;
  }
  return places;
}

// "Jane Doe 2025/11/09 20:15": who wrote it is known from elsewhere; what is left is a date line.
std::string without_authors(std::string text, const std::vector<std::string>& authors) {
  for (const std::string& author : authors) {
    const auto at = author.size() < 4 ? std::string::npos : text.find(author);
    if (at != std::string::npos) text.erase(at, author.size());
  }
  return text;
}

// Taking a long text apart costs; what is dropped at its ends is short.
bool is_title_again(std::string_view text, std::string_view title_key) {
  constexpr std::size_t kDropped = 200;
  constexpr std::size_t kFolding = 3;  // full-width letters have three bytes
  return text.size() <= kFolding * title_key.size() + kDropped && match_key(text) == title_key;
}

}  // namespace

std::vector<Line> lines_of(const PageSoFar& page) {
  std::vector<Line> lines(page.blocks.blocks.size());
  const std::vector<Place> places = places_of(page);
  const std::string title_key = match_key(page.title);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Block& block = page.blocks.blocks[i];
    Line& line = lines[i];
    line.text = block.text;
    line.words = block.words;
    line.link_share = block.link_share;
    line.heading = block.heading;
    line.table_row = block.table_row;
    line.list_item = block.list_item;
    line.from_page = true;
    line.inside = page.container && page.container->inside[i];
    line.scope_end = block.words <= kMaxHeadingWords ? section_end(page, i) : i + 1;
    line.group = places[block.box].group;
    line.box = page.blocks.boxes[block.box].parent;
    line.role = places[block.box].role;
    line.teaser = block.teaser || block.labelled;
    line.resumes = line.inside && !line.teaser && !block.list_item && block.link_share < 0.2 &&
                   block.words >= kResumingWords && ends_sentence(block.text) &&
                   page.blocks.boxes[block.box].parent == page.container->prose_box;
    const bool is_title = i == page.title_block;
    if (is_title) line.role.reset();
    if (block.labelled) line.role = block.labelled;
    const bool under_title =
        page.title_block && i > *page.title_block && i < page.first_prose && !line.role;
    const bool in_head = under_title || (line.inside && i < page.first_prose);
    line.metadata =
        is_title || (line.inside && page.blocks.boxes[block.box].label) ||
        (in_head && !in_table(page.blocks, i) &&
         is_publication_line(without_authors(block.text, page.authors), page.utc_offset)) ||
        (line.inside && (is_title_again(block.text, title_key) || is_credit_line(block.text)));
  }
  return lines;
}

}  // namespace gongwatch::parser
