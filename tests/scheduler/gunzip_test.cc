#include "scheduler/gunzip.h"

#include <gtest/gtest.h>

namespace gongwatch::scheduler {
namespace {

TEST(Gunzip, MembersMakeOneText) {
  EXPECT_EQ(gunzip(gzip("one ") + gzip("") + gzip("two"), 100).value(), "one two");
  const std::string both = gzip("one") + gzip("two");
  std::string_view rest = both;
  EXPECT_EQ(gunzip_member(rest, 100).value(), "one");
  EXPECT_EQ(gunzip_member(rest, 100).value(), "two");
  EXPECT_TRUE(rest.empty());
}

TEST(Gunzip, BombsEndAtTheLimit) {
  const std::string bomb = gzip(std::string(50u << 20, 'x'));
  EXPECT_LT(bomb.size(), 100'000u);
  EXPECT_EQ(gunzip(bomb, 1u << 20).error().kind, ErrorKind::too_large);
  EXPECT_EQ(gunzip(gzip("12345"), 5).value(), "12345");
  EXPECT_EQ(gunzip(gzip("12345") + gzip("6"), 5).error().kind, ErrorKind::too_large);
}

TEST(Gunzip, ADamagedFileIsAnErrorAtEveryByte) {
  const std::string whole = gzip("a text that is cut off");
  for (std::size_t length = 0; length < whole.size(); ++length) {
    const auto out = gunzip(whole.substr(0, length), 1000);
    EXPECT_FALSE(out) << length;
  }
  std::string flipped = whole;
  flipped[flipped.size() - 6] ^= 1;  // its checksum
  EXPECT_EQ(gunzip(flipped, 1000).error().kind, ErrorKind::malformed);
  EXPECT_FALSE(is_gzip("<urlset/>"));
}

}  // namespace
}  // namespace gongwatch::scheduler
