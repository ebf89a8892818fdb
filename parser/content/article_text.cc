#include "parser/content/article_text.h"

#include <algorithm>

#include "parser/content/added_boxes.h"
#include "parser/content/block_features.h"
#include "parser/content/block_model.h"
#include "parser/content/boilerplate.h"
#include "parser/content/byline.h"
#include "parser/content/comment_boxes.h"
#include "parser/content/container.h"
#include "parser/content/language.h"
#include "parser/content/listing_rows.h"
#include "parser/content/metadata.h"
#include "parser/content/page_blocks.h"
#include "parser/content/page_byline.h"
#include "parser/content/page_date.h"
#include "parser/content/page_kind.h"
#include "parser/content/page_lines.h"
#include "parser/content/paywall.h"
#include "parser/content/publication.h"
#include "parser/content/repeated_blocks.h"
#include "parser/content/sections.h"
#include "parser/content/selector.h"
#include "parser/content/teaser_cards.h"
#include "parser/content/title.h"
#include "parser/html/open_title.h"
#include "parser/html/tree.h"
#include "parser/html/walk.h"
#include "text/url.h"
#include "text/utf8.h"

namespace gongwatch::parser {
namespace {

constexpr std::size_t kProseWords = 15;
constexpr std::size_t kThinPage = 80;  // words
constexpr std::size_t kLeastRevealed = 50;

class HtmlReader {
 public:
  HtmlReader(const Tree& tree, std::string_view html, std::string_view url,
             std::optional<Instant> captured_at, const SourceHints& hints)
      : tree_(tree), html_(html), url_(url), hints_(hints), date_(captured_at, hints.utc_offset) {}

  ArticleText read(std::span<const EarlierPage> earlier);
  ExaminedPage examine();

 private:
  void find_blocks(const std::vector<Selector>& remove, bool reveal);
  std::size_t words_of_prose() const;
  void judge_blocks();
  bool mostly_han() const;
  const GumboNode* select(const std::string& selector, const char* key);
  std::vector<Selector> remove_selectors();
  std::optional<std::size_t> chosen_box();
  void find_title();
  void find_head();
  DatePlaces found_places() const {
    return {page_, lines_, verdicts_, metadata_, url_, title_block_, first_prose_};
  }
  void find_date();
  void find_byline();
  void find_duplicates();
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

void HtmlReader::find_blocks(const std::vector<Selector>& remove, bool reveal) {
  page_ = blocks_of(tree_, remove, reveal);
  mark_listing_rows(page_);
  mark_teaser_cards(page_);
  mark_comment_boxes(page_);
  mark_added_boxes(page_, metadata_.document_title);
  mark_paywalls(page_);
  drop_overreaching_roles(page_);
  container_ = find_container(page_, chosen_box());
}

std::size_t HtmlReader::words_of_prose() const {
  std::size_t words = 0;
  for (std::size_t i = 0; container_ && i < page_.blocks.size(); ++i) {
    const Block& block = page_.blocks[i];
    const bool prose = block.words >= kProseWords && block.heading == 0 && block.link_share < 0.5 &&
                       ends_sentence(block.text);
    if (container_->inside[i] && prose && !role_of(page_, i, 0)) words += block.words;
  }
  return words;
}

void HtmlReader::judge_blocks() {
  metadata_ = metadata_of(tree_);
  const std::vector<Selector> remove = remove_selectors();
  find_blocks(remove, false);
  // A teaser, or nothing at all, over an article that a script shows.
  if (const std::size_t words = words_of_prose();
      page_.hides_text && words < kThinPage && hints_.article_selector.empty()) {
    PageBlocks seen = page_;
    std::optional<Container> container = container_;
    find_blocks(remove, true);
    if (words_of_prose() < 2 * words + kLeastRevealed) {
      page_ = std::move(seen);
      container_ = std::move(container);
    }
  }
  find_title();
  find_head();
  lines_ = lines_of({page_, container_, title_block_, first_prose_, article_.title,
                     metadata_.authors, hints_.utc_offset});
  verdicts_ = judge(lines_);
}

ExaminedPage HtmlReader::examine() {
  judge_blocks();
  const BlockContext context({page_, container_, lines_, verdicts_, title_block_, first_prose_,
                              metadata_.article_body, metadata_.description});
  ExaminedPage examined;
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    examined.blocks.push_back(page_.blocks[i].text);
    examined.kept.push_back(verdicts_[i].fate == Fate::keep);
    examined.uncertain.push_back(is_uncertain(context, i));
    examined.features.emplace_back();
    examined.names.emplace_back();
    if (!examined.uncertain.back()) continue;
    read_features(context, i, examined.features.back());
    examined.names.back() = names_around(page_, i);
  }
  return examined;
}

// The model has seen no Chinese pages.
bool HtmlReader::mostly_han() const {
  std::size_t han = 0;
  std::size_t bytes = 0;
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    if (verdicts_[i].fate != Fate::keep) continue;
    han += text::count_han(lines_[i].text);
    bytes += lines_[i].text.size();
  }
  constexpr std::size_t kBytesOfHan = 3;
  return 2 * kBytesOfHan * han > bytes;
}

ArticleText HtmlReader::read(std::span<const EarlierPage> earlier) {
  judge_blocks();
  if (hints_.article_selector.empty() && !mostly_han()) {
    verdicts_ = corrected_verdicts({page_, container_, lines_, verdicts_, title_block_,
                                    first_prose_, metadata_.article_body, metadata_.description});
    tidy(lines_, verdicts_);
  }
  find_canonical();
  if (remove_repeated(lines_, {article_.canonical, article_.title}, earlier, verdicts_))
    tidy(lines_, verdicts_);
  find_duplicates();
  article_.removed = removed_blocks(lines_, verdicts_);
  find_language();
  find_date();
  find_byline();
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
                              const ParseLimits& limits, Detail detail,
                              std::span<const EarlierPage> earlier) {
  const std::optional<std::string> closed = with_title_closed(utf8);
  if (closed) utf8 = *closed;
  const Result<Tree> tree = Tree::parse(utf8, limits, detail);
  if (!tree) return tl::unexpected<Error>(tree.error());
  return HtmlReader(*tree, utf8, url, captured_at, hints).read(earlier);
}

Result<ExaminedPage> examine_html(std::string_view utf8, std::string_view url,
                                  const ParseLimits& limits) {
  const Result<Tree> tree = Tree::parse(utf8, limits, Detail::article);
  if (!tree) return tl::unexpected<Error>(tree.error());
  const SourceHints hints;
  return HtmlReader(*tree, utf8, url, std::nullopt, hints).examine();
}

}  // namespace gongwatch::parser
