// Where an element ends whose content cannot change how the page goes on.
#pragma once

#include <gumbo.h>

#include <cstddef>
#include <string_view>

namespace gongwatch::parser {

// Behind </svg>, </math> or </select> of the element whose start tag ends at `at`; npos if anything
// in between may end the element early, nest HTML in it, or is left open: then only the tree
// builder can tell.
std::size_t end_of_closed_span(std::string_view html, std::size_t at, GumboTag root);

// Behind the end tag of the <script> whose start tag ends at `at`, and where its content ends. npos
// if it is not closed, or if a "<script" in a "<!--" makes its end a matter of history.
struct ScriptEnd {
  std::size_t content_end = std::string_view::npos;
  std::size_t end = std::string_view::npos;
};
ScriptEnd end_of_script(std::string_view html, std::size_t at);

}  // namespace gongwatch::parser
