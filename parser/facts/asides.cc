#include "parser/facts/asides.h"

#include <algorithm>
#include <set>
#include <string>

#include "parser/facts/han_words.h"
#include "parser/facts/pattern.h"
#include "text/utf8.h"

namespace gongwatch::parser::facts {
namespace {

// The last group is what the other company's name begins.
const Pattern& turn_to_another() {
  static const Pattern kTurn(
      "(?:^|[,;。:|\\n])(?:而|但|惟|不过|然而|反观|至于|相比之下,?|相较之下,?|此外,?|另外,?|"
      "与此同时,?|" +
      han_words::alternatives("asides", "front") + "| )*(" +
      han_words::alternatives("asides", "other") +
      ")(?:" + han_words::alternatives("asides", "between") + ")*\"?([^,;。:|\\n]{2,40})");
  return kTurn;
}

class Reader {
 public:
  Reader(const PreparedText& text, const std::vector<FoundEvent>& events, const Issuers& issuers)
      : text_(text), issuers_(issuers) {
    for (const FoundEvent& one : events) {
      if (!one.event.history && !one.outcome) with_news_.insert(one.issuer);
    }
  }

  std::vector<Span> run() {
    const auto& sentences = text_.sentences();
    std::vector<Span> all;
    std::size_t at = 0;  // sentence
    for (const Match& turn : turn_to_another().find_all(text_.folded(), text_.whole())) {
      const Span role = turn.groups[0];
      while (at < sentences.size() && sentences[at].span.end <= role.begin) ++at;
      if (at == sentences.size()) break;
      if ((!all.empty() && role.begin < all.back().end) || !is_another(turn.groups[1])) continue;
      all.push_back({role.begin, end_of(at, turn.groups[1].begin)});
    }
    return all;
  }

 private:
  // Not 同业相比, 母公司拥有人, nor whom the article has news of.
  bool is_another(Span words) const {
    static const Pattern kNobody("^(?:" + han_words::alternatives("asides", "nobody") + ")");
    if (kNobody.matches_in(text_.folded(), words)) return false;
    return !names_ours(words);
  }

  bool names_ours(Span in) const {
    const auto names = issuers_.mentions(text_, in);
    return std::any_of(names.begin(), names.end(),
                       [&](const IssuerName& one) { return with_news_.count(one.issuer) > 0; });
  }

  std::size_t end_of(std::size_t first, std::size_t from) const {
    const auto& sentences = text_.sentences();
    static const Pattern kGoesOn("^(?:其|该公司|该集团|该企业|该股|它|后者|当时|而其|并且?)");
    std::size_t end = turn_back(from, sentences[first].span.end);
    if (end < sentences[first].span.end) return end;
    for (std::size_t i = first + 1;
         i < sentences.size() && sentences[i].paragraph == sentences[first].paragraph; ++i) {
      if (!kGoesOn.matches_in(text_.folded(), sentences[i].span) || names_ours(sentences[i].span))
        break;
      end = sentences[i].span.end;
    }
    return end;
  }

  // Where a clause has one of ours again, or begins with "the company"; a semicolon ends it, too.
  std::size_t turn_back(std::size_t from, std::size_t end) const {
    static const Pattern kClause(
        "(;)|,(?:而|但|惟|不过|至于)?(?:(本?(?:公司|集团)(?:[^,;。的]|的))|)");
    static const Pattern kCompared("(?:较|比|与|和|跟|同|对|于|过|向|为|及)\"?$");
    const auto clauses = kClause.find_all(text_.folded(), {from, end});
    for (const Match& clause : clauses) {
      if (clause.has(0) || clause.has(1)) end = std::min(end, clause.span.begin);
    }
    for (const IssuerName& one : issuers_.mentions(text_, {from, end})) {
      if (with_news_.count(one.issuer) == 0 ||
          kCompared.matches_in(text_.folded(), {from, one.span.begin}))
        continue;
      for (const Match& clause : clauses) {
        if (clause.span.begin < one.span.begin) end = clause.span.begin;
      }
      break;
    }
    return end;
  }

  const PreparedText& text_;
  const Issuers& issuers_;
  std::set<std::size_t> with_news_;
};

}  // namespace

std::vector<Span> asides_about_others(const PreparedText& text,
                                      const std::vector<FoundEvent>& events,
                                      const Issuers& issuers) {
  if (events.empty() || text::count_han(text.folded()) == 0) return {};
  return Reader(text, events, issuers).run();
}

bool is_aside(const std::vector<Span>& asides, std::size_t at) {
  const auto behind =
      std::upper_bound(asides.begin(), asides.end(), at,
                       [](std::size_t one, const Span& aside) { return one < aside.begin; });
  return behind != asides.begin() && std::prev(behind)->end > at;
}

}  // namespace gongwatch::parser::facts
