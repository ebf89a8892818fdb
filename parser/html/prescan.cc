#include "parser/html/prescan.h"

#include <fmt/format.h>
#include <gumbo.h>

#include <algorithm>

#include "parser/html/depth_estimate.h"
#include "parser/html/tag_scanner.h"

namespace gongwatch::parser {
namespace {

constexpr std::size_t kTagsBetweenDeadlineChecks = 16384;

// Elements whose content is text, not tags (13.2.5.1), outside SVG and MathML.
bool is_raw_text(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_SCRIPT:
    case GUMBO_TAG_STYLE:
    case GUMBO_TAG_TEXTAREA:
    case GUMBO_TAG_TITLE:
    case GUMBO_TAG_XMP:
    case GUMBO_TAG_IFRAME:
    case GUMBO_TAG_NOEMBED:
    case GUMBO_TAG_NOFRAMES:
      return true;
    default:
      return false;
  }
}

}  // namespace

Result<Prescan> prescan_html(std::string_view utf8, const ParseLimits& limits) {
  TagScanner scanner(utf8);
  DepthEstimate estimate;
  Prescan result;
  std::size_t tags = 0;
  for (ScannedTag tag; scanner.next(tag);) {
    if (++tags % kTagsBetweenDeadlineChecks == 0 && limits.expired && limits.expired())
      return fail(ErrorKind::timeout, "the deadline passed while the page's tags were counted");
    result.attributes = std::max(result.attributes, tag.attributes);
    if (tag.attributes > limits.max_attributes)
      return fail(ErrorKind::too_large, fmt::format("a tag has {} attributes; at most {} are read",
                                                    tag.attributes, limits.max_attributes));
    const GumboTag known = gumbo_tagn_enum(tag.name.data(), static_cast<unsigned>(tag.name.size()));
    if (tag.closing) {
      estimate.end(tag, known);
      continue;
    }
    if (is_raw_text(known) && !estimate.in_foreign() && !estimate.in_select()) {
      scanner.skip_raw_text(tag.name);
      continue;
    }
    estimate.start(tag, known);
    if (known == GUMBO_TAG_PLAINTEXT && !estimate.in_foreign()) scanner.skip_to_end();
    result.depth = std::max(result.depth, estimate.depth());
    if (result.depth > limits.max_depth)
      return fail(ErrorKind::too_deep,
                  fmt::format("tags are nested more than {} deep", limits.max_depth));
  }
  return result;
}

}  // namespace gongwatch::parser
