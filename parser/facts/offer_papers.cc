#include "parser/facts/offer_papers.h"

#include <algorithm>

#include "parser/facts/pattern.h"

namespace gongwatch::parser::facts {

bool tells_offer_terms(const PreparedText& text) {
  static const Pattern kTerms(
      R"((?i)\b(?:sell|offer|market)(?:s|ing)? (?:up to |a total of |about |some |around )?[\d.,]+ ?(?:million |mn |m )?(?:new |h |h-|primary |global )*shares,?[^.;]{0,40}? (?:HK\$|HKD ?)[\d.]+ ?(?:apiece|each|a share|per share|(?:and|to|-) ?(?:HK\$|HKD ?)?[\d.]+ (?:apiece|each|a share|per share)))");
  return kTerms.matches_in(text.folded(), text.whole());
}

void take_for_offer(const PreparedText& text, std::vector<Trigger>& triggers) {
  static const Pattern kProspectus(
      R"((?i)^(?:its |the |a )?prospectus (?:which was |that was |was )?(?:made public|published|posted|uploaded|put online|released|issued)\b)");
  for (Trigger& one : triggers) {
    if (one.stage == Stage::filed && kProspectus.find(text.view(one.span)))
      one.stage = Stage::launched;
  }
}

}  // namespace gongwatch::parser::facts
