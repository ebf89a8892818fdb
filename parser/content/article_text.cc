#include "parser/content/article_text.h"

#include <algorithm>

#include "parser/content/boilerplate.h"
#include "parser/content/byline.h"
#include "parser/content/container.h"
#include "parser/content/language.h"
#include "parser/content/listing_rows.h"
#include "parser/content/metadata.h"
#include "parser/content/page_blocks.h"
#include "parser/content/page_byline.h"
#include "parser/content/page_date.h"
#include "parser/content/page_kind.h"
#include "parser/content/publication.h"
#include "parser/content/sections.h"
#include "parser/content/selector.h"
#include "parser/content/title.h"
#include "parser/html/tree.h"
#include "parser/html/walk.h"
#include "text/url.h"
#include "text/utf8.h"

namespace gongwatch::parser {
namespace {

constexpr std::size_t kProseWords = 15;
constexpr std::size_t kResumingWords = 12;

class HtmlReader {
 public:
  HtmlReader(const Tree& tree, std::string_view html, std::string_view url,
             std::optional<Instant> captured_at, const SourceHints& hints)
      : tree_(tree), html_(html), url_(url), hints_(hints), date_(captured_at, hints.utc_offset) {}

  ArticleText read();

 private:
  const GumboNode* select(const std::string& selector, const char* key);
  std::vector<Selector> remove_selectors();
  std::optional<std::size_t> chosen_box();
  void find_title();
  void find_head();
  std::vector<Line> make_lines() const;
  std::size_t section_end(std::size_t block) const;
  struct Place {
    std::size_t group = 0;
    std::optional<RemovalReason> role;
  };
  std::vector<Place> places() const;
  DatePlaces found_places() const {
    return {page_, lines_, verdicts_, metadata_, url_, title_block_, first_prose_};
  }
  void find_date();
  void find_byline();
  void find_duplicates();
  std::string without_authors(std::string text) const;
  void find_language();
  void find_canonical();

  const Tree& tree_;
  std::string_view html_;
  std::string_view url_;
  const SourceHints& hints_;
  DateChoice date_;
  Metadata metadata_;
  PageBlocks page_;
  std::optional<Container> container_;
  std::vector<Line> lines_;
  std::vector<Verdict> verdicts_;
  std::optional<std::size_t> title_block_;
  std::size_t first_prose_ =
      0;  // the article's first block of prose; blocks before it are its head
  ArticleText article_;
};

const GumboNode* HtmlReader::select(const std::string& selector, const char* key) {
  if (selector.empty()) return nullptr;
  const std::optional<Selector> parsed = parse_selector(selector);
  if (!parsed) {
    article_.warnings.push_back(
        {"bad-selector",
         std::string(key) + ": not of the form tag, .class, #id or tag.class: " + selector,
         std::nullopt});
    return nullptr;
  }
  const GumboNode* found = find_first(tree_.root(), *parsed);
  if (found == nullptr)
    article_.warnings.push_back({"selector-without-match",
                                 std::string(key) + " matches nothing: " + selector, std::nullopt});
  return found;
}

std::vector<Selector> HtmlReader::remove_selectors() {
  std::vector<Selector> selectors;
  for (const std::string& text : hints_.remove_selectors) {
    if (std::optional<Selector> selector = parse_selector(text)) {
      selectors.push_back(std::move(*selector));
    } else {
      article_.warnings.push_back({"bad-selector",
                                   "remove: not of the form tag, .class, #id or tag.class: " + text,
                                   std::nullopt});
    }
  }
  return selectors;
}

std::optional<std::size_t> HtmlReader::chosen_box() {
  for (const GumboNode* node = select(hints_.article_selector, "article"); node != nullptr;
       node = node->parent) {
    for (std::size_t i = 0; i < page_.boxes.size(); ++i) {
      if (page_.boxes[i].node == node) return i;
    }
  }
  return std::nullopt;
}

void HtmlReader::find_title() {
  Headings headings;
  for (const Block& block : page_.blocks) {
    if (block.heading == 0 || block.heading > 3 || block.link_share >= 0.8 ||
        role_of(page_, static_cast<std::size_t>(&block - page_.blocks.data()), 0))
      continue;
    (block.heading == 1 ? headings.h1s : headings.others).push_back(block.text);
  }
  if (const GumboNode* node = select(hints_.title_selector, "title"); node != nullptr)
    article_.title = text_content(node);
  if (article_.title.empty())
    article_.title = choose_title(metadata_, headings, text::host_of(url_));
  const std::string key = match_key(article_.title);
  for (std::size_t i = 0; i < page_.blocks.size() && !title_block_ && !key.empty(); ++i) {
    const Block& block = page_.blocks[i];
    const bool linked = block.link_share > 0.5 && block.heading != 1;
    if (!linked && block.text.size() < 2 * article_.title.size() + 20 &&
        match_key(block.text) == key)
      title_block_ = i;
  }
}

void HtmlReader::find_head() {
  first_prose_ = page_.blocks.size();
  for (std::size_t i = 0; i < page_.blocks.size(); ++i) {
    const Block& block = page_.blocks[i];
    const bool prose = block.words >= kProseWords && block.heading == 0 && block.link_share < 0.5 &&
                       i != title_block_;
    if (!container_ || !container_->inside[i] || !prose || !ends_sentence(block.text)) continue;
    first_prose_ = i;
    return;
  }
}

// A section lasts to the end of the innermost element that holds its heading and more; not beyond
// the article's container, and not into it.
std::size_t HtmlReader::section_end(std::size_t block) const {
  std::size_t box = page_.blocks[block].box;
  while (box != 0 && page_.boxes[box].end_block <= block + 1) box = page_.boxes[box].parent;
  std::size_t end = page_.boxes[box].end_block;
  if (!container_) return end;
  const Box& article = page_.boxes[container_->box];
  if (container_->inside[block]) return std::min(end, std::max(article.end_block, block + 1));
  if (block < article.first_block) end = std::min(end, article.first_block);
  return end;
}

// What the lines of each box have in common: outside the container the outermost box that does not
// hold the container, inside it the innermost box with a role or else the container's child; and
// the role that holds for them. A box stands after its parent.
std::vector<HtmlReader::Place> HtmlReader::places() const {
  const std::size_t article = container_ ? container_->box : 0;
  const std::size_t article_end = page_.boxes.empty() ? 0 : page_.boxes[article].end_box;
  std::vector<Place> places(page_.boxes.size());
  for (std::size_t i = 0; i < places.size(); ++i) {
    const Box& box = page_.boxes[i];
    const bool holds_article = i <= article && box.end_box >= article_end;
    const bool inside = container_ && i > article && i < article_end;
    places[i] = {i, holds_article && (i == 0 || i == article) ? std::nullopt : box.role};
    if (i == 0 || holds_article) continue;
    const Place& around = places[box.parent];
    const bool outermost = around.group == box.parent &&
                           page_.boxes[box.parent].end_box >= article_end && box.parent <= article;
    if (!places[i].role && !(inside && box.parent == article)) places[i].role = around.role;
    if (!outermost && !(inside && box.role)) places[i].group = around.group;
  }
  return places;
}

// "Jane Doe 2025/11/09 20:15": who wrote it is known from elsewhere; what is left is a date line.
std::string HtmlReader::without_authors(std::string text) const {
  for (const std::string& author : metadata_.authors) {
    const auto at = author.size() < 4 ? std::string::npos : text.find(author);
    if (at != std::string::npos) text.erase(at, author.size());
  }
  return text;
}

// What stands outside the article and is said in it, word for word, is no navigation: a digest, a
// pull quote.
void HtmlReader::find_duplicates() {
  constexpr std::size_t kMinWords = 6;
  constexpr std::size_t kMostLooked = 64;
  std::string kept;
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    if (verdicts_[i].fate == Fate::keep) kept.append(lines_[i].text).append("\n");
  }
  std::size_t looked = 0;
  for (std::size_t i = 0; i < lines_.size() && looked < kMostLooked; ++i) {
    Verdict& verdict = verdicts_[i];
    if (verdict.fate != Fate::remove || verdict.reason != RemovalReason::navigation ||
        lines_[i].words < kMinWords)
      continue;
    ++looked;
    if (kept.find(lines_[i].text) != std::string::npos) verdict.reason = RemovalReason::duplicate;
  }
}

std::vector<Line> HtmlReader::make_lines() const {
  std::vector<Line> lines(page_.blocks.size());
  const std::vector<Place> places = this->places();
  const std::string title_key = match_key(article_.title);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Block& block = page_.blocks[i];
    Line& line = lines[i];
    line.text = block.text;
    line.words = block.words;
    line.link_share = block.link_share;
    line.heading = block.heading;
    line.table_row = block.table_row;
    line.list_item = block.list_item;
    line.from_page = true;
    line.inside = container_ && container_->inside[i];
    line.scope_end = block.words <= kMaxHeadingWords ? section_end(i) : i + 1;
    line.group = places[block.box].group;
    line.role = places[block.box].role;
    line.resumes = line.inside && !block.list_item && block.link_share < 0.2 &&
                   block.words >= kResumingWords && ends_sentence(block.text) &&
                   page_.boxes[block.box].parent == container_->prose_box;
    const bool is_title = i == title_block_;
    if (is_title) line.role.reset();
    const bool under_title = title_block_ && i > *title_block_ && i < first_prose_ && !line.role;
    const bool in_head = under_title || (line.inside && i < first_prose_);
    line.metadata =
        is_title || (line.inside && page_.boxes[block.box].label) ||
        (in_head && !in_table(page_, i) &&
         is_publication_line(without_authors(block.text), hints_.utc_offset)) ||
        (line.inside && (match_key(block.text) == title_key || is_credit_line(block.text)));
  }
  return lines;
}

void HtmlReader::find_date() {
  if (const GumboNode* node = select(hints_.date_selector, "date"); node != nullptr) {
    date_.offer(attribute(node, "datetime"), article_.warnings);
    date_.offer(attribute(node, "content"), article_.warnings);
    date_.offer(text_content(node), article_.warnings);
  }
  offer_dates(found_places(), date_, article_.warnings);
  const auto published =
      date_.chosen(has_home_clock(hints_, article_.language, text::host_of(url_)));
  if (!published) return;
  article_.published_at = published->instant;
  article_.date = published->day;
}

void HtmlReader::find_byline() {
  if (const GumboNode* node = select(hints_.byline_selector, "byline"); node != nullptr) {
    if (std::string name = clean_author(text_content(node)); !name.empty()) {
      article_.byline = std::move(name);
      return;
    }
  }
  article_.byline = parser::find_byline(found_places(), text::host_of(url_));
}

void HtmlReader::find_language() {
  std::string all = article_.title;
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    if (verdicts_[i].fate == Fate::keep) all.append("\n").append(lines_[i].text);
  }
  article_.language = language_of_text(all);
  const std::string tag = language_of_tag(metadata_.language);
  // Templates say "en" of Chinese pages, and never the other way round.
  const bool han = 6 * text::count_han(all) > all.size();
  if (article_.language.empty() && (!han || tag.starts_with("zh"))) article_.language = tag;
  if (article_.language.empty()) article_.language = hints_.language;
  if (article_.language.empty()) article_.language = "und";
}

void HtmlReader::find_canonical() {
  article_.canonical = url_;
  if (metadata_.canonical.empty()) return;
  if (Result<std::string> resolved = text::resolve_url(url_, metadata_.canonical))
    article_.canonical = std::move(*resolved);
}

ArticleText HtmlReader::read() {
  metadata_ = metadata_of(tree_);
  page_ = blocks_of(tree_, remove_selectors());
  mark_listing_rows(page_);
  drop_overreaching_roles(page_);
  container_ = find_container(page_, chosen_box());
  find_title();
  find_head();
  lines_ = make_lines();
  verdicts_ = judge(lines_);
  find_duplicates();
  article_.removed = removed_blocks(lines_, verdicts_);
  find_language();
  find_date();
  find_byline();
  find_canonical();
  const KindOfPage kind = kind_of_page(
      {page_, lines_, verdicts_, metadata_, article_.title, title_block_.has_value(), html_});
  article_.kind = kind.kind;
  for (std::size_t i = 0; i < lines_.size() && kind.has_text; ++i) {
    if (verdicts_[i].fate == Fate::keep) article_.paragraphs.push_back(page_.blocks[i].text);
  }
  return std::move(article_);
}

}  // namespace

Result<ArticleText> read_html(std::string_view utf8, std::string_view url,
                              std::optional<Instant> captured_at, const SourceHints& hints,
                              const ParseLimits& limits, Detail detail) {
  const Result<Tree> tree = Tree::parse(utf8, limits, detail);
  if (!tree) return tl::unexpected<Error>(tree.error());
  return HtmlReader(*tree, utf8, url, captured_at, hints).read();
}

}  // namespace gongwatch::parser
