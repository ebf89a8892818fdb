#include "parser/facts/sponsor_text.h"

#include "parser/facts/pattern.h"
#include "text/utf8.h"

namespace gongwatch::parser::facts {
namespace {

constexpr std::size_t kLongestRemark = 80;

// What stands between a pair of brackets and is no part of a name.
bool is_injected(std::string_view inside) {
  static const Pattern kNumbers(R"(^[-+\d.,% /|:]+$)");
  static const Pattern kCodes(
      R"(^ ?(?:(?:股票|股份|证券)?(?:代码|代号|编号)[:: ]? ?)?(?:[A-Z]{1,8} ?: ?)?(?:\d{1,6}(?:\.[A-Z]{1,4})?|[A-Z]{1,5}\.[A-Z]{1,3})(?: ?[,、/;] ?(?:[A-Z]{1,8} ?: ?)?[A-Z\d]{1,6}(?:\.[A-Z]{1,4})?)* ?$)");
  static const Pattern kTicker(R"(^(?:[A-Z]{1,8} ?: ?[A-Z]{1,5}|[A-Z]{1,5})$)");
  static const Pattern kPinyin(R"(^[\p{Ll} ']*[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][\p{Ll} ']*$)");
  static const Pattern kDefinition(
      R"re(^(?:or |collectively,? |together,? |the |hereinafter |以下|下|简|合|统|并|或)*(?:称|简称|合称|统称)?(?:为)?[: ]*"[^"]{1,60}"(?:,? or (?:the )?"[^"]{1,60}")?$|^(?:以下|下)?(?:简称|下称|合称)[^()]{1,40}$)re");
  static const Pattern kRoleOrPlace(R"((?i)sponsor|coordinator|保荐|协调人|^(?:HK|UK|PRC|ASIA)$)");
  const Span all{0, inside.size()};
  if (inside.empty() || kRoleOrPlace.matches_in(inside, all)) return false;
  return kNumbers.matches_in(inside, all) || kCodes.matches_in(inside, all) ||
         kTicker.matches_in(inside, all) || kPinyin.matches_in(inside, all) ||
         kDefinition.matches_in(inside, all);
}

// The place behind the bracket that closes what opens at `open`, if it holds no part of a name.
std::size_t behind_remark(std::string_view folded, std::size_t open, std::size_t end) {
  for (std::size_t at = open + 1; at < end && at - open <= kLongestRemark; ++at) {
    if (folded[at] == '(') return open;
    if (folded[at] != ')') continue;
    return is_injected(folded.substr(open + 1, at - open - 1)) ? at + 1 : open;
  }
  return open;
}

// "GF Securities' Hong Kong arm and …": the place behind "arm"; `at` if there is no such thing.
std::size_t behind_arm(std::string_view folded, std::size_t at, std::size_t end) {
  constexpr std::size_t kReach = 48;
  static const Pattern kArm(
      R"((?i)^'s? (?:hong kong|offshore|overseas|international|local|asian?)(?: (?:investment[- ]bank(?:ing)?|brokerage|securities))? (?:arm|unit|subsidiary|branch|affiliate|operation)\b)");
  const auto arm = kArm.find(folded.substr(at, std::min(kReach, end - at)));
  return arm ? at + arm->span.end : at;
}

// "CICC, which sponsors the Asia Games, and UBS are …", "Haitong International, a unit of Haitong
// Securities, as …": the place of the comma behind what is said of a house beside its name; `at` if
// there is no such thing.
std::size_t behind_aside(std::string_view folded, std::size_t at, std::size_t end) {
  constexpr std::size_t kReach = 140;
  static const Pattern kAside(
      R"re((?i)^, (?:(?:which|who|whose|itself|formerly|now|part of|(?:\w+-)?owned by|controlled by|backed by|once|long)\b|(?:an?|the|(?-i:[A-Z])[\w&.]*(?: (?-i:[A-Z])[\w&.]*){0,3}'s?) (?:[\w&.'-]+ ){0,5}?(?:unit|arm|subsidiary|affiliate|offshoot|brokerage|broker|bank|lender|firm|house|branch|division|business|vehicle|boutique|operation|entity|platform|adviser)\b)[^,;:|()]{0,80}(,) (?:(?:and|as|or|is|are|was|were|will|has|have|together|alongside|acts?|acting|serves?|serving)\b|(?-i:[A-Z])))re");
  static const Pattern kRole(
      R"((?i)\b(?:joint|sole|co|the|a|as|is|are|its|jointly|solely)[ -]sponsor|co-?ordinator|book[- ]?runn|\bsponsors? (?:its|this) |保荐)");
  const auto aside = kAside.find(folded.substr(at, std::min(kReach, end - at)));
  if (!aside || kRole.find(folded.substr(at, aside->groups[0].begin))) return at;
  return at + aside->groups[0].begin;
}

}  // namespace

SponsorText::SponsorText(const PreparedText& text, Span in) : text_(text) {
  const std::string_view folded = text.folded();
  view_.reserve(in.size());
  origin_.reserve(in.size() + 1);
  for (std::size_t at = in.begin; at < in.end;) {
    const char c = folded[at];
    if (c == '(') {
      const std::size_t behind = behind_remark(folded, at, in.end);
      if (behind > at) {
        // The blank before a remark goes with it.
        if (behind < in.end && folded[behind] != ' ' && !view_.empty() && view_.back() == ' ' &&
            static_cast<unsigned char>(folded[behind]) >= 0x80) {
          view_.pop_back();
          origin_.pop_back();
        }
        at = behind;
        continue;
      }
    }
    if (c == ',' && at + 1 < in.end && folded[at + 1] == ' ') at = behind_aside(folded, at, in.end);
    if (const std::size_t arm = c == '\'' ? behind_arm(folded, at, in.end) : at; arm > at) {
      at = arm;
      continue;
    }
    const bool blank = c == ' ' || c == '\n';
    if (c == '"' || (blank && !view_.empty() && view_.back() == ' ')) {
      ++at;
      continue;
    }
    view_ += blank ? ' ' : c;
    origin_.push_back(at++);
  }
  origin_.push_back(in.end);
}

Span SponsorText::folded(Span span) const {
  if (span.empty()) return {origin_[span.begin], origin_[span.begin]};
  return {origin_[span.begin], origin_[span.end - 1] + 1};
}

std::string SponsorText::name(Span span) const {
  std::string name;
  for (std::size_t at = span.begin; at < span.end;) {
    std::size_t end = at + 1;
    while (end < span.end && origin_[end] == origin_[end - 1] + 1) ++end;
    const bool blank = view_[at] == ' ' || (at > span.begin && view_[at - 1] == ' ');
    if (blank && !name.empty()) name += ' ';
    name += text_.original({origin_[at], origin_[end - 1] + 1});
    at = end;
  }
  return text::squeeze(name);
}

}  // namespace gongwatch::parser::facts
