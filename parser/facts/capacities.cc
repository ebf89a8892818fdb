#include <algorithm>

#include "parser/facts/amounts.h"
#include "parser/facts/figure_context.h"
#include "parser/facts/figures.h"
#include "parser/facts/pattern.h"
#include "parser/vocabulary/table.h"

namespace gongwatch::parser::facts {
namespace {

struct State {
  std::string metric;
  Pattern pattern;
};

const std::vector<State>& states() {
  static const std::vector<State> all = [] {
    std::vector<State> list;
    for (const TableRow& row : table_rows("capacity_states", 2))
      list.push_back({std::string(row[0]), Pattern("(?i)" + std::string(row[1]))});
    return list;
  }();
  return all;
}

// The comma-free stretch around an amount; a comma inside a number does not count (it is part of
// the amount's span).
Span segment_around(const PreparedText& text, Span sentence, Span amount) {
  static const Pattern kCut(R"([,;:]|。)");
  Span segment = sentence;
  for (const Match& match : kCut.find_all(text.folded(), {sentence.begin, amount.begin}))
    segment.begin = match.span.end;
  if (const auto match = kCut.find(text.folded(), {amount.end, sentence.end}))
    segment.end = match->span.begin;
  return segment;
}

const State* state_in(const PreparedText& text, Span in) {
  if (in.empty()) return nullptr;
  for (const State& state : states()) {
    if (state.pattern.matches_in(text.folded(), in)) return &state;
  }
  return nullptr;
}

// "of alumina", "for electrolytic aluminum" behind the amount; "alumina production capacity",
// 氧化铝产能 in front. "related production lines" and "approved capacity" say nothing new.
std::optional<std::string> subject_near(const FigureContext& context, Span segment, Span amount,
                                        std::size_t next) {
  static const Pattern kBehind(
      R"((?i)^ (?:of|for) ([a-z][a-z\- ]{2,60}?)(?: (?:and|with|by|per|in|as|has|have|is|are|was|were)\b|\.?$))");
  static const Pattern kFront(
      R"((?i)(?:total|annual|designed|approved|its|the) ((?:[a-z\-]+ ){1,3}?)(?:production )?capacity)");
  static const Pattern kHanFront(
      R"(([^,。;:()、\s的]{2,16}?)(?:的)?(?:总|年|设计|核准|获批)*(?:年)?(?:设计)?产能)");
  static const Pattern kHanMade(R"(生产([^,。;:()、\s\d的]{2,12})$)");
  static const Pattern kHanBehind(
      R"(^(?:的)?([^,。;:()、\s的]{2,12}?)(?:的)?(?:设计)?(?:年)?产能)");
  static const Pattern kEmpty(
      R"((?i)related|production lines?|approved|capacity|产线|相关|designed|additional|^(?:total|annual|production)(?: annual)?$|^(?:年|总|设计|加工|生产)+$)");
  const PreparedText& text = context.text;
  const auto useful = [&](Span span) -> std::optional<std::string> {
    std::string words = text.original(span);
    for (const std::string& name : context.names) {
      if (words.compare(0, name.size(), name) == 0) words.erase(0, name.size());
    }
    for (const std::string_view opener : {"total ", "annual ", "公司", "本集团", "集团", "其",
                                          "预计", "预期", "拥有", "具有", "持有"}) {
      if (words.compare(0, opener.size(), opener) == 0) words.erase(0, opener.size());
    }
    if (words.empty() || kEmpty.find(words)) return std::nullopt;
    return words;
  };
  const Span behind{amount.end, std::min(segment.end, next)};
  for (const Pattern* pattern : {&kBehind, &kHanBehind}) {
    if (const auto match = pattern->find(text.view(behind))) {
      return useful({behind.begin + match->groups[0].begin, behind.begin + match->groups[0].end});
    }
  }
  for (const Pattern* pattern : {&kFront, &kHanFront, &kHanMade}) {
    if (const auto match = pattern->find(text.folded(), {segment.begin, amount.begin})) {
      if (auto subject = useful(match->groups[0])) return subject;
    }
  }
  return std::nullopt;
}

class CapacityReader {
 public:
  explicit CapacityReader(const FigureContext& context) : c_(context) {}

  FoundFigures take() { return std::move(found_); }

  void read(std::size_t index) {
    static const Pattern kTopic(
        R"((?i)\bcapacit(?:y|ies)\b|\bproduction lines?\b|\bapproval to produce\b|\bapproved the production\b|产能|产线|生产线|获批[^,。;]{0,24}生产)");
    const Sentence& sentence = c_.text.sentences()[index];
    if (sentence.paragraph != paragraph_) {
      subject_.reset();
      as_of_.reset();
      topic_ = false;
    }
    paragraph_ = sentence.paragraph;
    // A sentence that goes on about "lines for …" keeps the topic of the one before.
    static const Pattern kGoesOn(R"((?i)\blines\b|\bremaining\b|其余|其中|余下)");
    const bool goes_on = topic_ && kGoesOn.matches_in(c_.text.folded(), sentence.span);
    topic_ = goes_on || kTopic.matches_in(c_.text.folded(), sentence.span);
    if (!c_.about[index] || !topic_) return;
    read_as_of(sentence.span);
    std::vector<Span> taken;
    for (const DateMention& date : dates_in(c_.dates, sentence.span)) taken.push_back(date.span);
    for (const PeriodList& list : find_periods(c_.text, sentence.span, c_.dates, c_.periods))
      taken.push_back(list.span);
    const auto amounts = find_amounts(c_.text, sentence.span, taken);
    for (std::size_t i = 0; i < amounts.size(); ++i) {
      if (amounts[i].kind != AmountKind::quantity) continue;
      const std::size_t next =
          i + 1 < amounts.size() ? amounts[i + 1].qualified.begin : sentence.span.end;
      add(sentence.span, *c_.about[index], amounts[i], next);
    }
  }

 private:
  void read_as_of(Span sentence) {
    static const Pattern kSameDay(R"((?i)\bsame (?:date|day)\b|同日|同一日期|于同日)");
    const auto days = find_as_of(c_.text, sentence, c_.dates, c_.periods);
    if (!days.empty()) {
      as_of_ = days.front().period;
    } else if (!kSameDay.matches_in(c_.text.folded(), sentence)) {
      as_of_.reset();
    }
  }

  // What stands in front of the amount decides, then what stands behind it up to the next amount.
  const State* state_of(Span segment, const Amount& amount, std::size_t next) const {
    const Span behind{amount.span.end, std::min(segment.end, next)};
    const State* unbuilt = state_in(c_.text, behind);
    if (unbuilt != nullptr && unbuilt->metric == "unbuilt_capacity") return unbuilt;
    const State* front = state_in(c_.text, {segment.begin, amount.span.begin});
    if (front != nullptr && front->metric != "capacity") return front;
    const State* back = state_in(c_.text, behind);
    return back != nullptr ? back : front;
  }

  void add(Span sentence, std::size_t issuer, const Amount& amount, std::size_t next) {
    const Span segment = segment_around(c_.text, sentence, amount.span);
    const State* state = state_of(segment, amount, next);
    if (state == nullptr || has_figure_context("market", c_.text.view(segment))) return;
    if (auto subject = subject_near(c_, segment, amount.span, next)) subject_ = std::move(subject);
    Figure figure;
    figure.metric = state->metric;
    figure.subject = subject_;
    // What is being added, built or expected has days of its own; "as of" speaks of what is there.
    const bool standing = state->metric == "designed_capacity" ||
                          state->metric == "approved_capacity" ||
                          state->metric == "operating_capacity" || state->metric == "capacity";
    if (standing) figure.period = as_of_;
    figure.value = amount.value;
    figure.unit = amount.unit;
    // A capacity is a quantity a year, whether or not the unit says so.
    if (figure.unit == "tons") figure.unit = "tons/year";
    figure.qualifier = amount.qualifier;
    figure.as_written = c_.text.original(amount.qualified);
    figure.evidence = c_.text.evidence(sentence);
    figure.rule = "figure:capacity";
    found_.figures.push_back({std::move(figure), issuer});
  }

  const FigureContext& c_;
  FoundFigures found_;
  std::optional<std::string> subject_;
  std::optional<std::string> as_of_;
  bool topic_ = false;
  std::size_t paragraph_ = 0;
};

}  // namespace

FoundFigures find_capacities(const FigureContext& context) {
  CapacityReader reader(context);
  for (std::size_t i = 0; i < context.text.sentences().size() && !context.text.out_of_time(); ++i)
    reader.read(i);
  return reader.take();
}

}  // namespace gongwatch::parser::facts
