// The article's title among what a page calls itself.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parser/content/metadata.h"

namespace gongwatch::parser {

// "X passes its hearing - AASTOCKS.com" → "X passes its hearing": parts at the ends that are one of
// `site_names`, that hold the site's host name or look like one are dropped; with `lenient`, as in
// <title>, a short last part too.
std::string without_site_name(std::string_view title, const std::vector<std::string>& site_names,
                              std::string_view host, bool lenient);

// The <h1> if <title>, og:title or the headline say the same, else the first of those without the
// site's name; `h1s` are the page's first-level headings in page order. Empty if nothing is found.
std::string choose_title(const Metadata& metadata, const std::vector<std::string>& h1s,
                         std::string_view host);

}  // namespace gongwatch::parser
