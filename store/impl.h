// What stands behind Store; shared by the files that define its members.
#pragma once

#include <memory>
#include <utility>

#include "store/connection.h"

namespace gongwatch::store {

class Store::Impl {
 public:
  explicit Impl(std::unique_ptr<Connection> opened) : connection(std::move(opened)) {}
  std::unique_ptr<Connection> connection;
};

}  // namespace gongwatch::store
