#include "store/ipo_rows.h"

#include "store/impl.h"

namespace gongwatch::store {

void refresh_ipo_rows(Connection& connection, int at_least) {
  // A first day of dealings that was still to come is there.
  connection
      .query(
          "INSERT OR IGNORE INTO ipo_stale SELECT issuer_id FROM ipo_row "
          "WHERE holds_until IS NOT NULL AND holds_until <= (SELECT date(at, '+8 hours') FROM "
          "clock)")
      .run();
  {
    auto stale = connection.query("SELECT count(*) FROM (SELECT 1 FROM ipo_stale LIMIT ?)");
    stale.bind(at_least).next();
    if (stale.integer(0) < at_least) return;
  }
  connection
      .query("DELETE FROM ipo_row WHERE application_id IN (SELECT application_id FROM ipo_touched)")
      .run();
  connection.query("INSERT INTO ipo_row SELECT * FROM ipo_computed").run();
  connection.query("DELETE FROM ipo_stale").run();
}

Status Store::refresh() {
  auto& connection = *impl_->connection;
  return connection.write([&]() -> Status {
    refresh_ipo_rows(connection, 1);
    return {};
  });
}

}  // namespace gongwatch::store
