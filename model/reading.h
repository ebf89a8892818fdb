// What a reading of the archive with today's parser changes.
#pragma once

#include <cstddef>
#include <string>

namespace gongwatch {

// One fact that such a reading told anew (gained) or told no more.
struct FactChange {
  std::string kind;  // stage, ranking, figure, appointment, close
  std::string rule;
  std::string identity;  // what makes it the same fact told differently: "Acme hearing"
  std::string what;      // all that it says, in a line
  std::string url;       // the page
  std::string quote;
  std::string paragraph;  // around the quote; empty for rows of feeds and PDFs
  std::size_t quote_at = 0;
  bool gained = false;
};

}  // namespace gongwatch
