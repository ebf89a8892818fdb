// Content codings (RFC 9110 §8.4.1): gzip, deflate, br, zstd. Ours and not libcurl's, because
// libcurl takes a compressed body that ends too early for a whole one.
#pragma once

#include <functional>
#include <memory>
#include <string_view>
#include <vector>

namespace gongwatch::fetcher {

// deflate is read, too, but whoever has it has gzip, and libcurl 7.88 takes a hundred instructions
// for each byte of a request.
inline constexpr const char* kAcceptedCodings = "gzip, br, zstd";
inline constexpr std::size_t kMaxCodings = 3;  // of one body, one inside the other

enum class Decoding { ok, damaged, stopped };  // stopped: the sink wants no more

// Takes decoded bytes; false: no more of them.
using Sink = std::function<bool(std::string_view)>;

class Decoder {
 public:
  virtual ~Decoder() = default;
  virtual Decoding feed(std::string_view bytes, const Sink& sink) = 0;
  // The stream has come to its own end.
  virtual bool complete() const = 0;
};

// "gzip, br" → the decoders to apply in turn, the last coding first. False if one is not known or
// there are too many. Throws std::bad_alloc.
bool make_decoders(std::string_view field, std::vector<std::unique_ptr<Decoder>>& decoders);

}  // namespace gongwatch::fetcher
