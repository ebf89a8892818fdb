// A feed as it says itself, whatever its format: RSS, RDF, CDF, Atom or JSON Feed.
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/document.h"

namespace gongwatch::parser {

// A piece of text with what stands around it. Links inside marked-up text are absolute.
struct FeedText {
  std::string value;     // markup as HTML, entities and base64 undone
  std::string type;      // "text/plain", "text/html", "application/xhtml+xml" or as written
  std::string language;  // xml:lang in force, "" if none
  std::string base;      // URL that relative links in it resolve against
  std::string src;       // Atom: the content stands there
};

struct FeedPerson {
  std::string name, email, url;
};

struct FeedLink {
  std::string href;  // absolute
  std::string rel, type, title, hreflang, length;
};

struct FeedDate {
  std::string written;
  std::optional<Instant> time;  // nothing if `written` is no time
};

enum class FeedField { title, subtitle, summary, rights, info, kCount };
enum class FeedDay { published, updated, created, expired, valid_from, valid_to, kCount };

// A channel, an entry, or the source that an entry names.
struct FeedRecord {
  // Of several elements for one field the last one stands, as for the dates.
  std::array<std::optional<FeedText>, static_cast<std::size_t>(FeedField::kCount)> texts;
  std::array<std::optional<FeedDate>, static_cast<std::size_t>(FeedDay::kCount)> dates;
  std::vector<FeedText> content;
  std::vector<FeedPerson> authors, contributors;
  std::optional<FeedPerson> publisher;
  std::vector<FeedLink> links;
  std::vector<std::string> categories;
  std::string id;
  std::string link;                    // the page itself; "" if nothing names it
  bool link_is_guid = false;           // RSS: only its guid does
  std::string language;                // its own, or that in force
  std::shared_ptr<FeedRecord> source;  // of an entry: the feed that it was taken from

  const FeedText* text(FeedField field) const {
    const auto& found = texts[static_cast<std::size_t>(field)];
    return found ? &*found : nullptr;
  }
  const FeedDate* day(FeedDay day) const {
    const auto& found = dates[static_cast<std::size_t>(day)];
    return found ? &*found : nullptr;
  }
};

struct FeedDocument {
  std::string version;   // "rss20", "atom10", "json11" …; "rss" and "atom" if it does not say which
  std::string encoding;  // what the bytes were read as, WHATWG's name
  std::string base;      // the root's
  FeedRecord feed;
  std::vector<FeedRecord> entries;  // in page order
  bool well_formed = true;
  std::vector<Warning> warnings;
};

}  // namespace gongwatch::parser
