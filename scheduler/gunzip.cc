#include "scheduler/gunzip.h"

#include <zlib.h>

#include <algorithm>

namespace gongwatch::scheduler {
namespace {

constexpr std::size_t kStep = 64u << 10;
constexpr int kGzipOnly = 15 + 16;  // the largest window, and gzip's header (zlib.h)

// zlib counts in 32 bits and promises not to write to what it reads.
Bytef* input(std::string_view bytes) {
  return reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
}

}  // namespace

bool is_gzip(std::string_view bytes) { return bytes.starts_with("\x1f\x8b\x08"); }

Result<std::string> gunzip_member(std::string_view& bytes, std::size_t max_bytes) {
  z_stream stream{};
  if (inflateInit2(&stream, kGzipOnly) != Z_OK) return fail(ErrorKind::internal, "zlib: no memory");
  std::string out;
  std::string chunk(kStep, '\0');
  int code = Z_OK;
  while (code == Z_OK && out.size() <= max_bytes) {
    const std::string_view part = bytes.substr(0, 1u << 30);
    stream.next_in = input(part);
    stream.avail_in = static_cast<uInt>(part.size());
    stream.next_out = reinterpret_cast<Bytef*>(chunk.data());
    stream.avail_out = static_cast<uInt>(chunk.size());
    code = inflate(&stream, Z_NO_FLUSH);
    out.append(chunk, 0, chunk.size() - stream.avail_out);
    bytes.remove_prefix(part.size() - stream.avail_in);
  }
  inflateEnd(&stream);
  if (out.size() > max_bytes) {
    return fail(ErrorKind::too_large,
                "more than " + std::to_string(max_bytes) + " bytes come out of the gzip file");
  }
  if (code != Z_STREAM_END) return fail(ErrorKind::malformed, "a damaged or cut off gzip file");
  return out;
}

Result<std::string> gunzip(std::string_view bytes, std::size_t max_bytes) {
  std::string out;
  do {
    auto member = gunzip_member(bytes, max_bytes - out.size());
    if (!member) return member;
    out += *member;
  } while (is_gzip(bytes));
  return out;
}

std::string gzip(std::string_view bytes) {
  z_stream stream{};
  if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, kGzipOnly, 8, Z_DEFAULT_STRATEGY) !=
      Z_OK)
    throw std::bad_alloc();
  std::string out(deflateBound(&stream, static_cast<uLong>(bytes.size())), '\0');
  stream.next_in = input(bytes);
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(out.size() - stream.avail_out);
  deflateEnd(&stream);
  return out;
}

}  // namespace gongwatch::scheduler
