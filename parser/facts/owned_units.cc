#include "parser/facts/owned_units.h"

#include <algorithm>
#include <optional>

#include "parser/facts/english_candidates.h"
#include "parser/facts/firms.h"
#include "parser/facts/name_shapes.h"
#include "parser/facts/pattern.h"

namespace gongwatch::parser::facts {
namespace {

constexpr std::size_t kReach = 160;  // bytes

struct Unit {
  Span what;  // between "its" and "unit"
  std::size_t end = 0;
};

// "… for its Asia unit", "applied to list its property arm".
std::optional<Unit> unit_behind(const PreparedText& text, Span sentence, Span trigger) {
  static const Pattern kUnit(
      R"((?i)\b(?:(?:for|of|in|by|on behalf of|at|from|through) (?:its|their)|(?:list|float|spin(?:ning)? off|separately list|carve out|spin-?off(?: and (?:separate )?listing)? of|separate listing of) (?:its|their)|its|their) ((?:[\w&'.-]+ ){0,6}?)(?:unit|arm|subsidiary|division|spin-?off|affiliate|carve-?out|offshoot)\b)");
  static const Pattern kGap(
      R"((?i)^(?: (?:the|a|hong kong|initial public offering|ipo|listing|share sale|offering|offer|shares|stock|float|flotation|global|proposed|planned|for|of|possible|potential|to|with|stock|exchange|bourse|hkex|main board|exchanges))* ?$)");
  static const Pattern kGoverned(
      R"((?i)^(?:for|of|in|by|on|at|from|through|list|float|spin|sep|carve))");
  const Span in{trigger.begin, std::min(sentence.end, trigger.end + kReach)};
  const auto unit = kUnit.find(text.folded(), in);
  if (!unit) return std::nullopt;
  const bool inside = unit->span.begin < trigger.end && kGoverned.find(text.view(unit->span));
  const bool behind =
      unit->span.begin >= trigger.end && kGap.find(text.view({trigger.end, unit->span.begin}));
  if (!inside && !behind) return std::nullopt;
  return Unit{unit->groups[0], unit->span.end};
}

// "raise for Bright Harbour Asia Ltd", "The unit, Bright Harbour Asia, …": in the sentences behind.
std::optional<std::size_t> named_later(const PreparedText& text, std::size_t from, Issuers& issuers,
                                       const Subject& parent) {
  static const Pattern kFront(
      R"((?i)\b(?:for|of|in|unit|arm|subsidiary|division|spin-?off|business|offload [^,;]{1,24}) ?,? (?:the )?$)");
  static const Pattern kOpens(R"(^\W*$)");
  constexpr std::size_t kFew = 3;  // sentences
  std::size_t looked = 0;
  for (const Sentence& one : text.sentences()) {
    if (one.span.begin < from) continue;
    if (++looked > kFew) break;
    for (const Candidate& name : candidates_in(text, one.span, issuers, true)) {
      const std::string written = without_article(text.original(name.span));
      const Span front{one.span.begin, name.span.begin};
      if (is_house(written) || is_authority(written) || written.find(' ') == std::string::npos ||
          (!kFront.find(text.view(front)) && !kOpens.find(text.view(front))))
        continue;
      const auto issuer = name.issuer ? name.issuer : issuers.add(written);
      const bool is_parent =
          std::find(parent.issuers.begin(), parent.issuers.end(), issuer) != parent.issuers.end();
      if (issuer && !is_parent) return issuer;
    }
  }
  return std::nullopt;
}

// "after its electric-car unit filed", "its property arm, Vista Services, has launched".
std::optional<Unit> unit_in_front(const PreparedText& text, Span sentence, Span trigger) {
  static const Pattern kFront(
      R"((?i)\b(?:its|their|whose) ((?:[\w&'.-]+ ){0,5}?)(?:unit|arm|subsidiary|division|spin-?off|affiliate|offshoot)(?: (?:has|have|had|also|then|just|itself|formally|recently|on (?-i:[A-Z])[a-z]+day|last [a-z]+))* ?$)");
  if (trigger.begin <= sentence.begin) return std::nullopt;
  const std::size_t from =
      std::max(sentence.begin, trigger.begin - std::min(trigger.begin, kReach));
  const auto unit = kFront.find(text.folded(), {from, trigger.begin});
  if (!unit) return std::nullopt;
  return Unit{unit->groups[0], unit->span.end};
}

// "for the proposed spin-off of Vista Services": as unit_behind.
std::optional<std::size_t> spun_off(const PreparedText& text, Span sentence, Span trigger,
                                    Issuers& issuers) {
  static const Pattern kOf(
      R"((?i)^[^,;.]{0,60}?\b(?:spin-?off|carve-?out|separate listing|separation)(?: and (?:separate |independent )?(?:listing|ipo))? of (?:the )?(?:(?:its|their) (?:[a-z-]+ ){0,5}?)?$)");
  const Span behind{trigger.begin, std::min(sentence.end, trigger.end + kReach)};
  for (const Candidate& name : candidates_in(text, behind, issuers, true)) {
    if (name.span.begin < trigger.end) continue;
    if (!kOf.find(text.view({trigger.end, name.span.begin}))) return std::nullopt;
    return name.issuer ? name.issuer : issuers.add(without_article(text.original(name.span)));
  }
  return std::nullopt;
}

}  // namespace

void turn_to_unit(const PreparedText& text, Span sentence, Span trigger, Issuers& issuers,
                  Subject& subject) {
  constexpr std::size_t kCalled = 16;  // ", called "
  auto unit = unit_behind(text, sentence, trigger);
  if (!unit) unit = unit_in_front(text, sentence, trigger);
  if (!unit) {
    if (const auto issuer = spun_off(text, sentence, trigger, issuers)) subject.issuers = {*issuer};
    return;
  }
  const Subject parent = subject;
  const auto take = [&](std::optional<std::size_t> issuer) {
    subject.issuers.clear();
    if (issuer) subject.issuers = {*issuer};
    subject.elsewhere = !issuer;
  };
  for (const Candidate& name : candidates_in(text, unit->what, issuers, true))
    return take(name.issuer ? name.issuer : issuers.add(without_article(text.original(name.span))));
  const Span behind{unit->end, std::min(sentence.end, unit->end + kReach)};
  const auto names = candidates_in(text, behind, issuers, true);
  static const Pattern kApposed(R"((?i)^(?:,| -+)? (?:called |named |known as |dubbed )?$)");
  if (!names.empty() && names.front().span.begin <= behind.begin + kCalled &&
      kApposed.find(text.view({behind.begin, names.front().span.begin}))) {
    return take(names.front().issuer
                    ? names.front().issuer
                    : issuers.add(without_article(text.original(names.front().span))));
  }
  const bool headline = text.in() == Evidence::In::title && text.companion() != nullptr;
  take(headline ? named_later(*text.companion(), 0, issuers, parent)
                : named_later(text, sentence.end, issuers, parent));
}

}  // namespace gongwatch::parser::facts
