// The kept rows of the view `ipo` always say what the facts say.
#include "tests/store/fixture.h"

namespace gongwatch::store {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

// Issuer 2 with application 2 of HKEX id 108002.
void add_second(Decision& decision) {
  decision.new_issuers.push_back(2);
  KnownApplication second;
  second.application_id = 2;
  second.issuer_id = 2;
  second.hkex_id = 108002;
  decision.new_applications.push_back(second);
}

class IpoRowsTest : public StoreTest {
 protected:
  void apply(const Decision& decision, std::string_view when = "2025-11-10T00:00:00Z") {
    const auto kept = keep(store_, "https://n.example/" + std::to_string(++pages_), "x");
    const Status done = store_.apply(decision, from(kept.capture_id, std::nullopt, when), "1");
    ASSERT_TRUE(done) << done.error().to_string();
  }

  static std::string rows_of(const Store& store) {
    std::string all;
    const auto answer = store.sql("SELECT * FROM ipo ORDER BY application_id");
    EXPECT_TRUE(answer) << answer.error().to_string();
    for (const auto& row : answer->rows) {
      for (const auto& cell : row) all += cell.value_or("-") + "|";
      all += "\n";
    }
    return all;
  }

  // With stale rows, after they are made anew, and with all worked out: one answer.
  void expect_same() {
    const std::string before = rows_of(store_);
    ASSERT_TRUE(store_.refresh());
    EXPECT_EQ(ask("SELECT count(*) FROM ipo_stale"), "0");
    EXPECT_EQ(rows_of(store_), before);
    const Store past = open({.read_only = true, .as_of = at("2031-01-01T00:00:00Z")});
    SQLite::Database(path_, SQLite::OPEN_READWRITE, 5000)
        .exec("INSERT INTO ipo_stale SELECT issuer_id FROM issuer");
    EXPECT_EQ(rows_of(store_), before);
    ASSERT_TRUE(store_.refresh());
  }

  std::string stage() { return store_.list({}).value().front().stage.value_or("-"); }

  Store store_ = open();
  int pages_ = 0;
};

TEST_F(IpoRowsTest, follow_stages_sponsors_names_and_prices) {
  Decision decision = first_application();
  decision.stages = {stage_fact(1, Stage::filed, "2025-05-01", true)};
  decision.stages[0].sponsors = {sponsor("Harbour", "Harbour Capital")};
  apply(decision);
  expect_same();
  EXPECT_EQ(stage(), "filed");
  Decision later;
  later.stages = {stage_fact(1, Stage::hearing, "2025-11-01")};
  later.new_names = {name(1, "Lantern New Foods Limited", NameKind::official, "en")};
  apply(later);
  EXPECT_EQ(stage(), "hearing");
  EXPECT_EQ(store_.list({}).value().front().name_en, "Lantern New Foods Limited");
  expect_same();
  Decision appointed;
  appointed.appointments = {{1, sponsor("Peak", "Peak Securities"), "r"}};
  apply(appointed);
  EXPECT_THAT(store_.list({}).value().front().sponsors, ElementsAre("Peak Securities"));
  expect_same();
}

TEST_F(IpoRowsTest, follow_merges_and_what_is_taken_apart_again) {
  Decision decision = first_application();
  decision.new_issuers.push_back(2);
  KnownApplication news;
  news.application_id = 2;
  news.issuer_id = 2;
  decision.new_applications.push_back(news);
  decision.new_names.push_back(name(2, "Lantern Foods", NameKind::alias, "en"));
  decision.stages = {stage_fact(1, Stage::filed, "2025-05-01", true),
                     stage_fact(2, Stage::hearing, "2025-11-01")};
  apply(decision);
  expect_same();
  EXPECT_EQ(store_.list({}).value().size(), 2u);
  Decision merge;
  merge.application_merges = {{2, 1, "same"}};
  merge.issuer_merges = {{2, 1, "same"}};
  apply(merge);
  ASSERT_EQ(store_.list({}).value().size(), 1u);
  EXPECT_EQ(stage(), "hearing");
  expect_same();
  Decision told;  // a fact that hangs on what was merged away
  told.stages = {stage_fact(2, Stage::launched, "2025-11-20")};
  apply(told);
  EXPECT_EQ(stage(), "launched");
  expect_same();
  Decision split;
  split.application_unmerges = {2};
  split.issuer_unmerges = {2};
  apply(split);
  EXPECT_EQ(store_.list({}).value().size(), 2u);
  expect_same();
}

TEST_F(IpoRowsTest, a_first_day_of_dealings_counts_once_it_has_come) {
  Decision decision = first_application();
  decision.stages = {stage_fact(1, Stage::allotted, "2025-11-01", true)};
  StageFact coming = stage_fact(1, Stage::listed, "2098-11-05", true);
  decision.stages.push_back(coming);
  apply(decision);
  ASSERT_TRUE(store_.refresh());
  EXPECT_EQ(stage(), "allotted");
  EXPECT_EQ(ask("SELECT holds_until FROM ipo_row"), "2098-11-05");
  // The day is there: the kept row holds no more.
  SQLite::Database(path_, SQLite::OPEN_READWRITE, 5000)
      .exec(
          "UPDATE stage_fact SET event_date = '2025-11-05' WHERE stage = 'listed'; "
          "DELETE FROM ipo_stale; UPDATE ipo_row SET holds_until = '2025-11-05'");
  EXPECT_EQ(stage(), "listed");
  ASSERT_TRUE(store_.refresh());
  EXPECT_EQ(ask("SELECT stage FROM ipo_row"), "listed");
}

TEST_F(IpoRowsTest, are_made_anew_when_the_store_is_closed) {
  apply(first_application());
  EXPECT_EQ(ask("SELECT count(*) FROM ipo_stale"), "1");
  {
    const Store closed = std::move(store_);
  }
  EXPECT_EQ(ask("SELECT count(*) FROM ipo_stale"), "0");
  EXPECT_EQ(ask("SELECT count(*) FROM ipo_row"), "1");
  store_ = open();
}

TEST_F(IpoRowsTest, a_past_moment_knows_no_kept_rows) {
  Decision decision = first_application();
  decision.stages = {stage_fact(1, Stage::filed, "2025-05-01", true)};
  apply(decision, "2025-11-10T00:00:00Z");
  Decision later;
  later.stages = {stage_fact(1, Stage::hearing, "2025-11-11")};
  apply(later, "2025-11-12T00:00:00Z");
  ASSERT_TRUE(store_.refresh());
  const Store past = open({.read_only = true, .as_of = at("2025-11-11T00:00:00Z")});
  EXPECT_EQ(past.list({}).value().front().stage, "filed");
}

TEST_F(IpoRowsTest, lists_in_any_order_with_any_columns) {
  Decision decision = first_application();
  add_second(decision);
  decision.new_names.push_back(name(2, "Anchor Tea Limited", NameKind::official, "en"));
  decision.stages = {stage_fact(1, Stage::filed, "2025-05-01", true),
                     stage_fact(2, Stage::filed, "2025-06-01", true)};
  apply(decision);
  const auto ids = [&](const std::string& sort) {
    Store::ListFilter filter;
    filter.sort = sort;
    std::vector<ApplicationId> all;
    const auto rows = store_.list(filter);
    EXPECT_TRUE(rows) << rows.error().to_string();
    for (const IpoRow& row : *rows) all.push_back(row.application_id);
    return all;
  };
  EXPECT_THAT(ids(""), ElementsAre(2, 1));
  EXPECT_THAT(ids("name_en"), ElementsAre(2, 1));
  EXPECT_THAT(ids("filed_on"), ElementsAre(1, 2));
  EXPECT_THAT(ids("filed_on:desc"), ElementsAre(2, 1));
  for (const char* wrong : {"nothing", "filed_on:up", "filed_on; DROP TABLE page", "1", ":desc"}) {
    Store::ListFilter filter;
    filter.sort = wrong;
    const auto rows = store_.list(filter);
    ASSERT_FALSE(rows) << wrong;
    EXPECT_EQ(rows.error().kind, ErrorKind::invalid_argument);
  }
  const auto cells = store_.columns_of({1, 2}, {"hkex_id", "name_zh"}).value();
  EXPECT_EQ(cells[0][0], "108001");
  EXPECT_EQ(cells[1][1], std::nullopt);
  const auto merged = store_.columns_of({1, 77, 2}, {"hkex_id"}).value();
  ASSERT_EQ(merged.size(), 3u);  // a row of `ipo` may be gone since it was listed
  EXPECT_EQ(merged[1][0], std::nullopt);
  EXPECT_EQ(merged[2][0], "108002");
  const auto wrong = store_.columns_of({1}, {"hkex_id FROM ipo; --"});
  ASSERT_FALSE(wrong);
  EXPECT_THAT(wrong.error().message, HasSubstr("no such column"));
}

TEST_F(IpoRowsTest, tells_what_has_changed_since) {
  Decision decision = first_application();
  decision.stages = {stage_fact(1, Stage::filed, "2025-05-01", true)};
  apply(decision, "2025-11-10T00:00:00Z");
  Decision later;
  later.new_names = {name(1, "Lantern New Foods Limited", NameKind::former, "en")};
  apply(later, "2025-11-12T00:00:00Z");
  Store::ListFilter filter;
  filter.changed_since = at("2025-11-12T00:00:00Z");
  EXPECT_EQ(store_.list(filter).value().size(), 1u);
  const auto changes = store_.changes(*filter.changed_since, {1}).value();
  ASSERT_EQ(changes.size(), 1u);
  EXPECT_EQ(changes[0].what, "name");
  EXPECT_EQ(changes[0].application_id, 1);
  filter.changed_since = at("2025-11-13T00:00:00Z");
  EXPECT_THAT(store_.list(filter).value(), IsEmpty());
}

TEST_F(IpoRowsTest, tells_what_has_changed_however_much_has_changed_elsewhere) {
  Decision decision = first_application();
  add_second(decision);
  apply(decision);
  SQLite::Database(path_, SQLite::OPEN_READWRITE, 5000)
      .exec(
          "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i <= 100000) "
          "INSERT INTO issuer_name (issuer_id, name, key, kind, language, source_id, capture_id, "
          "known_at) SELECT 2, 'N' || i, 'n' || i, 'alias', 'en', 'wire', (SELECT min(capture_id) "
          "FROM capture), '2025-11-12T00:00:00Z' FROM n");
  const auto changes = store_.changes(at("2025-11-01T00:00:00Z"), {1}).value();
  ASSERT_THAT(changes, Not(IsEmpty()));
  for (const auto& change : changes) EXPECT_EQ(change.application_id, 1);
}

}  // namespace
}  // namespace gongwatch::store
