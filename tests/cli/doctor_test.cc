// What is wrong, and what to do about it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/world.h"

namespace gongwatch {
namespace {

using ::testing::HasSubstr;
using testing_support::run_command;
using testing_support::World;

TEST(Doctor, SaysWhatToDoAboutEachAlarm) {
  World world;
  ASSERT_EQ(world.run_at("2025-11-10T08:00:00+08:00").exit_code, 0);
  const std::vector<std::pair<std::string, std::string>> advice{
      {"zero-yield", "mend \"links\" or the address in sources/aastocks.toml"},
      {"drift", "mend [article] in sources/aastocks.toml"},
      {"blocked", "a longer delay or every in sources/aastocks.toml"},
      {"stale", "is its address still the right one?"},
      {"failing", "gongwatch run --verbose --source aastocks"}};
  for (const auto& [kind, todo] : advice) {
    const auto put = run_command(
        {"sqlite3", world.db(),
         "insert into source_alarm (source_id, kind, began_at, message) values ('aastocks', '" +
             kind + "', '2025-11-10T00:00:00Z', 'trouble')"});
    ASSERT_EQ(put.exit_code, 0) << put.err;
  }
  const auto told = world.ask({"doctor", "--format", "csv", "--now", "2025-11-10T09:00:00+08:00"});
  EXPECT_EQ(told.exit_code, 1);
  for (const auto& [kind, todo] : advice) {
    std::string quoted;
    for (const char c : todo) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    EXPECT_THAT(told.out, HasSubstr(kind + " since 2025-11-10T08:00:00+08:00: trouble; "));
    EXPECT_THAT(told.out, HasSubstr(quoted));
  }
}

TEST(Doctor, CutsNoRemedyOnANarrowTerminal) {
  World world;
  ASSERT_EQ(world.run_at("2025-11-10T08:00:00+08:00").exit_code, 0);
  run_command({"sqlite3", world.db(),
               "insert into source_alarm (source_id, kind, began_at, message) values ('aastocks', "
               "'failing', '2025-11-10T00:00:00Z', 'trouble')"});
  testing_support::CommandOptions narrow;
  narrow.env["COLUMNS"] = "80";
  const auto told = testing_support::gongwatch({"--db", world.db(), "--sources", world.sources(),
                                                "doctor", "--now", "2025-11-10T09:00:00+08:00"},
                                               narrow);
  EXPECT_THAT(told.out, ::testing::Not(HasSubstr("…")));
  std::string words;
  for (const char c : told.out) {
    if (c != '\n' && (c != ' ' || words.empty() || words.back() != ' '))
      words += c;
    else if (!words.empty() && words.back() != ' ')
      words += ' ';
  }
  EXPECT_THAT(words, HasSubstr("gongwatch run --verbose --source aastocks tells each request"));
}

TEST(Doctor, SaysWhatToDoAboutADamagedOrMissingStore) {
  World world;
  const auto none = world.ask({"doctor"});
  EXPECT_EQ(none.exit_code, 1);
  EXPECT_THAT(none.out, HasSubstr("gongwatch run"));
}

}  // namespace
}  // namespace gongwatch
