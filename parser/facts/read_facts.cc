#include "parser/facts/read_facts.h"

#include <fmt/core.h>

#include <algorithm>

#include "parser/facts/dates.h"
#include "parser/facts/events.h"
#include "parser/facts/figures.h"
#include "parser/facts/issuers.h"
#include "parser/facts/pattern.h"
#include "parser/facts/prepared_text.h"
#include "parser/facts/rankings.h"
#include "text/names.h"
#include "text/utf8.h"

namespace gongwatch::parser::facts {
namespace {

bool bears_name(const IssuerMention& issuer, const std::string& name) {
  const std::string key = text::name_key(name);
  const auto same = [&](const std::string& other) { return text::name_key(other) == key; };
  return same(issuer.name) || (issuer.legal_name && same(*issuer.legal_name)) ||
         std::any_of(issuer.aliases.begin(), issuer.aliases.end(), same);
}

// Whether two claims are about the same thing: a shared word that says what is made, or a shared
// beginning in Chinese.
bool same_subject(const std::string& a, const std::string& b) {
  static const Pattern kWord(R"([A-Za-z][A-Za-z\-]{2,})");
  static const Pattern kGeneric(
      R"((?i)^(?:producers?|makers?|manufacturers?|compan(?:y|ies)|providers?|suppliers?|operators?|brands?|the|and|among|all)$)");
  if (a == b) return true;
  const std::string left = text::lower_ascii(a);
  const std::string right = text::lower_ascii(b);
  const std::vector<Match> right_words = kWord.find_all(right, {0, right.size()});
  for (const Match& match : kWord.find_all(left, {0, left.size()})) {
    const std::string_view word =
        std::string_view(left).substr(match.span.begin, match.span.size());
    if (kGeneric.find(word)) continue;
    for (const Match& other : right_words) {
      if (std::string_view(right).substr(other.span.begin, other.span.size()) == word) return true;
    }
  }
  constexpr std::size_t kTwoHan = 6;
  return text::count_han(a.substr(0, kTwoHan)) == 2 && a.compare(0, kTwoHan, b, 0, kTwoHan) == 0;
}

class Reader {
 public:
  Reader(std::string_view title, std::string_view text, std::string_view language,
         std::optional<CivilDate> reference)
      : title_(title, Evidence::In::title),
        text_(text, Evidence::In::text),
        language_(language),
        reference_(reference),
        issuers_(text_) {}

  Facts read() {
    const auto dates = find_dates(text_, reference_);
    auto found = find_events(text_, dates, issuers_);
    add_title_events(found);
    read_rankings(found);
    read_figures(found, dates);
    finish_events(found);
    return std::move(facts_);
  }

 private:
  // What only the headline tells.
  void add_title_events(std::vector<FoundEvent>& found) {
    const auto dates = find_dates(title_, reference_);
    for (FoundEvent& event : find_events(title_, dates, issuers_)) {
      // The body's words are the better proof, and a headline in the present tense is often a plan:
      // one stage of one issuer once.
      const auto told = [&](const FoundEvent& other) {
        return other.event.stage == event.event.stage &&
               (other.issuer == event.issuer || other.outcome.has_value());
      };
      if (std::any_of(found.begin(), found.end(), told)) continue;
      event.sentence = 0;
      found.push_back(std::move(event));
    }
  }

  // The issuer each sentence speaks of: the one it names, or "the company", or, in the same
  // paragraph, the one of the sentence before, unless the sentence turns to the industry or the
  // market.
  std::vector<std::optional<std::size_t>> sentence_issuers(
      const std::vector<FoundEvent>& found) const {
    static const Pattern kOthers(
        R"((?i)\b(?:industry|global(?:ly)?|worldwide|market|demand|consumption|peers?|ministry|china's|country's)\b|行业|全球|市场|需求|消费量|同业|国内)");
    std::vector<std::optional<std::size_t>> about(text_.sentences().size());
    if (found.empty()) return about;
    std::size_t current = found.front().issuer;
    for (std::size_t i = 0; i < about.size(); ++i) {
      const Sentence& sentence = text_.sentences()[i];
      for (const FoundEvent& event : found) {
        if (event.sentence == i && event.event.evidence.in == Evidence::In::text)
          current = event.issuer;
      }
      about[i] = issuers_.mentioned(text_, sentence.span, current);
      const bool continues =
          i > 0 && text_.sentences()[i - 1].paragraph == sentence.paragraph && about[i - 1];
      if (!about[i] && continues && !kOthers.matches_in(text_.folded(), sentence.span))
        about[i] = about[i - 1];
      if (about[i] && !is_tracked(found, *about[i])) about[i].reset();
    }
    return about;
  }

  static bool is_tracked(const std::vector<FoundEvent>& found, std::size_t issuer) {
    return std::any_of(found.begin(), found.end(),
                       [&](const FoundEvent& event) { return event.issuer == issuer; });
  }

  void read_rankings(const std::vector<FoundEvent>& found) {
    if (found.empty()) return;
    auto claims = find_rankings(text_);
    const auto about = sentence_issuers(found);
    std::vector<const FoundRanking*> strangers;
    std::vector<std::pair<std::size_t, const FoundRanking*>> ours;
    for (const FoundRanking& claim : claims) {
      const auto named =
          std::find_if(issuers_.all().begin(), issuers_.all().end(),
                       [&](const IssuerMention& i) { return bears_name(i, claim.claimant); });
      if (!claim.claimant.empty() && named == issuers_.all().end() &&
          !sentence_names_issuer(claim)) {
        strangers.push_back(&claim);
      } else if (about[claim.sentence]) {
        ours.emplace_back(*about[claim.sentence], &claim);
      }
    }
    add_aliases(strangers, ours);
    add_rankings(ours);
  }

  bool sentence_names_issuer(const FoundRanking& claim) const {
    const Span sentence = text_.sentences()[claim.sentence].span;
    const Span before{sentence.begin, claim.span.begin};
    return issuers_.mentioned(text_, before, std::nullopt).has_value() ||
           mentions_company_word(text_, before);
  }

  // Another name that makes the very claim the issuer makes is the issuer under another name (a
  // machine translation, a brand).
  void add_aliases(const std::vector<const FoundRanking*>& strangers,
                   const std::vector<std::pair<std::size_t, const FoundRanking*>>& ours) {
    for (const FoundRanking* stranger : strangers) {
      for (const auto& [issuer, claim] : ours) {
        if (!same_claim(stranger->ranking, claim->ranking) ||
            !same_subject(stranger->ranking.subject, claim->ranking.subject) ||
            stranger->ranking.authority != claim->ranking.authority)
          continue;
        if (bears_name(issuers_.all()[issuer], stranger->claimant)) break;
        issuers_.add_alias(issuer, stranger->claimant);
        Warning warning;
        warning.code = "two-names-for-issuer";
        warning.message =
            fmt::format("{} makes the same ranking claim as {}; taken as another name of it",
                        stranger->claimant, issuers_.all()[issuer].name);
        warning.evidence = stranger->ranking.evidence;
        facts_.warnings.push_back(std::move(warning));
        break;
      }
    }
  }

  void add_rankings(const std::vector<std::pair<std::size_t, const FoundRanking*>>& ours) {
    for (const auto& [issuer, claim] : ours) {
      Ranking ranking = claim->ranking;
      ranking.issuer = issuers_.all()[issuer].name;
      const auto told = [&](const Ranking& other) {
        return other.issuer == ranking.issuer && same_claim(other, ranking) &&
               other.subject == ranking.subject;
      };
      const auto earlier = std::find_if(facts_.rankings.begin(), facts_.rankings.end(), told);
      if (earlier == facts_.rankings.end()) {
        facts_.rankings.push_back(std::move(ranking));
      } else if (!earlier->authority && ranking.authority) {
        *earlier = std::move(ranking);  // the fuller of two tellings
      }
    }
  }

  std::vector<std::string> issuer_names() const {
    std::vector<std::string> names;
    for (const IssuerMention& issuer : issuers_.all()) {
      names.push_back(issuer.name);
      if (issuer.legal_name) names.push_back(*issuer.legal_name);
    }
    std::sort(names.begin(), names.end(),
              [](const std::string& a, const std::string& b) { return a.size() > b.size(); });
    return names;
  }

  void read_figures(const std::vector<FoundEvent>& found, const std::vector<DateMention>& dates) {
    const auto about = sentence_issuers(found);
    const FigureContext context{text_, dates, language_, about, issuer_names()};
    for (FoundFigures part : {find_series(context), find_capacities(context)}) {
      for (FoundFigure& one : part.figures) {
        one.figure.issuer = issuers_.all()[one.issuer].name;
        facts_.figures.push_back(std::move(one.figure));
      }
      std::move(part.warnings.begin(), part.warnings.end(), std::back_inserter(facts_.warnings));
    }
  }

  void finish_events(std::vector<FoundEvent>& found) {
    for (FoundEvent& one : found) {
      one.event.issuer = issuers_.all()[one.issuer];
      if (one.guessed_date) warn_of_year(one);
      if (one.outcome) {
        facts_.unrealised.push_back({std::move(one.event), *one.outcome});
      } else {
        facts_.events.push_back(std::move(one.event));
      }
    }
  }

  void warn_of_year(const FoundEvent& one) {
    const PreparedText& where = one.event.evidence.in == Evidence::In::title ? title_ : text_;
    Warning warning;
    const std::string words = where.original(one.guessed_date->span);
    if (one.guessed_date->year_inferred) {
      warning.code = "year-inferred";
      warning.message =
          fmt::format("\"{}\" has no year; read as {}, the latest such day up to a week after {}",
                      words, to_iso(*one.guessed_date->date), to_iso(*reference_));
    } else {
      warning.code = "year-missing";
      warning.message = fmt::format(
          "\"{}\" has no year, and neither a publication nor a capture time tells it", words);
    }
    warning.evidence = where.evidence(one.guessed_date->span);
    facts_.warnings.push_back(std::move(warning));
  }

  PreparedText title_;
  PreparedText text_;
  std::string language_;
  std::optional<CivilDate> reference_;
  Issuers issuers_;
  Facts facts_;
};

}  // namespace

Facts read_facts(std::string_view title, std::string_view text, std::string_view language,
                 std::optional<CivilDate> reference) {
  return Reader(title, text, language, reference).read();
}

}  // namespace gongwatch::parser::facts
