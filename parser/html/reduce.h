// HTML without what can never be text or tell anything about it: comments, scripts, styles,
// drawings, and attributes that nobody asks for; and with one character for each piece of text.
// Gumbo's tree of it says the same in a quarter of the time.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parser/html/stand_ins.h"

namespace gongwatch::parser {

struct Reduced {
  std::string html;
  // The content of <script type="application/ld+json">, in page order, as written; into the input.
  std::vector<std::string_view> json_ld;
  StandIns stand_ins;  // what characters in the html mean
};

// Follows the tokenizer (HTML 13.2.5) as Gumbo implements it. Where what comes next depends on more
// than that (HTML inside SVG, markup inside <select>, "<script" inside a script's "<!--",
// framesets, <plaintext>), it stops reducing and copies the rest as it stands. Linear; `utf8` must
// be valid.
Reduced reduce_html(std::string_view utf8);

}  // namespace gongwatch::parser
