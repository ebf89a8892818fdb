#include "parser/facts/date_resolve.h"

#include <algorithm>
#include <cstdlib>
#include <string_view>

#include "parser/facts/date_candidates.h"
#include "parser/facts/date_tense.h"
#include "parser/facts/pattern.h"

namespace gongwatch::parser::facts {
namespace {

constexpr int kWeek = 7;
constexpr int kDaysAhead = 7;    // how far ahead a day without a year may lie
constexpr int kPlanAhead = 250;  // the same of a plan
constexpr int kTimetableAhead = 150;
constexpr int kNews = 31;  // so near the reference a day is the news, not what a story tells on

class Resolver {
 public:
  Resolver(const PreparedText& text, const WrittenDays& written, std::optional<CivilDate> reference)
      : text_(text), written_(written), reference_(reference) {}

  std::vector<DateMention> run() {
    for (index_ = 0; index_ < written_.days.size(); ++index_) {
      const WrittenDay& day = written_.days[index_];
      move_to(day.span.begin);
      DateMention mention;
      mention.span = day.span;
      if (!resolve(day, mention)) continue;
      if (day.weekday != 0 && day.day != 0) week_told_ = mention.date;
      found_.push_back(mention);
    }
    mark_ranges();
    return std::move(found_);
  }

 private:
  void move_to(std::size_t place) {
    const auto& sentences = text_.sentences();
    while (sentence_ + 1 < sentences.size() && sentences[sentence_].span.end <= place) ++sentence_;
    // Years told before this day, by months and years alone.
    while (month_ < written_.months.size() && written_.months[month_].span.begin < place) ++month_;
  }

  Span sentence() const {
    return text_.sentences().empty() ? text_.whole() : text_.sentences()[sentence_].span;
  }

  // False: the day is counted from another that nothing tells.
  bool resolve(const WrittenDay& day, DateMention& mention) {
    switch (day.kind) {
      case WrittenDay::Kind::lunar:
        mention.lunar = true;
        return true;
      case WrittenDay::Kind::weekday:
        mention.relative = mention.weekday_only = true;
        mention.date = weekday(day);
        return true;
      case WrittenDay::Kind::offer_day:
        mention.relative = mention.first_of_offer = true;
        mention.date = first_of_offer(day);
        return mention.date.has_value();
      case WrittenDay::Kind::other_day:
        mention.relative = true;
        mention.date = from_other(day);
        return mention.date.has_value();
      case WrittenDay::Kind::reference:
        mention.relative = true;
        if (day.day == 0) {
          if (reference_) mention.date = plus_days(*reference_, day.offset);
          return true;
        }
        calendar(day, mention);
        mention.year_inferred = mention.year_missing = false;
        return true;
      case WrittenDay::Kind::calendar:
        calendar(day, mention);
        return true;
    }
    return false;
  }

  // The last mention that is joined to this one ("July 3 to 8", "3月5日及6日").
  const DateMention* joined_before(const WrittenDay& day) const {
    if (found_.empty() || found_.back().span.end > day.span.begin) return nullptr;
    return joins_days(text_.view({found_.back().span.end, day.span.begin})) ? &found_.back()
                                                                            : nullptr;
  }

  const WrittenDay* joined_behind(const WrittenDay& day) const {
    if (index_ + 1 >= written_.days.size()) return nullptr;
    const WrittenDay& next = written_.days[index_ + 1];
    if (next.span.begin < day.span.end) return nullptr;
    return joins_days(text_.view({day.span.end, next.span.begin})) ? &next : nullptr;
  }

  // The day told last: in this sentence or one of the two before. What is still to come is no news
  // that another day follows on.
  std::optional<CivilDate> told_before() const {
    const auto& sentences = text_.sentences();
    if (sentences.empty()) return std::nullopt;
    constexpr std::size_t kBefore = 2;
    const std::size_t own = sentences[sentence_].span.begin;
    const std::size_t from = sentences[sentence_ - std::min(sentence_, kBefore)].span.begin;
    for (auto mention = found_.rbegin(); mention != found_.rend() && mention->span.begin >= from;
         ++mention) {
      const bool ahead =
          mention->date && reference_ && days_between(*reference_, *mention->date) > 0;
      if (mention->date && (mention->span.begin >= own || !ahead)) return mention->date;
    }
    return std::nullopt;
  }

  // The year told last in front of the place, by a day, a month or alone; from `from` on.
  std::optional<int> told_year(std::size_t from) const {
    std::optional<int> year;
    std::size_t place = from;
    for (auto told = found_.rbegin(); told != found_.rend() && told->span.begin >= from; ++told) {
      if (!told->date || told->year_inferred || told->weekday_only) continue;
      year = year_of(*told->date);
      place = told->span.begin;
      break;
    }
    if (month_ > 0) {
      const WrittenMonth& month = written_.months[month_ - 1];
      if (month.year != 0 && month.span.begin >= place) year = month.year;
    }
    return year;
  }

  std::optional<CivilDate> from_other(const WrittenDay& day) const {
    if (day.anchor_behind && index_ + 1 < written_.days.size()) {
      constexpr std::size_t kNear = 80;
      const WrittenDay& next = written_.days[index_ + 1];
      const std::string_view between =
          text_.view({day.span.end, std::max(day.span.end, next.span.begin)});
      if (next.day != 0 && between.size() <= kNear && between.find(',') == std::string_view::npos &&
          next.span.end <= sentence().end) {
        DateMention anchor;
        anchor.span = next.span;
        calendar(next, anchor);
        if (anchor.date) return plus_days(*anchor.date, day.offset);
      }
    }
    const auto anchor = told_before();
    if (!anchor) return std::nullopt;
    return plus_days(*anchor, day.offset);
  }

  // 招股第三日: two trading days before the day that is spoken of.
  std::optional<CivilDate> first_of_offer(const WrittenDay& day) const {
    std::optional<CivilDate> spoken = reference_;
    if (const WrittenDay* next = joined_behind(day); next != nullptr && next->day == 0)
      spoken = next->kind == WrittenDay::Kind::weekday ? weekday(*next) : reference_;
    if (!spoken) return std::nullopt;
    constexpr int kFriday = 5;
    CivilDate first = *spoken;
    for (int left = day.offset - 1; left > 0;) {
      first = plus_days(first, -1);
      if (weekday_of(first) <= kFriday) --left;
    }
    return first;
  }

  std::optional<CivilDate> weekday(const WrittenDay& day) const {
    if (!reference_) return std::nullopt;
    const int today = weekday_of(*reference_);
    if (day.week) return plus_days(*reference_, day.weekday - today + kWeek * *day.week);
    const int back = (today - day.weekday + kWeek) % kWeek;
    const int ahead = (day.weekday - today + kWeek) % kWeek;
    if (day.nearest < 0) return plus_days(*reference_, back == 0 ? -kWeek : -back);
    if (day.nearest > 0) return plus_days(*reference_, ahead == 0 ? kWeek : ahead);
    if (const DateMention* before = joined_before(day); before != nullptr && before->date) {
      const int behind = (day.weekday - weekday_of(*before->date) + kWeek) % kWeek;
      return plus_days(*before->date, behind);
    }
    const Tense tense = tense_around(text_, sentence(), day.span);
    const bool forward = tense == Tense::future || (tense == Tense::nearest && ahead < back);
    // Chinese says 今日 for today: in a look back on a week 周一 is that week's.
    if (!forward && back == 0 && week_told_ && static_cast<unsigned char>(text_.folded()[day.span.begin]) >= 0x80) {
      const CivilDate told = plus_days(*week_told_, day.weekday - weekday_of(*week_told_));
      constexpr int kTwoWeeks = 14;
      if (const int ago = days_between(told, *reference_); ago > 0 && ago < kTwoWeeks) return told;
    }
    return plus_days(*reference_, forward ? ahead : -back);
  }

  void calendar(const WrittenDay& day, DateMention& mention) const {
    if (day.either_order) return either_order(day, mention);
    if (day.month_of || day.told_month) return in_told_month(day, mention);
    if (day.month == 0) return day_of_month(day, mention);
    if (never_exists(day.month, day.day)) {
      mention.impossible = true;
      return;
    }
    if (day.year != 0) {
      mention.date = day_at(day.year, day.month, day.day);
      mention.impossible = !mention.date;
    } else if (day.year_of) {
      mention.relative = true;
      if (reference_)
        mention.date = day_at(year_of(*reference_) + *day.year_of, day.month, day.day);
    } else if (day.told_year) {
      mention.relative = true;
      const auto year = told_year(0);
      if (year) mention.date = day_at(*year + *day.told_year, day.month, day.day);
      mention.year_missing = !year;
    } else {
      without_year(day, mention);
    }
  }

  // 本月9日, 上月28日, 同月12日.
  void in_told_month(const WrittenDay& day, DateMention& mention) const {
    mention.relative = true;
    const auto from = day.month_of ? reference_ : told_before();
    if (!from) return;
    const YearMonth month =
        shifted({year_of(*from), month_of(*from)}, day.month_of ? *day.month_of : *day.told_month);
    mention.date = day_at(month.year, month.month, day.day);
    mention.impossible = !mention.date;
  }

  // What a word beside the day says: "yesterday (8 November)", 周三(5日).
  std::optional<CivilDate> said_beside(const WrittenDay& day) const {
    if (!reference_) return std::nullopt;
    if (day.kind == WrittenDay::Kind::reference) return plus_days(*reference_, day.offset);
    if (day.weekday != 0 && (day.week || day.nearest != 0)) return weekday(day);
    return std::nullopt;
  }

  std::optional<CivilDate> by_tense(const WrittenDay& day, const std::vector<CivilDate>& candidates,
                                    int plan_ahead) const {
    constexpr int kMostAhead = 366;
    if (const auto beside = said_beside(day)) return nearest_to(candidates, *beside, kMostAhead);
    const auto date = by_words(day, candidates, plan_ahead);
    // The weekday beside it chooses among years; in the news it is the weekday that is wrong.
    if (day.weekday == 0 || !date || weekday_of(*date) == day.weekday) return date;
    if (day.month != 0 && std::abs(days_between(*date, *reference_)) <= kNews) return date;
    const auto match = on_weekday(day.weekday, candidates, *reference_);
    return match ? match : date;
  }

  std::optional<CivilDate> by_words(const WrittenDay& day, const std::vector<CivilDate>& candidates,
                                    int plan_ahead) const {
    switch (tense_around(text_, sentence(), day.span)) {
      case Tense::future:
        return latest(candidates, *reference_, plan_ahead);
      case Tense::nearest:
        return nearest_to(candidates, *reference_, kTimetableAhead);
      default:
        return latest(candidates, *reference_, kDaysAhead);
    }
  }

  void without_year(const WrittenDay& day, DateMention& mention) const {
    if (const WrittenDay* next = joined_behind(day); next != nullptr && next->year != 0) {
      const bool later =
          day.month > next->month || (day.month == next->month && day.day > next->day);
      mention.date = day_at(next->year - (later ? 1 : 0), day.month, day.day);
      return;
    }
    if (const DateMention* before = joined_before(day); before != nullptr && before->date) {
      mention.date = day_at(year_of(*before->date), day.month, day.day);
      if (mention.date && days_between(*before->date, *mention.date) < 0 &&
          ends_range(*before, day))
        mention.date = day_at(year_of(*before->date) + 1, day.month, day.day);
      mention.year_inferred = mention.date.has_value() && before->year_inferred;
      return;
    }
    if (reference_) {
      mention.date = by_tense(day, in_years(day.month, day.day, year_of(*reference_)), kPlanAhead);
      mention.year_inferred = mention.date.has_value();
      if (mention.date && std::abs(days_between(*mention.date, *reference_)) <= kNews) return;
    }
    // "It filed on 3 March 2024 and again on 9 September": the sentence tells on.
    if (const auto told = told_year(sentence().begin); told && day.weekday == 0) {
      if (const auto date = told_on(*told, day)) {
        mention.date = date;
        mention.year_inferred = true;
        return;
      }
    }
    mention.year_missing = !mention.date;
  }

  bool ends_range(const DateMention& before, const WrittenDay& day) const {
    return joins_day_range(text_.view({before.span.end, day.span.begin}));
  }

  // The day in the told year if it is behind the day that told it, and not in the future.
  std::optional<CivilDate> told_on(int year, const WrittenDay& day) const {
    const auto date = day_at(year, day.month, day.day);
    if (!date || (reference_ && days_between(*reference_, *date) > 0)) return std::nullopt;
    const DateMention* last = found_.empty() ? nullptr : &found_.back();
    if (last != nullptr && last->date && year_of(*last->date) == year &&
        days_between(*last->date, *date) < 0)
      return std::nullopt;
    return date;
  }

  // 9日 alone.
  void day_of_month(const WrittenDay& day, DateMention& mention) const {
    mention.day_only = true;
    if (const DateMention* before = joined_before(day); before != nullptr && before->date) {
      YearMonth month{year_of(*before->date), month_of(*before->date)};
      if (day.day < day_of(*before->date)) month = shifted(month, 1);
      mention.date = day_at(month.year, month.month, day.day);
      mention.year_inferred = mention.date.has_value() && before->year_inferred;
      mention.relative = before->relative;
      return;
    }
    if (!reference_) {
      mention.year_missing = true;
      return;
    }
    constexpr int kMonthAhead = 27;
    mention.date = by_tense(day, in_months(day.day, *reference_), kMonthAhead);
    if (const auto told = month_told_on(day)) mention.date = told;
    mention.year_inferred = mention.date.has_value();
  }

  // "filed on 5 November, passed on the 9th": the month of the day told before, if that is the
  // news.
  std::optional<CivilDate> month_told_on(const WrittenDay& day) const {
    if (day.kind == WrittenDay::Kind::reference || day.weekday != 0 || found_.empty())
      return std::nullopt;
    const DateMention& last = found_.back();
    if (!last.date || last.relative || last.span.begin < sentence().begin ||
        day.day <= day_of(*last.date) || std::abs(days_between(*last.date, *reference_)) > kNews)
      return std::nullopt;
    return day_at(year_of(*last.date), month_of(*last.date), day.day);
  }

  // "Tuesday (7/8)": the order that fits the word beside it; Hong Kong's if both do.
  void either_order(const WrittenDay& day, DateMention& mention) const {
    if (!reference_) {
      mention.year_missing = true;
      return;
    }
    std::vector<CivilDate> candidates;
    for (const auto& [month, of_month] :
         {std::pair(day.month, day.day), std::pair(day.day, day.month)}) {
      const auto dates = in_years(month, of_month, year_of(*reference_));
      candidates.insert(candidates.end(), dates.begin(), dates.end());
    }
    constexpr int kNear = 60;
    const CivilDate near = said_beside(day).value_or(*reference_);
    candidates.erase(
        std::remove_if(candidates.begin(), candidates.end(),
                       [&](CivilDate d) { return std::abs(days_between(near, d)) > kNear; }),
        candidates.end());
    auto best = day.weekday != 0 ? on_weekday(day.weekday, candidates, near) : std::nullopt;
    if (!best) best = nearest_to(candidates, near, kNear);
    mention.date = best;
    mention.year_inferred = best.has_value();
  }

  void mark_ranges() {
    static const Pattern kBetween(R"((?i)\bbetween (?:the )?$)");
    for (std::size_t i = 0; i + 1 < found_.size(); ++i) {
      DateMention& first = found_[i];
      DateMention& second = found_[i + 1];
      if (second.span.begin < first.span.end) continue;
      const std::string_view between = text_.view({first.span.end, second.span.begin});
      const std::string_view front = text_.view(
          {first.span.begin - std::min<std::size_t>(first.span.begin, 12), first.span.begin});
      const bool range = joins_day_range(between) || (between == " and " && kBetween.find(front));
      first.range_start = first.range_start || range;
      second.range_end = range;
    }
  }

  const PreparedText& text_;
  const WrittenDays& written_;
  std::optional<CivilDate> reference_;
  std::vector<DateMention> found_;
  std::size_t index_ = 0;
  std::size_t sentence_ = 0;
  std::size_t month_ = 0;
  std::optional<CivilDate> week_told_;  // by a day with its weekday: "Wednesday (5 March)"
};

}  // namespace

std::vector<DateMention> resolve_days(const PreparedText& text, const WrittenDays& written,
                                      std::optional<CivilDate> reference) {
  return Resolver(text, written, reference).run();
}

}  // namespace gongwatch::parser::facts
