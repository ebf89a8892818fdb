#include <fmt/core.h>

#include <algorithm>

#include "parser/facts/amounts.h"
#include "parser/facts/figures.h"
#include "parser/facts/pattern.h"
#include "parser/vocabulary/table.h"

namespace gongwatch::parser::facts {
namespace {

struct Metric {
  std::string key;
  AmountKind kind;
};

struct MetricMention {
  Span span;
  const Metric* metric;  // never null
};

class MetricWords {
 public:
  MetricWords() : pattern_(joined()) {
    for (const TableRow& row : table_rows("metrics", 3)) {
      metrics_.push_back({std::string(row[0]), row[1] == "percent"    ? AmountKind::percent
                                               : row[1] == "quantity" ? AmountKind::quantity
                                                                      : AmountKind::money});
    }
  }

  std::vector<MetricMention> find(const PreparedText& text, Span in) const {
    std::vector<MetricMention> mentions;
    for (const Match& match : pattern_.find_all(text.folded(), in)) {
      for (std::size_t i = 0; i < metrics_.size(); ++i) {
        if (match.has(i) && metrics_[i].key != "-") mentions.push_back({match.span, &metrics_[i]});
      }
    }
    return mentions;
  }

 private:
  static std::string joined() {
    std::string all = "(?i)";
    for (const TableRow& row : table_rows("metrics", 3)) {
      // A Latin word must not begin inside another ("non-profit" is none of ours, nor is
      // "supervision" a "vision").
      all += all.size() > 4 ? "|(" : "(";
      all += row[2];
      all += ")";
    }
    return all;
  }

  Pattern pattern_;
  std::vector<Metric> metrics_;
};

// The run of amounts that belongs to one mention: the first one near behind it, then as long as
// only separators stand between.
std::vector<Amount> run_behind(const PreparedText& text, const MetricMention& mention,
                               std::size_t end, const std::vector<Amount>& amounts) {
  constexpr std::size_t kReach = 90;
  std::vector<Amount> run;
  for (const Amount& amount : amounts) {
    if (amount.span.begin < mention.span.end || amount.span.end > end) continue;
    if (run.empty()) {
      if (amount.qualified.begin - mention.span.end > kReach) break;
      run.push_back(amount);
    } else if (joins_amounts(text.view({run.back().span.end, amount.qualified.begin}))) {
      run.push_back(amount);
    } else {
      break;
    }
  }
  return run;
}

bool fits(const Metric& metric, const Amount& amount) { return metric.kind == amount.kind; }

// "alumina production", "self-sufficiency rate of alumina", 氧化铝产量: what the metric is of. Only
// for quantities and ratios.
std::optional<std::string> subject_of(const PreparedText& text, Span sentence,
                                      const std::vector<Amount>& run,
                                      const MetricMention& mention) {
  static const Pattern kOf(
      R"((?i)^ of ([a-z][a-z\- ]{2,40}?)(?: (?:reached|was|were|is|are|stood|rose|fell|amounted|came|in|for|at|from)\b|,|$))");
  static const Pattern kBefore(R"(\b([a-z][a-z\-]*(?: [a-z][a-z\-]*)?) $)");
  static const Pattern kHanBefore(R"(([^,。;:()、\s的其年度月司团]{2,12})(?:的)?$)");
  if (mention.metric->kind == AmountKind::money) return std::nullopt;
  static const Pattern kOfBehind(
      R"((?i)^ of ([a-z][a-z\- ]{2,40}?)(?: (?:in|for|during|and)\b|,|\.|$))");
  const std::string_view behind = text.view({run.back().span.end, sentence.end});
  if (const auto match = kOfBehind.find(behind)) {
    return text.original(
        {run.back().span.end + match->groups[0].begin, run.back().span.end + match->groups[0].end});
  }
  const std::string_view after = text.view({mention.span.end, sentence.end});
  if (const auto match = kOf.find(after))
    return text.original(
        {mention.span.end + match->groups[0].begin, mention.span.end + match->groups[0].end});
  const std::string_view before = text.view({sentence.begin, mention.span.begin});
  if (const auto match = kHanBefore.find(before);
      match && static_cast<unsigned char>(before[match->groups[0].begin]) >= 0x80) {
    return text.original(
        {sentence.begin + match->groups[0].begin, sentence.begin + match->groups[0].end});
  }
  if (const auto match = kBefore.find(before)) {
    std::string words = text.original(
        {sentence.begin + match->groups[0].begin, sentence.begin + match->groups[0].end});
    for (const std::string_view opener :
         {"the ", "its ", "total ", "annual ", "and ", "of ", "s "}) {
      if (words.compare(0, opener.size(), opener) == 0) words.erase(0, opener.size());
    }
    if (words != "the" && words != "its" && words != "total" && words != "annual" && words != "s")
      return words;
  }
  return std::nullopt;
}

class SeriesReader {
 public:
  explicit SeriesReader(const FigureContext& context) : c_(context) {}

  FoundFigures take() { return std::move(found_); }

  void read(std::size_t index) {
    static const MetricWords words;
    const Sentence& sentence = c_.text.sentences()[index];
    if (sentence.paragraph != paragraph_) last_periods_.clear();
    paragraph_ = sentence.paragraph;
    const auto mentions = words.find(c_.text, sentence.span);
    const auto periods = find_periods(c_.text, sentence.span, c_.dates);
    std::vector<Span> taken;
    for (const PeriodList& list : periods) taken.push_back(list.span);
    for (const DateMention& date : c_.dates) taken.push_back(date.span);
    const auto amounts = find_amounts(c_.text, sentence.span, taken);
    for (std::size_t i = 0; i < mentions.size(); ++i) {
      const std::size_t end =
          i + 1 < mentions.size() ? mentions[i + 1].span.begin : sentence.span.end;
      auto run = run_behind(c_.text, mentions[i], end, amounts);
      run.erase(std::remove_if(run.begin(), run.end(),
                               [&](const Amount& a) { return !fits(*mentions[i].metric, a); }),
                run.end());
      const std::size_t before = i > 0 ? mentions[i - 1].span.end : sentence.span.begin;
      if (compared({before, mentions[i].span.begin})) continue;
      if (!run.empty() && c_.about[index])
        add(sentence.span, *c_.about[index], mentions[i], run, periods);
    }
    if (!periods.empty()) last_periods_ = periods.back().periods;
  }

 private:
  // "…, compared with a profit of HK$1 million a year earlier": a value of another time, which the
  // words do not name.
  bool compared(Span between) const {
    static const Pattern kCompared(
        R"((?i)\bcompared (?:with|to)\b|\bversus\b|\bvs\.?\s|上年同期|去年同期|上年度同期|而去年)");
    return kCompared.matches_in(c_.text.folded(), between);
  }

  // The periods that a run of values answers to: its own list in front of the metric, the one
  // behind the values, or "the same periods".
  std::vector<std::string> periods_for(Span sentence, const std::vector<Amount>& run,
                                       const std::vector<PeriodList>& periods) const {
    static const Pattern kSame(
        R"((?i)\b(?:same|respective|corresponding) periods?\b|同期|同一期间|相应期间)");
    static const Pattern kAttached(
        R"((?i)^ ?(?:of [a-z ]{2,40} )?(?:in|for|during|于)? ?(?:the )?(?:(?:fiscal |financial )?years? )?$)");
    const PeriodList* before = nullptr;
    for (const PeriodList& list : periods) {
      if (list.span.begin >= run.back().span.end &&
          kAttached.find(c_.text.view({run.back().span.end, list.span.begin})))
        return list.periods;
      if (list.span.end <= run.front().span.begin) before = &list;
    }
    if (before != nullptr) return before->periods;
    if (kSame.matches_in(c_.text.folded(), {sentence.begin, run.front().span.begin}))
      return last_periods_;
    return {};
  }

  void add(Span sentence, std::size_t issuer, const MetricMention& mention,
           const std::vector<Amount>& run, const std::vector<PeriodList>& periods) {
    const auto for_periods = periods_for(sentence, run, periods);
    // A quantity made or sold without a time says nothing; "approved the production of …" is a
    // capacity.
    if (for_periods.empty() && mention.metric->kind == AmountKind::quantity) return;
    if (for_periods.size() != run.size() && (run.size() > 1 || for_periods.size() > 1)) {
      if (!for_periods.empty()) warn(sentence, mention, run, for_periods);
      return;
    }
    const auto subject = subject_of(c_.text, sentence, run, mention);
    for (std::size_t i = 0; i < run.size(); ++i) {
      const Amount& amount = run[i];
      Figure figure;
      figure.metric = mention.metric->key;
      figure.subject = subject;
      if (!for_periods.empty()) figure.period = for_periods[i];
      figure.value = amount.value;
      figure.currency = amount.currency;
      if (amount.kind == AmountKind::money && !figure.currency && c_.language == "zh-Hans")
        figure.currency = "CNY";
      figure.unit = amount.unit;
      // "approximately A, B and C": the word in front of a list is meant for all of it.
      figure.qualifier = amount.qualifier ? amount.qualifier : run.front().qualifier;
      figure.as_written = c_.text.original(run.size() == 1 ? amount.qualified : amount.span);
      figure.evidence = c_.text.evidence(sentence);
      figure.rule = run.size() == 1 ? "figure:single" : "figure:grouped-list";
      found_.figures.push_back({std::move(figure), issuer});
    }
  }

  void warn(Span sentence, const MetricMention& mention, const std::vector<Amount>& run,
            const std::vector<std::string>& for_periods) {
    Warning warning;
    warning.code = "values-do-not-match-periods";
    const auto subject = subject_of(c_.text, sentence, run, mention);
    warning.message = fmt::format("{}{}: {} values for {} periods; none was paired",
                                  subject ? *subject + " " : "", mention.metric->key, run.size(),
                                  for_periods.size());
    warning.evidence = c_.text.evidence(sentence);
    found_.warnings.push_back(std::move(warning));
  }

  const FigureContext& c_;
  FoundFigures found_;
  std::vector<std::string> last_periods_;
  std::size_t paragraph_ = 0;
};

}  // namespace

FoundFigures find_series(const FigureContext& context) {
  SeriesReader reader(context);
  for (std::size_t i = 0; i < context.text.sentences().size(); ++i) reader.read(i);
  return reader.take();
}

}  // namespace gongwatch::parser::facts
