// Tells those who asked for it what has changed: each change once, kept in the store until it has
// arrived. A target that does not answer costs a run at most a few seconds, and is asked again
// after a growing while.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "model/clock.h"
#include "scheduler/notify_config.h"
#include "store/store.h"

namespace gongwatch::scheduler {

struct NotifyOptions {
  bool at_once = false;                      // asks also who failed and is to rest
  std::chrono::milliseconds budget{20'000};  // for all messages of this call
  std::function<bool()> should_stop;
  int news_at_once = 10'000;  // changes held in memory
};

struct NotifyOutcome {
  std::string target;
  std::int64_t queued = 0, sent = 0, waiting = 0, given_up = 0;  // changes
  std::string error;            // of the last message; empty if it arrived or none was sent
  bool trouble_begins = false;  // it is the first failure in a row
};

// What the targets want to hear and have not been told, newest last; changes nothing.
Result<std::vector<std::pair<std::string, NewsRow>>> to_be_told(
    const std::vector<NotifyTarget>& targets, store::Store& store, const Clock& clock);

// Writes down what is to be told, then tells it. A target that is seen for the first time is told
// what changes from now on. Errors are those of the store; a target that fails is an outcome.
Result<std::vector<NotifyOutcome>> tell(const std::vector<NotifyTarget>& targets,
                                        store::Store& store, const Clock& clock,
                                        const NotifyOptions& options = {});

// A made-up change, so that a person sees that it arrives.
Status send_test(const NotifyTarget& target, const Clock& clock, const NotifyOptions& options = {});

}  // namespace gongwatch::scheduler
