#include "parser/facts/listing_story.h"

#include <algorithm>
#include <string>

#include "parser/facts/context.h"
#include "parser/facts/pattern.h"
#include "text/utf8.h"

namespace gongwatch::parser::facts {
namespace {

// "bureau", "advisory panel", "Listing Committee".
constexpr std::string_view kBody =
    R"((?:(?:(?-i:[A-Z][\w&'-]*|of|and|for)|[a-z-]+) ){1,6}?(?:boards?|authority|authorities|department|bureau|ministry|council|tribunal|commission|administration|agency|panel|committee|ombudsman|regulator|registry)\b)";

bool is_ours(std::string_view body) {
  static const Pattern kOurs(
      R"((?i)\b(?:listing|listings|exchange|hkex|sehk|bourse|main|gem|securities and futures|securities regulatory|stock|csrc|hearing|market|its|their|own|company's)\b)");
  return kOurs.find(body).has_value();
}

}  // namespace

bool tells_of_listings(const PreparedText& text) {
  const Span all = text.whole();
  if (text::count_han(text.folded()) > 0) return has_context("listing_story", text, all);
  if (has_context("new_listing", text, all)) return true;
  if (has_context("hong_kong_debut", text, all)) {  // of a stock, not of a troupe
    const PreparedText* other = text.companion();
    const auto either = [&](const char* kind) {
      return has_context(kind, text, all) ||
             (other != nullptr && has_context(kind, *other, other->whole()));
    };
    return either("stock_story") || !either("event_story");
  }
  // "Hong Kong-listed", "listed on the HKEX, the ferry operator".
  static const Pattern kListed(
      R"((?i)\b(?:hong kong|hkex|main board|gem|exchange|bourse)[- ](?:stock[- ]exchange[- ])?(?:listed|traded|quoted)\b|\b(?:list(?:ed|ing)|traded|trades?|quoted|shares|stock)(?: [a-z0-9]+){0,4}? (?:on|in|at|of) (?:the )?(?:(?:main board|gem)(?: of)? )?(?:the )?(?:hong kong(?:'s)? )?(?:stock )?(?:exchange(?: of hong kong)?|hkex|bourse|main board|gem)\b)");
  std::string rest(text.folded());
  for (const Match& one : kListed.find_all(text.folded(), all))
    std::fill_n(rest.begin() + static_cast<std::ptrdiff_t>(one.span.begin), one.span.size(), ' ');
  static const Pattern kExchange(
      R"((?i)\b(?:hkex(?:news)?|sehk|gem|main board|(?:stock|hong kong(?:'s)?|city's|the) (?:stock )?exchange|exchanges and clearing|bourse)\b)");
  return kExchange.matches_in(rest, {0, rest.size()});
}

bool tells_of_another_market(const PreparedText& title, const PreparedText& text) {
  static const Pattern kOurs(
      R"((?i)\b(?:sehk|hkex(?:news)?|h[- ]shares?|phip|post-hearing|dual[- ]primary|(?-i:HK) (?:[a-z]+ )?(?:exchange|bourse|ipo|listing|offer(?:ing)?|float|debut)|(?:hong kong|city)(?:'s)? (?:[a-z-]+ ){0,2}?(?:exchange|bourse|market|ipos?|listings?|offer(?:ing)?|float|flotation|debut|applications?|filing|hearing|prospectus|share sale|shares?|stock|board|papers|documents|homecoming|bid)|(?:list|lists|ipo|float|debut|offering|offer|public|sale|shares|return|turned|move|moved|switch|switched|headed|heading) (?:[a-z-]+ )?(?:in|on|for|to|of) hong kong)\b)");
  if (text::count_han(text.folded()) > 0 || text.sentences().empty()) return false;
  constexpr std::size_t kOpening = 2;  // sentences
  const std::size_t last = std::min(kOpening, text.sentences().size()) - 1;
  const Span opening{0, text.sentences()[last].span.end};
  if (!has_context("other_exchange", title, title.whole()) &&
      !has_context("other_exchange", text, opening))
    return false;
  const auto ours = [&](const PreparedText& one) {
    return has_context("our_exchange", one, one.whole()) ||
           kOurs.matches_in(one.folded(), one.whole());
  };
  return !ours(title) && !ours(text);
}

bool is_of_a_product(const PreparedText& text, Span clause, Span trigger) {
  static const Pattern kMaker(
      R"((?i)\b(?:[a-z-]*makers?|developer|seller|owner|operator|producer|supplier|publisher|provider|company|firm|group|studio|house|creator|builder|business|chain) (?:of|behind|with) [^,;]*$)");
  const Span front{std::min(clause.begin, trigger.begin), trigger.begin};
  constexpr std::size_t kReach = 80;
  const Span around{front.begin, std::min(text.whole().end, trigger.end + kReach)};
  return (has_context("product_in_front", text, front) &&
          !kMaker.matches_in(text.folded(), front)) ||
         has_context("product_on_sale", text, around);
}

bool goes_on_before_another_body(const PreparedText& text, Span before, Span sentence) {
  static const Pattern kHeld(R"((?i)\b(?:with|of|by|at|before|from|to) (?:an? |the )?()" +
                             std::string(kBody) + ")");
  static const Pattern kMatter(
      R"((?i)\b(?:hearing|application|approv\w+|permit|licen[cs]e|trial|clearance)\b)");
  static const Pattern kListing(
      R"((?i)\b(?:hong kong|hkex|exchange|bourse|main board|gem|listing|ipo|float|prospectus|sponsors?|share sale)\b)");
  static const Pattern kOurs(R"((?i)\b(?:hkex|exchange|bourse|main board|listing|ipo)\b)");
  if (kListing.matches_in(text.folded(), sentence) || kOurs.matches_in(text.folded(), before) ||
      !kMatter.matches_in(text.folded(), before))
    return false;
  const auto body = kHeld.find(text.view(before));
  return body && !is_ours(text.view(before).substr(body->groups[0].begin, body->groups[0].size()));
}

bool is_before_another_body(const PreparedText& text, Span sentence, Span trigger) {
  static const Pattern kBehind(
      R"((?i)^(?: (?:[a-z-]+ )?(?:hearing|panel|hearings|applications?|proceedings|review|exposure|form|papers|documents?|draft))?(?: [a-z]+ed)?(?: on (?-i:[A-Z])[a-z]+)? (?:(?:held|heard|called|convened|chaired|conducted) )?(?:with|of|by|at|before|from|to|in front of) (?:an? |the )?()" +
      std::string(kBody) + ")");
  static const Pattern kInside(R"((?i)\b(?:with|of|by|at|before|from|to|the|an?) ()" +
                               std::string(kBody) + ")");
  static const Pattern kFront(
      R"((?i)(?:^|[,;:] |\b(?:and|but|while|when|as|that|after|before) )(?:an? |the )?()" +
      std::string(kBody) +
      R"()(?:'s)?(?:,? (?:on|last|this) [a-z0-9]+,?)?(?: (?:has|have|had|also|then|later|duly))*(?: [a-z-]+ )? ?$)");
  // "four hearings with the censors".
  static const Pattern kPersons(
      R"((?i)^(?: [a-z]+ed)?(?: on (?-i:[A-Z])[a-z]+)? (?:with|of|by|at|before|from|to|in front of) (?:the )?(?:[a-z-]+ ){0,3}?(?:censors?|lawmakers|legislators|judges?|arbitrators?|inspectors|planners|councillors|prosecutors|magistrates?|creditors|senators|residents)\b)");
  constexpr std::size_t kReach = 120;
  const auto other = [&](const Pattern& pattern, std::string_view in) {
    const auto found = pattern.find(in);
    return found && found->has(0) &&
           !is_ours(in.substr(found->groups[0].begin, found->groups[0].size()));
  };
  const std::size_t begin =
      std::max(sentence.begin, trigger.begin - std::min(kReach, trigger.begin));
  const std::string_view rest = text.view({trigger.end, std::max(trigger.end, sentence.end)});
  return other(kBehind, rest) || kPersons.find(rest) || other(kInside, text.view(trigger)) ||
         other(kFront, text.view({begin, trigger.begin}));
}

}  // namespace gongwatch::parser::facts
