#include "parser/content/repeated_blocks.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>

#include "parser/content/block_prints.h"
#include "parser/content/page_blocks.h"
#include "text/fingerprint.h"

namespace gongwatch::parser {
namespace {

constexpr std::size_t kFewPages = 3;
constexpr std::size_t kShortWords = 5;  // a heading, a place: an article may say it again
constexpr std::size_t kProseWords = 15;
constexpr std::size_t kSourcesWord = 6;  // titles with a word that is the source's, not a subject's
constexpr int kCopyBits = 8;             // as in the view `witness`

using Prints = std::vector<std::uint64_t>;

bool holds(const Prints& sorted, std::uint64_t print) {
  return std::binary_search(sorted.begin(), sorted.end(), print);
}

bool share_one(const Prints& a, const Prints& b) {
  return std::any_of(a.begin(), a.end(), [&](std::uint64_t word) { return holds(b, word); });
}

// Three quarters of the shorter title's words: "X goes to market" and "Y goes to market" are two.
bool are_alike(const Prints& title, const Prints& other) {
  const auto shared = std::count_if(title.begin(), title.end(),
                                    [&](std::uint64_t word) { return holds(other, word); });
  return 4 * shared >= 3 * static_cast<std::ptrdiff_t>(std::min(title.size(), other.size()));
}

// Stories from one mould differ in few bits as well, but not in the title's words alone.
bool is_copy(const EarlierPage& page, const EarlierPage& other) {
  if (page.title != 0 && page.title == other.title) return true;
  return page.fingerprint != 0 && other.fingerprint != 0 &&
         text::hamming_distance(page.fingerprint, other.fingerprint) <= kCopyBits &&
         are_alike(page.title_words, other.title_words);
}

class Repetition {
 public:
  Repetition(const std::vector<Line>& lines, const ThisPage& page,
             std::span<const EarlierPage> earlier, std::vector<Verdict>& verdicts)
      : lines_(lines), verdicts_(verdicts) {
    std::string text;
    prints_.resize(lines.size());
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (verdicts[i].fate != Fate::keep) continue;
      prints_[i] = block_print(lines[i].text);
      words_ += lines[i].words;
      text.append(lines[i].text).append("\n\n");
    }
    self_ = {std::string(page.canonical), block_print(page.title), subject_words(page.title),
             text::simhash(text)};
    choose_pages(earlier);
  }

  bool run() {
    if (pages_.size() < kFewPages) return false;
    std::vector<bool> repeated(lines_.size());
    for (std::size_t i = 0; i < lines_.size(); ++i) repeated[i] = stands_alone(i) && repeats(i);
    add_neighbours(repeated);
    if (std::find(repeated.begin(), repeated.end(), true) == repeated.end() ||
        !leaves_text(repeated))
      return false;
    std::optional<std::size_t> head;  // over this line: one entry with it
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (repeated[i]) {
        const std::size_t group = head ? verdicts_[*head].group : lines_[i].group;
        verdicts_[i] = {Fate::remove, RemovalReason::duplicate, group};
      }
      head = repeated[i] && !stands_alone(i) ? std::optional(i) : std::nullopt;
    }
    return true;
  }

 private:
  // Versions and copies of this article repeat its paragraphs, and versions of another one its own:
  // they are one page.
  void choose_pages(std::span<const EarlierPage> earlier) {
    for (const EarlierPage& other : earlier.first(std::min(earlier.size(), kEarlierPages))) {
      const bool same = (!other.url.empty() && other.url == self_.url) || is_copy(self_, other) ||
                        tells_the_same(other);
      const bool again = std::any_of(pages_.begin(), pages_.end(), [&](const EarlierPage* taken) {
        return is_copy(*taken, other);
      });
      if (!same && !again) pages_.push_back(&other);
    }
  }

  // A word of the title in common, and half of this text stands in it.
  bool tells_the_same(const EarlierPage& other) const {
    if (!share_one(self_.title_words, other.title_words)) return false;
    std::size_t shared = 0;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (prints_[i] != 0 && holds(other.blocks, prints_[i])) shared += lines_[i].words;
    }
    return 2 * shared >= words_;
  }

  // Headings, rows, items and lines over a list may be said again by another article.
  bool stands_alone(std::size_t i) const {
    const Line& line = lines_[i];
    return prints_[i] != 0 && line.heading == 0 && !line.table_row && !line.list_item &&
           line.words >= kShortWords && !line.text.ends_with(':') && !line.text.ends_with("：");
  }

  bool repeats(std::size_t i) const {
    if (prints_[i] == 0 || 2 * lines_[i].words > words_) return false;
    std::vector<const EarlierPage*> holders, others;
    for (const EarlierPage* page : pages_)
      (holds(page->blocks, prints_[i]) ? holders : others).push_back(page);
    return holders.size() >= kFewPages && holders.size() >= others.size() &&
           !tells_of_subject(lines_[i].text, holders, others);
  }

  // A paragraph that a series of stories about one company repeats: it has a word that stands in
  // the titles of those stories and in no other. If there is no other, in this title; but what
  // every title of many begins with is the source's or its column's name.
  bool tells_of_subject(std::string_view text, const std::vector<const EarlierPage*>& holders,
                        const std::vector<const EarlierPage*>& others) const {
    const Prints words = subject_words(text);
    return std::any_of(words.begin(), words.end(), [&](std::uint64_t word) {
      const auto titled = [&](const EarlierPage* page) { return holds(page->title_words, word); };
      const auto count =
          static_cast<std::size_t>(std::count_if(holders.begin(), holders.end(), titled));
      if (2 * count < holders.size()) return false;
      if (!others.empty()) return std::none_of(others.begin(), others.end(), titled);
      const bool sources_own = count == holders.size() && count >= kSourcesWord;
      return holds(self_.title_words, word) && !sources_own;
    });
  }

  // "About the author" over what repeats, and the items of a list of links, go with it.
  void add_neighbours(std::vector<bool>& repeated) const {
    const auto take = [&](std::size_t i, std::optional<std::size_t>& before) {
      if (verdicts_[i].fate != Fate::keep) return;
      if (!repeated[i] && before && repeated[*before] && !lines_[i].table_row)
        repeated[i] = repeats(i);
      before = i;
    };
    std::optional<std::size_t> before;
    for (std::size_t i = 0; i < lines_.size(); ++i) take(i, before);
    before.reset();
    for (std::size_t i = lines_.size(); i-- > 0;) take(i, before);
  }

  // Not more than three quarters go, and a sentence stays: else it is the pages that repeat.
  bool leaves_text(const std::vector<bool>& repeated) const {
    std::size_t left = 0;
    bool prose = false;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (verdicts_[i].fate != Fate::keep || repeated[i]) continue;
      left += lines_[i].words;
      prose |=
          lines_[i].table_row || (lines_[i].words >= kProseWords && ends_sentence(lines_[i].text));
    }
    return prose && 4 * left >= words_;
  }

  const std::vector<Line>& lines_;
  std::vector<Verdict>& verdicts_;
  EarlierPage self_;  // without its blocks
  Prints prints_;     // of the kept lines; 0 elsewhere
  std::size_t words_ = 0;
  std::vector<const EarlierPage*> pages_;
};

}  // namespace

bool remove_repeated(const std::vector<Line>& lines, const ThisPage& page,
                     std::span<const EarlierPage> earlier, std::vector<Verdict>& verdicts) {
  if (earlier.size() < kFewPages) return false;
  return Repetition(lines, page, earlier, verdicts).run();
}

}  // namespace gongwatch::parser
