// A store that others read: the service's, asked by a person.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "tests/cli/world.h"

namespace gongwatch {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using testing_support::kProgram;
using testing_support::run_command;
using testing_support::World;

TEST(Readers, WhoMayNotWriteToTheFolderReadsAllTheSame) {
  World world;
  ASSERT_EQ(world.run_at("2025-11-10T08:00:00+08:00").exit_code, 0);
  EXPECT_EQ(fs::file_size(world.db() + "-wal"), 0u);
  EXPECT_TRUE(fs::exists(world.db() + "-shm"));
  if (geteuid() != 0) GTEST_SKIP() << "only root can be somebody else";
  fs::permissions(world.dir().path(), fs::perms{0755});
  const auto as_nobody = [&](const std::string& question) {
    return run_command({"setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", kProgram,
                        "--db", world.db(), question});
  };
  const auto list = as_nobody("list");
  if (list.exit_code == 126 || list.exit_code == 127) GTEST_SKIP() << list.err;
  EXPECT_EQ(list.exit_code, 0) << list.err;
  EXPECT_THAT(list.out, HasSubstr("Chuangxin"));
  EXPECT_EQ(as_nobody("run").exit_code, 3);
  for (const char* part : {"-wal", "-shm"}) fs::remove(world.db() + part);
  const auto without = as_nobody("list");
  EXPECT_EQ(without.exit_code, 3);
  EXPECT_THAT(without.err, HasSubstr("until the next `gongwatch run`"));
}

}  // namespace
}  // namespace gongwatch
