#include "scheduler/notify.h"

#include <fmt/core.h>

#include <algorithm>
#include <functional>
#include <map>

#include "render/news_json.h"
#include "scheduler/notify_send.h"
#include "store/outbox.h"

namespace gongwatch::scheduler {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using store::NotifyTargetState;
using store::Outbox;

// Changes are looked at again for so long: a clock may have been set back.
constexpr hours kLookBack{24};
constexpr hours kGiveUpAfter{24 * 7};
constexpr minutes kFirstRest{5};
constexpr hours kLongestRest{6};
constexpr int kChangesInAMessage = 20;
constexpr int kMessagesInACall = 10;

using States = std::map<std::string, NotifyTargetState>;

Result<States> states_of(Outbox& outbox) {
  auto rows = outbox.targets();
  if (!rows) return tl::unexpected(rows.error());
  States states;
  for (NotifyTargetState& row : *rows) states.emplace(row.target, std::move(row));
  return states;
}

Result<std::set<IssuerId>> followed_by(const Outbox& outbox) {
  const auto rows = outbox.followed();
  if (!rows) return tl::unexpected(rows.error());
  std::set<IssuerId> issuers;
  for (const auto& row : *rows) issuers.insert(row.issuer_id);
  return issuers;
}

Instant known_at(const NewsRow& news) {
  return parse_iso_instant(news.changed_at, minutes{0}).value_or(Instant{});
}

// Everything that any target may not have looked at, oldest first, a bounded number at a time.
Status for_unjudged(const store::Store& store, const States& states, int at_once,
                    const std::function<Status(const std::vector<NewsRow>&)>& take) {
  if (states.empty()) return {};
  store::Store::NewsFilter filter;
  filter.since = Instant::max();
  for (const auto& [name, state] : states)
    filter.since = std::min(filter.since, std::max(state.judged_until - kLookBack, state.since));
  filter.oldest_first = true;
  filter.limit = at_once;
  while (true) {
    const auto news = store.news(filter);
    if (!news) return tl::unexpected(news.error());
    if (news->empty()) return {};
    if (Status taken = take(*news); !taken) return taken;
    const Instant last = known_at(news->back());
    if (filter.after && last <= *filter.after)
      return fail(ErrorKind::store_unusable, "changes have moments that do not follow one another",
                  news->back().changed_at);
    filter.after = last;
  }
}

bool is_due(const NotifyTargetState& state, const NewsRow& news) {
  const Instant known = known_at(news);
  return known > state.since && known >= state.judged_until - kLookBack;
}

minutes rest_after(int failures) {
  return std::min<minutes>(kFirstRest * (1 << std::min(failures - 1, 10)), kLongestRest);
}

class Teller {
 public:
  Teller(const std::vector<NotifyTarget>& targets, store::Store& store, Instant now,
         const NotifyOptions& options)
      : targets_(targets),
        store_(store),
        outbox_(store),
        now_(now),
        options_(options),
        end_(std::chrono::steady_clock::now() + options.budget) {}

  Status write_down() {
    auto states = states_of(outbox_);
    if (!states) return tl::unexpected(states.error());
    states_ = std::move(*states);
    const auto followed = followed_by(outbox_);
    if (!followed) return tl::unexpected(followed.error());
    States asked;
    for (const NotifyTarget& target : targets_) {
      if (const auto found = states_.find(target.name); found != states_.end())
        asked.insert(*found);
    }
    if (Status begun = begin_new_targets(); !begun) return begun;
    return for_unjudged(
        store_, asked, options_.news_at_once, [&](const std::vector<NewsRow>& news) {
          return store_.in_transaction([&]() -> Status {
            for (const NotifyTarget& target : targets_) {
              if (const auto before = asked.find(target.name); before != asked.end()) {
                if (Status done = queue_for(target, before->second, news, *followed); !done)
                  return done;
              }
            }
            return {};
          });
        });
  }

  Status send() {
    for (const NotifyTarget& target : targets_) {
      if (const Status done = send_to(target, states_[target.name]); !done) return done;
    }
    return {};
  }

  // With what still waits.
  Result<std::vector<NotifyOutcome>> outcomes() {
    const auto states = states_of(outbox_);
    if (!states) return tl::unexpected(states.error());
    std::vector<NotifyOutcome> all;
    for (const NotifyTarget& target : targets_) {
      NotifyOutcome& outcome = outcomes_[target.name];
      outcome.target = target.name;
      if (const auto state = states->find(target.name); state != states->end())
        outcome.waiting = state->second.waiting;
      all.push_back(outcome);
    }
    return all;
  }

 private:
  // A new target is told of what comes from now on.
  Status begin_new_targets() {
    return store_.in_transaction([&]() -> Status {
      for (const NotifyTarget& target : targets_) {
        if (states_.contains(target.name)) continue;
        NotifyTargetState& state = states_[target.name];
        state.target = target.name;
        state.since = state.judged_until = now_;
        if (Status done = outbox_.put_target(state); !done) return done;
      }
      return {};
    });
  }

  // `before`: as the target stood when the telling began.
  Status queue_for(const NotifyTarget& target, const NotifyTargetState& before,
                   const std::vector<NewsRow>& news, const std::set<IssuerId>& followed) {
    NotifyTargetState& state = states_[target.name];
    const Instant judged_until = state.judged_until;
    for (const NewsRow& row : news) {
      if (!is_due(before, row)) continue;
      state.judged_until = std::max(state.judged_until, known_at(row));
      if (!wants(target, row, followed)) continue;
      const auto added = outbox_.queue(
          target.name, row.id,
          render::json_of(row).dump(-1, ' ', false, render::Json::error_handler_t::replace), now_);
      if (!added) return tl::unexpected(added.error());
      outcomes_[target.name].queued += *added ? 1 : 0;
    }
    return state.judged_until == judged_until ? Status() : outbox_.put_target(state);
  }

  std::chrono::milliseconds time_left() const {
    return std::chrono::duration_cast<std::chrono::milliseconds>(end_ -
                                                                 std::chrono::steady_clock::now());
  }

  Status send_to(const NotifyTarget& target, NotifyTargetState& state) {
    if (state.due_at && *state.due_at > now_ && !options_.at_once) return {};
    for (int message = 0; message < kMessagesInACall; ++message) {
      if (options_.should_stop && options_.should_stop()) return {};
      if (time_left() < std::chrono::milliseconds{100}) return {};
      const auto waiting = outbox_.waiting(target.name, kChangesInAMessage);
      if (!waiting) return tl::unexpected(waiting.error());
      if (waiting->empty()) return {};
      const Status arrived = send_one(target, *waiting);
      if (!arrived && arrived.error().kind == ErrorKind::cancelled) return {};
      if (const Status kept = arrived ? note_arrival(state, *waiting)
                                      : note_failure(state, *waiting, arrived.error());
          !kept)
        return kept;
      if (!arrived) return {};
    }
    return {};
  }

  Status send_one(const NotifyTarget& target, const std::vector<store::WaitingChange>& waiting) {
    std::vector<render::Json> changes;
    for (const auto& one : waiting)
      changes.push_back(render::Json::parse(one.change, nullptr, false));
    const std::string delivery = fmt::format(
        "{}-{}-{}", target.name, waiting.front().notification_id, waiting.back().notification_id);
    return send_message(target, changes, delivery, now_, std::min(target.timeout, time_left()),
                        options_.should_stop);
  }

  static std::vector<std::int64_t> ids_of(const std::vector<store::WaitingChange>& waiting) {
    std::vector<std::int64_t> ids;
    for (const auto& one : waiting) ids.push_back(one.notification_id);
    return ids;
  }

  Status note_arrival(NotifyTargetState& state, const std::vector<store::WaitingChange>& waiting) {
    outcomes_[state.target].sent += static_cast<std::int64_t>(waiting.size());
    state.failures = 0;
    state.due_at.reset();
    state.last_error.clear();
    state.last_sent_at = now_;
    return store_.in_transaction([&]() -> Status {
      if (Status done = outbox_.end(ids_of(waiting), Outbox::End::sent, now_); !done) return done;
      return outbox_.put_target(state);
    });
  }

  Status note_failure(NotifyTargetState& state, std::vector<store::WaitingChange> waiting,
                      const Error& why) {
    NotifyOutcome& outcome = outcomes_[state.target];
    outcome.error = why.to_string();
    outcome.trouble_begins = state.failures == 0;
    ++state.failures;
    state.due_at = now_ + rest_after(state.failures);
    state.last_error = outcome.error;
    std::erase_if(waiting, [&](const auto& one) { return now_ - one.queued_at < kGiveUpAfter; });
    outcome.given_up = static_cast<std::int64_t>(waiting.size());
    return store_.in_transaction([&]() -> Status {
      if (Status done = outbox_.end(ids_of(waiting), Outbox::End::given_up, now_); !done)
        return done;
      return outbox_.put_target(state);
    });
  }

  const std::vector<NotifyTarget>& targets_;
  store::Store& store_;
  Outbox outbox_;
  Instant now_;
  const NotifyOptions& options_;
  std::chrono::steady_clock::time_point end_;
  States states_;
  std::map<std::string, NotifyOutcome> outcomes_;
};

}  // namespace

Result<std::vector<std::pair<std::string, NewsRow>>> to_be_told(
    const std::vector<NotifyTarget>& targets, store::Store& store, const Clock& clock) {
  Outbox outbox(store);
  auto states = states_of(outbox);
  if (!states) return tl::unexpected(states.error());
  const auto followed = followed_by(outbox);
  if (!followed) return tl::unexpected(followed.error());
  States asked;
  for (const NotifyTarget& target : targets) {
    // A new target: what it would have been told of the last day.
    NotifyTargetState fresh;
    fresh.since = fresh.judged_until = clock.now() - kLookBack;
    const auto found = states->find(target.name);
    asked.emplace(target.name, found == states->end() ? fresh : found->second);
  }
  std::vector<std::pair<std::string, NewsRow>> all;
  const Status read = for_unjudged(
      store, asked, NotifyOptions{}.news_at_once, [&](const std::vector<NewsRow>& news) -> Status {
        for (const NotifyTarget& target : targets) {
          for (const NewsRow& row : news) {
            if (!is_due(asked[target.name], row) || !wants(target, row, *followed)) continue;
            const auto known = outbox.is_queued(target.name, row.id);
            if (!known) return tl::unexpected(known.error());
            if (!*known) all.emplace_back(target.name, row);
          }
        }
        return {};
      });
  if (!read) return tl::unexpected(read.error());
  return all;
}

Result<std::vector<NotifyOutcome>> tell(const std::vector<NotifyTarget>& targets,
                                        store::Store& store, const Clock& clock,
                                        const NotifyOptions& options) {
  Teller teller(targets, store, clock.now(), options);
  if (const Status done = teller.write_down(); !done) return tl::unexpected(done.error());
  if (const Status done = teller.send(); !done) return tl::unexpected(done.error());
  return teller.outcomes();
}

Status send_test(const NotifyTarget& target, const Clock& clock, const NotifyOptions& options) {
  NewsRow news;
  news.id = std::string(32, '0');
  news.what = "stage";
  news.value = "hearing";
  news.day = to_iso(hong_kong_day(clock.now()));
  news.changed_at = to_iso(clock.now());
  news.source_id = "test";
  news.url = "https://www.example.com/";
  news.issuer.name_en = "Test of Gongwatch (a company that does not exist)";
  return send_message(target, {render::json_of(news)}, target.name + "-test", clock.now(),
                      target.timeout, options.should_stop);
}

}  // namespace gongwatch::scheduler
