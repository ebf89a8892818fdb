#include "parser/content/teaser_cards.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <vector>

#include "parser/content/boilerplate.h"
#include "parser/html/walk.h"
#include "text/utf8.h"

namespace gongwatch::parser {
namespace {

constexpr std::size_t kFewestCards = 3;
constexpr std::size_t kMostBlocks = 6;  // of a card: title, label, day, summary, "Read more"
constexpr std::size_t kMostWords = 80;
constexpr std::size_t kMostWordsOfSummary = 50;
constexpr std::size_t kTitleHan = 5;
// Fewer: a reader's name over a comment, a term over its meaning.
constexpr std::size_t kTitleWords = 4;
constexpr std::size_t kSummaryWords = 6;
constexpr std::size_t kOwnWords = 12;  // a paragraph of the page itself
constexpr double kLink = 0.8;
constexpr double kHardlyLink = 0.3;

bool is_title(const Block& block) {
  return block.words >= kTitleWords || text::count_han(block.text) >= kTitleHan;
}

// A link that is a title, perhaps after a label or a day, and a summary after it.
bool is_card(const PageBlocks& page, const Box& box) {
  const std::size_t blocks = box.end_block - box.first_block;
  if (blocks < 2 || blocks > kMostBlocks) return false;
  std::size_t words = 0;
  std::optional<std::size_t> title;
  bool summary = false;
  for (std::size_t i = box.first_block; i < box.end_block; ++i) {
    const Block& block = page.blocks[i];
    if (block.table_row || block.heading == 1) return false;
    words += block.words;
    if (!title && block.link_share > kLink && is_title(block)) title = i;
    if (block.words < kSummaryWords || block.link_share > kHardlyLink) continue;
    if (!title) return false;
    summary |= block.heading == 0 && ends_sentence(block.text);
  }
  return title && summary && words <= kMostWords;
}

struct Run {
  std::size_t parent = 0;
  std::vector<std::size_t> cards;
};

// Cards that follow one another in one box.
std::vector<Run> runs_of_cards(const PageBlocks& page) {
  std::vector<Run> open(page.boxes.size());  // by parent
  std::vector<Run> runs;
  const auto close = [&](std::size_t parent) {
    Run& run = open[parent];
    if (run.cards.size() >= kFewestCards) runs.push_back({parent, std::move(run.cards)});
    run.cards.clear();
  };
  for (std::size_t i = 1; i < page.boxes.size(); ++i) {
    const Box& box = page.boxes[i];
    if (box.first_block == box.end_block) continue;
    Run& run = open[box.parent];
    const bool card = is_card(page, box);
    if (!card ||
        (!run.cards.empty() && tag_of(page.boxes[run.cards.front()].node) != tag_of(box.node)))
      close(box.parent);
    if (card) run.cards.push_back(i);
  }
  for (std::size_t i = 0; i < open.size(); ++i) close(i);
  return runs;
}

// Titles and summaries in turn, each a child of one box: <dt> and <dd>, <h3> and <p>.
class FlatRuns {
 public:
  explicit FlatRuns(const PageBlocks& page) : page_(page), open_(page.boxes.size()) {
    for (std::size_t i = 1; i < page.boxes.size(); ++i) {
      const Box& box = page.boxes[i];
      if (box.first_block != box.end_block) take(i, box, open_[box.parent]);
    }
    for (Chain& chain : open_) close(chain);
  }
  std::vector<Run> take_runs() { return std::move(runs_); }

 private:
  struct Chain {
    std::vector<std::size_t> boxes;
    std::size_t cards = 0;
    bool titled = false;  // the last box is a title
  };

  void take(std::size_t i, const Box& box, Chain& chain) {
    const Block& block = page_.blocks[box.first_block];
    const bool one = box.end_block - box.first_block == 1 && !block.table_row && block.heading != 1;
    const bool title = one && block.link_share > kLink && is_title(block);
    const bool summary = one && chain.titled && block.heading == 0 &&
                         block.link_share <= kHardlyLink && block.words >= kSummaryWords &&
                         block.words <= kMostWordsOfSummary && ends_sentence(block.text);
    if (!summary && (!title || chain.titled)) close(chain);
    if (!title && !summary) return;
    chain.boxes.push_back(i);
    chain.cards += summary ? 1 : 0;
    chain.titled = title;
  }

  void close(Chain& chain) {
    if (chain.titled) chain.boxes.pop_back();
    if (chain.cards >= kFewestCards)
      runs_.push_back({page_.boxes[chain.boxes.front()].parent, chain.boxes});
    chain = {};
  }

  const PageBlocks& page_;
  std::vector<Chain> open_;  // by parent
  std::vector<Run> runs_;
};

// The box whose paragraphs are most of the page's own text.
std::optional<std::size_t> holder_of_text(const PageBlocks& page) {
  std::vector<bool> aside(page.boxes.size());
  for (std::size_t i = 1; i < page.boxes.size(); ++i)
    aside[i] = page.boxes[i].role.has_value() || aside[page.boxes[i].parent];
  std::vector<std::size_t> words(page.boxes.size());
  for (const Block& block : page.blocks) {
    if (block.card || block.heading > 0 || block.link_share > kHardlyLink || aside[block.box] ||
        block.words < kOwnWords || !ends_sentence(block.text))
      continue;
    const bool paragraph = tag_of(page.boxes[block.box].node) == GUMBO_TAG_P;
    words[paragraph ? page.boxes[block.box].parent : block.box] += block.words;
  }
  const auto most = std::max_element(words.begin(), words.end());
  if (most == words.end() || *most == 0) return std::nullopt;
  return static_cast<std::size_t>(most - words.begin());
}

bool is_of_others(RemovalReason reason) {
  return reason == RemovalReason::related_articles || reason == RemovalReason::recommendations;
}

// The heading over the cards says so, or a class of what is around them and not around the text.
bool is_named_so(const PageBlocks& page, const Run& run, std::size_t text) {
  const std::size_t first = page.boxes[run.cards.front()].first_block;
  if (first > 0) {
    const auto reason = heading_reason(page.blocks[first - 1].text);
    if (reason && is_of_others(*reason)) return true;
  }
  for (std::size_t box = run.parent; box != 0; box = page.boxes[box].parent) {
    if (box <= text && text < page.boxes[box].end_box) return false;
    if (page.boxes[box].role && is_of_others(*page.boxes[box].role)) return true;
  }
  return false;
}

void set_related(PageBlocks& page, std::size_t at) {
  Box& box = page.boxes[at];
  if (!box.role || !is_of_others(*box.role)) box.role = RemovalReason::related_articles;
  box.role_by_class = false;
}

}  // namespace

void mark_teaser_cards(PageBlocks& page) {
  std::vector<Run> runs = runs_of_cards(page);
  std::vector<Run> flat = FlatRuns(page).take_runs();
  std::move(flat.begin(), flat.end(), std::back_inserter(runs));
  const auto each_block = [&](const Run& run, auto&& change) {
    for (const std::size_t card : run.cards) {
      const Box& box = page.boxes[card];
      for (std::size_t i = box.first_block; i < box.end_block; ++i) change(page.blocks[i]);
    }
  };
  for (const Run& run : runs) {
    each_block(run, [](Block& block) { block.card = true; });
    for (const std::size_t card : run.cards)
      page.boxes[card].card = page.blocks[page.boxes[card].first_block].link_share > kHardlyLink ||
                              page.boxes[card].end_block > page.boxes[card].first_block + 1;
  }
  if (runs.empty()) return;
  const std::optional<std::size_t> text = holder_of_text(page);
  if (!text) return;
  for (const Run& run : runs) {
    // Beside the text's paragraphs they may be the article's own sections.
    const bool beside = run.parent < *text || run.parent >= page.boxes[*text].end_box;
    const bool around = run.parent <= *text && *text < page.boxes[run.parent].end_box;
    if (!(beside && !around) && !is_named_so(page, run, *text)) continue;
    each_block(run, [](Block& block) { block.teaser = true; });
    for (const std::size_t card : run.cards) set_related(page, card);
    const Box& parent = page.boxes[run.parent];
    const bool alone = !around &&
                       parent.first_block + 1 >= page.boxes[run.cards.front()].first_block &&
                       parent.end_block == page.boxes[run.cards.back()].end_block;
    if (alone) set_related(page, run.parent);
  }
}

}  // namespace gongwatch::parser
