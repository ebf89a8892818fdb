// Whom a person follows, and what is still to be told to whom.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/store.h"

namespace gongwatch::store {

class Connection;

struct FollowedIssuer {
  IssuerId issuer_id = 0;  // as it is shown now: the one that it was merged into
  std::optional<std::string> name_en, name_zh;
  std::string followed_at;
  std::string note;
};

// Who is told: one row a [[notify]] of the configuration, made when it is seen first.
struct NotifyTargetState {
  std::string target;
  Instant since{};                // what was known by then is not told
  Instant judged_until{};         // the newest change that was looked at
  int failures = 0;               // in a row
  std::optional<Instant> due_at;  // after a failure: not before
  std::string last_error;
  std::optional<Instant> last_sent_at;
  std::int64_t waiting = 0, sent = 0, given_up = 0;  // messages; read only
};

struct WaitingChange {
  std::int64_t notification_id = 0;
  std::string change_id;
  std::string change;  // as JSON
  Instant queued_at{};
};

// Lives no longer than its store.
class Outbox {
 public:
  explicit Outbox(Store& store) : store_(store) {}

  // True if it was not followed before; false leaves it as it is.
  Result<bool> follow(IssuerId issuer, std::string_view note, Instant now);
  Result<bool> unfollow(IssuerId issuer);
  Result<std::vector<FollowedIssuer>> followed() const;

  Result<std::vector<NotifyTargetState>> targets() const;
  // All but the counts.
  Status put_target(const NotifyTargetState& state);
  // False if this change was queued for the target before.
  Result<bool> queue(std::string_view target, std::string_view change_id, std::string_view change,
                     Instant now);
  Result<bool> is_queued(std::string_view target, std::string_view change_id) const;
  // Oldest first.
  Result<std::vector<WaitingChange>> waiting(std::string_view target, int limit) const;
  enum class End { sent, given_up };
  Status end(const std::vector<std::int64_t>& notifications, End how, Instant now);

 private:
  Connection& connection() const;
  Store& store_;
};

}  // namespace gongwatch::store
