#include "text/fold.h"
#include "text/search_words.h"
#include "text/utf8.h"

namespace gongwatch::text {
namespace {

constexpr std::size_t kLongestQuery = 1000;  // bytes
constexpr std::size_t kMostWords = 32;

// A piece between blanks, or between quotes.
struct Piece {
  std::string_view text;
  bool excluded = false, quoted = false, begun = false;  // begun: "word*"
};

bool is_blank(char c) { return c == ' ' || c == '\n'; }

// Takes the next piece off the front of `rest`, which is not empty and begins with no blank. A
// quote that is never closed reaches to the end.
Piece take_piece(std::string_view& rest) {
  Piece piece;
  if (rest.front() == '-' && rest.size() > 1 && !is_blank(rest[1])) {
    piece.excluded = true;
    rest.remove_prefix(1);
  }
  if (rest.front() == '"') {
    piece.quoted = true;
    rest.remove_prefix(1);
    const auto end = std::min(rest.find('"'), rest.size());
    piece.text = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  } else {
    std::size_t end = 0;
    while (end < rest.size() && !is_blank(rest[end]) && rest[end] != '"') ++end;
    piece.text = rest.substr(0, end);
    rest.remove_prefix(end);
  }
  if (piece.quoted ? rest.rfind('*', 0) == 0 : !piece.text.empty() && piece.text.back() == '*') {
    piece.begun = true;
    if (piece.quoted) rest.remove_prefix(1);
  }
  return piece;
}

// Characters of a run stand in pairs; a lone one is the beginning of a pair, and the last of a
// longer run is in the pair before it.
SearchPhrase phrase_of(const Piece& piece) {
  SearchPhrase phrase;
  bool lone = false;
  bool drop = false;
  each_search_word(piece.text, [&](const SearchWord& word) {
    phrase.words.emplace_back(word.word);
    drop = word.last_of_run;
    const CodePoint first = decode_at(word.word, 0);
    lone = first.bytes == word.word.size() && first.bytes > 1 && !word.last_of_run;
  });
  if (drop) phrase.words.pop_back();
  phrase.prefix = lone || piece.begun;
  phrase.written = piece.text;
  return phrase;
}

}  // namespace

Result<SearchQuery> parse_search(std::string_view typed) {
  if (typed.size() > kLongestQuery)
    return fail(ErrorKind::invalid_argument, "the query is longer than 1000 bytes");
  const std::string folded = fold_text(sanitize(typed));
  SearchQuery query;
  std::size_t words = 0;
  bool either = false;  // an OR stands before the next piece
  for (std::string_view rest = folded;;) {
    while (!rest.empty() && is_blank(rest.front())) rest.remove_prefix(1);
    if (rest.empty()) break;
    const Piece piece = take_piece(rest);
    if (!piece.quoted && !piece.excluded && piece.text == "OR" && !query.all.empty()) {
      either = true;
      continue;
    }
    SearchPhrase phrase = phrase_of(piece);
    if (phrase.words.empty()) continue;
    words += phrase.words.size();
    if (piece.excluded) {
      query.none.push_back(std::move(phrase));
    } else if (either) {
      query.all.back().push_back(std::move(phrase));
    } else {
      query.all.push_back({std::move(phrase)});
    }
    either = false;
  }
  if (query.all.empty())
    return fail(ErrorKind::invalid_argument,
                query.none.empty() ? "there is no word to look for"
                                   : "only words to leave out: name one to look for, too");
  if (words > kMostWords)
    return fail(ErrorKind::invalid_argument, "the query has more than 32 words");
  return query;
}

}  // namespace gongwatch::text
