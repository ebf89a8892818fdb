#include "scheduler/read_list.h"

#include "parser/charset/decode.h"
#include "parser/feed/feed.h"
#include "parser/feed/index_page.h"
#include "parser/feed/json_list.h"
#include "parser/hkex/applications.h"

namespace gongwatch::scheduler {
namespace {

Result<ListContent> read_applications(const Source& source, std::string_view url,
                                      std::string_view bytes) {
  const auto name = parser::application_feed_name(url);
  if (!name) return tl::unexpected(name.error());
  auto feed = parser::parse_application_feed(bytes, *name, source.document_base);
  if (!feed) return tl::unexpected(feed.error());
  return ListContent(std::move(*feed));
}

Result<EntryList> read_entries(const Source& source, std::string_view url, std::string_view bytes,
                               std::string_view media_type) {
  switch (source.kind) {
    case SourceKind::feed:
      return parser::parse_feed(bytes, media_type, url);
    case SourceKind::json_list:
      return parser::parse_json_list(bytes, url, source.items);
    case SourceKind::index:
      return parser::parse_index(parser::decode(bytes, media_type, true).text, url, source.links,
                                 {});
    default:
      return fail(ErrorKind::unsupported,
                  "kind " + std::string(name_of(source.kind)) + " is not read by this version");
  }
}

}  // namespace

Result<ListContent> read_list(const Source& source, std::string_view url, std::string_view bytes,
                              std::string_view media_type) {
  if (source.kind == SourceKind::hkex_applications) return read_applications(source, url, bytes);
  auto entries = read_entries(source, url, bytes, media_type);
  if (!entries) return tl::unexpected(entries.error());
  if (entries->entries.empty())
    return fail(ErrorKind::empty,
                "no article in the list: the page has changed, or it is not the list",
                std::string(url));
  return ListContent(std::move(*entries));
}

}  // namespace gongwatch::scheduler
