#include "parser/facts/figure_runs.h"

#include <algorithm>

#include "parser/facts/pattern.h"
#include "text/utf8.h"

namespace gongwatch::parser::facts {
namespace {

// "RMB 3 billion in revenue", 3亿元的收入, "a RMB12 million loss".
bool names_what_it_was(std::string_view between, bool opens_sentence, bool is_cost) {
  static const Pattern kGap(
      R"((?i)^(?: \((?:about |around |approximately |or )?[A-Z]{0,3}[$¥€£]? ?\d[^()]{0,24}\))?(?: ?(?:in|of|worth of|as) (?:total |annual |its )?|[ \-]| ?(?:的|之)(?:年度|全年|年内)?)$)");
  // "A, B and C: these were its losses of …"
  static const Pattern kThisWas(
      R"((?i)^[\s,:\-]*(?:这(?:些|[两三四]个数字)?(?:分别)?(?:是|为)|分别(?:是|为)|these (?:are|were)|this (?:is|was)|that (?:is|was))[^,;。()]{0,120}$)");
  // "A, B and C -- the losses of …": values that open a sentence.
  static const Pattern kDash(R"(^ ?-+[^,;。]{0,160}$)");
  static const Pattern kSpent(R"((?i)^ on (?:its |the )?$)");
  return kGap.find(between) || kThisWas.find(between) || (opens_sentence && kDash.find(between)) ||
         (is_cost && kSpent.find(between));
}

class RunFinder {
 public:
  explicit RunFinder(const FigureSentence& sentence)
      : s_(sentence), claimed_(sentence.values.size(), false) {}

  std::vector<FigureRun> take() {
    const auto in_front = values_in_front();
    for (std::size_t i = 0; i < s_.metrics.size(); ++i) {
      if (!s_.metrics[i].metric->ours()) continue;
      if (!in_front[i].empty()) {
        add(i, in_front[i]);
      } else if (const std::size_t first = group_begin(i); first != i) {
        add_group(first, i);
      } else {
        add(i, values_behind(i, s_.metrics[i].metric));
      }
    }
    part_comparisons();
    share_comparison();
    share_periods();
    return std::move(runs_);
  }

 private:
  std::size_t end_of(std::size_t i) const {
    return i + 1 < s_.metrics.size() ? s_.metrics[i + 1].span.begin : s_.span.end;
  }

  void add(std::size_t i, Values values) {
    if (!values.empty()) runs_.push_back({s_.metrics[i], std::move(values), end_of(i)});
  }

  // For each metric the values that stand in front of it and are named by it; they are claimed.
  std::vector<Values> values_in_front() {
    std::vector<Values> all(s_.metrics.size());
    for (std::size_t i = 0; i < s_.metrics.size(); ++i) {
      const MetricMention& mention = s_.metrics[i];
      const std::size_t from = i > 0 ? s_.metrics[i - 1].span.end : s_.span.begin;
      std::size_t next = mention.span.begin;
      const bool is_cost = mention.metric->key == "rnd_expense";
      // "the 13 billion yuan made in the prior year": of the metric before.
      if (needs_object(mention)) continue;
      for (std::size_t k = s_.values.size(); k-- > 0;) {
        const Amount& value = s_.values[k];
        if (value.span.end > next) continue;
        if (value.qualified.begin < from || !fits(*mention.metric, value)) break;
        const std::string_view between = s_.text.view({value.span.end, next});
        const bool nearest = next == mention.span.begin;
        // "营收106亿 净利7亿": a blank parts Chinese words.
        const bool parted =
            nearest && between == " " && text::count_han(s_.text.view(mention.span)) > 0;
        if (parted || (nearest ? !names_what_it_was(between, opens_sentence(k), is_cost)
                               : !joins_amounts(between)))
          break;
        all[i].insert(all[i].begin(), &value);
        claimed_[k] = true;
        next = value.qualified.begin;
      }
    }
    return all;
  }

  // Whether nothing but values of one list stands in front of value `k`.
  bool opens_sentence(std::size_t k) const {
    constexpr std::size_t kQuote = 3;
    for (; k > 0; --k) {
      if (!joins_amounts(s_.text.view({s_.values[k - 1].span.end, s_.values[k].qualified.begin})))
        return false;
    }
    return s_.values[0].qualified.begin - s_.span.begin <= kQuote;
  }

  // "made HK$31.6 million": what was made must stand right behind.
  bool needs_object(const MetricMention& mention) const {
    static const Pattern kMade(R"((?i)^(?:made|makes|cleared|clears)$)");
    return kMade.find(s_.text.view(mention.span)).has_value();
  }

  // "分别为A、B及C,分别为D、E及F": another list, of something that is not named.
  bool lists_anew(Span gap) const {
    static const Pattern kAnew(R"((?i)[,;](?:并|而|及)?(?:分别|依次)(?:是|为))");
    return gap.begin < gap.end && kAnew.matches_in(s_.text.folded(), gap) &&
           std::none_of(
               s_.periods.begin(), s_.periods.end(),
               [&](const PeriodList& list) { return gap.contains(list.span); });
  }

  // The first value that the metric's words lead to, then as long as they hold together. Without
  // `metric` values of every kind are taken.
  Values values_behind(std::size_t i, const Metric* metric) const {
    const std::size_t begin = s_.metrics[i].span.end;
    const std::size_t end = end_of(i);
    Values run;
    for (std::size_t k = 0; k < s_.values.size(); ++k) {
      const Amount& value = s_.values[k];
      if (value.qualified.begin < begin) continue;
      if (value.span.end > end || claimed_[k]) break;
      const bool fitting = metric == nullptr || fits(*metric, value);
      if (!run.empty() && lists_anew({run.back()->span.end, value.qualified.begin})) break;
      if (run.empty() && needs_object(s_.metrics[i]) && value.qualified.begin - begin > 1) break;
      if (value.kind == AmountKind::plain && !fitting) continue;
      const bool linked = run.empty()
                              ? leads_to_value(s_, {begin, value.qualified.begin})
                              : holds_together(s_, {run.back()->span.end, value.qualified.begin});
      if (!linked || !fitting) break;
      run.push_back(&value);
    }
    return run;
  }

  // "earned A on sales of B, compared with C on sales of D": C is no sales.
  void part_comparisons() {
    static const Pattern kOn(R"((?i)^ on (?:a |an |its |total |net )*$)");
    static const Pattern kCompared(
        R"((?i)\b(?:compared (?:with|to)|versus|vs\.?|against|up from|down from|after)\b)");
    for (std::size_t i = 0; i + 1 < runs_.size(); ++i) {
      FigureRun& of = runs_[i];
      FigureRun& on = runs_[i + 1];
      if (of.values.size() != 1 || on.values.size() != 2) continue;
      const Amount& base = *on.values.front();
      const Amount& then = *on.values.back();
      const auto next = std::find_if(
          s_.metrics.begin(), s_.metrics.end(),
          [&](const MetricMention& mention) { return mention.span.begin >= then.span.end; });
      const auto joins = [&](const Amount& value, const MetricMention& mention) {
        return value.span.end <= mention.span.begin &&
               kOn.find(s_.text.view({value.span.end, mention.span.begin}));
      };
      if (next == s_.metrics.end() || next->metric != on.mention.metric ||
          !joins(*of.values.front(), on.mention) || !joins(then, *next) ||
          !fits(*of.mention.metric, then) ||
          !kCompared.matches_in(s_.text.folded(), {base.span.end, then.qualified.begin}))
        continue;
      of.values.push_back(&then);
      on.values.pop_back();
    }
  }

  // "revenue was A and profit B, compared with C and D a year earlier": C is of revenue.
  void share_comparison() {
    static const Pattern kCompared(
        R"((?i)\b(?:compared (?:with|to)|comparing with|versus|vs\.?|against|from|(?:the (?:two|three|same two)|they|both|these|those|the pair)(?: figures| numbers| amounts| lines)? (?:had been|have been|was|were|stood at|came (?:to|in at)|amounted to|totall?ed|read))\b|(?:两者|二者|三者|两项|两个数字)(?:数字|指标|数据)?(?:分别|则|各|依次|为|是|录得)*)");
    if (runs_.size() < 2) return;
    FigureRun& last = runs_.back();
    const Amount& own = *last.values.front();
    Values then;
    for (std::size_t k = 0; k < s_.values.size(); ++k) {
      const Amount& value = s_.values[k];
      if (value.qualified.begin < own.span.end || claimed_[k]) continue;
      const Span gap{then.empty() ? own.span.end : then.back()->span.end, value.qualified.begin};
      if (then.empty() ? !holds_together(s_, gap) || !kCompared.matches_in(s_.text.folded(), gap)
                       : !joins_amounts(s_.text.view(gap)))
        break;
      then.push_back(&value);
    }
    const std::size_t count = then.size();
    if (count < 2 || runs_.size() < count) return;
    const std::size_t from = runs_.size() - count;
    for (std::size_t i = 0; i < count; ++i) {
      const FigureRun& run = runs_[from + i];
      const bool single = run.values.size() == 1 || i + 1 == count;
      if (!single || !fits(*run.mention.metric, *then[i])) return;
    }
    last.values = {&own, then.back()};
    last.end = std::max(last.end, s_.span.end);
    for (std::size_t i = 0; i + 1 < count; ++i) {
      FigureRun one{runs_[from + i].mention, {then[i]}, s_.span.end, then.back()};
      runs_.push_back(std::move(one));
    }
  }

  // "2022年、2023年及2024年分别录得净亏损A、净利润B及净利润C": each result is of one period.
  void share_periods() {
    static const Pattern kAnd(
        R"((?i)^\s?(?:、|,|及|和|与|以及|and|, and)\s?(?:an? |the )?$|^(?:、|,|及|和)(?:录得)?$)");
    const std::size_t count = runs_.size();
    if (count < 2) return;
    for (std::size_t i = 0; i < count; ++i) {
      const FigureRun& run = runs_[i];
      const std::string& key = run.mention.metric->key;
      if (run.values.size() != 1 || run.like != nullptr ||
          run.values.front()->span.begin < run.mention.span.end ||
          (key != "profit" && key != "net_loss" && key != "adjusted_profit" &&
           key != "adjusted_loss"))
        return;
      if (i > 0 &&
          !kAnd.find(s_.text.view({runs_[i - 1].values.front()->span.end, run.mention.span.begin})))
        return;
    }
    const std::size_t first = runs_.front().mention.span.begin;
    const std::size_t last = runs_.back().values.front()->span.end;
    const auto list =
        std::find_if(s_.periods.begin(), s_.periods.end(), [&](const PeriodList& one) {
          return one.periods.size() == count && (one.span.end <= first || one.span.begin >= last);
        });
    if (list == s_.periods.end()) return;
    for (std::size_t i = 0; i < count; ++i) runs_[i].period = list->periods[i];
  }

  // The metrics that end at `i` and share its values.
  std::size_t group_begin(std::size_t i) const {
    static const Pattern kAnd(
        R"((?i)^\s*(?:、|和|及|与|以及|and|, and)\s*(?:its |the |年内|年度)?$)");
    while (i > 0 && s_.metrics[i - 1].metric->ours() &&
           s_.metrics[i - 1].span.end <= s_.metrics[i].span.begin &&
           kAnd.find(s_.text.view({s_.metrics[i - 1].span.end, s_.metrics[i].span.begin})))
      --i;
    return i;
  }

  // "revenue and net profit were A and B, respectively"; with n periods, n values for each.
  void add_group(std::size_t first, std::size_t last) {
    const Values run = values_behind(last, nullptr);
    const std::size_t metrics = last - first + 1;
    if (run.empty() || run.size() % metrics != 0) return;
    const std::size_t each = run.size() / metrics;
    // As many values as metrics and periods: whose is whose cannot be told.
    const auto is_list = [&](const PeriodList& list) { return list.periods.size() == metrics; };
    if (each == 1 && std::any_of(s_.periods.begin(), s_.periods.end(), is_list)) return;
    for (std::size_t m = 0; m < metrics; ++m) {
      const MetricMention& mention = s_.metrics[first + m];
      const auto from = run.begin() + static_cast<std::ptrdiff_t>(m * each);
      Values part(from, from + static_cast<std::ptrdiff_t>(each));
      if (!std::all_of(part.begin(), part.end(),
                       [&](const Amount* value) { return fits(*mention.metric, *value); }))
        return;
      runs_.push_back({mention, std::move(part), end_of(last)});
    }
  }

  const FigureSentence& s_;
  std::vector<bool> claimed_;  // values that stand in front of their metric
  std::vector<FigureRun> runs_;
};

}  // namespace

std::vector<FigureRun> find_runs(const FigureSentence& sentence) {
  return RunFinder(sentence).take();
}

std::vector<FigureRun> find_continued_run(const FigureSentence& sentence, const Metric& metric) {
  static const Pattern kItWas(
      R"((?i)^(?:(?:(?:in|for|during) [^,;]{2,40}|the year before|a year (?:earlier|before)),? )?(?:it|that|this|the (?:comparable |corresponding )?(?:figure|number|amount)) (?:was|had been|stood at|came to|reached|amounted to|totall?ed|compare[sd] (?:with|to)) $|^(?:而|其|这)?(?:(?:该|这)(?:一|项)?(?:数字|指标|数据)|[前上去]年|此前[^,;。]{0,6}|20\d\d年[^,;。]{0,6})(?:则|仅|还|只|的)*(?:为|是|有)$)");
  if (sentence.values.empty() || !fits(metric, sentence.values.front())) return {};
  const Amount& first = sentence.values.front();
  if (!kItWas.find(sentence.text.view({sentence.span.begin, first.qualified.begin}))) return {};
  Values run;
  for (const Amount& value : sentence.values) {
    if (!fits(metric, value) ||
        (!run.empty() && !holds_together(sentence, {run.back()->span.end, value.qualified.begin})))
      break;
    run.push_back(&value);
  }
  const Span at{first.qualified.begin, first.qualified.begin};
  return {{{at, &metric}, std::move(run), sentence.span.end}};
}

std::vector<FigureRun> find_recalled_runs(const FigureSentence& sentence,
                                          const std::vector<const Metric*>& metrics) {
  static const Pattern kRecalled(
      R"((?i)(?:上述|这|该)[两三四]?(?:个|项)?(?:数字|数据|指标)|\b(?:the|those|these) (?:numbers|figures)\b)");
  std::vector<FigureRun> runs;
  if (metrics.size() < 2 || !kRecalled.matches_in(sentence.text.folded(), sentence.span))
    return runs;
  Values clause;
  for (const Amount& value : sentence.values) {
    if (!clause.empty() &&
        !holds_together(sentence, {clause.back()->span.end, value.qualified.begin}))
      return {};
    clause.push_back(&value);
    if (clause.size() < metrics.size()) continue;
    for (std::size_t m = 0; m < metrics.size(); ++m) {
      if (!fits(*metrics[m], *clause[m])) return {};
      const Span at{clause.front()->qualified.begin, clause.front()->qualified.begin};
      runs.push_back({{at, metrics[m]}, {clause[m]}, clause[m]->span.end});
    }
    clause.clear();
  }
  return clause.empty() ? runs : std::vector<FigureRun>();
}

}  // namespace gongwatch::parser::facts
