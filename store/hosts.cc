// What is kept of hosts between processes.
#include <chrono>

#include "store/impl.h"

namespace gongwatch::store {
namespace {

using std::chrono::hours;

constexpr hours kRobotsKept{24};  // RFC 9309 §2.4
constexpr hours kHostsKept{24};   // no delay is longer

}  // namespace

Result<FetchMemory> Store::fetch_memory(Instant now) const {
  auto& connection = *impl_->connection;
  return connection.guarded([&]() -> Result<FetchMemory> {
    FetchMemory memory;
    {
      auto row = connection.query(
          "SELECT host, asked_at, rest_until, rest_status FROM host "
          "WHERE asked_at > ? OR rest_until > ?");
      row.bind(now - kHostsKept, now);
      while (row.next()) {
        memory.hosts.push_back({row.text(0), row.maybe_instant(1).value_or(now),
                                row.maybe_instant(2), static_cast<int>(row.integer(3))});
      }
    }
    {
      auto row = connection.query("SELECT origin, asked_at, text FROM robots WHERE asked_at > ?");
      row.bind(now - kRobotsKept);
      while (row.next()) {
        memory.robots.push_back(
            {row.text(0), row.maybe_instant(1).value_or(now), std::string(row.blob(2))});
      }
    }
    auto run = connection.query("SELECT finished_at FROM run ORDER BY run_id DESC LIMIT 1");
    memory.unsure = run.next() && run.is_null(0);
    return memory;
  });
}

Status Store::put_fetch_memory(const FetchMemory& memory, Instant now) {
  if (memory.hosts.empty() && memory.robots.empty()) return {};
  auto& connection = *impl_->connection;
  return connection.write([&]() -> Status {
    for (const FetchMemory::Host& host : memory.hosts) {
      connection
          .query(
              "INSERT INTO host (host, asked_at, rest_until, rest_status) VALUES (?, ?, ?, ?) "
              "ON CONFLICT (host) DO UPDATE SET asked_at = excluded.asked_at, "
              "rest_until = excluded.rest_until, rest_status = excluded.rest_status")
          .bind(host.host, host.asked_at, host.rest_until, host.rest_status)
          .run();
    }
    for (const FetchMemory::Robots& robots : memory.robots) {
      connection.query("INSERT OR REPLACE INTO robots (origin, asked_at, text) VALUES (?, ?, ?)")
          .bind(robots.origin, robots.asked_at)
          .bind_blob(robots.text)
          .run();
    }
    connection.query("DELETE FROM host WHERE asked_at <= ? AND coalesce(rest_until, '') <= ?")
        .bind(now - kHostsKept, now)
        .run();
    connection.query("DELETE FROM robots WHERE asked_at <= ?").bind(now - kRobotsKept).run();
    return {};
  });
}

}  // namespace gongwatch::store
