#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "parser/feed/feed.h"
#include "parser/feed/json_mend.h"

namespace gongwatch::parser {
namespace {

using nlohmann::json;

std::string mended(std::string_view bytes) {
  const auto read = mend_json(bytes);
  return read ? read->dump() : "error: " + read.error().message;
}

TEST(JsonMend, ReadsWhatWasMeant) {
  const std::pair<std::string_view, std::string_view> cases[]{
      {R"({"a":1,"b":[1,2,],})", R"({"a":1,"b":[1,2]})"},
      {R"({"a":1 "b":2})", R"({"a":1,"b":2})"},
      {R"({a:1, b : "x"})", R"({"a":1,"b":"x"})"},
      {"{// one\n\"a\":/* two */1}", R"({"a":1})"},
      {"{\"a\":\"two\nlines\tand a tab\"}", R"({"a":"two\nlines and a tab"})"},
      {R"({"a":"say "yes" to it","b":1})", R"({"a":"say \"yes\" to it","b":1})"},
      {R"({"a":"it\'s \x"})", R"({"a":"it's x"})"},
      {R"({"a":"\u4e2d\u56fd"})", "{\"a\":\"中国\"}"},
      {R"({"a":NaN,"b":undefined,"c":-1.5e3,"d":true})",
       R"({"a":null,"b":null,"c":-1500.0,"d":true})"},
      {R"({"a":[{"b":1},{"c":2)", R"({"a":[{"b":1},{"c":2}]})"},
      {R"({"items":[{"url":"https://a.hk/1"},{"url":"https://a.hk/2)",
       R"({"items":[{"url":"https://a.hk/1"},{}]})"},
      {R"({"a":[{"b":1],"c":2})", R"({"a":[{"b":1}],"c":2})"},
      {R"({"a":,"b":1})", R"({"b":1})"},
      {R"({"a":1};alert(1))", R"({"a":1})"},
      {R"({"a":"\ud800"})", R"({"a":""})"}};
  for (const auto& [bytes, expected] : cases) {
    EXPECT_EQ(mended(bytes), expected) << bytes;
  }
}

TEST(JsonMend, WhatIsNoListOrObjectIsAnError) {
  for (const char* bytes : {"", "   ", "<html>", "\"text", "5", "}", "//"})
    EXPECT_FALSE(mend_json(bytes)) << bytes;
}

TEST(JsonMend, IsBoundedInDepthAndNumber) {
  JsonLimits limits;
  limits.max_depth = 8;
  EXPECT_FALSE(mend_json(std::string(1'000'000, '['), limits));
  std::string nested;
  for (int i = 0; i < 1'000'000; ++i) nested += "{\"a\":";
  EXPECT_FALSE(mend_json(nested));
  limits.max_values = 100;
  EXPECT_FALSE(mend_json(
      "[" + std::string(1000, '1') + std::string(500, ',') + "[" +
          [] {
            std::string many;
            for (int i = 0; i < 300; ++i) many += "1,";
            return many;
          }(),
      limits));
}

// Each cut of a sound feed gives the entries that are whole, flagged, and no half address.
TEST(JsonMend, AFeedThatIsCutOffGivesItsWholeEntries) {
  json feed{{"version", "https://jsonfeed.org/version/1.1"}, {"title", "News"}};
  for (int i = 0; i < 5; ++i) {
    const std::string url = "https://a.hk/story-" + std::to_string(i);
    feed["items"].push_back({{"id", url}, {"url", url}, {"title", "Story " + std::to_string(i)}});
  }
  const std::string whole = feed.dump();
  std::size_t most = 0;
  for (std::size_t length = 1; length < whole.size(); ++length) {
    const auto list = parse_feed(whole.substr(0, length), "application/feed+json", "https://a.hk/");
    if (!list) continue;
    EXPECT_FALSE(list->well_formed);
    for (const ListEntry& entry : list->entries) EXPECT_EQ(entry.url.size(), 20u) << entry.url;
    EXPECT_GE(list->entries.size(), most == 0 ? 0 : most - 1);
    most = std::max(most, list->entries.size());
  }
  EXPECT_EQ(most, 5u);
}

TEST(JsonMend, ADamagedFeedIsReadAndFlagged) {
  const auto list = parse_feed(
      "{\"version\":\"https://jsonfeed.org/version/1\",\"title\":\"A\nB\",\"items\":[{\"id\":\"1\","
      "\"url\":\"/1\",\"title\":\"The \"first\" one\",},{\"id\":\"2\",\"url\":\"/2\"},]}",
      "application/json", "https://a.hk/");
  ASSERT_TRUE(list) << list.error().to_string();
  ASSERT_EQ(list->entries.size(), 2u);
  EXPECT_EQ(list->entries[0].title, "The \"first\" one");
  EXPECT_EQ(list->entries[1].url, "https://a.hk/2");
  EXPECT_FALSE(list->well_formed);
  EXPECT_EQ(list->warnings.front().code, "not-well-formed");
  EXPECT_FALSE(parse_feed("{\"version\": broken", "application/json", "https://a.hk/"));
}

}  // namespace
}  // namespace gongwatch::parser
