// The shortcut before Gumbo must not change what is read from any page.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "tests/parser/same_article.h"
#include "text/utf8.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string page =
      gongwatch::text::sanitize(std::string_view(reinterpret_cast<const char*>(data), size));
  const std::string difference = gongwatch::parser::difference_without_shortcut(page);
  if (difference.empty()) return 0;
  std::fprintf(stderr, "%s\n", difference.c_str());
  std::abort();
}
