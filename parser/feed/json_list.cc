#include "parser/feed/json_list.h"

#include <charconv>
#include <nlohmann/json.hpp>

#include "parser/feed/entries.h"
#include "parser/feed/json.h"

namespace gongwatch::parser {
namespace {

using nlohmann::json;

constexpr std::size_t kMaxItems = 10'000;

std::string first_text(const json& item, const std::vector<std::string>& paths) {
  for (const std::string& path : paths) {
    const json* value = find_path(item, path);
    if (value == nullptr) continue;
    if (auto text = text_of(*value); text && !text->empty()) return *text;
  }
  return {};
}

std::optional<Instant> time_of(const std::string& text, std::chrono::minutes utc_offset) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return feed_time(text, utc_offset);
  constexpr std::int64_t kFirst = 631'152'000;   // 1990: smaller numbers are no times of news
  constexpr std::int64_t kLast = 7'258'118'400;  // 2200; larger ones count milliseconds
  if (number > kLast) number /= 1000;
  if (number < kFirst || number > kLast) return std::nullopt;
  return Instant{std::chrono::seconds{number}};
}

}  // namespace

Result<EntryList> parse_json_list(std::string_view bytes, std::string_view base_url,
                                  const JsonListShape& shape, std::chrono::minutes utc_offset) {
  const auto document = read_json(bytes);
  if (!document) return tl::unexpected(document.error());
  const json* items = find_path(*document, shape.items);
  if (items == nullptr || !items->is_array()) {
    return fail(ErrorKind::malformed,
                "no array at \"" + shape.items + "\": not the list that is expected");
  }
  EntryCollector entries(kMaxItems);
  for (const json& item : *items) {
    ListEntry entry;
    entry.url = first_text(item, shape.url);
    entry.title = plain_text(first_text(item, shape.title));
    entry.summary = plain_text(first_text(item, shape.digest));
    entry.id = first_text(item, shape.id);
    if (const std::string written = first_text(item, shape.time); !written.empty()) {
      entry.published_at = time_of(written, utc_offset);
      if (!entry.published_at) {
        entries.warn("bad-date", "entry " + std::to_string(entries.offered() + 1) +
                                     ": not a time: \"" + written.substr(0, 60) + "\"");
      }
    }
    if (!entries.add(std::move(entry), base_url)) break;
  }
  return entries.take();
}

}  // namespace gongwatch::parser
