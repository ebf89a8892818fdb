// A new store is a copy of the empty one that the steps make, made when the program is built: an
// eighth of the work of taking the steps anew. It is the same page for page, as a damaged store's
// tables are sought where they stand in a new one (schema_rebuild.h).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace gongwatch::store {

struct NewStore {
  std::string_view frame;  // zstd
  std::size_t raw_bytes;
};

NewStore embedded_new_store();

// Puts an empty store at `path`, where nothing stands, of at most max_bytes (0: any size): whole or
// not at all. What cannot be done this way (no room, a file system without O_TMPFILE) is left to
// the steps.
void put_new_store(const std::string& path, std::uint64_t max_bytes);

}  // namespace gongwatch::store
