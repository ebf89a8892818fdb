#include "parser/facts/figure_periods.h"

#include <algorithm>

#include "parser/facts/pattern.h"

namespace gongwatch::parser::facts {
namespace {

class Timer {
 public:
  Timer(const FigureSentence& sentence, const std::vector<PeriodList>& lists,
        const MetricMention& metric, const std::vector<const Amount*>& values, std::size_t end,
        const PeriodMemory& memory)
      : s_(sentence),
        lists_(lists),
        metric_(metric),
        values_(values),
        end_(end),
        memory_(memory),
        own_(values.size()),
        relative_(values.size(), false) {}

  Timed take() {
    attach();
    const bool any =
        std::any_of(own_.begin(), own_.end(), [](const auto& own) { return own.has_value(); }) ||
        std::find(relative_.begin(), relative_.end(), true) != relative_.end();
    if (any && !(values_.size() == 1 && own_[0])) return by_own();
    return values_.size() == 1 ? single() : several();
  }

 private:
  std::string_view view(std::size_t begin, std::size_t end) const {
    return begin < end ? s_.text.view({begin, end}) : std::string_view();
  }
  std::size_t first() const { return values_.front()->qualified.begin; }
  std::size_t last() const { return values_.back()->span.end; }

  // "A in 2022", "A (2022)", "A for the year ended …".
  bool stands_behind(std::size_t value_end, std::size_t list_begin) const {
    static const Pattern kBehind(
        R"((?i)^ ?(?:of [a-z ]{2,40} )?(?:\(|in|for|during|over|as of|as at|at|of|on|于|在|respectively in|respectively for)? ?(?:the )?(?:(?:same|corresponding|comparable) periods? (?:of|in) |(?:fiscal |financial |full )?(?:years? )|whole (?:of |year )?|end of )?$)");
    const std::string_view between = view(value_end, list_begin);
    return between.size() <= 80 && kBehind.find(between);
  }

  // 上年同期, "a year earlier": the time of the main value, one year back.
  static const Pattern& year_earlier() {
    static const Pattern pattern(
        R"((?i)(?:上(?:一)?(?:财政)?年度?|去年度?|前一年度?)同(?:期|比)|上年度?|[上前]一年度?|(?:\b(?:a|one|the) year (?:earlier|ago|before|prior|previously)|\bthe (?:previous|prior|preceding|year-ago|year-earlier) (?:year|period)|\bthe (?:same|corresponding|comparable) period (?:a year (?:earlier|ago|before)|(?:of |in )?(?:the )?(?:previous|prior|last|preceding) year)|\bthe (?:year-earlier|year-ago|prior-year) period|\b(?:previous|prior)(?:ly)? year)\b)");
    return pattern;
  }

  // Periods that stand right at one value: "A in 2022 and B in 2023", 由2022年的A增至2023年的B.
  void attach() {
    for (std::size_t k = 0; k < values_.size(); ++k) {
      const std::size_t from =
          k == 0 ? std::min(metric_.span.end, first()) : values_[k - 1]->span.end;
      attach_in(k, {from, values_[k]->qualified.begin});
    }
    attach_first_list();
    const std::size_t stop = std::max(end_, last());
    for (const PeriodList& list : lists_) {
      if (list.span.begin < last() || list.span.end > stop) continue;
      if (list.periods.size() == 1 && stands_behind(last(), list.span.begin))
        own_.back() = own_period(list);
      break;
    }
    if (own_.back()) return;
    static const Pattern kAt(R"((?i)^ ?(?:in|for|during)? ?$)");
    if (const auto match = year_earlier().find(s_.text.folded(), {last(), stop}))
      relative_.back() = values_.size() > 1 && kAt.find(view(last(), match->span.begin));
  }

  void attach_in(std::size_t k, Span gap) {
    for (const PeriodList& list : lists_) {
      if (list.span.begin < gap.begin || list.span.end > gap.end) continue;
      if (list.periods.size() > 1) {
        // "A in 2020; in 2019 and 2018, B and C": the rest of the values.
        if (k > 0 && list.periods.size() == values_.size() - k)
          std::copy(list.periods.begin(), list.periods.end(),
                    own_.begin() + static_cast<std::ptrdiff_t>(k));
        continue;
      }
      if (k > 0 && !own_[k - 1] && stands_behind(gap.begin, list.span.begin)) {
        own_[k - 1] = own_period(list);
      } else {
        own_[k] = own_period(list);
      }
    }
    if (k == 0) return;
    static const Pattern kAt(R"((?i)^ ?(?:in|for|during)? ?$)");
    if (const auto match = year_earlier().find(s_.text.folded(), gap)) {
      const bool behind = kAt.find(view(gap.begin, match->span.begin)).has_value();
      relative_[behind ? k - 1 : k] = true;
    }
  }

  // "2021年至2023年分别为A、B及C,今年上半年为D": a list for the values up to the next period.
  void attach_first_list() {
    const auto next =
        std::find_if(own_.begin(), own_.end(), [](const auto& o) { return o.has_value(); });
    const PeriodList* list = nearest_before(0);
    if (next == own_.begin() || next == own_.end() || list == nullptr || list->periods.size() < 2 ||
        list->periods.size() != static_cast<std::size_t>(next - own_.begin()))
      return;
    std::copy(list->periods.begin(), list->periods.end(), own_.begin());
  }

  // 2023年同期, "the same period of 2023": the months of the main value in that year.
  std::optional<std::string> own_period(const PeriodList& list) const {
    static const Pattern kFront(R"((?i)\b(?:same|corresponding|comparable) periods? (?:of|in) $)");
    static const Pattern kBehind(R"(^ ?(?:年)?(?:的)?同期)");
    const std::string& period = list.periods.front();
    const std::size_t window = std::min<std::size_t>(list.span.begin - s_.span.begin, 40);
    if (!kFront.find(view(list.span.begin - window, list.span.begin)) &&
        !kBehind.find(view(list.span.end, s_.span.end)))
      return period;
    const auto base = base_period();
    const auto year = base ? year_position(*base) : std::nullopt;
    if (!year || period.size() < 4) return period;
    std::string same = *base;
    return same.replace(*year, 4, period.substr(period.size() - 4));
  }

  // The time of the main value, which "a year earlier" counts from.
  std::optional<std::string> base_period() const {
    for (std::size_t k = 0; k < values_.size(); ++k) {
      if (own_[k] && !relative_[k]) return own_[k];
    }
    if (const PeriodList* list = nearest_before(1)) return list->periods.front();
    if (const Periods* known = memory_.latest(1, false)) return known->front();
    return std::nullopt;
  }

  // The list nearest in front of the first value, of that size (0: any). A clause behind a
  // semicolon that has periods of its own does not look further back.
  const PeriodList* nearest_before(std::size_t size) const {
    const std::size_t stop = s_.text.folded().substr(0, first()).rfind(';');
    const PeriodList* found = nullptr;
    bool own_clause = false;
    for (const PeriodList& list : lists_) {
      if (list.span.end > first()) break;
      const bool behind_stop = stop != std::string_view::npos && list.span.begin > stop;
      if (behind_stop && !own_clause) {
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

  Timed by_own() const {
    Timed timed;
    const auto base = base_period();
    const PeriodList* before = nearest_before(0);
    for (std::size_t k = 0; k < values_.size(); ++k) {
      std::optional<std::string> period = own_[k];
      if (!period && relative_[k]) {
        if (base) period = year_before(*base);
      } else if (!period && before != nullptr && before->periods.size() > 1 && k < 2) {
        if (k == 0) period = before->periods.front();
        if (k == 1 && is_course()) period = before->periods.back();
      } else if (!period && k == 0) {
        period = base_of_first();
      }
      if (period) timed.values.push_back({values_[k], period});
    }
    return timed;
  }

  std::optional<std::string> base_of_first() const {
    if (const PeriodList* list = nearest_before(1)) return list->periods.front();
    if (const Periods* known = memory_.latest(1, false)) return known->front();
    return std::nullopt;
  }

  // Whether the sentence names a time in front of the next metric.
  bool names_a_time() const {
    return std::any_of(lists_.begin(), lists_.end(),
                       [&](const PeriodList& list) { return list.span.begin < end_; });
  }

  Timed single() const {
    std::optional<std::string> period = own_[0];
    if (!period) {
      const PeriodList* list = nearest_before(0);
      if (list == nullptr) list = only_list_behind(1);
      if (list != nullptr && list->periods.size() != 1) return {};
      if (list != nullptr) {
        period = own_period(*list);
      } else if (const Periods* known = memory_.latest(1, says_same()); known && !names_a_time()) {
        period = known->front();
      }
    }
    return {{{values_[0], period}}, 0};
  }

  Timed several() const {
    if (const PeriodList* list = list_for_several()) return pair(list->periods);
    if (const PeriodList* list = nearest_before(0); list && list->periods.size() > 1)
      return pair(list->periods);
    const bool same = says_same();
    if (const Periods* known = memory_.latest(values_.size(), same))
      return pair(values_.size() == 2 && is_course() ? in_order(*known) : *known);
    if (const Periods* known = memory_.latest_list(same); known && same) return pair(*known);
    const PeriodList* one = nearest_before(1);
    if (one == nullptr || values_.size() != 2 || !is_course()) return {};
    return {{{values_[course_goes_back() ? 0 : 1], one->periods.front()}}, 0};
  }

  // The list behind the values, or the nearest in front with as many periods.
  const PeriodList* list_for_several() const {
    for (const PeriodList& list : lists_) {
      if (list.span.begin >= last() && list.periods.size() > 1 &&
          (stands_behind(last(), list.span.begin) || stands_for_all(list)))
        return &list;
    }
    if (const PeriodList* list = nearest_before(values_.size())) return list;
    return only_list_behind(values_.size());
  }

  // "A, B and C, respectively, for 2022 …"; "A、B及C,这是2022年、2023年及2024年的净亏损".
  bool stands_for_all(const PeriodList& list) const {
    static const Pattern kRespectively(
        R"((?i)^,? ?(?:respectively,? )?(?:in|for|during|over)? ?(?:the )?(?:(?:fiscal |financial )?years? )?$)");
    return kRespectively.find(view(last(), list.span.begin)) ||
           (metric_.span.begin >= list.span.end && metric_.span.begin > last());
  }

  bool is_course() const {
    static const Pattern kTo(R"((?i)(?:\bto\b|[至到达])[^,;]{0,24}$)");
    if (values_.size() < 2) return false;
    return kTo.find(view(values_[0]->span.end, values_[1]->qualified.begin)) || course_goes_back();
  }
  // A course told of two known periods goes from the earlier to the later one.
  Periods in_order(Periods periods) const {
    const auto year = [](const std::string& period) {
      const auto at = year_position(period);
      return at ? period.substr(*at) : period;
    };
    if (year(periods[0]) > year(periods[1])) std::swap(periods[0], periods[1]);
    if (course_goes_back()) std::swap(periods[0], periods[1]);
    return periods;
  }

  // "to B from A".
  bool course_goes_back() const {
    static const Pattern kFrom(
        R"((?i)(?:\bfrom\b|\b(?:compared|versus|against)\b|由|从)[^,;]{0,24}$)");
    return kFrom.find(view(values_[0]->span.end, values_[1]->qualified.begin)).has_value();
  }

  bool says_same() const {
    static const Pattern kSame(
        R"((?i)\b(?:same|respective|corresponding|those|track record|these) (?:periods?|years?)\b|\b(?:two|three|four)[- ]years?\b|\brespectively\b|同期|同一期间|相应期间|上述期间|上述[两三四]?年|报告期|记录期|[两三四]年|分别|依次)");
    return kSame.matches_in(s_.text.folded(), {s_.span.begin, std::min(s_.span.end, last() + 16)});
  }

  Timed pair(const Periods& periods) const {
    Timed timed;
    if (periods.size() == values_.size()) {
      for (std::size_t k = 0; k < values_.size(); ++k)
        timed.values.push_back({values_[k], periods[k]});
    } else if (values_.size() == 2 && periods.size() > 2 && is_course()) {
      const bool back = course_goes_back();
      timed.values.push_back({values_[0], back ? periods.back() : periods.front()});
      timed.values.push_back({values_[1], back ? periods.front() : periods.back()});
    } else {
      timed.expected = periods.size();
    }
    return timed;
  }

  const FigureSentence& s_;
  const std::vector<PeriodList>& lists_;
  const MetricMention& metric_;
  const std::vector<const Amount*>& values_;
  std::size_t end_;
  const PeriodMemory& memory_;
  std::vector<std::optional<std::string>> own_;
  std::vector<bool> relative_;
};

}  // namespace

Timed time_values(const FigureSentence& sentence, const std::vector<PeriodList>& lists,
                  const MetricMention& metric, const std::vector<const Amount*>& values,
                  std::size_t end, const PeriodMemory& memory) {
  return Timer(sentence, lists, metric, values, end, memory).take();
}

}  // namespace gongwatch::parser::facts
