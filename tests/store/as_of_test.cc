// What was known on any past day: the answers given then are given again.
#include "tests/store/fixture.h"

namespace gongwatch::store {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

// All that a store answers, as one text. (days_in_stage counts to today: it is left out.)
std::string everything(const Store& store) {
  const char* const kIpo =
      "SELECT application_id, issuer_id, hkex_id, previous_application_id, stock_code, name_en, "
      "name_zh, board, stage, stage_on, filed_on, hearing_on, phip_on, subscription_closes_on, "
      "disclosed_on, sponsors, lapse_day, offer_price, vanished_on FROM ipo";
  std::string text;
  for (const char* view : {kIpo,
                           "SELECT * FROM hearing",
                           "SELECT * FROM timeline",
                           "SELECT * FROM witness",
                           "SELECT * FROM event",
                           "SELECT * FROM change",
                           "SELECT * FROM conflict",
                           "SELECT * FROM ranking",
                           "SELECT * FROM figure",
                           "SELECT * FROM appointment",
                           "SELECT * FROM document",
                           "SELECT * FROM feed_event",
                           "SELECT * FROM unattached",
                           "SELECT * FROM sponsor_league",
                           "SELECT * FROM issuer_name",
                           "SELECT * FROM application",
                           "SELECT * FROM issuer",
                           "SELECT * FROM article",
                           "SELECT * FROM sponsor_fact",
                           "SELECT * FROM removed_block",
                           "SELECT page_id, row_key, status, present, since FROM feed_row",
                           "SELECT page_id, url, latest_capture_id FROM page",
                           "SELECT * FROM run",
                           "SELECT * FROM run_source",
                           "SELECT * FROM notice"}) {
    const auto answer = store.sql(view);
    EXPECT_TRUE(answer) << view << ": " << answer.error().to_string();
    if (!answer) continue;
    std::vector<std::string> lines;
    for (const auto& row : answer->rows) {
      auto& line = lines.emplace_back();
      for (const auto& value : row) line += value.value_or("NULL") + "|";
    }
    std::sort(lines.begin(), lines.end());
    text += std::string("== ") + view + "\n";
    for (const auto& line : lines) text += line + "\n";
  }
  const auto list = store.list({});
  EXPECT_TRUE(list) << list.error().to_string();
  for (const IpoRow& row : *list) {
    text += "#" + std::to_string(row.application_id) + " " + row.stage.value_or("") + "\n";
    for (const auto& sponsor : row.sponsors) text += "  " + sponsor + "\n";
    const auto timeline = store.timeline(row.application_id);
    for (const auto& told : *timeline) text += "  " + told.stage + " " + told.known_at + "\n";
    const auto witnesses = store.witnesses(row.application_id);
    for (const auto& told : *witnesses) text += "  " + told.fact + " " + told.url + "\n";
    const auto facts = store.facts(row.application_id);
    for (const auto& fact : *facts) text += "  " + fact.fact + " " + fact.summary + "\n";
    const auto articles = store.articles(row.application_id);
    for (const auto& article : *articles) text += "  " + article.title + "\n";
    const auto documents = store.documents(row.application_id);
    for (const auto& document : *documents) text += "  " + document.url + "\n";
    const auto names = store.names(row.issuer_id);
    for (const auto& each : *names) text += "  " + each.name + "\n";
  }
  return text;
}

class AsOfTest : public StoreTest {
 protected:
  AsOfTest() : store_(open()) {}

  std::string now() const { return "2025-11-" + std::to_string(10 + day_) + "T00:00:00Z"; }

  // Ends the day: its answers are remembered. Each day has its own moment.
  void night() {
    answers_.emplace_back(now(), everything(store_));
    ++day_;
  }

  CaptureId page(const std::string& url, const std::string& source = "hkex") {
    const auto kept = keep(store_, url, url + now(), source, now());
    page_id_ = kept.page_id;
    return kept.capture_id;
  }

  void apply(const Decision& decision, const std::string& url = "https://h.example/app_e.json") {
    const auto status = store_.apply(decision, from(page(url), std::nullopt, now(), "hkex"), "1");
    ASSERT_TRUE(status) << status.error().to_string();
  }

  void story(const std::string& url, const Decision& decision) {
    const CaptureId capture = page(url, "wire");
    Document document;
    document.language = "en";
    document.title = "Story of " + now();
    document.text = "Lantern Harbour passed.";
    document.removed = {{RemovalReason::share, 3, "Share this"}};
    const auto put = store_.put_article(page_id_, capture, document, "1", at(now()));
    ASSERT_TRUE(put);
    const auto status = store_.apply(decision, from(capture, put->article_id, now(), "wire"), "1");
    ASSERT_TRUE(status) << status.error().to_string();
  }

  void expect_the_same_answers() {
    for (const auto& [moment, answer] : answers_) {
      const Store past = open({.read_only = true, .as_of = at(moment)});
      EXPECT_EQ(everything(past), answer) << "as of " << moment;
    }
  }

  Store store_;
  int day_ = 0;
  std::int64_t page_id_ = 0;
  std::vector<std::pair<std::string, std::string>> answers_;
};

Decision news_application(std::int64_t id) {
  Decision decision;
  decision.new_issuers = {id};
  KnownApplication application;
  application.application_id = id;
  application.issuer_id = id;
  decision.new_applications = {application};
  decision.new_names = {name(id, "Lantern Kitchen", NameKind::alias, "en")};
  decision.stages = {stage_fact(id, Stage::hearing, "2025-11-08")};
  decision.stages[0].sponsors = {sponsor("CICC", "CICC")};
  return decision;
}

TEST_F(AsOfTest, each_day_answers_as_it_did) {
  night();  // nothing yet
  Decision first = first_application(std::nullopt);
  first.new_applications[0].board.reset();
  first.stages = {stage_fact(1, Stage::filed, "2025-08-31", true)};
  apply(first);
  night();
  story("https://n.example/1", news_application(2));
  night();
  Decision filled;
  filled.hkex_links = {{1, 108001, "name"}};
  filled.updates = {{1, Board::gem, "02799", std::nullopt}};
  apply(filled);
  const std::int64_t feed = page_id_;
  FeedRowChange row{FeedRowChange::What::appeared, {1, 108001, 7, "A", true}};
  const auto put = [&] {
    ASSERT_TRUE(store_.put_feed_rows(
        feed, {row}, {}, from(page("https://h.example/app_e.json"), std::nullopt, now(), "hkex")));
  };
  put();
  ASSERT_TRUE(store_.note_once("hkex", "unknown-status", "Q", at(now())));
  night();
  Decision merged;
  merged.application_merges = {{2, 1, "name"}};
  merged.issuer_merges = {{2, 1, "name"}};
  apply(merged);
  night();
  Decision told_again = first_application();
  told_again = {};
  told_again.stages = {stage_fact(1, Stage::hearing, "2025-11-07")};
  story("https://n.example/1", told_again);  // supersedes the first reading
  row = {FeedRowChange::What::vanished, {1, 108001, 7, "A", false}};
  put();
  night();
  Decision apart;
  apart.application_unmerges = {2};
  apart.issuer_unmerges = {2};
  apart.name_moves = {{1, "Lantern Harbour Foods Limited", 2, "a person"}};
  apart.application_moves = {{2, 1, "a person"}};
  apply(apart);
  row = {FeedRowChange::What::returned, {1, 108001, 8, "A", true}};
  put();
  night();
  Decision pdf;
  pdf.appointments = {{1, sponsor("Huatai", "Huatai"), "oc"}};
  pdf.closes = {{1, day("2025-11-30"), {}}};
  Figure price;
  price.metric = "offer_price";
  price.value = 12.5;
  price.currency = "HKD";
  pdf.figures = {{1, price, true}};
  const auto read = [&] {
    ASSERT_TRUE(store_.apply_document(
        pdf, from(page("https://h.example/oc.pdf"), std::nullopt, now(), "hkex"), "1"));
  };
  read();
  night();
  pdf.appointments[0].sponsor = sponsor("CICC", "CICC");
  pdf.closes.clear();
  read();
  const auto run = store_.start_run(at(now()), "1").value();
  ASSERT_TRUE(store_.finish_run(run, at(now()), 0, {{"hkex", 1, 0, 1, 0, 0, 0, "ok", ""}}));
  row = {FeedRowChange::What::status, {1, 108001, 9, "LP", true}};
  put();
  night();
  ASSERT_THAT(answers_, SizeIs(9));
  for (std::size_t i = 1; i < answers_.size(); ++i) {
    EXPECT_NE(answers_[i].second, answers_[i - 1].second) << "day " << i << " changed nothing";
  }
  expect_the_same_answers();
}

TEST_F(AsOfTest, days_in_stage_counts_to_that_day) {
  Decision decision = first_application();
  decision.stages = {stage_fact(1, Stage::phip, "2025-11-09", true)};
  apply(decision);
  const Store past = open({.read_only = true, .as_of = at("2025-11-20T00:00:00Z")});
  EXPECT_EQ(past.sql("SELECT days_in_stage FROM ipo").value().rows[0][0], "11");
  EXPECT_EQ(past.sql("SELECT at FROM clock").value().rows[0][0], "2025-11-20T00:00:00Z");
}

TEST_F(AsOfTest, a_first_day_of_dealings_counts_once_it_has_come) {
  Decision decision = first_application();
  decision.stages = {stage_fact(1, Stage::allotted, "2025-11-20", true),
                     stage_fact(1, Stage::listed, "2025-11-21", true)};
  apply(decision);
  const std::string stage = "SELECT stage || ' ' || coalesce(listed_on, '-') FROM ipo";
  const Store eve = open({.read_only = true, .as_of = at("2025-11-20T15:59:59Z")});
  EXPECT_EQ(eve.sql(stage).value().rows[0][0], "allotted -");
  const Store day_of_gong = open({.read_only = true, .as_of = at("2025-11-20T16:00:00Z")});
  EXPECT_EQ(day_of_gong.sql(stage).value().rows[0][0], "listed 2025-11-21");
}

TEST_F(AsOfTest, the_past_is_read_only) {
  const auto store = Store::open(path_, {.as_of = at("2025-11-20T00:00:00Z")});
  ASSERT_FALSE(store);
  EXPECT_EQ(store.error().kind, ErrorKind::invalid_argument);
  Store past = open({.read_only = true, .as_of = at("2025-11-20T00:00:00Z")});
  EXPECT_FALSE(past.add_page("https://n.example/", "https://n.example/", "s", "feed", {}));
}

TEST_F(AsOfTest, merged_records_are_looked_for_by_index) {
  apply(first_application());
  const Store past = open({.read_only = true, .as_of = at("2025-11-20T00:00:00Z")});
  const auto plan = past.sql("EXPLAIN QUERY PLAN SELECT * FROM ipo");
  ASSERT_TRUE(plan) << plan.error().to_string();
  std::string steps;
  for (const auto& row : plan->rows) steps += row.back().value_or("") + "\n";
  for (const char* index :
       {"issuer_merged_as_of", "application_merged_as_of", "application_issuer_as_of"})
    EXPECT_THAT(steps, testing::HasSubstr(index));
}

TEST_F(AsOfTest, every_table_is_covered) {
  const Store past = open({.read_only = true, .as_of = at("2001-01-01T00:00:00Z")});
  Decision decision = first_application();
  apply(decision);
  const auto tables = past.sql(
      "SELECT name FROM main.sqlite_master WHERE type IN ('table', 'view') "
      "AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search_index%' "
      "AND name NOT IN (SELECT name FROM sqlite_temp_master)");
  ASSERT_TRUE(tables) << tables.error().to_string();
  std::vector<std::string> uncovered;
  for (const auto& row : tables->rows) uncovered.push_back(*row[0]);
  EXPECT_THAT(uncovered, testing::UnorderedElementsAre("body", "stage"));
  EXPECT_THAT(past.list({}).value(), IsEmpty());
}

}  // namespace
}  // namespace gongwatch::store
