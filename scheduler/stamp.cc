#include "scheduler/stamp.h"

#include <algorithm>
#include <array>

#include "text/utf8.h"

namespace gongwatch::scheduler {
namespace {

struct Stamp {
  std::string_view begin, end;  // the stamp stands between them
  bool of_feed;                 // entries have it, too: there it tells something
};
constexpr std::array<Stamp, 5> kStamps{{{"\"genDate\":", ",", false},
                                        {"<lastBuildDate>", "</", false},
                                        {"<pubDate>", "</", true},
                                        {"<updated>", "</", true},
                                        {"<dc:date>", "</", true}}};
constexpr std::size_t kMaxStamp = 80;
constexpr std::size_t kMaxStamps = 4;  // of one list
constexpr int kMaxComments = 8;
constexpr std::size_t kMaxComment = 1024;

bool is_xml(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const std::string_view start = text::trim(bytes.substr(0, 256));
  return start.starts_with("<?xml") || start.starts_with("<rss") || start.starts_with("<feed") ||
         start.starts_with("<rdf:RDF");
}

// What plugins write behind a feed: when it was generated, and how long it took.
std::string_view without_last_comments(std::string_view bytes) {
  for (int i = 0; i < kMaxComments; ++i) {
    while (!bytes.empty() && text::trim(bytes.substr(bytes.size() - 1)).empty())
      bytes.remove_suffix(1);
    if (!bytes.ends_with("-->")) break;
    const auto begin = bytes.rfind("<!--");
    if (begin == std::string_view::npos || bytes.size() - begin > kMaxComment) break;
    bytes = bytes.substr(0, begin);
  }
  return bytes;
}

// The bytes before the first entry; RSS 1.0 has <items> in its channel, which is none.
std::size_t head_of(std::string_view bytes) {
  std::size_t head = bytes.size();
  for (const std::string_view tag : {"<item", "<entry"}) {
    for (auto at = bytes.find(tag); at < head; at = bytes.find(tag, at + 1)) {
      const auto behind = at + tag.size();
      if (behind < bytes.size() && (bytes[behind] == 's' || bytes[behind] == '-')) continue;
      head = at;
    }
  }
  return head;
}

// A list in pieces: its bytes without the stamps.
class Pieces {
 public:
  explicit Pieces(std::string_view bytes)
      : rest_(bytes), head_(is_xml(bytes) ? head_of(bytes) : 0) {}

  bool empty() const { return rest_.empty(); }
  // Takes the text before the next stamp, and the stamp with it; all of it without one.
  std::string_view next() {
    std::size_t at = rest_.size();
    std::size_t behind = rest_.size();
    for (const Stamp& stamp : kStamps) {
      const auto found = (stamp.of_feed ? rest_.substr(0, head_) : rest_).find(stamp.begin);
      if (found == std::string_view::npos || found >= at) continue;
      const auto from = found + stamp.begin.size();
      const auto end = rest_.substr(from, kMaxStamp).find(stamp.end);
      if (end == std::string_view::npos) continue;
      at = from;
      behind = from + end;
    }
    const std::string_view piece = rest_.substr(0, at);
    rest_.remove_prefix(behind);
    head_ -= std::min(head_, behind);
    return piece;
  }

 private:
  std::string_view rest_;
  std::size_t head_;
};

}  // namespace

bool same_but_for_stamp(std::string_view a, std::string_view b) {
  if (is_xml(a) && is_xml(b)) {
    a = without_last_comments(a);
    b = without_last_comments(b);
  }
  if (std::max(a.size(), b.size()) - std::min(a.size(), b.size()) > kMaxStamps * kMaxStamp)
    return false;
  Pieces one(a);
  Pieces other(b);
  while (!one.empty() || !other.empty()) {
    if (one.next() != other.next()) return false;
  }
  return true;
}

}  // namespace gongwatch::scheduler
