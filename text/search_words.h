// What full-text search compares: words of Latin and other alphabets, and pairs of neighbouring
// Chinese characters (there are no blanks to part Chinese words). Article and query are cut alike.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "model/result.h"

namespace gongwatch::text {

// In lower case and without accents. Of a run of Chinese characters (kana and hangul likewise) each
// character begins one word: itself and the next one; the last stands alone. Everything else
// (punctuation, blanks, symbols) parts words. A word is at most 64 bytes of text; more is dropped.
struct SearchWord {
  std::string_view word;
  std::size_t begin = 0, end = 0;  // bytes of the folded text (text/fold.h)
  bool last_of_run = false;        // the lone last character of a run of two or more
};
void each_search_word(std::string_view folded, const std::function<void(const SearchWord&)>& take);
// The words with a blank between each two: what the index is given.
std::string search_words(std::string_view utf8);

// Words that stand one behind the other; the last may be the beginning of a word only.
struct SearchPhrase {
  std::vector<std::string> words;
  bool prefix = false;
  std::string written;  // folded, as typed
};

// An article is found if it holds a phrase of every group of `all`, and no phrase of `none`.
struct SearchQuery {
  std::vector<std::vector<SearchPhrase>> all;
  std::vector<SearchPhrase> none;
};

// What a person types: words that must all be there; "words in this order"; -word, which must not
// be there; word* for words that begin so; word OR word. Nothing else has a meaning: other
// characters part words as they do in articles. Errors (invalid_argument): no word to look for,
// over 1000 bytes, over 32 words.
Result<SearchQuery> parse_search(std::string_view typed);

}  // namespace gongwatch::text
