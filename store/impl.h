// What stands behind Store; shared by the files that define its members.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "store/blob.h"
#include "store/connection.h"

namespace gongwatch::store {

class Store::Impl {
 public:
  explicit Impl(std::unique_ptr<Connection> opened) : connection(std::move(opened)) {}
  std::unique_ptr<Connection> connection;
  // The body that was kept last, with its hash: the same page is often put twice in a row.
  std::string last_body, last_sha256;
  Compressor compressor;
};

// "x IN (…)": x is the application of the next parameter, or was merged with it. Facts keep the
// application they were attached to.
extern const std::string kInRecord;

// Rows of page_id, capture_id, url, source_id, role, captured_at.
std::vector<Store::PageCapture> read_page_captures(Query& row);

}  // namespace gongwatch::store
