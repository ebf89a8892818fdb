// What must hold for every text, shown on all gold articles and fixtures.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "parser/parse_document.h"
#include "tests/parser/facts_told.h"

namespace gongwatch::parser {
namespace {

struct Page {
  std::string path;
  std::string bytes;
};

const std::vector<Page>& all_pages() {
  static const std::vector<Page> all = [] {
    std::vector<Page> pages;
    for (const char* folder : {"/tests/gold", "/fixtures"}) {
      for (const auto& entry : std::filesystem::recursive_directory_iterator(
               std::string(GONGWATCH_CHECKOUT) + folder)) {
        const auto extension = entry.path().extension();
        const bool text = extension == ".txt" && std::string_view(folder) == "/tests/gold";
        if (!text && extension != ".html") continue;
        std::ifstream file(entry.path(), std::ios::binary);
        pages.push_back({entry.path().string(),
                         {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()}});
      }
    }
    std::sort(pages.begin(), pages.end(),
              [](const Page& a, const Page& b) { return a.path < b.path; });
    return pages;
  }();
  return all;
}

Document parse(const std::string& bytes) {
  ParseInput input;
  input.bytes = bytes;
  input.captured_at = *parse_iso_instant("2025-11-10T09:00:00+08:00");
  auto document = parse_document(input);
  return document ? *document : Document();
}

TEST(FactsProperties, EachFactIsProvenAndReadAgainInAnotherOrderTheSame) {
  const auto& pages = all_pages();
  ASSERT_GT(pages.size(), 100u);
  std::vector<std::string> first;
  for (const Page& page : pages) {
    const Document document = parse(page.bytes);
    EXPECT_EQ(unproven(document), "") << page.path;
    first.push_back(told(document));
  }
  for (std::size_t i = pages.size(); i-- > 0;)
    EXPECT_EQ(told(parse(pages[i].bytes)), first[i]) << pages[i].path;
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) out += c == '<' ? "&lt;" : c == '&' ? "&amp;" : std::string(1, c);
  return out;
}

// The text file as the article of a page.
std::string as_article(const std::string& text) {
  std::string html;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string line = escaped(std::string_view(text).substr(at, end - at));
    if (!line.empty()) html += html.empty() ? "<h1>" + line + "</h1>\n" : "<p>" + line + "</p>\n";
    at = end + 1;
  }
  return "<article>" + html + "</article>";
}

// Facts of others, as pages put them around an article.
TEST(FactsProperties, BoilerplateAroundAnArticleDoesNotChangeItsFacts) {
  const std::string head = "<!DOCTYPE html><html><body>";
  const std::string before =
      "<nav><ul><li><a href='/ipo'>IPO</a></li><li><a href='/m'>Markets</a></li></ul></nav>";
  const std::string behind =
      "<aside class='related-articles'><h3>Related Articles</h3><ul>"
      "<li><a href='/1'>Tin Lantern Toys passes Hong Kong listing hearing</a></li>"
      "<li><a href='/2'>锡灯玩具通过港交所聆讯，高盛为独家保荐人</a></li>"
      "<li><a href='/3'>Deep Well Mining files for Hong Kong IPO on 3 "
      "November</a></li></ul></aside>"
      "<footer><p>All rights reserved.</p></footer>";
  std::size_t seen = 0;
  for (const Page& page : all_pages()) {
    if (page.path.find(".txt") == std::string::npos) continue;
    const std::string article = as_article(page.bytes);
    const Document bare = parse(head + article + "</body></html>");
    if (bare.text.empty()) continue;
    EXPECT_EQ(told(parse(head + before + article + behind + "</body></html>")), told(bare))
        << page.path;
    ++seen;
  }
  EXPECT_GT(seen, 100u);
}

}  // namespace
}  // namespace gongwatch::parser
