// Prints what the block model is trained on: for each page of a list on standard input (PATH or
// PATH<TAB>URL) one JSON line with its blocks and their features.
#include "parser/content/block_features.h"

#include <fmt/core.h>

#include <fstream>
#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>

#include "parser/charset/decode.h"
#include "parser/content/article_text.h"

int main() {
  using namespace gongwatch;
  fmt::print("{}\n", nlohmann::json(parser::feature_names()).dump());
  for (std::string line; std::getline(std::cin, line);) {
    const std::string path = line.substr(0, line.find('\t'));
    const std::string url =
        line.find('\t') == std::string::npos ? "" : line.substr(path.size() + 1);
    std::ifstream file(path, std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(file)), {});
    const auto page = parser::examine_html(parser::decode(bytes, "", true).text, url, {});
    if (!page) continue;
    fmt::print("{}\n", nlohmann::json{{"path", path},
                                      {"blocks", page->blocks},
                                      {"kept", page->kept},
                                      {"uncertain", page->uncertain},
                                      {"names", page->names},
                                      {"features", page->features}}
                           .dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
  }
}
