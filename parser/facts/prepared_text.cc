#include "parser/facts/prepared_text.h"

#include <algorithm>
#include <array>

#include "parser/facts/number_words.h"
#include "parser/facts/pattern.h"
#include "parser/facts/sealed_names.h"
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
  // "Nov. 9"
  constexpr std::size_t kLongestMonth = 4;
  std::size_t next = dot + 1;
  while (next < folded.size() && folded[next] == ' ') ++next;
  if (word.size() <= kLongestMonth && month_number(word) != 0 && next < folded.size() &&
      folded[next] >= '0' && folded[next] <= '9')
    return true;
  static constexpr std::array<std::string_view, 14> kWords{
      "Co", "No", "St", "Mr", "Mrs", "Ms", "Dr", "Prof", "vs", "approx", "Nos", "Sr", "Jr", "Fig"};
  return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

// "2. Starfield Optics": a number that begins a line belongs to what it counts.
bool is_item_number(std::string_view folded, std::size_t dot) {
  constexpr std::size_t kFigures = 2;
  std::size_t begin = dot;
  while (begin > 0 && folded[begin - 1] >= '0' && folded[begin - 1] <= '9') --begin;
  return begin < dot && dot - begin <= kFigures && (begin == 0 || folded[begin - 1] == '\n');
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
  return folded[at] != '.' || !(is_abbreviation(folded, at) || is_item_number(folded, at));
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
  drop_injected();
  seal_names(folded_.text);
  collect_quoted();
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
      if (!sentences_.empty() && sentences_.back().paragraph == paragraph) ++paragraph;
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

namespace {

bool is_figure(char c) { return (c >= '0' && c <= '9') || c == '%'; }

// A figure or a word such as IPO, H or CICC; "Limited 明湾控股" are two names.
bool is_short_word(std::string_view folded, std::size_t at, bool behind) {
  constexpr std::size_t kLongest = 6;
  std::size_t length = 0;
  while (at < folded.size() &&
         (is_upper(folded[at]) || is_figure(folded[at]) || folded[at] == '.')) {
    if (++length > kLongest && !is_figure(folded[at])) return false;
    at = behind ? at + 1 : at - 1;
  }
  return length > 0 && (at >= folded.size() || !is_alpha(folded[at]));
}

// "于 12 月 2 日在港招股, IPO 募资": the blanks that some houses set between Chinese characters and
// figures or Latin words, which mean nothing. Where most such places have none, one parts phrases.
std::vector<Span> spacing(std::string_view folded) {
  constexpr std::size_t kHan = 3;  // bytes
  const auto han_before = [&](std::size_t at) {
    return at >= kHan && folded[at - 1] < 0 &&
           text::is_han(text::decode_at(folded, at - kHan).value);
  };
  const auto han_after = [&](std::size_t at) {
    return at < folded.size() && folded[at] < 0 && text::is_han(text::decode_at(folded, at).value);
  };
  std::vector<Span> blanks;
  std::size_t without = 0;
  for (std::size_t at = 1; at + 1 < folded.size(); ++at) {
    const char here = folded[at];
    if (here == ' ') {
      if ((han_before(at) && is_short_word(folded, at + 1, true)) ||
          (han_after(at + 1) && is_short_word(folded, at - 1, false)))
        blanks.push_back({at, at + 1});
    } else if (is_figure(here) || is_upper(here)) {
      without +=
          static_cast<std::size_t>(han_before(at)) + static_cast<std::size_t>(han_after(at + 1));
    }
  }
  if (blanks.size() < without) blanks.clear();
  return blanks;
}

}  // namespace

// "银行(5.120, +0.03, +0.59%)国际", "股(gǔ)份": out of the folded text; offsets stay those of the
// original.
void PreparedText::drop_injected() {
  static const Pattern kQuote(
      R"(\(\s?-?\d[\d.,]*\s?,\s?[+-]?\d[\d.]*%?(?:\s?,\s?[+-]?\d[\d.]*%?)?\s?\))");
  // "(02611.HK)  -0.080 (-0.503%)    沽空 $0.41億; 比率 9.630%": behind the code of a page with
  // quotes.
  static const Pattern kLive(
      R"(\(\d{4,5}\.HK\)( {1,4}[+-]?\d[\d.,]* \([+-]?\d[\d.]*%\)(?: {1,6}沽空 ?\$?[\d.]+[万亿]?; ?比率 ?[\d.]+% {0,6})?))");
  static const Pattern kPinyin(
      R"(\([a-z]{0,5}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]{0,5}\))");
  std::vector<Span> dropped = spacing(folded_.text);
  if (dropped.empty() && folded_.text.find('(') == std::string::npos) return;
  for (const Match& match : kPinyin.find_all(folded_.text, whole())) dropped.push_back(match.span);
  for (const Match& match : kQuote.find_all(folded_.text, whole())) {
    const std::string_view words = view(match.span);
    if (words.find('%') != std::string_view::npos &&
        words.find_first_of("+-") != std::string_view::npos)
      dropped.push_back(match.span);
  }
  for (const Match& match : kLive.find_all(folded_.text, whole()))
    dropped.push_back(match.groups[0]);
  if (dropped.empty()) return;
  std::sort(dropped.begin(), dropped.end(),
            [](const Span& a, const Span& b) { return a.begin < b.begin; });
  text::Folded kept;
  std::size_t at = 0;
  const auto keep = [&](std::size_t end) {
    kept.text.append(folded_.text, at, end - at);
    kept.origin.insert(kept.origin.end(), folded_.origin.begin() + static_cast<std::ptrdiff_t>(at),
                       folded_.origin.begin() + static_cast<std::ptrdiff_t>(end));
  };
  for (const Span& span : dropped) {
    if (span.begin < at) continue;
    keep(span.begin);
    const auto [begin, end] = folded_.original(span.begin, span.end);
    injected_.push_back({begin, end});
    at = span.end;
  }
  keep(folded_.text.size());
  kept.origin.push_back(folded_.origin.back());
  folded_ = std::move(kept);
}

std::string PreparedText::original(Span span) const {
  span = trimmed(folded_.text, span);
  auto [begin, end] = folded_.original(span.begin, span.end);
  std::string words;
  for (const Span& injected : injected_) {
    if (injected.begin < begin || injected.begin >= end) continue;
    words.append(original_, begin, injected.begin - begin);
    begin = std::min(injected.end, end);
  }
  words.append(original_, begin, end - begin);
  return text::squeeze(words);
}

// Chinese words of a name's length between two quotes.
void PreparedText::collect_quoted() {
  constexpr std::size_t kLooked = 64 << 10;
  constexpr std::size_t kLongest = 30;  // bytes
  const std::string_view all = folded().substr(0, kLooked);
  for (std::size_t at = all.find('"'); at != std::string_view::npos;) {
    const std::size_t next = all.find('"', at + 1);
    if (next == std::string_view::npos) return;
    const std::string_view words = all.substr(at + 1, next - at - 1);
    if (words.size() <= kLongest && text::count_han(words) > 1) quoted_.emplace(words);
    at = next;
  }
}

bool PreparedText::quotes(std::string_view words) const {
  const auto has = [&](const PreparedText& text) {
    return !text.quoted_.empty() && text.quoted_.count(std::string(words)) > 0;
  };
  return has(*this) || (companion_ != nullptr && has(*companion_));
}

std::size_t PreparedText::occurrences(std::string_view words, std::size_t most) const {
  constexpr std::size_t kLooked = 64 << 10;
  constexpr std::size_t kMost = 12;  // nobody asks for more
  const auto [known, is_new] = counted_.try_emplace(std::string(words), 0);
  std::size_t& seen = known->second;
  if (!is_new || words.empty()) return std::min(seen, most);
  for (const PreparedText* text : {this, companion_}) {
    if (text == nullptr) continue;
    const std::string_view all = text->folded().substr(0, kLooked);
    for (std::size_t at = 0; seen < kMost && (at = all.find(words, at)) != std::string_view::npos;
         at += words.size())
      ++seen;
  }
  return std::min(seen, most);
}

bool PreparedText::judged(std::string_view name, const std::function<bool()>& judge) const {
  const auto [known, is_new] = judged_.try_emplace(std::string(name), false);
  if (is_new) known->second = judge();
  return known->second;
}

Evidence PreparedText::evidence(Span span) const {
  while (!span.empty() && (folded_.text[span.end - 1] == ' ' || folded_.text[span.end - 1] == '\n'))
    --span.end;
  const auto [begin, end] = folded_.original(span.begin, span.end);
  return {in_, begin, end, original_.substr(begin, end - begin)};
}

}  // namespace gongwatch::parser::facts
