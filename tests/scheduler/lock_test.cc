#include "scheduler/lock.h"

#include <gtest/gtest.h>

#include <optional>

#include "tests/support/temp_dir.h"

namespace gongwatch::scheduler {
namespace {

TEST(RunLock, IsHeldByOneAndFreedWithItsHolder) {
  const testing_support::TempDir dir;
  const std::string path = (dir.path() / "deep/store.db.lock").string();
  std::optional<Result<RunLock>> first = RunLock::acquire(path);
  ASSERT_TRUE(first->has_value());
  const auto second = RunLock::acquire(path);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().kind, ErrorKind::busy);
  EXPECT_EQ(second.error().context, path);
  first.reset();
  EXPECT_TRUE(RunLock::acquire(path));
}

TEST(RunLock, SaysWhyItCannotBeMade) {
  const testing_support::TempDir dir;
  const auto file = dir.write("file", "");
  const auto lock = RunLock::acquire((file / "store.db.lock").string());
  ASSERT_FALSE(lock);
  EXPECT_EQ(lock.error().kind, ErrorKind::store_unusable);
}

}  // namespace
}  // namespace gongwatch::scheduler
