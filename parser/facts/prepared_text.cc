#include "parser/facts/prepared_text.h"

#include <algorithm>
#include <array>

#include "text/utf8.h"

namespace gongwatch::parser::facts {
namespace {

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_alpha(char c) { return is_upper(c) || (c >= 'a' && c <= 'z'); }

// No sentence of prose is longer; rules look from a match back to its sentence's start, so this
// bounds their time.
constexpr std::size_t kLongestSentence = 8192;

// A full stop behind these does not end a sentence.
bool is_abbreviation(std::string_view folded, std::size_t dot) {
  std::size_t begin = dot;
  while (begin > 0 && is_alpha(folded[begin - 1])) --begin;
  const std::string_view word = folded.substr(begin, dot - begin);
  if (word.size() == 1 && is_upper(word[0])) return true;  // "J.", "U.S."
  static constexpr std::array<std::string_view, 14> kWords{
      "Co", "No", "St", "Mr", "Mrs", "Ms", "Dr", "Prof", "vs", "approx", "Nos", "Sr", "Jr", "Fig"};
  return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

bool latin_stop_ends(std::string_view folded, std::size_t at) {
  std::size_t next = at + 1;
  while (next < folded.size() &&
         (folded[next] == '"' || folded[next] == ')' || folded[next] == '\''))
    ++next;
  if (next >= folded.size() || folded[next] == '\n') return true;
  if (folded[next] != ' ') return false;
  while (next < folded.size() && folded[next] == ' ') ++next;
  if (next >= folded.size()) return true;
  const char following = folded[next];
  if (following >= 'a' && following <= 'z') return false;
  if (following == '(') return false;  // "… Co., Ltd. (hereinafter …"
  return folded[at] != '.' || !is_abbreviation(folded, at);
}

}  // namespace

Span trimmed(std::string_view folded, Span span) {
  constexpr std::string_view kEdges = " \n\t,;:\"'-";
  constexpr std::array<std::string_view, 4> kWide{"、", "。", "·", "…"};
  bool changed = true;
  while (changed && !span.empty()) {
    changed = false;
    const std::string_view words = folded.substr(span.begin, span.size());
    if (kEdges.find(words.front()) != std::string_view::npos) {
      ++span.begin;
      changed = true;
    } else if (kEdges.find(words.back()) != std::string_view::npos) {
      --span.end;
      changed = true;
    }
    for (const std::string_view mark : kWide) {
      if (span.size() >= mark.size() && folded.substr(span.begin, mark.size()) == mark) {
        span.begin += mark.size();
        changed = true;
      } else if (span.size() >= mark.size() &&
                 folded.substr(span.end - mark.size(), mark.size()) == mark) {
        span.end -= mark.size();
        changed = true;
      }
    }
  }
  return span;
}

PreparedText::PreparedText(std::string_view original, Evidence::In in)
    : original_(original), folded_(text::fold(original)), in_(in) {
  const std::string_view folded = folded_.text;
  std::size_t begin = 0;
  std::size_t paragraph = 0;
  const auto finish = [&](std::size_t end) {
    while (begin < end && (folded[begin] == ' ' || folded[begin] == '\n')) ++begin;
    if (begin < end) sentences_.push_back({{begin, end}, paragraph});
    begin = end;
  };
  for (std::size_t at = 0; at < folded.size();) {
    const text::CodePoint point = text::decode_at(folded, at);
    const std::size_t next = at + point.bytes;
    if (at - begin >= kLongestSentence) finish(at);
    if (point.value == '\n') {
      finish(at);
      if (next < folded.size() && folded[next] == '\n') ++paragraph;
    } else if (point.value == 0x3002) {  // 。
      finish(next);
    } else if (point.value == '.' || point.value == '!' || point.value == '?') {
      const bool after_han = at >= 3 && (static_cast<unsigned char>(folded[at - 1]) & 0x80) != 0;
      if ((point.value != '.' && after_han) || latin_stop_ends(folded, at)) finish(next);
    }
    at = next;
  }
  finish(folded.size());
}

std::string PreparedText::original(Span span) const {
  span = trimmed(folded_.text, span);
  const auto [begin, end] = folded_.original(span.begin, span.end);
  return text::squeeze(std::string_view(original_).substr(begin, end - begin));
}

Evidence PreparedText::evidence(Span span) const {
  while (!span.empty() && (folded_.text[span.end - 1] == ' ' || folded_.text[span.end - 1] == '\n'))
    --span.end;
  const auto [begin, end] = folded_.original(span.begin, span.end);
  return {in_, begin, end, original_.substr(begin, end - begin)};
}

}  // namespace gongwatch::parser::facts
