#include "store/store.h"

#include "store/impl.h"
#include "store/ipo_rows.h"

namespace gongwatch::store {

const std::string kInRecord =
    "IN (WITH RECURSIVE member (id) AS ("
    "SELECT record_id FROM application_record WHERE application_id = ? UNION "
    "SELECT a.application_id FROM application a JOIN member m ON a.merged_into = m.id) "
    "SELECT id FROM member) ";

namespace {
// Issuers whose rows are out of date: what a question works out for itself in a few milliseconds.
constexpr int kManyStale = 50;
}  // namespace

Store::Store(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() {
  // What cannot be made anew now stays marked, and is worked out by who asks.
  if (impl_ && impl_->connection->is_writable()) static_cast<void>(refresh());
}

Result<Store> Store::open(const std::string& path, const OpenOptions& options) {
  auto connection = Connection::open(path, options);
  if (!connection) return tl::unexpected(connection.error());
  return Store(std::make_unique<Impl>(std::move(*connection)));
}

Status Store::in_transaction(const std::function<Status()>& work) {
  auto& connection = *impl_->connection;
  return connection.transaction([&]() -> Status {
    if (auto done = work(); !done) return done;
    refresh_ipo_rows(connection, kManyStale);
    return {};
  });
}

}  // namespace gongwatch::store
