// The watch-list, and messages that wait.
#include "store/outbox.h"

#include "tests/store/fixture.h"

namespace gongwatch::store {
namespace {

using testing::SizeIs;

class OutboxTest : public StoreTest {
 protected:
  OutboxTest() : store_(open()), outbox_(store_) {
    for (int id = 1; id <= 2; ++id) {
      const auto kept = keep(store_, "https://n.example/" + std::to_string(id), "x");
      Decision decision = first_application(108000 + id);
      decision.new_issuers = {id};
      decision.new_applications[0].application_id = id;
      decision.new_applications[0].issuer_id = id;
      for (IssuerName& each : decision.new_names) each.issuer_id = id;
      decision.stages = {stage_fact(id, Stage::filed, "2025-11-01", true)};
      EXPECT_TRUE(store_.apply(decision, from(kept.capture_id, std::nullopt), "1"));
    }
  }
  Instant now_ = at("2025-11-10T00:00:00Z");
  Store store_;
  Outbox outbox_;
};

TEST_F(OutboxTest, an_issuer_is_followed_until_it_is_not) {
  EXPECT_TRUE(outbox_.follow(1, "client", now_).value());
  EXPECT_FALSE(outbox_.follow(1, "again", now_).value());
  const auto followed = outbox_.followed().value();
  ASSERT_THAT(followed, SizeIs(1));
  EXPECT_EQ(followed[0].issuer_id, 1);
  EXPECT_EQ(followed[0].note, "client");
  EXPECT_EQ(followed[0].name_en, "Lantern Harbour Foods Limited");
  EXPECT_TRUE(outbox_.unfollow(1).value());
  EXPECT_FALSE(outbox_.unfollow(1).value());
  EXPECT_THAT(outbox_.followed().value(), SizeIs(0));
  EXPECT_FALSE(outbox_.follow(99, "", now_).value_or(false));
}

TEST_F(OutboxTest, who_is_merged_stays_followed) {
  ASSERT_TRUE(outbox_.follow(2, "", now_).value());
  Decision merge;
  merge.issuer_merges = {{2, 1, "a person"}};
  merge.application_merges = {{2, 1, "a person"}};
  const auto kept = keep(store_, "https://n.example/merge", "m");
  ASSERT_TRUE(store_.apply(merge, from(kept.capture_id, std::nullopt), "1"));
  ASSERT_THAT(outbox_.followed().value(), SizeIs(1));
  EXPECT_EQ(outbox_.followed().value()[0].issuer_id, 1);
  EXPECT_FALSE(outbox_.follow(1, "", now_).value());
  EXPECT_TRUE(outbox_.unfollow(1).value());
}

TEST_F(OutboxTest, nothing_waits_for_a_target_that_was_told_nothing_yet) {
  NotifyTargetState target;
  target.target = "me";
  target.since = target.judged_until = now_;
  ASSERT_TRUE(outbox_.put_target(target));
  const auto targets = outbox_.targets().value();
  ASSERT_THAT(targets, SizeIs(1));
  EXPECT_EQ(targets[0].waiting, 0);
  EXPECT_EQ(targets[0].sent, 0);
  EXPECT_EQ(targets[0].given_up, 0);
}

TEST_F(OutboxTest, a_change_waits_once_for_each_target_until_it_ends) {
  NotifyTargetState target;
  target.target = "me";
  target.since = target.judged_until = now_;
  ASSERT_TRUE(outbox_.put_target(target));
  EXPECT_TRUE(outbox_.queue("me", "c1", "{}", now_).value());
  EXPECT_FALSE(outbox_.queue("me", "c1", "{}", now_).value());
  EXPECT_TRUE(outbox_.queue("me", "c2", "{}", now_).value());
  EXPECT_FALSE(outbox_.queue("nobody", "c1", "{}", now_));
  auto waiting = outbox_.waiting("me", 10).value();
  ASSERT_THAT(waiting, SizeIs(2));
  EXPECT_EQ(waiting[0].change_id, "c1");
  EXPECT_EQ(waiting[0].queued_at, now_);
  ASSERT_TRUE(outbox_.end({waiting[0].notification_id}, Outbox::End::sent, now_));
  ASSERT_TRUE(outbox_.end({waiting[1].notification_id}, Outbox::End::given_up, now_));
  EXPECT_THAT(outbox_.waiting("me", 10).value(), SizeIs(0));
  EXPECT_FALSE(outbox_.queue("me", "c1", "{}", now_).value());
  EXPECT_TRUE(outbox_.is_queued("me", "c1").value());
  EXPECT_FALSE(outbox_.is_queued("me", "c3").value());
  target.failures = 3;
  target.due_at = now_ + std::chrono::hours{1};
  target.last_error = "HTTP 500";
  ASSERT_TRUE(outbox_.put_target(target));
  const auto states = outbox_.targets().value();
  ASSERT_THAT(states, SizeIs(1));
  EXPECT_EQ(states[0].failures, 3);
  EXPECT_EQ(states[0].due_at, target.due_at);
  EXPECT_EQ(states[0].sent, 1);
  EXPECT_EQ(states[0].given_up, 1);
  EXPECT_EQ(states[0].waiting, 0);
}

}  // namespace
}  // namespace gongwatch::store
