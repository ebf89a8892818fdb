#include "parser/facts/english_evidence.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "parser/facts/pattern.h"

namespace gongwatch::parser::facts {
namespace {

constexpr std::size_t kTextLooked = 64 << 10;
constexpr std::size_t kMostPlaces = 12;
constexpr std::size_t kReachFront = 64;
constexpr std::size_t kReachBehind = 120;

bool is_word_char(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

struct NamePlace {
  std::string_view front;
  std::string_view behind;
};

// "X and Y advised on the application", "hired X as its counsel", "X counselled the underwriters".
bool tells_of_adviser(const NamePlace& place) {
  static const Pattern kAdvises(
      R"(^(?: LLP)?(?: \([^()]{2,30}\))?(?:(?:,| and|, and| &) (?:[A-Z][\w.'-]*(?: (?:&|and|[A-Z][\w.'-]*)){0,4})){0,5}?(?: (?:has|have|had|also|then|both|has been|is|are|was|were))* (?:advis(?:ed|es|ing) (?:on|[A-Z]|(?:[a-z]+ ){0,4}?(?:issuer|company|sponsors?|underwriters?|bookrunners?|banks?|client|listing|ipo|offering|float|flotation|deal|transaction|application))|act(?:ed|s|ing)? (?:for|as (?:[A-Za-z.' -]{1,40} )?(?:counsel|advis[eo]r|lawyers?|solicitors?|attorneys?))|represent(?:ed|s|ing)? (?:[A-Z]|(?:[a-z]+ ){0,3}?(?:issuer|company|applicant|sponsors?|underwriters?|bookrunners?|banks?))|counsel(?:led|ed|s)\b|serv(?:ed|es|ing) as [^.;]{0,40}(?:counsel|advis[eo]r|lawyer)|(?:was|were) [^.;,]{0,40}(?:counsel|lawyers?)\b))");
  static const Pattern kAdvised(
      R"((?i)\b(?:law firms?|lawyers?(?: at| from)?|legal counsel|counsel|solicitors|attorneys|advised by|represented by|legal advis[eo]rs?|auditors?|(?:hired|instructed|retained|engaged) (?:law firm )?) ?$)");
  static const Pattern kAsCounsel(
      R"((?i)^ (?:as|for) (?:[a-z.' -]{1,40} )?(?:counsel|legal|lawyers?|auditors?)\b)");
  return kAdvises.find(place.behind) || kAsCounsel.find(place.behind) ||
         (kAdvised.find(place.front) && !place.front.ends_with("by law"));
}

// "said Ricky Chim, who represents …", "according to Jo Lam, a fund manager": and Chim later on.
bool tells_of_speaker(const NamePlace& place) {
  static const Pattern kSaid(
      R"((?:\b(?:said|says|added|adds|noted|notes|wrote|warned|explained|according to|told by|asked)|\b(?:Mr|Ms|Mrs|Dr|Professor|Sir|Dame)\.?) (?:[A-Z][\w'-]+ ){0,2}$)");
  static const Pattern kWho(
      R"((?i)^,? (?:who\b|(?:an?|the|its|their|co-?|chief|senior|managing|executive|deputy|vice|portfolio|head|global|asia[a-z-]*) ?(?:[a-z'&-]+ ){0,5}?(?:analyst|strategist|economist|lawyer|partner|banker|fund manager|portfolio manager|manager|director|head|chairman|chairwoman|chief executive|officer|professor|president|founder|secretary|spokes[a-z]+|dealer|broker|trader|editor|lawmaker|researcher|associate)\b))");
  static const Pattern kTitle(
      R"(\b(?:Mr|Ms|Mrs|Dr|Professor|Sir|Dame)\.? (?:[A-Z][\w'-]+ ){0,2}$)");
  return (kSaid.find(place.front) && kWho.find(place.behind)) || kTitle.find(place.front);
}

// "10 Singaporean firms", "another Chapter 18C candidate", "a GPU start-up": what a company is
// like.
bool only_describes(const NamePlace& place) {
  static const Pattern kNoun(
      R"(^(?:-related|-focused|-style)?[ -](?:[a-z]+[ -]){0,2}?(?:start-?ups?|firms?|companies|stocks|makers?|[a-z]*makers|developers?|producers|unicorns?|candidates?|applicants?|issuers?|debutants?|newcomers?|sectors?|industry|businesses|players|names|peers|rivals|regime|reforms?|rules?|boom|rush|wave|craze|designers?|specialists?)(?:$|[^A-Za-z ]| [^A-Z]))");
  return kNoun.find(place.behind).has_value();
}

// "Subsequently, on June 30 of that year, it applied", "Undeterred, they …".
bool only_opens(const NamePlace& place, std::string_view name) {
  static const Pattern kBegins(R"((?:^|[.!?:"\n] ?)$)");
  static const Pattern kOneWord(R"(^[A-Z][a-z]+$)");
  static const Pattern kGoesOn(
      R"((?i)^,(?: (?:on|in|by|at|after|during|for|as) [^,;.]{2,40},)? (?:it|they|he|she|we|there|this|these|those|its|his|her|their|both)\b)");
  return kOneWord.find(name) && kBegins.find(place.front) &&
         (kGoesOn.find(place.behind) || (name.ends_with("ly") && place.behind.starts_with(',')));
}

// "Market Reaction: Larch Toys' shares fell": a label, as what follows is named elsewhere, too.
bool only_labels(const PreparedText& text, const NamePlace& place) {
  static const Pattern kBegins(R"((?:^|\n ?)$)");
  static const Pattern kNamed(R"(^: (?:Shares (?:of|in) )?([A-Z][\w&.-]+(?: [A-Z][\w&.-]+)*))");
  static const Pattern kArticle(R"(^(?:The|A|An|It|Its|In|On|At|This|That|As|For|After)\b)");
  if (!kBegins.find(place.front)) return false;
  const auto named = kNamed.find(place.behind);
  if (!named) return false;
  const std::string_view whom =
      place.behind.substr(named->groups[0].begin, named->groups[0].size());
  return !kArticle.find(whom) && text.occurrences(whom, 2) > 1;
}

// What the places where the name stands say together.
class NameEvidence {
 public:
  NameEvidence(const PreparedText& text, std::string_view name) : text_(text), name_(name) {}

  void look(std::string_view all) {
    for (std::size_t at = 0;
         places_ < kMostPlaces && (at = all.find(name_, at)) != std::string_view::npos;
         at += name_.size()) {
      std::size_t end = at + name_.size();
      if ((at > 0 && is_word_char(all[at - 1])) || (end < all.size() && is_word_char(all[end])))
        continue;
      weigh(all, at, end);
    }
  }

  bool is_no_company() const {
    const std::size_t told = places_ - in_brackets_;
    return professional_ || (told > 0 && (described_ == told || opened_ == told));
  }

 private:
  void weigh(std::string_view all, std::size_t begin, std::size_t end) {
    const std::size_t from = begin - std::min(begin, kReachFront);
    const NamePlace place{all.substr(from, begin - from), all.substr(end, kReachBehind)};
    ++places_;
    if (place.front.ends_with('(') && place.behind.starts_with(')')) ++in_brackets_;
    professional_ = professional_ || tells_of_adviser(place) || tells_of_speaker(place);
    if (only_describes(place)) ++described_;
    if (only_opens(place, name_) || only_labels(text_, place)) ++opened_;
  }

  const PreparedText& text_;
  std::string_view name_;
  std::size_t places_ = 0;
  std::size_t in_brackets_ = 0;
  std::size_t described_ = 0;
  std::size_t opened_ = 0;
  bool professional_ = false;
};

bool weigh_evidence(const PreparedText& text, std::string_view name) {
  NameEvidence evidence(text, name);
  for (const PreparedText* one : {&text, text.companion()}) {
    if (one != nullptr) evidence.look(one->folded().substr(0, kTextLooked));
  }
  return evidence.is_no_company();
}

}  // namespace

bool tells_no_company(const PreparedText& text, Span name) {
  static const Pattern kLegal(
      R"((?: (?:Limited|Ltd|Inc|Incorporated|Corp|Corporation|PLC|plc|Holdings?|Group)\b\.?|Co\.?)$)");
  const std::string_view words = text.view(name);
  if (kLegal.find(words)) return false;
  return text.judged(words, [&] { return weigh_evidence(text, words); });
}

}  // namespace gongwatch::parser::facts
