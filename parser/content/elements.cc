#include "parser/content/elements.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "parser/html/hidden_style.h"
#include "parser/html/walk.h"
#include "text/utf8.h"

namespace gongwatch::parser {
namespace {

// A cell of data is short; one in four rows may have a longer one (a profile among the facts).
constexpr std::size_t kMaxCellBytes = 300;
constexpr std::size_t kMaxLongCellBytes = 1500;

struct OpenTable {
  const GumboNode* node = nullptr;
  bool layout = false;
  std::size_t rows = 0;
  std::size_t cells = 0;  // of the present row
  std::size_t most_cells = 0;
  std::size_t cell_bytes = 0;
  std::size_t long_cells = 0;
};

bool makes_layout(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_H1:
    case GUMBO_TAG_H2:
    case GUMBO_TAG_ARTICLE:
    case GUMBO_TAG_SECTION:
    case GUMBO_TAG_NAV:
    case GUMBO_TAG_FORM:
      return true;
    default:
      return false;
  }
}

void enter_in_table(const GumboNode* node, std::vector<OpenTable>& tables) {
  OpenTable& table = tables.back();
  if (is_text(node)) {
    const std::size_t before = table.cell_bytes;
    const std::string_view text = node->v.text.text;
    table.cell_bytes += static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) > 0x20; }));
    if (before <= kMaxCellBytes && table.cell_bytes > kMaxCellBytes) ++table.long_cells;
    if (table.cell_bytes > kMaxLongCellBytes) table.layout = true;
    return;
  }
  const GumboTag tag = tag_of(node);
  if (tag == GUMBO_TAG_TR) {
    ++table.rows;
    table.cells = 0;
  } else if (tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH) {
    table.most_cells = std::max(table.most_cells, ++table.cells);
    table.cell_bytes = 0;
  } else if (makes_layout(tag)) {
    table.layout = true;
  }
}

}  // namespace

Layout layout_of(const GumboNode* element) {
  switch (tag_of(element)) {
    case GUMBO_TAG_A:
    case GUMBO_TAG_ABBR:
    case GUMBO_TAG_ACRONYM:
    case GUMBO_TAG_B:
    case GUMBO_TAG_BDI:
    case GUMBO_TAG_BDO:
    case GUMBO_TAG_BIG:
    case GUMBO_TAG_CITE:
    case GUMBO_TAG_CODE:
    case GUMBO_TAG_DATA:
    case GUMBO_TAG_DEL:
    case GUMBO_TAG_DFN:
    case GUMBO_TAG_EM:
    case GUMBO_TAG_FONT:
    case GUMBO_TAG_I:
    case GUMBO_TAG_INS:
    case GUMBO_TAG_KBD:
    case GUMBO_TAG_LABEL:
    case GUMBO_TAG_MARK:
    case GUMBO_TAG_NOBR:
    case GUMBO_TAG_Q:
    case GUMBO_TAG_RUBY:
    case GUMBO_TAG_RB:
    case GUMBO_TAG_S:
    case GUMBO_TAG_SAMP:
    case GUMBO_TAG_SMALL:
    case GUMBO_TAG_SPAN:
    case GUMBO_TAG_STRIKE:
    case GUMBO_TAG_STRONG:
    case GUMBO_TAG_SUB:
    case GUMBO_TAG_SUP:
    case GUMBO_TAG_TIME:
    case GUMBO_TAG_TT:
    case GUMBO_TAG_U:
    case GUMBO_TAG_VAR:
    case GUMBO_TAG_WBR:
    case GUMBO_TAG_BR:
      return Layout::inline_text;
    case GUMBO_TAG_HEAD:
    case GUMBO_TAG_SCRIPT:
    case GUMBO_TAG_STYLE:
    case GUMBO_TAG_NOSCRIPT:
    case GUMBO_TAG_TEMPLATE:
    case GUMBO_TAG_SVG:
    case GUMBO_TAG_MATH:
    case GUMBO_TAG_IFRAME:
    case GUMBO_TAG_OBJECT:
    case GUMBO_TAG_EMBED:
    case GUMBO_TAG_CANVAS:
    case GUMBO_TAG_AUDIO:
    case GUMBO_TAG_VIDEO:
    case GUMBO_TAG_SELECT:
    case GUMBO_TAG_DATALIST:
    case GUMBO_TAG_TEXTAREA:
    case GUMBO_TAG_INPUT:
    case GUMBO_TAG_BUTTON:
    case GUMBO_TAG_IMG:
    case GUMBO_TAG_RT:
    case GUMBO_TAG_RP:
    case GUMBO_TAG_TITLE:
    case GUMBO_TAG_NOFRAMES:
    case GUMBO_TAG_NOEMBED:
    case GUMBO_TAG_LINK:
    case GUMBO_TAG_META:
    case GUMBO_TAG_BASE:
    case GUMBO_TAG_SOURCE:
    case GUMBO_TAG_TRACK:
    case GUMBO_TAG_PARAM:
      return Layout::skipped;
    default:
      return Layout::block;
  }
}

bool is_hidden(const GumboNode* element) {
  const GumboTag tag = tag_of(element);
  if (tag == GUMBO_TAG_BODY || tag == GUMBO_TAG_HTML) return false;
  const GumboVector& attributes = element->v.element.attributes;
  if (attributes.length == 0) return false;
  bool hidden = false;
  bool streamed = false;
  bool open = false;
  std::string_view style;
  for (unsigned i = 0; i < attributes.length; ++i) {
    const auto* const one = static_cast<const GumboAttribute*>(attributes.data[i]);
    const std::string_view name = one->name;
    if (name == "hidden") hidden = true;
    if (name == "open") open = true;
    if (name == "style") style = one->value;
    if (name == "aria-hidden" && std::string_view(one->value) == "true") return true;
    // React streams parts of a page in <div hidden id="S:1">, which its script puts in their place.
    if (name == "id") streamed = std::string_view(one->value).starts_with("S:");
  }
  if (hidden && !streamed) return true;
  if (tag == GUMBO_TAG_UNKNOWN && tag_name(element) == "dialog") return !open;
  return hides(style);
}

int heading_level(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_H1:
      return 1;
    case GUMBO_TAG_H2:
      return 2;
    case GUMBO_TAG_H3:
      return 3;
    case GUMBO_TAG_H4:
      return 4;
    case GUMBO_TAG_H5:
      return 5;
    case GUMBO_TAG_H6:
      return 6;
    default:
      return 0;
  }
}

std::unordered_set<const GumboNode*> data_tables(const GumboNode* root) {
  std::unordered_set<const GumboNode*> found;
  std::vector<OpenTable> open;
  walk(
      root,
      [&](const GumboNode* node) {
        if (tag_of(node) == GUMBO_TAG_TABLE) {
          if (!open.empty()) open.back().layout = true;
          open.push_back({node});
        } else if (!open.empty()) {
          enter_in_table(node, open);
        }
        return !is_element(node) || layout_of(node) != Layout::skipped;
      },
      [&](const GumboNode* node) {
        if (tag_of(node) != GUMBO_TAG_TABLE) return;
        const OpenTable& table = open.back();
        const bool short_cells = 4 * table.long_cells <= table.rows;
        if (!table.layout && short_cells && table.rows > 0 && table.most_cells > 1)
          found.insert(node);
        open.pop_back();
      });
  return found;
}

}  // namespace gongwatch::parser
