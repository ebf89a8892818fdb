// Tables in an article's text: lines whose cells are joined by " | ".
#pragma once

#include <vector>

#include "parser/facts/prepared_text.h"

namespace gongwatch::parser::facts {

struct TableLine {
  Span span;                // the whole line
  std::vector<Span> cells;  // without blanks at their ends; empty cells too
  std::size_t section = 0;  // counts the headings inside the table in front of the line
};

struct TextTable {
  std::vector<TableLine> lines;
  // Short lines without cells inside the table ("招股中" across all columns), by section from 1.
  std::vector<Span> headings;
  Span heading;  // the short line right in front of the table; may be empty
  Span intro;    // the lines between the table before and this one, the last few
};

// In the order of the text. Lines that follow one another make one table, also with one heading
// between them; a page's text has at most 200 tables, a line at most 64 cells.
std::vector<TextTable> find_tables(const PreparedText& text);

// A span without blanks at its ends.
Span without_blanks(const PreparedText& text, Span span);

// Whether a cell tells something in sentences: nobody reads it by its column's head alone.
bool is_prose(const PreparedText& text, Span cell);

}  // namespace gongwatch::parser::facts
