// Pages that are too large, too deep or never end: an answer or a clear error, in bounded time.
// bench/extraction/sizes.py measures larger ones.
#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "parser/parse_document.h"
#include "tests/parser/content_pages.h"

namespace gongwatch::parser {
namespace {

std::string repeat(std::string_view text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

// The error, or the text.
std::string answer(const std::string& content) {
  const std::string html = "<!DOCTYPE html><title>t</title><body>" + content;
  ParseInput input;
  input.bytes = html;
  input.facts = false;
  const auto start = std::chrono::steady_clock::now();
  const Result<Document> document = parse_document(input);
  const auto took = std::chrono::steady_clock::now() - start;
  EXPECT_LT(took, std::chrono::seconds(20)) << content.substr(0, 60);
  if (!document) return document.error().to_string();
  return document->text;
}

TEST(Sizes, DepthIsRefused) {
  for (const char* tags : {"<div>", "<b>", "<table><tr><td>", "<ul><li>", "<svg><g>", "<a><i><u>"})
    EXPECT_NE(answer(repeat(tags, 100000) + body()).find("1000 deep"), std::string::npos) << tags;
}

TEST(Sizes, WhatNeverEndsIsRead) {
  for (const std::string& tail :
       {"<!--" + repeat("x -- ", 500000), "<script>" + repeat("x<y ", 500000),
        "<a title=\"" + repeat("x ", 500000), "<a " + repeat("x=1 ", 300000),
        "<textarea>" + repeat("<p>", 300000), "<style>" + repeat("</", 300000)})
    EXPECT_TRUE(answer(body() + tail).starts_with(kLead)) << tail.substr(0, 20);
}

TEST(Sizes, ManyOfOneKindAreRead) {
  std::string attributes;
  for (int i = 0; i < 300000; ++i) attributes += " a" + std::to_string(i) + "=1";
  for (const std::string& head :
       {"<div" + attributes + ">", repeat("<div a=1 b=2 c=3 class='related x' id=y></div>", 30000),
        repeat("<br>", 100000), repeat("<p><a href=x>", 20000) + repeat("</a>", 20000),
        repeat("<span class=date>9 November 2025</span>", 5000),
        repeat("<a rel=author>Ann Lee</a>", 5000), repeat("<h1>Riverbend holds</h1>", 5000),
        repeat("<script type=application/ld+json>{\"@graph\":[{\"@type\":\"Person\"}]}</script>",
               5000)})
    EXPECT_NE(
        answer("<div>" + head + "</div><article>" + body() + body() + "</article>").find(kLead),
        std::string::npos)
        << head.substr(0, 40);
}

TEST(Sizes, BytesAreBounded) {
  EXPECT_NE(answer(repeat(body(), 200000)).find("the limit is"), std::string::npos);
}

}  // namespace
}  // namespace gongwatch::parser
