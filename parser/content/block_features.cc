#include "parser/content/block_features.h"

#include <algorithm>
#include <iterator>
#include <string>

#include "parser/content/boilerplate.h"
#include "parser/content/learned_words.h"
#include "parser/html/walk.h"

namespace gongwatch::parser {
namespace {

constexpr std::size_t kMostSteps = 12;
constexpr std::size_t kBlocksAround = 5;
constexpr std::size_t kNameLevels = 6;
constexpr double kMostlyLinks = 0.7;
constexpr std::size_t kFewWords = 4;
constexpr float kNearKept = 4;

float share(float part, float whole) { return whole > 0 ? part / whole : 0; }
float flag(bool value) { return value ? 1 : 0; }
float number(std::size_t value) { return static_cast<float>(value); }
float number(double value) { return static_cast<float>(value); }

// Numbers that come in groups, for one block.
struct Row {
  const BlockContext& context;
  std::size_t block;
  std::vector<float>& values;

  void add(float value) { values.push_back(value); }
  const Line& line() const { return context.judged.lines[block]; }
};

struct Group {
  std::vector<std::string_view> names;
  void (*read)(Row& row);
};

void read_letters(Row& row) {
  const std::string_view text = row.line().text;
  std::size_t digits = 0;
  std::size_t capitals = 0;
  bool word_start = true;
  for (const char c : text) {
    if (c >= '0' && c <= '9') ++digits;
    if (c >= 'A' && c <= 'Z' && word_start) ++capitals;
    word_start = c == ' ';
  }
  const float size = number(std::max<std::size_t>(text.size(), 1));
  const float words = number(std::max<std::size_t>(row.line().words, 1));
  row.add(number(count_sentence_ends(text)));
  row.add(number(digits) / size);
  row.add(number(capitals) / words);
  row.add(size / words);
  row.add(flag(ends_sentence(text)));
  row.add(flag(text.starts_with('"') || text.starts_with("“") || text.starts_with("‘")));
}

float tag_code(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_P:
      return 1;
    case GUMBO_TAG_DIV:
      return 2;
    case GUMBO_TAG_LI:
      return 3;
    case GUMBO_TAG_TD:
      return 4;
    case GUMBO_TAG_DD:
    case GUMBO_TAG_DT:
      return 5;
    case GUMBO_TAG_BLOCKQUOTE:
      return 6;
    case GUMBO_TAG_FIGCAPTION:
      return 7;
    case GUMBO_TAG_PRE:
      return 8;
    case GUMBO_TAG_SECTION:
    case GUMBO_TAG_ARTICLE:
      return 9;
    default:
      return 0;
  }
}

void read_form(Row& row) {
  const Block& block = row.context.judged.page.blocks[row.block];
  row.add(number(block.words));
  row.add(number(block.link_share));
  row.add(static_cast<float>(block.heading));
  row.add(flag(block.list_item));
  row.add(tag_code(tag_of(row.context.box(row.block).node)));
  row.add(number(block.italic_share));
  row.add(number(block.bold_share));
}

float reason_code(const Verdict& verdict) {
  return verdict.fate == Fate::remove ? static_cast<float>(verdict.reason) + 1 : 0;
}

void read_rules(Row& row) {
  const Verdict& verdict = row.context.judged.verdicts[row.block];
  row.add(verdict.fate == Fate::keep ? 0 : verdict.fate == Fate::drop ? 1 : 2);
  row.add(reason_code(verdict));
  row.add(row.line().role ? static_cast<float>(*row.line().role) + 1 : 0);
  row.add(flag(row.block < row.context.judged.first_prose));
}

// Steps up from the block's box to an element that holds the article's prose box too.
float steps_to_prose(const BlockContext& c, std::size_t block) {
  if (!c.judged.container) return number(kMostSteps);
  const auto& boxes = c.judged.page.boxes;
  const std::size_t prose = c.judged.container->prose_box;
  std::size_t box = c.judged.page.blocks[block].box;
  std::size_t steps = 0;
  while (steps < kMostSteps && (box > prose || prose >= boxes[box].end_box)) {
    box = boxes[box].parent;
    ++steps;
  }
  return number(steps);
}

void read_boxes_around(Row& row) {
  const auto& boxes = row.context.judged.page.boxes;
  float content = 0;
  bool in_cell = false;
  bool in_quote = false;
  bool in_figure = false;
  std::size_t box = row.context.judged.page.blocks[row.block].box;
  for (std::size_t level = 0; level < 2 + kNameLevels; ++level) {
    const GumboTag tag = tag_of(boxes[box].node);
    if (boxes[box].content_by_class && content == 0) content = number(level) + 1;
    if (level < kNameLevels) {
      in_cell |= tag == GUMBO_TAG_TD;
      in_quote |= tag == GUMBO_TAG_BLOCKQUOTE;
      in_figure |= tag == GUMBO_TAG_FIGURE;
    }
    if (box == 0) break;
    box = boxes[box].parent;
  }
  row.add(content);
  row.add(flag(in_cell));
  row.add(flag(in_quote));
  row.add(flag(in_figure));
}

void read_place(Row& row) {
  const BlockContext& c = row.context;
  const std::size_t size = c.judged.lines.size();
  const std::size_t box = c.judged.page.blocks[row.block].box;
  row.add(steps_to_prose(c, row.block));
  row.add(c.judged.container ? number(c.depth[box]) - number(c.depth[c.judged.container->prose_box])
                             : 0);
  row.add(c.judged.title_block
              ? std::clamp(number(row.block) - number(*c.judged.title_block), -99.0F, 200.0F)
              : -100.0F);
  row.add(c.kept_words.of(0, row.block));
  row.add(c.kept_words.of(row.block, size));
  row.add(share(c.kept_words.of(0, row.block), c.kept_words.all()));
  row.add(c.until_kept[row.block]);
  const std::size_t begin = row.block - std::min(row.block, kBlocksAround);
  const std::size_t end = std::min(row.block + kBlocksAround + 1, size);
  row.add(c.kept_words.of(begin, end));
}

void read_company(Row& row) {
  const BlockContext& c = row.context;
  row.add(c.alike[row.block]);
  row.add(c.alike[row.block] / c.most_alike);
  const Box& own = c.above(row.block, 0);
  const Box& parent = c.above(row.block, 1);
  row.add(number(own.end_block - own.first_block));
  row.add(number(parent.end_block - parent.first_block));
  for (int level = 1; level <= 2; ++level) {
    const Box& box = c.above(row.block, level);
    row.add(c.prose.of(box));
    row.add(share(c.prose.of(box), c.kept_words.all()));
    row.add(share(c.linked.of(box), c.words.of(box)));
    row.add(share(c.prose.of(box), c.words.of(box)));
    row.add(share(c.kept_words.of(box), c.words.of(box)));
  }
  row.add(share(c.prose.of(c.above(row.block, 3)), c.kept_words.all()));
  row.add(c.kept_words.all());
}

// What stands around the article is no neighbour.
bool belongs(const BlockContext& c, std::size_t block) {
  return c.judged.lines[block].inside || c.kept(block);
}

void read_neighbours(Row& row) {
  const BlockContext& c = row.context;
  for (const int offset : {-2, -1, 1, 2}) {
    const auto at = static_cast<std::ptrdiff_t>(row.block) + offset;
    if (at < 0 || at >= static_cast<std::ptrdiff_t>(c.judged.lines.size()) ||
        !belongs(c, static_cast<std::size_t>(at))) {
      row.values.insert(row.values.end(), 5, -1.0F);
      continue;
    }
    const auto next = static_cast<std::size_t>(at);
    const Line& line = c.judged.lines[next];
    row.add(number(line.words));
    row.add(number(line.link_share));
    row.add(reason_code(c.judged.verdicts[next]));
    row.add(flag(ends_sentence(line.text)));
    row.add(flag(c.box(next).parent == c.box(row.block).parent));
  }
}

void read_names(Row& row) {
  constexpr std::size_t kOwnLevels = 4;
  const auto& boxes = row.context.judged.page.boxes;
  float scores[1 + kNameLevels] = {
      row.context.name_score_of(row.context.judged.page.blocks[row.block].wrapper)};
  std::size_t box = row.context.judged.page.blocks[row.block].box;
  for (std::size_t level = 1; level <= kNameLevels; ++level) {
    scores[level] = row.context.name_score_of(boxes[box].node);
    if (box == 0) break;
    box = boxes[box].parent;
  }
  for (std::size_t level = 0; level < kOwnLevels; ++level) row.add(scores[level]);
  row.add(*std::min_element(std::begin(scores), std::end(scores)));
  row.add(*std::max_element(std::begin(scores), std::end(scores)));
  float sum = 0;
  for (const float score : scores) sum += score;
  row.add(sum);
}

void read_words(Row& row) {
  const WordScores scores = word_scores(row.line().text);
  row.add(scores.sum);
  row.add(scores.least);
  row.add(scores.most);
  row.add(scores.against);
  row.add(scores.mean);
}

void read_known(Row& row) {
  row.add(row.context.in_body[row.block]);
  row.add(number(row.context.body.words()));
  row.add(row.context.kept_in_body);
  row.add(row.context.description.share_of(row.line().text));
}

const std::vector<Group>& groups() {
  static const std::vector<Group> all = {
      {{"sentences", "digits", "capitals", "word_bytes", "ends_sentence", "quoted"}, read_letters},
      {{"words", "links", "heading", "item", "tag", "italic", "bold"}, read_form},
      {{"fate", "reason", "role", "in_head"}, read_rules},
      {{"content_class", "in_cell", "in_quote", "in_figure"}, read_boxes_around},
      {{"steps_to_prose", "depth_below_prose", "title_distance", "kept_before", "kept_after",
        "kept_place", "until_kept", "kept_around"},
       read_place},
      {{"alike", "alike_share", "own_blocks", "parent_blocks", "prose_1", "prose_share_1",
        "links_1", "density_1", "kept_1", "prose_2", "prose_share_2", "links_2", "density_2",
        "kept_2", "prose_share_3", "page_kept"},
       read_company},
      {{"words_b2", "links_b2", "reason_b2", "sentence_b2", "sibling_b2",
        "words_b1", "links_b1", "reason_b1", "sentence_b1", "sibling_b1",
        "words_a1", "links_a1", "reason_a1", "sentence_a1", "sibling_a1",
        "words_a2", "links_a2", "reason_a2", "sentence_a2", "sibling_a2"},
       read_neighbours},
      {{"names_0", "names_1", "names_2", "names_3", "names_least", "names_most", "names_sum"},
       read_names},
      {{"in_body", "body_words", "kept_in_body", "in_description"}, read_known},
      {{"text_sum", "text_least", "text_most", "text_against", "text_mean"}, read_words},
  };
  return all;
}

}  // namespace

const std::vector<std::string_view>& feature_names() {
  static const std::vector<std::string_view> names = [] {
    std::vector<std::string_view> all;
    for (const Group& group : groups())
      all.insert(all.end(), group.names.begin(), group.names.end());
    return all;
  }();
  return names;
}

bool is_uncertain(const BlockContext& context, std::size_t block) {
  const Line& line = context.judged.lines[block];
  const Fate fate = context.judged.verdicts[block].fate;
  if (fate == Fate::drop || line.table_row || context.box(block).removed_by_source) return false;
  if (fate == Fate::keep) return true;
  if (!context.judged.verdicts[block].weak) return false;
  const bool near_kept =
      context.since_kept[block] <= kNearKept || context.until_kept[block] <= kNearKept;
  return line.link_share < kMostlyLinks && (line.words >= kFewWords || near_kept);
}

void read_features(const BlockContext& context, std::size_t block, std::vector<float>& values) {
  values.clear();
  Row row{context, block, values};
  for (const Group& group : groups()) group.read(row);
}

std::vector<std::vector<std::string>> names_around(const PageBlocks& page, std::size_t block) {
  std::vector<std::vector<std::string>> levels;
  const auto add = [&](const GumboNode* node) {
    levels.emplace_back();
    for (const char* key : {"id", "class"}) {
      if (node == nullptr) break;
      for (std::string& word : words_of_names(attribute(node, key)))
        levels.back().push_back(std::move(word));
    }
  };
  add(page.blocks[block].wrapper);
  std::size_t box = page.blocks[block].box;
  for (std::size_t level = 0; level < kNameLevels; ++level) {
    add(page.boxes[box].node);
    if (box == 0) break;
    box = page.boxes[box].parent;
  }
  return levels;
}

}  // namespace gongwatch::parser
