#include "parser/facts/clauses.h"

#include "parser/facts/pattern.h"

namespace gongwatch::parser::facts {
namespace {

// A comma that joins more than it cuts.
bool is_inner_comma(const PreparedText& text, Span sentence, std::size_t at) {
  static const Pattern kInner(
      R"((?i)^,(?:\d{3}\b| ?(?:Ltd|Limited|Inc|LLC|L\.L\.C|PLC|Corp)\b| ?(?:19|20)\d\d(?:[^\d年]|$)))");
  constexpr std::size_t kReach = 12;
  return kInner.find(text.folded(), {at, std::min(sentence.end, at + kReach)}).has_value();
}

// 逆市而上, 因而: inside a word.
bool is_inner_er(const PreparedText& text, Span er) {
  static const Pattern kBehind("^(?:[上行来出言已起归立去至])");
  static const Pattern kFront("(?:[因从进反然故继转])$");
  constexpr std::size_t kOneHan = 3;
  return kBehind.find(text.view({er.end, std::min(er.end + kOneHan, text.whole().end)})) ||
         kFront.find(text.view({er.begin - std::min(er.begin, kOneHan), er.begin}));
}

// "5家获备案 南山茶业通过聆讯": a Chinese headline's halves.
bool parts_headline(const PreparedText& text, std::size_t at) {
  const std::string_view folded = text.folded();
  const auto is_han = [&](std::size_t place) {
    return place < folded.size() && static_cast<unsigned char>(folded[place]) >= 0x80;
  };
  return text.in() == Evidence::In::title && at > 0 && is_han(at - 1) &&
         (is_han(at + 1) ||
          (at + 1 < folded.size() && folded[at + 1] >= '0' && folded[at + 1] <= '9'));
}

// "FILED: Bright Harbour": the label belongs to what it labels.
bool is_label_colon(const PreparedText& text, Span sentence, std::size_t at) {
  static const Pattern kLabel(
      R"((?i)^[\W\d]{0,5}(?:(?:new )?(?:filed|filings?|applications?|applicants?)|hearings?(?: passed)?|passed(?: hearing)?|cleared|offers?|opening|debuts?|listed|new listings?|priced|pricings?|launched|launches|allot(?:ted|ments?)|re-?filed|withdrawn|lapsed|rejected|returned)$)");
  constexpr std::size_t kLongest = 28;
  return at - sentence.begin <= kLongest && kLabel.find(text.view({sentence.begin, at}));
}

}  // namespace

std::vector<Span> clauses_of(const PreparedText& text, Span sentence) {
  static const Pattern kBreak(
      R"re((?i)[,;:|()"]|。|\s-+\s| |\bbut\b|\bwhile\b|\bwhereas\b|但|而(?:是)?|不过)re");
  constexpr int kDeepest = 8;
  std::vector<Span> clauses;
  std::size_t begin = sentence.begin;
  int brackets = 0;
  for (const Match& match : kBreak.find_all(text.folded(), sentence)) {
    const char first = text.folded()[match.span.begin];
    if (first == '(' && brackets < kDeepest) ++brackets;
    if (first == ')' && brackets > 0) --brackets;
    if (first == '(' || first == ')' || first == '"' || brackets > 0) continue;
    if (match.span.size() == 1 && first == ' ' && !parts_headline(text, match.span.begin)) continue;
    if (first == ':' && is_label_colon(text, sentence, match.span.begin)) continue;
    if (first == ',' && is_inner_comma(text, sentence, match.span.begin)) continue;
    if (text.view(match.span) == "而" && is_inner_er(text, match.span)) continue;
    clauses.push_back({begin, match.span.end});
    begin = match.span.end;
  }
  if (begin < sentence.end || clauses.empty()) clauses.push_back({begin, sentence.end});
  return clauses;
}

Span clause_at(const std::vector<Span>& clauses, std::size_t position) {
  for (const Span& clause : clauses) {
    if (position < clause.end) return clause;
  }
  return clauses.empty() ? Span{} : clauses.back();
}

}  // namespace gongwatch::parser::facts
