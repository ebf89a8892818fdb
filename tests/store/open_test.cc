// Opening: new, old, foreign, newer, damaged and unwritable databases.
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <future>
#include <set>
#include <vector>

#include "model/names.h"
#include "store/migrations.h"
#include "tests/store/fixture.h"

namespace gongwatch::store {
namespace {

using testing::HasSubstr;

class OpenTest : public StoreTest {
 protected:
  void expect_unusable(std::string_view reason, const OpenOptions& options = {}) {
    const auto store = Store::open(path_, options);
    ASSERT_FALSE(store);
    EXPECT_EQ(store.error().kind, ErrorKind::store_unusable);
    EXPECT_THAT(store.error().message, HasSubstr(std::string(reason)));
    EXPECT_THAT(store.error().context, HasSubstr(folder_.string()));
  }

  void write_file(const std::string& bytes) const {
    std::ofstream(path_, std::ios::binary) << bytes;
  }
  std::string read_file() const {
    std::ifstream file(path_, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  // A database as version `version` left it, with a page, a capture and (from version 2) facts.
  void make_version(std::size_t version) const {
    SQLite::Database database(path_, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    for (std::size_t step = 0; step < version; ++step) database.exec(migrations()[step].sql);
    database.exec("PRAGMA application_id = " + std::to_string(kApplicationId));
    database.exec("PRAGMA user_version = " + std::to_string(version));
    database.exec(
        "INSERT INTO page (page_id, url, original_url, source_id, role, first_seen_at, due_at) "
        "VALUES (7, 'https://n.example/a', 'https://n.example/a', 'wire', 'article', "
        "'2025-11-10T00:00:00Z', '2025-11-10T00:00:00Z')");
    database.exec("INSERT INTO body VALUES ('00', x'', 0)");
    database.exec(
        "INSERT INTO capture VALUES (5, 7, 'https://n.example/a', 'https://n.example/a', 'wire', "
        "'2025-11-10T00:00:00Z', 200, 'text/html', '[]', '00')");
    if (version < 2) return;
    database.exec(
        "INSERT INTO issuer (issuer_id, source_id, capture_id, known_at) "
        "VALUES (1, 'wire', 5, '2025-11-10T00:00:00Z')");
    database.exec(
        "INSERT INTO issuer_name (issuer_id, name, key, kind, language, source_id, capture_id, "
        "known_at) VALUES (1, 'Lantern', 'lantern', 'official', 'en', 'wire', 5, "
        "'2025-11-10T00:00:00Z')");
    database.exec(
        "INSERT INTO application (application_id, issuer_id, hkex_id, source_id, capture_id, "
        "known_at) VALUES (1, 1, 108001, 'wire', 5, '2025-11-10T00:00:00Z')");
    database.exec(
        "INSERT INTO stage_fact (application_id, issuer_name, stage, disclosed_on, official, "
        "history, attached_by, source_id, capture_id, evidence_in, evidence_begin, evidence_end, "
        "quote, rule, parser_version, known_at) VALUES (1, 'X', 'phip', '2025-11-09', 1, 0, "
        "'hkex-id', 'hkex', 5, 'feed', 0, 0, '{}', 'r', '1', '2025-11-10T00:00:00Z')");
  }
};

TEST_F(OpenTest, makes_the_folder_and_the_database) {
  path_ = (folder_ / "deep" / "er" / "g.db").string();
  open();
  EXPECT_EQ(ask("PRAGMA application_id"), std::to_string(kApplicationId));
  EXPECT_EQ(ask("PRAGMA user_version"), std::to_string(schema_version()));
  EXPECT_EQ(ask("PRAGMA journal_mode"), "wal");
}

TEST_F(OpenTest, a_new_database_needs_no_backup) {
  open();
  for (const auto& entry : std::filesystem::directory_iterator(folder_)) {
    EXPECT_NE(entry.path().extension(), ".bak") << entry.path();
  }
}

// Everything that a store holds, with where it stands in the file.
std::string everything_in(SQLite::Database& database) {
  std::string all;
  const auto add = [&](const std::string& sql) {
    SQLite::Statement row(database, sql);
    while (row.executeStep()) {
      for (int i = 0; i < row.getColumnCount(); ++i) all += row.getColumn(i).getString() + "|";
      all += "\n";
    }
  };
  add("PRAGMA application_id");
  add("PRAGMA user_version");
  add("PRAGMA page_size");
  add("PRAGMA auto_vacuum");
  add("PRAGMA page_count");
  add("SELECT type, name, tbl_name, rootpage, sql FROM sqlite_master ORDER BY rowid");
  std::vector<std::string> tables;
  SQLite::Statement table(database,
                          "SELECT name FROM pragma_table_list WHERE schema = 'main' "
                          "AND type IN ('table', 'shadow') ORDER BY name");
  while (table.executeStep()) tables.push_back(table.getColumn(0).getString());
  for (const std::string& name : tables) {
    if (name.starts_with("sqlite_")) continue;
    all += name + "\n";
    add("SELECT * FROM \"" + name + "\"");
  }
  return all;
}

TEST_F(OpenTest, a_new_database_is_the_one_that_the_steps_make) {
  const std::string by_steps = (folder_ / "steps.db").string();
  std::ofstream(by_steps).flush();  // an empty file is filled step by step
  ASSERT_TRUE(Store::open(by_steps));
  open();
  SQLite::Database expected(by_steps, SQLite::OPEN_READWRITE);
  SQLite::Database found(path_, SQLite::OPEN_READWRITE);
  const std::string all = everything_in(expected);
  EXPECT_THAT(all, HasSubstr("CREATE VIEW ipo"));
  EXPECT_THAT(all, HasSubstr("refiled|2|0|"));
  EXPECT_EQ(everything_in(found), all);
  EXPECT_EQ(ask("PRAGMA integrity_check"), "ok");
}

// Of a store whose file was taken away, not its -wal.
TEST_F(OpenTest, what_is_left_of_another_store_does_not_get_into_a_new_one) {
  const std::string kept = (folder_ / "kept-wal").string();
  {
    Store store = open();
    keep(store, "https://n.example/", "a body");
    std::filesystem::copy_file(path_ + "-wal", kept);
  }
  std::filesystem::remove(path_);
  std::filesystem::rename(kept, path_ + "-wal");
  open();
  EXPECT_EQ(ask("SELECT count(*) FROM page"), "0");
  EXPECT_EQ(ask("PRAGMA integrity_check"), "ok");
}

TEST_F(OpenTest, a_new_database_keeps_to_its_limit_and_to_the_umask) {
  const mode_t before = ::umask(027);
  open();
  ::umask(before);
  using std::filesystem::perms;
  EXPECT_EQ(std::filesystem::status(path_).permissions(),
            perms::owner_read | perms::owner_write | perms::group_read);
  path_ = (folder_ / "small.db").string();
  const auto store = Store::open(path_, {.max_bytes = 64 * 1024});
  ASSERT_FALSE(store);
  EXPECT_THAT(store.error().message, HasSubstr("full"));
  EXPECT_LE(std::filesystem::file_size(path_), 64U * 1024U);
}

TEST_F(OpenTest, several_may_make_the_database_at_once) {
  std::vector<std::future<bool>> opened;
  for (int i = 0; i < 8; ++i) {
    opened.push_back(std::async(std::launch::async, [this, i] {
      auto store = Store::open(path_);
      const std::string url = "https://n.example/" + std::to_string(i);
      return store && store->add_page(url, url, "wire", "article", at("2025-11-10T00:00:00Z"));
    }));
  }
  for (auto& one : opened) EXPECT_TRUE(one.get());
  EXPECT_EQ(ask("SELECT count(*) FROM page"), "8");
  for (const auto& entry : std::filesystem::directory_iterator(folder_)) {
    const std::string rest = entry.path().string().substr(path_.size());
    EXPECT_THAT(rest, testing::AnyOf("", "-wal", "-shm"));
  }
}

TEST_F(OpenTest, migrates_from_every_older_version_and_keeps_the_rows) {
  ASSERT_GE(schema_version(), 3);
  for (int version = 1; version < schema_version(); ++version) {
    path_ = (folder_ / ("v" + std::to_string(version) + ".db")).string();
    make_version(static_cast<std::size_t>(version));
    const Store store = open();
    EXPECT_EQ(ask("PRAGMA user_version"), std::to_string(schema_version()));
    EXPECT_EQ(ask("SELECT source_id FROM page WHERE page_id = 7"), "wire");
    EXPECT_EQ(ask("SELECT captured_at FROM capture WHERE capture_id = 5"), "2025-11-10T00:00:00Z");
    EXPECT_EQ(ask("SELECT count(*) || '' FROM ipo"), version >= 2 ? "1" : "0");
    if (version >= 2) {
      EXPECT_EQ(ask("SELECT stage || ' ' || name_en FROM ipo"), "phip Lantern");
    }
    EXPECT_EQ(ask("PRAGMA integrity_check"), "ok");
  }
}

TEST_F(OpenTest, captures_of_addresses_with_days_get_the_address_that_was_asked) {
  const std::string asked = "https://n.example/s?from=20251103&to=20251110";
  for (const char* kept : {"https://n.example/s?from={days_ago:7}&to={today}",
                           "https://n.example/s?from=%7Bdays_ago:7%7D&to=%7Btoday%7D"}) {
    std::filesystem::remove(path_);
    make_version(12);
    SQLite::Database(path_, SQLite::OPEN_READWRITE)
        .exec("UPDATE capture SET url = '" + std::string(kept) + "', final_url = '" + asked + "'");
    open();
    EXPECT_EQ(ask("SELECT url FROM capture"), asked) << kept;
  }
  std::filesystem::remove(path_);
  make_version(12);
  SQLite::Database(path_, SQLite::OPEN_READWRITE)
      .exec("UPDATE capture SET url = 'https://n.example/{id}', final_url = 'https://m.example/'");
  open();
  EXPECT_EQ(ask("SELECT url FROM capture"), "https://n.example/{id}");
}

TEST_F(OpenTest, backs_up_before_it_migrates) {
  make_version(2);
  open();
  path_ += ".v2.bak";
  EXPECT_EQ(ask("PRAGMA user_version"), "2");
  EXPECT_EQ(ask("PRAGMA application_id"), std::to_string(kApplicationId));
  EXPECT_EQ(ask("SELECT count(*) FROM stage_fact"), "1");
}

TEST_F(OpenTest, changes_nothing_if_the_backup_cannot_be_made) {
  make_version(2);
  std::filesystem::create_directory(path_ + ".v2.bak");
  std::ofstream(path_ + ".v2.bak/file") << "x";
  expect_unusable("the backup");
  EXPECT_EQ(ask("PRAGMA user_version"), "2");
}

TEST_F(OpenTest, a_migration_that_fails_leaves_the_older_version_whole) {
  make_version(1);
  {
    SQLite::Database database(path_, SQLite::OPEN_READWRITE);
    database.exec("CREATE TABLE figure_fact (x)");  // in the way of step 2
  }
  const auto store = Store::open(path_);
  ASSERT_FALSE(store);
  EXPECT_THAT(store.error().message, HasSubstr("migration 2 (facts) failed and was undone"));
  EXPECT_EQ(ask("PRAGMA user_version"), "1");
  EXPECT_EQ(ask("SELECT count(*) FROM sqlite_master WHERE name = 'article'"), "0");
}

TEST_F(OpenTest, the_stage_table_knows_every_stage) {
  open();
  int count = 0;
  for (int value = 0; value <= static_cast<int>(Stage::returned); ++value, ++count) {
    const std::string stage(name_of(static_cast<Stage>(value)));
    EXPECT_EQ(ask("SELECT position FROM stage WHERE stage = '" + stage + "'"),
              std::to_string(value + 1));
  }
  EXPECT_EQ(ask("SELECT count(*) FROM stage"), std::to_string(count));
}

TEST_F(OpenTest, refuses_the_database_of_another_program_and_leaves_it_alone) {
  {
    SQLite::Database database(path_, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    database.exec("CREATE TABLE contacts (name TEXT)");
    database.exec("PRAGMA application_id = 42");
  }
  const std::string before = read_file();
  expect_unusable("another program");
  EXPECT_EQ(read_file(), before);
}

TEST_F(OpenTest, refuses_tables_that_are_not_ours_without_an_application_id) {
  {
    SQLite::Database database(path_, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    database.exec("CREATE TABLE page (name TEXT)");
  }
  expect_unusable("another program");
}

TEST_F(OpenTest, refuses_our_id_without_our_tables) {
  {
    SQLite::Database database(path_, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    database.exec("CREATE TABLE contacts (name TEXT)");
    database.exec("PRAGMA application_id = " + std::to_string(kApplicationId));
    database.exec("PRAGMA user_version = 1");
  }
  expect_unusable("the tables of gongwatch are not in it");
}

TEST_F(OpenTest, refuses_a_newer_version_and_says_which) {
  open();
  SQLite::Database(path_, SQLite::OPEN_READWRITE).exec("PRAGMA user_version = 99");
  expect_unusable("version 99");
  expect_unusable("version 99", {.read_only = true});
}

TEST_F(OpenTest, refuses_a_file_that_is_no_database) {
  write_file(std::string(5000, 'x'));
  expect_unusable("not an SQLite database");
  EXPECT_EQ(read_file(), std::string(5000, 'x'));
}

TEST_F(OpenTest, refuses_a_folder) {
  std::filesystem::create_directory(path_);
  expect_unusable("this is a folder");
}

TEST_F(OpenTest, refuses_an_empty_path) {
  EXPECT_EQ(Store::open("").error().kind, ErrorKind::invalid_argument);
}

TEST_F(OpenTest, takes_an_empty_file_as_a_new_database) {
  write_file("");
  open();
  EXPECT_EQ(ask("PRAGMA user_version"), std::to_string(schema_version()));
}

TEST_F(OpenTest, reads_only_what_exists_and_is_up_to_date) {
  expect_unusable("no database here", {.read_only = true});
  EXPECT_FALSE(std::filesystem::exists(path_));
  make_version(2);
  expect_unusable("`gongwatch run` brings it up to date", {.read_only = true});
  EXPECT_EQ(ask("PRAGMA user_version"), "2");
}

TEST_F(OpenTest, a_path_that_looks_like_a_uri_or_memory_is_a_file_name) {
  const auto before = std::filesystem::current_path();
  std::filesystem::current_path(folder_);
  EXPECT_TRUE(Store::open(":memory:"));
  EXPECT_TRUE(Store::open("file:x.db?mode=memory"));
  std::filesystem::current_path(before);
  EXPECT_TRUE(std::filesystem::exists(folder_ / ":memory:"));
  EXPECT_TRUE(std::filesystem::exists(folder_ / "file:x.db?mode=memory"));
}

TEST_F(OpenTest, a_read_only_store_writes_nothing) {
  open();
  Store store = open({.read_only = true});
  const auto added = store.add_page("https://n.example/", "https://n.example/", "s", "feed", {});
  ASSERT_FALSE(added);
  EXPECT_EQ(added.error().kind, ErrorKind::store_unusable);
  EXPECT_THAT(added.error().message, HasSubstr("not writable"));
}

// Root may write everything: the child gives up its rights first. Exit 0: the error was as it
// should be.
int open_without_rights(const std::string& path) {
  if (::geteuid() == 0 && (::setgid(65534) != 0 || ::setuid(65534) != 0)) return 2;
  const auto store = Store::open(path);
  if (store) return 3;
  if (store.error().kind != ErrorKind::store_unusable) return 4;
  return store.error().message.find("permissions") == std::string::npos ? 5 : 0;
}

int exit_of(pid_t child) {
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST_F(OpenTest, says_that_a_file_is_not_writable) {
  open();
  using std::filesystem::perms;
  std::filesystem::permissions(folder_, perms::all);
  std::filesystem::permissions(path_, perms::owner_read | perms::group_read | perms::others_read);
  const pid_t child = ::fork();
  if (child == 0) ::_exit(open_without_rights(path_));
  EXPECT_EQ(exit_of(child), 0);
}

TEST_F(OpenTest, says_that_a_folder_is_not_writable) {
  using std::filesystem::perms;
  std::filesystem::permissions(folder_, perms::owner_read | perms::owner_exec | perms::group_read |
                                            perms::group_exec | perms::others_read |
                                            perms::others_exec);
  const pid_t child = ::fork();
  if (child == 0) ::_exit(open_without_rights(path_));
  EXPECT_EQ(exit_of(child), 0);
}

TEST_F(OpenTest, a_damaged_page_is_an_error_of_the_store_not_a_crash) {
  {
    Store store = open();
    for (int i = 0; i < 200; ++i) {
      keep(store, "https://n.example/" + std::to_string(i), "body " + std::to_string(i));
    }
  }
  std::string bytes = read_file();
  for (std::size_t i = 4096 * 2; i < bytes.size(); ++i) bytes[i] = '\x5a';
  write_file(bytes);
  const auto store = Store::open(path_);
  const auto pages = store ? store->due_pages("wire", "article", at("2026-01-01"), 1000)
                           : tl::unexpected(store.error());
  ASSERT_FALSE(pages);
  EXPECT_EQ(pages.error().kind, ErrorKind::store_unusable);
  EXPECT_THAT(pages.error().message, HasSubstr("damaged"));
  EXPECT_THAT(pages.error().message, HasSubstr("backup"));
}

}  // namespace
}  // namespace gongwatch::store
