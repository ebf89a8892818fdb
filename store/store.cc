#include "store/store.h"

#include "store/impl.h"

namespace gongwatch::store {

const std::string kInRecord =
    "IN (WITH RECURSIVE member (id) AS ("
    "SELECT record_id FROM application_record WHERE application_id = ? UNION "
    "SELECT a.application_id FROM application a JOIN member m ON a.merged_into = m.id) "
    "SELECT id FROM member) ";

Store::Store(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() = default;

Result<Store> Store::open(const std::string& path, const OpenOptions& options) {
  auto connection = Connection::open(path, options);
  if (!connection) return tl::unexpected(connection.error());
  return Store(std::make_unique<Impl>(std::move(*connection)));
}

Status Store::in_transaction(const std::function<Status()>& work) {
  return impl_->connection->transaction([&] { return work(); });
}

}  // namespace gongwatch::store
