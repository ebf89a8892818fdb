// The resolver of written days: its two halves are date_resolve.cc (which day is meant) and
// date_calendar.cc (which year and month).
#pragma once

#include <optional>
#include <vector>

#include "parser/facts/date_candidates.h"
#include "parser/facts/date_resolve.h"

namespace gongwatch::parser::facts {

class DateResolver {
 public:
  DateResolver(const PreparedText& text, const WrittenDays& written,
               std::optional<CivilDate> reference)
      : text_(text), written_(written), reference_(reference) {}

  std::vector<DateMention> run();

 private:
  void move_to(std::size_t place);
  Span sentence() const;
  // False: the day is counted from another that nothing tells.
  bool resolve(const WrittenDay& day, DateMention& mention);
  // The last mention that is joined to this one ("July 3 to 8", "3月5日及6日").
  const DateMention* joined_before(const WrittenDay& day) const;
  const WrittenDay* joined_behind(const WrittenDay& day) const;
  // The day told last: in this sentence or one of the two before. What is still to come is no news
  // that another day follows on.
  std::optional<CivilDate> told_before() const;
  std::optional<CivilDate> told_of_late() const;
  // The year told last in front of the place, by a day, a month or alone; from `from` on.
  // `relative_too`: 去年4月 tells one, too.
  std::optional<int> told_year(std::size_t from, bool relative_too) const;
  // "Two days after its first application lapsed, it filed on 7 November", or the other way round:
  // the day of what ended.
  std::optional<CivilDate> what_it_came_after(const WrittenDay& day) const;
  std::optional<CivilDate> from_other(const WrittenDay& day) const;
  // 招股第三日: two trading days before the day that is spoken of.
  std::optional<CivilDate> first_of_offer(const WrittenDay& day) const;
  std::optional<CivilDate> weekday(const WrittenDay& day) const;
  void calendar(const WrittenDay& day, DateMention& mention) const;
  // 本月9日, 上月28日, 同月12日.
  void in_told_month(const WrittenDay& day, DateMention& mention) const;
  // What a word beside the day says: "yesterday (8 November)", 周三(5日).
  std::optional<CivilDate> said_beside(const WrittenDay& day) const;
  std::optional<CivilDate> by_tense(const WrittenDay& day, const std::vector<CivilDate>& candidates,
                                    int plan_ahead) const;
  std::optional<CivilDate> by_words(const WrittenDay& day, const std::vector<CivilDate>& candidates,
                                    int plan_ahead) const;
  void without_year(const WrittenDay& day, DateMention& mention) const;
  bool ends_range(const DateMention& before, const WrittenDay& day) const;
  // The day in the told year if it is behind the day that told it, and not in the future.
  std::optional<CivilDate> told_on(int year, const WrittenDay& day) const;
  // 9日 alone.
  void day_of_month(const WrittenDay& day, DateMention& mention) const;
  // "filed on 5 November, passed on the 9th": the month of the day told before, if that is the
  // news.
  std::optional<CivilDate> month_told_on(const WrittenDay& day) const;
  // "Tuesday (7/8)": the order that fits the word beside it; Hong Kong's if both do.
  void either_order(const WrittenDay& day, DateMention& mention) const;
  void mark_ranges();

  const PreparedText& text_;
  const WrittenDays& written_;
  std::optional<CivilDate> reference_;
  std::vector<DateMention> found_;
  std::size_t index_ = 0;
  std::size_t sentence_ = 0;
  std::size_t month_ = 0;
  std::optional<CivilDate> week_told_;  // by a day with its weekday: "Wednesday (5 March)"
};

}  // namespace gongwatch::parser::facts
