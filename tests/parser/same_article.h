// The same page read with and without the shortcut before Gumbo (parser/html/reduce.h).
#pragma once

#include <string>
#include <string_view>

#include "parser/content/article_text.h"

namespace gongwatch::parser {

// Everything that read_html tells, one line each.
inline std::string told(const Result<ArticleText>& article) {
  if (!article) return "error: " + article.error().message;
  std::string out =
      "kind " + std::to_string(static_cast<int>(article->kind)) + "\ntitle " + article->title +
      "\nbyline " + article->byline.value_or("-") + "\npublished " +
      (article->published_at ? to_iso(*article->published_at) + " on " + to_iso(*article->date)
                             : "-") +
      "\nlanguage " + article->language + "\ncanonical " + article->canonical + "\n";
  for (const std::string& paragraph : article->paragraphs) out += "text " + paragraph + "\n";
  for (const RemovedBlock& block : article->removed) {
    out += "removed " + std::to_string(static_cast<int>(block.reason)) + " at " +
           std::to_string(block.block) + ": " + block.text + "\n";
  }
  for (const Warning& warning : article->warnings) out += "warning " + warning.code + "\n";
  return out;
}

// Empty if both ways tell the same. A page that is too large or too deep as it stands may well be
// read without what is dropped.
inline std::string difference_without_shortcut(std::string_view utf8) {
  const std::string_view url = "https://news.example.com/a/1";
  const auto whole = read_html(utf8, url, std::nullopt, {}, {}, Detail::everything);
  const auto shortcut = read_html(utf8, url, std::nullopt, {}, {}, Detail::article);
  if (!whole) return {};
  const std::string a = told(whole);
  const std::string b = told(shortcut);
  return a == b ? std::string() : "whole page:\n" + a + "\nshortcut:\n" + b;
}

}  // namespace gongwatch::parser
