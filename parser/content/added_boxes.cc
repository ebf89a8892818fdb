#include "parser/content/added_boxes.h"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "parser/html/walk.h"

namespace gongwatch::parser {
namespace {

constexpr std::size_t kWordsOfText = 100;
constexpr std::size_t kWordsOfSentence = 8;

// Titles and words of sentences up to each block: <article> elements may be nested.
class Sums {
 public:
  explicit Sums(const std::vector<Block>& blocks) : titles_(1), words_(1) {
    for (const Block& block : blocks) {
      const bool linked = block.link_share > 0.5;
      const bool prose = !linked && block.heading == 0 && block.words >= kWordsOfSentence;
      titles_.push_back(titles_.back() + (!linked && block.heading == 1 ? 1 : 0));
      words_.push_back(words_.back() + (prose ? block.words : 0));
    }
  }
  bool is_article_under_title(const Box& box) const {
    return tag_of(box.node) == GUMBO_TAG_ARTICLE &&
           titles_[box.end_block] > titles_[box.first_block] &&
           words_[box.end_block] - words_[box.first_block] >= kWordsOfText;
  }

 private:
  std::vector<std::size_t> titles_, words_;
};

bool is_dialog(const Box& box) {
  const std::string_view role = attribute(box.node, "role");
  return role == "dialog" || role == "alertdialog" || attribute(box.node, "aria-modal") == "true";
}

void take_out(PageBlocks& page, Box& box, RemovalReason reason) {
  box.role = reason;
  box.role_by_class = false;
  std::for_each(page.blocks.begin() + static_cast<std::ptrdiff_t>(box.first_block),
                page.blocks.begin() + static_cast<std::ptrdiff_t>(box.end_block),
                [](Block& block) { block.teaser = true; });
}

}  // namespace

void mark_added_boxes(PageBlocks& page) {
  const Sums sums(page.blocks);
  bool first = true;
  for (std::size_t i = 0; i < page.boxes.size();) {
    Box& box = page.boxes[i];
    const bool dialog = is_dialog(box);
    const bool article = !dialog && sums.is_article_under_title(box);
    if (dialog) take_out(page, box, box.role.value_or(RemovalReason::navigation));
    if (article && !first) take_out(page, box, RemovalReason::recommendations);
    first = first && !article;
    i = dialog || article ? box.end_box : i + 1;
  }
}

}  // namespace gongwatch::parser
