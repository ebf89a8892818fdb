// What turned out to be one, and what a person took apart again.
#include "tests/store/fixture.h"

namespace gongwatch::store {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class MergeTest : public StoreTest {
 protected:
  MergeTest() : store_(open()) {
    feed_ = keep(store_, "https://h.example/appactive_app_sehk_e.json", "{}", "hkex").capture_id;
    Decision decision = first_application();
    decision.stages = {stage_fact(1, Stage::phip, "2025-11-09", true)};
    apply(decision);
  }

  void apply(const Decision& decision, std::string_view when = "2025-11-10T00:00:00Z") {
    const auto status = store_.apply(decision, from(feed_, std::nullopt, when, "hkex"), "1");
    ASSERT_TRUE(status) << status.error().to_string();
  }

  // Issuer and application `id`, known from the news alone, with a hearing.
  void from_news(std::int64_t id, const std::string& issuer) {
    Decision decision;
    decision.new_issuers = {id};
    KnownApplication application;
    application.application_id = id;
    application.issuer_id = id;
    decision.new_applications = {application};
    decision.new_names = {name(id, issuer, NameKind::alias, "en")};
    decision.stages = {stage_fact(id, Stage::hearing, "2025-11-08")};
    decision.stages[0].sponsors = {sponsor("CICC", "CICC")};
    decision.rankings.push_back({id, {}});
    decision.rankings[0].ranking.issuer = issuer;
    decision.rankings[0].ranking.subject = "lantern maker";
    decision.rankings[0].ranking.rank = 3;
    apply(decision);
  }

  static Decision merge(std::int64_t id, std::int64_t into) {
    Decision decision;
    decision.application_merges = {{id, into, "name"}};
    decision.issuer_merges = {{id, into, "name"}};
    return decision;
  }

  std::vector<std::string> change(const std::string& what) const {
    std::vector<std::string> values;
    const auto answer =
        store_.sql("SELECT value FROM change WHERE what = '" + what + "' ORDER BY changed_at");
    for (const auto& row : answer.value().rows) values.push_back(row[0].value_or("NULL"));
    return values;
  }

  Store store_;
  CaptureId feed_ = 0;
};

TEST_F(MergeTest, the_facts_of_a_merged_application_are_shown_once_under_its_record) {
  from_news(2, "Lantern Kitchen");
  from_news(3, "Harbour Lamp");
  EXPECT_THAT(store_.list({}).value(), SizeIs(3));
  apply(merge(2, 3), "2025-11-11T00:00:00Z");
  apply(merge(3, 1), "2025-11-12T00:00:00Z");
  const auto rows = store_.list({}).value();
  ASSERT_THAT(rows, SizeIs(1));
  EXPECT_EQ(rows[0].issuer_id, 1);
  EXPECT_THAT(rows[0].sponsors, ElementsAre("CICC"));
  EXPECT_THAT(rows[0].rankings, SizeIs(1));
  EXPECT_THAT(store_.timeline(1).value(), SizeIs(3));
  EXPECT_THAT(store_.timeline(2).value(), SizeIs(3)) << "asked by any of its ids";
  EXPECT_THAT(store_.facts(3).value(), SizeIs(7));
  EXPECT_THAT(store_.names(2).value(), SizeIs(4));
  for (const char* query : {"#1", "#2", "#3", "lantern kitchen", "Harbour Lamp", "108001"}) {
    const auto found = store_.find(query).value();
    ASSERT_THAT(found, SizeIs(1)) << query;
    EXPECT_EQ(found[0].application_id, 1) << query;
  }
  for (const char* view : {"timeline", "live_stage"}) {
    EXPECT_EQ(ask("SELECT count(*) || ' ' || max(application_id) FROM " + std::string(view)),
              "3 1");
  }
  EXPECT_EQ(ask("SELECT count(*) || ' ' || max(issuer_id) FROM ranking"), "2 1");
  EXPECT_EQ(ask("SELECT count(DISTINCT application_id) FROM stage_fact"), "3") << "as attached";
  EXPECT_THAT(change("merge"), ElementsAre("#2 into #3", "#3 into #1"));
  EXPECT_THAT(change("issuer merge"), SizeIs(2));
}

TEST_F(MergeTest, the_tracker_sees_records_only_and_learns_which_ids_are_taken) {
  from_news(2, "Lantern Kitchen");
  Decision refiling;
  KnownApplication next;
  next.application_id = 4;
  next.issuer_id = 2;
  next.previous_application_id = 2;
  refiling.new_applications = {next};
  apply(refiling);
  apply(merge(2, 1));
  const auto known = store_.known_issuers().value();
  ASSERT_THAT(known, SizeIs(2));
  EXPECT_THAT(known[0].absorbed, ElementsAre(2));
  EXPECT_THAT(known[0].names, SizeIs(3));
  EXPECT_EQ(known[0].names[2].issuer_id, 1);
  ASSERT_THAT(known[0].applications, SizeIs(2));
  EXPECT_EQ(known[0].applications[0].application_id, 1);
  ASSERT_THAT(known[0].applications[0].stages, SizeIs(2));
  EXPECT_EQ(known[0].applications[0].stages[0].stage, Stage::hearing) << "oldest first";
  EXPECT_EQ(known[0].applications[1].application_id, 4);
  EXPECT_EQ(known[0].applications[1].issuer_id, 1);
  EXPECT_EQ(known[0].applications[1].previous_application_id, 1);
  EXPECT_EQ(known[1].issuer_id, 2);
  EXPECT_THAT(known[1].names, IsEmpty());
  EXPECT_THAT(known[1].applications, IsEmpty());
}

TEST_F(MergeTest, a_person_takes_apart_what_was_merged) {
  from_news(2, "Lantern Kitchen");
  apply(merge(2, 1), "2025-11-11T00:00:00Z");
  Decision apart;
  apart.application_unmerges = {2};
  apart.issuer_unmerges = {2};
  apply(apart, "2025-11-12T00:00:00Z");
  EXPECT_THAT(store_.list({}).value(), SizeIs(2));
  EXPECT_THAT(store_.timeline(1).value(), SizeIs(1));
  EXPECT_THAT(change("split"), ElementsAre("#2 from #1"));
  EXPECT_THAT(change("issuer split"), ElementsAre("issuer 2 from issuer 1"));
  apply(apart, "2025-11-13T00:00:00Z");
  EXPECT_THAT(change("split"), SizeIs(1)) << "nothing changed, nothing is noted";
}

TEST_F(MergeTest, applications_and_names_move_and_come_back) {
  from_news(2, "Lantern Kitchen");
  Decision moved;
  moved.application_moves = {{2, 1, "a person says so"}};
  moved.name_moves = {{2, "Lantern Kitchen", 1, "a person says so"}};
  apply(moved, "2025-11-11T00:00:00Z");
  EXPECT_THAT(store_.names(2).value(), IsEmpty());
  EXPECT_THAT(store_.names(1).value(), SizeIs(3));
  EXPECT_EQ(ask("SELECT issuer_id FROM ipo WHERE application_id = 2"), "1");
  EXPECT_EQ(store_.find("lantern kitchen").value().size(), 2u) << "both filings of issuer 1";
  EXPECT_THAT(change("move"), ElementsAre("#2 from issuer 2 to issuer 1"));
  EXPECT_THAT(change("name moved"), ElementsAre("Lantern Kitchen to issuer 1"));
  Decision back;
  back.application_moves = {{2, 2, "no"}};
  back.name_moves = {{1, "Lantern Kitchen", 2, "no"}};
  apply(back, "2025-11-12T00:00:00Z");
  EXPECT_THAT(store_.names(2).value(), SizeIs(1));
  EXPECT_EQ(ask("SELECT issuer_id FROM ipo WHERE application_id = 2"), "2");
}

TEST_F(MergeTest, nothing_is_merged_in_a_circle_or_into_nothing) {
  from_news(2, "Lantern Kitchen");
  apply(merge(2, 1));
  for (const auto& [id, into] :
       {std::pair{1, 2}, std::pair{1, 1}, std::pair{1, 99}, std::pair{99, 1}}) {
    const auto status = store_.apply(merge(id, into), from(feed_, std::nullopt), "1");
    ASSERT_FALSE(status) << id << " into " << into;
    EXPECT_EQ(status.error().kind, ErrorKind::internal);
  }
  Decision decision;
  decision.application_moves = {{99, 1, "?"}};
  EXPECT_FALSE(store_.apply(decision, from(feed_, std::nullopt), "1"));
  decision.application_moves = {{2, 99, "?"}};
  EXPECT_FALSE(store_.apply(decision, from(feed_, std::nullopt), "1")) << "foreign key";
  EXPECT_THAT(store_.list({}).value(), SizeIs(1));
}

TEST_F(MergeTest, a_circle_by_another_hand_ends) {
  from_news(2, "Lantern Kitchen");
  {
    SQLite::Database other(path_, SQLite::OPEN_READWRITE, 5000);
    other.exec("UPDATE application SET merged_into = 3 - application_id");
    other.exec("UPDATE issuer SET merged_into = 3 - issuer_id");
  }
  EXPECT_THAT(store_.list({}).value(), IsEmpty());
  EXPECT_TRUE(store_.timeline(1));
  EXPECT_TRUE(store_.known_issuers());
}

}  // namespace
}  // namespace gongwatch::store
