// gzip, deflate, br and zstd: whole, in pieces, cut off and damaged.
#include "fetcher/content_coding.h"

#include <gtest/gtest.h>
#include <zstd.h>

#include <string>

#include "tests/support/gzip.h"

namespace gongwatch::fetcher {
namespace {

using testing_support::gzip;

const std::string kText = "hello hello hello";
const std::string kBrotli(
    "\x1f\x10\x00\xf8\x8d\x94\x6e\xde\x44\x55\x86\x96\x6c\x20\x6f\x01\x4f\x1c\x60\x1c", 20);

struct Decoded {
  Decoding outcome = Decoding::ok;
  bool complete = true;
  std::string text;
};

// Fed `step` bytes at a time.
Decoded decode(const std::string& codings, const std::string& bytes, std::size_t step = 1000000) {
  std::vector<std::unique_ptr<Decoder>> decoders;
  Decoded decoded;
  if (!make_decoders(codings, decoders)) return {Decoding::stopped, false, "unknown"};
  std::function<bool(std::size_t, std::string_view)> feed = [&](std::size_t from,
                                                                std::string_view in) {
    if (from == decoders.size()) {
      decoded.text += in;
      return decoded.text.size() < 10'000'000;
    }
    decoded.outcome =
        decoders[from]->feed(in, [&, from](std::string_view out) { return feed(from + 1, out); });
    return decoded.outcome == Decoding::ok;
  };
  for (std::size_t at = 0; at < bytes.size(); at += step) {
    if (!feed(0, std::string_view(bytes).substr(at, step))) break;
  }
  for (const auto& decoder : decoders) decoded.complete = decoded.complete && decoder->complete();
  return decoded;
}

std::string zstd(const std::string& text) {
  std::string out(ZSTD_compressBound(text.size()), '\0');
  out.resize(ZSTD_compress(out.data(), out.size(), text.data(), text.size(), 3));
  return out;
}

// zlib's framing, and the same bare.
const std::string kDeflate("\x78\x9c\xcb\x48\xcd\xc9\xc9\x57\xc8\x40\x90\x00\x3a\x2e\x06\x7d", 16);
const std::string kBareDeflate = kDeflate.substr(2, kDeflate.size() - 6);

TEST(ContentCoding, DecodesEachCodingWholeAndInPieces) {
  for (const std::size_t step : {1u, 2u, 3u, 7u, 1000u}) {
    for (const auto& [coding, bytes] :
         std::vector<std::pair<std::string, std::string>>{{"gzip", gzip(kText)},
                                                          {"X-GZip", gzip(kText)},
                                                          {"deflate", kDeflate},
                                                          {"br", kBrotli},
                                                          {"zstd", zstd(kText)},
                                                          {"identity", kText},
                                                          {"", kText}}) {
      const auto decoded = decode(coding, bytes, step);
      EXPECT_EQ(decoded.text, kText) << coding << " by " << step;
      EXPECT_TRUE(decoded.complete) << coding << " by " << step;
    }
  }
  EXPECT_EQ(decode("deflate", kBareDeflate).text, kText) << "as some servers send it";
}

TEST(ContentCoding, UndoesSeveralInTheOrderOfTheField) {
  EXPECT_EQ(decode("zstd, gzip", gzip(zstd(kText)), 5).text, kText);
  EXPECT_EQ(decode("gzip,zstd", zstd(gzip(kText)), 5).text, kText);
  EXPECT_EQ(decode("gzip, gzip, gzip, gzip", gzip(kText)).text, "unknown") << "too many";
  EXPECT_EQ(decode("gzip, rot13", gzip(kText)).text, "unknown");
}

TEST(ContentCoding, KnowsThatTheEndIsMissing) {
  const std::string story(50'000, 's');
  for (const auto& [coding, bytes] : std::vector<std::pair<std::string, std::string>>{
           {"gzip", gzip(story)}, {"deflate", kDeflate}, {"br", kBrotli}, {"zstd", zstd(story)}}) {
    EXPECT_TRUE(decode(coding, bytes).complete) << coding;
    for (const std::size_t missing : {1u, 2u, 5u}) {
      EXPECT_FALSE(decode(coding, bytes.substr(0, bytes.size() - missing)).complete)
          << coding << " without " << missing;
    }
  }
}

TEST(ContentCoding, ReadsOneGzipMemberAfterTheOtherAndLeavesPadding) {
  EXPECT_EQ(decode("gzip", gzip("a") + gzip("b") + gzip("c"), 3).text, "abc");
  const auto padded = decode("gzip", gzip("a") + std::string(512, '\0'), 4);
  EXPECT_EQ(padded.text, "a");
  EXPECT_TRUE(padded.complete);
}

TEST(ContentCoding, SaysThatBytesAreDamaged) {
  for (const auto* coding : {"gzip", "deflate", "br", "zstd"})
    EXPECT_EQ(decode(coding, "<html>not compressed at all</html>").outcome, Decoding::damaged)
        << coding;
  std::string broken = gzip(std::string(5000, 'a') + kText);
  broken[broken.size() - 6] = static_cast<char>(broken[broken.size() - 6] ^ 1);  // its checksum
  EXPECT_EQ(decode("gzip", broken).outcome, Decoding::damaged);
}

TEST(ContentCoding, StopsWhenTheSinkWantsNoMore) {
  std::string zeros;
  zeros.resize(50'000'000);
  const std::string bomb = gzip(zeros);
  const auto decoded = decode("gzip", bomb);
  EXPECT_EQ(decoded.outcome, Decoding::stopped);
  EXPECT_LT(decoded.text.size(), 10'100'000u);
}

}  // namespace
}  // namespace gongwatch::fetcher
