// Gumbo takes text and attributes character by character, each at the price of a token. One
// character can stand for a whole piece of them: the tree builder asks of text whether it is blank,
// and of most attributes nothing.
#pragma once

#include <gumbo.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "parser/html/arena.h"

namespace gongwatch::parser {

// Pieces of one page, and the private characters (U+F0000 to U+FFFFD) that stand for them.
class StandIns {
 public:
  // False for a page that has such characters itself: nothing may stand for anything there.
  static bool possible(std::string_view html);

  // Adds to `out` a character for the piece, or the piece if it is short or Gumbo would not leave
  // it as it is. Text begins with a character that is not blank.
  void add_text(std::string_view text, std::string& out);
  bool add_value(std::string_view value, std::string& out);  // whether a character stands for it

  // What the string (of a tree) means; the string itself if nothing stands in it. Null if the arena
  // is full.
  const char* meant(const char* text, Arena& arena) const;

 private:
  struct Piece {
    std::size_t at = 0, size = 0;
  };
  bool add(std::string_view piece, std::string& out);
  const char* find(const char* text, Piece& piece) const;

  std::string all_;  // the pieces, each with a NUL behind it
  std::vector<Piece> pieces_;
  std::vector<std::uint32_t> values_;  // by hash, one a slot: 1 + where in pieces_
};

}  // namespace gongwatch::parser
