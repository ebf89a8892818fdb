// Standard input as a PDF on standard output: lines of UTF-8, a form feed between pages.
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

#include "tests/support/pdf_writer.h"

int main() {
  const std::string text{std::istreambuf_iterator<char>(std::cin),
                         std::istreambuf_iterator<char>()};
  std::vector<std::vector<std::string>> pages(1);
  std::string line;
  const auto finish_line = [&] {
    pages.back().push_back(line);
    line.clear();
  };
  for (const char c : text) {
    if (c == '\n') {
      finish_line();
    } else if (c == '\f') {
      if (!line.empty()) finish_line();
      pages.emplace_back();
    } else if (c != '\r') {
      line += c;
    }
  }
  if (!line.empty()) finish_line();
  if (pages.size() > 1 && pages.back().empty()) pages.pop_back();
  std::cout << gongwatch::testing_support::make_pdf(pages) << std::flush;
  return std::cout ? 0 : 1;
}
