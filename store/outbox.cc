#include "store/outbox.h"

#include "store/impl.h"

namespace gongwatch::store {

Connection& Outbox::connection() const { return *store_.impl_->connection; }

Result<bool> Outbox::follow(IssuerId issuer, std::string_view note, Instant now) {
  return connection().write([&]() -> Result<bool> {
    auto known = connection().query(
        "SELECT 1 FROM followed_issuer f JOIN issuer_record r ON r.issuer_id = f.issuer_id "
        "WHERE r.record_id = (SELECT record_id FROM issuer_record WHERE issuer_id = ?)");
    if (known.bind(issuer).next()) return false;
    auto row = connection().query(
        "INSERT INTO followed_issuer (issuer_id, followed_at, note) "
        "SELECT record_id, ?2, ?3 FROM issuer_record WHERE issuer_id = ?1");
    return row.bind(issuer, now, note).run() > 0;
  });
}

Result<bool> Outbox::unfollow(IssuerId issuer) {
  return connection().write([&]() -> Result<bool> {
    auto row = connection().query(
        "DELETE FROM followed_issuer WHERE issuer_id IN (SELECT issuer_id FROM issuer_record "
        "WHERE record_id = (SELECT record_id FROM issuer_record WHERE issuer_id = ?))");
    return row.bind(issuer).run() > 0;
  });
}

Result<std::vector<FollowedIssuer>> Outbox::followed() const {
  return connection().guarded([&]() -> Result<std::vector<FollowedIssuer>> {
    auto row = connection().query(
        "SELECT r.record_id, min(f.followed_at), max(f.note), "
        "(SELECT i.name_en FROM ipo i WHERE i.issuer_id = r.record_id LIMIT 1), "
        "(SELECT i.name_zh FROM ipo i WHERE i.issuer_id = r.record_id LIMIT 1) "
        "FROM followed_issuer f JOIN issuer_record r ON r.issuer_id = f.issuer_id "
        "GROUP BY r.record_id ORDER BY 2, 1");
    std::vector<FollowedIssuer> issuers;
    while (row.next()) {
      issuers.push_back(
          {row.integer(0), row.maybe_text(3), row.maybe_text(4), row.text(1), row.text(2)});
    }
    return issuers;
  });
}

Result<std::vector<NotifyTargetState>> Outbox::targets() const {
  return connection().guarded([&]() -> Result<std::vector<NotifyTargetState>> {
    auto row = connection().query(
        "SELECT t.target, t.since, t.judged_until, t.failures, t.due_at, t.last_error, "
        "t.last_sent_at, coalesce(sum(n.target IS NOT NULL AND n.sent_at IS NULL "
        "AND n.given_up_at IS NULL), 0), "
        "count(n.sent_at), count(n.given_up_at) FROM notify_target t "
        "LEFT JOIN notification n ON n.target = t.target GROUP BY t.target ORDER BY t.target");
    std::vector<NotifyTargetState> targets;
    while (row.next()) {
      NotifyTargetState& state = targets.emplace_back();
      state.target = row.text(0);
      state.since = row.maybe_instant(1).value_or(Instant{});
      state.judged_until = row.maybe_instant(2).value_or(Instant{});
      state.failures = static_cast<int>(row.integer(3));
      state.due_at = row.maybe_instant(4);
      state.last_error = row.text(5);
      state.last_sent_at = row.maybe_instant(6);
      state.waiting = row.integer(7);
      state.sent = row.integer(8);
      state.given_up = row.integer(9);
    }
    return targets;
  });
}

Status Outbox::put_target(const NotifyTargetState& state) {
  return connection().write([&]() -> Status {
    auto row = connection().query(
        "INSERT INTO notify_target (target, since, judged_until, failures, due_at, last_error, "
        "last_sent_at) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (target) DO UPDATE SET "
        "judged_until = excluded.judged_until, failures = excluded.failures, "
        "due_at = excluded.due_at, last_error = excluded.last_error, "
        "last_sent_at = excluded.last_sent_at");
    row.bind(state.target, state.since, state.judged_until, state.failures, state.due_at,
             state.last_error, state.last_sent_at)
        .run();
    return {};
  });
}

Result<bool> Outbox::queue(std::string_view target, std::string_view change_id,
                           std::string_view change, Instant now) {
  return connection().write([&]() -> Result<bool> {
    auto row = connection().query(
        "INSERT OR IGNORE INTO notification (target, change_id, change, queued_at) "
        "VALUES (?, ?, ?, ?)");
    return row.bind(target, change_id, change, now).run() > 0;
  });
}

Result<bool> Outbox::is_queued(std::string_view target, std::string_view change_id) const {
  return connection().guarded([&]() -> Result<bool> {
    auto row = connection().query("SELECT 1 FROM notification WHERE target = ? AND change_id = ?");
    return row.bind(target, change_id).next();
  });
}

Result<std::vector<WaitingChange>> Outbox::waiting(std::string_view target, int limit) const {
  return connection().guarded([&]() -> Result<std::vector<WaitingChange>> {
    auto row = connection().query(
        "SELECT notification_id, change_id, change, queued_at FROM notification "
        "WHERE target = ? AND sent_at IS NULL AND given_up_at IS NULL "
        "ORDER BY notification_id LIMIT ?");
    row.bind(target, limit);
    std::vector<WaitingChange> changes;
    while (row.next()) {
      changes.push_back(
          {row.integer(0), row.text(1), row.text(2), row.maybe_instant(3).value_or(Instant{})});
    }
    return changes;
  });
}

Status Outbox::end(const std::vector<std::int64_t>& notifications, End how, Instant now) {
  return connection().write([&]() -> Status {
    const std::string sql = how == End::sent
                                ? "UPDATE notification SET sent_at = ? WHERE notification_id = ?"
                                : "UPDATE notification SET given_up_at = ? "
                                  "WHERE notification_id = ?";
    for (const std::int64_t id : notifications) {
      auto row = connection().query(sql);
      row.bind(now, id).run();
    }
    return {};
  });
}

}  // namespace gongwatch::store
