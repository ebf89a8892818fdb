#include "parser/content/block_model.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>

#include "parser/content/block_features.h"
#include "parser/vocabulary/table.h"

namespace gongwatch::parser {
namespace {

// A leaf has the feature kLeaf and its value; otherwise features up to the value go to the next
// node, others to `above`.
constexpr std::uint16_t kLeaf = 0xFFFF;
struct Node {
  float value = 0;
  std::uint16_t feature = kLeaf;
  std::uint16_t above = 0;  // after the tree's first node
};

struct BoostedTree {
  std::size_t root = 0;
  float least_left = 0, most_left = 0;  // that it and the trees behind it may add
};

struct Trees {
  std::vector<Node> nodes;
  std::vector<BoostedTree> all;
};

template <typename Number>
Number read_number(std::string_view text) {
  Number number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

// Rows "tree", "leaf VALUE", "FEATURE VALUE ABOVE"; of an unknown feature: the tree ends there.
Trees read_trees() {
  Trees trees;
  const std::vector<std::string_view>& names = feature_names();
  for (const auto& row : table_rows("block_trees", 3)) {
    if (row[0] == "tree") {
      trees.all.push_back({trees.nodes.size()});
      continue;
    }
    Node node{read_number<float>(row[1]), kLeaf, 0};
    const auto found = std::find(names.begin(), names.end(), row[0]);
    if (found != names.end()) {
      node.feature = static_cast<std::uint16_t>(found - names.begin());
      node.above = read_number<std::uint16_t>(row[2]);
    }
    trees.nodes.push_back(node);
  }
  std::size_t end = trees.nodes.size();
  float least = 0;
  float most = 0;
  for (auto tree = trees.all.rbegin(); tree != trees.all.rend(); ++tree) {
    float low = std::numeric_limits<float>::max();
    float high = std::numeric_limits<float>::lowest();
    for (std::size_t i = tree->root; i < end; ++i) {
      if (trees.nodes[i].feature != kLeaf) continue;
      low = std::min(low, trees.nodes[i].value);
      high = std::max(high, trees.nodes[i].value);
    }
    end = tree->root;
    tree->least_left = least += low;
    tree->most_left = most += high;
  }
  return trees;
}

// Rather text than boilerplate: the sum is more than 0. It is left where the rest cannot change
// that.
bool is_text(const std::vector<float>& features) {
  constexpr float kRounding = 0.01F;
  static const Trees trees = read_trees();
  float sum = 0;
  for (const BoostedTree& tree : trees.all) {
    if (sum + tree.least_left > kRounding) return true;
    if (sum + tree.most_left < -kRounding) return false;
    const Node* node = &trees.nodes[tree.root];
    while (node->feature != kLeaf)
      node =
          features[node->feature] <= node->value ? node + 1 : &trees.nodes[tree.root + node->above];
    sum += node->value;
  }
  return sum > 0;
}

RemovalReason reason_of(const std::vector<Line>& lines, const std::vector<Verdict>& verdicts,
                        std::size_t block) {
  constexpr std::size_t kNear = 3;
  for (std::size_t back = 1; back <= std::min(kNear, block); ++back) {
    const Verdict& before = verdicts[block - back];
    if (before.fate == Fate::remove && before.reason != RemovalReason::duplicate)
      return before.reason;
  }
  constexpr double kManyLinks = 0.3;
  return lines[block].link_share > kManyLinks ? RemovalReason::related_articles
                                              : RemovalReason::navigation;
}

}  // namespace

std::vector<Verdict> corrected_verdicts(const JudgedPage& judged) {
  // A model that takes most of a text away is on unknown ground.
  constexpr float kLeastLeft = 0.5;
  constexpr std::size_t kMostBlocks = 20'000;
  if (judged.lines.size() > kMostBlocks) return judged.verdicts;
  const BlockContext context(judged);
  std::vector<Verdict> verdicts = judged.verdicts;
  std::vector<float> features;
  std::vector<std::size_t> lost;
  float words_lost = 0;
  for (std::size_t i = 0; i < verdicts.size(); ++i) {
    if (!is_uncertain(context, i)) continue;
    read_features(context, i, features);
    const bool text = is_text(features);
    if (text == (verdicts[i].fate == Fate::keep)) continue;
    if (text) {
      verdicts[i] = {};
    } else {
      lost.push_back(i);
      words_lost += context.kept_words.of(i, i + 1);
    }
  }
  if (words_lost > (1 - kLeastLeft) * context.kept_words.all()) return verdicts;
  for (const std::size_t i : lost)
    verdicts[i] = {Fate::remove, reason_of(judged.lines, verdicts, i), judged.lines[i].group};
  return verdicts;
}

}  // namespace gongwatch::parser
