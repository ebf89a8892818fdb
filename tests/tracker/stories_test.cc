// Stories: whose event it is, and when that cannot be said.
#include <algorithm>

#include "tests/tracker/world.h"

namespace gongwatch::tracker {
namespace {

using testing::Contains;
using testing::IsEmpty;

const ApplicationFeedName kPhipE = feed("appactive_appphip");
const ApplicationFeedName kPhipC = feed("appactive_appphip", "zh-Hant");

TEST(Stories, a_story_finds_the_application_by_name) {
  World world;
  world.tell(kPhipE, row(108001, "Lantern Harbour Foods Limited", Stage::phip,
                         {proof("2025-05-20"), phip("2025-11-09")}));
  for (const auto& mention : {called("Lantern Harbour Foods"), called("LANTERN HARBOUR FOODS LTD."),
                              called("Lantern", "Lantern Harbour Foods Limited"),
                              called("LHF", std::nullopt, {"Lantern Harbour Foods Co., Ltd"})}) {
    const auto decision = world.tell(story({event(mention, Stage::hearing, "2025-11-09")}));
    ASSERT_EQ(decision.stages.size(), 1u);
    EXPECT_EQ(decision.stages[0].application_id, 1) << mention.name;
    EXPECT_EQ(decision.stages[0].attached_by, "name");
    EXPECT_FALSE(decision.stages[0].official);
  }
}

TEST(Stories, each_story_is_a_witness_of_its_own) {
  World world;
  const auto same = story({event(called("Lantern Harbour Foods"), Stage::hearing, "2025-11-09")});
  world.tell(same);
  world.tell(same);
  EXPECT_EQ(world.stages.size(), 2u);
  EXPECT_EQ(world.applications(), 1u);
  EXPECT_EQ(world.stages[0].attached_by, "new");
  EXPECT_EQ(world.stages[1].attached_by, "name");
}

TEST(Stories, a_short_chinese_name_finds_the_full_traditional_one) {
  World world;
  world.tell(kPhipC, row(108001, "燈港實業集團有限公司", Stage::phip, {phip("2025-11-09")}));
  const auto decision =
      world.tell(story({event(called("灯港实业"), Stage::hearing, "2025-12-30")}, "zh-Hans"));
  EXPECT_EQ(decision.stages.at(0).application_id, 1);
  EXPECT_EQ(decision.stages.at(0).attached_by, "name");
  EXPECT_EQ(decision.new_names.at(0).language, "zh-Hans");
}

TEST(Stories, a_short_name_that_fits_two_issuers_attaches_to_neither) {
  World world;
  world.tell(kPhipC, row(108001, "燈港實業集團有限公司", Stage::phip, {phip("2025-11-09")}));
  world.tell(kPhipC, row(108002, "燈港科技集團有限公司", Stage::phip, {phip("2025-11-09")}));
  const auto decision =
      world.tell(story({event(called("灯港"), Stage::hearing, "2025-11-09")}, "zh-Hans"));
  EXPECT_FALSE(decision.stages.at(0).application_id);
  EXPECT_EQ(decision.stages.at(0).attached_by, "");
  EXPECT_THAT(decision.new_issuers, IsEmpty());
  EXPECT_THAT(decision.new_names, IsEmpty());
}

TEST(Stories, near_names_do_not_merge) {
  World world;
  world.tell(kPhipE,
             row(108001, "Lantern Harbour Foods Limited", Stage::phip, {phip("2025-11-09")}));
  world.tell(kPhipC, row(108002, "周大燈珠寶有限公司", Stage::phip, {phip("2025-11-09")}));
  world.tell(kPhipE, row(108003, "Meridia Group Limited", Stage::phip, {phip("2025-11-09")}));
  world.tell(kPhipE, row(108004, "Shenzhen Alderway Robotics Co., Ltd.", Stage::phip,
                         {phip("2025-11-09")}));
  for (const auto& mention :
       {called("Lanterns Harbour Foods", "Lanterns Harbour Foods Limited"),
        called("周大登珠宝", "周大登珠宝有限公司"),
        called("Meridia Property Services", "Meridia Property Services Group Limited"),
        called("Shenzhen Birchway", "Shenzhen Birchway Medical Co., Ltd.")}) {
    const auto decision = world.tell(story({event(mention, Stage::hearing, "2025-11-09")}));
    EXPECT_EQ(decision.new_issuers.size(), 1u) << mention.name;
  }
}

TEST(Stories, a_shared_short_name_is_no_match_against_another_legal_name) {
  World world;
  world.tell(
      story({event(called("Meridia", "Meridia Technology Limited"), Stage::filed, "2025-03-01")}));
  const auto decision = world.tell(
      story({event(called("Meridia", "Meridia Pharma Limited"), Stage::filed, "2025-03-01")}));
  EXPECT_EQ(decision.new_issuers.size(), 1u);
  EXPECT_EQ(world.applications(), 2u);
}

TEST(Stories, a_translated_name_is_attached_by_alias_stage_and_date) {
  World world;
  world.tell(kPhipE,
             row(108001, "Quillon Industries Holdings Limited", Stage::phip, {phip("2025-11-09")}));
  const auto mention =
      called("Feather Industrial", "Feather Industrial Group Limited", {"Quillon Industrial"});
  const auto decision = world.tell(story({event(mention, Stage::hearing, "2025-11-10")}));
  EXPECT_EQ(decision.stages.at(0).application_id, 1);
  EXPECT_EQ(decision.stages.at(0).attached_by, "alias+stage+date");
  // From now on the translated name is known.
  const auto next = world.tell(
      story({event(called("Feather Industrial Group Limited"), Stage::launched, "2025-11-20")}));
  EXPECT_EQ(next.stages.at(0).application_id, 1);
  EXPECT_EQ(next.stages.at(0).attached_by, "name");
}

TEST(Stories, an_alias_alone_is_not_enough) {
  const auto mention =
      called("Feather Industrial", "Feather Industrial Group Limited", {"Quillon Industrial"});
  World other_day, other_stage, two_companies;
  other_day.tell(kPhipE, row(108001, "Quillon Industries Holdings Limited", Stage::phip,
                             {phip("2025-11-04")}));
  EXPECT_EQ(
      other_day.tell(story({event(mention, Stage::hearing, "2025-11-09")})).new_issuers.size(), 1u);
  other_stage.tell(feed("appactive_app"), row(108001, "Quillon Industries Holdings Limited",
                                              Stage::filed, {proof("2025-11-09")}));
  EXPECT_EQ(
      other_stage.tell(story({event(mention, Stage::hearing, "2025-11-09")})).new_issuers.size(),
      1u);
  two_companies.tell(kPhipE, row(108001, "Quillon Industries Holdings Limited", Stage::phip,
                                 {phip("2025-11-09")}));
  two_companies.tell(kPhipE,
                     row(108002, "Quillon Technology Limited", Stage::phip, {phip("2025-08-09")}));
  const auto decision = two_companies.tell(story({event(mention, Stage::hearing, "2025-11-09")}));
  EXPECT_THAT(decision.new_issuers, IsEmpty());
  EXPECT_FALSE(decision.stages.at(0).application_id);
}

TEST(Stories, a_stock_code_finds_the_application_unless_the_name_is_another_company) {
  World world;
  auto listed = row(108001, "Lantern Harbour Foods Limited", Stage::listed);
  listed.stock_code = "02799";
  world.tell(feed("applisted"), listed);
  world.tell(kPhipE, row(108002, "Meridia Group Limited", Stage::phip, {phip("2025-11-09")}));
  auto brand = called("Glow Kitchen");
  brand.stock_code = "02799";
  const auto decision = world.tell(story({event(brand, Stage::listed, "2025-11-09")}));
  EXPECT_EQ(decision.stages.at(0).application_id, 1);
  EXPECT_EQ(decision.stages.at(0).attached_by, "stock-code");
  auto torn = called("Meridia Group");
  torn.stock_code = "02799";
  EXPECT_FALSE(
      world.tell(story({event(torn, Stage::listed, "2025-11-09")})).stages.at(0).application_id);
}

TEST(Stories, looks_back_and_other_exchanges_make_no_application) {
  World world;
  auto abroad = event(called("Meridia Group"), Stage::listed, "2025-11-09");
  abroad.exchange = "SSE";
  const auto decision = world.tell(
      story({event(called("Lantern Harbour"), Stage::filed, "2025-05-20", true), abroad}));
  EXPECT_EQ(world.applications(), 0u);
  EXPECT_EQ(decision.stages.size(), 2u);
  EXPECT_FALSE(decision.stages[0].application_id);
  EXPECT_FALSE(decision.stages[1].application_id);
}

TEST(Stories, what_has_not_happened_is_ignored) {
  World world;
  Document document = story({});
  document.unrealised.push_back(
      {event(called("Lantern Harbour"), Stage::listed, "2025-12-20"), Outcome::planned});
  EXPECT_TRUE(world.tell(document).empty());
}

TEST(Stories, a_look_back_goes_to_the_application_of_its_time) {
  World world;
  world.tell(feed("appinactive"),
             row(107001, "Lantern Harbour Foods Limited", Stage::lapsed, {proof("2024-11-01")}));
  world.tell(kPhipE, row(108001, "Lantern Harbour Foods Limited", Stage::phip,
                         {proof("2025-05-20"), phip("2025-11-09")}));
  const auto mention = called("Lantern Harbour Foods");
  const auto decision = world.tell(story({event(mention, Stage::filed, "2024-11-01", true),
                                          event(mention, Stage::filed, "2025-05-20", true),
                                          event(mention, Stage::hearing, "2025-11-09"),
                                          event(mention, Stage::filed, "2023-02-01", true),
                                          event(mention, Stage::filed, "", true)}));
  EXPECT_EQ(decision.stages.at(0).application_id, 1);
  EXPECT_EQ(decision.stages.at(1).application_id, 2);
  EXPECT_EQ(decision.stages.at(2).application_id, 2);
  EXPECT_FALSE(decision.stages.at(3).application_id) << "older than all we know";
  EXPECT_FALSE(decision.stages.at(4).application_id) << "no day";
}

TEST(Stories, a_refiling_told_before_the_feed_has_it_is_chained_and_linked_later) {
  World world;
  world.tell(feed("appinactive"),
             row(107001, "Lantern Harbour Foods Limited", Stage::lapsed, {proof("2025-01-10")}));
  const auto told_first = world.tell(
      story({event(called("Lantern Harbour Foods"), Stage::refiled, "2025-07-15")}), "2025-07-15");
  ASSERT_EQ(told_first.new_applications.size(), 1u);
  EXPECT_EQ(told_first.new_applications[0].previous_application_id, 1);
  const auto official =
      world.tell(feed("appactive_app"),
                 row(108500, "Lantern Harbour Foods Limited", Stage::filed, {proof("2025-07-14")}));
  EXPECT_THAT(official.new_applications, IsEmpty());
  ASSERT_EQ(official.hkex_links.size(), 1u);
  EXPECT_EQ(official.hkex_links[0].application_id, 2);
  EXPECT_EQ(official.stages.at(0).stage, Stage::refiled);
}

TEST(Stories, news_of_an_old_application_is_not_linked_to_a_new_row) {
  World world;
  world.tell(story({event(called("Lantern Harbour Foods"), Stage::filed, "2023-01-10")}),
             "2023-01-10");
  const auto official =
      world.tell(feed("appactive_app"),
                 row(108500, "Lantern Harbour Foods Limited", Stage::filed, {proof("2025-07-14")}));
  EXPECT_THAT(official.hkex_links, IsEmpty());
  EXPECT_EQ(official.new_applications.size(), 1u);
}

TEST(Stories, a_filing_told_by_news_weeks_away_is_not_the_rows_filing) {
  World world;
  world.tell(story({event(called("Lantern Harbour Foods"), Stage::filed, "2025-08-10")}),
             "2025-08-10");
  const auto official =
      world.tell(feed("appactive_app"),
                 row(108500, "Lantern Harbour Foods Limited", Stage::filed, {proof("2025-07-14")}));
  EXPECT_THAT(official.hkex_links, IsEmpty());
  EXPECT_EQ(official.new_applications.size(), 1u);
}

TEST(Stories, a_short_name_of_one_company_is_not_the_official_name_of_another) {
  World world;
  world.tell(kPhipE, row(108001, "Meridia Technology Limited", Stage::phip,
                         {proof("2025-05-20"), phip("2025-11-09")}));
  // Its next filing is told by news, and that it is called "Meridia Foods".
  world.tell(story({event(called("Meridia Foods", "Meridia Technology Limited"), Stage::filed,
                          "2026-05-20")}),
             "2026-05-20");
  const auto other = world.tell(feed("appactive_app"), row(108900, "Meridia Foods Limited",
                                                           Stage::filed, {proof("2026-05-20")}));
  EXPECT_THAT(other.hkex_links, IsEmpty());
  EXPECT_EQ(other.new_issuers.size(), 1u);
}

TEST(Stories, a_late_story_of_a_filing_is_no_new_filing) {
  World world;
  world.tell(feed("appactive_app"),
             row(108001, "Lantern Harbour Foods Limited", Stage::filed, {proof("2025-07-14")}));
  const auto late = world.tell(
      story({event(called("Lantern Harbour Foods"), Stage::filed, "2025-08-20")}), "2025-08-20");
  EXPECT_THAT(late.new_applications, IsEmpty());
  EXPECT_EQ(late.stages.at(0).application_id, 1);
}

TEST(Stories, a_shared_place_name_is_no_shared_identity) {
  World world;
  world.tell(kPhipE, row(108001, "Shenzhen Technology Holdings Limited", Stage::phip,
                         {phip("2025-11-09")}));
  world.tell(kPhipE, row(108002, "Hangzhou Alderway Limited", Stage::phip, {phip("2025-11-09")}));
  for (const char* name : {"Shenzhen Group", "Hangzhou Industrial"}) {
    const auto decision = world.tell(story({event(called(name), Stage::hearing, "2025-11-09")}));
    EXPECT_EQ(decision.new_issuers.size(), 1u) << name;
  }
}

TEST(Stories, an_ipo_known_from_news_keeps_its_application_when_the_feed_tells_it) {
  World world;
  world.tell(story({event(called("Lantern Harbour", "Lantern Harbour Foods Limited"),
                          Stage::hearing, "2025-11-09")}));
  const auto official = world.tell(kPhipE, row(108001, "Lantern Harbour Foods Limited", Stage::phip,
                                               {proof("2025-05-20"), phip("2025-11-09")}));
  ASSERT_EQ(official.hkex_links.size(), 1u);
  EXPECT_EQ(official.hkex_links[0].reason, "name");
  EXPECT_THAT(official.new_applications, IsEmpty());
  EXPECT_TRUE(world
                  .tell(kPhipE, row(108001, "Lantern Harbour Foods Limited", Stage::phip,
                                    {proof("2025-05-20"), phip("2025-11-09")}))
                  .empty());
}

TEST(Stories, rankings_and_figures_go_where_the_event_of_their_issuer_goes) {
  World world;
  Document document = story({event(called("Lantern Harbour", "Lantern Harbour Foods Limited"),
                                   Stage::hearing, "2025-11-09"),
                             event(called("Meridia"), Stage::filed, "2025-11-09")});
  Ranking ranking;
  ranking.issuer = "Lantern Harbour Foods Limited";
  Figure figure;
  figure.issuer = "Meridia";
  document.rankings = {ranking};
  document.figures = {figure};
  ranking.issuer = "Somebody Else";
  document.rankings.push_back(ranking);
  const auto decision = world.tell(document);
  EXPECT_EQ(decision.rankings.at(0).application_id, decision.stages.at(0).application_id);
  EXPECT_EQ(decision.figures.at(0).application_id, decision.stages.at(1).application_id);
  EXPECT_FALSE(decision.rankings.at(1).application_id);
}

TEST(Stories, codes_are_taken_from_stories_of_the_offer_only) {
  World world;
  auto mention = called("Lantern Harbour Foods");
  mention.stock_code = "00941";
  world.tell(story({event(mention, Stage::hearing, "2025-11-09")}));
  EXPECT_THAT(world.tell(story({event(mention, Stage::hearing, "2025-11-09")})).updates, IsEmpty());
  mention.stock_code = "02799";
  const auto offer = world.tell(story({event(mention, Stage::launched, "2025-11-19")}));
  ASSERT_EQ(offer.updates.size(), 1u);
  EXPECT_EQ(offer.updates[0].stock_code, "02799");
}

TEST(Stories, a_name_of_another_issuer_is_not_learnt) {
  World world;
  world.tell(kPhipE,
             row(108001, "Lantern Harbour Foods Limited", Stage::phip, {phip("2025-11-09")}));
  world.tell(kPhipE, row(108002, "Meridia Group Limited", Stage::phip, {phip("2025-11-09")}));
  world.tell(
      story({event(called("Lantern Harbour Foods", std::nullopt, {"Meridia Group", "Glow Kitchen"}),
                   Stage::hearing, "2025-11-09")}));
  EXPECT_THAT(world.names(1), Contains("Glow Kitchen"));
  EXPECT_THAT(world.names(1), testing::Not(Contains("Meridia Group")));
}

// One IPO told four times, in every order. Feed rows in two languages, a story under a
// machine-translated name, a Chinese story. Tellings that share no name are issuers of their own
// until a row joins them; nothing ever makes a third.
// e, c: rows of the two feeds; E, C: the stories.
void tell_one(World& world, char which) {
  const auto documents = std::vector{proof("2025-05-23"), phip("2025-11-09")};
  switch (which) {
    case 'e':
      world.tell(kPhipE,
                 row(108123, "Chuangxin Industries Holdings Limited", Stage::phip, documents));
      break;
    case 'c':
      world.tell(kPhipC, row(108123, "創新實業集團有限公司", Stage::phip, documents));
      break;
    case 'E':
      world.tell(story({event(called("Innovation Industrial", "Innovation Industrial Group Limited",
                                     {"Chuangxin Industrial"}),
                              Stage::hearing, "2025-11-09")}));
      break;
    default:
      world.tell(
          story({event(called("创新实业", "创新实业集团有限公司"), Stage::hearing, "2025-11-09")},
                "zh-Hans"));
  }
}

TEST(Orders, one_ipo_told_in_any_order_is_one_record) {
  std::string order = "CEce";
  std::sort(order.begin(), order.end());
  do {
    World world;
    for (const char which : order) tell_one(world, which);
    EXPECT_EQ(world.records(), 1u) << order;
    EXPECT_LE(world.applications(), 2u) << order;
    std::size_t linked = 0;
    for (const auto& [id, application] : world.owners) linked += application.hkex_id ? 1u : 0u;
    EXPECT_EQ(linked, 1u) << order;
    // Everything again, in the same order: nothing is made.
    const auto before = world.applications();
    for (const char which : order) tell_one(world, which);
    EXPECT_EQ(world.applications(), before) << order;
    EXPECT_EQ(world.records(), 1u) << order;
  } while (std::next_permutation(order.begin(), order.end()));
}

TEST(Stories, a_filing_behind_an_end_without_a_day_is_a_refiling) {
  World world;
  world.tell(feed("appinactive"), row(107001, "Lantern Harbour Foods Limited", Stage::lapsed));
  const auto told_first = world.tell(
      story({event(called("Lantern Harbour Foods"), Stage::filed, "2025-08-01")}), "2025-08-01");
  ASSERT_EQ(told_first.new_applications.size(), 1u) << "HKEX's end stands";
  EXPECT_EQ(told_first.new_applications[0].previous_application_id, 1);
  const auto official =
      world.tell(feed("appactive_app"),
                 row(108301, "Lantern Harbour Foods Limited", Stage::filed, {proof("2025-07-31")}));
  EXPECT_EQ(official.hkex_links.at(0).application_id, 2);
}

}  // namespace
}  // namespace gongwatch::tracker
