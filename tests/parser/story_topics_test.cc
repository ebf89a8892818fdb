#include "parser/story_topics.h"

#include <gtest/gtest.h>

namespace gongwatch::parser {
namespace {

TEST(StoryTopics, AreFoundAtTheBeginningOfWordsInAnyCase) {
  for (const char* text : {"Riverbend files for an ipo", "It was LISTED in May", "a hong kong firm",
                           "河湾金属通过聆讯", "河灣金屬遞表", "it is going public"})
    EXPECT_TRUE(may_tell_facts(text)) << text;
  for (const char* text : {"", "A recipe for chipotle sauce", "An unlisted number", "今天天气很好"})
    EXPECT_FALSE(may_tell_facts(text)) << text;
}

}  // namespace
}  // namespace gongwatch::parser
