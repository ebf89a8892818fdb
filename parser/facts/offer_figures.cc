// Figures of an offering: prices, size, demand, first day.
#include <algorithm>

#include "parser/facts/asides.h"
#include "parser/facts/context.h"
#include "parser/facts/figure_merge.h"
#include "parser/facts/figure_sentence.h"
#include "parser/facts/figure_tables.h"
#include "parser/facts/figures.h"
#include "parser/facts/offer_owner.h"
#include "parser/facts/offer_sentence.h"
#include "parser/facts/pattern.h"
#include "text/utf8.h"

namespace gongwatch::parser::facts {
namespace {

class OfferReader {
 public:
  explicit OfferReader(const FigureContext& context)
      : c_(context), currency_(context), debut_(tells_debut(context.text)) {}

  FoundFigures take() {
    // What is told in the same words as gross and as net is one.
    for (FoundFigure& one : net_) {
      const bool told =
          std::any_of(found_.figures.begin(), found_.figures.end(), [&](const FoundFigure& other) {
            return other.issuer == one.issuer && other.figure.metric == one.figure.metric &&
                   other.figure.value == one.figure.value;
          });
      if (!told) found_.figures.push_back(std::move(one));
    }
    return std::move(found_);
  }

  void read(std::size_t index) {
    static const Pattern kNumber(R"(\d|[一二两三四五六七八九十](?:名|家|位|个|倍|[百千]*[万亿]))");
    const Span span = c_.text.sentences()[index].span;
    const bool is_row = c_.text.view(span).find(" | ") != std::string_view::npos;
    const auto issuer = c_.about[index] || !is_row ? c_.about[index] : only_issuer(c_);
    elsewhere_ = is_row || !tells_of_elsewhere(index) ? std::nullopt : std::optional(index);
    if (elsewhere_) return;
    if (!issuer || !kNumber.matches_in(c_.text.folded(), span)) return;
    OfferSentence sentence{c_.text, span, find_offer_cues(c_.text, span), {}, false};
    static const Pattern kDeal(R"((?i)\b(?:deal|trade|fund-?raising|shares)\b)");
    if (sentence.cues.empty() && !kDeal.matches_in(c_.text.folded(), span)) return;
    std::vector<Span> taken;
    for (const PeriodList& list : find_periods(c_.text, span, c_.dates, c_.periods)) {
      if (!counts_something(c_.text, list.span)) taken.push_back(list.span);
    }
    for (const DateMention& date : dates_in(c_.dates, span)) taken.push_back(date.span);
    sentence.amounts = find_amounts(c_.text, span, taken);
    sentence.debut = debut_ || sentence.has(kPrice);
    std::vector<OfferFinding> findings;
    read_offer_prices(sentence, findings);
    read_offer_sizes(sentence, findings);
    read_offer_demand(sentence, findings);
    read_first_day(sentence, findings);
    for (OfferFinding& finding : findings) {
      if (is_aside(c_.asides, finding.amount.span.begin) ||
          is_of_another_named(c_, span, finding.amount.span.begin))
        continue;
      FoundFigure one{figure(sentence, finding),
                      issuer_at(c_, *issuer, span, finding.amount.span.begin)};
      // Gross and net are two figures.
      std::vector<FoundFigure>& list = finding.net ? net_ : found_.figures;
      add_figure(list, std::move(one));
    }
  }

 private:
  // "2024年7月在深交所上市,发行价21.21元", and what the paragraph goes on to say of that stock.
  bool tells_of_elsewhere(std::size_t index) const {
    static const Pattern kShares("上市|挂牌|登陆|发行价|发行");
    const Sentence& here = c_.text.sentences()[index];
    const bool goes_on = elsewhere_ && *elsewhere_ + 1 == index &&
                         c_.text.sentences()[*elsewhere_].paragraph == here.paragraph;
    if (!goes_on && !kShares.matches_in(c_.text.folded(), here.span)) return false;
    if (text::count_han(c_.text.view(here.span)) == 0) return false;
    static const Pattern kHere("港元|港币|h股|H股");
    if (kHere.matches_in(c_.text.folded(), here.span)) return false;
    for (const char* ours : {"our_exchange", "hong_kong", "hong_kong_money"}) {
      if (has_context(ours, c_.text, here.span)) return false;
    }
    return goes_on || has_context("other_exchange", c_.text, here.span);
  }

  static bool tells_debut(const PreparedText& text) {
    static const Pattern kDebut(
        R"((?i)首日|首挂|上市首|首个交易日|在(?:港交所|联交所|香港|港)[^,。;|]{0,8}上市|挂牌|登陆|敲锣|敲钟|开始买卖|今日上市|正式上市|主板上市|介绍形式|第二上市|开报|破发|\bdebut|\bfirst[- ](?:trading[- ])?day\b|\b(?:began|started|begins|starts) trading\b|\btrading debut\b|\blisted\b|\blisting\b|\bland(?:s|ed) on\b|\blogged on to\b|\b(?:rang|struck|beat|hit) the (?:bell|gong)\b|\bwent public\b|\bnew stock\b)");
    return kDebut.matches_in(text.folded(), text.whole());
  }

  Figure figure(const OfferSentence& sentence, const OfferFinding& finding) const {
    const Amount& amount = finding.amount;
    Figure figure;
    figure.metric = finding.metric;
    figure.subject = finding.subject;
    figure.value = amount.value;
    figure.unit = amount.unit;
    figure.qualifier = amount.qualifier;
    const bool per_share = finding.metric.compare(0, 11, "offer_price") == 0 ||
                           finding.metric == "first_day_open" ||
                           finding.metric == "first_day_close";
    if (per_share) figure.unit = "share";
    // "opened at HK$61.5, below the offer price of HK$64.8": of the other price.
    if (per_share && (figure.qualifier == "less_than" || figure.qualifier == "more_than"))
      figure.qualifier.reset();
    // The bounds are in the metric's name.
    if (finding.metric == "offer_price_low" || finding.metric == "offer_price_high")
      figure.qualifier.reset();
    if (per_share || finding.metric == "entry_fee") {
      figure.currency = "HKD";
    } else if (amount.kind == AmountKind::money || is_money(finding.metric)) {
      figure.currency = money_currency(finding.metric, amount);
    }
    if (finding.metric == "offer_shares" || finding.metric == "lot_size") figure.unit = "shares";
    if (finding.metric == "subscription_multiple") figure.unit = "times";
    figure.as_written = written(c_.text, amount.qualified);
    figure.evidence = c_.text.evidence(sentence.span);
    figure.rule = "figure:offer";
    return figure;
  }

  static bool is_money(const std::string& metric) {
    return metric.compare(0, 13, "amount_raised") == 0 || metric == "valuation" ||
           metric == "market_value" || metric == "cornerstone_investment";
  }

  // Offers are made in Hong Kong dollars: a bare 元 of a Traditional text is one.
  std::optional<std::string> money_currency(const std::string& metric, const Amount& amount) const {
    if (auto currency = currency_.of(amount)) return currency;
    if (c_.language == "zh-Hant" && metric != "valuation") return "HKD";
    return std::nullopt;
  }

  const FigureContext& c_;
  ArticleCurrency currency_;
  bool debut_;
  std::optional<std::size_t> elsewhere_;  // the sentence before, if it tells of another exchange
  FoundFigures found_;
  std::vector<FoundFigure> net_;
};

}  // namespace

FoundFigures find_offer_figures(const FigureContext& context) {
  OfferReader reader(context);
  for (std::size_t i = 0; i < context.text.sentences().size() && !context.text.out_of_time(); ++i)
    reader.read(i);
  return reader.take();
}

FoundFigures find_title_figures(const PreparedText& title, const FigureContext& body,
                                const std::vector<DateMention>& title_dates,
                                const std::vector<Figure>& told) {
  const auto issuer = only_issuer(body);
  if (!issuer) return {};
  const std::vector<std::optional<std::size_t>> about(title.sentences().size(), issuer);
  const FigureContext context{title, title_dates, body.language, about, body.names, body.periods,
                              {},    {},          body.codes};
  FoundFigures found = find_offer_figures(context);
  // A headline rounds: what the text tells is better.
  std::erase_if(found.figures, [&](const FoundFigure& one) {
    const std::string& metric = one.figure.metric;
    return std::any_of(told.begin(), told.end(), [&](const Figure& other) {
      return other.metric.compare(0, metric.size(), metric) == 0 ||
             metric.compare(0, other.metric.size(), other.metric) == 0;
    });
  });
  return found;
}

}  // namespace gongwatch::parser::facts
