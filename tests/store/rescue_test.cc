// Backups, and what is left of a damaged store.
#include "store/rescue.h"

#include <sys/resource.h>

#include <csignal>
#include <fstream>

#include "tests/store/fixture.h"

namespace gongwatch::store {
namespace {

using testing::HasSubstr;

bool go_on(std::int64_t, std::int64_t) { return true; }

class RescueTest : public StoreTest {
 protected:
  void fill(int pages) {
    Store store = open();
    for (int i = 0; i < pages; ++i) {
      const auto kept = keep(store, "https://n.example/" + std::to_string(i),
                             "body " + std::to_string(i * 7919) + std::string(500, 'a'));
      Document document;
      document.language = "en";
      document.title = "Story " + std::to_string(i);
      for (int word = 0; word < 300; ++word)
        document.text += "w" + std::to_string(i * 300 + word) + " ";
      const Status put = store.in_transaction([&]() -> Status {
        const auto article = store.put_article(kept.page_id, kept.capture_id, document, "1",
                                               at("2025-11-10T00:00:00Z"));
        return article ? Status{} : tl::unexpected(article.error());
      });
      EXPECT_TRUE(put);
    }
    Decision decision = first_application();
    decision.stages = {stage_fact(1, Stage::filed, "2025-05-01", true)};
    EXPECT_TRUE(store.apply(decision, from(1, std::nullopt), "1"));
  }
  std::string other(const std::string& name) const { return (folder_ / name).string(); }
  std::string bytes_of(const std::string& path) const {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  // Garbage over so many pages from the middle of the file.
  void damage(const std::string& path, std::size_t pages) const {
    std::string bytes = bytes_of(path);
    const std::size_t begin = bytes.size() / 2 / 4096 * 4096;
    for (std::size_t i = begin; i < std::min(begin + pages * 4096, bytes.size()); ++i)
      bytes[i] = '\x5a';
    std::ofstream(path, std::ios::binary) << bytes;
  }
  static std::int64_t saved(const std::vector<Salvaged>& tables, const std::string& name) {
    for (const Salvaged& table : tables) {
      if (table.table == name) return table.saved;
    }
    return -1;
  }
};

TEST_F(RescueTest, a_backup_is_whole_while_another_writes) {
  fill(20);
  Store writer = open();
  keep(writer, "https://n.example/wal", "still in the -wal file");
  const auto done = back_up_store(path_, other("copy.db"), [&](std::int64_t, std::int64_t) {
    keep(writer, "https://n.example/meanwhile", "written while the copy is made");
    return true;
  });
  ASSERT_TRUE(done) << done.error().to_string();
  EXPECT_EQ(done->articles, 20) << "what was checked is told: nobody need read the copy again";
  EXPECT_EQ(done->captures, 21);
  const auto checked = check_store(other("copy.db"));
  ASSERT_TRUE(checked) << checked.error().to_string();
  EXPECT_EQ(checked->version, schema_version());
  EXPECT_EQ(checked->articles, 20);
  EXPECT_EQ(checked->captures, 21);
  EXPECT_EQ(checked->applications, 1);
  EXPECT_FALSE(std::filesystem::exists(other("copy.db-wal")));
  EXPECT_TRUE(Store::open(other("copy.db")));
}

TEST_F(RescueTest, a_backup_overwrites_nothing_and_leaves_no_half) {
  fill(3);
  std::ofstream(other("there.db")) << "mine";
  const auto refused = back_up_store(path_, other("there.db"), go_on);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::invalid_argument);
  EXPECT_EQ(bytes_of(other("there.db")), "mine");
  EXPECT_FALSE(back_up_store(path_, other("no/such/folder.db"), go_on));
  const auto stopped =
      back_up_store(path_, other("half.db"), [](std::int64_t, std::int64_t) { return false; });
  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().kind, ErrorKind::cancelled);
  EXPECT_FALSE(std::filesystem::exists(other("half.db.new")));
  EXPECT_FALSE(back_up_store(other("nothing.db"), other("x.db"), go_on));
}

TEST_F(RescueTest, a_check_tells_foreign_newer_damaged_and_missing_files_apart) {
  fill(30);
  EXPECT_THAT(check_store(other("none.db")).error().message, HasSubstr("no such file"));
  std::ofstream(other("text.db")) << std::string(5000, 'x');
  EXPECT_THAT(check_store(other("text.db")).error().message, HasSubstr("not an SQLite database"));
  SQLite::Database(other("foreign.db"), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE)
      .exec("CREATE TABLE x (y)");
  EXPECT_THAT(check_store(other("foreign.db")).error().message, HasSubstr("not a store"));
  ASSERT_TRUE(back_up_store(path_, other("damaged.db"), go_on));
  damage(other("damaged.db"), 3);
  const auto damaged = check_store(other("damaged.db"));
  ASSERT_FALSE(damaged);
  EXPECT_EQ(damaged.error().kind, ErrorKind::store_unusable);
  EXPECT_THAT(damaged.error().message, HasSubstr("damaged"));
  ASSERT_TRUE(back_up_store(path_, other("newer.db"), go_on));
  SQLite::Database(other("newer.db"), SQLite::OPEN_READWRITE).exec("PRAGMA user_version = 99");
  EXPECT_THAT(check_store(other("newer.db")).error().message, HasSubstr("version 99"));
}

TEST_F(RescueTest, all_is_saved_of_a_store_that_is_whole) {
  fill(20);
  const auto tables = salvage_store(path_, other("new.db"));
  ASSERT_TRUE(tables) << tables.error().to_string();
  for (const Salvaged& table : *tables) {
    EXPECT_EQ(table.lost, 0) << table.table;
    EXPECT_EQ(table.left_out, 0) << table.table;
    EXPECT_FALSE(table.end_unknown) << table.table;
  }
  EXPECT_EQ(saved(*tables, "article"), 20);
  EXPECT_EQ(saved(*tables, "capture"), 20);
  EXPECT_EQ(saved(*tables, "stage_fact"), 1);
  path_ = other("new.db");
  const Store made = open();
  EXPECT_EQ(made.list({}).value().size(), 1u);
  EXPECT_EQ(made.search_pending().value(), 20);
  EXPECT_EQ(ask("PRAGMA integrity_check"), "ok");
}

TEST_F(RescueTest, of_a_damaged_store_the_rest_is_saved_and_what_is_lost_is_said) {
  fill(200);
  ASSERT_TRUE(back_up_store(path_, other("damaged.db"), go_on));
  damage(other("damaged.db"), 12);
  const std::string before = bytes_of(other("damaged.db"));
  const auto tables = salvage_store(other("damaged.db"), other("new.db"));
  ASSERT_TRUE(tables) << tables.error().to_string();
  EXPECT_EQ(bytes_of(other("damaged.db")), before);
  std::int64_t lost = 0;
  for (const Salvaged& table : *tables) lost += table.lost + table.left_out + table.end_unknown;
  EXPECT_GT(lost, 0);
  EXPECT_GT(saved(*tables, "article"), 100);
  EXPECT_LT(saved(*tables, "article"), 200);
  path_ = other("new.db");
  const Store made = open();
  EXPECT_EQ(ask("PRAGMA integrity_check"), "ok");
  EXPECT_EQ(ask("SELECT count(*) FROM pragma_foreign_key_check"), "0");
  EXPECT_EQ(ask("SELECT count(*) || '' FROM article"), std::to_string(saved(*tables, "article")));
  EXPECT_TRUE(made.list({}));
}

TEST_F(RescueTest, a_row_that_the_new_table_does_not_take_is_counted_as_lost) {
  fill(20);
  SQLite::Database old(path_, SQLite::OPEN_READWRITE);
  old.exec("PRAGMA foreign_keys = OFF");
  old.exec("PRAGMA writable_schema = ON");
  old.exec("UPDATE sqlite_master SET sql = replace(sql, 'STRICT', '') WHERE name = 'article'");
  old.exec("PRAGMA writable_schema = RESET");
  old.exec("UPDATE article SET capture_id = 'no ' || article_id WHERE article_id IN (7, 20)");
  const auto tables = salvage_store(path_, other("new.db"));
  ASSERT_TRUE(tables) << tables.error().to_string();
  EXPECT_EQ(saved(*tables, "article"), 18);
  for (const Salvaged& table : *tables)
    EXPECT_EQ(table.lost, table.table == "article" ? 2 : 0) << table.table;
}

TEST_F(RescueTest, a_full_disk_is_no_loss_of_rows) {
  fill(5);
  {
    Store store = open();
    std::string noise;
    for (std::uint32_t i = 1, at = 1; i < 3'000'000; ++i) {
      at = at * 1664525U + 1013904223U;
      noise += static_cast<char>(at >> 24U);
    }
    keep(store, "https://n.example/large", noise);
  }
  rlimit before{};
  ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &before), 0);
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  rlimit small = before;
  small.rlim_cur = 1 << 20;
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &small), 0);
  const auto tables = salvage_store(path_, other("new.db"));
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &before), 0);
  std::signal(SIGXFSZ, handler);
  ASSERT_FALSE(tables);
  EXPECT_THAT(tables.error().to_string(), HasSubstr("new.db"));
  EXPECT_THAT(tables.error().message, testing::Not(HasSubstr("transaction")));
}

TEST_F(RescueTest, what_lies_behind_too_many_damaged_places_is_said_to_be_unknown) {
  fill(200);
  ASSERT_TRUE(back_up_store(path_, other("damaged.db"), go_on));
  damage(other("damaged.db"), 12);
  std::string bytes = bytes_of(other("damaged.db"));
  for (std::size_t i = bytes.size() / 4096 * 3 / 4 * 4096; i < bytes.size(); ++i) bytes[i] = '\x5a';
  std::ofstream(other("damaged.db"), std::ios::binary) << bytes;
  const auto all = salvage_store(other("damaged.db"), other("all.db"));
  const auto some = salvage_store(other("damaged.db"), other("some.db"), 1);
  ASSERT_TRUE(all);
  ASSERT_TRUE(some);
  ASSERT_EQ(all->size(), some->size());
  int cut_off = 0;
  for (std::size_t i = 0; i < all->size(); ++i) {
    EXPECT_EQ((*some)[i].end_unknown, (*all)[i].end_unknown) << (*all)[i].table;
    cut_off += (*all)[i].end_unknown && (*some)[i].saved < (*all)[i].saved ? 1 : 0;
  }
  EXPECT_GT(cut_off, 0);
}

TEST_F(RescueTest, bytes_that_were_lost_are_kept_again_when_they_come_again) {
  fill(1);
  SQLite::Database(path_, SQLite::OPEN_READWRITE).exec("UPDATE body SET zstd = x''");
  Store store = open();
  const auto lost = store.capture(1);
  ASSERT_FALSE(lost);
  EXPECT_EQ(lost.error().kind, ErrorKind::not_found);
  keep(store, "https://n.example/0", "body 0" + std::string(500, 'a'));
  EXPECT_EQ(store.capture(1).value().body, "body 0" + std::string(500, 'a'));
}

TEST_F(RescueTest, a_damaged_list_of_tables_is_made_again) {
  fill(60);
  ASSERT_TRUE(back_up_store(path_, other("whole.db"), go_on));
  const std::string whole = bytes_of(other("whole.db"));
  std::vector<std::size_t> pages;
  {
    SQLite::Database database(other("whole.db"), SQLite::OPEN_READONLY);
    SQLite::Statement page(database, "SELECT pageno FROM dbstat WHERE name = 'sqlite_schema'");
    while (page.executeStep()) pages.push_back(page.getColumn(0).getUInt());
  }
  ASSERT_GT(pages.size(), 10u);
  constexpr std::size_t kEvery = 4;
  for (std::size_t i = 0; i < pages.size(); i += kEvery) {
    const std::size_t page = pages[i];
    const std::string file = other("damaged" + std::to_string(page) + ".db");
    std::string bytes = whole;
    std::fill_n(bytes.begin() + static_cast<std::ptrdiff_t>((page - 1) * 4096), 4096, '\x5a');
    std::ofstream(file, std::ios::binary) << bytes;
    path_ = other("new" + std::to_string(page) + ".db");
    const auto tables = salvage_store(file, path_);
    ASSERT_TRUE(tables) << page << " " << tables.error().to_string();
    EXPECT_EQ(bytes_of(file), bytes);
    EXPECT_FALSE(std::filesystem::exists(path_ + ".rebuilt"));
    for (const Salvaged& table : *tables) {
      EXPECT_EQ(table.lost + table.left_out, 0) << page << " " << table.table;
      EXPECT_FALSE(table.end_unknown) << page << " " << table.table;
    }
    EXPECT_EQ(saved(*tables, "article"), 60) << page;
    EXPECT_EQ(saved(*tables, "capture"), 60) << page;
    EXPECT_EQ(saved(*tables, "stage_fact"), 1) << page;
    EXPECT_EQ(open().list({}).value().size(), 1u);
    EXPECT_EQ(ask("PRAGMA integrity_check"), "ok");
  }
}

// VACUUM has moved all tables, so that a lost row of the list leaves no trace of its own.
TEST_F(RescueTest, a_table_whose_place_is_forgotten_is_said_to_be_lost) {
  fill(60);
  SQLite::Database(path_, SQLite::OPEN_READWRITE).exec("PRAGMA page_size = 8192; VACUUM");
  ASSERT_TRUE(back_up_store(path_, other("damaged.db"), go_on));
  std::size_t page = 0;
  std::size_t bytes_of_page = 0;
  {
    SQLite::Database database(other("damaged.db"), SQLite::OPEN_READONLY);
    bytes_of_page = database.execAndGet("PRAGMA page_size").getUInt();
    page = database
               .execAndGet(
                   "SELECT min(pageno) FROM dbstat WHERE name = 'sqlite_schema' AND "
                   "pagetype = 'leaf'")
               .getUInt();
  }
  std::string bytes = bytes_of(other("damaged.db"));
  std::fill_n(bytes.begin() + static_cast<std::ptrdiff_t>((page - 1) * bytes_of_page),
              bytes_of_page, '\x5a');
  std::ofstream(other("damaged.db"), std::ios::binary) << bytes;
  const auto tables = salvage_store(other("damaged.db"), other("new.db"));
  ASSERT_TRUE(tables) << tables.error().to_string();
  int unknown = 0;
  std::int64_t all = 0;
  for (const Salvaged& table : *tables) {
    unknown += table.end_unknown ? 1 : 0;
    all += table.saved;
  }
  EXPECT_GT(unknown, 0);
  EXPECT_LT(unknown, static_cast<int>(tables->size()));
  EXPECT_GT(all, 0);
  path_ = other("new.db");
  EXPECT_TRUE(open().list({}));
  EXPECT_EQ(ask("PRAGMA integrity_check"), "ok");
}

TEST_F(RescueTest, nothing_can_be_saved_of_what_shows_no_sign_of_a_store) {
  std::ofstream(other("text.db")) << std::string(50'000, 'x');
  std::ofstream(other("zeros.db")) << std::string(50'000, '\0');
  {
    SQLite::Database foreign(other("foreign.db"), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    for (const char* name : {"a", "b", "c", "page", "capture"})
      foreign.exec(std::string("CREATE TABLE ") + name + " (x)");
  }
  std::string bytes = bytes_of(other("foreign.db"));
  for (std::size_t i = 0; i < 4096; ++i) bytes[i] = '\x5a';
  std::ofstream(other("foreign.db"), std::ios::binary) << bytes;
  for (const char* name : {"text.db", "zeros.db", "foreign.db"}) {
    const auto tables = salvage_store(other(name), other("new.db"));
    ASSERT_FALSE(tables) << name;
    EXPECT_EQ(tables.error().kind, ErrorKind::store_unusable) << name;
    EXPECT_FALSE(std::filesystem::exists(other("new.db"))) << name;
    EXPECT_FALSE(std::filesystem::exists(other("new.db.rebuilt"))) << name;
  }
}

}  // namespace
}  // namespace gongwatch::store
