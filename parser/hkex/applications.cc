#include "parser/hkex/applications.h"

#include "parser/hkex/whole_feed.h"

namespace gongwatch::parser {

Result<ApplicationFeed> parse_application_feed(
    std::string_view bytes, const ApplicationFeedName& name, std::string_view document_base,
    const std::unordered_set<std::uint64_t>& known_rows) {
  if (auto feed = read_feed_by_slices(bytes, name, document_base, known_rows)) return *feed;
  return read_whole_feed(bytes, name, document_base, known_rows);
}

}  // namespace gongwatch::parser
