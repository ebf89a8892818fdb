// Values of a metric with their periods, in running text.
#include <fmt/core.h>

#include <algorithm>

#include "parser/facts/figure_context.h"
#include "parser/facts/figure_merge.h"
#include "parser/facts/figure_periods.h"
#include "parser/facts/figure_scope.h"
#include "parser/facts/figure_sentence.h"
#include "parser/facts/figure_subject.h"
#include "parser/facts/figure_tables.h"
#include "parser/facts/figures.h"
#include "parser/facts/pattern.h"

namespace gongwatch::parser::facts {
namespace {

using Values = std::vector<const Amount*>;

// "RMB 3 billion in revenue", 3亿元的收入, "a RMB12 million loss".
bool names_what_it_was(std::string_view between) {
  static const Pattern kGap(
      R"((?i)^(?: ?(?:in|of|worth of|as) (?:total |annual |its )?|[ \-]| ?(?:的|之)(?:年度|全年|年内)?)$)");
  // "A, B and C: these were its losses of …"
  static const Pattern kThisWas(
      R"((?i)^[\s,:\-]*(?:这(?:些|[两三四]个数字)?(?:分别)?(?:是|为)|分别(?:是|为)|these (?:are|were)|this (?:is|was)|that (?:is|was))[^,;。()]{0,120}$)");
  return kGap.find(between) || kThisWas.find(between);
}

class SeriesReader {
 public:
  explicit SeriesReader(const FigureContext& context)
      : c_(context), currency_(context), table_(context, currency_) {}

  FoundFigures take() { return std::move(found_); }

  void read(std::size_t index) {
    const Sentence& sentence = c_.text.sentences()[index];
    if (sentence.paragraph != paragraph_) {
      memory_.enter_paragraph();
      moments_.enter_paragraph();
    }
    paragraph_ = sentence.paragraph;
    if (!has_numbers(sentence.span) || table_.read(index, found_) || !c_.about[index]) return;
    auto metrics = find_metrics(c_.text, sentence.span);
    if (std::none_of(metrics.begin(), metrics.end(),
                     [](const MetricMention& mention) { return mention.metric->ours(); }))
      return;
    index_ = index;
    FigureSentence parts = read_figure_sentence(c_, sentence.span, std::move(metrics));
    claimed_.assign(parts.values.size(), false);
    const auto behind = values_named_behind(parts);
    const auto moments = find_moments(c_, parts);
    for (std::size_t i = 0; i < parts.metrics.size(); ++i) read_metric(parts, moments, behind, i);
    for (const PeriodList& list : parts.periods) memory_.add(list.periods);
    for (const PeriodList& list : moments) moments_.add(list.periods);
  }

 private:
  bool has_numbers(Span in) const {
    static const Pattern kNumber(R"(\d|[一二两三四五六七八九十][百千]*[万亿])");
    return kNumber.matches_in(c_.text.folded(), in);
  }

  // For each metric the values that stand in front of it and are named by it; they are claimed.
  std::vector<Values> values_named_behind(const FigureSentence& parts) {
    std::vector<Values> all(parts.metrics.size());
    for (std::size_t i = 0; i < parts.metrics.size(); ++i) {
      const MetricMention& mention = parts.metrics[i];
      const std::size_t from = i > 0 ? parts.metrics[i - 1].span.end : parts.span.begin;
      std::size_t next = mention.span.begin;
      for (std::size_t k = parts.values.size(); k-- > 0;) {
        const Amount& value = parts.values[k];
        if (value.span.end > next) continue;
        if (value.qualified.begin < from || !fits(*mention.metric, value)) break;
        const std::string_view between = c_.text.view({value.span.end, next});
        if (next == mention.span.begin ? !names_what_it_was(between) : !joins_amounts(between))
          break;
        all[i].insert(all[i].begin(), &value);
        claimed_[k] = true;
        next = value.qualified.begin;
      }
    }
    return all;
  }

  // The values behind a metric: the first one that its words lead to, then as long as they hold
  // together.
  Values values_behind(const FigureSentence& parts, const MetricMention& mention,
                       std::size_t end) const {
    Values run;
    for (std::size_t k = 0; k < parts.values.size(); ++k) {
      const Amount& value = parts.values[k];
      if (value.qualified.begin < mention.span.end) continue;
      if (value.span.end > end || claimed_[k]) break;
      if (value.kind == AmountKind::plain && !fits(*mention.metric, value)) continue;
      const bool linked =
          run.empty() ? leads_to_value(parts, {mention.span.end, value.qualified.begin})
                      : holds_together(parts, {run.back()->span.end, value.qualified.begin});
      if (!linked || !fits(*mention.metric, value)) break;
      run.push_back(&value);
    }
    return run;
  }

  // The metrics that end at `i` and share its values: "revenue and net profit were A and B".
  static std::size_t group_begin(const FigureSentence& parts, std::size_t i) {
    static const Pattern kAnd(
        R"((?i)^\s*(?:、|和|及|与|以及|and|, and)\s*(?:its |the |年内|年度)?$)");
    while (i > 0 && parts.metrics[i - 1].metric->ours() &&
           parts.metrics[i - 1].span.end <= parts.metrics[i].span.begin &&
           kAnd.find(parts.text.view({parts.metrics[i - 1].span.end, parts.metrics[i].span.begin})))
      --i;
    return i;
  }

  void read_metric(const FigureSentence& parts, const std::vector<PeriodList>& moments,
                   const std::vector<Values>& behind, std::size_t i) {
    const MetricMention& mention = parts.metrics[i];
    if (!mention.metric->ours()) return;
    const std::size_t end =
        i + 1 < parts.metrics.size() ? parts.metrics[i + 1].span.begin : parts.span.end;
    if (!behind[i].empty()) {
      read_values(parts, moments, mention, behind[i], end);
      return;
    }
    const std::size_t first = group_begin(parts, i);
    if (first != i) {
      read_group(parts, first, i, end);
      return;
    }
    const Values run = values_behind(parts, mention, end);
    if (!run.empty()) read_values(parts, moments, mention, run, end);
  }

  // "revenue and net profit were A and B, respectively"; with n periods, n values for each.
  void read_group(const FigureSentence& parts, std::size_t first, std::size_t last,
                  std::size_t end) {
    Values run;
    for (std::size_t k = 0; k < parts.values.size(); ++k) {
      const Amount& value = parts.values[k];
      if (value.qualified.begin < parts.metrics[last].span.end) continue;
      if (value.span.end > end || claimed_[k]) break;
      const bool linked =
          run.empty() ? leads_to_value(parts, {parts.metrics[last].span.end, value.qualified.begin})
                      : holds_together(parts, {run.back()->span.end, value.qualified.begin});
      if (!linked) break;
      run.push_back(&value);
    }
    const std::size_t metrics = last - first + 1;
    if (run.empty() || run.size() % metrics != 0) return;
    const std::size_t each = run.size() / metrics;
    // As many values as metrics and periods: whose is whose cannot be told.
    const auto is_list = [&](const PeriodList& list) { return list.periods.size() == metrics; };
    if (each == 1 && std::any_of(parts.periods.begin(), parts.periods.end(), is_list)) return;
    for (std::size_t m = 0; m < metrics; ++m) {
      const MetricMention& mention = parts.metrics[first + m];
      const auto from = run.begin() + static_cast<std::ptrdiff_t>(m * each);
      const Values part(from, from + static_cast<std::ptrdiff_t>(each));
      if (!std::all_of(part.begin(), part.end(),
                       [&](const Amount* value) { return fits(*mention.metric, *value); }))
        return;
      read_values(parts, {}, mention, part, end);
    }
  }

  void read_values(const FigureSentence& parts, const std::vector<PeriodList>& moments,
                   const MetricMention& mention, const Values& run, std::size_t end) {
    const std::size_t first = run.front()->qualified.begin;
    if (out_of_scope(c_, parts, mention, first)) return;
    if (is_sum(parts, mention, first)) {
      if (run.size() > 1) read_values(parts, moments, mention, {run.begin() + 1, run.end()}, end);
      return;
    }
    if (mention.metric->key == "market_share" && claims_rank()) return;
    if (mention.metric->key == "production" &&
        has_figure_context("not_made", c_.text.view({parts.span.begin, first})))
      return;
    const bool is_balance = mention.metric->key == "cash";
    const auto lists = is_balance ? balance_lists(parts, moments) : parts.periods;
    PeriodMemory& memory = is_balance ? moments_ : memory_;
    const Timed timed = time_values(parts, lists, mention, run, end, memory);
    if (timed.expected != 0) warn(parts, mention, run, timed.expected);
    std::vector<Figure> list;
    Periods periods;
    for (const TimedValue& value : timed.values) {
      // A quantity made or sold and a balance say nothing without their time.
      if (!value.period && (mention.metric->kind == AmountKind::quantity || is_balance)) continue;
      list.push_back(figure(parts, mention, run, value));
      if (value.period) periods.push_back(*value.period);
    }
    if (auto warning = unit_jump(list)) found_.warnings.push_back(std::move(*warning));
    for (Figure& one : list) add_figure(found_.figures, {std::move(one), *c_.about[index_]});
    memory.add(periods);
  }

  // A balance is of a day; of a year only if the words say that it is its end.
  std::vector<PeriodList> balance_lists(const FigureSentence& parts,
                                        const std::vector<PeriodList>& moments) const {
    if (!moments.empty()) return moments;
    static const Pattern kEnd(R"((?i)^ ?(?:年)?(?:末|底|止|12月底|12月末)|\bend of (?:the )?$)");
    std::vector<PeriodList> ends;
    for (const PeriodList& list : parts.periods) {
      PeriodList end{list.span, {}};
      for (const std::string& period : list.periods) {
        if (period.compare(0, 3, "at ") == 0) end.periods.push_back(period);
        if (period.compare(0, 2, "FY") == 0)
          end.periods.push_back("at " + period.substr(2) + "-12-31");
      }
      const std::size_t window = std::min<std::size_t>(list.span.begin - parts.span.begin, 16);
      const bool named = kEnd.find(c_.text.view({list.span.end, parts.span.end})) ||
                         kEnd.find(c_.text.view({list.span.begin - window, list.span.begin})) ||
                         list.periods.front().compare(0, 3, "at ") == 0;
      if (named && end.periods.size() == list.periods.size()) ends.push_back(std::move(end));
    }
    return ends;
  }

  bool claims_rank() const {
    const auto& sentences = c_.text.sentences();
    return tells_rank(c_.text, sentences[index_].span) ||
           (index_ > 0 && sentences[index_ - 1].paragraph == sentences[index_].paragraph &&
            tells_rank(c_.text, sentences[index_ - 1].span));
  }

  Figure figure(const FigureSentence& parts, const MetricMention& mention, const Values& run,
                const TimedValue& value) const {
    const Amount& amount = *value.amount;
    Figure figure;
    figure.metric = mention.metric->key;
    figure.subject = figure_subject(c_, parts, mention, *run.front(), *run.back());
    figure.period = value.period;
    figure.value = amount.value;
    const bool is_loss = figure.metric == "net_loss" || figure.metric == "adjusted_loss";
    if (is_loss && figure.value < 0) figure.value = -figure.value;
    if (mention.metric->kind == AmountKind::money) figure.currency = currency_.of(amount);
    figure.unit = amount.unit;
    // "approximately A, B and C": the word in front of a list is meant for all of it.
    figure.qualifier = amount.qualifier ? amount.qualifier : run.front()->qualifier;
    figure.as_written = written(c_.text, run.size() == 1 ? amount.qualified : amount.span);
    figure.evidence = c_.text.evidence(parts.span);
    figure.rule = run.size() == 1 ? "figure:single" : "figure:grouped-list";
    return figure;
  }

  void warn(const FigureSentence& parts, const MetricMention& mention, const Values& values,
            std::size_t periods) {
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
  std::vector<bool> claimed_;  // values of the sentence that have their metric
  std::size_t paragraph_ = 0;
  std::size_t index_ = 0;
};

}  // namespace

FoundFigures find_series(const FigureContext& context) {
  SeriesReader reader(context);
  for (std::size_t i = 0; i < context.text.sentences().size(); ++i) reader.read(i);
  return reader.take();
}

}  // namespace gongwatch::parser::facts
