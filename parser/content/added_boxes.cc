#include "parser/content/added_boxes.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "parser/content/boilerplate.h"
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
  std::size_t words_in(const Box& box) const {
    return words_[box.end_block] - words_[box.first_block];
  }
  bool is_article_under_title(const Box& box) const {
    return tag_of(box.node) == GUMBO_TAG_ARTICLE &&
           titles_[box.end_block] > titles_[box.first_block] && words_in(box) >= kWordsOfText;
  }

 private:
  std::vector<std::size_t> titles_, words_;
};

bool is_dialog(const Box& box) {
  const std::string_view role = attribute(box.node, "role");
  return role == "dialog" || role == "alertdialog" || attribute(box.node, "aria-modal") == "true";
}

// The heading at the head of the box that is no link; nullptr if it has none.
const Block* heading_of(const PageBlocks& page, const Box& box) {
  constexpr std::size_t kBlocksOfHead = 6;
  const std::size_t end = std::min(box.end_block, box.first_block + kBlocksOfHead);
  for (std::size_t i = box.first_block; i < end; ++i) {
    const Block& block = page.blocks[i];
    if (block.heading > 0 && block.heading <= 3 && block.link_share <= 0.5) return &block;
  }
  return nullptr;
}

// An article of its own has a day or an author.
bool is_signed(const PageBlocks& page, const Box& box) {
  const auto within = [&](const auto& mark) {
    return mark.block >= box.first_block && mark.block < box.end_block;
  };
  return std::any_of(page.times.begin(), page.times.end(), within) ||
         std::any_of(page.authors.begin(), page.authors.end(), within);
}

// The page's own article, with boxes like its own behind it, which readers who scroll come to.
class Scroll {
 public:
  Scroll(PageBlocks& page, const Sums& sums, std::string_view document_title)
      : page_(page), sums_(sums), title_(match_key(document_title)) {}

  void run();

 private:
  bool is_like_an_article(const Box& box) const {
    constexpr std::size_t kWordsOfOther = 30;
    return heading_of(page_, box) != nullptr && sums_.words_in(box) >= kWordsOfOther &&
           is_signed(page_, box);
  }
  bool is_own(const Box& box) const {
    constexpr std::size_t kShortest = 8;
    if (tag_of(box.node) != GUMBO_TAG_ARTICLE && attribute(box.node, "class").empty()) return false;
    const Block* const heading = heading_of(page_, box);
    if (heading == nullptr || !is_like_an_article(box)) return false;
    const std::string key = match_key(heading->text);
    return key.size() >= kShortest && title_.find(key) != std::string::npos;
  }
  static bool look_alike(const Box& a, const Box& b) {
    if (tag_of(a.node) != tag_of(b.node)) return false;
    return tag_of(a.node) == GUMBO_TAG_ARTICLE ||
           attribute(a.node, "class") == attribute(b.node, "class");
  }

  PageBlocks& page_;
  const Sums& sums_;
  std::string title_;
};

void take_out(PageBlocks& page, Box& box, RemovalReason reason) {
  box.role = reason;
  box.role_by_class = false;
  std::for_each(page.blocks.begin() + static_cast<std::ptrdiff_t>(box.first_block),
                page.blocks.begin() + static_cast<std::ptrdiff_t>(box.end_block),
                [](Block& block) { block.teaser = true; });
}

void Scroll::run() {
  if (title_.empty()) return;
  for (std::size_t own = 1; own < page_.boxes.size(); ++own) {
    const std::size_t parent = page_.boxes[own].parent;
    const std::size_t next = page_.boxes[own].end_box;
    if (next >= page_.boxes[parent].end_box || !is_own(page_.boxes[own])) continue;
    for (std::size_t i = next; i < page_.boxes[parent].end_box; i = page_.boxes[i].end_box) {
      Box& other = page_.boxes[i];
      if (look_alike(page_.boxes[own], other) && is_like_an_article(other))
        take_out(page_, other, RemovalReason::recommendations);
    }
    return;
  }
}

}  // namespace

void mark_added_boxes(PageBlocks& page, std::string_view document_title) {
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
  Scroll(page, sums, document_title).run();
}

}  // namespace gongwatch::parser
