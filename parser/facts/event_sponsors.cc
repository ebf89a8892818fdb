#include "parser/facts/event_sponsors.h"

#include <algorithm>
#include <iterator>
#include <set>

#include "model/names.h"
#include "parser/facts/asides.h"
#include "parser/facts/firms.h"
#include "parser/facts/han_words.h"
#include "parser/facts/name_shapes.h"
#include "parser/facts/pattern.h"
#include "parser/facts/sponsor_pairs.h"
#include "parser/facts/sponsors.h"
#include "text/utf8.h"

namespace gongwatch::parser::facts {
namespace {

// The company's first event that is news; else its first that has not happened (an offer planned).
FoundEvent* news_of(std::vector<FoundEvent>& events, std::size_t issuer) {
  FoundEvent* found = nullptr;
  for (FoundEvent& event : events) {
    if (event.issuer != issuer || event.event.history) continue;
    if (!event.outcome) return &event;
    if (found == nullptr) found = &event;
  }
  return found;
}

constexpr std::size_t kReach = 1200;  // bytes of a paragraph that are looked at

class Giver {
 public:
  Giver(const PreparedText& text, const std::vector<std::optional<std::size_t>>& topics,
        const Issuers& issuers, std::vector<FoundEvent>& events)
      : text_(text), topics_(topics), issuers_(issuers), events_(events) {
    for (const FoundEvent& event : events) {
      if (!event.event.history) tracked_.insert(event.issuer);
    }
  }

  std::vector<FoundSponsor> run(const std::vector<FoundSponsor>& found,
                                const std::vector<bool>& rows) {
    const SponsorPairs pairs(text_, issuers_, tracked_, found);
    for (const FoundSponsor& one : found) {
      if (one.sentence >= topics_.size() || rows[one.sentence]) continue;
      const auto paired = pairs.issuer_of(one);
      const auto issuer = paired ? paired : issuer_of(one);
      if (!issuer || news_of(events_, *issuer) == nullptr || (!paired && is_anothers(one, *issuer)))
        continue;
      given_.push_back({&one, *issuer, past_of(one, *issuer)});
    }
    std::vector<FoundSponsor> ours;
    for (const Given& given : given_) {
      if (has_nearer(given)) continue;
      news_of(events_, given.issuer)->event.sponsors.push_back(given.found->sponsor);
      ours.push_back(*given.found);
    }
    return ours;
  }

 private:
  // Of the news; beside what is only looked back on; said to be of an earlier application.
  enum class Past { no, beside, then };

  struct Given {
    const FoundSponsor* found;
    std::size_t issuer;
    Past past;
  };

  // Who is named last in front of the house in its sentence, else who the sentence is about.
  std::optional<std::size_t> issuer_of(const FoundSponsor& one) const {
    std::optional<std::size_t> issuer = topics_[one.sentence];
    const Span sentence = text_.sentences()[one.sentence].span;
    for (const IssuerName& name : issuers_.mentions(text_, sentence)) {
      if (name.span.end <= one.name.begin && tracked_.count(name.issuer) > 0) issuer = name.issuer;
      // "由甲与乙联席保荐的X"
      constexpr std::size_t kNear = 60;
      if (name.span.begin >= one.clause.end && name.span.begin - one.clause.end <= kNear &&
          tracked_.count(name.issuer) > 0 && describes(one.clause.end, name.span.begin))
        return name.issuer;
    }
    return issuer;
  }

  bool describes(std::size_t begin, std::size_t end) const {
    static const Pattern kDe("^的[^,。;:]*$");
    return kDe.matches_in(text_.folded(), {begin, end});
  }

  // In a paragraph about a company that has no news here: an item of a digest whose stage was not
  // understood, or somebody with a code of its own.
  bool is_anothers(const FoundSponsor& one, std::size_t issuer) const {
    if (has_another_subject(one) || is_of_another_listing(one)) return true;
    static const Pattern kCode(R"((?:[A-Z][A-Za-z0-9&.'-]*|[^ -~]) ?\(0?\d{4}(?:\.HK)?\))");
    static const Pattern kGoesOn(
        R"((?i)^[^,。]{0,24}(?:公司|集团|该股|其|是次|本次|此次|今次|这次|上述|\b(?:company|group|deal|offer\w*|listing|float|issuer|its|it)\b))");
    const auto& sentences = text_.sentences();
    std::size_t first = one.sentence;
    while (first > 0 && sentences[first - 1].paragraph == sentences[one.sentence].paragraph &&
           sentences[one.sentence].span.begin - sentences[first - 1].span.begin < kReach)
      --first;
    const Span front{sentences[first].span.begin,
                     std::max(sentences[first].span.begin, one.clause.end)};
    for (const IssuerName& name : issuers_.mentions(text_, front)) {
      if (tracked_.count(name.issuer) > 0) return false;
    }
    bool told_behind = first > 0;  // the company comes up only later: this is another's item
    for (const FoundEvent& event : events_) {
      if (!event.in_title && event.sentence >= first && event.sentence <= one.sentence)
        return false;
      if (event.issuer == issuer && (event.in_title || event.sentence <= one.sentence))
        told_behind = false;
    }
    if (told_behind) return true;
    if (opens_with_houses(one, front.begin)) return false;
    if (kCode.matches_in(text_.folded(), {front.begin, std::max(front.begin, one.name.begin)}) &&
        first > 0)
      return true;
    for (const Given& other : given_) {  // the paragraph has told of its banks before
      if (other.issuer == issuer && other.found->sentence >= first &&
          other.found->sentence < one.sentence)
        return false;
    }
    // "CICC and UBS are the joint sponsors.": a paragraph that begins with the banks names nobody.
    constexpr std::size_t kLead = 12;  // bytes
    if (one.clause.begin < front.begin + kLead) return false;
    return tracked_.size() > 1 && first > 0 && !kGoesOn.matches_in(text_.folded(), front);
  }

  // A paragraph of sponsors alone goes on about the company before.
  bool opens_with_houses(const FoundSponsor& one, std::size_t paragraph) const {
    return one.clause.begin == paragraph && text::count_han(text_.view(one.clause)) > 0;
  }

  bool names_ours(Span in) const {
    const auto names = issuers_.mentions(text_, in);
    return std::any_of(names.begin(), names.end(),
                       [&](const IssuerName& name) { return tracked_.count(name.issuer) > 0; });
  }

  // "…, and soy-sauce maker Old Crock is taking orders for a deal sponsored by UBS", "Old Crock's
  // own flotation in 2015 was sponsored by UBS": the subject in front is no company of the
  // article's.
  bool has_another_subject(const FoundSponsor& one) const {
    static const Pattern kActs(
        R"((?i)^(?: ?\([^()]*\))? (?:is|are|was|has|have|will|plans|hopes|aims|opened|launched|filed|passed|priced|began|started|seeks|starts|opens)\b[^;]*$)");
    static const Pattern kOwnDeal(
        R"((?i)^'s? (?:[a-z0-9-]+ ){0,4}?(?:flotation|listing|ipo|float|offering|debut|deal|application|bid|share sale|filing|offer)\b[^;]*$)");
    const Span sentence = text_.sentences()[one.sentence].span;
    const Span front{sentence.begin, std::max(sentence.begin, one.clause.begin)};
    if (is_told_of_a_relation(front) || is_told_of_an_event(front) || names_another_han(front))
      return true;
    const auto names = english_names(text_, front);
    if (names.empty() || names_ours({names.back().begin, front.end})) return false;
    const std::string name = text_.original(names.back());
    const Span rest{names.back().end, front.end};
    return !is_house(name) && !looks_like_a_firm(name) &&
           (kActs.find(text_.view(rest)) || kOwnDeal.find(text_.view(rest)));
  }

  // "其2014年上市时的保荐人为德银", "中金公司亦曾保荐其大客户", "2016年还保荐过其母公司".
  bool is_of_another_listing(const FoundSponsor& one) const {
    static const Pattern kListedThen(
        "(?:19|20)\\d\\d年(?:[^,。;]{0,10}(?:上市|挂牌|来港|登陆[^,。;]{0,6}),?(?:上市)?(?:时|之时|"
        "那年|当年)|还|曾|"
        "也|亦)[^,。;]{0,16}保荐|(?:还|曾|亦曾|也曾|还曾)保荐(?:过|了|其)|保荐过");
    constexpr std::size_t kFront = 45;
    constexpr std::size_t kBehind = 12;
    const Span sentence = text_.sentences()[one.sentence].span;
    const Span around{
        std::max(sentence.begin, one.clause.begin - std::min(one.clause.begin, kFront)),
        std::min(sentence.end, one.clause.end + kBehind)};
    return kListedThen.matches_in(text_.folded(), around);
  }

  // "The Rugby Sevens, sponsored by HSBC,": no listing of anybody's.
  static bool ends_with_event(std::string_view words) {
    static const Pattern kEvent(
        R"((?i)\b(?:sevens|marathon|tournament|regatta|race|races|grand prix|league|championships?|festival|concerts?|exhibition|fair|forum|gala|awards?|match|orchestra|theatre|museum|stadium|scholarships?|podcast|conference|summit|carnival|parade|triathlon|sports day|hackathon)\b(?: (?:in|of|at|on) [^,;.]{2,40})?,? ?(?:(?:which|that) )?(?:(?:is|are|was|were|has been|had been) )?(?:again |also |jointly )?$)");
    return kEvent.find(words).has_value();
  }

  bool is_told_of_an_event(Span front) const { return ends_with_event(text_.view(front)); }

  // "同日,红狐科技完成招股,其保荐人为瑞银": 其 is of the company that the sentence names.
  bool names_another_han(Span front) const {
    static const Pattern kName(
        "(?:^|[,;。|])(?:同日|同期|另外|此外|而|至于|当日|其中|同时)*,?([^,。;:()\"的其]{2,16}?(?"
        ":" +
        han_words::alternatives("name_places", "ending") +
        "))(?:\\([^)]*\\))?(?:完成|启动|开始|结束|展开|已|将|亦|也|则|刚|于|在|昨|今|通过|递|招|挂|"
        "上市|公布|宣布|截|定价|获|首日)");
    static const Pattern kIts("其[^,。;|]{0,6}$");
    // "此外,一家冷链企业通过聆讯,由乙行保荐": whoever it is, not who was told of before.
    static const Pattern kAnother(
        "^(?:另外|此外|同时|同日|另|而|还有|亦有|也有|尚有|,)*另?一(?:家|间|只|名)[^,。;|]{0,24}(?:"
        "公司|企业|集团|商|"
        "平台|机构|品牌|新股|药企|车企|连锁店?)|^(?:另外|此外|至于|反观),?[^,。;:|()\"其该它这公集]"
        "{2,16}(?:亦|也|则|已|于|昨|今|"
        "通过|递表|更新|公布)");
    if (kAnother.matches_in(text_.folded(), front) && !names_ours(front)) return true;
    if (!kIts.matches_in(text_.folded(), front) || names_ours(front)) return false;
    const auto name = kName.find(text_.folded(), front);
    return name && !is_house(text_.original(name->groups[0]));
  }

  // "its parent's flotation was sponsored by X", "rival Old Crock, sponsored by X, filed".
  bool is_told_of_a_relation(Span front) const {
    static const Pattern kRelation(
        R"((?i)(?:^|[^a-z ] ?|\b(?:and|but|while|when|as|that|said|for|by|(?:flotation|listing|ipo|float|offering|debut|deal|bid|application) of) )(?:(?:its|the|their|an?|another|one|fellow|(?-i:[A-Z])[\w&.-]*'?s?) (?:[a-z-]+ ){0,3}?(?:parent|rival|competitor|peer|affiliate|sister|neighbou?r|customer|supplier|shareholder|backer)s?\b|(?:its|their|another|one|(?-i:[A-Z])[\w&.-]*(?:'s|s')) (?:[a-z-]+ ){0,3}?owners?|(?:[a-z-]+ ){0,2}(?:rivals?|competitors?|peers?|parent) (?:[a-z-]+ ){0,4}(?-i:[A-Z])))");
    static const Pattern kBack(
        R"((?i)\b(?:the company|the firm|the group|the (?:[a-z-]+ )?(?:deal|offering|offer|float|ipo|listing|application)|it|they|its own|itself)\b)");
    constexpr std::size_t kFar = 160;
    const auto relations = kRelation.find_all(text_.folded(), front);
    if (relations.empty()) return false;
    const Span rest{relations.back().span.end, front.end};
    return rest.size() <= kFar && text_.view(rest).find(';') == std::string_view::npos &&
           !kBack.matches_in(text_.folded(), rest) &&
           !names_ours({relations.back().span.begin, front.end});
  }

  // "曾于5月递表, 由X保荐", 当时保荐人为X, "Y had sponsored its first attempt": of an earlier
  // application.
  Past past_of(const FoundSponsor& one, std::size_t issuer) const {
    static const Pattern kThen(
        R"((?i)\bat (?:that|the) time\b|\bback then\b|(?:上一?[次轮版]|前一?次|此前|早前|以往|过往|去年|前年)(?:曾|则|是)*由|(?:那|前|首|上)一?(?:份|次|版|轮|回)(?:申请|招股书)?(?:则|曾|是|乃)*(?:由|找)|上[回次](?:负责)?|当时|[一两二三四五六七八九十\d]+年前|早年|当初|昔日|彼时|其时|时任|那时|曾(?:在|由|于)[^,。;|]{2,16}(?:独家|联席|共同)?保荐|(?:前[一两二三]?[次版份轮]|上一?[次版份轮]|首次|第一次)(?:递表|申请|交表|递交|申报)?(?:时|版本)?(?:的|,|为)*(?:联席|独家|共同)?保荐)");
    constexpr std::size_t kFront = 24;
    const std::size_t begin = one.clause.begin - std::min(one.clause.begin, kFront);
    if (kThen.matches_in(text_.folded(), {begin, one.clause.end})) return Past::then;
    static const Pattern kAttempt(
        R"((?i)\b(?:for|in|on|of|at|behind|led|handled|arranged|sponsor(?:ed|ing)|ran|worked on|backed|with) (?:the|its|that|an?|their) (?:[a-z]+'s )?(?:previous|earlier|first|last|former|prior|lapsed|old|original|failed|aborted|abortive|expired|second|20\d\d) (?:listing |hong kong |a1 |ipo )?(?:attempts?|applications?|filings?|bids?|try|tries|submissions?|efforts?|flotation|float|prospectus|one)\b)");
    const Span part = between_semicolons(one);
    if (kAttempt.matches_in(text_.folded(), part)) return Past::then;
    Past past = Past::no;
    for (const FoundEvent& event : events_) {
      if (event.issuer != issuer || event.in_title || event.sentence != one.sentence ||
          !part.overlaps(event.trigger))
        continue;
      if (!event.event.history) return Past::no;
      past = Past::beside;
    }
    return past;
  }

  Span between_semicolons(const FoundSponsor& one) const {
    const std::string_view folded = text_.folded();
    Span part = text_.sentences()[one.sentence].span;
    const auto front = folded.substr(part.begin, one.clause.begin - part.begin).rfind(';');
    if (front != std::string_view::npos) part.begin += front;
    const auto behind = folded.substr(0, part.end).find(';', one.clause.end);
    if (behind != std::string_view::npos) part.end = behind;
    return part;
  }

  // "该份申请…,保荐人是X。…曾申请上市,当时由Y保荐": X is nearer to the news than Y.
  bool has_nearer(const Given& one) const {
    return std::any_of(given_.begin(), given_.end(), [&](const Given& other) {
      return other.issuer == one.issuer && other.past < one.past &&
             is_sponsor(other.found->sponsor.role);
    });
  }

  const PreparedText& text_;
  const std::vector<std::optional<std::size_t>>& topics_;
  const Issuers& issuers_;
  std::vector<FoundEvent>& events_;
  std::set<std::size_t> tracked_;
  std::vector<Given> given_;
};

}  // namespace

void add_sponsors(const PreparedText& text, const std::vector<std::optional<std::size_t>>& topics,
                  const Issuers& issuers, const std::vector<bool>& rows,
                  const std::vector<Span>& asides, std::vector<FoundSponsor> found,
                  std::vector<FoundEvent>& events, std::vector<Warning>& warnings) {
  std::erase_if(found, [&](const FoundSponsor& one) { return is_aside(asides, one.name.begin); });
  const auto ours = Giver(text, topics, issuers, events).run(found, rows);
  for (FoundEvent& event : events) drop_repeated_sponsors(event.event.sponsors);
  auto counts = sponsor_count_warnings(text, ours);
  std::move(counts.begin(), counts.end(), std::back_inserter(warnings));
}

}  // namespace gongwatch::parser::facts
