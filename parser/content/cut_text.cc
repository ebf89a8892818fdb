#include "parser/content/cut_text.h"

#include "parser/content/page_blocks.h"
#include "text/utf8.h"

namespace gongwatch::parser {
namespace {

bool ends_with(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

// "…" and "...", with which lists of articles show the beginning of one; "……" is a full stop of
// its own.
bool trails_off(std::string_view text) {
  if (ends_with(text, "]")) text.remove_suffix(1);
  return (ends_with(text, "…") && !ends_with(text, "……")) || ends_with(text, "...");
}

// "Source: …", a list's item, a row: lines that end without a full stop.
bool is_prose(std::string_view text) {
  // Of one sentence that is no headline; each Chinese character is counted as a word.
  constexpr std::size_t kWords = 20;
  constexpr std::size_t kChineseWords = 40;
  if (text.find(" | ") != std::string_view::npos || text.find('\t') != std::string_view::npos ||
      text.front() == '*' || text.front() == '-')
    return false;
  return count_sentence_ends(text) > 0 ||
         text::count_words(text) >= (text::count_han(text) > 0 ? kChineseWords : kWords);
}

}  // namespace

std::optional<Warning> text_cut_warning(std::string_view text) {
  const auto blank = text.rfind("\n\n");
  const std::size_t begin = blank == std::string_view::npos ? 0 : blank + 2;
  const std::string_view last = text.substr(begin);
  if (last.empty() || !is_prose(last) || (ends_sentence(last) && !trails_off(last)))
    return std::nullopt;
  constexpr std::string_view kColon = "：";
  if (ends_with(last, ":") || ends_with(last, kColon)) return std::nullopt;
  // The piece of a sentence that is there, or as much of its end as makes sense to show.
  constexpr std::size_t kShown = 120;
  std::size_t from = begin + (last.size() > kShown ? last.size() - kShown : 0);
  while (from < text.size() && (static_cast<unsigned char>(text[from]) & 0xC0) == 0x80) ++from;
  Warning warning;
  warning.code = "text-cut";
  warning.message = "the text ends in the middle of a sentence";
  warning.evidence =
      Evidence{Evidence::In::text, from, text.size(), std::string(text.substr(from))};
  return warning;
}

}  // namespace gongwatch::parser
