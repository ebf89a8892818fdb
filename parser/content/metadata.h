// What a page says about itself in <head>, JSON-LD and microdata, as written.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parser/html/tree.h"

namespace gongwatch::parser {

// In each list the most telling comes first.
struct Metadata {
  std::vector<std::string> titles;  // headline and og:title
  std::string document_title;       // <title>
  std::vector<std::string> authors;
  std::vector<std::string> page_authors;    // of a page that JSON-LD does not call an article
  std::vector<std::string> publishers;      // organisations that are given as authors
  std::vector<std::string> published;       // dates as written
  std::vector<std::string> page_published;  // of a page that JSON-LD does not call an article
  std::vector<std::string> changed;
  std::vector<std::string> site_names;
  std::string article_body;  // of JSON-LD; may be cut, may hold tags
  std::string description;
  std::string canonical;    // as written, may be relative
  std::string language;     // of <html lang>
  bool is_article = false;  // og:type or JSON-LD says so
  bool is_listing = false;  // … says it is a site's front page or a collection
  bool is_paid = false;     // isAccessibleForFree: false
};

Metadata metadata_of(const Tree& tree);
// Adds what one JSON-LD script says; malformed JSON adds nothing.
void read_json_ld(std::string_view json, Metadata& metadata);

}  // namespace gongwatch::parser
