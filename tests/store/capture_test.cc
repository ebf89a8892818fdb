// Pages, captures, runs; transactions, full disks, other processes.
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <random>
#include <stdexcept>

#include "store/blob.h"
#include "tests/store/fixture.h"

namespace gongwatch::store {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Pair;

class CaptureTest : public StoreTest {};

std::string noise(std::size_t bytes, unsigned seed) {
  std::mt19937 random(seed);
  std::string out(bytes, '\0');
  for (char& c : out) c = static_cast<char>(random());
  return out;
}

TEST_F(CaptureTest, a_page_is_added_once_and_is_due_at_once) {
  Store store = open();
  EXPECT_TRUE(store
                  .add_page("https://n.example/a", "https://n.example/a?x", "wire", "article",
                            at("2025-11-10"))
                  .value());
  EXPECT_FALSE(
      store
          .add_page("https://n.example/a", "https://n.example/a", "other", "feed", at("2025-11-11"))
          .value());
  const auto page = store.page("https://n.example/a").value().value();
  EXPECT_EQ(page.source_id, "wire");
  EXPECT_EQ(page.role, "article");
  EXPECT_EQ(page.due_at, at("2025-11-10"));
  EXPECT_FALSE(page.fetched_at);
  EXPECT_FALSE(store.page("https://n.example/b").value());
}

TEST_F(CaptureTest, due_pages_come_oldest_first_and_never_before_their_time) {
  Store store = open();
  for (const char* url : {"https://n.example/1", "https://n.example/2", "https://n.example/3",
                          "https://n.example/4"}) {
    ASSERT_TRUE(store.add_page(url, url, "wire", "article", at("2025-11-10")));
  }
  const auto id = [&](const char* url) { return store.page(url).value()->page_id; };
  const Instant now = at("2025-11-10T12:00:00Z");
  ASSERT_TRUE(
      store.finish_attempt(id("https://n.example/1"), now, 200, false, at("2025-11-11T00:00:00Z")));
  ASSERT_TRUE(
      store.finish_attempt(id("https://n.example/2"), now, 200, false, at("2025-11-10T18:00:00Z")));
  ASSERT_TRUE(store.finish_attempt(id("https://n.example/3"), now, 404, true, std::nullopt));
  std::vector<std::string> urls;
  const auto due = store.due_pages("wire", "article", at("2025-11-11T00:00:00Z"), 10).value();
  for (const auto& page : due) urls.push_back(page.url);
  EXPECT_THAT(urls,
              ElementsAre("https://n.example/4", "https://n.example/2", "https://n.example/1"));
  EXPECT_EQ(store.due_pages("wire", "article", at("2025-11-11T00:00:00Z"), 2).value().size(), 2u);
  EXPECT_TRUE(store.due_pages("wire", "feed", at("2025-11-12"), 10).value().empty());
  EXPECT_TRUE(store.due_pages("else", "article", at("2025-11-12"), 10).value().empty());
}

TEST_F(CaptureTest, failures_count_until_a_success) {
  Store store = open();
  const auto kept = keep(store, "https://n.example/a", "x");
  for (int i = 0; i < 2; ++i)
    ASSERT_TRUE(store.finish_attempt(kept.page_id, at("2025-11-11"), 503, true, at("2025-11-12")));
  EXPECT_EQ(store.page("https://n.example/a").value()->failures, 2);
  EXPECT_EQ(store.page("https://n.example/a").value()->last_status, 503);
  ASSERT_TRUE(store.finish_attempt(kept.page_id, at("2025-11-12"), 304, false, at("2025-11-13")));
  EXPECT_EQ(store.page("https://n.example/a").value()->failures, 0);
  EXPECT_EQ(store.finish_attempt(999, at("2025-11-12"), 200, false, std::nullopt).error().kind,
            ErrorKind::not_found);
}

TEST_F(CaptureTest, gives_back_the_bytes_exactly) {
  Store store = open();
  ASSERT_TRUE(store.add_page("https://n.example/a", "https://n.example/a", "wire", "article",
                             at("2025-11-10")));
  const auto page_id = store.page("https://n.example/a").value()->page_id;
  Capture capture;
  capture.url = "https://n.example/a";
  capture.final_url = "https://n.example/b";
  capture.source_id = "wire";
  capture.captured_at = at("2025-11-10T08:09:10Z");
  capture.status = 203;
  capture.media_type = "text/html; charset=gbk";
  capture.headers = {{"x", "1"}, {"x", "\"2\""}};
  capture.body = noise(100000, 1) + std::string(1, '\0') + "end";
  const auto put =
      store.put_capture(page_id, capture, {"W/\"1\"", "Sun, 09 Nov 2025 00:00:00 GMT"}).value();
  EXPECT_TRUE(put.is_new);
  const Capture back = store.capture(put.capture_id).value();
  EXPECT_EQ(back.body, capture.body);
  EXPECT_EQ(back.final_url, capture.final_url);
  EXPECT_EQ(back.captured_at, capture.captured_at);
  EXPECT_EQ(back.status, 203);
  EXPECT_EQ(back.media_type, capture.media_type);
  EXPECT_THAT(back.headers, ElementsAre(Pair("x", "1"), Pair("x", "\"2\"")));
  EXPECT_EQ(store.page("https://n.example/a").value()->validators.etag, "W/\"1\"");
  EXPECT_EQ(store.capture(12345).error().kind, ErrorKind::not_found);
}

TEST_F(CaptureTest, the_same_bytes_again_are_no_new_capture) {
  Store store = open();
  const auto first = keep(store, "https://n.example/a", "same");
  EXPECT_EQ(keep(store, "https://n.example/a", "same").capture_id, first.capture_id);
  const auto changed = keep(store, "https://n.example/a", "other");
  EXPECT_NE(changed.capture_id, first.capture_id);
  // Back to the first bytes: that is a change too, but the bytes are kept once.
  EXPECT_NE(keep(store, "https://n.example/a", "same").capture_id, first.capture_id);
  EXPECT_EQ(ask("SELECT count(*) FROM capture"), "3");
  EXPECT_EQ(ask("SELECT count(*) FROM body"), "2");
}

TEST_F(CaptureTest, an_empty_body_can_be_kept) {
  Store store = open();
  EXPECT_EQ(store.capture(keep(store, "https://n.example/a", "").capture_id).value().body, "");
}

TEST_F(CaptureTest, invalid_text_is_repaired_on_the_way_in) {
  Store store = open();
  keep(store, std::string("https://n.example/\xff\0z", 20), "x", "wi\xffre");
  EXPECT_EQ(ask("SELECT source_id FROM page"), "wi\xEF\xBF\xBDre");
}

TEST_F(CaptureTest, a_body_that_was_tampered_with_is_an_error) {
  Store store = open();
  const auto kept = keep(store, "https://n.example/a", "the first body");
  const auto other = keep(store, "https://n.example/b", "the other text");
  {
    SQLite::Database database(path_, SQLite::OPEN_READWRITE, 5000);
    database.exec(
        "UPDATE body SET zstd = x'00' WHERE sha256 = (SELECT body_sha256 FROM capture WHERE "
        "capture_id = " +
        std::to_string(kept.capture_id) + ")");
    database.exec(
        "UPDATE body SET raw_bytes = 9000000000 WHERE sha256 = (SELECT body_sha256 FROM capture "
        "WHERE capture_id = " +
        std::to_string(other.capture_id) + ")");
  }
  EXPECT_EQ(store.capture(kept.capture_id).error().kind, ErrorKind::store_unusable);
  EXPECT_EQ(store.capture(other.capture_id).error().kind, ErrorKind::store_unusable);
  // A frame of other bytes of the right length does not pass either.
  const std::string forged = Compressor().compress("the FIRST body").value();
  {
    SQLite::Database database(path_, SQLite::OPEN_READWRITE, 5000);
    SQLite::Statement update(database, "UPDATE body SET zstd = ? WHERE raw_bytes = 14");
    update.bind(1, forged.data(), static_cast<int>(forged.size()));
    update.exec();
  }
  EXPECT_THAT(store.capture(kept.capture_id).error().message,
              HasSubstr("not the one that was stored"));
}

TEST_F(CaptureTest, a_frame_that_holds_more_than_it_says_is_refused) {
  const std::string bomb = Compressor().compress(std::string(1 << 20, 'a')).value();
  EXPECT_FALSE(decompress(bomb, 1000));
  EXPECT_EQ(decompress(bomb, 1 << 20).value().size(), 1u << 20);
}

TEST_F(CaptureTest, a_failed_transaction_leaves_nothing) {
  Store store = open();
  const auto status = store.in_transaction([&]() -> Status {
    EXPECT_TRUE(store.add_page("https://n.example/a", "https://n.example/a", "s", "feed", {}));
    return fail(ErrorKind::cancelled, "stop");
  });
  EXPECT_EQ(status.error().kind, ErrorKind::cancelled);
  EXPECT_FALSE(store.page("https://n.example/a").value());
  EXPECT_TRUE(store.in_transaction([&]() -> Status {
    EXPECT_TRUE(store.add_page("https://n.example/a", "https://n.example/a", "s", "feed", {}));
    return {};
  }));
  EXPECT_TRUE(store.page("https://n.example/a").value());
}

TEST_F(CaptureTest, a_forgiven_failure_still_undoes_the_whole_transaction) {
  Store store = open();
  const auto status = store.in_transaction([&]() -> Status {
    EXPECT_TRUE(store.add_page("https://n.example/a", "https://n.example/a", "s", "feed", {}));
    EXPECT_FALSE(store.put_capture(999, Capture{}, {}));
    return {};
  });
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().kind, ErrorKind::not_found);
  EXPECT_FALSE(store.page("https://n.example/a").value());
}

TEST_F(CaptureTest, transactions_do_not_nest) {
  Store store = open();
  const auto status =
      store.in_transaction([&] { return store.in_transaction([]() -> Status { return {}; }); });
  EXPECT_EQ(status.error().kind, ErrorKind::internal);
}

TEST_F(CaptureTest, what_is_thrown_ends_its_transaction) {
  Store store = open();
  EXPECT_THROW(
      (void)store.in_transaction([]() -> Status { throw std::runtime_error("of the parser"); }),
      std::runtime_error);
  EXPECT_TRUE(store.in_transaction([]() -> Status { return {}; })) << "it is not open any more";
}

TEST_F(CaptureTest, a_full_database_says_so_and_stays_readable) {
  std::vector<CaptureId> kept;
  {
    Store store = open({.max_bytes = 640 * 1024});
    for (unsigned i = 0; i < 1000; ++i) {
      const std::string url = "https://n.example/" + std::to_string(i);
      const auto status = store.in_transaction([&]() -> Status {
        if (auto added = store.add_page(url, url, "wire", "article", at("2025-11-10")); !added)
          return tl::unexpected(added.error());
        Capture capture;
        capture.url = url;
        capture.body = noise(20000, i);
        const auto put = store.put_capture(store.page(url).value()->page_id, capture, {});
        if (!put) return tl::unexpected(put.error());
        kept.push_back(put->capture_id);
        return {};
      });
      if (status) continue;
      EXPECT_EQ(status.error().kind, ErrorKind::store_unusable);
      EXPECT_THAT(status.error().message, HasSubstr("no space left"));
      EXPECT_FALSE(store.page(url).value()) << "the page of the failed step was undone";
      break;
    }
    ASSERT_GT(kept.size(), 3u);
    ASSERT_LT(kept.size(), 100u);
    for (unsigned i = 0; i < kept.size(); ++i)
      EXPECT_EQ(store.capture(kept[i]).value().body, noise(20000, i));
  }
  // With more room it goes on.
  Store store = open();
  keep(store, "https://n.example/more", noise(20000, 5000));
  EXPECT_EQ(ask("PRAGMA integrity_check"), "ok");
}

TEST_F(CaptureTest, readers_read_while_a_writer_is_active) {
  Store writer = open();
  keep(writer, "https://n.example/a", "1");
  const Store reader = open({.read_only = true});
  ASSERT_TRUE(writer.in_transaction([&]() -> Status {
    EXPECT_TRUE(writer.add_page("https://n.example/b", "https://n.example/b", "wire", "article",
                                at("2025-11-10")));
    const Store second = open({.read_only = true});
    EXPECT_TRUE(second.page("https://n.example/a").value());
    EXPECT_FALSE(reader.page("https://n.example/b").value()) << "not committed yet";
    return {};
  }));
  EXPECT_TRUE(reader.page("https://n.example/b").value());
}

TEST_F(CaptureTest, two_processes_that_write_wait_for_each_other) {
  {
    open();
  }
  const auto write_fifty = [&](const std::string& prefix) {
    auto store = Store::open(path_);
    if (!store) return 1;
    for (int i = 0; i < 50; ++i) {
      const std::string url = prefix + std::to_string(i);
      if (!store->add_page(url, url, "wire", "article", at("2025-11-10"))) return 2;
    }
    return 0;
  };
  const pid_t child = ::fork();
  if (child == 0) ::_exit(write_fifty("https://child.example/"));
  EXPECT_EQ(write_fifty("https://parent.example/"), 0);
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 0);
  EXPECT_EQ(ask("SELECT count(*) FROM page"), "100");
}

TEST_F(CaptureTest, two_processes_may_create_the_database_at_once) {
  for (int round = 0; round < 10; ++round) {
    path_ = (folder_ / (std::to_string(round) + ".db")).string();
    const pid_t child = ::fork();
    if (child == 0) ::_exit(Store::open(path_) ? 0 : 1);
    const auto store = Store::open(path_);
    EXPECT_TRUE(store) << store.error().to_string();
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    EXPECT_EQ(ask("PRAGMA user_version"), std::to_string(schema_version()));
  }
}

// The child is killed inside an open transaction, after `done` whole ones; a byte on the pipe says
// that it is there.
void write_until_killed(const std::string& path, int ready) {
  auto store = Store::open(path);
  if (!store) ::_exit(1);
  for (int i = 0; i < 5; ++i) {
    const std::string url = "https://n.example/" + std::to_string(i);
    if (!store->add_page(url, url, "wire", "article", {})) ::_exit(2);
  }
  (void)store->in_transaction([&]() -> Status {
    for (int i = 5; i < 500; ++i) {
      const std::string url = "https://n.example/" + std::to_string(i);
      if (!store->add_page(url, url, "wire", "article", {})) ::_exit(3);
    }
    if (::write(ready, "x", 1) != 1) ::_exit(4);
    for (;;) ::pause();
  });
}

TEST_F(CaptureTest, a_writer_killed_in_a_transaction_leaves_nothing_half_written) {
  int ready[2];
  ASSERT_EQ(::pipe(ready), 0);
  const pid_t child = ::fork();
  if (child == 0) {
    ::close(ready[0]);
    write_until_killed(path_, ready[1]);
    ::_exit(9);
  }
  ::close(ready[1]);
  char byte = 0;
  ASSERT_EQ(::read(ready[0], &byte, 1), 1);
  ::close(ready[0]);
  ASSERT_EQ(::kill(child, SIGKILL), 0);
  ::waitpid(child, nullptr, 0);
  EXPECT_EQ(ask("SELECT count(*) FROM page"), "5");
  EXPECT_EQ(ask("PRAGMA integrity_check"), "ok");
  EXPECT_EQ(ask("PRAGMA foreign_key_check"), "no row");
  Store store = open();
  EXPECT_TRUE(
      store.add_page("https://n.example/5", "https://n.example/5", "wire", "article", {}).value());
}

TEST_F(CaptureTest, runs_are_kept_and_the_last_finished_one_is_told) {
  Store store = open();
  const auto first = store.start_run(at("2025-11-10T00:00:00Z"), "0.1.0").value();
  SourceRun row;
  row.source_id = "wire";
  row.requests = 3;
  row.failures = 1;
  row.outcome = "failed";
  row.message = "timeout";
  ASSERT_TRUE(store.finish_run(first, at("2025-11-10T00:01:00Z"), 1, {row}));
  const auto second = store.start_run(at("2025-11-10T01:00:00Z"), "0.1.0").value();
  EXPECT_NE(first, second);
  const auto told = store.last_run().value();
  ASSERT_EQ(told.size(), 1u);
  EXPECT_EQ(told[0].requests, 3);
  EXPECT_EQ(told[0].message, "timeout");
  row.outcome = "ok";
  ASSERT_TRUE(store.finish_run(second, at("2025-11-10T01:01:00Z"), 0, {row}));
  EXPECT_EQ(
      ask("SELECT last_outcome || ' ' || failed_runs_in_a_row || ' ' || runs FROM source_health"),
      "ok 0 2");
  EXPECT_EQ(store.finish_run(77, at("2025-11-10"), 0, {}).error().kind, ErrorKind::not_found);
}

}  // namespace
}  // namespace gongwatch::store
