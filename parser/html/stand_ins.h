// Gumbo takes text and attributes character by character, each at the price of a token. One
// character can stand for a whole piece of text, and for all attributes of a tag: the tree builder
// asks of text whether it is blank, and of most elements' attributes nothing.
#pragma once

#include <gumbo.h>

#include <cstddef>
#include <cstdint>
#include <optional>
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
  // The attributes of a tag, each named in lower case and no name twice, by number; none if Gumbo
  // would change a value or they are too many.
  struct Attribute {
    const char* name;  // lives for ever
    std::string_view value;
  };
  std::optional<std::uint32_t> set_of(const std::vector<Attribute>& attributes);
  // A blank, and the name of an attribute in their place.
  static void add_set(std::uint32_t set, std::string& out);

  // What the string (of a tree) means; the string itself if nothing stands in it. Null if the arena
  // is full.
  const char* meant(const char* text, Arena& arena) const;

  // Lists of attributes for a finished tree. All pieces must have been added before.
  bool prepare_attributes(Arena& arena);  // false if the arena is full
  // What stands in place of the element's attributes, if something does.
  const GumboVector* attributes_of(const GumboElement& element) const;

 private:
  struct Piece {
    std::size_t at = 0, size = 0;
  };
  struct Named {
    const char* name = nullptr;
    std::uint32_t piece = 0;
  };
  struct Set {
    std::uint32_t begin = 0, end = 0;  // in named_
  };
  std::optional<std::uint32_t> piece_of(std::string_view piece);
  std::optional<std::uint32_t> piece_of_value(std::string_view value);
  bool add(std::string_view piece, std::string& out);
  const char* find(const char* text, Piece& piece) const;

  std::string all_;  // the pieces, each with a NUL behind it
  std::vector<Piece> pieces_;
  std::vector<std::uint32_t> values_;  // by hash, one a slot: 1 + where in pieces_
  std::vector<Named> named_;
  std::vector<Set> sets_;
  std::vector<std::uint32_t> known_sets_;  // by hash, one a slot: 1 + where in sets_
  std::vector<GumboVector> lists_;         // of sets_
};

}  // namespace gongwatch::parser
