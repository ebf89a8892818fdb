#include "parser/html/hidden_style.h"

#include <string>

namespace gongwatch::parser {

bool hides(std::string_view style) {
  constexpr std::size_t kShortest = 12;  // display:none
  if (style.size() < kShortest) return false;
  std::string squeezed;
  squeezed.reserve(style.size());
  for (const char c : style) {
    const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (!blank) squeezed.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
  }
  return squeezed.find("display:none") != std::string::npos ||
         squeezed.find("visibility:hidden") != std::string::npos;
}

}  // namespace gongwatch::parser
