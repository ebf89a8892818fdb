#include "parser/facts/sponsor_legend.h"

#include "parser/facts/pattern.h"

namespace gongwatch::parser::facts {

SponsorLegend legend_of(const PreparedText& text) {
  static const Pattern kJoint(
      R"((?i)\b(?:where|if|when)\b[^.;|]{0,24}\b(?:two|both|several|multiple|more than one)\b[^.;|]{0,60}\bjoint(?: sponsors?|ly)|\b(?:two|several|multiple) (?:names|firms|houses|banks) (?:means?|denotes?|indicates?|are|stand for) [^.;|]{0,24}\bjoint|(?:[列有示载写]|若|凡)[^。;|]{0,6}(?:[两二多]|不止一)(?:家|个|名|间)者?[^。;|]{0,12}联席保荐)");
  static const Pattern kSole(
      R"((?i)\b(?:a|where|if|when)\b[^.;|]{0,16}\b(?:single|one|lone)\b[^.;|]{0,40}\bsole (?:sponsor|one)|(?:[列有示载写仅只]|若|凡|,)[^。;|]{0,6}(?:单一|一|唯一)(?:家|个|名|间)?者?[^。;|]{0,12}独家保荐)");
  return {kJoint.matches_in(text.folded(), text.whole()),
          kSole.matches_in(text.folded(), text.whole())};
}

Role told_in_cell(const PreparedText& text, Span cell, Role role) {
  static const Pattern kJoint(R"((?i)\((?:联席|联合|共同|joint)|\bjoint(?:ly)?\b|联席)");
  static const Pattern kSole(R"((?i)\((?:独家|唯一|sole)|\bsole\b|独家)");
  if (role != Role::sponsor) return role;
  if (kJoint.matches_in(text.folded(), cell)) return Role::joint_sponsor;
  return kSole.matches_in(text.folded(), cell) ? Role::sole_sponsor : role;
}

}  // namespace gongwatch::parser::facts
