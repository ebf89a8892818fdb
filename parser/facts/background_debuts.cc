#include "parser/facts/background_debuts.h"

#include <algorithm>
#include <set>

#include "parser/facts/pattern.h"

namespace gongwatch::parser::facts {
namespace {

bool is_debut(const FoundEvent& one) {
  return one.event.stage == Stage::listed && !one.in_title && !one.in_table && !one.outcome &&
         one.event.rule.starts_with("stage-phrase:en");
}

bool has_day(const FoundEvent& one) {
  return one.event.event_date.has_value() || one.event.disclosed_on.has_value();
}

// Behind the words, or in front of them in their clause.
bool tells_earlier_time(const PreparedText& text, const FoundEvent& one) {
  static const Pattern kBehind(
      R"((?i)^[^;.]{0,60}?\b(?:earlier (?:this|in the) (?:month|year)|this (?:month|year|spring|summer|autumn|winter)|last (?:month|year|spring|summer|autumn|winter)|(?:two|three|four|five|six|several|a few|some|many) (?:weeks|months|years) ago|a (?:week|month|year) ago|in (?:early |late |mid-?)?(?:january|february|march|april|may|june|july|august|september|october|november|december|20\d\d))\b)");
  const Span sentence = text.sentences()[one.sentence].span;
  // "another brand that listed here last year, also fell on its debut".
  static const Pattern kFront(
      R"((?i)\b(?:list(?:ed|ing)|debut(?:ed)?|float(?:ed)?|went public|ipo)\b[^;.]{0,40} (?:last year|years? ago|in (?:19|20)\d\d|earlier this year)\b)");
  return kBehind.find(text.view({one.trigger.end, std::max(one.trigger.end, sentence.end)})) ||
         kFront.matches_in(text.folded(), {sentence.begin, one.trigger.begin});
}

// "Two newcomers had different first days on Thursday".
bool tells_of_debuts(const PreparedText& text) {
  static const Pattern kSeveral(
      R"((?i)\b(?:newcomers|debutants|debuts|first days|new listings)\b|\b(?:two|three|four|five|six|seven|eight|nine|ten|both|pair|trio|several) (?:of )?(?:[a-z-]+ ){0,4}?(?:listings|companies|firms|stocks|ipos)\b)");
  constexpr std::size_t kOpening = 2;
  const PreparedText* title = text.companion();
  if (title != nullptr && kSeveral.matches_in(title->folded(), title->whole())) return true;
  const auto& sentences = text.sentences();
  for (std::size_t i = 0; i < std::min(kOpening, sentences.size()); ++i) {
    if (kSeveral.matches_in(text.folded(), sentences[i].span)) return true;
  }
  return false;
}

// The companies of the headline, and whom the text names first.
std::set<std::size_t> leading_companies(const PreparedText& text, const Issuers& issuers) {
  std::set<std::size_t> leading;
  if (!text.sentences().empty()) {
    const auto named = issuers.mentions(text, text.sentences().front().span);
    if (!named.empty()) leading.insert(named.front().issuer);
  }
  if (const PreparedText* title = text.companion()) {
    for (const IssuerName& one : issuers.mentions(*title, title->whole()))
      leading.insert(one.issuer);
  }
  return leading;
}

}  // namespace

void look_back_at_earlier(const PreparedText& text, const Issuers& issuers,
                          std::optional<CivilDate> reference, std::vector<FoundEvent>& told) {
  constexpr int kWeek = 7;
  const auto leading = leading_companies(text, issuers);
  const bool news = std::any_of(told.begin(), told.end(), [&](const FoundEvent& one) {
    return leading.count(one.issuer) > 0;
  });
  for (FoundEvent& one : told) {
    if (one.in_title || one.in_table || one.outcome || leading.count(one.issuer) > 0 ||
        !one.event.rule.starts_with("stage-phrase:en"))
      continue;
    const bool peer = is_debut(one) || (!leading.empty() && one.sentence > 0);
    if (peer && !has_day(one) && tells_earlier_time(text, one)) one.past = true;
    const bool old = one.event.event_date && reference &&
                     days_between(*one.event.event_date, *reference) > kWeek;
    if (news && old && one.event.stage == Stage::listed) one.past = true;
  }
}

void look_back_at_debuts(const PreparedText& text, std::optional<std::size_t> about,
                         std::vector<FoundEvent>& told) {
  const auto& sentences = text.sentences();
  const bool several = tells_of_debuts(text);
  for (FoundEvent& one : told) {
    if (!is_debut(one) || has_day(one) || about == one.issuer) continue;
    if (tells_earlier_time(text, one)) {
      one.past = true;
      continue;
    }
    // As the debut told before it in the paragraph; else old if the others have their days.
    const FoundEvent* before = nullptr;
    bool others_dated = false;
    bool own = false;
    for (const FoundEvent& other : told) {
      own = own || (&other != &one && other.issuer == one.issuer &&
                    other.event.stage == Stage::listed && (other.in_title || has_day(other)));
      if (other.issuer == one.issuer || !is_debut(other)) continue;
      others_dated = others_dated || (has_day(other) && !other.past);
      const bool near = sentences[other.sentence].paragraph == sentences[one.sentence].paragraph &&
                        other.trigger.begin < one.trigger.begin;
      if (near && (before == nullptr || before->trigger.begin < other.trigger.begin))
        before = &other;
    }
    if (own) continue;
    one.past = before != nullptr ? before->past : one.past || (others_dated && !several);
  }
}

}  // namespace gongwatch::parser::facts
