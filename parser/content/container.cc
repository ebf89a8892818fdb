#include "parser/content/container.h"

#include <algorithm>
#include <map>
#include <string_view>

#include "parser/html/walk.h"

namespace gongwatch::parser {
namespace {

constexpr double kLongestBlock = 200;  // words that count of one block
constexpr std::size_t kSentenceWords =
    8;  // a block of fewer words without a sentence's end is no prose
constexpr double kNarrowing =
    0.85;  // of the prose that an inner box must hold to be chosen instead
constexpr double kLeadWords = 12;
constexpr std::size_t kParagraphsBeside = 2;  // of a box beside the container that belongs to it
constexpr double kProseBeside = 50;
constexpr std::size_t kLevelsUp = 4;
constexpr std::size_t kTeaserBlocks =
    2;  // after a heading that is a link: another article's summary

// Words of prose in a block; zero for menus, link lists and labels.
double prose_of(const Block& block) {
  if (block.link_share > 0.5 || block.heading > 0) return 0;
  if (block.listing_row) return std::min(static_cast<double>(block.words), kLongestBlock);
  if (block.words < kSentenceWords && !ends_sentence(block.text)) return 0;
  double prose = std::min(static_cast<double>(block.words), kLongestBlock) * (1 - block.link_share);
  if (block.list_item || block.table_row) prose *= 0.5;
  return prose;
}

double penalty_of(const Block& block) {
  if (block.link_share > 0.5) return 2 + 0.5 * std::min(static_cast<double>(block.words), 20.0);
  return block.words < kSentenceWords && block.heading == 0 && !block.listing_row ? 1 : 0;
}

// Sums over ranges of blocks.
class Sums {
 public:
  explicit Sums(std::size_t size) : sums_(1) { sums_.reserve(size + 1); }
  void add(double value) { sums_.push_back(sums_.back() + value); }
  double of(const Box& box) const { return sums_[box.end_block] - sums_[box.first_block]; }

 private:
  std::vector<double> sums_;
};

double weight_of(const Box& box) {
  const GumboTag tag = tag_of(box.node);
  if (attribute(box.node, "itemprop") == "articleBody") return 1.6;
  if (tag == GUMBO_TAG_ARTICLE) return 1.3;
  if (tag == GUMBO_TAG_MAIN || attribute(box.node, "role") == "main") return 1.1;
  if (box.content_by_class) return 1.1;
  return 1.0;
}

bool is_article_element(const Box& box) {
  return tag_of(box.node) == GUMBO_TAG_ARTICLE || attribute(box.node, "itemprop") == "articleBody";
}

// The innermost box that still holds nearly all prose of `box`; an <article> is not narrowed.
std::size_t narrowed(const PageBlocks& page, const Sums& prose, std::size_t box) {
  while (!is_article_element(page.boxes[box])) {
    std::size_t next = box;
    for (std::size_t child = box + 1; child < page.boxes[box].end_box;
         child = page.boxes[child].end_box) {
      if (prose.of(page.boxes[child]) >= kNarrowing * prose.of(page.boxes[box])) {
        next = child;
        break;
      }
    }
    // A single paragraph is not narrowed to: its neighbours would be lost.
    if (next == box || page.boxes[next].end_block - page.boxes[next].first_block < 2) return box;
    box = next;
  }
  return box;
}

// Rows alone say little: without the table's head nobody knows what their cells are.
std::size_t with_table_head(const PageBlocks& page, std::size_t box) {
  const auto is_part = [&](std::size_t one) {
    const GumboTag tag = tag_of(page.boxes[one].node);
    return tag == GUMBO_TAG_TBODY || tag == GUMBO_TAG_THEAD || tag == GUMBO_TAG_TR;
  };
  while (box > 0 && is_part(box)) box = page.boxes[box].parent;
  return box;
}

std::size_t prose_box_of(const PageBlocks& page, const Container& container) {
  std::vector<double> words(page.boxes.size());
  for (std::size_t i = 0; i < page.blocks.size(); ++i) {
    if (!container.inside[i]) continue;
    const std::size_t box = page.blocks[i].box;
    const std::size_t holder = box == container.box ? box : page.boxes[box].parent;
    words[holder] += prose_of(page.blocks[i]);
  }
  return static_cast<std::size_t>(std::max_element(words.begin(), words.end()) - words.begin());
}

// Prose between the page's <h1> and the container, in a box around both: the lead that stands
// apart.
void add_lead(const PageBlocks& page, Container& container) {
  const std::size_t first = page.boxes[container.box].first_block;
  std::size_t title = first;
  for (std::size_t i = first; i-- > 0;) {
    if (page.blocks[i].heading == 1) {
      title = i;
      break;
    }
  }
  for (std::size_t i = title + 1; i < first; ++i) {
    const Block& block = page.blocks[i];
    const bool prose = static_cast<double>(block.words) >= kLeadWords && block.link_share < 0.2 &&
                       !block.list_item && ends_sentence(block.text);
    if (prose && !role_of(page, i, 0)) container.inside[i] = true;
  }
}

// Whether a box beside the container goes on with the article: paragraphs, hardly a link, no role.
bool continues_article(const PageBlocks& page, const Box& box, const std::vector<bool>& aside) {
  double prose = 0;
  double words = 0;
  double linked = 0;
  std::size_t paragraphs = 0;
  for (std::size_t i = box.first_block; i < box.end_block; ++i) {
    const Block& block = page.blocks[i];
    if (aside[block.box]) continue;
    const bool teaser = block.heading > 0 && block.link_share > 0.8;
    if (teaser || block.heading == 1) return false;
    const double value = prose_of(block);
    const auto count = static_cast<double>(block.words);
    if (value >= kLeadWords) ++paragraphs;
    prose += value;
    words += count;
    linked += count * block.link_share;
  }
  return paragraphs >= kParagraphsBeside && prose >= kProseBeside && prose >= 0.4 * words &&
         linked <= 0.2 * words;
}

// Long articles come in several boxes, with advertisements between them.
void add_siblings(const PageBlocks& page, const std::vector<bool>& aside, Container& container) {
  std::size_t inner = container.box;
  for (std::size_t level = 0; level < kLevelsUp && inner != 0; ++level) {
    const std::size_t outer = page.boxes[inner].parent;
    for (std::size_t i = outer + 1; i < page.boxes[outer].end_box; i = page.boxes[i].end_box) {
      const Box& box = page.boxes[i];
      if (i == inner || aside[i] || !continues_article(page, box, aside)) continue;
      std::fill(container.inside.begin() + static_cast<std::ptrdiff_t>(box.first_block),
                container.inside.begin() + static_cast<std::ptrdiff_t>(box.end_block), true);
    }
    inner = outer;
  }
}

bool has_title(const PageBlocks& page, const Box& box) {
  return std::any_of(page.blocks.begin() + static_cast<std::ptrdiff_t>(box.first_block),
                     page.blocks.begin() + static_cast<std::ptrdiff_t>(box.end_block),
                     [](const Block& block) { return block.heading == 1; });
}

// A page builder may call every paragraph's box a "widget".
void drop_common_roles(PageBlocks& page, const Sums& prose, double all) {
  constexpr double kMostOfPage = 0.5;
  std::map<RemovalReason, double> said;
  for (std::size_t i = 0; i < page.boxes.size();) {
    const Box& box = page.boxes[i];
    const bool counts = box.role_by_class && box.role != RemovalReason::comments;
    if (counts) said[*box.role] += prose.of(box);
    i = counts ? box.end_box : i + 1;
  }
  for (Box& box : page.boxes) {
    if (box.role_by_class && said[*box.role] > kMostOfPage * all) box.role.reset();
    box.role_by_class &= box.role.has_value();
  }
}

}  // namespace

void drop_overreaching_roles(PageBlocks& page) {
  Sums prose(page.blocks.size());
  for (const Block& block : page.blocks) prose.add(prose_of(block));
  const double all = page.boxes.empty() ? 0 : prose.of(page.boxes[0]);
  drop_common_roles(page, prose, all);
  for (Box& box : page.boxes) {
    // Comments may well be longer than the article, which then stands beside them.
    const bool comments = box.role == RemovalReason::comments;
    const bool beside = comments && all - prose.of(box) >= kProseBeside && !has_title(page, box);
    const double most = comments ? 0.6 : 0.3;
    if (box.role_by_class && !beside && prose.of(box) > most * all) box.role.reset();
    if (!box.label || prose.of(box) <= 0.3 * all) continue;
    const auto begin = page.boxes.begin() + (&box - page.boxes.data());
    std::for_each(begin, page.boxes.begin() + static_cast<std::ptrdiff_t>(box.end_box),
                  [](Box& inner) { inner.label = false; });
  }
}

std::optional<RemovalReason> role_of(const PageBlocks& page, std::size_t block, std::size_t top) {
  for (std::size_t box = page.blocks[block].box; box != top; box = page.boxes[box].parent) {
    if (page.boxes[box].role) return page.boxes[box].role;
    if (box == 0) break;
  }
  return std::nullopt;
}

std::optional<Container> find_container(const PageBlocks& page, std::optional<std::size_t> chosen) {
  if (page.boxes.empty() || page.blocks.empty()) return std::nullopt;
  std::vector<bool> aside(page.boxes.size());  // in a box with a role
  for (std::size_t i = 0; i < page.boxes.size(); ++i) {
    aside[i] = page.boxes[i].role.has_value() || page.boxes[i].label ||
               (i > 0 && aside[page.boxes[i].parent]);
  }
  Sums prose(page.blocks.size());
  Sums value(page.blocks.size());
  std::size_t teaser = 0;
  for (const Block& block : page.blocks) {
    const bool linked_heading = block.heading > 1 && block.link_share > 0.8;
    teaser = linked_heading ? kTeaserBlocks : teaser - std::min<std::size_t>(teaser, 1);
    double words = prose_of(block);
    if (aside[block.box]) words *= 0.05;
    if (teaser > 0) words *= 0.2;
    prose.add(words);
    value.add(words - penalty_of(block));
  }
  Container container;
  double best = 0;
  for (std::size_t i = 0; i < page.boxes.size() && !chosen; ++i) {
    const double score = value.of(page.boxes[i]) * weight_of(page.boxes[i]);
    if (score < best || score <= 0) continue;  // of equals the inner one
    best = score;
    container.box = i;
  }
  if (!chosen && best <= 0) return std::nullopt;
  container.box = chosen ? *chosen : with_table_head(page, narrowed(page, prose, container.box));
  container.inside.resize(page.blocks.size());
  const Box& box = page.boxes[container.box];
  std::fill(container.inside.begin() + static_cast<std::ptrdiff_t>(box.first_block),
            container.inside.begin() + static_cast<std::ptrdiff_t>(box.end_block), true);
  if (!chosen) {
    add_lead(page, container);
    add_siblings(page, aside, container);
  }
  container.prose_box = prose_box_of(page, container);
  return container;
}

}  // namespace gongwatch::parser
