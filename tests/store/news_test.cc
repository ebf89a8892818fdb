// What is news, and what is only told again.
#include <map>
#include <optional>

#include "tests/store/fixture.h"

namespace gongwatch::store {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class NewsTest : public StoreTest {
 protected:
  NewsTest() : store_(open()) {}

  std::string moment(int day) const { return "2025-11-" + std::to_string(day) + "T00:00:00Z"; }

  // A story of that day that tells these stages of application 1.
  void story(int day, const std::string& url, const std::vector<StageFact>& stages,
             Decision decision = {}) {
    const auto kept = keep(store_, url, url + moment(day), "wire", moment(day));
    Document document;
    document.title = "Story";
    document.text = "Text.";
    const auto put =
        store_.put_article(kept.page_id, kept.capture_id, document, moment(day), at(moment(day)));
    ASSERT_TRUE(put);
    decision.stages = stages;
    const auto done =
        store_.reapply(decision, from(kept.capture_id, put->article_id, moment(day), "wire"), "1");
    ASSERT_TRUE(done) << done.error().to_string();
  }

  std::vector<std::string> told(Store::NewsFilter filter = {}) const {
    std::vector<std::string> lines;
    const auto rows = store_.news(filter).value();
    for (const NewsRow& news : rows)
      lines.push_back(news.changed_at.substr(8, 2) + " " + news.what + " " + news.value);
    return lines;
  }

  Store store_;
};

TEST_F(NewsTest, a_stage_is_news_once_however_many_tell_it) {
  story(10, "https://n.example/1", {stage_fact(1, Stage::hearing, "2025-11-09")},
        first_application());
  story(11, "https://n.example/2", {stage_fact(1, Stage::hearing, "2025-11-10")});
  story(12, "https://n.example/3", {stage_fact(1, Stage::phip, "2025-11-12")});
  EXPECT_THAT(told(), ElementsAre("12 stage phip", "10 stage hearing"));
  const auto news = store_.news({}).value();
  EXPECT_EQ(news[0].issuer.name_en, "Lantern Harbour Foods Limited");
  EXPECT_EQ(news[1].day, "2025-11-09");
  EXPECT_EQ(news[0].id.size(), 32u);
  EXPECT_NE(news[0].id, news[1].id);
}

TEST_F(NewsTest, a_look_back_is_no_news) {
  auto fact = stage_fact(1, Stage::filed, "2025-05-30");
  fact.history = true;
  story(10, "https://n.example/1", {stage_fact(1, Stage::hearing, "2025-11-09"), fact},
        first_application());
  EXPECT_THAT(told(), ElementsAre("10 stage hearing"));
}

TEST_F(NewsTest, what_is_read_again_keeps_its_id) {
  story(10, "https://n.example/1", {stage_fact(1, Stage::hearing, "2025-11-09")},
        first_application());
  const std::string id = store_.news({}).value().at(0).id;
  // The page changes its mind about the day: the first fact is superseded, the second is live.
  story(11, "https://n.example/1", {stage_fact(1, Stage::hearing, "2025-11-08")});
  EXPECT_THAT(told(), ElementsAre("10 stage hearing"));
  EXPECT_EQ(store_.news({}).value().at(0).id, id);
}

TEST_F(NewsTest, what_nobody_tells_any_more_is_told_and_may_come_again) {
  story(10, "https://n.example/1",
        {stage_fact(1, Stage::hearing, "2025-11-09"), stage_fact(1, Stage::filed, "2025-06-01")},
        first_application());
  story(12, "https://n.example/1", {stage_fact(1, Stage::filed, "2025-06-01")});
  EXPECT_THAT(told(),
              ElementsAre("12 stage retracted hearing", "10 stage hearing", "10 stage filed"));
  story(14, "https://n.example/2", {stage_fact(1, Stage::hearing, "2025-11-14")});
  const auto lines = told();
  EXPECT_EQ(lines.at(0), "14 stage hearing");
  EXPECT_EQ(lines.size(), 4u);
}

TEST_F(NewsTest, sponsors_days_and_codes_are_news_once) {
  auto hearing = stage_fact(1, Stage::hearing, "2025-11-09");
  hearing.sponsors = {sponsor("CICC", "CICC"), sponsor("中金", "CICC"),
                      sponsor("Bank", "Bank", Role::bookrunner)};
  story(10, "https://n.example/1", {hearing}, first_application());
  Decision more;
  more.updates = {{1, std::nullopt, "02799", std::nullopt}};
  more.closes = {{1, day("2025-11-20"), {}}};
  story(11, "https://n.example/2", {hearing}, more);
  EXPECT_THAT(told(), testing::UnorderedElementsAre("10 stage hearing", "10 sponsor CICC",
                                                    "11 subscription closes 2025-11-20",
                                                    "11 stock code 02799"));
}

TEST_F(NewsTest, a_sponsor_is_as_old_as_what_it_was_told_with) {
  auto hearing = stage_fact(1, Stage::hearing, "2024-11-09");
  hearing.sponsors = {sponsor("CICC", "CICC")};
  story(10, "https://n.example/1", {hearing}, first_application());
  Decision more;
  more.closes = {{1, day("2024-11-20"), {}}};
  story(11, "https://n.example/2", {hearing}, more);
  std::map<std::string, std::optional<std::string>> dated;
  const auto rows = store_.news({}).value();
  for (const NewsRow& news : rows) dated[news.what] = news.dated;
  EXPECT_EQ(dated["stage"], "2024-11-09");
  EXPECT_EQ(dated["sponsor"], "2024-11-09");
  EXPECT_EQ(dated["subscription closes"], "2024-11-20");
}

TEST_F(NewsTest, what_tells_no_day_is_as_old_as_its_article) {
  const auto kept = keep(store_, "https://n.example/1", "x", "wire", moment(10));
  Document document;
  document.title = "Story";
  document.text = "Text.";
  document.date = day("2024-11-12");
  const auto put =
      store_.put_article(kept.page_id, kept.capture_id, document, moment(10), at(moment(10)));
  ASSERT_TRUE(put);
  Decision decision = first_application();
  decision.stages = {stage_fact(1, Stage::hearing, "2024-11-09")};
  decision.stages[0].event_date.reset();
  decision.stages[0].disclosed_on.reset();
  decision.stages[0].sponsors = {sponsor("CICC", "CICC")};
  ASSERT_TRUE(
      store_.reapply(decision, from(kept.capture_id, put->article_id, moment(10), "wire"), "1"));
  const auto rows = store_.news({}).value();
  ASSERT_EQ(rows.size(), 2u);
  for (const NewsRow& news : rows) {
    EXPECT_EQ(news.day, std::nullopt);
    EXPECT_EQ(news.dated, "2024-11-12") << news.what;
  }
}

TEST_F(NewsTest, since_after_and_limit_bound_the_answer) {
  story(10, "https://n.example/1", {stage_fact(1, Stage::filed, "2025-11-09")},
        first_application());
  story(12, "https://n.example/2", {stage_fact(1, Stage::phip, "2025-11-12")});
  EXPECT_THAT(told({.since = at(moment(12))}), ElementsAre("12 stage phip"));
  EXPECT_THAT(told({.after = at(moment(12))}), IsEmpty());
  EXPECT_THAT(told({.after = at(moment(10))}), ElementsAre("12 stage phip"));
  EXPECT_THAT(told({.limit = 1}), ElementsAre("12 stage phip"));
  const Store past = open({.read_only = true, .as_of = at("2025-11-11T00:00:00Z")});
  EXPECT_EQ(past.news({}).value().size(), 1u);
}

TEST_F(NewsTest, oldest_first_a_page_ends_between_moments) {
  story(10, "https://n.example/1",
        {stage_fact(1, Stage::filed, "2025-11-08"), stage_fact(1, Stage::hearing, "2025-11-09")},
        first_application());
  story(12, "https://n.example/2", {stage_fact(1, Stage::phip, "2025-11-12")});
  const auto first = store_.news({.limit = 1, .oldest_first = true}).value();
  ASSERT_EQ(first.size(), 2u) << "both of the 10th";
  EXPECT_EQ(first.back().changed_at, moment(10));
  const auto next =
      store_.news({.after = at(moment(10)), .limit = 1, .oldest_first = true}).value();
  ASSERT_EQ(next.size(), 1u);
  EXPECT_EQ(next.front().value, "phip");
}

TEST_F(NewsTest, the_calendar_knows_days_that_lie_ahead) {
  auto listed = stage_fact(1, Stage::listed, "2099-01-05", true);
  auto filed = stage_fact(1, Stage::filed, "2025-08-31", true);
  Decision closes = first_application();
  closes.closes = {{1, day("2098-12-28"), {}}};
  story(10, "https://n.example/1", {filed, listed}, closes);
  const auto days = store_.calendar(std::nullopt, 100).value();
  std::vector<std::string> lines;
  for (const CalendarRow& row : days) lines.push_back(row.kind + " " + row.day);
  EXPECT_THAT(lines, ElementsAre("lapses 2026-02-28", "subscription closes 2098-12-28",
                                 "listing 2099-01-05"));
  EXPECT_EQ(days[0].known_at, moment(10));
  EXPECT_EQ(store_.calendar(day("2099-01-01"), 100).value().size(), 1u);
}

}  // namespace
}  // namespace gongwatch::store
