#include "parser/content/labelled_links.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "parser/content/boilerplate.h"
#include "parser/content/page_blocks.h"
#include "parser/content/phrase.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace gongwatch::parser {
namespace {

constexpr std::size_t kMaxLabelBytes = 60;
constexpr std::size_t kMaxTitleWords = 30;
constexpr std::size_t kMaxLastWords = 20;  // of a title with a full stop in it, up to the end
constexpr std::size_t kMaxTitleBytes = 1000;
constexpr std::size_t kMaxLinks = 20;
constexpr std::size_t kLongLetters = 4;
constexpr std::size_t kFewWords = 6;

// Behind a label. An opening bracket before it may close there or behind the title.
constexpr std::array<std::string_view, 10> kMarks = {":", "：", "|", "｜", "】",
                                                     "]", "》", "»", ">",  "）"};

// Before a label.
constexpr std::array<std::string_view, 12> kBullets = {">", "▶", "►", "▸", "→", "■",
                                                       "●", "◆", "•", "|", "*", "※"};

struct Bracket {
  std::string_view opening, closing;
};
constexpr std::array<Bracket, 6> kBrackets = {
    {{"【", "】"}, {"(", ")"}, {"（", "）"}, {"[", "]"}, {"《", "》"}, {"〔", "〕"}}};

struct Link {
  std::size_t begin = 0, end = 0;
  RemovalReason reason = RemovalReason::related_articles;
  bool in_sentence = false;  // in brackets; the sentence goes on behind it
};

std::size_t back_over_blanks(std::string_view text, std::size_t from, std::size_t at) {
  while (at > from && text[at - 1] == ' ') --at;
  return at;
}

// The next mark behind something that may be a word's end; npos if there is none.
std::size_t next_mark(std::string_view text, std::size_t from, std::string_view& mark) {
  for (std::size_t at = from; at < text.size(); ++at) {
    const char c = text[at];
    const bool may_be =
        c == ':' || c == '|' || c == ']' || c == '>' || c == '\xEF' || c == '\xE3' || c == '\xC2';
    const bool in_number = at > 0 && text[at - 1] >= '0' && text[at - 1] <= '9';
    if (!may_be || in_number) continue;
    const auto found = std::find_if(kMarks.begin(), kMarks.end(), [&](std::string_view one) {
      return text.substr(at).starts_with(one);
    });
    if (found == kMarks.end()) continue;
    mark = *found;
    return at;
  }
  return std::string_view::npos;
}

// Where the label that ends at `end` begins.
std::optional<LinkLabel> label_before(std::string_view text, std::size_t from, std::size_t end) {
  std::size_t window = std::max(from, end - std::min(end, kMaxLabelBytes));
  while (window < end && (static_cast<unsigned char>(text[window]) & 0xC0) == 0x80) ++window;
  const text::Folded folded = text::fold(text.substr(window, end - window));
  auto label = label_at_end(lower_folded(folded.text));
  if (label) label->begin = window + folded.original(label->begin, label->begin).first;
  return label;
}

// Nothing stands before it or a sentence's end; an opening bracket between belongs to it. "The
// rules (see also: Chapter 18C) apply" names no article.
bool may_begin(std::string_view text, std::size_t from, std::size_t& begin,
               const Bracket*& bracket) {
  begin = back_over_blanks(text, from, begin);
  for (const Bracket& one : kBrackets) {
    if (!text.substr(from, begin - from).ends_with(one.opening)) continue;
    bracket = &one;
    begin -= one.opening.size();
    return true;
  }
  for (bool again = true; again;) {
    again = false;
    for (const std::string_view bullet : kBullets) {
      if (!text.substr(from, begin - from).ends_with(bullet)) continue;
      begin = back_over_blanks(text, from, begin - bullet.size());
      again = true;
    }
  }
  return begin == from || ends_sentence(text.substr(from, begin - from));
}

std::size_t end_of_sentence(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    const text::CodePoint point = text::decode_at(text, at);
    at += point.bytes;
    const bool wide = point.value == 0x3002 || point.value == 0xFF01 || point.value == 0xFF1F;
    const bool ascii = point.value == '.' || point.value == '!' || point.value == '?';
    if (wide || (ascii && at < text.size() && text[at] == ' ')) return at;
  }
  return text.size();
}

// Where what the label names ends; 0 if it is longer than a title. Looks no farther than a title
// can reach: a text may be full of labels.
std::size_t end_of_link(std::string_view text, std::size_t at, const Bracket* bracket) {
  const std::string_view near = text.substr(0, at + std::min(text.size() - at, kMaxTitleBytes));
  const bool whole = near.size() == text.size();
  if (bracket != nullptr) {
    const std::size_t closing = near.find(bracket->closing, at);
    if (closing == std::string_view::npos) return 0;
    const std::size_t words = text::count_words(near.substr(at, closing - at));
    return words <= kMaxTitleWords ? closing + bracket->closing.size() : 0;
  }
  const std::size_t sentence = end_of_sentence(near, at);
  if (whole) {
    const std::size_t rest = text::count_words(near.substr(at));
    if (rest <= kMaxLastWords || (rest <= kMaxTitleWords && sentence == text.size()))
      return text.size();
  }
  const bool ends = sentence < near.size();
  return ends && text::count_words(near.substr(at, sentence - at)) <= kMaxTitleWords ? sentence : 0;
}

// Most of the longer words begin with a capital.
bool is_title_case(std::string_view title) {
  std::size_t words = 0;
  std::size_t capitals = 0;
  for (std::size_t at = 0; at < title.size();) {
    const std::size_t end = std::min(title.find(' ', at), title.size());
    const char first = title[at];
    const bool capital = first >= 'A' && first <= 'Z';
    if (end - at >= kLongLetters && (capital || (first >= 'a' && first <= 'z'))) {
      ++words;
      if (capital) ++capitals;
    }
    at = end + 1;
  }
  return capitals * 10 >= words * 7;
}

// "See also: note 12 to the accounts." and "Related: revenue from customers in …" are sentences of
// the article. A title begins with a capital, holds no second sentence and seldom has a full stop.
bool reads_like_title(std::string_view title, bool pointer) {
  title = text::trim(title);
  if (title.empty()) return true;  // the link is gone, or on the next line
  if (title.front() >= 'a' && title.front() <= 'z') return false;
  const bool stop = ends_sentence(title) && !title.ends_with('?') && !title.ends_with('!') &&
                    !title.ends_with("？") && !title.ends_with("！");
  if (count_sentence_ends(title) > 1) return false;  // one may be that of "Inc."
  if (!stop) return true;
  return !pointer && text::count_han(title) == 0 &&
         (is_title_case(title) || text::count_words(title) <= kFewWords);
}

std::optional<Link> link_at(std::string_view text, std::size_t from, std::size_t at,
                            std::string_view mark, std::size_t linked) {
  const auto label = label_before(text, from, back_over_blanks(text, from, at));
  if (!label) return std::nullopt;
  std::size_t begin = label->begin;
  const Bracket* bracket = nullptr;
  if (!may_begin(text, from, begin, bracket)) return std::nullopt;
  if (bracket != nullptr && bracket->closing == mark) bracket = nullptr;  // 【延伸閱讀】…
  const std::size_t behind = at + mark.size();
  std::size_t end = end_of_link(text, behind, bracket);
  if (end == 0) return std::nullopt;
  const std::size_t closing = bracket == nullptr ? 0 : bracket->closing.size();
  const auto names_article = [&] {
    const std::string_view title = text.substr(behind, end - closing - behind);
    if (2 * linked >= title.size() && !title.empty()) return true;
    // "The rules (see also: Chapter 18C) apply".
    const bool note = bracket != nullptr && label->pointer;
    return !note && reads_like_title(title, label->pointer);
  };
  if (!names_article()) {
    const std::size_t sentence = end_of_sentence(text.substr(0, end), behind);
    if (bracket != nullptr || sentence == end) return std::nullopt;
    end = sentence;
    if (!names_article()) return std::nullopt;
  }
  const std::size_t before = back_over_blanks(text, from, begin);
  const bool in_sentence = bracket != nullptr && before > from && end < text.size() &&
                           !ends_sentence(text.substr(from, before - from));
  return Link{begin, end, label->reason, in_sentence};
}

}  // namespace

std::vector<TextPart> split_labelled_links(std::string_view paragraph, std::size_t linked) {
  std::vector<TextPart> parts;
  std::string text;              // since the last link that stands between sentences
  std::vector<TextPart> inside;  // the links in it
  const auto flush = [&] {
    text = text::squeeze(text);
    if (!text.empty()) parts.push_back({std::move(text), std::nullopt});
    text.clear();
    std::move(inside.begin(), inside.end(), std::back_inserter(parts));
    inside.clear();
  };
  std::size_t links = 0;
  std::size_t from = 0;
  std::string_view mark;
  for (std::size_t at = next_mark(paragraph, 0, mark);
       at != std::string_view::npos && links < kMaxLinks; at = next_mark(paragraph, at, mark)) {
    const std::optional<Link> link = link_at(paragraph, from, at, mark, linked);
    at = link ? link->end : at + mark.size();
    if (!link) continue;
    ++links;
    text.append(paragraph.substr(from, link->begin - from));
    std::string words = text::squeeze(paragraph.substr(link->begin, link->end - link->begin));
    inside.push_back({std::move(words), link->reason});
    if (!link->in_sentence) flush();
    from = at;
  }
  if (links == 0) return parts;
  text.append(paragraph.substr(from));
  flush();
  return parts;
}

}  // namespace gongwatch::parser
