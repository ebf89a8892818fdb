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
};

struct Formatting {
  GumboTag tag = GUMBO_TAG_LAST;  // LAST: a marker
  std::size_t whole = 0;          // hash of the tag as written
};

class DepthEstimate {
 public:
  void start(const ScannedTag& scanned, GumboTag tag);
  void end(const ScannedTag& scanned, GumboTag tag);
  // Formatting elements left open come back in every later block, so they count beside the open
  // elements.
  std::size_t depth() const { return open_.size() + formatting_.size(); }
  bool in_select() const { return !open_.empty() && open_.back().in_select; }
  bool in_foreign() const { return !open_.empty() && open_.back().foreign; }

 private:
  void push(GumboTag tag, std::size_t name);
  void pop();
  void pop_through(GumboTag tag, std::size_t name);
  void close_implied(GumboTag tag);
  void close_item(std::initializer_list<GumboTag> tags);
  void push_formatting(GumboTag tag, std::string_view whole);
  void end_formatting(GumboTag tag);
  bool ignored_in_select(GumboTag tag, bool closing);
  std::size_t count(GumboTag tag) const { return counts_[static_cast<std::size_t>(tag)]; }

  std::vector<Open> open_;
  std::vector<Formatting> formatting_;
  std::array<std::size_t, GUMBO_TAG_LAST + 1> counts_{};
};

}  // namespace gongwatch::parser
