// Many changes at once: read a few at a time, each told once, none forgotten.
#include "scheduler/notify.h"

#include "tests/store/fixture.h"
#include "tests/support/temp_dir.h"

namespace gongwatch::scheduler {
namespace {

using store::at;
using store::stage_fact;

class NotifyTest : public store::StoreTest {
 protected:
  NotifyTest() : store_(open()) {
    target_.name = "desk";
    target_.max_age = std::chrono::hours(24 * 365 * 100);
    target_.command = {"/bin/sh", "-c", "cat >>\"$0\"", (folder_ / "told").string()};
    options_.news_at_once = 1;
  }

  void story(const std::string& moment, const std::vector<StageFact>& stages,
             Decision decision = {}) {
    const auto kept = keep(store_, "https://n.example/" + moment, moment, "wire", moment);
    Document document;
    document.title = "Story";
    document.text = "Text.";
    const auto put =
        store_.put_article(kept.page_id, kept.capture_id, document, moment, at(moment));
    ASSERT_TRUE(put);
    decision.stages = stages;
    ASSERT_TRUE(
        store_.reapply(decision, store::from(kept.capture_id, put->article_id, moment), "1"));
  }
  NotifyOutcome tell_at(const std::string& moment) {
    const FixedClock clock(at(moment));
    const auto outcomes = tell({target_}, store_, clock, options_);
    EXPECT_TRUE(outcomes) << outcomes.error().to_string();
    return outcomes ? outcomes->at(0) : NotifyOutcome();
  }

  store::Store store_;
  NotifyTarget target_;
  NotifyOptions options_;
};

TEST_F(NotifyTest, AllThatHappenedSinceIsToldHoweverFewAreReadAtOnce) {
  tell_at("2025-11-09T00:00:00Z");
  story("2025-11-10T00:00:00Z",
        {stage_fact(1, Stage::filed, "2025-11-08"), stage_fact(1, Stage::hearing, "2025-11-09")},
        store::first_application());
  story("2025-11-11T00:00:00Z", {stage_fact(1, Stage::phip, "2025-11-11")});
  story("2025-11-12T00:00:00Z", {stage_fact(1, Stage::listed, "2025-11-12")});
  EXPECT_EQ(to_be_told({target_}, store_, FixedClock(at("2025-11-13T00:00:00Z")))->size(), 4u);
  const NotifyOutcome outcome = tell_at("2025-11-13T00:00:00Z");
  EXPECT_EQ(outcome.error, "");
  EXPECT_EQ(outcome.queued, 4);
  EXPECT_EQ(outcome.sent, 4);
  EXPECT_EQ(tell_at("2025-11-13T01:00:00Z").queued, 0) << "once";
  const std::string told = testing_support::read_whole_file(folder_ / "told");
  for (const char* stage : {"filed", "hearing", "phip", "listed"})
    EXPECT_NE(told.find(stage), std::string::npos) << stage << "\n" << told;
}

}  // namespace
}  // namespace gongwatch::scheduler
