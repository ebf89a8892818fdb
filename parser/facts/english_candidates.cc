#include "parser/facts/english_candidates.h"

#include <algorithm>

#include "parser/facts/name_shapes.h"
#include "parser/facts/pattern.h"

namespace gongwatch::parser::facts {
namespace {

bool starts_with_capital(const PreparedText& text, Span span) {
  const char c = text.folded()[span.begin];
  return c >= 'A' && c <= 'Z';
}

}  // namespace

std::vector<Candidate> candidates_in(const PreparedText& text, Span in, const Issuers& issuers,
                                     bool any_place) {
  std::vector<Candidate> all;
  for (const Span& name : english_names(text, in, any_place)) all.push_back({name, std::nullopt});
  for (const IssuerName& one : issuers.mentions(text, in)) {
    const auto inside = [&](const Candidate& c) { return c.span.overlaps(one.span); };
    const auto same = std::find_if(all.begin(), all.end(), inside);
    if (same != all.end()) {
      // "Bright Maternal and Child Care Limited" is known as one name.
      same->issuer = one.issuer;
      same->span = {std::min(same->span.begin, one.span.begin),
                    std::max(same->span.end, one.span.end)};
      all.erase(std::remove_if(same + 1, all.end(), inside), all.end());
    } else if (!starts_with_capital(text, one.span)) {
      all.push_back({one.span, one.issuer});
    }
  }
  std::sort(all.begin(), all.end(),
            [](const Candidate& a, const Candidate& b) { return a.span.begin < b.span.begin; });
  // "skyhopper Aviation Holdings": the known small word begins the name.
  for (std::size_t i = 1; i < all.size(); ++i) {
    if (!all[i - 1].issuer || all[i].span.begin != all[i - 1].span.end + 1 ||
        starts_with_capital(text, all[i - 1].span))
      continue;
    all[i - 1].span.end = all[i].span.end;
    all.erase(all.begin() + static_cast<std::ptrdiff_t>(i));
  }
  return all;
}

bool in_brackets(const PreparedText& text, Span in, Span name) {
  static const Pattern kOpen(R"(\([^()]*$)");
  static const Pattern kClose(R"(^[^()]*\))");
  constexpr std::size_t kReach = 160;
  const Span before{std::max(in.begin, name.begin - std::min(name.begin, kReach)), name.begin};
  const Span behind{name.end, std::min(in.end, name.end + kReach)};
  return kOpen.find(text.view(before)) && kClose.find(text.view(behind));
}

bool is_tied(const PreparedText& text, Span a, Span b) {
  static const Pattern kTie(
      R"((?i)^(?: ?\([^()]{0,120}\)){0,3}(?:[,;]? and |,? as well as |, | & |,? followed by )(?:the |both )?(?:[a-z-]+ ){0,3}$)");
  static const Pattern kBare(R"((?i)^(?: ?\([^()]{0,120}\)){0,3}(?:[,;]? and |, | & )(?:the )?$)");
  if (a.end > b.begin) return false;
  const std::string_view between = text.view({a.end, b.begin});
  // "Sauce and noodle maker Master Bao": one word, said once, is no company of a list.
  const bool opens =
      a.begin < 2 || text.folded()[a.begin - 2] < 'a' || text.folded()[a.begin - 2] > 'z';
  if (opens && !kBare.find(between) && text.view(a).find(' ') == std::string_view::npos &&
      text.occurrences(text.view(a), 2) < 2)
    return false;
  return kTie.find(between).has_value();
}

void add_issuer(Subject& subject, std::size_t issuer) {
  if (std::find(subject.issuers.begin(), subject.issuers.end(), issuer) == subject.issuers.end())
    subject.issuers.push_back(issuer);
}

}  // namespace gongwatch::parser::facts
