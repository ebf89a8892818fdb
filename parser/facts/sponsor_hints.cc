#include "parser/facts/sponsor_hints.h"

#include <algorithm>

#include "model/names.h"
#include "parser/facts/pattern.h"
#include "parser/facts/sponsor_words.h"

namespace gongwatch::parser::facts {

std::size_t count_named(std::string_view words) {
  static const Pattern kOne(
      R"((?i)\b(?:it|the same bank|the bank|the firm)\b|该行|该机构|该投行|该券商|同一家|后者)");
  static const Pattern kTwo(R"((?i)\b(?:both|two|pair|duo)\b|[两二2](?:家|间|行)|二者|两者|双方)");
  static const Pattern kThree(R"((?i)\b(?:three|trio)\b|[三3](?:家|间|行)|三者)");
  static const Pattern kFour(R"((?i)\bfour\b|[四4](?:家|间|行))");
  static const Pattern kFive(R"((?i)\bfive\b|[五5](?:家|间|行))");
  const Span all{0, words.size()};
  if (kTwo.matches_in(words, all)) return 2;
  if (kThree.matches_in(words, all)) return 3;
  if (kFour.matches_in(words, all)) return 4;
  if (kFive.matches_in(words, all)) return 5;
  return kOne.matches_in(words, all) ? 1 : 0;
}

bool is_first_few(std::string_view view, Span between) {
  static const Pattern kFirst(R"((?i)\bfirst (?:two|three|four)\b|[首前][两二三四]家)");
  return kFirst.matches_in(view, between);
}

bool is_respective(std::string_view view, Span between, const std::vector<RoleWord>& roles) {
  static const Pattern kWord(R"((?i)\brespectively\b|分别|依次)");
  const Span after{roles.back().span.end, std::min(view.size(), roles.back().span.end + 24)};
  return roles.size() > 1 && (kWord.matches_in(view, between) || kWord.matches_in(view, after));
}

std::optional<Role> told_beside(std::string_view view, const NameList& names) {
  static const Pattern kOne(
      R"((?i)^(?: alone\b| and (?:nobody|no one) else\b|这?一(?:家|间)(?:[^\x00-\x7f]{0,2}[,。;]|$)|独家|单独))");
  static const Pattern kLeft(
      R"((?i)(?:\b(?:only|just|solely|exclusively) |只剩|只剩下|只有|只得|仅有|减至一[家间],?[^,;。]{0,12})$)");
  static const Pattern kJoint(R"((?i)^ ?\((?:联席|联合|共同|joint))");
  static const Pattern kSole(R"((?i)^ ?\((?:独家|唯一|sole))");
  if (names.empty()) return std::nullopt;
  const Span after{names.end(), std::min(view.size(), names.end() + 16)};
  if (kJoint.matches_in(view, after)) return Role::joint_sponsor;
  if (names.names.size() > 1) return std::nullopt;
  const std::size_t begin = names.begin() - std::min<std::size_t>(names.begin(), 36);
  const bool sole = kSole.matches_in(view, after) || kOne.matches_in(view, after) ||
                    kLeft.matches_in(view, {begin, names.begin()});
  return sole ? std::optional(Role::sole_sponsor) : std::nullopt;
}

Span take_reference(std::string_view view, std::vector<RoleWord>& words) {
  static const Pattern kReference("(?i)" + sponsor_words("reference"));
  // "along with both sponsors.": whose names do not follow.
  static const Pattern kAlong(
      R"((?i)\b(?:along with|together with|alongside|as well as)(?: (?:the|both|two|three|four|all))* $)");
  static const Pattern kEnd(R"(^ ?(?:[.;)]|$))");
  for (auto word = words.begin(); word != words.end(); ++word) {
    const Span before{word->span.begin - std::min<std::size_t>(word->span.begin, 36),
                      word->span.begin};
    if (!word->role || !is_sponsor(*word->role)) continue;
    const bool along =
        kAlong.matches_in(view, before) &&
        kEnd.matches_in(view, {word->span.end, std::min(view.size(), word->span.end + 2)});
    if (!along && !kReference.matches_in(view, before)) continue;
    const Span span = word->span;
    words.erase(word);
    return span;
  }
  return {};
}

bool names_follow(std::string_view view, std::size_t end) {
  static const Pattern kFollow(R"(^(?:的(?:则|均|都)?(?:是|为|有|还有|包括)| ?:))");
  return kFollow.matches_in(view, {end, std::min(view.size(), end + 16)});
}

bool is_made(std::string_view view, std::size_t names) {
  static const Pattern kMade(
      R"((?i)\b(?:named|appointed|made|chose|chosen|designated|lists?|listed)(?: the| banks?)* $)");
  return kMade.matches_in(view, {names - std::min<std::size_t>(names, 32), names});
}

bool acts_together(std::string_view view, Span between) {
  static const Pattern kTogether(R"((?i)\bjointly\b|共同|联合|联席|联手|联袂|携手|并肩)");
  return kTogether.matches_in(view, between);
}

bool is_together_with(std::string_view view, Span between) {
  // "X is sponsor, with Y as coordinator" is no sum.
  static const Pattern kPlus(
      R"((?i)^ ?,? ?(?:and|并且|并|且|及|同时|也|亦)? ?,? ?(?:together with|along with|alongside|jointly with|(?:(?:上述|该|这|前述)?(?:[两二三四五](?:家|间|行|者|大行)(?:机构|投行|券商|银行)?|二者|双方|它们))?(?:会同|连同|联同|联合|携手|与|和|同|再?加上)) ?$)");
  static const Pattern kAndWith(
      R"((?i)^,? and, with $)");  // "joint sponsors and, with Y, coordinators"
  return between.size() <= 48 &&
         (kPlus.matches_in(view, between) || kAndWith.matches_in(view, between));
}

}  // namespace gongwatch::parser::facts
