// What all readers of lists share: entries collected in page order, each URL (and id) once, with
// what could not be used told.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "model/listing_entry.h"
#include "model/result.h"

namespace gongwatch::parser {

class EntryCollector {
 public:
  explicit EntryCollector(std::size_t max_entries) : max_entries_(max_entries) {}

  // `entry.url` as written: resolved against `base`. False if the list is full (told once).
  bool add(ListEntry entry, std::string_view base);
  void warn(std::string code, const std::string& message);
  // After this, longer titles of a URL that comes again replace the first one (index pages link
  // picture and headline).
  void prefer_longest_title() { longest_title_ = true; }
  // Entries offered so far, used or not.
  std::size_t offered() const { return offered_; }

  EntryList take() { return std::move(list_); }

 private:
  Result<std::string> resolve(std::string_view base, std::string_view reference);

  std::size_t max_entries_;
  std::string good_base_;  // the last one that is a URL
  std::size_t offered_ = 0;
  bool longest_title_ = false;
  bool full_ = false;
  EntryList list_;
  std::unordered_map<std::string, std::size_t> places_;  // by URL without fragment (\n id)
};

// The text of a piece of HTML such as feeds put into titles and summaries: tags dropped, the common
// character references decoded, blanks squeezed, cut at 4,000 bytes.
std::string plain_text(std::string_view html);
// The same of a text without markup.
std::string plain_text_of_text(std::string_view text);

// A time as feeds write it: RFC 822 or ISO 8601; nothing if neither.
std::optional<Instant> feed_time(std::string_view text, std::chrono::minutes utc_offset);

}  // namespace gongwatch::parser
