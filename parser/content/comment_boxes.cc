#include "parser/content/comment_boxes.h"

#include <algorithm>
#include <vector>

#include "parser/content/boilerplate.h"

namespace gongwatch::parser {
namespace {

constexpr std::size_t kFewestComments = 2;
constexpr std::size_t kMostBlocks = 8;  // of a comment: an article's column has more
constexpr std::size_t kReplyBytes = 16;
constexpr std::size_t kOwnWords = 12;  // a paragraph of the page itself
constexpr std::size_t kOwnProse = 40;  // words of such paragraphs
constexpr double kHardlyLink = 0.3;

bool is_reply(const Block& block) {
  return block.text.size() <= kReplyBytes && block.heading == 0 &&
         line_reason(block.text, block.words) == RemovalReason::comments;
}

// How many blocks before each one are so.
template <typename IsSo>
std::vector<std::size_t> counts(const PageBlocks& page, const IsSo& is_so) {
  std::vector<std::size_t> upto{0};
  for (const Block& block : page.blocks) upto.push_back(upto.back() + is_so(block));
  return upto;
}

std::size_t in_box(const std::vector<std::size_t>& upto, const Box& box) {
  return upto[box.end_block] - upto[box.first_block];
}

}  // namespace

void mark_comment_boxes(PageBlocks& page) {
  if (page.boxes.empty()) return;
  const auto replies = counts(page, [](const Block& block) { return is_reply(block) ? 1U : 0U; });
  if (replies.back() < kFewestComments) return;
  const auto titles = counts(page, [](const Block& block) { return block.heading == 1 ? 1U : 0U; });
  const auto prose = counts(page, [](const Block& block) {
    const bool own = block.words >= kOwnWords && block.heading == 0 &&
                     block.link_share < kHardlyLink && ends_sentence(block.text);
    return own ? block.words : 0;
  });
  for (std::size_t parent = 0; parent < page.boxes.size(); ++parent) {
    std::vector<std::size_t> comments;
    std::size_t words = 0;
    for (std::size_t i = parent + 1; i < page.boxes[parent].end_box; i = page.boxes[i].end_box) {
      const Box& box = page.boxes[i];
      const std::size_t blocks = box.end_block - box.first_block;
      const bool is_comment = blocks > 1 && blocks <= kMostBlocks * in_box(replies, box);
      if (!is_comment || in_box(titles, box) > 0) continue;
      comments.push_back(i);
      words += in_box(prose, box);
    }
    if (comments.size() < kFewestComments || prose.back() - words < kOwnProse) continue;
    for (const std::size_t i : comments) {
      page.boxes[i].role = RemovalReason::comments;
      page.boxes[i].role_by_class = false;
    }
  }
}

}  // namespace gongwatch::parser
