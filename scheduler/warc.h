// WARC files (ISO 28500, 1.0 and 1.1): web archives, plain or in gzip members of one record or of
// many. Pure.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/result.h"
#include "model/rows.h"

namespace gongwatch::scheduler {

struct WarcRecord {
  std::string type;  // "response", "resource", "request" …
  std::string url;
  Instant date{};
  std::string content_type;
  std::string block;
};

// Reads record after record of a whole file.
class WarcReader {
 public:
  // `file` must outlive the reader. A gzip member unfolds at once, however many records it holds.
  explicit WarcReader(std::string_view file, std::size_t max_member = 256u << 20)
      : rest_(file), max_member_(max_member) {}

  // Nothing at the end. Errors: malformed (the file ends the reading), too_large (a record of more
  // than 64 MiB, a gzip member of more than `max_member`).
  Result<std::optional<WarcRecord>> next();
  // Bytes of the file that are still to be read.
  std::size_t left() const { return rest_.size(); }

 private:
  Result<std::optional<WarcRecord>> read(std::string_view& bytes) const;

  std::string_view rest_;
  std::size_t max_member_;
  std::string member_;    // the gzip member that is being read
  std::size_t read_ = 0;  // so much of it is
};

// The answer that a record keeps: of "response" records what HTTP said (chunks put together, gzip
// undone), of "resource" records their block. Errors: unsupported (another type or encoding),
// malformed.
Result<Capture> capture_of(const WarcRecord& record);

// One gzip member: a "response" record with the capture's status, headers and decompressed body.
std::string to_warc(const Capture& capture);
// The first record of a file: who wrote it.
std::string warc_info(Instant now);

}  // namespace gongwatch::scheduler
