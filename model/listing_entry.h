// What feeds, index pages and JSON lists say about an article before it is fetched.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/document.h"

namespace gongwatch {

struct ListEntry {
  std::string url;  // absolute
  std::string title;
  std::string id;  // guid, atom:id, or empty
  std::optional<Instant> published_at;
  std::string summary;
};

struct EntryList {
  std::vector<ListEntry> entries;  // in page order, each URL once
  bool well_formed = true;
  std::vector<Warning> warnings;
};

}  // namespace gongwatch
