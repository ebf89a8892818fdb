#include "parser/content/block_context.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <unordered_map>

#include "parser/content/learned_words.h"
#include "parser/html/walk.h"

namespace gongwatch::parser {
namespace {

constexpr std::size_t kProseWords = 15;
constexpr std::size_t kFarAway = 50;
constexpr std::size_t kLongestBlock = 200;  // words that count of one block
constexpr std::size_t kSentenceWords = 8;
constexpr std::size_t kMostNameBytes = 200;

float prose_in(const Block& block) {
  const bool prose = block.heading == 0 && block.link_share < 0.5 &&
                     (block.words >= kSentenceWords || ends_sentence(block.text));
  const auto words = static_cast<float>(std::min(block.words, kLongestBlock));
  return prose ? words * static_cast<float>(1 - block.link_share) : 0;
}

// Blocks to the nearest that is kept and long, before each block of the range.
template <typename Iterator, typename IsKeptProse>
void count_distance(const Iterator& begin, const Iterator& end, const IsKeptProse& is_kept_prose) {
  std::size_t distance = kFarAway;
  for (Iterator at = begin; at != end; ++at) {
    *at = static_cast<float>(distance);
    distance = is_kept_prose(at) ? 0 : std::min(distance + 1, kFarAway);
  }
}

}  // namespace

BlockContext::BlockContext(const JudgedPage& judged_page)
    : judged(judged_page), body(judged_page.article_body), description(judged_page.description) {
  const PageBlocks& page = judged.page;
  for (std::size_t i = 0; i < page.blocks.size(); ++i) {
    const Block& block = page.blocks[i];
    const auto count = static_cast<float>(std::min(block.words, kLongestBlock));
    prose.add(prose_in(block));
    words.add(count);
    linked.add(count * static_cast<float>(block.link_share));
    kept_words.add(kept(i) ? count : 0);
  }
  depth.resize(page.boxes.size());
  for (std::size_t i = 1; i < page.boxes.size(); ++i) depth[i] = depth[page.boxes[i].parent] + 1;
  find_alike();
  find_kept();
  find_body();
}

float BlockContext::name_score_of(const GumboNode* element) const {
  if (element == nullptr || element->v.element.attributes.length == 0) return 0;
  const char* const id = attribute(element, "id").data();
  const char* const names = attribute(element, "class").data();
  if (id == nullptr && names == nullptr) return 0;
  const auto [found, is_new] = name_scores_.try_emplace({id, names});
  if (is_new) found->second = name_score(element);
  return found->second;
}

const Box& BlockContext::above(std::size_t block, int levels) const {
  std::size_t at = judged.page.blocks[block].box;
  const bool inside = judged.container && judged.lines[block].inside;
  for (; levels > 0 && !(inside && at <= judged.container->box); --levels)
    at = judged.page.boxes[at].parent;
  return judged.page.boxes[at];
}

void BlockContext::find_alike() {
  const PageBlocks& page = judged.page;
  // Tag and class, and the class of the box around it; classes by number.
  std::unordered_map<std::string_view, std::size_t> classes;
  const auto class_of = [&](std::size_t box) {
    const std::string_view names = attribute(page.boxes[box].node, "class");
    return classes.try_emplace(names.substr(0, kMostNameBytes), classes.size()).first->second;
  };
  std::map<std::array<std::size_t, 3>, float> by_look;
  std::vector<std::size_t> classes_of_boxes(page.boxes.size());
  std::vector<float*> of_box(page.boxes.size());
  for (std::size_t i = 0; i < page.boxes.size(); ++i) {
    const Box& one = page.boxes[i];
    classes_of_boxes[i] = class_of(i);
    if (one.first_block == one.end_block) continue;
    of_box[i] = &by_look[{static_cast<std::size_t>(tag_of(one.node)), classes_of_boxes[i],
                          classes_of_boxes[one.parent]}];
  }
  for (std::size_t i = 0; i < page.blocks.size(); ++i)
    *of_box[page.blocks[i].box] += prose.of(i, i + 1);
  for (const auto& [look, value] : by_look) most_alike = std::max(most_alike, value);
  alike.reserve(page.blocks.size());
  for (const Block& block : page.blocks) alike.push_back(*of_box[block.box]);
}

void BlockContext::find_body() {
  in_body.assign(judged.lines.size(), -1);
  if (body.words() == 0) return;
  float known = 0;
  for (std::size_t i = 0; i < in_body.size(); ++i) {
    in_body[i] = body.share_of(judged.lines[i].text);
    if (in_body[i] > 0) known += in_body[i] * kept_words.of(i, i + 1);
  }
  if (kept_words.all() > 0) kept_in_body = known / kept_words.all();
}

void BlockContext::find_kept() {
  since_kept.resize(judged.lines.size());
  until_kept.resize(judged.lines.size());
  const auto is_kept_prose = [&](std::size_t i) {
    return kept(i) && judged.lines[i].words >= kProseWords;
  };
  count_distance(since_kept.begin(), since_kept.end(), [&](const auto& at) {
    return is_kept_prose(static_cast<std::size_t>(at - since_kept.begin()));
  });
  count_distance(until_kept.rbegin(), until_kept.rend(), [&](const auto& at) {
    return is_kept_prose(static_cast<std::size_t>(until_kept.rend() - at) - 1);
  });
}

}  // namespace gongwatch::parser
