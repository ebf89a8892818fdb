// `gongwatch parse --feed`: what a feed says, for those who write a source or wonder about one.
#include <nlohmann/json.hpp>

#include "cli/pages.h"
#include "parser/feed/feed.h"
#include "parser/feed/feed_person.h"
#include "render/document_json.h"

namespace gongwatch::cli {
namespace {

using parser::FeedDay;
using parser::FeedField;
using parser::FeedRecord;
using render::Json;

Json or_null(const std::string& text) { return text.empty() ? Json() : Json(text); }

Json to_json(const parser::FeedText& text) {
  Json json{{"value", text.value},
            {"type", text.type},
            {"language", or_null(text.language)},
            {"base", text.base}};
  if (!text.src.empty()) json["src"] = text.src;
  return json;
}

Json persons(const std::vector<parser::FeedPerson>& all) {
  Json json = Json::array();
  for (const auto& person : all) {
    json.push_back({{"name", or_null(person.name)},
                    {"email", or_null(person.email)},
                    {"url", or_null(person.url)}});
  }
  return json;
}

Json to_json(const FeedRecord& record) {
  Json json = Json::object();
  json["link"] = or_null(record.link);
  json["id"] = or_null(record.id);
  json["language"] = or_null(record.language);
  const std::pair<const char*, FeedField> fields[]{{"title", FeedField::title},
                                                   {"subtitle", FeedField::subtitle},
                                                   {"summary", FeedField::summary},
                                                   {"rights", FeedField::rights}};
  for (const auto& [name, field] : fields) {
    const parser::FeedText* text = record.text(field);
    json[name] = text == nullptr ? Json() : to_json(*text);
  }
  const std::pair<const char*, FeedDay> days[]{{"published", FeedDay::published},
                                               {"updated", FeedDay::updated},
                                               {"created", FeedDay::created},
                                               {"expired", FeedDay::expired}};
  for (const auto& [name, day] : days) {
    const parser::FeedDate* date = record.day(day);
    json[name] = date != nullptr && date->time ? Json(to_iso(*date->time)) : Json();
  }
  json["authors"] = persons(record.authors);
  json["contributors"] = persons(record.contributors);
  json["content"] = Json::array();
  for (const auto& text : record.content) json["content"].push_back(to_json(text));
  json["links"] = Json::array();
  for (const auto& link : record.links) {
    json["links"].push_back({{"href", link.href}, {"rel", link.rel}, {"type", or_null(link.type)}});
  }
  json["categories"] = record.categories;
  if (record.source) json["source"] = to_json(*record.source);
  return json;
}

}  // namespace

Result<Json> feed_json(const Page& page, std::string_view bytes) {
  const auto feed = parser::read_feed(bytes, {page.type, page.url, {}, kHongKongOffset});
  if (!feed) return tl::unexpected(feed.error());
  Json json{{"path", page.path},
            {"url", or_null(page.url)},
            {"version", feed->version},
            {"encoding", feed->encoding},
            {"well_formed", feed->well_formed},
            {"warnings", render::to_json(feed->warnings)},
            {"feed", to_json(feed->feed)}};
  json["entries"] = Json::array();
  for (const FeedRecord& entry : feed->entries) json["entries"].push_back(to_json(entry));
  return json;
}

}  // namespace gongwatch::cli
