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

// A page that turns out to be a frameset ignores everything but <frameset>, even the start of raw
// text.
std::size_t frameset_depth(std::string_view utf8) {
  TagScanner scanner(utf8);
  std::size_t open = 0;
  std::size_t depth = 0;
  for (ScannedTag tag; scanner.next(tag);) {
    const GumboTag known = gumbo_tagn_enum(tag.name.data(), static_cast<unsigned>(tag.name.size()));
    if (known == GUMBO_TAG_FRAMESET) {
      open = tag.closing ? open - std::min<std::size_t>(open, 1) : open + 1;
      depth = std::max(depth, open);
    } else if (!tag.closing &&
               (known == GUMBO_TAG_NOFRAMES || (depth == 0 && is_raw_text(known)))) {
      scanner.skip_raw_text(tag.name);
    }
  }
  return depth;
}

tl::unexpected<Error> too_deep(const ParseLimits& limits) {
  return fail(ErrorKind::too_deep,
              fmt::format("tags are nested more than {} deep", limits.max_depth));
}

}  // namespace

Result<Prescan> prescan_html(std::string_view utf8, const ParseLimits& limits) {
  TagScanner scanner(utf8);
  DepthEstimate estimate;
  Prescan result;
  std::size_t tags = 0;
  bool framesets = false;
  for (ScannedTag tag; scanner.next(tag);) {
    if (++tags % kTagsBetweenDeadlineChecks == 0 && limits.expired && limits.expired())
      return fail(ErrorKind::timeout, "the deadline passed while the page's tags were counted");
    result.attributes = std::max(result.attributes, tag.attributes);
    if (tag.attributes > limits.max_attributes)
      return fail(ErrorKind::too_large, fmt::format("a tag has {} attributes; at most {} are read",
                                                    tag.attributes, limits.max_attributes));
    const GumboTag known = gumbo_tagn_enum(tag.name.data(), static_cast<unsigned>(tag.name.size()));
    if (tag.after_text) estimate.text();
    framesets |= known == GUMBO_TAG_FRAMESET;
    if (tag.closing) {
      estimate.end(tag, known);
      continue;
    }
    const bool html = !estimate.in_foreign() && !estimate.in_select();
    if (html ? is_raw_text(known) : estimate.in_select() && known == GUMBO_TAG_SCRIPT) {
      scanner.skip_raw_text(tag.name);
      continue;
    }
    estimate.start(tag, known);
    if (known == GUMBO_TAG_PLAINTEXT && html) scanner.skip_to_end();
    result.depth = std::max(result.depth, estimate.depth());
    if (result.depth > limits.max_depth) return too_deep(limits);
  }
  if (framesets) result.depth = std::max(result.depth, frameset_depth(utf8));
  if (result.depth > limits.max_depth) return too_deep(limits);
  return result;
}

}  // namespace gongwatch::parser
