#include "parser/facts/name_tokens.h"

#include <algorithm>

#include "text/utf8.h"

namespace gongwatch::parser::facts {
namespace {

constexpr std::size_t kMostCounted = std::size_t{64} << 10;  // bytes of a text whose words count
constexpr unsigned kMany = 4;

bool is_letter(char32_t c) {
  constexpr char32_t kLatinBegins = 0xC0;
  constexpr char32_t kLatinEnds = 0x24F;
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         (c >= kLatinBegins && c <= kLatinEnds && c != 0xD7 && c != 0xF7);
}
bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }

std::string shape_of(std::string_view word, char32_t first) {
  if (text::is_han(first)) return "h";
  if (is_digit(first)) return "0";
  if (!is_letter(first)) return std::string(word);
  const bool capital = (first >= 'A' && first <= 'Z') || (first >= 0xC0 && first <= 0xDE);
  const bool small =
      std::any_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  return capital ? (small || word.size() == 1 ? "A" : "U") : "a";
}

std::string word_of(std::string_view word, char32_t first) {
  std::string lower = text::lower_ascii(word);
  if (!is_digit(first)) return lower;
  return "0";
}

// The end of the word, number or single character that begins at `at`.
std::size_t end_of_token(std::string_view folded, std::size_t at, std::size_t end, bool han) {
  const text::CodePoint first = text::decode_at(folded, at);
  std::size_t next = at + first.bytes;
  if (!is_letter(first.value) && !is_digit(first.value)) return next;
  const bool letters = is_letter(first.value);
  while (next < end) {
    const text::CodePoint c = text::decode_at(folded, next);
    const bool goes_on = han ? (letters ? is_letter(c.value) : is_digit(c.value))
                             : is_letter(c.value) || is_digit(c.value);
    if (goes_on) {
      next += c.bytes;
      continue;
    }
    const bool ties =
        !han && (c.value == '\'' || c.value == '-' || c.value == '&' || c.value == '.');
    if (!ties || next + 1 >= end) break;
    const text::CodePoint behind = text::decode_at(folded, next + 1);
    if (!is_letter(behind.value) && !is_digit(behind.value)) break;
    next += 1 + behind.bytes;
  }
  return next;
}

}  // namespace

std::vector<NameToken> name_tokens(const PreparedText& text, Span sentence) {
  const std::string_view folded = text.folded();
  const bool han = text::count_han(text.view(sentence)) > 0;
  std::vector<NameToken> tokens;
  for (std::size_t at = sentence.begin; at < sentence.end;) {
    const text::CodePoint c = text::decode_at(folded, at);
    if (text::is_space(c.value)) {
      at += c.bytes;
      continue;
    }
    const Span span{at, end_of_token(folded, at, sentence.end, han)};
    const std::string_view word = text.view(span);
    tokens.push_back({span, word_of(word, c.value), shape_of(word, c.value), std::string(word)});
    at = span.end;
  }
  for (std::size_t i = 0; han && i < tokens.size(); ++i) {
    if (i + 1 < tokens.size()) tokens[i].joined += tokens[i + 1].joined;
  }
  return tokens;
}

NameCounts::NameCounts(const PreparedText& text) {
  count(text);
  if (text.companion() != nullptr) count(*text.companion());
}

void NameCounts::count(const PreparedText& text) {
  for (const Sentence& sentence : text.sentences()) {
    if (sentence.span.end > kMostCounted) break;
    for (const NameToken& token : name_tokens(text, sentence.span)) {
      ++counted_[token.joined];
      if (token.shape == "a") small_.insert(token.word);
    }
  }
}

unsigned NameCounts::of(const std::string& word) const {
  const auto found = counted_.find(word);
  return found == counted_.end() ? 0 : std::min(found->second, kMany);
}

namespace {

class Teller {
 public:
  Teller(const std::vector<NameToken>& tokens, std::size_t at,
         const std::function<void(std::string_view)>& take)
      : tokens_(tokens), at_(at), take_(take) {}

  const NameToken& token(int by) const {
    static const NameToken kBefore{{}, "^", "^", "^"};
    static const NameToken kBehind{{}, "$", "$", "$"};
    const auto place = static_cast<std::ptrdiff_t>(at_) + by;
    if (place < 0) return kBefore;
    return place < static_cast<std::ptrdiff_t>(tokens_.size())
               ? tokens_[static_cast<std::size_t>(place)]
               : kBehind;
  }
  void words(char name, int from, int to) {
    begin(name, from);
    for (int by = from; by <= to; ++by) {
      if (by > from) key_ += '|';
      key_ += token(by).word;
    }
    take_(key_);
  }
  void shapes(char name, int from, int to) {
    begin(name, from);
    for (int by = from; by <= to; ++by) key_ += token(by).shape;
    take_(key_);
  }
  void mixed(char name, const std::string& first, const std::string& second) {
    key_.assign(1, name);
    key_ += '=';
    key_ += first;
    key_ += '|';
    key_ += second;
    take_(key_);
  }

 private:
  void begin(char name, int from) {
    key_.assign(1, name);
    key_ += static_cast<char>('4' + from);  // "0" four before, "4" itself
    key_ += '=';
  }

  const std::vector<NameToken>& tokens_;
  std::size_t at_;
  const std::function<void(std::string_view)>& take_;
  std::string key_;
};

}  // namespace

void tell_features(const std::vector<NameToken>& tokens, std::size_t at, bool han, bool in_title,
                   const NameCounts& counts, const std::function<void(std::string_view)>& take) {
  constexpr int kAround = 4;
  Teller tell(tokens, at, take);
  for (int by = -kAround; by <= kAround; ++by) tell.words('w', by, by);
  for (int by = -3; by <= 2; ++by) tell.words('b', by, by + 1);
  tell.words('t', -3, -1);
  tell.words('t', -2, 0);
  tell.words('t', -1, 1);
  tell.words('t', 0, 2);
  tell.words('t', 1, 3);
  tell.shapes('s', -2, 2);
  const NameToken& own = tokens[at];
  const auto digit = [](unsigned number) {
    return std::string(1, static_cast<char>('0' + number));
  };
  if (han) {
    tell.mixed('c', digit(counts.of(own.joined)), digit(counts.of(tell.token(-1).joined)));
    return;
  }
  constexpr std::size_t kEdge = 3;
  tell.shapes('s', 0, 1);
  tell.shapes('s', -1, 0);
  tell.mixed('p', own.word.substr(0, kEdge), "");
  tell.mixed('e', own.word.substr(own.word.size() - std::min(kEdge, own.word.size())), "");
  tell.mixed('c', digit(counts.of(own.joined)), own.shape);
  tell.mixed('m', counts.is_written_small(own.word) ? "1" : "0", own.shape + (in_title ? "t" : ""));
  tell.mixed('l', tell.token(-1).word, own.shape);
  tell.mixed('r', own.shape, tell.token(1).word);
}

}  // namespace gongwatch::parser::facts
