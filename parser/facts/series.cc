// Values of a metric with their periods, in running text.
#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "parser/facts/asides.h"
#include "parser/facts/figure_balances.h"
#include "parser/facts/figure_context.h"
#include "parser/facts/figure_merge.h"
#include "parser/facts/figure_periods.h"
#include "parser/facts/figure_runs.h"
#include "parser/facts/figure_scope.h"
#include "parser/facts/figure_sentence.h"
#include "parser/facts/figure_subject.h"
#include "parser/facts/figure_tables.h"
#include "parser/facts/figure_time_marks.h"
#include "parser/facts/figures.h"
#include "parser/facts/limits.h"
#include "parser/facts/pattern.h"
#include "text/utf8.h"

namespace gongwatch::parser::facts {
namespace {

class SeriesReader {
 public:
  explicit SeriesReader(const FigureContext& context)
      : c_(context), currency_(context), table_(context, currency_) {}

  FoundFigures take() { return std::move(found_); }

  void read(std::size_t index) {
    const Sentence& sentence = c_.text.sentences()[index];
    const bool listed = sentence.span.size() > 2 &&
                        c_.text.view(sentence.span).substr(0, 2) == "- ";  // one line of a list
    if (sentence.paragraph != paragraph_ && !listed) {
      memory_.enter_paragraph();
      moments_.enter_paragraph();
    }
    paragraph_ = sentence.paragraph;
    if (table_.read(index, found_) || !c_.about[index] || !has_numbers(sentence.span)) return;
    auto metrics = find_metrics(c_.text, sentence.span);
    add_heading(index, metrics);
    const bool measures =
        std::any_of(metrics.begin(), metrics.end(),
                    [](const MetricMention& mention) { return mention.metric->ours(); });
    if (!measures && (last_metric_ == nullptr || told_at_ + 1 != index)) return;
    index_ = index;
    FigureSentence parts = read_figure_sentence(c_, sentence.span, std::move(metrics));
    apply_heading_note(parts);
    const auto moments = find_moments(c_, parts);
    auto runs = measures ? find_runs(parts) : find_recalled_runs(parts, told_);
    if (!measures && runs.empty()) runs = find_continued_run(parts, *last_metric_);
    if (measures) told_.clear();
    main_.reset();
    last_earnings_ = nullptr;
    timed_.clear();
    remember_that_year(index, parts);
    for (const FigureRun& run : runs) {
      read_run(parts, moments, run);
      if (measures && run.values.size() == 1) told_.push_back(run.mention.metric);
    }
    if (measures) last_metric_ = runs.empty() ? nullptr : runs.back().mention.metric;
    if (measures) told_at_ = index;
    for (const PeriodList& list : parts.periods) memory_.add(list.periods);
    for (const PeriodList& list : moments) moments_.add(list.periods);
    if (main_) memory_.add({main_->period});
  }

 private:
  // "Its profit that year was A": the year that the sentence before told last; "Payments rose 46%
  // in 2024. Revenue followed with a rise to A": figures go on with their time.
  void remember_that_year(std::size_t index, const FigureSentence& parts) {
    static const Pattern kThatYear(
        R"((?i)\b(?:that|the same) year\b|(?:该|同|当)(?:财)?年(?:度)?(?:的|其|公司|集团|,)*(?:收入|营收|收益|营业额|净|纯|溢利|利润|亏|毛利|盈利|录得))");
    const auto& sentences = c_.text.sentences();
    if (index == 0 || !parts.periods.empty() ||
        sentences[index - 1].paragraph != sentences[index].paragraph)
      return;
    static const Pattern kOtherThings(
        R"((?i)\b(?:fil\w+|list\w*|appl\w+|hearing|ipo|rais\w+|rounds?|valu\w+|founded|set up|acquired|bought|rank\w*|largest|market|industry|open\w*|float\w*)\b)");
    const Span before_span = sentences[index - 1].span;
    const bool goes_on = memory_.latest(1, false) == nullptr &&
                         memory_.latest_list(false) == nullptr &&
                         text::count_han(c_.text.view(before_span)) == 0 &&
                         !kOtherThings.matches_in(c_.text.folded(), before_span) &&
                         !find_amounts(c_.text, before_span, {}).empty();
    if (!goes_on && !kThatYear.matches_in(c_.text.folded(), parts.span)) return;
    const auto before = find_periods(c_.text, sentences[index - 1].span, c_.dates, c_.periods);
    if (!before.empty() && before.back().periods.size() == 1) memory_.add(before.back().periods);
  }

  bool has_numbers(Span in) const {
    static const Pattern kNumber(R"(\d|[一二两三四五六七八九十][百千]*[万亿])");
    return kNumber.matches_in(c_.text.folded(), in);
  }

  // "Profits? HK$31.0 million, …": a metric asked for by the sentence before.
  void add_heading(std::size_t index, std::vector<MetricMention>& metrics) const {
    constexpr std::size_t kLongest = 48;
    if (index == 0) return;
    const Sentence& before = c_.text.sentences()[index - 1];
    const Sentence& sentence = c_.text.sentences()[index];
    if (before.paragraph != sentence.paragraph || before.span.size() > kLongest ||
        c_.text.folded()[before.span.end - 1] != '?')
      return;
    const auto asked = find_metrics(c_.text, before.span);
    if (asked.size() == 1)
      metrics.insert(metrics.begin(),
                     {{sentence.span.begin, sentence.span.begin}, asked[0].metric});
  }

  // "2018: revenue 1,204.3, net profit 98.7" below "FINANCIALS (in HK$ million)".
  void apply_heading_note(FigureSentence& parts) const {
    const auto note = table_.note_above(index_);
    if (!note || std::any_of(parts.values.begin(), parts.values.end(), [](const Amount& value) {
          return value.kind == AmountKind::money || value.power != 0;
        }))
      return;
    for (Amount& value : parts.values) apply_unit_note(*note, value);
  }

  // Behind the last comma in front of the metric.
  std::size_t clause_start(Span sentence, std::size_t metric) const {
    const auto comma = c_.text.view({sentence.begin, metric}).find_last_of(",;");
    return comma == std::string_view::npos ? sentence.begin : sentence.begin + comma + 1;
  }

  void read_run(const FigureSentence& parts, const std::vector<PeriodList>& moments,
                FigureRun run) {
    const MetricMention& mention = run.mention;
    const std::size_t first = run.values.front()->qualified.begin;
    if (out_of_scope(c_, parts, mention, first) || is_trading(parts, mention)) return;
    // A sum over several periods; "连续三年在1亿元上下,2023年为1.02亿元" goes on with a value.
    if (is_sum(parts, mention, first)) run.values.erase(run.values.begin());
    if (run.values.empty()) return;
    if (mention.metric->key == "market_share" && claims_rank()) return;
    if (mention.metric->key == "production" &&
        has_figure_context("not_made",
                           c_.text.view({clause_start(parts.span, mention.span.begin), first})))
      return;
    const bool is_balance = mention.metric->key == "cash";
    const auto lists = is_balance ? balance_lists(c_, parts, moments, memory_) : parts.periods;
    Timed timed = run.period            ? Timed{{{run.values.front(), run.period}}, 0, {}}
                  : run.like != nullptr ? time_like(run)
                  : is_balance          ? time_values(parts, lists, run, std::nullopt, moments_)
                                        : time_values(parts, lists, run, main_, memory_);
    timed_.insert(timed_.end(), timed.values.begin(), timed.values.end());
    const bool compared = !is_balance && is_compared_with(parts, run);
    // "swung to a profit of A from a loss of B": B is of the year before, if nothing else is told.
    if (compared && is_of_other_sign(run) && timed.values.size() == 1 && !is_timed(parts, run) &&
        timed.values[0].period == main_->period)
      timed.values[0].period = year_before(main_->period);
    last_earnings_ = is_earnings(*mention.metric) ? mention.metric : nullptr;
    if (turns_around(parts, run)) {
      for (TimedValue& value : timed.values) {
        if (value.period) value.period = year_before(*value.period);
      }
    } else if (!is_balance) {
      const std::size_t end = std::max(timed.end, run.values.back()->span.end);
      if (compared) {
        main_->end = std::max(main_->end, end);
      } else {
        go_on_with(timed, end);
      }
    }
    if (timed.expected != 0) warn(parts, mention, run.values, timed.expected);
    add(parts, run, timed);
  }

  // The first value has the time of the one that the run is compared like.
  Timed time_like(const FigureRun& run) const {
    for (const TimedValue& other : timed_) {
      if (other.amount == run.like) return {{{run.values.front(), other.period}}, 0, {}};
    }
    return {};
  }

  void go_on_with(const Timed& timed, std::size_t end) {
    Periods periods;
    for (const TimedValue& value : timed.values) {
      if (value.period) periods.push_back(*value.period);
    }
    memory_.add(periods);
    if (timed.main) {
      main_ = MainTime{end, *timed.main};
    } else {
      main_.reset();
    }
  }

  void add(const FigureSentence& parts, const FigureRun& run, const Timed& timed) {
    const bool needs_time =
        run.mention.metric->kind == AmountKind::quantity || run.mention.metric->key == "cash";
    std::vector<Figure> list;
    for (const TimedValue& value : timed.values) {
      // A quantity made or sold and a balance say nothing without their time.
      if ((value.period || !needs_time) && !is_of_a_lot(run.mention, *value.amount))
        list.push_back(figure(parts, run.mention, run.values, value));
    }
    if (auto warning = unit_jump(list); warning && found_.warnings.size() < kMostWarnings)
      found_.warnings.push_back(std::move(*warning));
    const std::size_t at = run.values.front()->span.begin;
    if (is_aside(c_.asides, at)) return;
    for (Figure& one : list) {
      if (one.currency) last_currency_ = one.currency;
      add_figure(found_.figures,
                 {std::move(one), issuer_at(c_, *c_.about[index_], parts.span, at)});
    }
  }

  // "每手账面赚3,045元": no company earns so little.
  static bool is_of_a_lot(const MetricMention& mention, const Amount& amount) {
    constexpr double kLeast = 100000;
    return is_earnings(*mention.metric) && amount.power == 0 && std::abs(amount.value) < kLeast;
  }

  // "turned a loss of A into a profit of B": A is of the year before.
  bool turns_around(const FigureSentence& parts, const FigureRun& run) const {
    static const Pattern kInto(
        R"((?i)^ ?(?:\binto\b|\bto\b|转为|转成|变为|扭转为)[^,;。\d]{0,24}$)");
    static const Pattern kTurn(R"((?i)\b(?:turn|swung|swing|revers|moved|went)|由|从|转)");
    if (run.values.size() != 1 || run.end >= parts.span.end ||
        run.values.front()->span.end >= run.end)
      return false;
    const std::size_t from = clause_begin(c_.text, parts.span, run.mention.span.begin);
    return kInto.find(c_.text.view({run.values.front()->span.end, run.end})) &&
           kTurn.find(c_.text.view({from, run.end}));
  }

  // "a profit of A in 2024 from a loss of B in 2023; …": what goes on is of A's time.
  bool is_compared_with(const FigureSentence& parts, const FigureRun& run) const {
    static const Pattern kThan(
        R"((?i)\b(?:from|against|compared (?:with|to)|versus|vs\.?|after) (?:a |an |its |the )?(?:net |adjusted |gross |operating )?(?:RMB|HK\$|US\$|\$|CNY)?$)");
    constexpr std::size_t kReach = 48;
    const std::size_t begin = std::min(run.mention.span.begin, run.values.front()->qualified.begin);
    const std::size_t from = std::max(parts.span.begin, begin - std::min(begin, kReach));
    return main_ && run.values.size() == 1 && kThan.find(c_.text.view({from, begin}));
  }

  static bool is_earnings(const Metric& metric) {
    return metric.key == "profit" || metric.key == "net_loss" || metric.key == "adjusted_profit" ||
           metric.key == "adjusted_loss";
  }

  // A loss compared with a profit, or a profit with a loss.
  bool is_of_other_sign(const FigureRun& run) const {
    return last_earnings_ != nullptr && is_earnings(*run.mention.metric) &&
           last_earnings_->key != run.mention.metric->key;
  }

  // Whether a time stands between the value and what comes behind it.
  bool is_timed(const FigureSentence& parts, const FigureRun& run) const {
    const std::size_t end = run.values.back()->span.end;
    return std::any_of(parts.periods.begin(), parts.periods.end(), [&](const PeriodList& list) {
      return list.span.begin >= end &&
             stands_behind(c_.text.view({end, std::max(end, list.span.begin)}));
    });
  }

  // "Turnover HK$61 million" of a share on a day.
  bool is_trading(const FigureSentence& parts, const MetricMention& mention) const {
    static const Pattern kTurnover(R"((?i)^turnover$)");
    static const Pattern kTraded(
        R"((?i)\b(?:clos(?:ed|ing)|open(?:ed|ing)|traded|trading|session|debut|shares? (?:rose|fell|ended|changed)|intraday|high|low)\b)");
    return kTurnover.find(c_.text.view(mention.span)) &&
           (kTraded.matches_in(c_.text.folded(), parts.span) || parts.periods.empty());
  }

  bool claims_rank() const {
    const auto& sentences = c_.text.sentences();
    return tells_rank(c_.text, sentences[index_].span) ||
           (index_ > 0 && sentences[index_ - 1].paragraph == sentences[index_].paragraph &&
            tells_rank(c_.text, sentences[index_ - 1].span));
  }

  // What the other values of a list are in.
  static std::optional<std::string> currency_of(const Values& run) {
    for (const Amount* value : run) {
      if (value->currency) return value->currency;
    }
    return std::nullopt;
  }

  // The only currency of the sentence: "营业额8,940万元,纯利717万元(港元)".
  static std::optional<std::string> currency_of_sentence(const FigureSentence& parts) {
    std::optional<std::string> only;
    for (const Amount& value : parts.values) {
      if (!value.currency) continue;
      if (only && *only != *value.currency) return std::nullopt;
      only = value.currency;
    }
    return only;
  }

  Figure figure(const FigureSentence& parts, const MetricMention& mention, const Values& run,
                const TimedValue& value) const {
    const Amount& amount = *value.amount;
    Figure figure;
    figure.metric = adjusted_key(parts, mention);
    figure.subject = figure_subject(c_, parts, mention, *run.front(), *run.back());
    figure.period = value.period;
    figure.value = amount.value;
    const bool is_loss = figure.metric == "net_loss" || figure.metric == "adjusted_loss";
    if (is_loss && figure.value < 0) figure.value = -figure.value;
    if (mention.metric->kind == AmountKind::money) {
      figure.currency = amount.currency ? amount.currency : currency_of(run);
      if (!figure.currency) figure.currency = currency_of_sentence(parts);
      if (!figure.currency) figure.currency = currency_.of(amount);
      if (!figure.currency) figure.currency = last_currency_;
    }
    figure.unit = amount.unit;
    // "approximately A, B and C": the word in front of a list is meant for all of it.
    figure.qualifier = amount.qualifier ? amount.qualifier : run.front()->qualifier;
    figure.as_written = written(c_.text, run.size() == 1 ? amount.qualified : amount.span);
    figure.evidence = c_.text.evidence(parts.span);
    figure.rule = run.size() == 1 ? "figure:single" : "figure:grouped-list";
    return figure;
  }

  // "an adjusted net loss of A, compared with a profit of B": both adjusted, if B's word is bare.
  bool is_compared_with_adjusted(const FigureSentence& parts, const MetricMention& mention) const {
    static const Pattern kBare(R"((?i)^(?:profits?|loss(?:es)?|利润|溢利|盈利|亏损)$)");
    static const Pattern kThan(
        R"((?i)\b(?:compared (?:with|to)|versus|vs\.?|against|from|(?:smaller|larger|narrower|wider|less|more|higher|lower) than)\b[^;]{0,24}$|(?:较|相比|[上去前]年(?:度)?(?:同期)?(?:则)?为)[^;。]{0,16}$)");
    if (!kBare.find(c_.text.view(mention.span))) return false;
    const MetricMention* before = nullptr;
    for (const MetricMention& other : parts.metrics) {
      if (other.span.end <= mention.span.begin) before = &other;
    }
    return before != nullptr && before->metric->key.compare(0, 9, "adjusted_") == 0 &&
           kThan.find(c_.text.view({before->span.end, mention.span.begin}));
  }

  // "经调整后,2022年亏损为A".
  std::string adjusted_key(const FigureSentence& parts, const MetricMention& mention) const {
    static const Pattern kAdjusted(R"((?i)(?:经调整后?|\badjusted),[^,;。]{0,24}$)");
    const std::string& key = mention.metric->key;
    constexpr std::size_t kWindow = 48;
    const std::size_t from =
        mention.span.begin - std::min<std::size_t>(kWindow, mention.span.begin - parts.span.begin);
    if ((key == "profit" || key == "net_loss") && from < mention.span.begin &&
        (kAdjusted.find(c_.text.view({from, mention.span.begin})) ||
         is_compared_with_adjusted(parts, mention)))
      return key == "profit" ? "adjusted_profit" : "adjusted_loss";
    return key;
  }

  void warn(const FigureSentence& parts, const MetricMention& mention, const Values& values,
            std::size_t periods) {
    if (found_.warnings.size() >= kMostWarnings) return;
    Warning warning;
    warning.code = "values-do-not-match-periods";
    const auto subject = figure_subject(c_, parts, mention, *values.front(), *values.back());
    warning.message =
        fmt::format("{}{}: {} values for {} periods; none was paired",
                    subject ? *subject + " " : "", mention.metric->key, values.size(), periods);
    warning.evidence = c_.text.evidence(parts.span);
    found_.warnings.push_back(std::move(warning));
  }

  const FigureContext& c_;
  ArticleCurrency currency_;
  FigureTable table_;
  FoundFigures found_;
  PeriodMemory memory_;
  PeriodMemory moments_;
  std::optional<MainTime> main_;              // of the sentence so far
  const Metric* last_earnings_ = nullptr;     // of the run before in the sentence
  std::optional<std::string> last_currency_;  // of the figure before
  std::vector<TimedValue> timed_;             // of the sentence so far
  std::vector<const Metric*> told_;           // with one value each, by the sentence told_at_
  const Metric* last_metric_ = nullptr;       // of that sentence
  std::size_t told_at_ = 0;
  std::size_t paragraph_ = 0;
  std::size_t index_ = 0;
};

}  // namespace

FoundFigures find_series(const FigureContext& context) {
  SeriesReader reader(context);
  for (std::size_t i = 0; i < context.text.sentences().size() && !context.text.out_of_time(); ++i)
    reader.read(i);
  return reader.take();
}

}  // namespace gongwatch::parser::facts
