#include "parser/facts/older_months.h"

#include <algorithm>
#include <string_view>

#include "parser/facts/number_words.h"
#include "parser/facts/pattern.h"

namespace gongwatch::parser::facts {
namespace {

// Months between a month (0: only the year is told) and the reference.
class Ages {
 public:
  explicit Ages(CivilDate reference)
      : year_(static_cast<int>(reference.year())),
        month_(static_cast<int>(static_cast<unsigned>(reference.month()))) {}

  int year() const { return year_; }
  bool is_older(int year, int month) const {
    if (month == 0) return year < year_;
    return (year_ - year) * kYear + month_ - month > 1;
  }
  // Of a month without a year: the last such one.
  bool is_older(int month) const { return month > 0 && (month_ - month + kYear) % kYear > 1; }

 private:
  static constexpr int kYear = 12;  // months
  int year_, month_;
};

bool older_in_english(const PreparedText& text, Span clause, const Ages& ages) {
  static const Pattern kEnglish(
      R"((?i)\b(?:in|since|from|back in|during|late|early|of) (?:(?:early|late|mid)[- ])?(?:(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? )?(20\d\d)\b)");
  static const Pattern kBareMonth(
      R"((?i)\b(?:in|since|back in) (?:(?:early|late|mid)[- ])?((?:jan|febr)uary|march|april|may|june|july|august|(?:septem|octo|novem|decem)ber)(?:[,.;)]|$| and\b| with\b| but\b| this year\b| last year\b))");
  if (const auto match = kEnglish.find(text.folded(), clause)) {
    const int month =
        match->has(0) ? static_cast<int>(month_number(text.view(match->groups[0]))) : 0;
    return ages.is_older(small_number(text.view(match->groups[1])).value_or(ages.year()), month);
  }
  const auto match = kBareMonth.find(text.folded(), clause);
  return match && ages.is_older(static_cast<int>(month_number(text.view(match->groups[0]))));
}

int chinese_month(std::string_view words) {
  constexpr std::string_view kDigits[] = {"一", "二", "三", "四", "五",   "六",
                                          "七", "八", "九", "十", "十一", "十二"};
  for (int i = 0; i < 12; ++i) {
    if (words == kDigits[i]) return i + 1;
  }
  return small_number(words).value_or(0);
}

bool older_in_chinese(const PreparedText& text, Span clause, Span trigger, const Ages& ages) {
  constexpr int kNoMonth = 0;
  static const Pattern kYear(
      R"((20\d\d)年(?:(\d{1,2})月(?:底|初|中|份|,|。|[^\d]|$)|初|底|末|年|[^\d]))");
  static const Pattern kThisOrLast(
      R"((今年|去年|前年|翌年|次年|同年)(?:年?[初底中])?(\d{1,2}|十?[一二三四五六七八九]|十)月(?:$|[^\d一二三四五六七八九十]))");
  static const Pattern kBare(
      R"((?:^|[^\d年一二三四五六七八九十至到\-])(\d{1,2}|十?[一二三四五六七八九]|十)月(?:[底初中]旬?|份|间)?[^\d,一二三四五六七八九十个]{0,12}$)");
  const auto month = [&](const Match& match, std::size_t group) {
    return match.has(group) ? chinese_month(text.view(match.groups[group])) : kNoMonth;
  };
  if (const auto match = kYear.find(text.folded(), clause))
    return ages.is_older(small_number(text.view(match->groups[0])).value_or(ages.year()),
                         month(*match, 1));
  if (const auto match = kThisOrLast.find(text.folded(), clause)) {
    const std::string_view which = text.view(match->groups[0]);
    const int back = which == "今年" ? 0 : which == "前年" ? 2 : 1;
    return ages.is_older(ages.year() - back, month(*match, 1));
  }
  const Span before{clause.begin, std::max(clause.begin, trigger.begin)};
  const auto match = kBare.find(text.folded(), before);
  return match && ages.is_older(month(*match, 0));
}

}  // namespace

bool tells_an_older_month(const PreparedText& text, Span clause, Span trigger,
                          std::optional<CivilDate> reference) {
  if (!reference) return false;
  const Ages ages(*reference);
  return older_in_english(text, clause, ages) || older_in_chinese(text, clause, trigger, ages);
}

}  // namespace gongwatch::parser::facts
