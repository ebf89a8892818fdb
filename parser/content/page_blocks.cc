#include "parser/content/page_blocks.h"

#include <algorithm>
#include <string_view>
#include <unordered_set>

#include "parser/content/author_marks.h"
#include "parser/content/boilerplate.h"
#include "parser/content/date_marks.h"
#include "parser/content/elements.h"
#include "parser/content/labelled_links.h"
#include "parser/content/name_signs.h"
#include "parser/content/paywall.h"
#include "parser/html/walk.h"
#include "text/utf8.h"

namespace gongwatch::parser {
namespace {

constexpr std::size_t kMaxTimes = 1000;
constexpr std::size_t kMaxAuthors = 50;
constexpr std::size_t kMostUnseen = 200;  // bytes; more is text

void set_role(Box& box, const ClassHint& hint) {
  const GumboNode* node = box.node;
  const std::string_view role = attribute(node, "role");
  switch (tag_of(node)) {
    case GUMBO_TAG_NAV:
    case GUMBO_TAG_FOOTER:
    case GUMBO_TAG_MENU:
      box.role = RemovalReason::navigation;
      break;
    default:
      if (role == "navigation" || role == "banner" || role == "contentinfo" || role == "search" ||
          role == "complementary") {
        box.role = RemovalReason::navigation;
      }
  }
  box.content_by_class = hint.hint == NameHint::content;
  box.label |= hint.hint == NameHint::label || tag_of(node) == GUMBO_TAG_FIGCAPTION;
  // Blogs list an article's tags and categories among its classes.
  const bool whole = tag_of(node) == GUMBO_TAG_ARTICLE || tag_of(node) == GUMBO_TAG_MAIN ||
                     tag_of(node) == GUMBO_TAG_BODY;
  if (hint.hint == NameHint::boilerplate && !whole) {
    box.role_by_class = !box.role;
    box.role = hint.reason;  // more telling than the tag: <aside class="related">
  } else if (tag_of(node) == GUMBO_TAG_ASIDE && !box.role) {
    box.role_by_class = true;
    box.role = RemovalReason::navigation;
  }
}

// Some pages have their article in <noscript>, for those who run no scripts. Others have pictures
// or a notice in it.
bool holds_the_text(const GumboNode* node) {
  constexpr std::size_t kTextOfArticle = 1000;
  return tag_of(node) == GUMBO_TAG_NOSCRIPT &&
         raw_text(node, 8 * kTextOfArticle).size() > kTextOfArticle &&
         text_content(node).size() > kTextOfArticle;
}

bool is_called_the_text(const GumboNode* node, const ClassHint& of_id, const ClassHint& of_class) {
  constexpr std::size_t kTextOfParagraphs = 300;
  const std::string_view role = attribute(node, "role");
  const GumboTag tag = tag_of(node);
  if (std::max(of_id.hint, of_class.hint) > NameHint::content || role == "dialog" ||
      tag_name(node) == "dialog")
    return false;
  // Who shows a dialog hides what is below it from screen readers.
  const bool called = std::max(of_id.hint, of_class.hint) == NameHint::content ||
                      tag == GUMBO_TAG_ARTICLE || tag == GUMBO_TAG_MAIN ||
                      attribute(node, "itemprop") == "articleBody" ||
                      attribute(node, "aria-hidden") == "true";
  return called && text_content(node).size() > kTextOfParagraphs;
}

bool is_italic(GumboTag tag) {
  return tag == GUMBO_TAG_I || tag == GUMBO_TAG_EM || tag == GUMBO_TAG_CITE;
}
bool is_bold(GumboTag tag) { return tag == GUMBO_TAG_B || tag == GUMBO_TAG_STRONG; }

class Flattener {
 public:
  Flattener(const GumboNode* root, const std::vector<Selector>& remove, bool reveal)
      : data_tables_(data_tables(root)), remove_(remove), reveal_(reveal) {}

  bool enter(const GumboNode* node);
  void leave(const GumboNode* node);
  PageBlocks take();

 private:
  void enter_block(const GumboNode* node, bool hidden);
  void note_marks(const GumboNode* node);
  void line_break();
  void add_text(std::string_view text);
  void flush();
  bool in_row() const { return row_ != nullptr; }
  // Not a title that a drawing stands for.
  bool is_unseen(const GumboNode* node) {
    return names_.of(attribute(node, "class")).hint.hint == NameHint::unseen &&
           heading_level(tag_of(node)) != 1 && text_content(node).size() <= kMostUnseen;
  }

  bool may_be_read(const GumboNode* node, Layout layout) {
    if (layout != Layout::block || in_row()) return false;
    const NameSigns& of_id = names_.of(attribute(node, "id"));
    const NameSigns& of_class = names_.of(attribute(node, "class"));
    if (may_hold_paid_text(node, of_id, of_class)) return true;
    if ((page_.hides_text && !reveal_) || !is_called_the_text(node, of_id.hint, of_class.hint))
      return false;
    page_.hides_text = true;
    return reveal_;
  }

  bool to_remove(const GumboNode* node) const {
    return std::any_of(remove_.begin(), remove_.end(),
                       [&](const Selector& selector) { return selector.matches(node); });
  }

  PageBlocks page_;
  NameMemo names_;
  std::unordered_set<const GumboNode*> data_tables_;
  const std::vector<Selector>& remove_;
  bool reveal_;
  const GumboNode* skipped_ = nullptr;  // the last: it is left before another is entered
  std::vector<std::size_t> path_;       // open boxes
  std::string pending_;
  std::size_t bytes_ = 0;  // of pending text that are not blank
  std::size_t link_bytes_ = 0;
  std::size_t links_ = 0;  // open <a>
  std::size_t italic_bytes_ = 0, italics_ = 0;
  std::size_t bold_bytes_ = 0, bolds_ = 0;
  const GumboNode* wrapper_ = nullptr;
  bool after_link_ = false;
  int heading_ = 0;
  std::size_t items_ = 0;  // open <li>
  std::size_t preformatted_ = 0;
  const GumboNode* table_ = nullptr;  // open data table; they do not nest
  const GumboNode* row_ = nullptr;
  bool first_cell_ = true;
};

bool Flattener::enter(const GumboNode* node) {
  if (is_text(node)) {
    add_text(node->v.text.text);
    return false;
  }
  if (!is_element(node)) return false;
  const Layout layout = layout_of(node);
  const GumboTag tag = tag_of(node);
  const bool skipped = layout == Layout::skipped && !holds_the_text(node);
  const bool hidden = is_hidden(node);
  if (skipped || (hidden && !may_be_read(node, layout)) || is_unseen(node) ||
      (layout == Layout::inline_text && to_remove(node))) {
    if (tag == GUMBO_TAG_IMG) pending_ += ' ';
    skipped_ = node;
    return false;
  }
  if (layout == Layout::block || layout == Layout::skipped) {
    enter_block(node, hidden);
    return true;
  }
  if (tag == GUMBO_TAG_BR) {
    line_break();
    return true;
  }
  if (after_link_)
    pending_ +=
        ' ';  // what follows a link without a blank, in an element of its own, is another word
  if (bytes_ == 0 && wrapper_ == nullptr) wrapper_ = node;
  italics_ += is_italic(tag) ? 1 : 0;
  bolds_ += is_bold(tag) ? 1 : 0;
  if (tag == GUMBO_TAG_A) {
    ++links_;
  }
  note_marks(node);
  return true;
}

void Flattener::enter_block(const GumboNode* node, bool hidden) {
  const GumboTag tag = tag_of(node);
  if (in_row()) {
    if (tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH) {
      if (!first_cell_) pending_ += " | ";
      first_cell_ = false;
    } else {
      pending_ += ' ';
    }
    return;
  }
  flush();
  Box box;
  box.node = node;
  box.parent = path_.empty() ? 0 : path_.back();
  box.first_block = page_.blocks.size();
  box.label = !path_.empty() && page_.boxes[path_.back()].label;
  box.removed_by_source = !path_.empty() && page_.boxes[path_.back()].removed_by_source;
  const NameSigns& of_id = names_.of(attribute(node, "id"));
  const NameSigns& of_class = names_.of(attribute(node, "class"));
  box.gate = of_id.hint.gate || of_class.hint.gate;
  box.hidden = hidden || (!path_.empty() && page_.boxes[path_.back()].hidden);
  set_role(box, of_class.hint.hint > of_id.hint.hint ? of_class.hint : of_id.hint);
  if (to_remove(node)) {
    box.removed_by_source = true;
    if (!box.role) box.role = RemovalReason::navigation;
    box.role_by_class = false;
  }
  path_.push_back(page_.boxes.size());
  page_.boxes.push_back(box);
  if (const int level = heading_level(tag); level > 0) heading_ = level;
  if (tag == GUMBO_TAG_LI) ++items_;
  if (tag == GUMBO_TAG_PRE) ++preformatted_;
  if (data_tables_.contains(node)) table_ = node;
  if (table_ != nullptr && tag == GUMBO_TAG_TR) {
    row_ = node;
    first_cell_ = true;
  }
  note_marks(node);
}

void Flattener::note_marks(const GumboNode* node) {
  if (node->v.element.attributes.length == 0) return;
  const NameSigns& of_id = names_.of(attribute(node, "id"));
  const NameSigns& of_class = names_.of(attribute(node, "class"));
  if (page_.times.size() < kMaxTimes) {
    if (std::optional<MarkedTime> time = marked_time(node, of_id, of_class)) {
      time->block = page_.blocks.size();
      page_.times.push_back(std::move(*time));
    }
  }
  if (page_.authors.size() < kMaxAuthors) {
    if (std::optional<MarkedAuthor> author = marked_author(node, of_id, of_class)) {
      author->block = page_.blocks.size();
      page_.authors.push_back(std::move(*author));
    }
  }
}

void Flattener::leave(const GumboNode* node) {
  if (!is_element(node) || node == skipped_) return;
  const GumboTag tag = tag_of(node);
  if (layout_of(node) == Layout::inline_text) {
    italics_ -= is_italic(tag) ? 1 : 0;
    bolds_ -= is_bold(tag) ? 1 : 0;
    if (bytes_ == 0 && wrapper_ == node) wrapper_ = nullptr;
    if (tag == GUMBO_TAG_A) {
      --links_;
      after_link_ = true;
    }
    return;
  }
  if (in_row() && node != row_) {
    pending_ += ' ';
    return;
  }
  flush();
  if (node == row_) row_ = nullptr;
  if (node == table_) table_ = nullptr;
  if (heading_level(tag) > 0) heading_ = 0;
  if (tag == GUMBO_TAG_LI) --items_;
  if (tag == GUMBO_TAG_PRE) --preformatted_;
  Box& box = page_.boxes[path_.back()];
  box.end_block = page_.blocks.size();
  box.end_box = page_.boxes.size();
  path_.pop_back();
}

// One <br> ends a paragraph, as most Chinese sites use it; inside headings, links, items and rows
// it is a blank.
void Flattener::line_break() {
  if (in_row() || heading_ > 0 || links_ > 0 || items_ > 0) {
    pending_ += ' ';
  } else {
    flush();
  }
}

void Flattener::add_text(std::string_view text) {
  while (!text.empty()) {
    const std::size_t end = preformatted_ > 0 ? text.find('\n') : std::string_view::npos;
    const std::string_view line = text.substr(0, end);
    pending_ += line;
    const auto solid = static_cast<std::size_t>(std::count_if(
        line.begin(), line.end(), [](char c) { return static_cast<unsigned char>(c) > 0x20; }));
    bytes_ += solid;
    if (links_ > 0) link_bytes_ += solid;
    if (italics_ > 0) italic_bytes_ += solid;
    if (bolds_ > 0) bold_bytes_ += solid;
    if (solid > 0 || !line.empty()) after_link_ = false;
    if (end == std::string_view::npos) return;
    if (!in_row()) flush();
    text.remove_prefix(end + 1);
  }
}

void Flattener::flush() {
  std::string text = bytes_ == 0 ? std::string{} : text::squeeze(pending_);
  const std::size_t bytes = std::exchange(bytes_, 0);
  const std::size_t link_bytes = std::exchange(link_bytes_, 0);
  const std::size_t italic_bytes = std::exchange(italic_bytes_, 0);
  const std::size_t bold_bytes = std::exchange(bold_bytes_, 0);
  const GumboNode* wrapper = std::exchange(wrapper_, nullptr);
  pending_.clear();
  after_link_ = false;
  if (text.empty() || path_.empty()) return;
  Block block;
  block.box = path_.back();
  block.link_share = static_cast<double>(link_bytes) / static_cast<double>(bytes);
  block.italic_share = static_cast<double>(italic_bytes) / static_cast<double>(bytes);
  block.bold_share = static_cast<double>(bold_bytes) / static_cast<double>(bytes);
  block.wrapper = wrapper;
  block.heading = heading_;
  block.list_item = items_ > 0;
  block.table_row = in_row();
  const bool prose = block.heading == 0 && !block.table_row;
  std::vector<TextPart> parts =
      prose ? split_labelled_links(text, link_bytes) : std::vector<TextPart>{};
  if (parts.empty()) parts.push_back({std::move(text), std::nullopt});
  for (TextPart& part : parts) {
    block.words = text::count_words(part.text);
    block.labelled = part.reason;
    block.text = std::move(part.text);
    page_.blocks.push_back(block);
  }
}

PageBlocks Flattener::take() { return std::move(page_); }

bool is_sentence_end(char32_t c) {
  return c == '.' || c == '!' || c == '?' || c == 0x3002 || c == 0xFF01 || c == 0xFF1F ||
         c == 0xFF0E || c == 0x2026 || c == 0x0964 || c == 0x061F || c == 0x06D4;
}
bool is_closing(char32_t c) {
  return c == '"' || c == '\'' || c == ')' || c == ']' || c == 0x201D || c == 0x2019 ||
         c == 0xFF09 || c == 0x300D || c == 0x300F || c == 0x3011 || c == 0x300B || c == ' ';
}

}  // namespace

PageBlocks blocks_of(const Tree& tree, const std::vector<Selector>& remove, bool reveal) {
  Flattener flattener(tree.root(), remove, reveal);
  walk(
      tree.root(), [&](const GumboNode* node) { return flattener.enter(node); },
      [&](const GumboNode* node) { flattener.leave(node); });
  return flattener.take();
}

bool ends_sentence(std::string_view text) {
  while (!text.empty()) {
    std::size_t start = text.size() - 1;
    while (start > 0 && (static_cast<unsigned char>(text[start]) & 0xC0) == 0x80) --start;
    const char32_t last = text::decode_at(text, start).value;
    if (is_sentence_end(last)) return true;
    if (!is_closing(last)) return false;
    text = text.substr(0, start);
  }
  return false;
}

std::size_t count_sentence_ends(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint point = text::decode_at(text, at);
    at += point.bytes;
    if (!is_sentence_end(point.value)) continue;
    // A point inside a number or an abbreviation is followed by more of it.
    if (point.value > 0x7F || at == text.size() || text[at] == ' ' || text[at] == '"') ++count;
  }
  return count;
}

}  // namespace gongwatch::parser
