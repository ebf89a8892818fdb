#include "parser/feed/feed.h"

#include <string>

#include "parser/charset/converter.h"
#include "parser/charset/declared.h"
#include "parser/charset/decode.h"
#include "parser/charset/labels.h"
#include "parser/feed/entries.h"
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

// UTF-32, which XML allows and HTML does not, by its first bytes (XML 1.0, appendix F).
Decoded decode_xml(std::string_view bytes, std::string_view media_type) {
  using namespace std::string_view_literals;
  constexpr Encoding kBig{"UTF-32BE", "UTF-32BE", 4};
  constexpr Encoding kLittle{"UTF-32LE", "UTF-32LE", 4};
  const bool big = bytes.starts_with("\0\0\xFE\xFF"sv) || bytes.starts_with("\0\0\0<"sv);
  const bool little = bytes.starts_with("\xFF\xFE\0\0"sv) || bytes.starts_with("<\0\0\0"sv);
  if (!big && !little) return decode(bytes, media_type, false);
  const Encoding& encoding = big ? kBig : kLittle;
  auto converted = convert(bytes, encoding);
  if (!converted) return decode(bytes, media_type, false);
  if (converted->text.starts_with("\xEF\xBB\xBF")) converted->text.erase(0, 3);
  return {std::move(converted->text), std::string(encoding.name), converted->errors};
}

enum class Declaration { none, known, unknown };

Declaration declaration_in(std::string_view utf8) {
  if (!utf8.starts_with("<?xml")) return Declaration::none;
  const std::string_view declaration = utf8.substr(0, utf8.find("?>"));
  const auto at = declaration.find("encoding=");
  if (at == std::string_view::npos || at + 10 >= declaration.size()) return Declaration::none;
  const std::string_view label = declaration.substr(at + 10);
  return encoding_of(label.substr(0, label.find(declaration[at + 9]))) == nullptr
             ? Declaration::unknown
             : Declaration::known;
}

// XML 1.0 §4.3.3: what names no encoding is UTF-8, and one that nobody knows is an error.
void check_encoding(std::string_view bytes, std::string_view utf8, std::string_view media_type,
                    FeedDocument& feed) {
  std::size_t mark = 0;
  if (byte_order_mark(bytes, mark) != nullptr || charset_of_media_type(media_type) != nullptr)
    return;
  const Declaration declaration = declaration_in(utf8);
  // Wide characters tell themselves.
  if (feed.encoding.starts_with("UTF-16") || feed.encoding.starts_with("UTF-32")) return;
  const bool guessed =
      declaration == Declaration::none && utf8.starts_with('<') && feed.encoding != "UTF-8";
  if (declaration != Declaration::unknown && !guessed) return;
  feed.well_formed = false;
  feed.warnings.push_back({guessed ? "no-encoding" : "unknown-encoding",
                           guessed ? "no encoding is declared; read as " + feed.encoding
                                   : std::string("an unknown encoding is declared"),
                           std::nullopt});
}

std::string plain(const FeedText* text) {
  if (text == nullptr) return {};
  const bool markup = text->type == "text/html" || text->type == "application/xhtml+xml" ||
                      text->type.ends_with("xml");
  return markup ? plain_text(text->value) : plain_text_of_text(text->value);
}

}  // namespace

Result<FeedDocument> read_feed(std::string_view bytes, const FeedContext& context) {
  if (bytes.size() > kMaxBytes) {
    return fail(ErrorKind::too_large, "a feed of " + std::to_string(bytes.size()) +
                                          " bytes, the limit is " + std::to_string(kMaxBytes));
  }
  const Decoded decoded = decode_xml(bytes, context.media_type);
  const std::string_view trimmed = text::trim(decoded.text);
  if (trimmed.empty()) return fail(ErrorKind::empty, "no bytes where a feed is expected");
  auto feed = is_json(context.media_type, trimmed) ? parse_json_feed(trimmed, context)
                                                   : parse_xml_feed(trimmed, context);
  if (!feed) return feed;
  feed->encoding = decoded.encoding;
  const auto flag = [&](std::string code, std::string message) {
    feed->well_formed = false;
    feed->warnings.push_back({std::move(code), std::move(message), std::nullopt});
  };
  if (decoded.errors > 0) {
    flag("decode-errors", std::to_string(decoded.errors) + " sequences are no " + decoded.encoding);
  }
  check_encoding(bytes, trimmed, context.media_type, *feed);
  return feed;
}

EntryList entries_of(const FeedDocument& document, std::string_view base_url, Summaries summaries) {
  EntryCollector entries(kMaxFeedEntries);
  for (const FeedRecord& record : document.entries) {
    ListEntry entry;
    entry.url = record.link;
    entry.id = record.id;
    entry.title = plain(record.text(FeedField::title));
    if (summaries == Summaries::made) {
      entry.summary = plain(record.text(FeedField::summary));
      if (entry.summary.empty() && !record.content.empty())
        entry.summary = plain(&record.content.back());
    }
    const FeedDate* date = record.day(FeedDay::published);
    if (date == nullptr) date = record.day(FeedDay::updated);
    if (date == nullptr) date = record.day(FeedDay::created);
    if (date != nullptr) entry.published_at = date->time;
    if (!entries.add(std::move(entry), base_url)) break;
  }
  EntryList list = entries.take();
  list.well_formed = document.well_formed;
  list.warnings.insert(list.warnings.begin(), document.warnings.begin(), document.warnings.end());
  return list;
}

Result<EntryList> parse_feed(std::string_view bytes, std::string_view media_type,
                             std::string_view base_url, std::chrono::minutes utc_offset,
                             Summaries summaries) {
  const auto document =
      read_feed(bytes, {std::string(media_type), std::string(base_url), {}, utc_offset});
  if (!document) return tl::unexpected(document.error());
  return entries_of(*document, base_url, summaries);
}

}  // namespace gongwatch::parser
