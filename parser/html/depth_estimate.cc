#include "parser/html/depth_estimate.h"

#include <algorithm>
#include <functional>

#include "parser/html/tag_sets.h"

namespace gongwatch::parser {
namespace {

std::size_t hash_of(std::string_view text) { return std::hash<std::string_view>{}(text); }

}  // namespace

void DepthEstimate::push(GumboTag tag, std::size_t name, std::size_t formatting) {
  Open next;
  next.tag = tag;
  next.name = name;
  next.formatting = formatting;
  const bool below_foreign = in_foreign();
  next.foreign =
      below_foreign ? !has(kIntegration, tag) : tag == GUMBO_TAG_SVG || tag == GUMBO_TAG_MATH;
  if (!open_.empty()) {
    const Open& below = open_.back();
    const bool scope = has(kScope, tag) || next.foreign != below.foreign;
    const bool passed = tag == GUMBO_TAG_ADDRESS || tag == GUMBO_TAG_DIV || tag == GUMBO_TAG_P;
    const bool barrier = scope || (has(kSpecial, tag) && !passed);
    next.p_in_scope = !scope && below.p_in_scope;
    next.li_in_scope = !barrier && below.li_in_scope;
    next.definition_in_scope = !barrier && below.definition_in_scope;
  }
  next.in_select = tag == GUMBO_TAG_SELECT || (in_select() && tag != GUMBO_TAG_TEMPLATE);
  next.p_in_scope |= tag == GUMBO_TAG_P;
  next.li_in_scope |= tag == GUMBO_TAG_LI;
  next.definition_in_scope |= tag == GUMBO_TAG_DD || tag == GUMBO_TAG_DT;
  if (has(kMarkers, tag)) formatting_.push_back({GUMBO_TAG_LAST, 0, ++last_formatting_, true});
  ++counts_[static_cast<std::size_t>(tag)];
  open_.push_back(next);
}

void DepthEstimate::pop() {
  const Open top = open_.back();
  --counts_[static_cast<std::size_t>(top.tag)];
  open_.pop_back();
  if (top.formatting != 0) {  // ids ascend in the list
    const auto entry =
        std::lower_bound(formatting_.begin(), formatting_.end(), top.formatting,
                         [](const Formatting& a, std::size_t id) { return a.id < id; });
    if (entry != formatting_.end() && entry->id == top.formatting) entry->open = false;
  }
  if (!has(kMarkers, top.tag)) return;
  while (!formatting_.empty()) {
    const bool marker = formatting_.back().tag == GUMBO_TAG_LAST;
    formatting_.pop_back();
    if (marker) break;
  }
}

// "Reconstruct the active formatting elements": all behind the last open one or marker.
void DepthEstimate::reconstruct() {
  if (in_foreign() || in_select()) return;
  std::size_t first = formatting_.size();
  while (first > 0 && !formatting_[first - 1].open) --first;
  for (std::size_t i = first; i < formatting_.size(); ++i) {
    formatting_[i].open = true;
    push(formatting_[i].tag, 0, formatting_[i].id);
  }
}

void DepthEstimate::pop_through(GumboTag tag, std::size_t name) {
  while (!open_.empty()) {
    const bool found = open_.back().tag == tag && open_.back().name == name;
    pop();
    if (found) return;
  }
}

void DepthEstimate::close_item(std::initializer_list<GumboTag> tags) {
  while (!open_.empty()) {
    const bool found = std::find(tags.begin(), tags.end(), open_.back().tag) != tags.end();
    pop();
    if (found) return;
  }
}

// Closes what a start tag closes without saying so.
void DepthEstimate::close_implied(GumboTag tag, std::size_t attributes) {
  if (open_.empty()) return;
  if (open_.back().foreign) {
    // <font> does with certain attributes; others are rare.
    if (!has(kBreaksOut, tag) && !(tag == GUMBO_TAG_FONT && attributes > 0)) return;
    while (!open_.empty() && open_.back().foreign) pop();
    if (open_.empty()) return;
  }
  if (tag == GUMBO_TAG_LI && open_.back().li_in_scope) close_item({GUMBO_TAG_LI});
  if ((tag == GUMBO_TAG_DD || tag == GUMBO_TAG_DT) && open_.back().definition_in_scope)
    close_item({GUMBO_TAG_DD, GUMBO_TAG_DT});
  if (!open_.empty() && has(kClosesParagraph, tag) && open_.back().p_in_scope)
    close_item({GUMBO_TAG_P});
  if (tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH || tag == GUMBO_TAG_TR || tag == GUMBO_TAG_TBODY ||
      tag == GUMBO_TAG_THEAD || tag == GUMBO_TAG_TFOOT) {
    const bool row = tag != GUMBO_TAG_TD && tag != GUMBO_TAG_TH;
    // Up to the row, section or table that the new part belongs to; without an open table nothing
    // is closed.
    if (count(GUMBO_TAG_TABLE) == 0) return;
    while (!open_.empty() && open_.back().tag != GUMBO_TAG_TABLE &&
           open_.back().tag != GUMBO_TAG_TEMPLATE && (row || open_.back().tag != GUMBO_TAG_TR)) {
      pop();
    }
  }
  if (tag == GUMBO_TAG_OPTION && !open_.empty() && open_.back().tag == GUMBO_TAG_OPTION) pop();
  if (tag == GUMBO_TAG_A && count(GUMBO_TAG_A) > 0) end_formatting(GUMBO_TAG_A);
}

// At most three equal ones stay listed ("Noah's Ark"). Returns the new entry's id.
std::size_t DepthEstimate::list_formatting(GumboTag tag, std::string_view whole) {
  const std::size_t hash = hash_of(whole);
  std::size_t equal = 0;
  std::size_t earliest = 0;
  for (std::size_t i = formatting_.size(); i-- > 0 && formatting_[i].tag != GUMBO_TAG_LAST;) {
    if (formatting_[i].tag != tag || formatting_[i].whole != hash) continue;
    ++equal;
    earliest = i;
  }
  if (equal >= 3) formatting_.erase(formatting_.begin() + static_cast<std::ptrdiff_t>(earliest));
  formatting_.push_back({tag, hash, ++last_formatting_, true});
  return last_formatting_;
}

// Takes the element out of the list and of the open elements; blocks inside it stay open (the
// "adoption agency", 13.2.6.4.7). False if it is not listed: then it is an element like others.
bool DepthEstimate::end_formatting(GumboTag tag) {
  for (std::size_t i = formatting_.size(); i-- > 0 && formatting_[i].tag != GUMBO_TAG_LAST;) {
    if (formatting_[i].tag != tag) continue;
    const std::size_t id = formatting_[i].id;
    formatting_.erase(formatting_.begin() + static_cast<std::ptrdiff_t>(i));
    for (std::size_t k = open_.size(); k-- > 0;) {
      if (open_[k].formatting != id) continue;
      --counts_[static_cast<std::size_t>(tag)];
      open_.erase(open_.begin() + static_cast<std::ptrdiff_t>(k));
      break;
    }
    return true;
  }
  return false;
}

// Inside <select> nearly every tag is ignored (13.2.6.4.16); true if this one is.
bool DepthEstimate::ignored_in_select(GumboTag tag, bool closing) {
  if (!in_select()) return false;
  if (has(kTableParts, tag)) return false;
  if (tag == GUMBO_TAG_OPTION || tag == GUMBO_TAG_OPTGROUP || tag == GUMBO_TAG_TEMPLATE)
    return false;
  if (closing) return tag != GUMBO_TAG_SELECT;
  if (tag == GUMBO_TAG_SELECT || tag == GUMBO_TAG_INPUT || tag == GUMBO_TAG_TEXTAREA ||
      tag == GUMBO_TAG_KEYGEN)
    pop_through(GUMBO_TAG_SELECT, 0);
  return true;
}

void DepthEstimate::start(const ScannedTag& scanned, GumboTag tag) {
  if (!in_foreign() && ignored_in_select(tag, false)) return;
  close_implied(tag, scanned.attributes);
  if (in_foreign()) {
    if (scanned.self_closing) return;
    const bool known = has(kIntegration, tag) || tag == GUMBO_TAG_SVG || tag == GUMBO_TAG_MATH;
    push(known ? tag : GUMBO_TAG_UNKNOWN, known ? 0 : hash_of(scanned.name));
    return;
  }
  if (has(kDocumentParts, tag)) return;
  if (!has(kSpecial, tag) || has(kReconstructs, tag)) reconstruct();
  if (has(kVoid, tag)) return;
  const bool in_table = count(GUMBO_TAG_TABLE) + count(GUMBO_TAG_TEMPLATE) > 0;
  if (has(kTableParts, tag) && tag != GUMBO_TAG_TABLE && !in_table)
    return;  // ignored outside tables
  const std::size_t formatting = has(kFormatting, tag) ? list_formatting(tag, scanned.whole) : 0;
  push(tag, tag == GUMBO_TAG_UNKNOWN ? hash_of(scanned.name) : 0, formatting);
}

void DepthEstimate::end(const ScannedTag& scanned, GumboTag tag) {
  if (in_foreign()) {
    const std::size_t name = hash_of(scanned.name);
    for (std::size_t i = open_.size(); i-- > 0 && open_[i].foreign;) {
      if (open_[i].tag != GUMBO_TAG_UNKNOWN || open_[i].name != name) continue;
      pop_through(GUMBO_TAG_UNKNOWN, name);
      return;
    }
  }
  if (ignored_in_select(tag, true)) return;
  if (has(kFormatting, tag) && end_formatting(tag)) return;
  if (count(tag) == 0) return;
  const std::size_t name = tag == GUMBO_TAG_UNKNOWN ? hash_of(scanned.name) : 0;
  for (std::size_t i = open_.size(); i-- > 0;) {
    const GumboTag here = open_[i].tag;
    if (here == tag && open_[i].name == name) {
      if (tag == GUMBO_TAG_FORM) {  // taken out; what is open inside stays (13.2.6.4.7)
        --counts_[static_cast<std::size_t>(tag)];
        open_.erase(open_.begin() + static_cast<std::ptrdiff_t>(i));
      } else {
        pop_through(tag, name);
      }
      return;
    }
    if (here == GUMBO_TAG_TEMPLATE || here == GUMBO_TAG_HTML) return;
    if (has(kTableParts, tag) ? here == GUMBO_TAG_TABLE : has(kScope, here)) return;
    if (tag == GUMBO_TAG_LI && (here == GUMBO_TAG_UL || here == GUMBO_TAG_OL)) return;
    if (!has(kSpecial, tag) && has(kSpecial, here)) return;
  }
}

}  // namespace gongwatch::parser
