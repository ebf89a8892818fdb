// Sponsors in tables: a row "保薦人 | …", a column below "Sponsor", a heading above a list of
// names.
#pragma once

#include <optional>
#include <vector>

#include "parser/facts/sponsor_roles.h"
#include "parser/facts/sponsors.h"

namespace gongwatch::parser::facts {

// Reads the sentences in order; remembers the head of the table.
class RowReader {
 public:
  explicit RowReader(const PreparedText& text) : text_(text) {}

  // False: the sentence is no row, heading or line below a heading.
  bool read(std::size_t sentence, std::vector<FoundSponsor>& found);

 private:
  struct Head {
    std::vector<Role> roles;
    Span span;
    std::size_t column = 0;
    std::size_t columns = 0;  // 0: a heading above names, not a column
  };

  // The line on which the sentence stands; a full stop in a cell cuts it into several sentences.
  Span line_of(std::size_t sentence) const;
  bool read_row(Span line, std::size_t sentence, std::vector<FoundSponsor>& found);
  bool read_line(std::size_t sentence, std::vector<FoundSponsor>& found);
  bool take_names(Span cell, Span line, const Head& head, std::size_t sentence,
                  std::vector<FoundSponsor>& found) const;

  const PreparedText& text_;
  std::optional<Head> head_;
  std::size_t read_to_ = 0;   // rows end here that were read
  std::size_t prose_to_ = 0;  // no cell begins before this place
};

}  // namespace gongwatch::parser::facts
