#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "parser/feed/json_list.h"

namespace gongwatch::parser {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr std::string_view kBase = "https://www.zhitongcaijing.com/shares.html?data_type=1&page=1";

TEST(JsonList, ReadsTheShapeOfZhitong) {
  std::ifstream in(std::string(GONGWATCH_CHECKOUT) + "/fixtures/zhitong/shares-list/page.json",
                   std::ios::binary);
  std::ostringstream bytes;
  bytes << in.rdbuf();
  const auto list = parse_json_list(bytes.str(), kBase);
  ASSERT_TRUE(list) << list.error().to_string();
  ASSERT_THAT(list->entries, SizeIs(2));
  EXPECT_EQ(list->entries[0].url, "https://www.zhitongcaijing.com/content/detail/1368204.html");
  EXPECT_THAT(list->entries[0].title, HasSubstr("创新实业"));
  EXPECT_THAT(list->entries[0].summary, HasSubstr("第十二大"));
  EXPECT_EQ(to_iso_hong_kong(*list->entries[0].published_at), "2025-11-09T19:32:00+08:00");
  EXPECT_EQ(to_iso_hong_kong(*list->entries[1].published_at), "2025-11-07T21:21:00+08:00");
  EXPECT_THAT(list->warnings, IsEmpty());
}

TEST(JsonList, TimesComeInManyForms) {
  const auto time = [](const std::string& written) {
    const auto list =
        parse_json_list(R"({"data":[{"url":"/a","create_time":)" + written + "}]}", kBase);
    return list->entries.at(0).published_at ? to_iso(*list->entries[0].published_at) : "none";
  };
  EXPECT_EQ(time("1762687920"), "2025-11-09T11:32:00Z");
  EXPECT_EQ(time("1762687920123"), "2025-11-09T11:32:00Z");
  EXPECT_EQ(time(R"("1762687920")"), "2025-11-09T11:32:00Z");
  EXPECT_EQ(time(R"("2025-11-09 19:32:00")"), "2025-11-09T11:32:00Z");
  EXPECT_EQ(time(R"("Sun, 09 Nov 2025 19:32:00 +0800")"), "2025-11-09T11:32:00Z");
  EXPECT_EQ(time("12"), "none");
  EXPECT_EQ(time(R"("10-09 20:46")"), "none");
  EXPECT_EQ(time("99999999999999999999999"), "none");
}

TEST(JsonList, PathsAndKeysComeFromTheShape) {
  JsonListShape shape;
  shape.items = "/result/list";
  shape.url = {"link.href", "link"};
  shape.title = {"headline"};
  const auto list = parse_json_list(
      R"({"result":{"list":[{"link":{"href":"/a"},"headline":"A"},{"link":"/b","headline":"B &amp; C"}]}})",
      kBase, shape);
  ASSERT_TRUE(list);
  ASSERT_THAT(list->entries, SizeIs(2));
  EXPECT_EQ(list->entries[1].url, "https://www.zhitongcaijing.com/b");
  EXPECT_EQ(list->entries[1].title, "B & C");
  shape.items = "";
  EXPECT_THAT(parse_json_list(R"([{"link":"/b"}])", kBase, shape)->entries, SizeIs(1));
}

TEST(JsonList, OddItemsAreLeftOutAndTold) {
  const auto list = parse_json_list(
      R"j({"data":[1,null,{"title":"no url"},{"url":[]},{"url":"javascript:alert(1)"},{"url":"/a","title":5},{"url":"/a#c"},{"url":"/b"}]})j",
      kBase);
  ASSERT_TRUE(list);
  ASSERT_THAT(list->entries, SizeIs(2));
  EXPECT_EQ(list->entries[0].title, "5");
  EXPECT_EQ(list->entries[1].url, "https://www.zhitongcaijing.com/b");
  EXPECT_THAT(list->warnings, SizeIs(5));
}

TEST(JsonList, WhatIsNoListIsAnError) {
  EXPECT_EQ(parse_json_list("", kBase).error().kind, ErrorKind::empty);
  EXPECT_EQ(parse_json_list("<html>", kBase).error().kind, ErrorKind::malformed);
  EXPECT_EQ(parse_json_list(R"({"data":[{)", kBase).error().kind, ErrorKind::malformed);
  EXPECT_EQ(parse_json_list(R"({"data":[{)", kBase).error().message,
            "not JSON: cut off after 10 bytes");
  EXPECT_EQ(parse_json_list(R"({"data":x})", kBase).error().message, "not JSON: damaged at byte 9");
  EXPECT_EQ(parse_json_list(R"({"data":{"list":[]}})", kBase).error().kind, ErrorKind::malformed);
  EXPECT_EQ(parse_json_list(std::string(1000, '['), kBase).error().kind, ErrorKind::too_deep);
  EXPECT_EQ(parse_json_list("[" + std::string(40u << 20, ' ') + "]", kBase).error().kind,
            ErrorKind::too_large);
  EXPECT_EQ(parse_json_list("[" + std::string(3u << 20, ',') + "]", kBase).error().kind,
            ErrorKind::too_large);
}

TEST(JsonList, BytesThatAreNoTextAreReplaced) {
  const auto list = parse_json_list("{\"data\":[{\"url\":\"/a\",\"title\":\"a\xFFz\"}]}", kBase);
  ASSERT_TRUE(list);
  EXPECT_EQ(list->entries.at(0).title, "a\xEF\xBF\xBDz");
}

TEST(JsonList, EntriesAreBounded) {
  std::string items = R"({"url":"/0"})";
  for (int i = 1; i <= 10'001; ++i) items += R"(,{"url":"/)" + std::to_string(i) + "\"}";
  const auto list = parse_json_list(R"({"data":[)" + items + "]}", kBase);
  ASSERT_TRUE(list);
  EXPECT_THAT(list->entries, SizeIs(10'000));
  ASSERT_THAT(list->warnings, SizeIs(1));
  EXPECT_EQ(list->warnings[0].code, "too-many-entries");
}

}  // namespace
}  // namespace gongwatch::parser
