#include <algorithm>
#include <set>

#include "parser/facts/pattern.h"
#include "parser/facts/sponsors.h"

namespace gongwatch::parser::facts {
namespace {

// A list that does not claim to name all: "include", 等, "one of the".
bool is_part(const PreparedText& text, Span clause, Span sentence) {
  static const Pattern kPart(
      R"((?i)\binclud\w*\b|\bamong\b|\bone of\b|\ba joint\b|\bsuch as\b|\bother\b|\balso\b|\band others\b|\btogether\b|包括|包含|等|之一|有|另|亦|也|还|其中|其他)");
  constexpr std::size_t kAround = 24;
  const Span wide{clause.begin - std::min(kAround, clause.begin - sentence.begin),
                  std::min(sentence.end, clause.end + kAround)};
  return kPart.matches_in(text.folded(), wide);
}

// Several companies with one sponsor each.
bool is_respective(const PreparedText& text, Span clause) {
  static const Pattern kWord(R"((?i)\brespectively\b|分别)");
  return kWord.matches_in(text.folded(), clause);
}

}  // namespace

std::vector<Warning> sponsor_count_warnings(const PreparedText& text,
                                            const std::vector<FoundSponsor>& found) {
  std::vector<Warning> warnings;
  for (std::size_t i = 0; i < found.size();) {
    std::set<std::string> sole;
    std::set<std::string> joint;
    const std::size_t first = i;
    bool part = false;
    // One sentence, or one heading and the lines below it.
    for (; i < found.size() && (found[i].sentence == found[first].sentence ||
                                found[i].clause.begin == found[first].clause.begin);
         ++i) {
      const SponsorMention& one = found[i].sponsor;
      const Span sentence = text.sentences()[found[i].sentence].span;
      if (one.role == Role::sole_sponsor && !is_respective(text, found[i].clause))
        sole.insert(one.firm.value_or(one.name));
      if (one.role != Role::joint_sponsor) continue;
      joint.insert(one.firm.value_or(one.name));
      part = part || is_part(text, found[i].clause, sentence);
    }
    const auto warn = [&](Role role, std::string message) {
      const auto at = std::find_if(found.begin() + static_cast<std::ptrdiff_t>(first), found.end(),
                                   [&](const FoundSponsor& f) { return f.sponsor.role == role; });
      warnings.push_back({"sponsor-count", std::move(message), at->sponsor.evidence});
    };
    if (sole.size() > 1) warn(Role::sole_sponsor, "a sole sponsor, but several names");
    if (joint.size() == 1 && !part) warn(Role::joint_sponsor, "joint sponsors, but one name");
  }
  return warnings;
}

}  // namespace gongwatch::parser::facts
