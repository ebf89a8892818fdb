#include "parser/facts/sentence_topics.h"

#include <algorithm>
#include <map>
#include <set>

#include "parser/facts/asides.h"
#include "parser/facts/firms.h"
#include "parser/facts/name_shapes.h"
#include "parser/facts/pattern.h"
#include "text/utf8.h"

namespace gongwatch::parser::facts {
namespace {

// Of several companies with news the one that the text goes on about: named in far more sentences
// than any other.
std::optional<std::size_t> main_company(const PreparedText& text, const Issuers& issuers,
                                        const std::set<std::size_t>& in_news) {
  constexpr std::size_t kMost = 400;  // sentences
  constexpr std::size_t kOften = 3;
  std::map<std::size_t, std::size_t> named;
  for (std::size_t i = 0; i < std::min(kMost, text.sentences().size()); ++i) {
    std::set<std::size_t> here;
    for (const IssuerName& name : issuers.mentions(text, text.sentences()[i].span))
      here.insert(name.issuer);
    for (const std::size_t one : here) ++named[one];
  }
  std::optional<std::size_t> best;
  std::size_t second = 0;
  for (const std::size_t one : in_news) {
    if (!best || named[one] > named[*best]) {
      second = best ? std::max(second, named[*best]) : second;
      best = one;
    } else {
      second = std::max(second, named[one]);
    }
  }
  return best && named[*best] >= kOften * std::max<std::size_t>(second, 1) ? best : std::nullopt;
}

// "Separately, Ping An Good Doctor plans …": so does what follows, until another is named.
bool is_turn_to_named(const PreparedText& text, Span sentence) {
  static const Pattern kNamed(
      R"(^[^\p{L}]*(?:Meanwhile|Separately|Elsewhere|In other (?:IPO )?(?:news|action)),? [A-Z][a-z]+)");
  return kNamed.matches_in(text.folded(), sentence);
}

// "此外,市场消息称,中资投行甲资本亦计划在港上市": another company, which has no event here.
bool turns_to_another(const PreparedText& text, Span sentence) {
  static const Pattern kTurns(
      R"((?i)^[^\p{L}]*(?:此外|另外|另一?边厢|另一?方面|另有?(?:消息|外电|市场|报道)|与此同时|除此之外|除了?[^,。]{2,20}外,|(?:meanwhile|separately|elsewhere|in other (?:ipo )?(?:news|action))\b))");
  static const Pattern kListing(
      R"((?i)上市|挂牌|招股|集资|ipo\b|新股|\blist(?:ing|ed)?\b|\bfloat\b|\bdebut)");
  return kTurns.matches_in(text.folded(), sentence) &&
         kListing.matches_in(text.folded(), sentence) && !mentions_company_word(text, sentence);
}

}  // namespace

std::vector<std::optional<std::size_t>> sentence_topics(const PreparedText& text,
                                                        const std::vector<FoundEvent>& events,
                                                        const Issuers& issuers,
                                                        std::optional<std::size_t> protagonist,
                                                        const std::vector<Span>& asides) {
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
  const auto main =
      text::count_han(text.folded()) > 0 ? main_company(text, issuers, in_news) : std::nullopt;
  const bool alone = tracked.size() == 1 || in_news.size() == 1 || main.has_value();
  std::optional<std::size_t> current = events.front().issuer;
  std::optional<std::size_t> turned;  // paragraph, the rest of which is about another company
  std::size_t turned_at = 0;
  bool held = false;  // on the company that the text has turned to
  for (std::size_t i = 0; i < about.size() && !text.out_of_time(); ++i) {
    const Sentence& sentence = text.sentences()[i];
    if (!in_sentence[i].empty()) {
      about[i] = current = in_sentence[i].back()->issuer;
      turned.reset();
      held = is_turn_to_named(text, sentence.span);
      continue;
    }
    if (is_aside(asides, sentence.span.begin) && is_aside(asides, sentence.span.end - 1)) continue;
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
      turned.reset();
      held = is_turn_to_named(text, sentence.span);
      continue;
    }
    if (kOthers.matches_in(text.folded(), sentence.span)) continue;
    if (turns_to_another(text, sentence.span)) {
      turned = sentence.paragraph;
      turned_at = i;
      continue;
    }
    if (turned && is_turn_to_named(text, text.sentences()[turned_at].span)) continue;
    if (turned == sentence.paragraph) continue;
    const bool continues = i > 0 && text.sentences()[i - 1].paragraph == sentence.paragraph;
    if (in_news.size() == 1 && !continues && !held) current = *in_news.begin();
    if (main && !continues) current = main;
    // A paragraph that tells sponsors and names nobody goes on about the company before.
    static const Pattern kSponsors(
        "^[^,。;:]{2,48}(?:担任|出任|任|为|是)[^,。;:]{0,8}(?:保荐人|协调人|保荐机构)");
    const bool sponsors = names.empty() && kSponsors.matches_in(text.folded(), sentence.span);
    if (mentions_company_word(text, sentence.span) || continues || alone || sponsors)
      about[i] = current;
    // Who buys into the offer is no company that the text turns to.
    static const Pattern kBuyers(R"((?i)基石|基础投资者|\bcornerstones?\b)");
    if (!names.empty() && !mentions_company_word(text, sentence.span) &&
        !kBuyers.matches_in(text.folded(), sentence.span))
      about[i].reset();
  }
  return about;
}

}  // namespace gongwatch::parser::facts
