// libFuzzer: news feeds, sound or damaged, and what mends them. The first byte, a digit, says which
// reader gets the rest.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "parser/feed/feed.h"
#include "parser/feed/json_mend.h"
#include "parser/feed/xml_load.h"
#include "parser/feed/xml_repair.h"
#include "text/utf8.h"

namespace gongwatch::parser {
namespace {

constexpr std::size_t kDepth = 200;

void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "%s\n", what);
  std::abort();
}

void read_feed_of(std::string_view bytes, std::string_view media_type) {
  const auto list = parse_feed(bytes, media_type, "https://example.com/feed");
  if (!list) return require(!list.error().message.empty(), "an error without a message");
  require(list->well_formed || !list->warnings.empty(), "flagged, and no word why");
  for (const ListEntry& entry : list->entries) {
    require(!entry.url.empty(), "an entry without an address");
    require(text::is_valid(entry.title) && text::is_valid(entry.summary), "a text is no UTF-8");
  }
}

// Sound JSON is not changed.
void mend(std::string_view bytes) {
  JsonLimits limits;
  limits.max_values = 10'000;
  const auto mended = mend_json(bytes, limits);
  const auto sound = read_json(bytes, limits);
  if (!sound || !(sound->is_object() || sound->is_array())) return;
  require(mended && mended->dump() == sound->dump(), "sound JSON was mended to something else");
}

void repair(std::string_view bytes) {
  const std::string text = text::sanitize(bytes);
  const std::string repaired = repair_xml(text, kDepth);
  require(text::is_valid(repaired), "mended XML is no UTF-8");
  load_xml(text);
}

}  // namespace

void fuzz_one(char reader, std::string_view bytes) {
  if (reader == '0') return read_feed_of(bytes, "application/rss+xml");
  if (reader == '1') return read_feed_of(bytes, "application/feed+json");
  if (reader == '2') return mend(bytes);
  if (reader == '3') return repair(bytes);
}

}  // namespace gongwatch::parser

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  gongwatch::parser::fuzz_one(bytes.front(), bytes.substr(1));
  return 0;
}
