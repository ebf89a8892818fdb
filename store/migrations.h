// The steps that bring a database from one version to the next. Append-only: step N makes version N
// of version N - 1.
#pragma once

#include <span>

namespace gongwatch::store {

struct Migration {
  const char* name;
  const char* sql;  // several statements, run in one transaction
};

std::span<const Migration> migrations();

}  // namespace gongwatch::store
