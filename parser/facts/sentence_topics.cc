#include "parser/facts/sentence_topics.h"

#include <algorithm>
#include <set>

#include "parser/facts/firms.h"
#include "parser/facts/name_shapes.h"
#include "parser/facts/pattern.h"

namespace gongwatch::parser::facts {

std::vector<std::optional<std::size_t>> sentence_topics(const PreparedText& text,
                                                        const std::vector<FoundEvent>& events,
                                                        const Issuers& issuers,
                                                        std::optional<std::size_t> protagonist) {
  // A sentence that begins with these has left the company.
  static const Pattern kOthers(
      R"((?i)^(?:in terms of the industry|globally|worldwide|(?:the )?(?:global|chinese|china's|domestic|overall|total|country's) (?:[a-z-]+ ){0,4}(?:market|industry|demand|consumption|sales)|the (?:market|industry|sector)\b|demand\b|(?:its )?(?:peers?|rivals?|competitors?)\b|(?:the )?ministry)|^[^,;:。]{0,12}(?:行业|市场规模|全球[^,。]{0,12}市场|需求量|消费量|同业|竞争对手)[^,;。]{0,20}(?:预计|增长|达|为|由|从|规模))");
  std::vector<std::optional<std::size_t>> about(text.sentences().size());
  std::set<std::size_t> tracked;
  std::set<std::size_t> in_news;
  std::vector<std::vector<const FoundEvent*>> in_sentence(about.size());
  for (const FoundEvent& event : events) {
    tracked.insert(event.issuer);
    if (!event.event.history && !event.outcome) in_news.insert(event.issuer);
    if (!event.in_title && event.sentence < about.size())
      in_sentence[event.sentence].push_back(&event);
  }
  if (tracked.empty()) return about;
  if (protagonist && in_news.count(*protagonist) > 0) in_news = {*protagonist};
  // One company with news: a paragraph that names nobody is about it.
  const bool alone = tracked.size() == 1 || in_news.size() == 1;
  std::optional<std::size_t> current = events.front().issuer;
  for (std::size_t i = 0; i < about.size(); ++i) {
    const Sentence& sentence = text.sentences()[i];
    if (!in_sentence[i].empty()) {
      about[i] = current = in_sentence[i].back()->issuer;
      continue;
    }
    auto names = issuers.mentions(text, sentence.span);
    names.erase(std::remove_if(names.begin(), names.end(),
                               [&](const IssuerName& name) {
                                 const std::string& one = issuers.all()[name.issuer].name;
                                 return tracked.count(name.issuer) == 0 &&
                                        (looks_like_a_firm(one) || canonical_firm(one));
                               }),
                names.end());
    const auto ours = std::find_if(names.begin(), names.end(), [&](const IssuerName& name) {
      return tracked.count(name.issuer) > 0;
    });
    if (ours != names.end()) {
      about[i] = current = ours->issuer;
      continue;
    }
    if (kOthers.matches_in(text.folded(), sentence.span)) continue;
    const bool continues = i > 0 && text.sentences()[i - 1].paragraph == sentence.paragraph;
    if (in_news.size() == 1 && !continues) current = *in_news.begin();
    if (mentions_company_word(text, sentence.span) || continues || alone) about[i] = current;
    if (!names.empty() && !mentions_company_word(text, sentence.span)) about[i].reset();
  }
  return about;
}

}  // namespace gongwatch::parser::facts
