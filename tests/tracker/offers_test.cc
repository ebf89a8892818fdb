// Papers of an offer: whose they are, and what they prove. Corrections by people.
#include "tests/tracker/world.h"

namespace gongwatch::tracker {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

OfficialAnnouncement posted(OfficialDocumentKind kind, std::string code, std::string name,
                            std::string_view date) {
  OfficialAnnouncement announcement;
  announcement.stock_code = std::move(code);
  announcement.stock_name = std::move(name);
  announcement.document.kind = kind;
  announcement.document.url = "https://d.example/" + announcement.stock_code + std::string(date);
  announcement.document.date = maybe_day(date);
  announcement.row = "row";
  return announcement;
}

class Offers : public testing::Test {
 protected:
  Offers() {
    world.tell(feed("appactive_appphip"), row(108001, "Lantern Harbour Foods Limited", Stage::phip,
                                              {proof("2025-05-20"), phip("2025-10-20")}));
    world.tell(feed("appactive_appphip", "zh-Hant"),
               row(108001, "深圳燈港食品(集團)股份有限公司", Stage::phip, {}));
    world.tell(feed("appactive_appphip"),
               row(108002, "Alder Bay Robotics Co., Ltd. - B", Stage::phip, {phip("2025-10-25")}));
    world.tell(feed("appactive_app"),
               row(108003, "Lantern Street Retail Limited", Stage::filed, {proof("2025-10-01")}));
  }
  World world;
};

TEST_F(Offers, a_prospectus_finds_the_one_heard_applicant_by_its_short_name) {
  const auto decision = world.tell(
      posted(OfficialDocumentKind::prospectus, "02799", "LANTERN HARBOUR", "2025-11-05"));
  EXPECT_THAT(told(decision.stages), ElementsAre("launched 2025-11-05 2025-11-05"));
  EXPECT_EQ(decision.stages.at(0).application_id, 1);
  EXPECT_EQ(decision.stages.at(0).attached_by, "name+date");
  EXPECT_EQ(decision.updates.at(0).stock_code, "02799");
  EXPECT_THAT(decision.documents, SizeIs(1));
  // The next paper is found by the code, whatever it is called, and the launch is told once.
  const auto next = world.tell(
      posted(OfficialDocumentKind::new_listing_announcement, "02799", "?", "2025-11-06"));
  EXPECT_THAT(next.stages, IsEmpty());
  const auto results = world.tell(
      posted(OfficialDocumentKind::allotment_results, "02799", "燈港食品", "2025-11-12"));
  EXPECT_THAT(told(results.stages), ElementsAre("allotted 2025-11-12 2025-11-12"));
  EXPECT_EQ(results.stages.at(0).attached_by, "stock-code");
}

TEST_F(Offers, chinese_short_names_and_markers_are_understood) {
  EXPECT_EQ(world.tell(posted(OfficialDocumentKind::prospectus, "02799", "燈港食品", "2025-11-05"))
                .stages.at(0)
                .application_id,
            1);
  EXPECT_EQ(
      world.tell(posted(OfficialDocumentKind::prospectus, "02800", "ALDER BAY-B", "2025-11-05"))
          .stages.at(0)
          .application_id,
      2);
}

TEST_F(Offers, what_fits_nobody_or_two_or_another_time_is_not_guessed) {
  EXPECT_TRUE(world.tell(posted(OfficialDocumentKind::prospectus, "02799", "MERIDIA", "2025-11-05"))
                  .empty());
  EXPECT_TRUE(
      world.tell(posted(OfficialDocumentKind::prospectus, "02799", "LANTERN HARBOUR", "2026-09-05"))
          .empty())
      << "half a year behind the PHIP";
  EXPECT_TRUE(
      world.tell(posted(OfficialDocumentKind::prospectus, "02799", "LANTERN STREET", "2025-11-05"))
          .empty())
      << "not heard yet";
  world.tell(feed("appactive_appphip"),
             row(108009, "Lantern Gate Limited", Stage::phip, {phip("2025-10-25")}));
  EXPECT_TRUE(world.tell(posted(OfficialDocumentKind::prospectus, "02799", "LANTERN", "2025-11-05"))
                  .empty())
      << "two";
}

TEST_F(Offers, a_listed_companys_later_papers_are_no_offer_of_its_ipo) {
  world.tell(posted(OfficialDocumentKind::prospectus, "02799", "LANTERN HARBOUR", "2025-11-05"));
  PdfFacts facts;
  facts.kind = OfficialDocumentKind::allotment_results;
  facts.days.push_back({Stage::listed, day("2025-11-14"), {}, "listing-day"});
  world.tell(facts, {1, OfficialDocumentKind::allotment_results, day("2025-11-13")});
  EXPECT_TRUE(
      world.tell(posted(OfficialDocumentKind::prospectus, "02799", "LANTERN HARBOUR", "2026-11-05"))
          .empty());
}

PdfFacts results_of(std::string code, std::string name) {
  PdfFacts facts;
  facts.kind = OfficialDocumentKind::allotment_results;
  facts.language = "en";
  facts.issuer_names.push_back({std::move(name), {}});
  facts.stock_code = PdfFacts::Code{std::move(code), {}};
  facts.days.push_back({Stage::listed, day("2025-11-14"), {}, "listing-day"});
  Figure price;
  price.metric = "offer_price";
  price.value = 10.2;
  facts.figures.push_back(price);
  SponsorMention sponsor;
  sponsor.name = "CLSA Capital Markets Limited";
  sponsor.firm = "CLSA";
  sponsor.role = Role::sole_sponsor;
  facts.appointments.push_back(sponsor);
  facts.subscription_closes = PdfFacts::Close{day("2025-11-10"), {}};
  return facts;
}

TEST_F(Offers, a_day_that_the_list_told_is_not_told_again_by_the_paper) {
  world.tell(
      posted(OfficialDocumentKind::allotment_results, "02799", "LANTERN HARBOUR", "2025-11-13"));
  auto facts = results_of("02799", "Lantern Harbour Foods Limited");
  facts.days.push_back({Stage::allotted, day("2025-11-13"), {}, "dateline"});
  const PdfOrigin origin{1, OfficialDocumentKind::allotment_results, day("2025-11-13")};
  const auto first = told(world.tell(facts, origin).stages);
  EXPECT_THAT(first, ElementsAre("listed 2025-11-14 -"));
  EXPECT_EQ(told(world.tell(facts, origin).stages), first) << "read again it tells the same";
}

TEST_F(Offers, what_a_prospectus_expects_has_not_happened) {
  auto facts = results_of("02799", "Lantern Harbour Foods Limited");
  facts.kind = OfficialDocumentKind::prospectus;
  facts.days.push_back({Stage::launched, day("2025-11-05"), {}, "dateline"});
  facts.days.push_back({Stage::priced, day("2025-11-12"), {}, "price-day"});
  const auto decision = world.tell(facts, {1, OfficialDocumentKind::prospectus, day("2025-11-05")});
  EXPECT_THAT(told(decision.stages), ElementsAre("launched 2025-11-05 2025-11-05"));
}

TEST_F(Offers, a_pdf_belongs_to_the_application_whose_list_it_stands_in) {
  const auto decision = world.tell(results_of("02799", "Lantern Harbour Foods Limited"),
                                   {2, OfficialDocumentKind::allotment_results, day("2025-11-13")});
  EXPECT_EQ(decision.stages.at(0).application_id, 2);
  EXPECT_EQ(decision.stages.at(0).event_date, day("2025-11-14"));
  EXPECT_EQ(decision.appointments.at(0).application_id, 2);
  EXPECT_EQ(decision.closes.at(0).application_id, 2);
  EXPECT_TRUE(decision.figures.at(0).official);
  EXPECT_EQ(decision.updates.at(0).stock_code, "02799");
  EXPECT_THAT(decision.new_names, IsEmpty()) << "that name is another issuer's";
}

TEST_F(Offers, a_pdf_without_a_list_is_attached_by_its_own_names_or_left_alone) {
  const auto by_name = world.tell(results_of("02799", "LANTERN HARBOUR FOODS LIMITED"),
                                  {std::nullopt, std::nullopt, day("2025-11-13")});
  EXPECT_EQ(by_name.stages.at(0).application_id, 1);
  const auto unknown = world.tell(results_of("02801", "Meridia Group Limited"),
                                  {std::nullopt, std::nullopt, day("2025-11-13")});
  EXPECT_FALSE(unknown.stages.at(0).application_id);
  EXPECT_FALSE(unknown.figures.at(0).application_id);
  EXPECT_THAT(unknown.appointments, IsEmpty());
  EXPECT_THAT(unknown.new_issuers, IsEmpty());
}

TEST(Corrections, merging_joins_names_and_the_attempt_that_both_tell) {
  World world;
  world.tell(feed("appactive_appphip"),
             row(108001, "Quillon Industries Holdings Limited", Stage::phip,
                 {proof("2025-05-20"), phip("2025-11-09")}));
  world.tell(story({event(called("Feather Industrial"), Stage::hearing, "2025-11-20")}));
  ASSERT_EQ(world.issuers(), 2u);
  const auto decision = world.merge(2, 1);
  ASSERT_TRUE(decision);
  EXPECT_EQ(decision->issuer_merges.at(0).into, 1);
  ASSERT_EQ(decision->application_merges.size(), 1u);
  EXPECT_EQ(decision->application_merges[0].into, 1);
  const auto later = world.tell(
      story({event(called("Feather Industrial"), Stage::launched, "2025-12-01")}), "2025-12-01");
  EXPECT_EQ(later.stages.at(0).application_id, 1) << "the correction holds";
  EXPECT_THAT(later.new_issuers, IsEmpty());
  const auto undone = world.split({1, {2}, {}, std::nullopt, 2});
  ASSERT_TRUE(undone);
  EXPECT_THAT(undone->issuer_unmerges, ElementsAre(2));
  EXPECT_THAT(undone->application_unmerges, ElementsAre(2));
  EXPECT_EQ(world.split({1, {}, {}, std::nullopt, 1}).error().kind, ErrorKind::invalid_argument);
}

TEST(Corrections, merging_keeps_another_attempt_apart) {
  World world;
  world.tell(feed("appactive_appphip"),
             row(108001, "Quillon Industries Holdings Limited", Stage::phip,
                 {proof("2025-05-20"), phip("2025-11-09")}));
  world.tell(story({event(called("Feather Industrial"), Stage::filed, "2023-02-01")}),
             "2023-02-01");
  const auto decision = world.merge(2, 1);
  ASSERT_TRUE(decision);
  EXPECT_THAT(decision->application_merges, IsEmpty());
}

TEST(Corrections, splitting_moves_applications_and_names_for_good) {
  World world;
  world.tell(feed("appinactive"),
             row(107001, "Meridian Technology Limited", Stage::lapsed, {proof("2024-01-10")}));
  world.tell(feed("appactive_app"),
             row(108001, "Meridian Technology Limited", Stage::filed, {proof("2025-01-10")}));
  world.tell(story({event(called("Blue Meridian", "Meridian Technology Limited"), Stage::hearing,
                          "2025-05-01")}),
             "2025-05-01");
  ASSERT_EQ(world.issuers(), 1u);
  const auto decision = world.split({1, {2}, {"Blue Meridian"}, std::nullopt, std::nullopt});
  ASSERT_TRUE(decision);
  ASSERT_THAT(decision->new_issuers, ElementsAre(2));
  EXPECT_EQ(decision->application_moves.at(0).application_id, 2);
  EXPECT_EQ(decision->application_moves.at(0).to, 2);
  EXPECT_EQ(decision->name_moves.at(0).name, "Blue Meridian");
  // The row of the moved application goes on with the other issuer, and so does the name.
  EXPECT_EQ(world
                .tell(story({event(called("Blue Meridian"), Stage::launched, "2025-06-01")}),
                      "2025-06-01")
                .stages.at(0)
                .application_id,
            2);
  EXPECT_THAT(
      world
          .tell(feed("appactive_appphip"), row(108001, "Meridian Technology Limited", Stage::phip,
                                               {proof("2025-01-10"), phip("2025-05-02")}))
          .new_issuers,
      IsEmpty());
}

TEST(Corrections, what_cannot_be_corrected_says_why) {
  World world;
  world.tell(feed("appactive_app"),
             row(108001, "Alder Bay Limited", Stage::filed, {proof("2025-01-10")}));
  EXPECT_EQ(world.merge(1, 9).error().kind, ErrorKind::not_found);
  EXPECT_EQ(world.merge(1, 1).error().kind, ErrorKind::invalid_argument);
  EXPECT_EQ(world.split({1, {7}, {}, std::nullopt, std::nullopt}).error().kind,
            ErrorKind::not_found);
  EXPECT_EQ(world.split({1, {}, {"Birch"}, std::nullopt, std::nullopt}).error().kind,
            ErrorKind::not_found);
  EXPECT_EQ(world.split({1, {1}, {}, std::nullopt, std::nullopt}).error().kind,
            ErrorKind::invalid_argument);
  EXPECT_EQ(world.split({1, {}, {}, std::nullopt, std::nullopt}).error().kind,
            ErrorKind::invalid_argument);
}

}  // namespace
}  // namespace gongwatch::tracker
