// Bodies as kept: SHA-256 of the bytes, and the bytes in one zstd frame.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "model/result.h"

struct ZSTD_CCtx_s;

namespace gongwatch::store {

// A body larger than this is not kept (too_large).
inline constexpr std::size_t kMaxBodyBytes = std::size_t{256} << 20;

// Lower-case hex.
Result<std::string> sha256_hex(std::string_view bytes);

// Keeps its tables (about 1 MB) from one body to the next: making them anew costs a third of a
// small body's compression. One thread at a time.
class Compressor {
 public:
  Compressor();
  ~Compressor();
  Compressor(const Compressor&) = delete;
  Compressor& operator=(const Compressor&) = delete;

  Result<std::string> compress(std::string_view bytes);

 private:
  struct Free {
    void operator()(ZSTD_CCtx_s* context) const;
  };
  std::unique_ptr<ZSTD_CCtx_s, Free> context_;
};

// The frame must hold exactly raw_bytes bytes, at most kMaxBodyBytes: no more memory is taken,
// whatever the frame says.
Result<std::string> decompress(std::string_view frame, std::size_t raw_bytes);

}  // namespace gongwatch::store
