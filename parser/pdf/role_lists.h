// Who is what, in lists: names below the heading of their role, or rows of name and role.
#pragma once

#include "model/official.h"
#include "parser/pdf/page_text.h"

namespace gongwatch::parser::pdf {

// Which way a list is written.
enum class ListOrder {
  heading_first,  // the chapter "parties involved": a role, names with their addresses, the next
                  // role
  by_itself,      // a table of an announcement: as its first row says
};

// Adds the appointments of the lists on lines [first, last) to `facts`; each name and role once.
void read_role_lists(const PageText& text, std::size_t first, std::size_t last, ListOrder order,
                     PdfFacts& facts);

}  // namespace gongwatch::parser::pdf
