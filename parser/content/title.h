// The article's title among what a page calls itself.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parser/content/metadata.h"

namespace gongwatch::parser {

// The words are one of `site_names`, the host's own name or look like a site's: "AASTOCKS.com".
bool is_site_name(std::string_view words, const std::vector<std::string>& site_names,
                  std::string_view host);

// "X passes its hearing - AASTOCKS.com" → "X passes its hearing": parts at the ends that are one of
// `site_names`, that hold the site's host name or look like one are dropped; with `lenient`, as in
// <title>, a short last part too.
std::string without_site_name(std::string_view title, const std::vector<std::string>& site_names,
                              std::string_view host, bool lenient);

// The headings of a page in its order.
struct Headings {
  std::vector<std::string> h1s, others;  // others: of the second and third level
};

// The heading that <title>, og:title or the headline say too, as a whole or as a part that a stroke
// or colon divides off; else the first of those without the site's name. Empty if nothing is found.
std::string choose_title(const Metadata& metadata, const Headings& headings, std::string_view host);

}  // namespace gongwatch::parser
