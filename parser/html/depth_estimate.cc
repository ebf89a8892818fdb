#include "parser/html/depth_estimate.h"

#include <algorithm>
#include <functional>

namespace gongwatch::parser {
namespace {

using TagSet = std::array<bool, GUMBO_TAG_LAST + 1>;

TagSet set_of(std::initializer_list<GumboTag> tags) {
  TagSet set{};
  for (const GumboTag tag : tags) set[static_cast<std::size_t>(tag)] = true;
  return set;
}

#define GW_TAG(name) GUMBO_TAG_##name
const TagSet kVoid =
    set_of({GW_TAG(AREA), GW_TAG(BASE), GW_TAG(BASEFONT), GW_TAG(BGSOUND), GW_TAG(BR), GW_TAG(COL),
            GW_TAG(EMBED), GW_TAG(FRAME), GW_TAG(HR), GW_TAG(IMG), GW_TAG(IMAGE), GW_TAG(INPUT),
            GW_TAG(KEYGEN), GW_TAG(LINK), GW_TAG(META), GW_TAG(PARAM), GW_TAG(SOURCE),
            GW_TAG(TRACK), GW_TAG(WBR)});
const TagSet kFormatting = set_of({GW_TAG(A), GW_TAG(B), GW_TAG(BIG), GW_TAG(CODE), GW_TAG(EM),
                                   GW_TAG(FONT), GW_TAG(I), GW_TAG(NOBR), GW_TAG(S), GW_TAG(SMALL),
                                   GW_TAG(STRIKE), GW_TAG(STRONG), GW_TAG(TT), GW_TAG(U)});
const TagSet kScope =
    set_of({GW_TAG(APPLET), GW_TAG(CAPTION), GW_TAG(HTML), GW_TAG(TABLE), GW_TAG(TD), GW_TAG(TH),
            GW_TAG(MARQUEE), GW_TAG(OBJECT), GW_TAG(TEMPLATE), GW_TAG(BUTTON)});
const TagSet kMarkers = set_of({GW_TAG(APPLET), GW_TAG(CAPTION), GW_TAG(TD), GW_TAG(TH),
                                GW_TAG(MARQUEE), GW_TAG(OBJECT), GW_TAG(TEMPLATE)});
// Start tags that close an open <p> (13.2.6.4.7).
const TagSet kClosesParagraph = set_of(
    {GW_TAG(ADDRESS),    GW_TAG(ARTICLE),  GW_TAG(ASIDE),   GW_TAG(BLOCKQUOTE), GW_TAG(CENTER),
     GW_TAG(DETAILS),    GW_TAG(DIR),      GW_TAG(DIV),     GW_TAG(DL),         GW_TAG(FIELDSET),
     GW_TAG(FIGCAPTION), GW_TAG(FIGURE),   GW_TAG(FOOTER),  GW_TAG(FORM),       GW_TAG(H1),
     GW_TAG(H2),         GW_TAG(H3),       GW_TAG(H4),      GW_TAG(H5),         GW_TAG(H6),
     GW_TAG(HEADER),     GW_TAG(HGROUP),   GW_TAG(HR),      GW_TAG(LI),         GW_TAG(DD),
     GW_TAG(DT),         GW_TAG(MAIN),     GW_TAG(MENU),    GW_TAG(NAV),        GW_TAG(OL),
     GW_TAG(P),          GW_TAG(PRE),      GW_TAG(LISTING), GW_TAG(SECTION),    GW_TAG(SUMMARY),
     GW_TAG(UL),         GW_TAG(PLAINTEXT)});
// The standard's "special" elements (13.2.4.2): an end tag of an ordinary element does not reach
// across them.
const TagSet kSpecial = set_of({GW_TAG(ADDRESS),
                                GW_TAG(APPLET),
                                GW_TAG(AREA),
                                GW_TAG(ARTICLE),
                                GW_TAG(ASIDE),
                                GW_TAG(BASE),
                                GW_TAG(BASEFONT),
                                GW_TAG(BGSOUND),
                                GW_TAG(BLOCKQUOTE),
                                GW_TAG(BODY),
                                GW_TAG(BR),
                                GW_TAG(BUTTON),
                                GW_TAG(CAPTION),
                                GW_TAG(CENTER),
                                GW_TAG(COL),
                                GW_TAG(COLGROUP),
                                GW_TAG(DD),
                                GW_TAG(DETAILS),
                                GW_TAG(DIR),
                                GW_TAG(DIV),
                                GW_TAG(DL),
                                GW_TAG(DT),
                                GW_TAG(EMBED),
                                GW_TAG(FIELDSET),
                                GW_TAG(FIGCAPTION),
                                GW_TAG(FIGURE),
                                GW_TAG(FOOTER),
                                GW_TAG(FORM),
                                GW_TAG(FRAME),
                                GW_TAG(FRAMESET),
                                GW_TAG(H1),
                                GW_TAG(H2),
                                GW_TAG(H3),
                                GW_TAG(H4),
                                GW_TAG(H5),
                                GW_TAG(H6),
                                GW_TAG(HEAD),
                                GW_TAG(HEADER),
                                GW_TAG(HGROUP),
                                GW_TAG(HR),
                                GW_TAG(HTML),
                                GW_TAG(IFRAME),
                                GW_TAG(IMG),
                                GW_TAG(INPUT),
                                GW_TAG(LI),
                                GW_TAG(LINK),
                                GW_TAG(LISTING),
                                GW_TAG(MAIN),
                                GW_TAG(MARQUEE),
                                GW_TAG(MENU),
                                GW_TAG(META),
                                GW_TAG(NAV),
                                GW_TAG(NOEMBED),
                                GW_TAG(NOFRAMES),
                                GW_TAG(NOSCRIPT),
                                GW_TAG(OBJECT),
                                GW_TAG(OL),
                                GW_TAG(P),
                                GW_TAG(PARAM),
                                GW_TAG(PLAINTEXT),
                                GW_TAG(PRE),
                                GW_TAG(SCRIPT),
                                GW_TAG(SECTION),
                                GW_TAG(SELECT),
                                GW_TAG(SOURCE),
                                GW_TAG(STYLE),
                                GW_TAG(SUMMARY),
                                GW_TAG(TABLE),
                                GW_TAG(TBODY),
                                GW_TAG(TD),
                                GW_TAG(TEMPLATE),
                                GW_TAG(TEXTAREA),
                                GW_TAG(TFOOT),
                                GW_TAG(TH),
                                GW_TAG(THEAD),
                                GW_TAG(TITLE),
                                GW_TAG(TR),
                                GW_TAG(TRACK),
                                GW_TAG(UL),
                                GW_TAG(WBR),
                                GW_TAG(XMP),
                                GW_TAG(MI),
                                GW_TAG(MO),
                                GW_TAG(MN),
                                GW_TAG(MS),
                                GW_TAG(MTEXT),
                                GW_TAG(ANNOTATION_XML),
                                GW_TAG(FOREIGNOBJECT),
                                GW_TAG(DESC)});
const TagSet kTableParts = set_of({GW_TAG(CAPTION), GW_TAG(TABLE), GW_TAG(TBODY), GW_TAG(TFOOT),
                                   GW_TAG(THEAD), GW_TAG(TR), GW_TAG(TD), GW_TAG(TH)});
// HTML elements that end foreign (SVG, MathML) content (13.2.6.5).
const TagSet kBreaksOut = set_of(
    {GW_TAG(B),       GW_TAG(BIG),  GW_TAG(BLOCKQUOTE), GW_TAG(BODY),  GW_TAG(BR),   GW_TAG(CENTER),
     GW_TAG(CODE),    GW_TAG(DD),   GW_TAG(DIV),        GW_TAG(DL),    GW_TAG(DT),   GW_TAG(EM),
     GW_TAG(EMBED),   GW_TAG(H1),   GW_TAG(H2),         GW_TAG(H3),    GW_TAG(H4),   GW_TAG(H5),
     GW_TAG(H6),      GW_TAG(HEAD), GW_TAG(HR),         GW_TAG(I),     GW_TAG(IMG),  GW_TAG(LI),
     GW_TAG(LISTING), GW_TAG(MENU), GW_TAG(META),       GW_TAG(NOBR),  GW_TAG(OL),   GW_TAG(P),
     GW_TAG(PRE),     GW_TAG(RUBY), GW_TAG(S),          GW_TAG(SMALL), GW_TAG(SPAN), GW_TAG(STRONG),
     GW_TAG(STRIKE),  GW_TAG(SUB),  GW_TAG(SUP),        GW_TAG(TABLE), GW_TAG(TT),   GW_TAG(U),
     GW_TAG(UL),      GW_TAG(VAR)});
const TagSet kIntegration =
    set_of({GW_TAG(FOREIGNOBJECT), GW_TAG(DESC), GW_TAG(TITLE), GW_TAG(MI), GW_TAG(MO), GW_TAG(MN),
            GW_TAG(MS), GW_TAG(MTEXT), GW_TAG(ANNOTATION_XML)});
#undef GW_TAG

bool has(const TagSet& set, GumboTag tag) { return set[static_cast<std::size_t>(tag)]; }

std::size_t hash_of(std::string_view text) { return std::hash<std::string_view>{}(text); }

}  // namespace

void DepthEstimate::push(GumboTag tag, std::size_t name) {
  Open next;
  next.tag = tag;
  next.name = name;
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
  if (has(kMarkers, tag)) formatting_.push_back({});
  ++counts_[static_cast<std::size_t>(tag)];
  open_.push_back(next);
}

void DepthEstimate::pop() {
  const GumboTag tag = open_.back().tag;
  --counts_[static_cast<std::size_t>(tag)];
  open_.pop_back();
  if (!has(kMarkers, tag)) return;
  while (!formatting_.empty()) {
    const bool marker = formatting_.back().tag == GUMBO_TAG_LAST;
    formatting_.pop_back();
    if (marker) break;
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
void DepthEstimate::close_implied(GumboTag tag) {
  if (open_.empty()) return;
  if (open_.back().foreign) {
    if (!has(kBreaksOut, tag)) return;
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

// At most three equal ones stay listed (13.2.4.3, "Noah's Ark").
void DepthEstimate::push_formatting(GumboTag tag, std::string_view whole) {
  const std::size_t hash = hash_of(whole);
  std::size_t equal = 0;
  std::size_t earliest = 0;
  for (std::size_t i = formatting_.size(); i-- > 0 && formatting_[i].tag != GUMBO_TAG_LAST;) {
    if (formatting_[i].tag != tag || formatting_[i].whole != hash) continue;
    ++equal;
    earliest = i;
  }
  if (equal >= 3) formatting_.erase(formatting_.begin() + static_cast<std::ptrdiff_t>(earliest));
  formatting_.push_back({tag, hash});
}

void DepthEstimate::end_formatting(GumboTag tag) {
  for (std::size_t i = formatting_.size(); i-- > 0 && formatting_[i].tag != GUMBO_TAG_LAST;) {
    if (formatting_[i].tag != tag) continue;
    formatting_.erase(formatting_.begin() + static_cast<std::ptrdiff_t>(i));
    break;
  }
  for (std::size_t i = open_.size(); i-- > 0 && !has(kScope, open_[i].tag);) {
    if (open_[i].tag != tag) continue;
    // Blocks inside a misnested formatting element stay open (the "adoption agency", 13.2.6.4.7).
    --counts_[static_cast<std::size_t>(tag)];
    open_.erase(open_.begin() + static_cast<std::ptrdiff_t>(i));
    return;
  }
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
  close_implied(tag);
  if (in_foreign()) {
    if (scanned.self_closing) return;
    const bool known = has(kIntegration, tag) || tag == GUMBO_TAG_SVG || tag == GUMBO_TAG_MATH;
    push(known ? tag : GUMBO_TAG_UNKNOWN, known ? 0 : hash_of(scanned.name));
    return;
  }
  if (has(kVoid, tag)) return;
  const bool in_table = count(GUMBO_TAG_TABLE) + count(GUMBO_TAG_TEMPLATE) > 0;
  if (has(kTableParts, tag) && tag != GUMBO_TAG_TABLE && !in_table)
    return;  // ignored outside tables
  if (has(kFormatting, tag)) push_formatting(tag, scanned.whole);
  push(tag, tag == GUMBO_TAG_UNKNOWN ? hash_of(scanned.name) : 0);
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
  // After </body> and </html> the open elements stay open (13.2.6.4.19).
  if (count(tag) == 0 || tag == GUMBO_TAG_BODY || tag == GUMBO_TAG_HTML ||
      ignored_in_select(tag, true))
    return;
  if (has(kFormatting, tag)) {
    end_formatting(tag);
    return;
  }
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
