#include "store/migrations/steps.h"

namespace gongwatch::store {

// Whom a person follows; who is told of changes, and what is still to be told: a message is written
// before it is sent, and stays until it has arrived or was given up.
const char kStep11Notify[] = R"sql(
CREATE TABLE followed_issuer (
  issuer_id   INTEGER PRIMARY KEY REFERENCES issuer (issuer_id),
  followed_at TEXT NOT NULL,
  note        TEXT NOT NULL
) STRICT;

CREATE TABLE notify_target (
  target       TEXT PRIMARY KEY,
  since        TEXT NOT NULL,
  judged_until TEXT NOT NULL,
  failures     INTEGER NOT NULL DEFAULT 0,
  due_at       TEXT,
  last_error   TEXT NOT NULL DEFAULT '',
  last_sent_at TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE notification (
  notification_id INTEGER PRIMARY KEY,
  target          TEXT NOT NULL REFERENCES notify_target (target),
  change_id       TEXT NOT NULL,
  change          TEXT NOT NULL,
  queued_at       TEXT NOT NULL,
  sent_at         TEXT,
  given_up_at     TEXT,
  UNIQUE (target, change_id)
) STRICT;
CREATE INDEX notification_waiting ON notification (target, notification_id)
  WHERE sent_at IS NULL AND given_up_at IS NULL;
)sql";

}  // namespace gongwatch::store
