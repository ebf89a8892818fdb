#include "parser/content/paywall.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "parser/content/boilerplate.h"
#include "parser/content/phrase.h"
#include "parser/html/walk.h"
#include "parser/vocabulary/table.h"

namespace gongwatch::parser {
namespace {

constexpr std::size_t kWordsOfNotice = 150;
constexpr std::size_t kWordsOfLine = 80;
constexpr std::size_t kWordsOfParagraph = 12;
constexpr std::size_t kShareOfPage = 2;  // a box without a telling name is no more than half
constexpr std::size_t kMostLooked = 16;  // for copies: each look reads the page

// A form, or something to press: what a notice has and a text has not.
bool asks_for_an_answer(const GumboNode* box) {
  bool found = false;
  walk(box, [&](const GumboNode* node) {
    const GumboTag tag = tag_of(node);
    found |= tag == GUMBO_TAG_FORM || tag == GUMBO_TAG_BUTTON || tag == GUMBO_TAG_INPUT;
    return !found;
  });
  return found;
}

const PhraseSet& requests() {
  static const PhraseSet phrases([] {
    std::vector<std::string> all;
    for (const auto& row : table_rows("page_kinds", 3)) {
      if (row[0] == "paywall" && row[1] == "text") all.push_back(lowered(row[2]));
    }
    return all;
  }());
  return phrases;
}

class Marker {
 public:
  explicit Marker(PageBlocks& page) : page_(page), asks_(page.blocks.size()), words_(1) {
    for (const Block& block : page.blocks) words_.push_back(words_.back() + block.words);
  }

  void run() {
    for (std::size_t i = 1; i < page_.boxes.size();) {
      Box& box = page_.boxes[i];
      const bool notice = box.hidden ? is_hidden_notice(box) : is_notice(box);
      const bool copy = !notice && is_outermost_hidden(box) && is_copy(box);
      if (notice || copy) take_out(box, copy);
      i = notice || copy ? box.end_box : i + 1;
    }
  }

 private:
  std::size_t words_of(const Box& box) const {
    return words_[box.end_block] - words_[box.first_block];
  }

  bool asks(std::size_t i) {
    const Block& block = page_.blocks[i];
    if (asks_[i] == Asks::unknown) {
      const bool does = block.words <= kWordsOfLine && asks_to_subscribe(block.text);
      asks_[i] = does ? Asks::yes : Asks::no;
    }
    return asks_[i] == Asks::yes;
  }

  // Up to its first paragraph: an article that stops with a notice begins otherwise.
  bool opens_with_notice(const Box& box) {
    for (std::size_t i = box.first_block; i < box.end_block; ++i) {
      if (asks(i)) return true;
      if (page_.blocks[i].words >= kWordsOfParagraph) return false;
    }
    return false;
  }

  bool is_outermost_hidden(const Box& box) const {
    return box.hidden && !page_.boxes[box.parent].hidden;
  }

  // The text once more, for a machine that reads it aloud: the middle of its longest block stands
  // in what is seen.
  bool is_copy(const Box& box) {
    constexpr std::size_t kSample = 40;
    if (box.first_block == box.end_block || ++looked_ > kMostLooked) return false;
    const auto at = [&](std::size_t i) {
      return page_.blocks.begin() + static_cast<std::ptrdiff_t>(i);
    };
    const auto longest = std::max_element(
        at(box.first_block), at(box.end_block),
        [](const auto& a, const auto& b) { return a.text.size() < b.text.size(); });
    if (longest->text.size() < 2 * kSample) return false;
    const std::string_view sample =
        std::string_view(longest->text).substr(longest->text.size() / 2, kSample);
    return std::any_of(page_.blocks.begin(), page_.blocks.end(), [&](const Block& block) {
      return !page_.boxes[block.box].hidden && block.text.find(sample) != std::string::npos;
    });
  }

  bool is_hidden_notice(const Box& box) {
    const bool outermost = is_outermost_hidden(box);
    const std::size_t words = words_of(box);
    if (words == 0 || words > kWordsOfNotice) return false;
    return opens_with_notice(box) ||
           (outermost && (words < kWordsOfParagraph || asks_for_an_answer(box.node)));
  }

  bool is_notice(const Box& box) {
    const std::size_t words = words_of(box);
    if (words == 0 || words > kWordsOfNotice) return false;
    const bool named = box.gate;
    if (!named && (box.end_block - box.first_block < 2 || kShareOfPage * words > words_.back()))
      return false;
    if (!opens_with_notice(box)) return false;
    // With something to press, or under words that are nothing else.
    const Block& first = page_.blocks[box.first_block];
    bool linked = named || line_reason(first.text, first.words) == RemovalReason::subscription;
    for (std::size_t i = box.first_block; i < box.end_block; ++i) {
      if (page_.blocks[i].heading == 1) return false;
      linked |= page_.blocks[i].link_share > 0;
    }
    return linked || asks_for_an_answer(box.node);
  }

  void take_out(Box& box, bool copy) {
    box.role = copy ? RemovalReason::duplicate : RemovalReason::subscription;
    box.role_by_class = false;
    for (std::size_t i = box.first_block; i < box.end_block; ++i) {
      page_.blocks[i].teaser = true;
      page_.blocks[i].unseen = box.hidden;
    }
  }

  PageBlocks& page_;
  enum class Asks : char { unknown, no, yes };
  std::vector<Asks> asks_;
  std::vector<std::size_t> words_;  // before each block
  std::size_t looked_ = 0;
};

}  // namespace

bool asks_to_subscribe(std::string_view text) {
  return requests().find_in(lowered(text)).has_value();
}

bool may_hold_paid_text(const GumboNode* element, const NameSigns& of_id,
                        const NameSigns& of_class) {
  const auto other = [](const ClassHint& hint) {
    return hint.hint == NameHint::boilerplate && hint.reason != RemovalReason::subscription;
  };
  const GumboTag tag = tag_of(element);
  return (of_id.hint.gate || of_class.hint.gate) && !other(of_id.hint) && !other(of_class.hint) &&
         tag != GUMBO_TAG_BODY;
}

void mark_paywalls(PageBlocks& page) { Marker(page).run(); }

}  // namespace gongwatch::parser
