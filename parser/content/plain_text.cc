#include <algorithm>
#include <iterator>

#include "parser/content/article_text.h"
#include "parser/content/boilerplate.h"
#include "parser/content/labelled_links.h"
#include "parser/content/language.h"
#include "parser/content/page_blocks.h"
#include "parser/content/page_date.h"
#include "parser/content/publication.h"
#include "parser/content/repeated_blocks.h"
#include "parser/content/sections.h"
#include "text/utf8.h"

namespace gongwatch::parser {
namespace {

constexpr std::size_t kMaxTitleWords = 40;
constexpr std::size_t kHeadLines = 6;  // after the title, in which bylines and dates stand
constexpr std::size_t kProseWords = 15;
constexpr std::size_t kLongProseWords = 40;  // no title in a list of other articles is as long
constexpr std::size_t kWrapColumns = 100;
constexpr std::size_t kMinWrappedLines = 8;

using Paragraphs = std::vector<std::vector<std::string_view>>;  // lines between blank lines

Paragraphs split_lines(std::string_view text) {
  Paragraphs paragraphs(1);
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text::trim(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (!line.empty()) {
      paragraphs.back().push_back(line);
    } else if (!paragraphs.back().empty()) {
      paragraphs.emplace_back();
    }
  }
  return paragraphs;
}

// Lines broken at a column, as in mails and press releases: where a line is followed by another, it
// is nearly as long as the longest and mostly does not end a sentence.
bool is_wrapped(const Paragraphs& paragraphs) {
  std::size_t widest = 0;
  std::vector<std::string_view> inner;
  for (const auto& lines : paragraphs) {
    for (std::size_t i = 0; i < lines.size(); ++i) {
      widest = std::max(widest, text::display_width(lines[i]));
      if (i + 1 < lines.size()) inner.push_back(lines[i]);
    }
  }
  if (widest > kWrapColumns || inner.size() < kMinWrappedLines) return false;
  const auto full = std::count_if(inner.begin(), inner.end(), [&](std::string_view line) {
    return text::display_width(line) * 10 >= widest * 7;
  });
  const auto open = std::count_if(inner.begin(), inner.end(),
                                  [](std::string_view line) { return !ends_sentence(line); });
  const auto all = static_cast<std::ptrdiff_t>(inner.size());
  return full * 10 >= all * 8 && open * 2 >= all;
}

std::string joined(const std::vector<std::string_view>& lines) {
  std::string out;
  for (const std::string_view line : lines) {
    const bool chinese = !out.empty() && text::is_cjk(text::decode_at(line, 0).value) &&
                         (static_cast<unsigned char>(out.back()) & 0x80) != 0;
    if (!out.empty() && !chinese) out += ' ';
    out += line;
  }
  return text::squeeze(out);
}

std::vector<TextPart> blocks_in(std::string_view text) {
  const Paragraphs paragraphs = split_lines(text);
  const bool wrapped = is_wrapped(paragraphs);
  std::vector<TextPart> blocks;
  const auto add = [&](std::string block) {
    if (block.empty()) return;
    // The first line may be a headline that begins so.
    std::vector<TextPart> parts;
    if (!blocks.empty()) parts = split_labelled_links(block);
    if (parts.empty()) parts.push_back({std::move(block), std::nullopt});
    std::move(parts.begin(), parts.end(), std::back_inserter(blocks));
  };
  for (const auto& lines : paragraphs) {
    if (wrapped) {
      add(joined(lines));
    } else {
      for (const std::string_view line : lines) add(text::squeeze(line));
    }
  }
  return blocks;
}

// "Riverbend Holds Hearing in Hong Kong.": most of the longer words begin with a capital.
bool is_title_case(std::string_view line) {
  std::size_t words = 0;
  std::size_t capitals = 0;
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t end = std::min(line.find(' ', at), line.size());
    const char first = line[at];
    const bool capital = first >= 'A' && first <= 'Z';
    if (end - at >= 4 && (capital || (first >= 'a' && first <= 'z'))) {
      ++words;
      if (capital) ++capitals;
    }
    at = end + 1;
  }
  return words >= 3 && capitals * 10 >= words * 7;
}

// The first line heads the text if it is not just its first sentence.
bool is_title(const std::vector<TextPart>& blocks) {
  if (blocks.size() < 2) return false;
  const std::string& first = blocks.front().text;
  const std::size_t words = text::count_words(first);
  if (words == 0 || words > kMaxTitleWords || heading_reason(first)) return false;
  if (first.find(" | ") != std::string::npos || first.find("｜") != std::string::npos ||
      !ends_sentence(first))
    return true;
  return is_title_case(first) && count_sentence_ends(first) <= 1;
}

bool is_long_prose(std::string_view text, std::size_t words) {
  if (!ends_sentence(text)) return false;
  return words >= 2 * kLongProseWords ||
         (words >= kLongProseWords && count_sentence_ends(text) >= 2);
}

std::vector<Line> lines_of(const std::vector<TextPart>& blocks, bool titled,
                           std::chrono::minutes offset) {
  std::vector<Line> lines(blocks.size());
  bool in_head = true;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    Line& line = lines[i];
    line.text = blocks[i].text;
    line.role = blocks[i].reason;
    line.teaser = line.role.has_value();
    line.words = text::count_words(line.text);
    line.scope_end = blocks.size();
    line.resumes = is_long_prose(line.text, line.words);
    const bool is_the_title = titled && i == 0;
    if (!is_the_title && line.words >= kProseWords && ends_sentence(line.text)) in_head = false;
    in_head = in_head && i <= kHeadLines;
    line.metadata = is_the_title || (titled && line.text == blocks[0].text) ||
                    (in_head && is_publication_line(line.text, offset)) ||
                    is_credit_line(line.text);
  }
  return lines;
}

}  // namespace

ArticleText read_plain_text(std::string_view utf8, std::optional<Instant> captured_at,
                            const SourceHints& hints, std::span<const EarlierPage> earlier) {
  ArticleText article;
  const std::vector<TextPart> blocks = blocks_in(utf8);
  const bool titled = is_title(blocks);
  if (titled) article.title = blocks.front().text;
  std::vector<Line> lines = lines_of(blocks, titled, hints.utc_offset);
  std::vector<Verdict> verdicts = judge(lines);
  remove_repeated(lines, {{}, article.title}, earlier, verdicts);
  article.removed = removed_blocks(lines, verdicts);
  DateChoice date(captured_at, hints.utc_offset);
  std::vector<std::string_view> credits;
  std::string all = article.title;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (verdicts[i].fate == Fate::keep) {
      article.paragraphs.push_back(blocks[i].text);
      all += '\n' + blocks[i].text;
    } else if (verdicts[i].fate == Fate::drop && !(titled && i == 0)) {
      if (i <= kHeadLines) date.offer(blocks[i].text, article.warnings);
      credits.push_back(blocks[i].text);
    }
  }
  for (std::size_t i = 0; i < std::min(lines.size(), kHeadLines + 1) && !date.found(); ++i) {
    if (verdicts[i].fate == Fate::drop && !(titled && i == 0))
      date.offer_undated(blocks[i].text, article.warnings);
  }
  article.byline = byline_in(credits);
  article.language = language_of_text(all);
  if (article.language.empty()) article.language = hints.language.empty() ? "und" : hints.language;
  if (const auto published = date.chosen(has_home_clock(hints, article.language, {}))) {
    article.published_at = published->instant;
    article.date = published->day;
  }
  if (article.paragraphs.empty()) article.kind = PageKind::empty;
  return article;
}

}  // namespace gongwatch::parser
