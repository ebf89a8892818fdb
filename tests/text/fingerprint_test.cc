#include "text/fingerprint.h"

#include <gtest/gtest.h>

namespace gongwatch::text {
namespace {

const std::string kStory =
    "A maker of harbour cranes has passed its listing hearing in Hong Kong, and two banks are its "
    "sponsors. Its revenue grew in each "
    "of the last three years, and it ranks third among makers of such cranes in Asia by deliveries "
    "in 2024.";

TEST(Fingerprint, CopiesAgreeAndOtherStoriesDoNot) {
  const std::string copy =
      "  A maker of harbour cranes has passed its listing hearing in Hong Kong, and two banks are "
      "its sponsors.\n\n"
      "Its revenue grew in each of the last three years, and it ranks third among makers of such "
      "cranes in Asia "
      "by deliveries in 2024!";
  const std::string other =
      "The marathon through the eastern district starts on Sunday morning; the organisers expect "
      "nine thousand "
      "runners and ask residents to leave their cars at home until noon.";
  EXPECT_LE(hamming_distance(simhash(kStory), simhash(copy)), 3);
  EXPECT_GE(hamming_distance(simhash(kStory), simhash(other)), 12);
}

TEST(Fingerprint, TraditionalAndSimplifiedAgree) {
  EXPECT_EQ(simhash("港交所主板上市聆訊通過，兩家銀行為聯席保薦人"),
            simhash("港交所主板上市聆讯通过，两家银行为联席保荐人"));
}

TEST(Fingerprint, IsEmptyWithoutWords) {
  EXPECT_EQ(fingerprint(""), "");
  EXPECT_EQ(fingerprint(" … "), "");
  EXPECT_EQ(fingerprint("word").size(), 16u);
}

}  // namespace
}  // namespace gongwatch::text
