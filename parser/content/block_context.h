// What block_features.cc counts once for a whole page.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "parser/content/container.h"
#include "parser/content/known_runs.h"
#include "parser/content/page_blocks.h"
#include "parser/content/sections.h"

namespace gongwatch::parser {

// A page, and what the rules say of it.
struct JudgedPage {
  const PageBlocks& page;
  const std::optional<Container>& container;
  const std::vector<Line>& lines;
  const std::vector<Verdict>& verdicts;
  std::optional<std::size_t> title_block;
  std::size_t first_prose = 0;
  std::string_view article_body;  // as JSON-LD gives it
  std::string_view description;
};

// Sums over ranges of blocks.
class BlockSums {
 public:
  void add(float value) { upto_.push_back(upto_.back() + value); }
  float of(std::size_t begin, std::size_t end) const { return upto_[end] - upto_[begin]; }
  float of(const Box& box) const { return of(box.first_block, box.end_block); }
  float all() const { return upto_.back(); }

 private:
  std::vector<float> upto_{0};
};

struct BlockContext {
  explicit BlockContext(const JudgedPage& judged_page);

  const Box& box(std::size_t block) const {
    return judged.page.boxes[judged.page.blocks[block].box];
  }
  // The box that holds the block's box, so many levels up; not beyond the article's container, so
  // that what stands around an article does not change it.
  const Box& above(std::size_t block, int levels) const;
  float name_score_of(const GumboNode* element) const;  // learned_words.h
  bool kept(std::size_t block) const { return judged.verdicts[block].fate == Fate::keep; }

  JudgedPage judged;
  BlockSums prose, words, linked, kept_words;
  std::vector<float> since_kept, until_kept;  // blocks to the nearest kept prose
  std::vector<float> alike;  // per block: prose in blocks whose boxes have the same names
  float most_alike = 1;
  std::vector<std::size_t> depth;  // of boxes
  KnownRuns body, description;
  std::vector<float> in_body;  // per block: share_of() the article's body
  float kept_in_body = 0;      // share of the kept words

 private:
  // By the places of id and class in the tree, where equal ones mostly are one string.
  mutable std::map<std::pair<const char*, const char*>, float> name_scores_;
  void find_alike();
  void find_kept();
  void find_body();
};

}  // namespace gongwatch::parser
