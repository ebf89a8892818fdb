#include "scheduler/stamp.h"

#include <gtest/gtest.h>

namespace gongwatch::scheduler {
namespace {

TEST(Stamp, ListsThatDifferInNothingElseAreTheSame) {
  EXPECT_TRUE(same_but_for_stamp(R"({"genDate":"1783782010002","uDate":"10/07/2026","app":[]})",
                                 R"({"genDate":"999","uDate":"10/07/2026","app":[]})"));
  EXPECT_FALSE(same_but_for_stamp(R"({"genDate":"1","uDate":"10/07/2026","app":[]})",
                                  R"({"genDate":"1","uDate":"11/07/2026","app":[]})"));
  EXPECT_TRUE(same_but_for_stamp("<lastBuildDate>Mon</lastBuildDate><item/>",
                                 "<lastBuildDate>Tuesday</lastBuildDate><item/>"));
  EXPECT_FALSE(same_but_for_stamp("<lastBuildDate>Mon</lastBuildDate><item/>",
                                  "<lastBuildDate>Mon</lastBuildDate><item>x</item>"));
  EXPECT_TRUE(same_but_for_stamp("a", "a"));
  EXPECT_FALSE(same_but_for_stamp("a", ""));
  EXPECT_FALSE(same_but_for_stamp("\"genDate\":1", "\"genDate\":2"));  // without an end: no stamp
}

TEST(Stamp, AFeedsOwnTimeIsNoneOfItsEntries) {
  const auto same = [](const std::string& a, const std::string& b) {
    return same_but_for_stamp(a, b);
  };
  const std::string rss = "<?xml version=\"1.0\"?><rss><channel><title>t</title>";
  const std::string item = "<item><pubDate>Mon</pubDate></item></channel></rss>";
  EXPECT_TRUE(
      same(rss + "<pubDate>Mon</pubDate>" + item, rss + "<pubDate>Tuesday</pubDate>" + item));
  EXPECT_TRUE(same(rss + "<lastBuildDate><![CDATA[Mon]]></lastBuildDate>" + item,
                   rss + "<lastBuildDate><![CDATA[Tue]]></lastBuildDate>" + item));
  EXPECT_TRUE(same(rss + "<dc:date>1</dc:date><items/>" + item,
                   rss + "<dc:date>2</dc:date><items/>" + item));
  EXPECT_TRUE(same(rss + "<items/><dc:date>1</dc:date>" + item,
                   rss + "<items/><dc:date>2</dc:date>" + item));
  EXPECT_TRUE(same(rss + item + "\n<!-- generated 1 -->\n", rss + item + "<!-- generated 20 -->"));
  EXPECT_FALSE(same(rss + "<item><pubDate>Mon</pubDate></item>",
                    rss + "<item><pubDate>Tue</pubDate></item>"));
  EXPECT_FALSE(same(rss + item, rss + "<item/>" + item + "<!-- generated -->"));
  const std::string entry = "<entry><updated>1</updated></entry></feed>";
  EXPECT_TRUE(same("<feed><updated>1</updated>" + entry, "<feed><updated>2</updated>" + entry));
  EXPECT_FALSE(same("<feed><entry><updated>1</updated></entry></feed>",
                    "<feed><entry><updated>2</updated></entry></feed>"));
  EXPECT_FALSE(same("<html><updated>1</updated></html>", "<html><updated>2</updated></html>"));
  EXPECT_FALSE(same("<html></html><!-- 1 -->", "<html></html><!-- 2 -->"));
}

}  // namespace
}  // namespace gongwatch::scheduler
