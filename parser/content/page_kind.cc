#include "parser/content/page_kind.h"

#include <algorithm>
#include <map>

#include "parser/content/phrase.h"
#include "parser/html/walk.h"
#include "parser/vocabulary/table.h"
#include "text/utf8.h"

namespace gongwatch::parser {
namespace {

// All limits are in words of text that is kept as the article's.
constexpr std::size_t kErrorPageWords = 150;     // a page with more is no challenge or error page
constexpr std::size_t kErrorPageAllWords = 400;  // … nor one with more text of any kind
constexpr std::size_t kStubWords = 250;          // a paywall's stub has fewer
constexpr std::size_t kPlainlyAnArticle = 60;
constexpr std::size_t kShortNews = 12;
constexpr std::size_t kEmptyPageWords = 30;
constexpr std::size_t kHeadingWords = 10;
constexpr std::size_t kTeasers = 5;
constexpr std::size_t kLongList = 8;
constexpr std::size_t kTeaserWords = 60;
constexpr std::size_t kLongRun = 120;        // no teaser's summary is as long
constexpr std::size_t kBlocksToPaywall = 6;  // between the stub's end and the notice
constexpr std::size_t kTableRows = 5;
constexpr std::size_t kBytesBesidePhrase = 20;
constexpr std::size_t kNumberBesidePhrase = 6;  // "404 ", "…!"

using Phrases = std::vector<std::string>;

// Keys "challenge/title", "paywall/text" ….
const Phrases& phrases(const std::string& key) {
  static const std::map<std::string, Phrases> table = [] {
    std::map<std::string, Phrases> all;
    for (const auto& row : table_rows("page_kinds", 3)) {
      all[std::string(row[0]) + "/" + std::string(row[1])].push_back(lowered(row[2]));
    }
    return all;
  }();
  static const Phrases none;
  const auto found = table.find(key);
  return found == table.end() ? none : found->second;
}

// Compared as written: names of scripts and hosts.
const Phrases& markup_of_challenges() {
  static const Phrases marks = [] {
    Phrases all;
    for (const auto& row : table_rows("page_kinds", 3)) {
      if (row[1] == "markup") all.emplace_back(row[2]);
    }
    return all;
  }();
  return marks;
}

bool holds_one_of(std::string_view text, const Phrases& list) {
  const std::string lower = lowered(text);
  return std::any_of(list.begin(), list.end(), [&](const std::string& phrase) {
    return find_phrase(lower, phrase) != std::string::npos;
  });
}

// The title, or its first part, is little more than one of the phrases: "404 Not Found | Site", but
// not "X raises HK$404 million".
bool is_titled(std::string_view title, const Phrases& list,
               std::size_t beside = kBytesBesidePhrase) {
  const std::string lower = lowered(title);
  const std::string_view first =
      text::trim(std::string_view(lower).substr(0, lower.find_first_of("|_-")));
  return std::any_of(list.begin(), list.end(), [&](const std::string& phrase) {
    return first.size() <= phrase.size() + beside &&
           find_phrase(first, phrase) != std::string_view::npos;
  });
}

struct Tally {
  std::size_t words = 0;      // of the whole page
  std::size_t kept = 0;       // words kept
  std::size_t sentences = 0;  // kept blocks that end like a sentence
  std::size_t row_words = 0;  // kept words in table rows
  std::size_t rows = 0;
  std::size_t links = 0;            // blocks that are links
  std::size_t link_titles = 0;      // blocks that are links as long as a title
  std::size_t teasers = 0;          // headings in the article's container that are links
  std::size_t cards = 0;            // other articles' titles with a summary each
  std::size_t own = 0;              // words kept outside those
  std::size_t longest_run = 0;      // kept words between two teasers
  std::size_t first = 0, last = 0;  // kept blocks
};

Tally tally(const PageSigns& signs) {
  Tally t;
  t.first = signs.lines.size();
  std::size_t run = 0;
  t.cards =
      static_cast<std::size_t>(std::count_if(signs.page.boxes.begin(), signs.page.boxes.end(),
                                             [](const Box& box) { return box.card && !box.role; }));
  for (std::size_t i = 0; i < signs.lines.size(); ++i) {
    const Line& line = signs.lines[i];
    t.words += line.words;
    if (line.link_share > 0.7) ++t.links;
    if (line.link_share > 0.7 && line.words >= 5) ++t.link_titles;
    if (line.inside && line.heading > 0 && line.link_share > 0.8) {
      ++t.teasers;
      run = 0;
    }
    if (signs.verdicts[i].fate != Fate::keep) continue;
    t.kept += line.words;
    if (!signs.page.blocks[i].card) t.own += line.words;
    run += line.words;
    t.longest_run = std::max(t.longest_run, run);
    if (line.words >= 6 && ends_sentence(line.text)) ++t.sentences;
    if (line.table_row) {
      ++t.rows;
      t.row_words += line.words;
    }
    t.first = std::min(t.first, i);
    t.last = i;
  }
  return t;
}

bool any_line(const PageSigns& signs, std::size_t from, std::size_t to, const Phrases& list) {
  for (std::size_t i = from; i < std::min(to, signs.lines.size()); ++i) {
    if (signs.page.blocks[i].unseen) continue;
    if (signs.lines[i].words <= 80 && holds_one_of(signs.lines[i].text, list)) return true;
  }
  return false;
}

// <title>, the article's title, or one of the page's headings.
bool is_headed(const PageSigns& signs, const Phrases& titles,
               std::size_t beside = kBytesBesidePhrase) {
  if (is_titled(signs.title, titles, beside) ||
      is_titled(signs.metadata.document_title, titles, beside))
    return true;
  return std::any_of(signs.lines.begin(), signs.lines.end(), [&](const Line& line) {
    return line.heading > 0 && line.link_share < 0.5 && line.words <= kHeadingWords &&
           is_titled(line.text, titles, beside);
  });
}

bool has_named_box(const PageSigns& signs, const Phrases& names) {
  return std::any_of(signs.page.boxes.begin(), signs.page.boxes.end(), [&](const Box& box) {
    for (const char* attribute_name : {"id", "class"}) {
      const std::string_view value = attribute(box.node, attribute_name);
      for (const std::string& name : names) {
        if (find_phrase(value, name) != std::string_view::npos) return true;
      }
    }
    return false;
  });
}

bool is_error_page(const PageSigns& signs, const Tally& t, const std::string& kind) {
  if (t.kept > kErrorPageWords) return false;
  // However much is around it: error pages carry menus and recommendations. "Server error delays
  // X's IPO" over a story's paragraphs is a headline.
  const std::string& title = signs.metadata.document_title;
  const std::size_t beside = t.kept < kEmptyPageWords ? kBytesBesidePhrase : kNumberBesidePhrase;
  if (is_titled(title, phrases(kind + "/title"), beside)) return true;
  if (t.words > kErrorPageAllWords * 3) return false;
  if (is_headed(signs, phrases(kind + "/title"), beside)) return true;
  if (t.words > kErrorPageAllWords) return false;
  return any_line(signs, 0, signs.lines.size(), phrases(kind + "/text")) ||
         (t.kept < kEmptyPageWords && has_named_box(signs, phrases(kind + "/class")));
}

// A page without text whose scripts or frames are those of a robot check.
bool is_silent_challenge(const PageSigns& signs, const Tally& t) {
  if (t.words >= kEmptyPageWords) return false;
  const Phrases& marks = markup_of_challenges();
  return std::any_of(marks.begin(), marks.end(), [&](const std::string& mark) {
    return signs.html.find(mark) != std::string_view::npos;
  });
}

bool is_login(const PageSigns& signs, const Tally& t) {
  if (t.kept >= kEmptyPageWords || t.words > kErrorPageAllWords) return false;
  return is_headed(signs, phrases("login/title")) ||
         any_line(signs, 0, signs.lines.size(), phrases("login/text"));
}

// A page that stands before the one asked for until cookies are accepted. Articles have notices of
// the like around them.
bool is_consent(const PageSigns& signs, const Tally& t) {
  if (t.kept > kErrorPageWords || t.words > kErrorPageAllWords || signs.metadata.is_article)
    return false;
  if (is_titled(signs.metadata.document_title, phrases("consent/title"))) return true;
  return !signs.title_on_page && any_line(signs, 0, signs.lines.size(), phrases("consent/text"));
}

bool is_sitemap(const PageSigns& signs, const Tally& t) {
  constexpr std::size_t kFewestLinks = 10;
  return t.links >= kFewestLinks && !signs.metadata.is_article &&
         (is_titled(signs.title, phrases("sitemap/title")) ||
          is_titled(signs.metadata.document_title, phrases("sitemap/title")));
}

bool is_paywall(const PageSigns& signs, const Tally& t) {
  if (t.kept == 0 || t.kept > kStubWords) return false;
  return signs.metadata.is_paid ||
         any_line(signs, t.first, t.last + kBlocksToPaywall, phrases("paywall/text"));
}

}  // namespace

namespace {

PageKind kind_of_text(const PageSigns& signs, const Tally& t) {
  const bool named = signs.metadata.is_article || signs.title_on_page;
  const bool told_article = signs.metadata.is_article && t.kept >= kPlainlyAnArticle;
  const bool long_text = t.longest_run >= kLongRun;
  if (t.teasers >= kTeasers && t.kept <= t.teasers * kTeaserWords && !told_article && !long_text)
    return PageKind::index;
  // A long list may have an introduction.
  const std::size_t most_own = t.cards >= kLongList ? kPlainlyAnArticle : kShortNews;
  if (t.cards >= kTeasers && t.own < most_own && !told_article) return PageKind::index;
  if (is_paywall(signs, t)) return PageKind::paywall;
  if (t.rows >= kTableRows && t.row_words * 10 > t.kept * 7) return PageKind::table;
  if (t.kept >= kPlainlyAnArticle && (t.sentences > 0 || signs.title_on_page))
    return PageKind::article;
  const bool few_links = t.link_titles < kTeasers;
  if (t.kept >= kShortNews && t.sentences > 0 && (named || few_links)) return PageKind::article;
  if (!few_links) return PageKind::index;
  return t.kept >= kShortNews && named ? PageKind::article : PageKind::empty;
}

}  // namespace

KindOfPage kind_of_page(const PageSigns& signs) {
  const Tally t = tally(signs);
  if (is_error_page(signs, t, "challenge") || is_silent_challenge(signs, t))
    return {PageKind::challenge};
  if (is_error_page(signs, t, "not_found")) return {PageKind::not_found};
  if (is_login(signs, t)) return {PageKind::paywall};
  if (is_consent(signs, t)) return {PageKind::challenge};
  if (is_sitemap(signs, t)) return {PageKind::index};
  if (t.kept < kEmptyPageWords && t.words < 2 * kEmptyPageWords &&
      (t.kept == 0 || any_line(signs, 0, signs.lines.size(), phrases("empty/text"))))
    return {PageKind::empty};
  const PageKind kind = kind_of_text(signs, t);
  return {kind, kind != PageKind::index && kind != PageKind::empty};
}

}  // namespace gongwatch::parser
