// Questions of a person in SQL.
#include "tests/store/fixture.h"

namespace gongwatch::store {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class SqlTest : public StoreTest {
 protected:
  SqlTest() : store_(open()) {
    const auto kept = keep(store_, "https://h.example/feed.json", std::string(500, 'x'), "hkex");
    Decision decision = first_application();
    decision.stages = {stage_fact(1, Stage::phip, "2025-11-09", true)};
    EXPECT_TRUE(store_.apply(decision, from(kept.capture_id, std::nullopt), "1"));
  }

  void expect_refused(const std::string& statement, ErrorKind kind = ErrorKind::invalid_argument) {
    const Store reader = open({.read_only = true});
    for (const Store* store : {const_cast<const Store*>(&store_), &reader}) {
      const auto answer = store->sql(statement);
      ASSERT_FALSE(answer) << statement;
      EXPECT_EQ(answer.error().kind, kind) << statement << ": " << answer.error().to_string();
      EXPECT_FALSE(answer.error().message.empty());
    }
  }

  Store store_;
};

TEST_F(SqlTest, answers_with_columns_rows_and_nulls) {
  const auto answer =
      store_.sql("SELECT stage, hkex_id, stock_code, 1.5 AS x FROM ipo; -- all").value();
  EXPECT_THAT(answer.columns, ElementsAre("stage", "hkex_id", "stock_code", "x"));
  ASSERT_THAT(answer.rows, SizeIs(1));
  EXPECT_THAT(answer.rows[0], ElementsAre("phip", "108001", std::nullopt, "1.5"));
  EXPECT_THAT(store_.sql("SELECT * FROM ipo WHERE 0").value().rows, IsEmpty());
  EXPECT_THAT(store_.sql("SELECT * FROM ipo WHERE 0").value().columns, SizeIs(30));
}

TEST_F(SqlTest, other_questions_than_select_are_allowed) {
  const char* const kRecursive =
      "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3) SELECT * "
      "FROM n";
  for (const char* question :
       {kRecursive, "EXPLAIN SELECT 1", "EXPLAIN QUERY PLAN SELECT * FROM ipo",
        "PRAGMA table_info(ipo)", "VALUES (1)", "SELECT name FROM pragma_table_info('ipo')",
        "PRAGMA user_version", "SELECT value FROM json_each('[1,2]')",
        "SELECT instr(gw_fold('A'), 'a')"}) {
    const auto answer = store_.sql(question);
    ASSERT_TRUE(answer) << question << ": " << answer.error().to_string();
    EXPECT_FALSE(answer->rows.empty()) << question;
  }
}

TEST_F(SqlTest, bytes_are_shown_as_hex_up_to_a_bound) {
  EXPECT_EQ(store_.sql("SELECT x'00ff'").value().rows[0][0], "X'00FF'");
  EXPECT_EQ(store_.sql("SELECT x''").value().rows[0][0], "X''");
  EXPECT_EQ(store_.sql("SELECT zeroblob(100)").value().rows[0][0],
            "X'" + std::string(128, '0') + "…'");
  EXPECT_EQ(store_.sql("SELECT CAST(x'61ff62' AS TEXT)").value().rows[0][0],
            "a\xEF\xBF\xBD"
            "b");
}

TEST_F(SqlTest, nothing_that_writes_attaches_or_sets_is_allowed) {
  for (const char* statement : {"DELETE FROM page",
                                "INSERT INTO notice VALUES ('a', 'b', 'c', 'd')",
                                "DROP TABLE page",
                                "CREATE TABLE x (y)",
                                "UPDATE page SET url = 'x' RETURNING url",
                                "CREATE TEMP TABLE x (y)",
                                "VACUUM",
                                "ATTACH DATABASE '/tmp/gongwatch-other.db' AS other",
                                "DETACH DATABASE main",
                                "BEGIN",
                                "COMMIT",
                                "SAVEPOINT x",
                                "PRAGMA query_only = OFF",
                                "PRAGMA journal_mode = DELETE",
                                "PRAGMA user_version = 7",
                                "PRAGMA writable_schema = ON",
                                "PRAGMA wal_checkpoint",
                                "PRAGMA foreign_keys = OFF",
                                "PRAGMA cache_size",
                                "ANALYZE",
                                "UPDATE sqlite_master SET sql = 'x'",
                                "REINDEX",
                                "SELECT load_extension('/tmp/x.so')",
                                "EXPLAIN DELETE FROM page",
                                "WITH x AS (SELECT 1) DELETE FROM page"}) {
    expect_refused(statement);
  }
  EXPECT_EQ(ask("PRAGMA user_version"), std::to_string(schema_version()));
  EXPECT_EQ(ask("SELECT count(*) FROM page"), "1");
}

TEST_F(SqlTest, one_whole_statement_that_sqlite_understands) {
  for (const std::string statement :
       {"", "  ;; -- nothing", "SELECT 1; SELECT 2", "SELECT 1; DROP TABLE page", "SELEC 1",
        "SELECT * FROM nowhere", "SELECT ?", "SELECT 1; nonsense", "SELECT 'open",
        "SELECT zeroblob(100000000)"}) {
    expect_refused(statement);
  }
  expect_refused(std::string("SELECT 1\0; DROP TABLE page", 26));
  EXPECT_THAT(store_.sql("SELECT * FROM nowhere").error().message, HasSubstr("nowhere"));
}

TEST_F(SqlTest, an_answer_without_end_is_cut_off) {
  expect_refused("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n",
                 ErrorKind::too_large);
}

TEST_F(SqlTest, the_store_can_be_written_after_a_question) {
  ASSERT_FALSE(store_.sql("DELETE FROM page"));
  ASSERT_TRUE(store_.sql("SELECT 1"));
  EXPECT_TRUE(store_.add_page("https://n.example/", "https://n.example/", "wire", "article", {}));
}

TEST_F(SqlTest, names_the_views_with_their_columns) {
  const auto views = store_.views().value();
  ASSERT_THAT(views, SizeIs(22));
  const auto clock = std::find_if(views.begin(), views.end(),
                                  [](const auto& view) { return view.first == "clock"; });
  ASSERT_NE(clock, views.end());
  EXPECT_EQ(clock->second, "at");
  for (const auto& [view, columns] : views) {
    EXPECT_TRUE(store_.sql("SELECT " + columns + " FROM " + view)) << view;
  }
}

}  // namespace
}  // namespace gongwatch::store
