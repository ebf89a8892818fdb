#include "parser/facts/listed_before.h"

#include <algorithm>
#include <set>

#include "parser/facts/context.h"
#include "parser/facts/pattern.h"
#include "text/utf8.h"

namespace gongwatch::parser::facts {
namespace {

constexpr std::size_t kMostSentences = 400;
constexpr int kWeeks = 40;  // days

bool names_ours(const PreparedText& text, Span in) {
  return has_context("our_exchange", text, in) || has_context("hong_kong", text, in) ||
         has_context("hong_kong_money", text, in);
}

// "甲在上海科创板挂牌": Chinese only; English sentences are judged as they are read.
bool tells_debut_elsewhere(const PreparedText& text, Span sentence) {
  static const Pattern kDebut("挂牌|登陆|上市|首日|首挂");
  return text::count_han(text.view(sentence)) > 0 && kDebut.matches_in(text.folded(), sentence) &&
         has_context("other_exchange", text, sentence) && !names_ours(text, sentence);
}

bool is_undecided_offer(const PreparedText& text, const FoundEvent& one) {
  const PreparedText* where = one.in_title ? text.companion() : &text;
  const Stage stage = one.event.stage;
  const bool offer = stage == Stage::launched || stage == Stage::priced ||
                     stage == Stage::allotted || stage == Stage::listed;
  if (!offer || one.in_table || one.outcome || where == nullptr) return false;
  const Span in = one.in_title ? where->whole() : text.sentences()[one.sentence].span;
  return text::count_han(where->view(in)) > 0 && !names_ours(*where, in);
}

// Whom sentences near the beginning say to have come to another exchange, and never to this one.
std::set<std::size_t> who_came_elsewhere(const PreparedText& text, const Issuers& issuers) {
  static const Pattern kOffer("挂牌|登陆|上市|首日|首挂|招股|港交所");
  std::set<std::size_t> elsewhere;
  std::set<std::size_t> here;
  const auto& sentences = text.sentences();
  for (std::size_t i = 0; i < std::min(kMostSentences, sentences.size()); ++i) {
    const Span in = sentences[i].span;
    const bool ours = kOffer.matches_in(text.folded(), in) && names_ours(text, in);
    if (!ours && !tells_debut_elsewhere(text, in)) continue;
    for (const IssuerName& name : issuers.mentions(text, in))
      (ours ? here : elsewhere).insert(name.issuer);
  }
  for (const std::size_t one : here) elsewhere.erase(one);
  return elsewhere;
}

bool has_day(const FoundEvent& one) {
  return one.event.event_date.has_value() || one.event.disclosed_on.has_value();
}

}  // namespace

void part_listed_before(const PreparedText& text, const Issuers& issuers,
                        std::optional<CivilDate> reference, std::vector<FoundEvent>& told) {
  const auto undecided = [&](const FoundEvent& one) { return is_undecided_offer(text, one); };
  if (std::any_of(told.begin(), told.end(), undecided)) {
    const auto elsewhere = who_came_elsewhere(text, issuers);
    std::erase_if(told, [&](const FoundEvent& one) {
      return elsewhere.count(one.issuer) > 0 && undecided(one);
    });
  }
  if (!reference) return;
  std::set<std::size_t> listed_long_ago;
  for (const FoundEvent& one : told) {
    if (one.event.stage == Stage::listed && !one.outcome && one.event.event_date &&
        days_between(*one.event.event_date, *reference) > kWeeks)
      listed_long_ago.insert(one.issuer);
  }
  for (FoundEvent& one : told) {
    const bool result = one.event.stage == Stage::priced || one.event.stage == Stage::allotted;
    if (result && !has_day(one) && !one.outcome && !one.in_table && !one.in_title &&
        listed_long_ago.count(one.issuer) > 0)
      one.past = true;
  }
}

}  // namespace gongwatch::parser::facts
