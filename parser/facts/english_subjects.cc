#include "parser/facts/english_subjects.h"

#include <algorithm>
#include <optional>

#include "parser/facts/clauses.h"
#include "parser/facts/name_shapes.h"
#include "parser/facts/pattern.h"

namespace gongwatch::parser::facts {
namespace {

struct Candidate {
  Span span;
  std::optional<std::size_t> issuer;
};

void add(Subject& subject, std::size_t issuer) {
  if (std::find(subject.issuers.begin(), subject.issuers.end(), issuer) == subject.issuers.end())
    subject.issuers.push_back(issuer);
}

bool starts_with_capital(const PreparedText& text, Span span) {
  const char c = text.folded()[span.begin];
  return c >= 'A' && c <= 'Z';
}

// What looks like a name, and known names in small letters; left to right.
std::vector<Candidate> candidates_in(const PreparedText& text, Span in, const Issuers& issuers) {
  std::vector<Candidate> all;
  for (const Span& name : english_names(text, in)) all.push_back({name, std::nullopt});
  for (const IssuerName& one : issuers.mentions(text, in)) {
    const auto same = std::find_if(all.begin(), all.end(),
                                   [&](const Candidate& c) { return c.span.overlaps(one.span); });
    if (same != all.end()) {
      same->issuer = one.issuer;
    } else if (!starts_with_capital(text, one.span)) {
      all.push_back({one.span, one.issuer});
    }
  }
  std::sort(all.begin(), all.end(),
            [](const Candidate& a, const Candidate& b) { return a.span.begin < b.span.begin; });
  return all;
}

bool is_coordination(const PreparedText& text, Span between, bool list_open) {
  const std::string_view words = text.view(between);
  return words.find("and") != std::string_view::npos || words.find('&') != std::string_view::npos ||
         (list_open && words.find(',') != std::string_view::npos);
}

bool follows_relation(const PreparedText& text, Span trigger, Span name) {
  static const Pattern kRelation(
      R"((?i)(?:\b(?:of|by|from|for|in|were|was|is|are|:) (?:[a-z-]+ ){0,4}?"?$|^ ?"?$|\b(?:approved|cleared|gave|given|granted|heard|to|rejected|returned) (?:the )?"?$))");
  const std::size_t begin = std::min(name.begin, trigger.begin);
  return kRelation.find(text.view({begin, name.begin})).has_value();
}

// "received an application from X", "the committee has approved X".
bool inside(const PreparedText& text, Span trigger, Span region, Issuers& issuers,
            Subject& subject) {
  for (const IssuerName& one : issuers.mentions(text, region)) {
    if (follows_relation(text, trigger, one.span)) {
      add(subject, one.issuer);
      return true;
    }
  }
  for (const Span& name : english_names(text, region)) {
    if (!follows_relation(text, trigger, name)) continue;
    if (const auto issuer = issuers.add(without_article(text.original(name)))) {
      add(subject, *issuer);
      return true;
    }
  }
  return false;
}

bool in_earlier_clauses(const PreparedText& text, Span sentence, Span clause, Issuers& issuers,
                        Subject& subject) {
  const auto clauses = clauses_of(text, sentence);
  for (std::size_t i = clauses.size(); i-- > 0;) {
    if (clauses[i].begin >= clause.begin) continue;
    Subject found;
    const Span in{clauses[i].begin, std::min(clauses[i].end, clause.begin)};
    if (english_in_front(text, in, issuers, found)) {
      subject.issuers = found.issuers;
      return true;
    }
  }
  return false;
}

}  // namespace

bool english_in_front(const PreparedText& text, Span before, Issuers& issuers, Subject& subject) {
  static const Pattern kTie(R"((?i)^(?: ?\([^()]{0,40}\))?(?:, and | and |, | & )(?:the )?$)");
  const auto all = candidates_in(text, before, issuers);
  for (std::size_t i = all.size(); i-- > 0;) {
    if (!subject.issuers.empty() && !kTie.find(text.view({all[i].span.end, all[i + 1].span.begin})))
      break;
    auto issuer = all[i].issuer;
    if (!issuer) issuer = issuers.add(without_article(text.original(all[i].span)));
    if (!issuer) {
      if (subject.issuers.empty()) continue;
      break;
    }
    if (subject.issuers.empty()) subject.end = all[i].span.end;
    add(subject, *issuer);
    // Without "and" two names side by side are an apposition.
    if (i > 0 &&
        !is_coordination(text, {all[i - 1].span.end, all[i].span.begin}, i + 1 < all.size()))
      break;
  }
  std::reverse(subject.issuers.begin(), subject.issuers.end());
  return !subject.issuers.empty();
}

Subject find_english_subject(const PreparedText& text, Span sentence, Span clause, Span trigger,
                             Issuers& issuers) {
  Subject subject{{}, clause.begin, false};
  if (english_in_front(text, {clause.begin, trigger.begin}, issuers, subject)) return subject;
  const Span region{trigger.begin, std::max(clause.end, trigger.end)};
  if (inside(text, trigger, region, issuers, subject) ||
      in_earlier_clauses(text, sentence, clause, issuers, subject)) {
    subject.end = clause.begin;
    return subject;
  }
  return {{}, clause.begin, false};
}

}  // namespace gongwatch::parser::facts
