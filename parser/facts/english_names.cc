// English company names: capitalised words in the place of a subject.
#include <algorithm>

#include "parser/facts/name_shapes.h"
#include "parser/facts/pattern.h"
#include "text/names.h"
#include "text/utf8.h"

namespace gongwatch::parser::facts {
namespace {

// Words in front of a capitalised name that make it no subject.
bool is_qualified(const PreparedText& text, Span in, Span name) {
  static const Pattern kRelation(
      R"((?i)(?:\b(?:by|with|from|to|in|at|via|through|against|like|than|versus|vs|under|including|include|includes|such as|according to|citing|near|between|called?|rival|rivals|competitors?|peers?|customers?|clients?|suppliers?|investors?|shareholders?|backers?|sponsors?|banks?|advisers?|consultancy|consultant|researcher|auditors?|parent|owner|founder|co-founder|founded|founders|chairman|chairwoman|chief executive|executive|officer|president|director|manager|analyst|strategist|partner|banker|judge|justice|minister|secretary|mr|ms|mrs|dr|as|over|across|on|into|towards?|outside|off|inside|around|within|per|follows|following|joins?|joined|behind|alongside|besides?|unlike|owns?|holds?|acquired|acquire|sued|tells|told)\.?) (?:the |a |an |its |their |fellow |rival )?$)");
  static const Pattern kOfShares(
      R"((?i)\b(?:shares?|stock|ipo|listing|application|applications|hearing|debut|prospectus|proof|offering|bid|filing|offer|float|submission|results|document|pack|units?|subsidiary|dealings|trading|(?:main board|gem)(?: [a-z]+)?|that) (?:of|in|by|from|for) (?:the )?$)");
  static const Pattern kOf(R"((?i)\b(?:of|for) (?:the )?$)");
  static const Pattern kPerson(
      R"((?i)^(?:'s (?:founder|chairman|chief|parent|unit|rival|subsidiary|shareholder|customers?|owner|arm|affiliate|backer|investors?)\b|, (?:its |the |their )?(?:founder|co-founder|chairman|chairwoman|chief|executive|analyst|president|an analyst|a partner|a lawyer|a fund manager|head of)\b|\s?\((?:founder|chairman)))");
  constexpr std::size_t kReach = 48;
  const Span before{std::max(in.begin, name.begin - std::min(name.begin, kReach)), name.begin};
  if (kPerson.find(text.view({name.end, in.end}))) return true;
  if (kOfShares.find(text.view(before))) return false;
  return kRelation.find(text.view(before)).has_value() || kOf.find(text.view(before)).has_value();
}

// A run of capitalised words, cut at those that belong to no name.
void add_run(const PreparedText& text, Span in, Span run, std::vector<Span>& names) {
  static const Pattern kCut(
      R"(\b(?:Chairman|Chairwoman|CEO|CFO|Founder|President|Chief|Mr|Ms|Mrs|Dr|Director|Group's|January|February|March|April|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|IPO|HKEX|HKEXnews|Hong Kong Stock Exchange|Stock Exchange|Main Board|GEM)\b\.?|\b[A-Z][A-Za-z]+-(?:based|listed|backed|born|headquartered|owned|controlled|founded|made|focused|traded)\b)");
  std::size_t begin = run.begin;
  const auto finish = [&](std::size_t end) {
    Span name = trimmed(text.folded(), {begin, end});
    std::string_view words = text.view(name);
    if (words.size() > 2 && words.substr(words.size() - 2) == "'s") name.end -= 2;
    for (const std::string_view opener :
         {"The ",   "A ",    "An ",   "If ",        "Unless ", "When ", "While ",
          "After ", "Once ", "On ",   "In ",        "As ",     "At ",   "For ",
          "But ",   "And ",  "Also ", "Meanwhile ", "Today ",  "Both "}) {
      words = text.view(name);
      if (words.substr(0, opener.size()) == opener) name.begin += opener.size();
    }
    if (name.size() < 2 || !could_be_issuer(text.original(name))) return;
    if (!is_qualified(text, in, name)) names.push_back(name);
  };
  for (const Match& cut : kCut.find_all(text.folded(), run)) {
    if (cut.span.begin > begin) finish(cut.span.begin);
    begin = std::max(begin, cut.span.end);
  }
  if (begin < run.end) finish(run.end);
}

}  // namespace

std::vector<Span> english_names(const PreparedText& text, Span in) {
  static const Pattern kRun(
      R"((?:[A-Z0-9À-Þ][A-Za-z0-9À-ɏ&'.+\-]*|[a-z]{1,2}[A-Z][A-Za-z0-9]*)(?: (?:[A-Z0-9À-Þ][A-Za-z0-9À-ɏ&'.+\-]*|of|&|[a-z]{1,2}[A-Z][A-Za-z0-9]*))*)");
  std::vector<Span> names;
  for (const Match& match : kRun.find_all(text.folded(), in)) {
    if (match.span.begin > in.begin) {
      const char left = text.folded()[match.span.begin - 1];
      if ((left >= 'a' && left <= 'z') || left == '$' || left == '.') continue;
    }
    const std::string_view words = text.view(match.span);
    const bool has_letter = std::any_of(
        words.begin(), words.end(), [](char c) { return (c >= 'A' && c <= 'Z') || (c & 0x80); });
    if (!has_letter) continue;
    add_run(text, in, match.span, names);
  }
  return names;
}

}  // namespace gongwatch::parser::facts
