#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "parser/facts/pattern_filter.h"

namespace gongwatch::parser::facts {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

TEST(LiteralSet, FindsWhatStandsAnywhere) {
  const LiteralSet set({"a", "filed", "file", "聆讯", "讯"});
  EXPECT_THAT(set.places_in("it filed"), ElementsAre(1, 2));
  EXPECT_THAT(set.places_in("通过聆讯"), ElementsAre(3, 4));
  EXPECT_THAT(set.places_in("hearing a"), ElementsAre(0));
  EXPECT_THAT(set.places_in(""), IsEmpty());
  EXPECT_THAT(set.places_in("fil"), IsEmpty());
}

TEST(PatternFilter, LeavesOutOnlyWhatCannotMatch) {
  const PatternFilter filter({R"((?i)\bpassed (?:its|the) hearing\b)", "通过(?:港交所)?聆讯",
                              R"((?i)(?:lodged|filed) \w+ application)", R"(\d+)"});
  EXPECT_THAT(filter.candidates("it passed its hearing"), Contains(0u));
  EXPECT_THAT(filter.candidates("it passed its hearing"), Not(Contains(1u)));
  EXPECT_THAT(filter.candidates("某公司通过聆讯"), Contains(1u));
  EXPECT_THAT(filter.candidates("it lodged an application"), Contains(2u));
  EXPECT_THAT(filter.candidates("nothing of note"), Contains(3u)) << "it has no literal";
  EXPECT_THAT(filter.candidates("nothing of note"), Not(Contains(0u)));
}

TEST(PatternFilter, FindsAsPatternDoes) {
  const PatternFilter filter({R"((?i)\b(passed) \w+ hearing)"});
  const std::string_view text = "A PASSED its hearing, B passed a hearing";
  const auto found = filter.find_all(0, text, {2, text.size()});
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(text.substr(found[0].span.begin, found[0].span.size()), "PASSED its hearing");
  EXPECT_EQ(found[1].groups[0].begin, 24u);
}

}  // namespace
}  // namespace gongwatch::parser::facts
