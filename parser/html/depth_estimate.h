// How deep Gumbo's tree would get: the stack of open elements, followed tag by tag.
#pragma once

#include <gumbo.h>

#include <array>
#include <cstddef>
#include <initializer_list>
#include <string_view>
#include <vector>

#include "parser/html/tag_scanner.h"

namespace gongwatch::parser {

// What "in scope" questions need of one open element; each is carried from the element below, so
// that none needs a search.
struct Open {
  GumboTag tag = GUMBO_TAG_UNKNOWN;
  std::size_t name = 0;  // hash of an unknown element's name
  bool foreign = false;
  bool p_in_scope = false;
  bool li_in_scope = false;
  bool definition_in_scope = false;
  bool in_select = false;
  std::size_t formatting =
      0;  // id of its entry in the list of active formatting elements, 0 if none
};

// An entry of the list of active formatting elements (13.2.4.3): what is closed by a block comes
// back in the next one.
struct Formatting {
  GumboTag tag = GUMBO_TAG_LAST;  // LAST: a marker
  std::size_t whole = 0;          // hash of the tag as written
  std::size_t id = 0;
  bool open = true;
};

class DepthEstimate {
 public:
  void start(const ScannedTag& scanned, GumboTag tag);
  void end(const ScannedTag& scanned, GumboTag tag);
  // Text between tags opens formatting elements again.
  void text() { reconstruct(); }
  // Listed formatting elements count beside the open ones: closed ones come back with the next
  // text.
  std::size_t depth() const { return open_.size() + formatting_.size(); }
  bool in_select() const { return !open_.empty() && open_.back().in_select; }
  bool in_foreign() const { return !open_.empty() && open_.back().foreign; }

 private:
  void reconstruct();
  void push(GumboTag tag, std::size_t name, std::size_t formatting = 0);
  void pop();
  void pop_through(GumboTag tag, std::size_t name);
  void close_implied(GumboTag tag, std::size_t attributes);
  void close_item(std::initializer_list<GumboTag> tags);
  std::size_t list_formatting(GumboTag tag, std::string_view whole);
  bool end_formatting(GumboTag tag);
  bool ignored_in_select(GumboTag tag, bool closing);
  std::size_t count(GumboTag tag) const { return counts_[static_cast<std::size_t>(tag)]; }

  std::vector<Open> open_;
  std::vector<Formatting> formatting_;
  std::size_t last_formatting_ = 0;
  std::array<std::size_t, GUMBO_TAG_LAST + 1> counts_{};
};

}  // namespace gongwatch::parser
