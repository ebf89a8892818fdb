#include "parser/facts/name_shapes.h"

#include <algorithm>

#include "parser/facts/clauses.h"
#include "parser/facts/pattern.h"
#include "parser/facts/phrase_table.h"
#include "parser/vocabulary/table.h"
#include "text/fold.h"
#include "text/names.h"
#include "text/utf8.h"

namespace gongwatch::parser::facts {
namespace {

constexpr std::size_t kMaxNameBytes = 120;
constexpr std::size_t kMaxHanName = 60;  // bytes of a name that nothing but its place tells

std::string alternatives(std::string_view table, std::string_view side) {
  std::string all;
  for (const TableRow& row : table_rows(table, 2)) {
    if (row[0] == side) all += (all.empty() ? "" : "|") + expanded(row[1]);
  }
  return all;
}

// The names of the table's rows of that kind.
Pattern whole_names(std::string_view kind) {
  std::string all;
  for (const TableRow& row : table_rows("not_issuers", 2)) {
    if (row[1] == kind) all += (all.empty() ? "(?:" : "|(?:") + std::string(row[0]) + ")";
  }
  return Pattern("(?i)^(?:" + all + ")$");
}

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

// Strips what the pattern matches at the span's edge until nothing does.
Span stripped(const PreparedText& text, Span span, const Pattern& front, const Pattern& back) {
  constexpr int kMost = 16;
  for (int i = 0; i < kMost && !span.empty(); ++i) {
    const Span before = span;
    span = trimmed(text.folded(), span);
    if (const auto edge = front.find(text.folded(), span)) span.begin = edge->span.end;
    if (const auto edge = back.find(text.folded(), span)) span.end = edge->span.begin;
    if (span.begin == before.begin && span.end == before.end) break;
  }
  return trimmed(text.folded(), span);
}

// Behind 的 and nouns of apposition, if enough is left for a name.
Span behind_description(const PreparedText& text, Span span) {
  static const Pattern kDescription("^.*(?:的|" + alternatives("name_edges", "head") + ")");
  constexpr std::size_t kTwoHan = 6;
  std::size_t end = span.end;
  // Backwards from the last description that leaves a name.
  while (end > span.begin) {
    const auto found = kDescription.find(text.folded(), {span.begin, end});
    if (!found) return span;
    const Span rest = trimmed(text.folded(), {found->span.end, span.end});
    if (rest.size() >= kTwoHan && could_be_issuer(text.original(rest))) {
      static const Pattern kTail(
          R"(^(?:份|集团|控股|股份|科技|国际|生物|医药|医疗|有限|实业|公司|\(|资本|投资|健康|智能|能源|-))");
      if (!kTail.find(text.folded(), rest)) return rest;
    }
    end = found->span.end - 1;
    while (end > span.begin && (static_cast<unsigned char>(text.folded()[end]) & 0xC0) == 0x80)
      --end;
  }
  return span;
}

}  // namespace

bool is_authority(const std::string& name) {
  static const Pattern kAuthority = whole_names("authority");
  const std::string folded = text::fold_text(name);
  return kAuthority.matches_in(folded, {0, folded.size()});
}

bool could_be_issuer(const std::string& name) {
  static const Pattern kNot = whole_names("");
  const std::string folded = text::fold_text(name);
  if (folded.size() < 2 || folded.size() > kMaxNameBytes || text::name_key(name).empty())
    return false;
  return !kNot.matches_in(folded, {0, folded.size()});
}

bool mentions_company_word(const PreparedText& text, Span in) {
  static const Pattern kCompany(
      R"((?i)\b(?:the|our|this) (?:[a-z-]+ ){0,3}?(?:company|group|issuer|applicant|firm|start-?up|maker|developer|operator|retailer|chain|business|drugmaker|manufacturer|provider|producer|carmaker|chipmaker|miner|supplier|brand|platform|unit|candidate)\b|\b(?:its|it|which)\b|公司|集团|该企业|该股|发行人|申请人|其)");
  return kCompany.matches_in(text.folded(), in);
}

std::string without_article(std::string name) {
  for (const std::string_view article :
       {"If ", "Unless ", "When ", "While ", "After ", "Once ", "Shares of ", "Shares in ",
        "Stock of ", "Shareholders of ", "The ", "the ", "A ", "An "}) {
    if (name.compare(0, article.size(), article) == 0) name.erase(0, article.size());
  }
  return name;
}

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

// Whether words in front of a name only describe it. A place ("深圳") or another name may be part
// of it.
bool is_generic_head(Span head) {
  constexpr std::size_t kTwoHan = 6;
  return head.size() > kTwoHan;
}

// "口腔医疗集团壹诺口腔" where the article elsewhere says 壹诺口腔: what recurs is the name.
Span recurring_end(const PreparedText& text, Span name) {
  constexpr std::size_t kMany = 12;
  constexpr std::size_t kThreeHan = 9;
  static const Pattern kLegal("公司$");
  if (kLegal.matches_in(text.folded(), name)) return name;
  const std::string_view folded = text.folded();
  const std::size_t whole = text.occurrences(text.view(name), kMany);
  for (std::size_t begin = name.begin + 1; begin + kThreeHan <= name.end; ++begin) {
    if ((folded[begin] & 0xC0) == 0x80) continue;
    const Span end{begin, name.end};
    if (text.occurrences(text.view(end), kMany) > whole && could_be_issuer(text.original(end)))
      return is_generic_head({name.begin, begin}) ? end : name;
  }
  return name;
}

std::optional<Span> han_subject(const PreparedText& text, Span in) {
  static const Pattern kFront("(?i)^(?:" + alternatives("name_edges", "front") + ")");
  static const Pattern kBack("(?i)(?:" + alternatives("name_edges", "back") + ")$");
  static const Pattern kQuoted(R"re(^[^"]{0,36}"([^"]{2,40})"?$)re");
  Span name = stripped(text, in, kFront, kBack);
  if (name.empty()) return std::nullopt;
  if (const auto quoted = kQuoted.find(text.folded(), name)) name = quoted->groups[0];
  name = behind_description(text, name);
  name = stripped(text, name, kFront, kBack);
  if (!name.empty()) name = recurring_end(text, name);
  if (name.empty() || name.size() > kMaxHanName || text::count_han(text.view(name)) == 0)
    return std::nullopt;
  constexpr std::size_t kOneHan = 3;
  if (name.size() <= kOneHan || !could_be_issuer(text.original(name))) return std::nullopt;
  return name;
}

std::vector<Span> han_subjects(const PreparedText& text, Span in) {
  static const Pattern kSeparator("、|及|和|与|以及|\\s");
  std::vector<Span> names;
  const auto whole = han_subject(text, in);
  const auto cuts = kSeparator.find_all(text.folded(), in);
  if (cuts.empty() || text.view(in).find("、") == std::string_view::npos) {
    if (whole) names.push_back(*whole);
    return names;
  }
  std::size_t begin = in.begin;
  for (std::size_t i = 0; i <= cuts.size(); ++i) {
    const Span part{begin, i < cuts.size() ? cuts[i].span.begin : in.end};
    if (const auto name = han_subject(text, part)) names.push_back(*name);
    if (i < cuts.size()) begin = cuts[i].span.end;
  }
  return names;
}

std::optional<Span> name_before(const PreparedText& text, Span sentence, std::size_t end) {
  const Span before{sentence.begin, end};
  if (const auto names = english_names(text, before); !names.empty()) return names.back();
  const auto clauses = clauses_of(text, before);
  return clauses.empty() ? std::nullopt : han_subject(text, clauses.back());
}

}  // namespace gongwatch::parser::facts
