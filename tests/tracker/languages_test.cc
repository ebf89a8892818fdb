// One event that is told in several languages: when stories are of one company.
#include "tests/tracker/world.h"

namespace gongwatch::tracker {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

Document english(std::string_view day = "2025-11-09") {
  return story({event(called("Lantern Harbour Foods"), Stage::hearing, day)});
}
Document simplified(std::string_view day = "2025-11-09") {
  return story({event(called("灯港食品", "灯港食品有限公司"), Stage::hearing, day)}, "zh-Hans");
}
Document traditional(std::string_view day = "2025-11-09") {
  return story({event(called("燈港食品"), Stage::hearing, day)}, "zh-Hant");
}
Document naming_both(std::string_view day = "2025-11-10", Stage stage = Stage::hearing) {
  return story({event(called("燈港食品", std::nullopt, {"Lantern Harbour Foods"}), stage, day)},
               "zh-Hant");
}

TEST(Languages, three_scripts_tell_one_application_once_its_row_is_known) {
  World world;
  for (const char* language : {"en", "zh-Hant"}) {
    const bool latin = std::string_view(language) == "en";
    world.tell(feed("appactive_appphip", language),
               row(108001, latin ? "Lantern Harbour Foods Limited" : "燈港食品有限公司",
                   Stage::phip, {phip("2025-11-09")}));
  }
  for (const auto& told_by : {english(), simplified(), traditional()}) {
    EXPECT_EQ(world.tell(told_by).stages.at(0).application_id, 1) << told_by.language;
  }
  EXPECT_EQ(world.applications(), 1u);
}

TEST(Languages, a_story_that_names_both_joins_what_two_languages_told_apart) {
  for (const bool english_first : {true, false}) {
    World world;
    world.tell(english_first ? english() : simplified());
    world.tell(english_first ? simplified() : english());
    ASSERT_EQ(world.records(), 2u);
    const auto joined = world.tell(naming_both());
    ASSERT_THAT(joined.issuer_merges, SizeIs(1));
    EXPECT_EQ(joined.issuer_merges[0].issuer_id, 2) << "the later one goes";
    EXPECT_EQ(joined.issuer_merges[0].into, 1);
    ASSERT_THAT(joined.application_merges, SizeIs(1));
    EXPECT_EQ(joined.application_merges[0].application_id, 2);
    EXPECT_EQ(joined.application_merges[0].into, 1);
    EXPECT_EQ(joined.stages.at(0).application_id, 1);
    // From now on every name means the one application.
    for (const auto& told_by : {english(), simplified(), traditional(), naming_both()}) {
      const auto again = world.tell(told_by);
      EXPECT_EQ(again.stages.at(0).application_id, 1);
      EXPECT_THAT(again.application_merges, IsEmpty());
    }
    EXPECT_EQ(world.records(), 1u);
  }
}

TEST(Languages, what_hkex_names_in_one_script_takes_in_the_story_of_the_other) {
  World world;
  world.tell(simplified());
  world.tell(feed("appactive_appphip"),
             row(108001, "Lantern Harbour Foods Limited", Stage::phip, {phip("2025-11-09")}));
  ASSERT_EQ(world.records(), 2u);
  const auto joined = world.tell(naming_both());
  ASSERT_THAT(joined.application_merges, SizeIs(1));
  EXPECT_EQ(joined.application_merges[0].application_id, 1) << "the news alone told it";
  EXPECT_EQ(joined.application_merges[0].into, 2);
  EXPECT_EQ(joined.stages.at(0).application_id, 2);
}

TEST(Languages, another_day_another_step_or_a_look_back_joins_nothing) {
  for (const auto& third :
       {naming_both("2025-11-20"), naming_both("2025-11-10", Stage::listed),
        story({event(called("燈港食品", std::nullopt, {"Lantern Harbour Foods"}), Stage::hearing,
                     "2025-11-10", true)},
              "zh-Hant")}) {
    World world;
    world.tell(english());
    world.tell(simplified());
    EXPECT_THAT(world.tell(third).issuer_merges, IsEmpty());
    EXPECT_EQ(world.records(), 2u);
  }
}

TEST(Languages, two_companies_with_names_in_one_script_are_never_joined_by_a_story) {
  World world;
  world.tell(english());
  world.tell(story(
      {event(called("灯港食品", std::nullopt, {"Glow Kitchen"}), Stage::hearing, "2025-11-09")},
      "zh-Hans"));
  EXPECT_THAT(world.tell(naming_both()).issuer_merges, IsEmpty());
  EXPECT_EQ(world.records(), 2u);
}

TEST(Languages, two_that_hkex_has_named_are_never_joined_by_a_story) {
  World world;
  world.tell(feed("appactive_appphip"),
             row(108001, "Lantern Harbour Foods Limited", Stage::phip, {phip("2025-11-09")}));
  world.tell(feed("appactive_appphip", "zh-Hant"),
             row(108002, "燈港食品有限公司", Stage::phip, {phip("2025-11-09", 2)}));
  EXPECT_THAT(world.tell(naming_both()).issuer_merges, IsEmpty());
  EXPECT_EQ(world.records(), 2u);
}

}  // namespace
}  // namespace gongwatch::tracker
