#include "parser/facts/read_facts.h"

#include <fmt/core.h>

#include <algorithm>
#include <iterator>
#include <set>

#include "model/names.h"
#include "parser/facts/announced_events.h"
#include "parser/facts/asides.h"
#include "parser/facts/background_debuts.h"
#include "parser/facts/context.h"
#include "parser/facts/dateline.h"
#include "parser/facts/dates.h"
#include "parser/facts/digest_items.h"
#include "parser/facts/english_subjects.h"
#include "parser/facts/event_sponsors.h"
#include "parser/facts/events.h"
#include "parser/facts/figures.h"
#include "parser/facts/first_sessions.h"
#include "parser/facts/group_leads.h"
#include "parser/facts/han_headline.h"
#include "parser/facts/issuers.h"
#include "parser/facts/lead_days.h"
#include "parser/facts/limits.h"
#include "parser/facts/listed_before.h"
#include "parser/facts/listing_story.h"
#include "parser/facts/listing_table.h"
#include "parser/facts/news.h"
#include "parser/facts/offer_results.h"
#include "parser/facts/prepared_text.h"
#include "parser/facts/protagonist.h"
#include "parser/facts/sentence_topics.h"
#include "parser/facts/sponsors.h"
#include "parser/facts/story_claims.h"
#include "parser/facts/tagged_companies.h"
#include "text/utf8.h"

namespace gongwatch::parser::facts {
namespace {

constexpr std::size_t kMostForScope = 200;  // sentences that tell of which exchange a story is

class Reader {
 public:
  Reader(std::string_view title, std::string_view text, std::string_view language,
         std::optional<CivilDate> reference, const std::function<bool()>& expired)
      : title_(title, Evidence::In::title),
        text_(text, Evidence::In::text),
        language_(language),
        reference_(reference),
        issuers_(with_deadline(text_, title_, expired)),
        tables_(text_, title_) {}

  Facts read() {
    const auto dates = days_of_text();
    facts_.warnings = impossible_date_warnings(text_, dates);
    auto events = read_events(dates);
    if (!events.empty()) issuers_.learn_short_names(text_);
    for (const FoundEvent& event : events) tracked_.insert(event.issuer);
    const auto asides = asides_about_others(text_, events, issuers_);
    auto topics = sentence_topics(text_, events, issuers_, protagonist_, asides);
    for (std::size_t i = 0; i < topics.size(); ++i) {
      if (tables_.rows()[i]) topics[i].reset();
    }
    add_table_sponsors(std::move(in_tables_.sponsors), events);
    add_sponsors(text_, topics, issuers_, tables_.rows(), asides, std::move(sponsors_), events,
                 facts_.warnings);
    facts_.rankings =
        claims_of_issuers(text_, topics, issuers_, facts_.warnings, reference_, asides);
    read_figures(topics, dates, asides);
    add_table_figures(std::move(in_tables_.figures), events, issuers_, facts_.figures);
    finish_events(events);
    bound_warnings();
    facts_.out_of_time = text_.out_of_time() || title_.out_of_time();
    return std::move(facts_);
  }

 private:
  static const PreparedText& with_deadline(PreparedText& text, PreparedText& companion,
                                           const std::function<bool()>& expired) {
    text.set_companion(companion);
    companion.set_companion(text);
    text.set_deadline(expired);
    companion.set_deadline(expired);
    return text;
  }

  // What the text says of its own day is nearer the truth than when it was published or fetched.
  std::vector<DateMention> days_of_text() {
    auto dates = find_dates(text_, reference_);
    const auto written =
        day_of_writing(text_, dates, title_, find_dates(title_, reference_), reference_);
    if (!written || written == reference_) return dates;
    reference_ = written;
    return find_dates(text_, reference_);
  }

  // The body first: it defines the names that the headline uses. Then once more with what the
  // headline says, if the body left open who it is about.
  std::vector<FoundEvent> read_events(std::vector<DateMention> dates) {
    StoryContext context;
    context.reference = reference_;
    context.rows = tables_.rows();
    if (has_context("mainland", title_, title_.whole()) ||
        has_context("mainland", text_, text_.whole()))
      context.exchange = "hong_kong";
    context.exchange_in_title = has_context(context.exchange, title_, title_.whole());
    sponsors_ = find_all_sponsors(text_);
    const bool sponsored = is_sponsored_here();
    context.exchange_in_story = sponsored || speaks_of_exchange(context.exchange);
    context.listing_story = sponsored || tells_of_listings(text_) || tells_of_listings(title_);
    context.not_ours = has_context("not_ours_sentence", title_, title_.whole()) ||
                       has_context("not_ours_title", title_, title_.whole()) ||
                       (has_context("takeover_title", title_, title_.whole()) &&
                        !has_context("new_listing", title_, title_.whole())) ||
                       tells_of_another_market(title_, text_);
    context.elsewhere_in_title = has_context("other_exchange", title_, title_.whole()) &&
                                 !has_context("our_exchange", title_, title_.whole());
    context.elsewhere =
        context.elsewhere_in_title || has_context("other_exchange", text_, text_.whole());
    context.ours_nowhere = context.elsewhere && !names_hong_kong();
    tables_.name_companies(issuers_);
    const auto triggers = find_story_triggers(text_);
    const auto tagged = add_tagged_companies(text_, title_, triggers, issuers_);
    const ListItems items(text_, triggers, issuers_);
    context.items = &items;
    erase_days_in_names(dates);
    if (const auto named = issuers_.last_mention(title_, title_.whole()))
      context.issuer = named->issuer;
    auto told = find_events(text_, triggers, dates, context, issuers_);
    // A morning paper tells of the days before its own.
    const auto title_dates =
        heads_morning_paper(title_) ? std::vector<DateMention>() : find_dates(title_, reference_);
    auto in_title =
        find_events(title_, find_story_triggers(title_), title_dates, context, issuers_);
    for (FoundEvent& event : in_title) event.sentence = 0;
    const bool open = std::any_of(told.begin(), told.end(),
                                  [](const FoundEvent& event) { return event.company_word; });
    if (told.empty() || open) {
      const auto before = context.issuer;
      if (const auto named = issuers_.last_mention(title_, title_.whole())) {
        context.issuer = named->issuer;
      } else if (told.empty()) {
        context.issuer = text::count_han(title_.folded()) > 0
                             ? named_in_han_headline(title_, issuers_)
                             : named_in_headline(title_, issuers_);
      }
      if (context.issuer && context.issuer != before)
        told = find_events(text_, triggers, dates, context, issuers_);
    }
    add_announced(text_, triggers, dates, context, issuers_, told);
    add_digest_items(text_, triggers, dates, context, issuers_, told);
    add_led_companies(text_, title_, dates, title_dates, context, tagged, issuers_, told);
    std::erase_if(in_title, [&](const FoundEvent& one) {
      return is_told_of_others(one, told) || is_only_expected(one, told);
    });
    told.insert(told.begin(), in_title.begin(), in_title.end());
    name_by_headline(text_, issuers_, told);
    const auto one = items.several() ? std::nullopt : protagonist(title_, text_, told, issuers_);
    protagonist_ = one;
    if (one) {
      give_to_protagonist(*one, told);
      look_back_at_others(text_, *one, reference_, told);
    }
    look_back_at_earlier(text_, issuers_, reference_, told);
    date_by_headings(text_, dates, title_dates, items, told);
    date_by_lead(text_, triggers, dates, reference_, told);
    look_back_at_debuts(text_, one, told);
    add_offer_results(text_, context, one, tagged, issuers_, told);
    part_listed_before(text_, issuers_, reference_, told);
    in_tables_ = tables_.read(dates, reference_, issuers_);
    told.insert(told.end(), in_tables_.events.begin(), in_tables_.events.end());
    const auto in_session = issuers_in_first_session(text_, title_, dates, told);
    auto events = decide_news(std::move(told), reference_);
    date_first_sessions(in_session, reference_, events);
    return events;
  }

  // A headline's name that the text never uses ("凌海风电齿轮箱一手中签率15%" of 凌海传动), of a
  // stage that the text tells of somebody.
  bool is_told_of_others(const FoundEvent& one, const std::vector<FoundEvent>& told) const {
    const bool told_of_others = std::any_of(told.begin(), told.end(), [&](const FoundEvent& other) {
      return other.event.stage == one.event.stage && other.issuer != one.issuer && !other.past;
    });
    if (!told_of_others) return false;
    const auto names = issuers_.mentions(text_, text_.whole());
    return std::none_of(names.begin(), names.end(),
                        [&](const IssuerName& name) { return name.issuer == one.issuer; });
  }

  // "…, 周四挂牌" in the headline of what the text only expects, or has as a rumour.
  static bool is_only_expected(const FoundEvent& one, const std::vector<FoundEvent>& told) {
    const auto same = [&](const FoundEvent& other) {
      return other.issuer == one.issuer && other.event.stage == one.event.stage;
    };
    const auto expected = [&](const FoundEvent& other) {
      return other.outcome &&
             (*other.outcome == Outcome::rumoured || one.event.stage == Stage::listed ||
              one.event.stage == Stage::launched);
    };
    return !one.outcome && std::any_of(told.begin(), told.end(), [&](const FoundEvent& other) {
      return same(other) && expected(other);
    }) && std::none_of(told.begin(), told.end(), [&](const FoundEvent& other) {
      return same(other) && !other.outcome;
    });
  }

  // 明日 of 明日智能.
  void erase_days_in_names(std::vector<DateMention>& dates) const {
    const auto names = issuers_.mentions(text_, text_.whole());
    std::erase_if(dates, [&](const DateMention& date) {
      const auto behind = std::upper_bound(
          names.begin(), names.end(), date.span.begin,
          [](std::size_t at, const IssuerName& name) { return at < name.span.begin; });
      return behind != names.begin() && std::prev(behind)->span.contains(date.span) &&
             std::prev(behind)->span.size() > date.span.size();
    });
  }

  bool names_hong_kong() const {
    const auto named = [&](const char* kind) {
      return has_context(kind, title_, title_.whole()) || has_context(kind, text_, text_.whole());
    };
    // Its codes have four digits, too.
    if (named("taiwan_market") && !named("hong_kong")) return false;
    return named("our_exchange") || named("hong_kong") || named("hong_kong_money");
  }

  bool speaks_of_exchange(const char* exchange) const {
    std::size_t ours = 0;
    std::size_t others = 0;
    const auto& sentences = text_.sentences();
    for (std::size_t i = 0; i < std::min(kMostForScope, sentences.size()); ++i) {
      if (has_context(exchange, text_, sentences[i].span) ||
          has_context("hong_kong_money", text_, sentences[i].span))
        ++ours;
      if (has_context("other_exchange", text_, sentences[i].span)) ++others;
    }
    return ours > 1 && ours > 2 * others;
  }

  // Only Hong Kong's new issues have houses as sponsors: a story that names them needs no name of
  // the exchange, if it does not go on about another one.
  bool is_sponsored_here() const {
    std::set<std::size_t> sponsored;
    for (const FoundSponsor& one : sponsors_) {
      if (one.sponsor.firm && is_sponsor(one.sponsor.role)) sponsored.insert(one.sentence);
    }
    if (sponsored.empty() || has_context("event_story", title_, title_.whole())) return false;
    std::size_t others = 0;
    const std::size_t looked_at = std::min(kMostForScope, text_.sentences().size());
    for (std::size_t i = 0; i < looked_at && others <= sponsored.size(); ++i) {
      const Span in = text_.sentences()[i].span;
      if (!has_context("other_exchange", text_, in) && !has_context("mainland", text_, in))
        continue;
      sponsored.erase(i);
      ++others;
    }
    return sponsored.size() > others;
  }

  // Of the companies that sentences are about.
  std::vector<std::string> issuer_names(
      const std::vector<std::optional<std::size_t>>& topics) const {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < issuers_.all().size(); ++i) {
      if (std::find(topics.begin(), topics.end(), i) == topics.end()) continue;
      const IssuerMention& issuer = issuers_.all()[i];
      names.push_back(issuer.name);
      if (issuer.legal_name) names.push_back(*issuer.legal_name);
      names.insert(names.end(), issuer.aliases.begin(), issuer.aliases.end());
    }
    std::sort(names.begin(), names.end(),
              [](const std::string& a, const std::string& b) { return a.size() > b.size(); });
    return names;
  }

  // The names in sentences about several of the companies that the article is about.
  std::vector<IssuerName> names_in_company(
      const std::vector<std::optional<std::size_t>>& topics) const {
    std::vector<IssuerName> all;
    for (std::size_t i = 0; i < topics.size() && tracked_.size() > 1; ++i) {
      if (!topics[i]) continue;
      auto names = issuers_.mentions(text_, text_.sentences()[i].span);
      std::erase_if(names, [&](const IssuerName& one) { return tracked_.count(one.issuer) == 0; });
      std::set<std::size_t> here;
      for (const IssuerName& one : names) here.insert(one.issuer);
      if (here.size() > 1) all.insert(all.end(), names.begin(), names.end());
    }
    return all;
  }

  std::vector<std::string> codes_of_issuers() const {
    std::vector<std::string> codes;
    for (const std::size_t one : tracked_) {
      if (issuers_.all()[one].stock_code) codes.push_back(*issuers_.all()[one].stock_code);
    }
    return codes;
  }

  void read_figures(const std::vector<std::optional<std::size_t>>& topics,
                    const std::vector<DateMention>& dates, const std::vector<Span>& asides) {
    const FigureContext context{text_,
                                dates,
                                language_,
                                topics,
                                issuer_names(topics),
                                {reference_},
                                names_in_company(topics),
                                asides,
                                codes_of_issuers()};
    for (FoundFigures part :
         {find_series(context), find_capacities(context), find_offer_figures(context)}) {
      for (FoundFigure& one : part.figures) {
        one.figure.issuer = issuers_.all()[one.issuer].name;
        facts_.figures.push_back(std::move(one.figure));
      }
      std::move(part.warnings.begin(), part.warnings.end(), std::back_inserter(facts_.warnings));
    }
    const auto title_dates = find_dates(title_, reference_);
    for (FoundFigure& one :
         find_title_figures(title_, context, title_dates, facts_.figures).figures) {
      one.figure.issuer = issuers_.all()[one.issuer].name;
      facts_.figures.push_back(std::move(one.figure));
    }
  }

  void finish_events(std::vector<FoundEvent>& found) {
    for (FoundEvent& one : found) {
      one.event.issuer = issuers_.all()[one.issuer];
      if (one.guessed_date) warn_of_year(one);
      if (one.day_assumed) facts_.warnings.push_back(warning_of_day(one.event));
      if (one.outcome) {
        facts_.unrealised.push_back({std::move(one.event), *one.outcome});
      } else {
        facts_.events.push_back(std::move(one.event));
      }
    }
  }

  // What the limits left out is told first, where a long list of others does not hide it.
  void bound_warnings() {
    if (facts_.warnings.size() > kMostWarnings) facts_.warnings.resize(kMostWarnings);
    const bool many =
        facts_.events.size() + facts_.unrealised.size() >= kMostEvents ||
        issuers_.all().size() >= kMostIssuers || facts_.figures.size() >= kMostFigures ||
        facts_.rankings.size() >= kMostRankings || facts_.warnings.size() >= kMostWarnings;
    if (!many) return;
    Warning warning;
    warning.code = "too-many-facts";
    warning.message = fmt::format(
        "more than {} companies, {} events, {} figures, {} rankings or {} warnings; the rest is "
        "left out",
        kMostIssuers, kMostEvents, kMostFigures, kMostRankings, kMostWarnings);
    facts_.warnings.insert(facts_.warnings.begin(), std::move(warning));
  }

  void warn_of_year(const FoundEvent& one) {
    const PreparedText& where = one.guess_in_title ? title_ : text_;
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
  ListingTables tables_;
  std::vector<FoundSponsor> sponsors_;
  TableFacts in_tables_;
  std::set<std::size_t> tracked_;  // issuers with events
  std::optional<std::size_t> protagonist_;
  Facts facts_;
};

}  // namespace

Facts read_facts(std::string_view title, std::string_view text, std::string_view language,
                 std::optional<CivilDate> reference, const std::function<bool()>& expired) {
  return Reader(title, text, language, reference, expired).read();
}

}  // namespace gongwatch::parser::facts
