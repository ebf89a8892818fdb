#include "parser/feed/feed.h"

#include <string>

#include "parser/charset/decode.h"
#include "parser/feed/json_feed.h"
#include "parser/feed/xml_feed.h"
#include "text/utf8.h"

namespace gongwatch::parser {
namespace {

constexpr std::size_t kMaxBytes = 16u << 20;

bool is_json(std::string_view media_type, std::string_view trimmed) {
  return trimmed.starts_with('{') ||
         text::lower_ascii(media_type).find("json") != std::string::npos;
}

}  // namespace

Result<EntryList> parse_feed(std::string_view bytes, std::string_view media_type,
                             std::string_view base_url, std::chrono::minutes utc_offset) {
  if (bytes.size() > kMaxBytes) {
    return fail(ErrorKind::too_large, "a feed of " + std::to_string(bytes.size()) +
                                          " bytes, the limit is " + std::to_string(kMaxBytes));
  }
  const Decoded decoded = decode(bytes, media_type, false);
  const std::string_view trimmed = text::trim(decoded.text);
  if (trimmed.empty()) return fail(ErrorKind::empty, "no bytes where a feed is expected");
  auto list = is_json(media_type, trimmed) ? parse_json_feed(trimmed, base_url, utc_offset)
                                           : parse_xml_feed(trimmed, base_url, utc_offset);
  if (list && decoded.errors > 0) {
    list->well_formed = false;
    list->warnings.push_back(
        {"decode-errors", std::to_string(decoded.errors) + " sequences are no " + decoded.encoding,
         std::nullopt});
  }
  return list;
}

}  // namespace gongwatch::parser
