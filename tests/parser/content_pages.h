// Invented pages for the tests of parser/content.
#pragma once

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parser/content/article_text.h"

namespace gongwatch::parser {

inline const std::string kLead =
    "Riverbend Metals Group Limited has held its listing hearing at the exchange, with two banks "
    "as joint sponsors of the offer.";
inline const std::string kSecond =
    "The prospectus shows that the company refines alumina and smelts aluminium at two plants in "
    "the north of the country.";
inline const std::string kThird =
    "Financially, revenue was RMB 1.2 billion and RMB 1.5 billion in 2023 and 2024 respectively, "
    "it said.";

inline std::string body() {
  return "<p>" + kLead + "</p><p>" + kSecond + "</p><p>" + kThird + "</p>";
}

inline std::string page(std::string_view around_head, std::string_view content) {
  return "<!DOCTYPE html><html lang=en><head>" + std::string(around_head) + "</head><body>" +
         std::string(content) + "</body></html>";
}

inline std::optional<Instant> at(std::string_view iso) {
  const Result<Instant> instant = parse_iso_instant(iso);
  return instant ? std::optional(*instant) : std::nullopt;
}

inline ArticleText read(const std::string& html, const SourceHints& hints = {},
                        std::string_view captured = "2025-11-10T00:00:00Z") {
  const Result<ArticleText> article =
      read_html(html, "https://www.harbourwire.example/news/1", at(captured), hints, {});
  EXPECT_TRUE(article) << (article ? "" : article.error().to_string());
  return article ? *article : ArticleText{};
}

inline std::vector<std::string> removed_as(const ArticleText& article, RemovalReason reason) {
  std::vector<std::string> texts;
  for (const RemovedBlock& block : article.removed) {
    if (block.reason == reason) texts.push_back(block.text);
  }
  return texts;
}

}  // namespace gongwatch::parser
