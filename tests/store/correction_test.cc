// Corrections of a person as captures, and the newest capture of each page.
#include "tests/store/fixture.h"

namespace gongwatch::store {
namespace {

using testing::SizeIs;

class CorrectionTest : public StoreTest {
 protected:
  CorrectionTest() : store_(open()) {
    feed_ = keep(store_, "https://h.example/feed.json", "{}", "hkex").capture_id;
  }

  Store store_;
  CaptureId feed_ = 0;
};

TEST_F(CorrectionTest, a_correction_is_a_capture_of_its_own) {
  const Instant now = at("2025-11-12T00:00:00Z");
  const auto first = store_.put_correction("merge 2 into 1", now).value();
  const auto second = store_.put_correction("merge 2 into 1", now).value();
  EXPECT_NE(first, second);
  EXPECT_EQ(store_.capture(second).value().body, "merge 2 into 1");
  EXPECT_EQ(store_.capture(second).value().url, "gongwatch:correction/2");
  EXPECT_EQ(store_.capture(second).value().source_id, "correction");
  EXPECT_EQ(ask("SELECT due_at FROM page WHERE url = 'gongwatch:correction/1'"), "NULL");
  const auto newest = store_.newest_captures().value();
  ASSERT_THAT(newest, SizeIs(3));
  EXPECT_EQ(newest[0].capture_id, feed_);
  EXPECT_EQ(newest[2].capture_id, second);
  EXPECT_EQ(newest[2].role, "correction");
  EXPECT_EQ(newest[2].captured_at, now);
}

TEST_F(CorrectionTest, the_newest_capture_of_each_page_comes_by_time) {
  keep(store_, "https://n.example/1", "old", "wire", "2025-11-11T00:00:00Z");
  keep(store_, "https://n.example/2", "x", "wire", "2025-11-12T00:00:00Z");
  keep(store_, "https://n.example/1", "new", "wire", "2025-11-13T00:00:00Z");
  const auto newest = store_.newest_captures().value();
  ASSERT_THAT(newest, SizeIs(3));
  EXPECT_EQ(newest[1].url, "https://n.example/2");
  EXPECT_EQ(store_.capture(newest[2].capture_id).value().body, "new");
}

}  // namespace
}  // namespace gongwatch::store
