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

}  // namespace
}  // namespace gongwatch::scheduler
