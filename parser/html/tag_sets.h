// Sets of elements that the HTML standard's tree builder treats alike.
#pragma once

#include <gumbo.h>

#include <array>
#include <cstddef>
#include <initializer_list>

namespace gongwatch::parser {

using TagSet = std::array<bool, GUMBO_TAG_LAST + 1>;

inline TagSet set_of(std::initializer_list<GumboTag> tags) {
  TagSet set{};
  for (const GumboTag tag : tags) set[static_cast<std::size_t>(tag)] = true;
  return set;
}

#define GW_TAG(name) GUMBO_TAG_##name
inline const TagSet kVoid =
    set_of({GW_TAG(AREA), GW_TAG(BASE), GW_TAG(BASEFONT), GW_TAG(BGSOUND), GW_TAG(BR), GW_TAG(COL),
            GW_TAG(EMBED), GW_TAG(FRAME), GW_TAG(HR), GW_TAG(IMG), GW_TAG(IMAGE), GW_TAG(INPUT),
            GW_TAG(KEYGEN), GW_TAG(LINK), GW_TAG(META), GW_TAG(PARAM), GW_TAG(SOURCE),
            GW_TAG(TRACK), GW_TAG(WBR)});
inline const TagSet kFormatting =
    set_of({GW_TAG(A), GW_TAG(B), GW_TAG(BIG), GW_TAG(CODE), GW_TAG(EM), GW_TAG(FONT), GW_TAG(I),
            GW_TAG(NOBR), GW_TAG(S), GW_TAG(SMALL), GW_TAG(STRIKE), GW_TAG(STRONG), GW_TAG(TT),
            GW_TAG(U)});
inline const TagSet kScope =
    set_of({GW_TAG(APPLET), GW_TAG(CAPTION), GW_TAG(HTML), GW_TAG(TABLE), GW_TAG(TD), GW_TAG(TH),
            GW_TAG(MARQUEE), GW_TAG(OBJECT), GW_TAG(TEMPLATE), GW_TAG(BUTTON)});
inline const TagSet kMarkers = set_of({GW_TAG(APPLET), GW_TAG(CAPTION), GW_TAG(TD), GW_TAG(TH),
                                       GW_TAG(MARQUEE), GW_TAG(OBJECT), GW_TAG(TEMPLATE)});
// Start tags that close an open <p> (13.2.6.4.7).
inline const TagSet kClosesParagraph = set_of(
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
inline const TagSet kSpecial = set_of({GW_TAG(ADDRESS),
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
// Special elements before which closed formatting elements come back.
inline const TagSet kReconstructs = set_of(
    {GW_TAG(BUTTON), GW_TAG(APPLET), GW_TAG(MARQUEE), GW_TAG(OBJECT), GW_TAG(AREA), GW_TAG(BR),
     GW_TAG(EMBED), GW_TAG(IMG), GW_TAG(INPUT), GW_TAG(WBR), GW_TAG(SELECT), GW_TAG(XMP)});
// Occur once, wherever and however often they are written; </body> leaves the open elements open
// (13.2.6.4.19). Framesets are counted apart.
inline const TagSet kDocumentParts =
    set_of({GW_TAG(HTML), GW_TAG(HEAD), GW_TAG(BODY), GW_TAG(FRAMESET)});
inline const TagSet kTableParts =
    set_of({GW_TAG(CAPTION), GW_TAG(TABLE), GW_TAG(TBODY), GW_TAG(TFOOT), GW_TAG(THEAD), GW_TAG(TR),
            GW_TAG(TD), GW_TAG(TH)});
// HTML elements that end foreign (SVG, MathML) content (13.2.6.5).
inline const TagSet kBreaksOut = set_of(
    {GW_TAG(B),       GW_TAG(BIG),  GW_TAG(BLOCKQUOTE), GW_TAG(BODY),  GW_TAG(BR),   GW_TAG(CENTER),
     GW_TAG(CODE),    GW_TAG(DD),   GW_TAG(DIV),        GW_TAG(DL),    GW_TAG(DT),   GW_TAG(EM),
     GW_TAG(EMBED),   GW_TAG(H1),   GW_TAG(H2),         GW_TAG(H3),    GW_TAG(H4),   GW_TAG(H5),
     GW_TAG(H6),      GW_TAG(HEAD), GW_TAG(HR),         GW_TAG(I),     GW_TAG(IMG),  GW_TAG(LI),
     GW_TAG(LISTING), GW_TAG(MENU), GW_TAG(META),       GW_TAG(NOBR),  GW_TAG(OL),   GW_TAG(P),
     GW_TAG(PRE),     GW_TAG(RUBY), GW_TAG(S),          GW_TAG(SMALL), GW_TAG(SPAN), GW_TAG(STRONG),
     GW_TAG(STRIKE),  GW_TAG(SUB),  GW_TAG(SUP),        GW_TAG(TABLE), GW_TAG(TT),   GW_TAG(U),
     GW_TAG(UL),      GW_TAG(VAR)});
inline const TagSet kIntegration =
    set_of({GW_TAG(FOREIGNOBJECT), GW_TAG(DESC), GW_TAG(TITLE), GW_TAG(MI), GW_TAG(MO), GW_TAG(MN),
            GW_TAG(MS), GW_TAG(MTEXT), GW_TAG(ANNOTATION_XML)});
#undef GW_TAG

inline bool has(const TagSet& set, GumboTag tag) { return set[static_cast<std::size_t>(tag)]; }

}  // namespace gongwatch::parser
