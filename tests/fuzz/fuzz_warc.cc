// libFuzzer: any bytes as a web archive; and any bytes as a page, which must come back from the
// archive that it is written to (first byte "w").
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "scheduler/warc.h"

namespace gongwatch::scheduler {
namespace {

constexpr std::size_t kMaxMember = 1u << 20;
constexpr int kMaxRecords = 1000;

void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "%s\n", what);
  std::abort();
}

void read(std::string_view bytes) {
  WarcReader reader(bytes, kMaxMember);
  for (int i = 0; i < kMaxRecords; ++i) {
    const auto record = reader.next();
    if (!record) return require(!record.error().message.empty(), "an error without a message");
    if (!*record) return;
    const auto capture = capture_of(**record);
    require(capture || !capture.error().message.empty(), "an error without a message");
  }
}

void write_and_read(std::string_view bytes) {
  Capture capture;
  capture.url = capture.final_url = "https://example.com/a?b=1";
  capture.status = 200;
  capture.media_type = "text/html";
  capture.headers = {{"content-type", "text/html"}, {"x-note", "kept"}};
  capture.captured_at = Instant{std::chrono::seconds{1762732800}};
  capture.body = std::string(bytes);
  const std::string archive = to_warc(capture);
  WarcReader reader(archive);
  const auto record = reader.next();
  require(record && *record, "what was written cannot be read");
  const auto again = capture_of(**record);
  require(again && again->body == capture.body && again->url == capture.url &&
              again->captured_at == capture.captured_at,
          "what was written is read as something else");
}

}  // namespace

void fuzz_one(std::string_view bytes) {
  if (bytes.substr(0, 1) == "w") return write_and_read(bytes.substr(1));
  read(bytes);
}

}  // namespace gongwatch::scheduler

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  gongwatch::scheduler::fuzz_one({reinterpret_cast<const char*>(data), size});
  return 0;
}
