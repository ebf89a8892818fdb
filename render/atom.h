// Changes as an Atom feed (RFC 4287).
#pragma once

#include <string>
#include <vector>

#include "model/news.h"

namespace gongwatch::render {

struct AtomOptions {
  std::string self_url;  // where the feed will be served; empty: not said
};

// Newest first, as given. Ids are tag: URIs (RFC 4151) that a change keeps for ever. Nothing in it
// is taken from the clock: an equal store gives equal bytes.
std::string to_atom(const std::vector<NewsRow>& news, const AtomOptions& options = {});

}  // namespace gongwatch::render
