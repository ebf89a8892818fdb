#include "store/blob.h"

#include <fmt/core.h>
#include <openssl/evp.h>
#include <zstd.h>

#include <array>

namespace gongwatch::store {
namespace {

constexpr int kZstdLevel = 3;  // about 5 times smaller pages at 300 MB/s; higher levels gain little

}  // namespace

Result<std::string> sha256_hex(std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_sha256(), nullptr) != 1) {
    return fail(ErrorKind::internal, "OpenSSL could not compute SHA-256");
  }
  std::string hex;
  for (unsigned int i = 0; i < size; ++i) hex += fmt::format("{:02x}", digest[i]);
  return hex;
}

Result<std::string> compress(std::string_view bytes) {
  if (bytes.size() > kMaxBodyBytes) {
    return fail(ErrorKind::too_large, fmt::format("a body of {} bytes is over the limit of {}",
                                                  bytes.size(), kMaxBodyBytes));
  }
  std::string frame(ZSTD_compressBound(bytes.size()), '\0');
  const std::size_t size =
      ZSTD_compress(frame.data(), frame.size(), bytes.data(), bytes.size(), kZstdLevel);
  if (ZSTD_isError(size)) return fail(ErrorKind::internal, ZSTD_getErrorName(size));
  frame.resize(size);
  return frame;
}

Result<std::string> decompress(std::string_view frame, std::size_t raw_bytes) {
  if (raw_bytes > kMaxBodyBytes) {
    return fail(ErrorKind::store_unusable, fmt::format("a body claims {} bytes", raw_bytes));
  }
  std::string bytes(raw_bytes, '\0');
  const std::size_t size = ZSTD_decompress(bytes.data(), bytes.size(), frame.data(), frame.size());
  if (ZSTD_isError(size) || size != raw_bytes) {
    return fail(ErrorKind::store_unusable,
                fmt::format("a body is damaged: {}",
                            ZSTD_isError(size) ? ZSTD_getErrorName(size) : "wrong length"));
  }
  return bytes;
}

}  // namespace gongwatch::store
