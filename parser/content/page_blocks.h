// A page as a flat list of text blocks, and the boxes (block-level elements) that hold them.
#pragma once

#include <gumbo.h>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "model/document.h"
#include "parser/content/selector.h"
#include "parser/html/tree.h"

namespace gongwatch::parser {

// A block-level element that holds text. Boxes stand in document order, so the boxes inside box i
// are [i + 1, end_box).
struct Box {
  const GumboNode* node = nullptr;
  std::size_t parent = 0;  // of box 0 (<html>): 0
  std::size_t end_box = 0;
  std::size_t first_block = 0;  // its text is blocks [first_block, end_block)
  std::size_t end_block = 0;
  std::optional<RemovalReason> role;  // what its tag, ARIA role or class says it holds
  bool role_by_class = false;         // weak evidence
  bool content_by_class = false;
  bool card = false;               // of a list of other articles (teaser_cards.h)
  bool gate = false;               // named as paywalls are (paywall.h)
  bool hidden = false;             // … or inside such a box, and not seen
  bool removed_by_source = false;  // its selectors match this box or one around it
  // Says something about a picture or about the article: captions, bylines. Or inside such a box.
  bool label = false;
};

// One paragraph, heading, list item or table row.
struct Block {
  std::string text;  // blanks squeezed, not empty; the cells of a row are joined by " | "
  std::size_t box = 0;
  std::size_t words = 0;
  double link_share = 0;  // of the text's bytes
  int heading = 0;        // 1 to 6, 0 if none
  bool list_item = false;
  bool table_row = false;
  bool listing_row = false;  // of a table about listings (listing_rows.h)
  bool card = false;         // in a linked title with its summary (teaser_cards.h)
  bool teaser = false;       // … that stands beside the page's own text
  bool unseen = false;       // a notice that is hidden
  // Of a link to another article behind a label (labelled_links.h).
  std::optional<RemovalReason> labelled;
  double italic_share = 0;  // of the text's bytes, as link_share
  double bold_share = 0;
  const GumboNode* wrapper = nullptr;  // the inline element that it begins with
};

// What the markup says is a time, and the block it stands in or before.
struct MarkedTime {
  std::string written;  // of the attribute for machines, else its text
  std::size_t block = 0;
  bool by_class = false;  // only a class or id says so (parser/vocabulary/date_marks.tsv)
};

// What the markup says is an author, and the block it stands in or before.
struct MarkedAuthor {
  std::string name;
  std::size_t block = 0;
  bool strong = false;  // rel="author", microdata, class "author-name"; else only class "author"
};

struct PageBlocks {
  std::vector<Box> boxes;
  std::vector<Block> blocks;
  std::vector<MarkedTime> times;
  std::vector<MarkedAuthor> authors;
  bool hides_text = false;  // a hidden box that is called an article's text was left out

  bool contains(std::size_t outer_box, std::size_t block) const {
    return block >= boxes[outer_box].first_block && block < boxes[outer_box].end_block;
  }
};

// Hidden elements, scripts, forms' fields and the like give no blocks. What `remove` matches gets a
// role if it is a block-level element and gives no text otherwise. Linear in the size of the page.
// With `reveal`, hidden boxes that are called an article's text are read as well: a script shows
// them.
PageBlocks blocks_of(const Tree& tree, const std::vector<Selector>& remove = {},
                     bool reveal = false);

// "Ends like a sentence": . ! ? 。！？ and closing quotes or brackets after them.
bool ends_sentence(std::string_view text);
// How many sentence ends the text holds.
std::size_t count_sentence_ends(std::string_view text);

}  // namespace gongwatch::parser
