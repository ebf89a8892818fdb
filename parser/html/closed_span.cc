#include "parser/html/closed_span.h"

#include <vector>

#include "parser/html/tag_scanner.h"
#include "parser/html/tag_sets.h"

namespace gongwatch::parser {
namespace {

constexpr std::size_t kNone = std::string_view::npos;
constexpr std::size_t kMaxOpen = 100;  // in a drawing

GumboTag known_tag(std::string_view name) {
  return gumbo_tagn_enum(name.data(), static_cast<unsigned>(name.size()));
}

std::size_t end_of_select(std::string_view html, std::size_t at) {
  TagScanner scanner(html);
  scanner.seek(at);
  for (ScannedTag tag; scanner.next(tag);) {
    const GumboTag known = known_tag(tag.name);
    if (known == GUMBO_TAG_SELECT) return tag.closing ? scanner.position() : kNone;
    if (known != GUMBO_TAG_OPTION && known != GUMBO_TAG_OPTGROUP) return kNone;
  }
  return kNone;
}

// Elements in which HTML may stand, so that only text may stand here (13.2.6: integration points).
bool holds_html(GumboTag tag) { return has(kIntegration, tag); }

bool ends_drawing(GumboTag tag) {
  return has(kBreaksOut, tag) || has(kDocumentParts, tag) || tag == GUMBO_TAG_FONT ||
         tag == GUMBO_TAG_ANNOTATION_XML;
}

std::size_t end_of_drawing(std::string_view html, std::size_t at, GumboTag root) {
  TagScanner scanner(html);
  scanner.seek(at);
  std::vector<std::string_view> open{root == GUMBO_TAG_SVG ? "svg" : "math"};
  bool text_only = false;
  for (ScannedTag tag; scanner.next(tag);) {
    if (tag.closing) {
      if (!same_name(tag.name, open.back())) return kNone;
      open.pop_back();
      text_only = false;
      if (!open.empty()) continue;
      const std::string_view inside = html.substr(at, scanner.position() - at);
      // CDATA; and with "</>" before it Gumbo does not know an end tag.
      const bool plain = inside.find("<![") == kNone && inside.find("</>") == kNone;
      return plain ? scanner.position() : kNone;
    }
    const GumboTag known = known_tag(tag.name);
    if (text_only || ends_drawing(known)) return kNone;
    if (tag.self_closing) continue;
    if (open.size() >= kMaxOpen) return kNone;
    open.push_back(tag.name);
    text_only = holds_html(known);
  }
  return kNone;
}

bool ends_name(std::string_view html, std::size_t at) {
  return at < html.size() && (is_html_blank(html[at]) || html[at] == '/' || html[at] == '>');
}

}  // namespace

std::size_t end_of_closed_span(std::string_view html, std::size_t at, GumboTag root) {
  return root == GUMBO_TAG_SELECT ? end_of_select(html, at) : end_of_drawing(html, at, root);
}

ScriptEnd end_of_script(std::string_view html, std::size_t at) {
  constexpr std::string_view kName = "script";
  TagScanner scanner(html);
  scanner.seek(at);
  scanner.skip_raw_text(kName);
  const std::size_t end = scanner.position();
  ScannedTag tag;
  if (end >= html.size() || !scanner.next(tag)) return {};
  // Behind "<!--" a "<script" begins an inner script, whose end tag is not the outer one's.
  const std::string_view content = html.substr(at, end - at);
  std::size_t inner = content.find("<!--");
  while (inner != kNone && (inner = content.find('<', inner + 1)) != kNone) {
    const std::size_t name_end = inner + 1 + kName.size();
    if (same_name(content.substr(inner + 1, kName.size()), kName) &&
        (name_end == content.size() || ends_name(content, name_end)))
      return {};
  }
  return {end, scanner.position()};
}

}  // namespace gongwatch::parser
