#include "parser/feed/json_feed.h"

#include <nlohmann/json.hpp>

#include "parser/feed/entries.h"
#include "parser/feed/feed.h"
#include "parser/feed/json.h"

namespace gongwatch::parser {
namespace {

using nlohmann::json;

std::string text_at(const json& item, std::initializer_list<std::string_view> keys) {
  for (const std::string_view key : keys) {
    const json* value = find_value(item, key);
    if (value == nullptr) continue;
    if (auto text = text_of(*value); text && !text->empty()) return *text;
  }
  return {};
}

}  // namespace

Result<EntryList> parse_json_feed(std::string_view bytes, std::string_view base_url,
                                  std::chrono::minutes utc_offset) {
  const auto document = read_json(bytes);
  if (!document) return tl::unexpected(document.error());
  const json* items = find_value(*document, "items");
  if (items == nullptr || !items->is_array()) {
    return fail(ErrorKind::malformed, "no array \"items\": not a JSON Feed");
  }
  EntryCollector entries(kMaxFeedEntries);
  if (text_at(*document, {"version"}).find("jsonfeed.org") == std::string::npos) {
    entries.set_not_well_formed("no \"version\" that names jsonfeed.org");
  }
  for (const json& item : *items) {
    ListEntry entry;
    entry.url = text_at(item, {"url", "external_url"});
    entry.id = text_at(item, {"id"});
    // Ids are often the URL of the article.
    if (entry.url.empty() && entry.id.starts_with("http")) entry.url = entry.id;
    entry.title = plain_text(text_at(item, {"title"}));
    entry.summary = plain_text(text_at(item, {"summary", "content_text", "content_html"}));
    if (const std::string written = text_at(item, {"date_published", "date_modified"});
        !written.empty()) {
      entry.published_at = feed_time(written, utc_offset);
      if (!entry.published_at)
        entries.warn("bad-date", "not a time: \"" + written.substr(0, 60) + "\"");
    }
    if (!entries.add(std::move(entry), base_url)) break;
  }
  return entries.take();
}

}  // namespace gongwatch::parser
