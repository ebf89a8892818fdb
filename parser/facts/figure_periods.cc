#include "parser/facts/figure_periods.h"

#include <algorithm>

#include "parser/facts/figure_scope.h"
#include "parser/facts/figure_time_marks.h"
#include "parser/facts/pattern.h"

namespace gongwatch::parser::facts {
namespace {

class Timer {
 public:
  Timer(const FigureSentence& sentence, const std::vector<PeriodList>& lists, const FigureRun& run,
        const std::optional<MainTime>& before, const PeriodMemory& memory)
      : s_(sentence),
        lists_(lists),
        run_(run),
        before_(before),
        memory_(memory),
        own_(run.values.size()) {}

  Timed take() {
    attach();
    const bool any =
        std::any_of(own_.begin(), own_.end(), [](const auto& own) { return own.has_value(); });
    Timed timed = any ? by_own() : count() == 1 ? single() : several();
    timed.main = main_of(timed);
    timed.end = last();
    for (const auto& own : own_) {
      if (own) timed.end = std::max(timed.end, own->span.end);
    }
    return timed;
  }

 private:
  std::size_t count() const { return run_.values.size(); }
  std::size_t first() const { return run_.values.front()->qualified.begin; }
  std::size_t last() const { return run_.values.back()->span.end; }
  std::string_view view(std::size_t begin, std::size_t end) const {
    return begin < end ? s_.text.view({begin, end}) : std::string_view();
  }

  // Marks at single values: "A in 2022 and B in 2023", 由2022年的A增至2023年的B.
  void attach() {
    const std::size_t begin = std::min(run_.mention.span.end, first());
    for (const TimeMark& mark : find_time_marks(s_, lists_, {begin, std::max(run_.end, last())})) {
      std::size_t k = 0;
      while (k < count() && run_.values[k]->qualified.begin < mark.span.begin) ++k;
      // "an A loss in 2018"; in "A (2023: B)" the bracket's year is B's.
      const bool named_behind = k == count() && run_.mention.span.begin >= last();
      const std::size_t from = named_behind ? run_.mention.span.end
                               : k > 0      ? run_.values[k - 1]->span.end
                                            : 0;
      const bool opens = mark.span.end < s_.span.end && s_.text.folded()[mark.span.end] == ':';
      const bool behind =
          k > 0 && !own_[k - 1] && !opens && stands_behind(view(from, mark.span.begin));
      if (behind) {
        own_[k - 1] = mark;
      } else if (k < count()) {
        if (k > 0 || count() > 1 || mark.kind != TimeMark::Kind::earlier) own_[k] = mark;
      } else {
        break;
      }
    }
    attach_lists();
    attach_year_before();
  }

  // "A in 2020; in 2019 and 2018, B and C"; "2021年至2023年分别为A、B及C,今年上半年为D": lists for
  // a stretch of the values.
  void attach_lists() {
    for (const PeriodList& list : lists_) {
      const std::size_t size = list.periods.size();
      if (size < 2 || size >= count()) continue;
      std::size_t k = 0;
      while (k < count() && run_.values[k]->qualified.begin < list.span.begin) ++k;
      if (k == 0 && &list != nearest_before(0)) continue;
      const bool fits = k + size <= count() && (k + size == count() || own_[k + size]);
      if (!fits || (k == 0 && k + size == count())) continue;
      for (std::size_t i = 0; i < size; ++i)
        own_[k + i] = TimeMark{list.span, TimeMark::Kind::period, list.periods[i]};
    }
  }

  // "上年为净亏损A": the year before stands in front of the metric.
  void attach_year_before() {
    if (count() != 1 || own_[0]) return;
    std::size_t begin = clause_begin(s_.text, s_.span, std::min(run_.mention.span.begin, first()));
    if (before_ && before_->end <= first()) begin = std::max(begin, before_->end);
    const Span zone{begin, first()};
    const auto span = begin < first() ? last_year_before(s_, zone) : std::nullopt;
    if (!span) return;
    const bool listed = std::any_of(lists_.begin(), lists_.end(), [&](const PeriodList& list) {
      return list.span.begin >= begin && list.span.end <= first() && !list.span.overlaps(*span);
    });
    if (!listed) own_[0] = TimeMark{*span, TimeMark::Kind::earlier, {}};
  }

  // The one time that is in force where no list stands nearer: that of the values before, or a
  // list of one period, or what the sentences before told.
  std::optional<std::string> in_force() const { return in_force(first()); }
  std::optional<std::string> in_force(std::size_t limit) const {
    const PeriodList* list = nearest_before(1, limit);
    if (before_ && (list == nullptr || list->span.begin < before_->end)) return before_->period;
    if (list != nullptr) return list->periods.front();
    if (const Periods* known = memory_.latest(1, false)) return known->front();
    return std::nullopt;
  }

  // The time of the main value, which "a year earlier" counts from.
  std::optional<std::string> base() const {
    for (const auto& own : own_) {
      if (own && own->kind == TimeMark::Kind::period) return own->word;
    }
    return in_force();
  }

  std::optional<std::string> resolve(const TimeMark& mark) const {
    if (mark.kind == TimeMark::Kind::period) return in_bracket(mark);
    const auto main = base();
    if (!main) return std::nullopt;
    return mark.kind == TimeMark::Kind::earlier ? year_before(*main) : in_year(*main, mark.word);
  }

  // "the six months … A (2024: B)": the same months of that year.
  std::optional<std::string> in_bracket(const TimeMark& mark) const {
    if (count() < 2 || !own_[1] || own_[1]->span.begin != mark.span.begin || !opens_bracket())
      return mark.word;
    const auto main =
        own_[0] && own_[0]->kind == TimeMark::Kind::period ? own_[0]->word : in_force();
    constexpr std::size_t kYear = 4;
    return main ? in_year(*main, mark.word.substr(mark.word.size() - kYear)) : mark.word;
  }

  // Whether the time of the second value stands in a bracket with it.
  bool opens_bracket() const {
    static const Pattern kBracket(R"(\( ?$)");
    return own_[1]->kind == TimeMark::Kind::period && own_[1]->word.compare(0, 2, "FY") == 0 &&
           kBracket.find(view(run_.values[0]->span.end, own_[1]->span.begin));
  }

  Timed by_own() const {
    Timed timed;
    const PeriodList* before = nearest_before(0);
    const bool listed = before != nullptr && before->periods.size() > 1;
    for (std::size_t k = 0; k < count(); ++k) {
      std::optional<std::string> period;
      if (own_[k]) {
        period = resolve(*own_[k]);
      } else if (listed) {
        if (k == 0) period = before->periods.front();
        if (k == 1 && is_course()) period = before->periods.back();
      } else if (k == 0) {
        period = in_force();
        if (!period) period = year_behind_bracket();
      } else if (k == 1 && count() == 2 && goes_back() && own_[0]->kind == TimeMark::Kind::period) {
        period = year_before(own_[0]->word);  // "to A in 2024, from B"
      } else if (k == 1 && is_course() && !goes_back()) {
        // "in 2020 …, profit rose from A in 2019 to B".
        period = in_force(std::min(run_.mention.span.begin, first()));
      }
      const bool again = std::any_of(timed.values.begin(), timed.values.end(),
                                     [&](const TimedValue& v) { return v.period == period; });
      if (period && !again) timed.values.push_back({run_.values[k], period});
    }
    return timed;
  }

  // "A (2023: B)", where nothing tells A's year: the one behind.
  std::optional<std::string> year_behind_bracket() const {
    static const Pattern kBracket(R"(^ ?\($)");
    if (count() != 2 || !own_[1] || own_[1]->kind != TimeMark::Kind::period ||
        !kBracket.find(view(run_.values[0]->span.end, own_[1]->span.begin)))
      return std::nullopt;
    return year_behind(own_[1]->word);
  }

  // "a loss of A on sales of B in 2024": the time behind both.
  const PeriodList* behind_base() const {
    static const Pattern kBase(
        R"((?i)^,? (?:on|from|off) (?:a |an |its |total |net |annual |group )*(?:revenues?|sales|turnover|takings|income)(?: of)? [^,;()]{1,40}$)");
    for (const PeriodList& list : lists_) {
      if (list.span.begin < last()) continue;
      const bool one = list.periods.size() == 1 && kBase.find(view(last(), list.span.begin));
      return one ? &list : nullptr;
    }
    return nullptr;
  }

  // "a loss of A on sales of B a year earlier".
  bool is_of_year_before() const {
    static const Pattern kThen(
        R"((?i)^,? (?:on|from|off) (?:a |an |its |total |net |annual |group )*(?:revenues?|sales|turnover|takings|income)(?: of)? [^,;()]{1,40}? (?:a year (?:earlier|before|ago)|(?:in )?the (?:previous|prior|preceding) year|(?:in |for )?the (?:same|year-ago|corresponding) period)\b)");
    constexpr std::size_t kReach = 96;
    return kThen.find(view(last(), std::min(s_.span.end, last() + kReach))).has_value();
  }

  Timed single() const {
    if (const PeriodList* list = behind_base())
      return {{{run_.values[0], list->periods.front()}}, 0, {}};
    if (const auto main = in_force(); main && is_of_year_before())
      return {{{run_.values[0], year_before(*main)}}, 0, {}};
    const PeriodList* list = nearest_before(0);
    if (before_ && (list == nullptr || list->span.begin < before_->end))
      return {{{run_.values[0], before_->period}}, 0, {}};
    if (list == nullptr) list = only_list_behind(1);
    if (list != nullptr && list->periods.size() != 1) return {};
    std::optional<std::string> period;
    if (list != nullptr) {
      const auto marks = find_time_marks(s_, lists_, {list->span.begin, first()});
      period = marks.empty() ? list->periods.front() : resolve(marks.back());
    } else if (const Periods* known = memory_.latest(1, says_same())) {
      period = known->front();
    }
    return {{{run_.values[0], period}}, 0, {}};
  }

  Timed several() const {
    if (const PeriodList* list = list_for_several()) return pair(list->periods);
    if (const PeriodList* list = nearest_before(0); list && list->periods.size() > 1)
      return pair(list->periods);
    const bool same = says_same();
    if (const auto years = years_said()) return pair(*years);
    if (const auto times = times_in_front()) return pair(*times);
    if (const Periods* known = memory_.latest(count(), same))
      return pair(count() == 2 && is_course() ? in_order(*known) : *known);
    if (const Periods* known = memory_.latest_list(same); known && same) return pair(*known);
    const auto one = in_force();
    if (!one) return {};
    if (count() == 2 && goes_back())  // "slipped to A from B": of the year before
      return {{{run_.values[0], one}, {run_.values[1], year_before(*one)}}, 0, {}};
    if (count() == 2 && is_course()) return {{{run_.values[1], one}}, 0, {}};
    // The first value is the metric's; what follows in another clause is of a time nobody knows.
    if (joins_amounts(view(run_.values[0]->span.end, run_.values[1]->qualified.begin))) return {};
    return {{{run_.values[0], one}}, 0, {}};
  }

  // "over the three years", 三年: the full years of the latest list.
  std::optional<Periods> years_said() const {
    static const Pattern kYears(
        R"((?i)\b(?:two|three|four|five)[- ]years?\b|[两三四五](?:个(?:完整)?)?(?:财政|会计)?年)");
    const std::size_t begin =
        clause_begin(s_.text, s_.span, std::min(run_.mention.span.begin, first()));
    const Periods* known = memory_.latest_list(true);
    if (!kYears.matches_in(s_.text.folded(), {begin, first()})) return std::nullopt;
    if (known == nullptr) return past_years(view(begin, first()), s_.reference, count());
    Periods years;
    for (const std::string& period : *known) {
      if (period.compare(0, 2, "FY") == 0) years.push_back(period);
    }
    std::sort(years.begin(), years.end());
    if (years.size() != count()) return std::nullopt;
    return years;
  }

  // "swung to a loss of A in 2024 from a profit of B in 2023, on revenue of C and D respectively".
  std::optional<Periods> times_in_front() const {
    constexpr std::size_t kBehind = 16;
    Periods times;
    for (const PeriodList& list : lists_) {
      if (list.span.end > first()) break;
      if (list.periods.size() != 1) return std::nullopt;
      times.push_back(list.periods.front());
    }
    const std::string_view behind = view(last(), std::min(s_.span.end, last() + kBehind));
    if (times.size() != count() || behind.find("respectively") == std::string_view::npos)
      return std::nullopt;
    return times;
  }

  // The list nearest in front of the first value, of that size (0: any). A clause behind a
  // semicolon that has periods of its own does not look further back.
  const PeriodList* nearest_before(std::size_t size) const { return nearest_before(size, first()); }
  const PeriodList* nearest_before(std::size_t size, std::size_t limit) const {
    // In the sentence alone: a search of all the text in front would make long texts quadratic.
    const std::size_t from = std::min(s_.span.begin, limit);
    const std::size_t place = s_.text.folded().substr(from, limit - from).rfind(';');
    const std::size_t stop = place == std::string_view::npos ? place : from + place;
    const PeriodList* found = nullptr;
    bool own_clause = false;
    for (const PeriodList& list : lists_) {
      if (list.span.end > limit) break;
      if (stop != std::string_view::npos && list.span.begin > stop && !own_clause) {
        own_clause = true;
        found = nullptr;
      }
      if (size == 0 || list.periods.size() == size) found = &list;
    }
    return found;
  }

  const PeriodList* only_list_behind(std::size_t size) const {
    // "lost A, after a loss of B in 2018" gives A no time.
    static const Pattern kOther(
        R"((?i)\b(?:after|from|compared|versus|vs|against|while|following)\b|;|较|比|而)");
    if (lists_.size() != 1 || lists_[0].span.begin < last() || lists_[0].periods.size() != size ||
        kOther.find(view(last(), lists_[0].span.begin)))
      return nullptr;
    return &lists_[0];
  }

  // The list behind the values, or the nearest in front with as many periods.
  const PeriodList* list_for_several() const {
    const bool told = nearest_before(count()) != nullptr;
    for (const PeriodList& list : lists_) {
      // "A、B及C,2023年及2024年分别增长…": the next clause's years.
      if (told && list.periods.size() != count()) continue;
      if (list.span.begin >= last() && list.periods.size() > 1 &&
          (stands_behind(view(last(), list.span.begin)) || stands_for_all(list)))
        return &list;
    }
    if (const PeriodList* list = nearest_before(count())) return list;
    return only_list_behind(count());
  }

  // "A, B and C, respectively, for 2022 …"; "A、B及C,这是2022年、2023年及2024年的净亏损".
  bool stands_for_all(const PeriodList& list) const {
    static const Pattern kRespectively(
        R"((?i)^,? ?(?:respectively,? )?(?:in|for|during|over)? ?(?:the )?(?:(?:fiscal |financial )?years? )?$)");
    return kRespectively.find(view(last(), list.span.begin)) ||
           (run_.mention.span.begin >= list.span.end && run_.mention.span.begin > last());
  }

  // "from A to B", A增至B.
  bool is_course() const {
    static const Pattern kTo(R"((?i)(?:\bto\b|[至到达])[^,;]{0,24}$)");
    if (count() < 2) return false;
    return kTo.find(view(run_.values[0]->span.end, run_.values[1]->qualified.begin)) || goes_back();
  }
  // "to B from A", A,较…的B.
  bool goes_back() const {
    static const Pattern kFrom(
        R"((?i)(?:\bfrom\b|\b(?:compared|versus|vs|against|after)\b|由|从|较|比)[^,;]{0,40}$)");
    return count() > 1 &&
           kFrom.find(view(run_.values[0]->span.end, run_.values[1]->qualified.begin));
  }

  // A course told of two known periods goes from the earlier to the later one.
  Periods in_order(Periods periods) const {
    if (is_earlier(periods[1], periods[0])) std::swap(periods[0], periods[1]);
    if (goes_back()) std::swap(periods[0], periods[1]);
    return periods;
  }

  bool says_same() const {
    static const Pattern kSame(
        R"((?i)\b(?:same|respective|corresponding|those|track record|these) (?:periods?|years?)\b|\b(?:two|three|four)[- ]years?\b|\brespectively\b|同期|同一期间|相应期间|上述期间|上述[两三四]?年|报告期|记录期|[两三四]年|分别|依次)");
    constexpr std::size_t kBehind = 16;
    return kSame.matches_in(s_.text.folded(),
                            {s_.span.begin, std::min(s_.span.end, last() + kBehind)});
  }

  Timed pair(const Periods& periods) const {
    Timed timed;
    if (periods.size() == count()) {
      for (std::size_t k = 0; k < count(); ++k)
        timed.values.push_back({run_.values[k], periods[k]});
    } else if (count() == 2 && periods.size() > 2 && is_course()) {
      const bool back = goes_back();
      timed.values.push_back({run_.values[0], back ? periods.back() : periods.front()});
      timed.values.push_back({run_.values[1], back ? periods.front() : periods.back()});
    } else {
      timed.expected = periods.size();
    }
    return timed;
  }

  // What goes on behind these values: the one time they are of; of a comparison its first, of a
  // course its last.
  std::optional<std::string> main_of(const Timed& timed) const {
    if (timed.values.empty() || timed.values.size() > 2) return std::nullopt;
    if (timed.values.size() == 1) return timed.values[0].period;
    if (goes_back()) return timed.values[0].period;
    if (is_course()) return timed.values[1].period;
    const bool earlier = own_[1] && (own_[1]->kind != TimeMark::Kind::period || opens_bracket());
    return earlier ? timed.values[0].period : std::nullopt;
  }

  const FigureSentence& s_;
  const std::vector<PeriodList>& lists_;
  const FigureRun& run_;
  const std::optional<MainTime>& before_;
  const PeriodMemory& memory_;
  std::vector<std::optional<TimeMark>> own_;
};

}  // namespace

Timed time_values(const FigureSentence& sentence, const std::vector<PeriodList>& lists,
                  const FigureRun& run, const std::optional<MainTime>& before,
                  const PeriodMemory& memory) {
  return Timer(sentence, lists, run, before, memory).take();
}

}  // namespace gongwatch::parser::facts
