// What HKEX and the CSRC publish beside rows with ids: rows without one, posted papers, PDFs; and
// rows that come back.
#include "tests/tracker/world.h"

namespace gongwatch::tracker {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

OfficialApplication row_without_id(std::string applicant, Stage stage, std::string_view stage_on,
                                   std::string_view filed_on = "") {
  OfficialApplication application;
  application.applicant = std::move(applicant);
  application.stage = stage;
  application.stage_on = maybe_day(stage_on);
  application.filed_on = maybe_day(filed_on);
  application.row_json = "{}";
  return application;
}

RowContext sponsored_by(std::vector<std::string> firms) {
  RowContext context;
  for (std::string& firm : firms) {
    SponsorMention sponsor;
    sponsor.name = firm + " Limited";
    sponsor.firm = std::move(firm);
    context.sponsors.push_back(std::move(sponsor));
  }
  return context;
}

RowContext also_called(std::string name) {
  RowContext context;
  context.other_name = std::move(name);
  return context;
}

RowContext appeared_on(std::string_view date, bool reopened = false) {
  RowContext context;
  context.appeared_on = day(date);
  context.reopened = reopened;
  return context;
}

TEST(Official, a_phip_proves_that_the_hearing_was_passed_by_then) {
  World world;
  world.tell(feed("appactive_appphip"), row(108001, "Alder Bay Limited", Stage::phip,
                                            {proof("2025-05-20"), phip("2025-11-09")}));
  ASSERT_EQ(world.stages.size(), 3u);
  const StageFact& hearing = world.stages[1];
  EXPECT_EQ(hearing.stage, Stage::hearing);
  EXPECT_FALSE(hearing.event_date);
  EXPECT_EQ(hearing.event_by, day("2025-11-09"));
  EXPECT_EQ(hearing.rule, "phip-posted");
}

TEST(Official, a_returned_row_joins_the_application_under_way_by_name_and_day) {
  World world;
  world.tell(feed("appactive_app"),
             row(107001, "Alder Bay Limited", Stage::filed, {proof("2025-01-20")}));
  world.tell(feed("appactive_app"),
             row(108001, "Alder Bay Limited", Stage::filed, {proof("2025-08-20")}));
  const auto returned = row_without_id("Alder Bay Limited", Stage::returned, "2025-03-01");
  const auto decision =
      world.tell(feed("appreturned"), returned, sponsored_by({"CICC", "Huatai International"}));
  EXPECT_EQ(world.told_of, 1) << "the later application was filed behind that day";
  EXPECT_THAT(told(decision.stages), ElementsAre("returned 2025-03-01 2025-03-01"));
  EXPECT_EQ(decision.stages.at(0).attached_by, "name+date");
  ASSERT_EQ(decision.appointments.size(), 2u);
  EXPECT_EQ(decision.appointments[0].application_id, 1);
  EXPECT_TRUE(
      world.tell(feed("appreturned"), returned, sponsored_by({"CICC", "Huatai International"}))
          .empty())
      << "the same row again decides nothing";
  EXPECT_EQ(world.told_of, 1);
}

TEST(Official, a_returned_row_that_nothing_matches_is_an_application_of_its_own) {
  World world;
  const auto decision = world.tell(
      feed("appreturned"), row_without_id("Birch Bay Limited", Stage::returned, "2014-09-26"),
      sponsored_by({"Everbright"}));
  ASSERT_EQ(decision.new_applications.size(), 1u);
  EXPECT_FALSE(decision.new_applications[0].hkex_id);
  EXPECT_EQ(decision.stages.at(0).attached_by, "new");
  // Its row in the Chinese list has the same day and sponsor, and no other name in common.
  const auto chinese = world.tell(feed("appreturned", "zh-Hant"),
                                  row_without_id("樺灣有限公司", Stage::returned, "2014-09-26"),
                                  sponsored_by({"Everbright"}));
  EXPECT_THAT(chinese.new_issuers, IsEmpty());
  EXPECT_THAT(chinese.stages, IsEmpty());
  EXPECT_EQ(chinese.new_names.at(0).name, "樺灣有限公司");
  // Another sponsor on that day is another company.
  EXPECT_EQ(world
                .tell(feed("appreturned", "zh-Hant"),
                      row_without_id("雪松灣有限公司", Stage::returned, "2014-09-26"),
                      sponsored_by({"CLSA"}))
                .new_issuers.size(),
            1u);
}

TEST(Official, a_row_of_the_index_finds_its_filing_by_name_and_day) {
  World world;
  world.tell(feed("app_2024"),
             row(106001, "Alder Bay Limited", Stage::lapsed, {proof("2024-01-20")}));
  const auto known = world.tell(feed("consolidated_index"),
                                row_without_id("Alder Bay Ltd.", Stage::lapsed, "", "2024-01-20"));
  EXPECT_EQ(world.told_of, 1);
  EXPECT_THAT(known.stages, IsEmpty());
  // A second row of that name on another day is a re-filing that the yearly feeds do not hold.
  const auto second =
      world.tell(feed("consolidated_index"),
                 row_without_id("Alder Bay Limited", Stage::withdrawn, "", "2012-06-05"));
  EXPECT_THAT(second.new_issuers, IsEmpty());
  ASSERT_EQ(second.new_applications.size(), 1u);
  EXPECT_THAT(told(second.stages), ElementsAre("filed 2012-06-05 2012-06-05", "withdrawn - -"));
  EXPECT_TRUE(world
                  .tell(feed("consolidated_index"),
                        row_without_id("Alder Bay Limited", Stage::withdrawn, "", "2012-06-05"))
                  .empty());
}

TEST(Official, a_name_that_two_issuers_bear_with_the_same_days_is_left_alone) {
  World world;
  world.tell(feed("app_2024"),
             row(106001, "Alder Bay Limited", Stage::lapsed, {proof("2024-01-20")}),
             also_called("榿灣有限公司"));
  world.tell(feed("app_2024", "zh-Hant"),
             row(106001, "榿灣有限公司", Stage::lapsed, {proof("2024-01-20", 1, "_c")}));
  world.tell(feed("app_2024"),
             row(106002, "Alder Bay Limited", Stage::lapsed, {proof("2024-01-20")}),
             also_called("赤楊海控股有限公司"));
  ASSERT_EQ(world.issuers(), 2u);
  const auto decision =
      world.tell(feed("consolidated_index"),
                 row_without_id("Alder Bay Limited", Stage::lapsed, "", "2024-01-20"));
  EXPECT_TRUE(decision.empty());
  EXPECT_FALSE(world.told_of);
}

TEST(Official, equal_english_names_with_other_chinese_names_are_two_issuers) {
  World world;
  world.tell(feed("appactive_app"),
             row(108001, "Meridian Technology Limited", Stage::filed, {proof("2025-01-10")}),
             also_called("子午科技有限公司"));
  world.tell(feed("appactive_app", "zh-Hant"),
             row(108001, "子午科技有限公司", Stage::filed, {proof("2025-01-10", 1, "_c")}));
  const auto namesake =
      world.tell(feed("appactive_app"),
                 row(108500, "Meridian Technology Limited", Stage::filed, {proof("2025-08-10")}),
                 also_called("美利田技術有限公司"));
  EXPECT_EQ(namesake.new_issuers.size(), 1u);
  // … while a spelling that was corrected, or written in simplified characters, is the same one.
  const auto refiled =
      world.tell(feed("appactive_app"),
                 row(108600, "Meridian Technology Limited", Stage::filed, {proof("2025-08-20")}),
                 also_called("子午科技股份有限公司"));
  EXPECT_THAT(refiled.new_issuers, IsEmpty());
  EXPECT_EQ(refiled.new_applications.at(0).previous_application_id, 1);
}

TEST(Official, a_near_name_in_the_other_script_is_no_proof_while_the_first_one_is_young) {
  World world;
  world.tell(feed("appactive_app"),
             row(108001, "Haolin Marine Fuels Limited", Stage::filed, {proof("2025-01-10")}),
             also_called("皓林船用燃料控股有限公司"));
  world.tell(feed("appactive_app", "zh-Hant"),
             row(108001, "皓林船用燃料控股有限公司", Stage::filed, {proof("2025-01-10", 1, "_c")}));
  const auto twin =
      world.tell(feed("appactive_app"),
                 row(108030, "Haolin Marine Fuels Limited", Stage::filed, {proof("2025-02-10")}),
                 also_called("浩林船用燃料控股有限公司"));
  EXPECT_EQ(twin.new_issuers.size(), 1u);
}

TEST(Official, a_refiling_with_a_slip_in_one_language_is_found_by_the_other) {
  World world;
  world.tell(feed("appinactive"),
             row(107001, "Haolin Marine Fuels Limited", Stage::lapsed, {proof("2024-06-10")}),
             also_called("皓林船用燃料控股有限公司"));
  world.tell(feed("appinactive", "zh-Hant"),
             row(107001, "皓林船用燃料控股有限公司", Stage::lapsed, {}));
  const auto refiled =
      world.tell(feed("appactive_app"),
                 row(108030, "Haolni Marine Fuels Limited", Stage::filed, {proof("2025-02-10")}),
                 also_called("皓林船用燃料控股有限公司"));
  EXPECT_THAT(refiled.new_issuers, IsEmpty());
  EXPECT_EQ(refiled.new_applications.at(0).previous_application_id, 1);
}

TEST(Official, a_refiling_seen_in_one_language_first_is_joined_once_the_other_names_it) {
  World world;
  world.tell(feed("appinactive"),
             row(107001, "Haolin Marine Fuels Limited", Stage::lapsed, {proof("2024-06-10")}));
  const auto chinese = world.tell(
      feed("appactive_app", "zh-Hant"),
      row(108030, "皓林船用燃料控股有限公司", Stage::filed, {proof("2025-02-10", 1, "_c")}));
  ASSERT_EQ(chinese.new_issuers.size(), 1u);
  const auto english = world.tell(feed("appactive_app"), row(108030, "Haolin Marine Fuels Limited",
                                                             Stage::filed, {proof("2025-02-10")}));
  ASSERT_EQ(english.issuer_merges.size(), 1u);
  EXPECT_EQ(english.issuer_merges[0].into, 1);
  EXPECT_EQ(english.updates.at(0).previous_application_id, 1);
}

TEST(Official, what_a_person_took_apart_is_not_joined_again) {
  World world;
  world.tell(feed("appinactive"),
             row(107001, "Haolin Marine Fuels Limited", Stage::lapsed, {proof("2024-06-10")}));
  const auto again =
      row(108030, "Haolin Marine Fuels Limited", Stage::filed, {proof("2025-02-10")});
  world.tell(feed("appactive_app"), again);
  ASSERT_EQ(world.issuers(), 1u);
  ASSERT_TRUE(world.split({1, {2}, {}, std::nullopt, std::nullopt}));
  EXPECT_THAT(world.tell(feed("appactive_app"), again).issuer_merges, IsEmpty());
}

TEST(Official, a_returned_application_is_not_the_one_that_was_over_before_nor_one_filed_later) {
  World world;
  world.tell(feed("appinactive"),
             row(106001, "Alder Bay Limited", Stage::lapsed, {proof("2024-08-19")}));
  world.tell(feed("appreturned"),
             row_without_id("Alder Bay Limited", Stage::returned, "2025-03-11"));
  EXPECT_EQ(world.told_of, 2);
  auto listed = row(108001, "Alder Bay Limited", Stage::listed, {phip("2025-06-09")});
  world.tell(feed("applisted"), listed);
  EXPECT_EQ(world.told_of, 3) << "it was not listed out of the returned one";
}

TEST(Official, nobody_files_again_while_a_young_application_is_alive) {
  World world;
  world.tell(feed("appactive_app"),
             row(108001, "Meridian Technology Limited", Stage::filed, {proof("2025-07-10")}));
  EXPECT_EQ(world
                .tell(feed("appactive_app"), row(108020, "Meridian Technology Limited",
                                                 Stage::filed, {proof("2025-08-10")}))
                .new_issuers.size(),
            1u);
  World ended;
  ended.tell(feed("appinactive"),
             row(108001, "Meridian Technology Limited", Stage::withdrawn, {proof("2025-07-10")}));
  EXPECT_THAT(ended
                  .tell(feed("appactive_app"), row(108020, "Meridian Technology Limited",
                                                   Stage::filed, {proof("2025-08-10")}))
                  .new_issuers,
              IsEmpty());
}

TEST(Official, an_end_is_disclosed_when_its_row_appears_in_a_list_read_before) {
  World world;
  world.tell(feed("appactive_app"),
             row(108001, "Alder Bay Limited", Stage::filed, {proof("2025-05-20")}));
  EXPECT_THAT(told(world
                       .tell(feed("appinactive"),
                             row(108001, "Alder Bay Limited", Stage::lapsed, {proof("2025-05-20")}),
                             appeared_on("2025-11-21"))
                       .stages),
              ElementsAre("lapsed - 2025-11-21"));
  EXPECT_THAT(world
                  .tell(feed("appinactive", "zh-Hant"),
                        row(108001, "榿灣有限公司", Stage::lapsed, {}), appeared_on("2025-11-22"))
                  .stages,
              IsEmpty())
      << "the other language tells the same end";
}

TEST(Official, an_application_may_live_again_and_end_again) {
  World world;
  const auto active = row(108001, "Alder Bay Limited", Stage::filed, {proof("2025-05-20")});
  const auto lapsed = row(108001, "Alder Bay Limited", Stage::lapsed, {proof("2025-05-20")});
  world.tell(feed("appactive_app"), active);
  world.tell(feed("appinactive"), lapsed, appeared_on("2025-11-21"));
  EXPECT_THAT(world.tell(feed("appactive_app"), active).stages, IsEmpty())
      << "a feed that is behind is no new life";
  EXPECT_THAT(
      told(world.tell(feed("appactive_app"), active, appeared_on("2025-11-28", true)).stages),
      ElementsAre("filed - 2025-11-28"));
  EXPECT_THAT(world.tell(feed("appactive_app"), active, appeared_on("2025-11-28", true)).stages,
              IsEmpty());
  EXPECT_THAT(told(world.tell(feed("appinactive"), lapsed, appeared_on("2026-01-15")).stages),
              ElementsAre("lapsed - 2026-01-15"));
  EXPECT_EQ(world.applications(), 1u);
}

TEST(Official, two_issuers_told_in_two_languages_are_joined_by_the_row_that_names_both) {
  World world;
  world.tell(story({event(called("Lantern Harbour Foods"), Stage::filed, "2025-05-20")}),
             "2025-05-20");
  world.tell(
      story({event(called("灯港食品", "灯港食品有限公司"), Stage::filed, "2025-05-20")}, "zh-Hans"),
      "2025-05-20");
  ASSERT_EQ(world.issuers(), 2u);
  const auto english =
      world.tell(feed("appactive_app"),
                 row(108001, "Lantern Harbour Foods Limited", Stage::filed, {proof("2025-05-20")}));
  EXPECT_EQ(english.hkex_links.at(0).application_id, 1);
  EXPECT_THAT(english.issuer_merges, IsEmpty());
  const auto chinese =
      world.tell(feed("appactive_app", "zh-Hant"),
                 row(108001, "燈港食品有限公司", Stage::filed, {proof("2025-05-20", 1, "_c")}));
  ASSERT_EQ(chinese.issuer_merges.size(), 1u);
  EXPECT_EQ(chinese.issuer_merges[0].issuer_id, 2);
  EXPECT_EQ(chinese.issuer_merges[0].into, 1);
  ASSERT_EQ(chinese.application_merges.size(), 1u);
  EXPECT_EQ(chinese.application_merges[0].application_id, 2);
  EXPECT_EQ(chinese.application_merges[0].into, 1);
  // From now on both names mean the one application.
  EXPECT_EQ(world.tell(story({event(called("灯港食品"), Stage::hearing, "2025-11-09")}, "zh-Hans"))
                .stages.at(0)
                .application_id,
            1);
}

// The CSRC was first, as with confidential applications: HKEX's row is the same application,
// whether its Chinese name comes with the English row or in a row of its own.
TEST(Official, a_row_joins_what_the_csrc_told_before) {
  for (const bool together : {true, false}) {
    World world;
    world.tell(feed("csrc-filings", "zh-Hans"),
               row_without_id("灯港食品股份有限公司", Stage::csrc_filed, "2025-08-20"));
    const auto english = world.tell(
        feed("appactive_app"),
        row(108001, "Lantern Harbour Foods Co., Ltd.", Stage::filed, {proof("2025-04-25")}),
        together ? also_called("燈港食品股份有限公司") : RowContext{});
    const auto chinese = world.tell(
        feed("appactive_app", "zh-Hant"),
        row(108001, "燈港食品股份有限公司", Stage::filed, {proof("2025-04-25", 1, "_c")}));
    EXPECT_EQ(world.records(), 1u) << together;
    for (const auto& [id, application] : world.owners)
      EXPECT_FALSE(application.previous_application_id) << "no re-filing";
    if (together) {
      EXPECT_EQ(english.hkex_links.at(0).application_id, 1);
    } else {
      EXPECT_EQ(chinese.application_merges.size(), 1u);
    }
  }
}

// What was filed long before, or with HKEX already, is another application.
TEST(Official, a_row_of_another_time_is_not_what_the_csrc_told) {
  World world;
  world.tell(feed("csrc-filings", "zh-Hans"),
             row_without_id("灯港食品股份有限公司", Stage::csrc_filed, "2023-02-20"));
  const auto later = world.tell(
      feed("appactive_app"),
      row(108001, "Lantern Harbour Foods Co., Ltd.", Stage::filed, {proof("2025-04-25")}),
      also_called("燈港食品股份有限公司"));
  EXPECT_EQ(later.new_applications.size(), 1u);
  EXPECT_EQ(world.records(), 2u);
}

TEST(Official, a_torn_name_is_settled_by_the_sponsors) {
  World world;
  world.tell(feed("appactive_app", "zh-Hant"),
             row(108001, "燈港實業集團有限公司", Stage::filed, {proof("2025-05-20")}),
             sponsored_by({"CICC"}));
  world.tell(feed("appactive_app", "zh-Hant"),
             row(108002, "燈港科技集團有限公司", Stage::filed, {proof("2025-05-20")}),
             sponsored_by({"CLSA"}));
  auto told_by = event(called("灯港"), Stage::hearing, "2025-11-09");
  EXPECT_FALSE(world.tell(story({told_by}, "zh-Hans")).stages.at(0).application_id);
  SponsorMention sponsor;
  sponsor.name = "里昂证券";
  sponsor.firm = "CLSA";
  told_by.sponsors = {sponsor};
  const auto decision = world.tell(story({told_by}, "zh-Hans"));
  EXPECT_EQ(decision.stages.at(0).application_id, 2);
  EXPECT_EQ(decision.stages.at(0).attached_by, "name+sponsors");
}

}  // namespace
}  // namespace gongwatch::tracker
