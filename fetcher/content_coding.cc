#include "fetcher/content_coding.h"

#include <brotli/decode.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <new>
#include <string>

namespace gongwatch::fetcher {
namespace {

constexpr std::size_t kChunk = 32 * 1024;
using Chunk = std::array<char, kChunk>;

class ZlibDecoder : public Decoder {
 public:
  // gzip says what it is; "deflate" means a zlib stream, though some servers send it bare.
  explicit ZlibDecoder(bool gzip) : bits_(gzip ? 15 + 16 : 15), may_be_bare_(!gzip) {
    if (inflateInit2(&stream_, bits_) != Z_OK) throw std::bad_alloc();
  }
  ~ZlibDecoder() override { inflateEnd(&stream_); }
  ZlibDecoder(const ZlibDecoder&) = delete;
  ZlibDecoder& operator=(const ZlibDecoder&) = delete;

  Decoding feed(std::string_view bytes, const Sink& sink) override {
    while (!bytes.empty()) {
      // What follows the end is another member, or padding.
      if (ended_ && (may_be_bare_ || bytes.front() != '\x1F')) return Decoding::ok;
      if (ended_) inflateReset(&stream_);
      ended_ = false;
      if (const Decoding one = feed_member(bytes, sink); one != Decoding::ok) return one;
    }
    return Decoding::ok;
  }
  bool complete() const override { return ended_; }

 private:
  // Takes off `bytes` what belongs to the member.
  Decoding feed_member(std::string_view& bytes, const Sink& sink) {
    Chunk out;
    const std::string_view all = bytes;
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(all.data()));
    stream_.avail_in = static_cast<uInt>(all.size());
    int code = Z_OK;
    do {
      stream_.next_out = reinterpret_cast<Bytef*>(out.data());
      stream_.avail_out = kChunk;
      code = inflate(&stream_, Z_NO_FLUSH);
      if (code == Z_DATA_ERROR && may_be_bare_ && stream_.total_out == 0) {
        may_be_bare_ = false;
        bits_ = -15;
        if (inflateReset2(&stream_, bits_) != Z_OK) return Decoding::damaged;
        return feed_member(bytes, sink);
      }
      if (code != Z_OK && code != Z_STREAM_END && code != Z_BUF_ERROR) return Decoding::damaged;
      const std::size_t made = kChunk - stream_.avail_out;
      if (made > 0 && !sink({out.data(), made})) return Decoding::stopped;
    } while (code == Z_OK && (stream_.avail_in > 0 || stream_.avail_out == 0));
    ended_ = code == Z_STREAM_END;
    bytes.remove_prefix(all.size() - stream_.avail_in);
    return !ended_ && stream_.avail_in > 0 ? Decoding::damaged : Decoding::ok;
  }

  z_stream stream_{};
  int bits_;
  bool may_be_bare_;
  bool ended_ = false;
};

class BrotliDecoder : public Decoder {
 public:
  BrotliDecoder() : state_(BrotliDecoderCreateInstance(nullptr, nullptr, nullptr)) {
    if (state_ == nullptr) throw std::bad_alloc();
  }
  ~BrotliDecoder() override { BrotliDecoderDestroyInstance(state_); }
  BrotliDecoder(const BrotliDecoder&) = delete;
  BrotliDecoder& operator=(const BrotliDecoder&) = delete;

  Decoding feed(std::string_view bytes, const Sink& sink) override {
    Chunk out;
    const auto* in = reinterpret_cast<const std::uint8_t*>(bytes.data());
    std::size_t left = bytes.size();
    BrotliDecoderResult result = BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT;
    while (result == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT) {
      auto* to = reinterpret_cast<std::uint8_t*>(out.data());
      std::size_t room = kChunk;
      result = BrotliDecoderDecompressStream(state_, &left, &in, &room, &to, nullptr);
      if (result == BROTLI_DECODER_RESULT_ERROR) return Decoding::damaged;
      if (room < kChunk && !sink({out.data(), kChunk - room})) return Decoding::stopped;
    }
    return Decoding::ok;
  }
  bool complete() const override { return BrotliDecoderIsFinished(state_) == BROTLI_TRUE; }

 private:
  BrotliDecoderState* state_;
};

class ZstdDecoder : public Decoder {
 public:
  ZstdDecoder() : stream_(ZSTD_createDStream()) {
    // A window of 8 MB is what RFC 9659 allows on the web.
    if (stream_ == nullptr ||
        ZSTD_isError(ZSTD_DCtx_setParameter(stream_, ZSTD_d_windowLogMax, 23)) != 0)
      throw std::bad_alloc();
  }
  ~ZstdDecoder() override { ZSTD_freeDStream(stream_); }
  ZstdDecoder(const ZstdDecoder&) = delete;
  ZstdDecoder& operator=(const ZstdDecoder&) = delete;

  Decoding feed(std::string_view bytes, const Sink& sink) override {
    Chunk out;
    ZSTD_inBuffer in{bytes.data(), bytes.size(), 0};
    bool full = false;
    while (in.pos < in.size || full) {
      ZSTD_outBuffer to{out.data(), kChunk, 0};
      const std::size_t left = ZSTD_decompressStream(stream_, &to, &in);
      if (ZSTD_isError(left) != 0) return Decoding::damaged;
      complete_ = left == 0;
      full = to.pos == to.size && !complete_;
      if (to.pos > 0 && !sink({out.data(), to.pos})) return Decoding::stopped;
    }
    return Decoding::ok;
  }
  bool complete() const override { return complete_; }

 private:
  ZSTD_DStream* stream_;
  bool complete_ = false;
};

std::unique_ptr<Decoder> make_decoder(std::string_view coding) {
  if (coding == "gzip" || coding == "x-gzip") return std::make_unique<ZlibDecoder>(true);
  if (coding == "deflate") return std::make_unique<ZlibDecoder>(false);
  if (coding == "br") return std::make_unique<BrotliDecoder>();
  if (coding == "zstd") return std::make_unique<ZstdDecoder>();
  return nullptr;
}

}  // namespace

bool make_decoders(std::string_view field, std::vector<std::unique_ptr<Decoder>>& decoders) {
  while (!field.empty()) {
    const auto end = std::min(field.find(','), field.size());
    std::string coding;
    for (const char c : field.substr(0, end)) {
      if (c != ' ' && c != '\t')
        coding += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    field.remove_prefix(std::min(end + 1, field.size()));
    if (coding.empty() || coding == "identity") continue;
    auto decoder = make_decoder(coding);
    if (!decoder || decoders.size() == kMaxCodings) return false;
    decoders.insert(decoders.begin(), std::move(decoder));
  }
  return true;
}

}  // namespace gongwatch::fetcher
