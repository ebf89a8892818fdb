// Rows of HKEX's feeds: one id is one application, whatever it is called.
#include "tests/tracker/world.h"

namespace gongwatch::tracker {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

TEST(Rows, documents_date_the_stages) {
  World world;
  const auto decision = world.tell(feed("appactive_appphip"),
                                   row(108001, "Lantern Harbour Foods Limited", Stage::phip,
                                       {phip("2025-11-09"), proof("2025-05-20")}));
  EXPECT_THAT(told(decision.stages),
              ElementsAre("filed 2025-05-20 2025-05-20", "hearing <=2025-11-09 2025-11-09",
                          "phip 2025-11-09 2025-11-09"));
  EXPECT_EQ(decision.documents.size(), 2u);
  for (const auto& fact : decision.stages) {
    EXPECT_TRUE(fact.official);
    EXPECT_EQ(fact.attached_by, "hkex-id");
    EXPECT_EQ(fact.evidence.quote, "{\"id\":108001}");
    EXPECT_EQ(fact.board, Board::main);
  }
}

TEST(Rows, the_same_row_again_decides_nothing) {
  World world;
  const auto application = row(108001, "Lantern Harbour Foods Limited - B", Stage::phip,
                               {proof("2025-05-20"), phip("2025-11-09")});
  EXPECT_FALSE(world.tell(feed("appactive_appphip"), application).empty());
  EXPECT_TRUE(world.tell(feed("appactive_appphip"), application).empty());
}

TEST(Rows, e_and_c_rows_of_one_id_are_one_application_with_both_names) {
  World world;
  world.tell(feed("appactive_app"),
             row(108001, "Lantern Harbour Foods Limited", Stage::filed, {proof("2025-05-20")}));
  const auto second =
      world.tell(feed("appactive_app", "zh-Hant"),
                 row(108001, "燈港食品有限公司", Stage::filed, {proof("2025-05-20", 1, "_c")}));
  EXPECT_THAT(second.new_applications, IsEmpty());
  EXPECT_THAT(second.stages, IsEmpty());
  EXPECT_EQ(second.documents.size(), 1u);
  ASSERT_EQ(second.new_names.size(), 1u);
  EXPECT_EQ(second.new_names[0].language, "zh-Hant");
  EXPECT_EQ(second.new_names[0].kind, NameKind::official);
}

TEST(Rows, a_latin_name_in_the_chinese_feed_is_english) {
  World world;
  const auto decision =
      world.tell(feed("appactive_app", "zh-Hant"),
                 row(108001, "Radiant Cove Cayman Limited", Stage::filed, {proof("2025-05-20")}));
  EXPECT_EQ(decision.new_names.at(0).language, "en");
}

TEST(Rows, a_dropped_suffix_a_new_name_and_a_corrected_one_stay_with_the_issuer) {
  World world;
  world.tell(feed("appactive_app"),
             row(108001, "Marrow Peak Bio Limited - B", Stage::filed, {proof("2025-05-20")}));
  EXPECT_TRUE(world
                  .tell(feed("appactive_app"),
                        row(108001, "Marrow Peak Bio Limited", Stage::filed, {proof("2025-05-20")}))
                  .empty());
  world.tell(feed("appactive_app"),
             row(108001, "Summit Cell Limited (formerly known as Marrow Peak Bio Limited)",
                 Stage::filed, {proof("2025-05-20")}));
  world.tell(feed("appactive_app", "zh-Hant"),
             row(108001, "峰髓生物有限公", Stage::filed, {proof("2025-05-20")}));
  world.tell(feed("appactive_app", "zh-Hant"),
             row(108001, "峰髓生物有限公司", Stage::filed, {proof("2025-05-20")}));
  EXPECT_EQ(world.issuers(), 1u);
  EXPECT_EQ(world.applications(), 1u);
  EXPECT_THAT(world.names(1), UnorderedElementsAre("Marrow Peak Bio Limited", "Summit Cell Limited",
                                                   "峰髓生物有限公", "峰髓生物有限公司"));
}

TEST(Rows, a_refiling_is_a_new_application_chained_to_the_old_one) {
  World world;
  world.tell(feed("appinactive"),
             row(107001, "Lantern Harbour Foods Limited", Stage::lapsed, {proof("2025-01-10")}));
  const auto again = world.tell(
      feed("appactive_app"),
      row(108500, "Lantern Harbour Foods Co., Ltd.", Stage::filed, {proof("2025-07-15")}));
  ASSERT_EQ(again.new_applications.size(), 1u);
  EXPECT_THAT(again.new_issuers, IsEmpty());
  EXPECT_EQ(again.new_applications[0].previous_application_id, 1);
  EXPECT_THAT(told(again.stages), ElementsAre("refiled 2025-07-15 2025-07-15"));
}

TEST(Rows, a_refiling_under_a_new_name_is_found_by_its_former_name) {
  World world;
  world.tell(feed("appinactive", "zh-Hant"), row(107001, "匯港食品有限公司", Stage::lapsed));
  const auto again = world.tell(feed("appactive_app", "zh-Hant"),
                                row(108500, "燈港控股有限公司（前稱為汇港食品有限公司）",
                                    Stage::filed, {proof("2025-07-15")}));
  EXPECT_THAT(again.new_issuers, IsEmpty());
  EXPECT_EQ(again.new_applications.at(0).previous_application_id, 1);
}

TEST(Rows, the_older_filing_may_be_told_last) {
  World world;
  world.tell(feed("appactive_app"),
             row(108500, "Lantern Harbour Foods Limited", Stage::filed, {proof("2025-07-15")}));
  const auto older =
      world.tell(feed("appinactive"), row(107001, "Lantern Harbour Foods Limited", Stage::lapsed));
  EXPECT_FALSE(older.new_applications.at(0).previous_application_id);
  ASSERT_EQ(older.updates.size(), 1u);
  EXPECT_EQ(older.updates[0].application_id, 1);
  EXPECT_EQ(older.updates[0].previous_application_id, 2);
  // The filing of the newer one is known; that it is a re-filing now shows in the chain.
  EXPECT_TRUE(world
                  .tell(feed("appactive_app"), row(108500, "Lantern Harbour Foods Limited",
                                                   Stage::filed, {proof("2025-07-15")}))
                  .empty());
}

TEST(Rows, near_names_are_different_issuers) {
  World world;
  std::int64_t id = 108000;
  for (const char* name :
       {"Chow Lantern Jewellery Limited", "Chow Lanterns Jewellery Limited",
        "Lantern Group Limited", "Lantern Property Services Group Limited", "周大燈珠寶有限公司",
        "周大登珠寶有限公司", "燈港集團有限公司", "燈港物業集團有限公司"}) {
    world.tell(feed("appactive_app"), row(++id, name, Stage::filed, {proof("2025-05-20")}));
  }
  EXPECT_EQ(world.issuers(), 8u);
}

TEST(Rows, the_day_of_the_latest_document_is_no_day_of_listing) {
  World world;
  const auto decision = world.tell(feed("applisted"), row(108182, "Marrow Peak Bio Limited - B",
                                                          Stage::listed, {}, "2026-05-06"));
  EXPECT_THAT(told(decision.stages), ElementsAre("listed - -"));
  EXPECT_TRUE(world
                  .tell(feed("applisted"),
                        row(108182, "Marrow Peak Bio Limited - B", Stage::listed, {}, "2026-05-07"))
                  .empty());
}

TEST(Rows, a_row_without_documents_dates_its_stage_only_in_the_active_lists) {
  World world;
  EXPECT_THAT(told(world
                       .tell(feed("appactive_app"),
                             row(1, "Alder Bay Limited", Stage::filed, {}, "2026-05-06"))
                       .stages),
              ElementsAre("filed - 2026-05-06"));
  EXPECT_THAT(told(world
                       .tell(feed("appactive_appphip"),
                             row(2, "Birch Bay Limited", Stage::phip, {}, "2026-05-07"))
                       .stages),
              ElementsAre("hearing <=2026-05-07 2026-05-07", "phip - 2026-05-07"));
  EXPECT_THAT(
      told(world.tell(feed("app_2026"), row(3, "Cedar Bay Limited", Stage::filed, {}, "2026-05-06"))
               .stages),
      ElementsAre("filed - -"));
  // The day moves with the next document; the filing is told once.
  EXPECT_TRUE(
      world.tell(feed("appactive_app"), row(1, "Alder Bay Limited", Stage::filed, {}, "2026-05-20"))
          .empty());
  // A document then gives the true day.
  EXPECT_THAT(told(world
                       .tell(feed("appactive_app"),
                             row(1, "Alder Bay Limited", Stage::filed, {proof("2026-05-04")}))
                       .stages),
              ElementsAre("filed 2026-05-04 2026-05-04"));
}

TEST(Rows, a_revised_proof_and_a_replaced_phip_are_no_new_stages) {
  World world;
  world.tell(feed("appactive_appphip"),
             row(108001, "Alder Bay Limited", Stage::phip,
                 {proof("2025-05-20"), proof("2025-06-20", std::nullopt), phip("2025-11-09")}));
  EXPECT_EQ(world.stages.size(), 3u);
  // Later rows show the newest documents alone.
  const auto later = world.tell(feed("appactive_appphip"),
                                row(108001, "Alder Bay Limited", Stage::phip,
                                    {proof("2025-06-20", std::nullopt), phip("2025-12-01", 2)}));
  EXPECT_THAT(later.stages, IsEmpty());
  EXPECT_EQ(later.documents.size(), 1u);
}

TEST(Rows, a_new_proof_behind_a_phip_goes_back_and_the_next_phip_counts) {
  World world;
  const auto decision =
      world.tell(feed("appactive_appphip"),
                 row(108001, "Alder Bay Limited", Stage::phip,
                     {proof("2025-01-20"), phip("2025-06-09"), proof("2025-08-01", 2),
                      proof("2025-08-01", 2, "_c"), phip("2025-11-09")}));
  EXPECT_THAT(told(decision.stages),
              ElementsAre("filed 2025-01-20 2025-01-20", "hearing <=2025-06-09 2025-06-09",
                          "phip 2025-06-09 2025-06-09", "refiled 2025-08-01 2025-08-01",
                          "hearing <=2025-11-09 2025-11-09", "phip 2025-11-09 2025-11-09"));
}

TEST(Rows, steps_of_one_application_arrive_one_by_one) {
  World world;
  world.tell(feed("appactive_app"),
             row(108001, "Alder Bay Limited", Stage::filed, {proof("2025-01-20")}));
  EXPECT_THAT(
      told(world
               .tell(feed("appactive_appphip"), row(108001, "Alder Bay Limited", Stage::phip,
                                                    {proof("2025-01-20"), phip("2025-06-09")}))
               .stages),
      ElementsAre("hearing <=2025-06-09 2025-06-09", "phip 2025-06-09 2025-06-09"));
  EXPECT_THAT(told(world
                       .tell(feed("appactive_app"), row(108001, "Alder Bay Limited", Stage::filed,
                                                        {proof("2025-08-01", 2)}))
                       .stages),
              ElementsAre("refiled 2025-08-01 2025-08-01"));
  EXPECT_THAT(told(world
                       .tell(feed("appactive_appphip"),
                             row(108001, "Alder Bay Limited", Stage::phip, {phip("2025-11-09")}))
                       .stages),
              ElementsAre("hearing <=2025-11-09 2025-11-09", "phip 2025-11-09 2025-11-09"));
  auto listed = row(108001, "Alder Bay Limited", Stage::listed);
  listed.stock_code = "02799";
  const auto end = world.tell(feed("applisted"), listed);
  EXPECT_THAT(told(end.stages), ElementsAre("listed - -"));
  ASSERT_EQ(end.updates.size(), 1u);
  EXPECT_EQ(end.updates[0].stock_code, "02799");
  EXPECT_EQ(world.applications(), 1u);
}

TEST(Rows, an_unknown_status_tells_no_stage) {
  World world;
  auto application = row(108001, "Alder Bay Limited", Stage::filed);
  application.stage.reset();
  EXPECT_THAT(world.tell(feed("app_2026"), application).stages, IsEmpty());
  EXPECT_EQ(world.applications(), 1u);
}

TEST(Rows, a_row_without_a_name_is_still_an_application) {
  World world;
  EXPECT_EQ(world.tell(feed("appactive_app"), row(108001, "", Stage::filed, {proof("2025-05-20")}))
                .new_names.size(),
            0u);
  world.tell(feed("appactive_app"), row(108002, " - B", Stage::filed, {proof("2025-05-20")}));
  EXPECT_EQ(world.applications(), 2u);
  EXPECT_EQ(world.issuers(), 2u);
}

TEST(Rows, a_ledger_goes_on_from_what_is_known) {
  KnownIssuer issuer;
  issuer.issuer_id = 7;
  issuer.names = {{7, "Alder Bay Limited", "alder bay", NameKind::official, "en"}};
  KnownApplication application;
  application.application_id = 9;
  application.issuer_id = 7;
  application.hkex_id = 107001;
  issuer.applications = {application};
  Ledger ledger({issuer});
  const auto decision = ledger
                            .decide(feed("appactive_app"), row(108001, "Alder Bay Limited",
                                                               Stage::filed, {proof("2025-05-20")}))
                            .decision;
  ASSERT_EQ(decision.new_applications.size(), 1u);
  EXPECT_EQ(decision.new_applications[0].application_id, 10);
  EXPECT_EQ(decision.new_applications[0].issuer_id, 7);
  EXPECT_EQ(decision.new_applications[0].previous_application_id, 9);
}

}  // namespace
}  // namespace gongwatch::tracker
