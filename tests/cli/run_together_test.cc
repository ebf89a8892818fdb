// Lists that are packed, read and stored while the next ones come in: killed anywhere, nothing that
// was read is without its bytes, nothing is lost, nothing doubled.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <string>
#include <thread>

#include "tests/cli/world.h"

namespace gongwatch {
namespace {

using testing_support::ChildProcess;
using testing_support::run_command;
using testing_support::ServerAnswer;
using testing_support::ServerRequest;

constexpr int kFeeds = 120;
constexpr int kEntries = 5;

class RunTogether : public testing::Test {
 protected:
  RunTogether()
      : server_([this](const ServerRequest& request) { return answer_to(request.path()); }) {
    std::string urls;
    for (int i = 0; i < kFeeds; ++i)
      urls += (i == 0 ? "\"" : ", \"") + server_.url("/" + std::to_string(i)) + "\"";
    dir_.write("s/many.toml", "id = \"many\"\nkind = \"feed\"\nurl = [" + urls +
                                  "]\nevery = \"1h\"\ndelay = \"0s\"\nconnections = 8\nrobots = "
                                  "false\nallow_private = true\n");
    db_ = (dir_.path() / "store.db").string();
  }

  ServerAnswer answer_to(const std::string& path) {
    ++asked_;
    ServerAnswer answer;
    answer.headers = {{"Content-Type", "application/rss+xml"}};
    answer.body = "<rss version=\"2.0\"><channel><title>F</title>";
    for (int k = 0; k < kEntries; ++k) {
      const std::string n = path.substr(1) + "-" + std::to_string(k);
      answer.body += "<item><title>Story " + n + "</title><link>/story/" + n + "</link></item>";
    }
    answer.body += "</channel></rss>";
    return answer;
  }

  std::vector<std::string> command() const {
    return {testing_support::kProgram,
            "--db",
            db_,
            "--sources",
            (dir_.path() / "s").string(),
            "run",
            "--max-articles",
            "0",
            "--now",
            "2025-11-10T08:00:00+08:00"};
  }
  std::string sql(const std::string& query) const {
    return run_command({"sqlite3", "-readonly", db_, query}).out;
  }

  std::atomic<int> asked_{0};
  testing_support::LoopbackServer server_;
  testing_support::TempDir dir_;
  std::string db_;
};

TEST_F(RunTogether, AKillLosesAndDoublesNothing) {
  for (const int after : {1, 30, 60, 90, kFeeds}) {
    for (const char* rest : {"", "-wal", "-shm"}) std::filesystem::remove(db_ + rest);
    asked_ = 0;
    {
      ChildProcess run(command());
      constexpr std::chrono::seconds kLongest{30};
      const auto begun = std::chrono::steady_clock::now();
      while (asked_ < after && std::chrono::steady_clock::now() - begun < kLongest)
        std::this_thread::sleep_for(std::chrono::milliseconds{1});
      ASSERT_GE(asked_, after) << "the run asks no more";
      std::this_thread::sleep_for(std::chrono::milliseconds{after % 7});
      run.send_signal(SIGKILL);
      run.wait();
    }
    if (std::filesystem::exists(db_)) {
      EXPECT_EQ(sql("pragma integrity_check"), "ok\n");
      EXPECT_EQ(sql("select count(*) from list_entry e where not exists (select 1 from page p join "
                    "capture c on c.page_id = p.page_id where p.url like '%/' || "
                    "substr(e.title, 7, instr(e.title, '-') - 7))"),
                "0\n")
          << "an entry without the bytes that it was read from";
    }
    EXPECT_EQ(ChildProcess(command()).wait().exit_code, 0);
    EXPECT_EQ(sql("select count(*) || ' ' || count(distinct page_id) from capture"), "120 120\n")
        << "killed at request " << after;
    EXPECT_EQ(sql("select count(*) || ' ' || count(distinct title) from list_entry"), "600 600\n");
    const int before = asked_;
    EXPECT_EQ(ChildProcess(command()).wait().exit_code, 0);
    EXPECT_EQ(asked_, before) << "nothing is due";
  }
}

// What fails for the thread that stores ends the run, and the next one goes on.
TEST_F(RunTogether, AFullDiskEndsTheRun) {
  auto limited = command();
  limited.insert(limited.begin() + 1, {"--max-db-size", "524288"});
  const auto full = ChildProcess(limited).wait();
  EXPECT_EQ(full.exit_code, 3) << full.err;
  EXPECT_THAT(full.err, testing::HasSubstr("full"));
  EXPECT_EQ(sql("pragma integrity_check"), "ok\n");
  EXPECT_EQ(ChildProcess(command()).wait().exit_code, 0);
  EXPECT_EQ(sql("select count(*) || ' ' || count(distinct page_id) from capture"), "120 120\n");
  EXPECT_EQ(sql("select count(*) from list_entry"), "600\n");
}

}  // namespace
}  // namespace gongwatch
