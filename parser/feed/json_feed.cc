#include "parser/feed/json_feed.h"

#include <nlohmann/json.hpp>

#include "parser/feed/entries.h"
#include "parser/feed/feed_text.h"
#include "parser/feed/json.h"
#include "parser/feed/json_mend.h"
#include "text/url.h"
#include "text/utf8.h"

namespace gongwatch::parser {
namespace {

using nlohmann::json;

constexpr std::size_t kMaxPersons = 200;
constexpr std::size_t kMaxWarnings = 200;

std::string text_at(const json& item, std::initializer_list<std::string_view> keys) {
  for (const std::string_view key : keys) {
    const json* value = find_value(item, key);
    if (value == nullptr) continue;
    if (auto text = text_of(*value); text && !text->empty()) return *text;
  }
  return {};
}

class Reader {
 public:
  explicit Reader(const FeedContext& context) : context_(context) {}

  FeedDocument read(const json& root, const json& items) {
    document_.base = context_.base_url;
    const std::string version = text_at(root, {"version"});
    document_.version = version.ends_with("1.1") ? "json11" : "json1";
    if (version.find("jsonfeed.org") == std::string::npos) {
      document_.well_formed = false;
      warn("not-well-formed", "no \"version\" that names jsonfeed.org");
    }
    FeedRecord& feed = document_.feed;
    feed.language = text_at(root, {"language"});
    if (feed.language.empty()) feed.language = context_.language;
    feed.link = absolute(text_at(root, {"home_page_url"}));
    put(feed, FeedField::title, text_at(root, {"title"}), "text/plain");
    put(feed, FeedField::subtitle, text_at(root, {"description"}), "text/plain");
    persons(root, feed);
    for (const json& item : items) {
      if (document_.entries.size() > kMaxFeedEntries) break;
      document_.entries.push_back(entry(item));
    }
    return std::move(document_);
  }

 private:
  void warn(std::string code, const std::string& message) {
    if (document_.warnings.size() < kMaxWarnings)
      document_.warnings.push_back({std::move(code), text::sanitize(message), std::nullopt});
  }
  std::string absolute(const std::string& url) const {
    return url.empty() ? url : text::resolve_url(context_.base_url, url).value_or(url);
  }
  FeedText text(std::string value, std::string_view type, const std::string& language) const {
    if (type == "text/html") value = with_absolute_links(value, context_.base_url);
    return {std::move(value), std::string(type), language, context_.base_url, {}};
  }
  void put(FeedRecord& record, FeedField field, std::string value, std::string_view type) const {
    if (value.empty()) return;
    record.texts[static_cast<std::size_t>(field)] = text(std::move(value), type, record.language);
  }
  void day(const json& item, std::string_view key, FeedDay day, FeedRecord& record) {
    const std::string written = text_at(item, {key});
    if (written.empty()) return;
    const FeedDate date{written, feed_time(written, context_.utc_offset)};
    if (!date.time) warn("bad-date", "not a time: \"" + written.substr(0, 60) + "\"");
    record.dates[static_cast<std::size_t>(day)] = date;
  }
  void persons(const json& item, FeedRecord& record) const {
    const auto add = [&](const json& person) {
      record.authors.push_back({text_at(person, {"name"}), {}, absolute(text_at(person, {"url"}))});
    };
    if (const json* authors = find_value(item, "authors"); authors && authors->is_array()) {
      for (const json& person : *authors) {
        if (record.authors.size() < kMaxPersons) add(person);
      }
    } else if (const json* author = find_value(item, "author")) {
      add(*author);
    }
  }

  FeedRecord entry(const json& item) {
    FeedRecord record;
    record.language = text_at(item, {"language"});
    if (record.language.empty()) record.language = document_.feed.language;
    record.link = absolute(text_at(item, {"url", "external_url"}));
    record.id = text_at(item, {"id"});
    // Ids are often the URL of the article.
    if (record.link.empty() && record.id.starts_with("http")) {
      record.link = record.id;
      record.link_is_guid = true;
    }
    // Titles should be plain text, and are not always.
    put(record, FeedField::title, text_at(item, {"title"}), "text/html");
    put(record, FeedField::summary, text_at(item, {"summary"}), "text/plain");
    for (const auto& [key, type] :
         {std::pair{"content_text", "text/plain"}, std::pair{"content_html", "text/html"}}) {
      if (std::string value = text_at(item, {key}); !value.empty())
        record.content.push_back(text(std::move(value), type, record.language));
    }
    day(item, "date_published", FeedDay::published, record);
    day(item, "date_modified", FeedDay::updated, record);
    persons(item, record);
    return record;
  }

  const FeedContext& context_;
  FeedDocument document_;
};

}  // namespace

Result<FeedDocument> parse_json_feed(std::string_view bytes, const FeedContext& context) {
  auto document = read_json(bytes);
  std::optional<Error> damage;
  if (!document && document.error().kind == ErrorKind::malformed && bytes.starts_with('{')) {
    damage = document.error();
    document = mend_json(bytes);
  }
  if (!document) return tl::unexpected(document.error());
  const json* items = find_value(*document, "items");
  if (items == nullptr || !items->is_array()) {
    if (damage) return tl::unexpected(*damage);
    return fail(ErrorKind::malformed, "no array \"items\": not a JSON Feed");
  }
  FeedDocument feed = Reader(context).read(*document, *items);
  if (damage) {
    feed.well_formed = false;
    feed.warnings.insert(feed.warnings.begin(), {"not-well-formed", damage->message, std::nullopt});
  }
  return feed;
}

}  // namespace gongwatch::parser
