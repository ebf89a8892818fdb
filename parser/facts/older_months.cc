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
  std::optional<CivilDate> older(int year, int month) const {
    const bool older = month == 0 ? year < year_ : (year_ - year) * kYear + month_ - month > 1;
    return older ? std::optional(last_day(year, month == 0 ? kYear : month)) : std::nullopt;
  }
  // Of a month without a year: the last such one.
  std::optional<CivilDate> older(int month) const {
    if (month <= 0 || (month_ - month + kYear) % kYear <= 1) return std::nullopt;
    return last_day(month > month_ ? year_ - 1 : year_, month);
  }

 private:
  static CivilDate last_day(int year, int month) {
    return std::chrono::year{year} / std::chrono::month{static_cast<unsigned>(month)} /
           std::chrono::last;
  }

  static constexpr int kYear = 12;  // months
  int year_, month_;
};

std::optional<CivilDate> older_in_english(const PreparedText& text, Span clause, Span trigger,
                                          const Ages& ages) {
  static const Pattern kEnglish(
      R"((?i)\b(?:in|since|from|back in|during|late|early|of) (?:(?:early|late|mid)[- ])?(?:(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? )?(20\d\d)\b)");
  static const Pattern kBareMonth(
      R"((?i)\b(?:in|since|back in|last) (?:(?:early|late|mid)[- ])?((?:jan|febr)uary|march|april|may|june|july|august|(?:septem|octo|novem|decem)ber)(?:[,.;)]|$| and\b| with\b| but\b| this year\b| last year\b))");
  // "re-filed on Wednesday after a lapse in April": the month of what went before.
  static const Pattern kOfAnother(
      R"((?i)\b(?:after|following|despite|since) (?:an?|its|the) (?:[a-z-]+ ){0,2}(?:lapse|expiry|withdrawal|rejection|failure|attempt|setback) $)");
  const auto is_anothers = [&](const Match& match) {
    return trigger.end <= match.span.begin &&
           kOfAnother.find(text.view({trigger.end, match.span.begin}));
  };
  if (const auto match = kEnglish.find(text.folded(), clause); match && !is_anothers(*match)) {
    const int month =
        match->has(0) ? static_cast<int>(month_number(text.view(match->groups[0]))) : 0;
    return ages.older(small_number(text.view(match->groups[1])).value_or(ages.year()), month);
  }
  const auto match = kBareMonth.find(text.folded(), clause);
  if (!match || is_anothers(*match)) return std::nullopt;
  return ages.older(static_cast<int>(month_number(text.view(match->groups[0]))));
}

int chinese_month(std::string_view words) {
  constexpr std::string_view kDigits[] = {"一", "二", "三", "四", "五",   "六",
                                          "七", "八", "九", "十", "十一", "十二"};
  for (int i = 0; i < 12; ++i) {
    if (words == kDigits[i]) return i + 1;
  }
  return small_number(words).value_or(0);
}

std::optional<CivilDate> older_in_chinese(const PreparedText& text, Span clause, Span trigger,
                                          const Ages& ages) {
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
    return ages.older(small_number(text.view(match->groups[0])).value_or(ages.year()),
                      month(*match, 1));
  if (const auto match = kThisOrLast.find(text.folded(), clause)) {
    const std::string_view which = text.view(match->groups[0]);
    const int back = which == "今年" ? 0 : which == "前年" ? 2 : 1;
    return ages.older(ages.year() - back, month(*match, 1));
  }
  // "9月中旬,甲也递交了申请".
  static const Pattern kInFront(
      R"([,;。](\d{1,2}|十?[一二三四五六七八九]|十)月(?:[上中下]旬|[初底末份])?,$)");
  constexpr std::size_t kReach = 21;  // bytes
  std::size_t begin = clause.begin - std::min(clause.begin, kReach);
  while (begin < clause.begin && (text.folded()[begin] & 0xC0) == 0x80) ++begin;
  if (const auto alone = kInFront.find(text.folded(), {begin, clause.begin}))
    return ages.older(month(*alone, 0));
  const Span before{clause.begin, std::max(clause.begin, trigger.begin)};
  const auto match = kBare.find(text.folded(), before);
  return match ? ages.older(month(*match, 0)) : std::nullopt;
}

}  // namespace

std::optional<CivilDate> older_month(const PreparedText& text, Span clause, Span trigger,
                                     std::optional<CivilDate> reference) {
  if (!reference) return std::nullopt;
  const Ages ages(*reference);
  clause.end = std::max(clause.end, trigger.end);  // "the first one, of June 2023,"
  if (const auto english = older_in_english(text, clause, trigger, ages)) return english;
  return older_in_chinese(text, clause, trigger, ages);
}

}  // namespace gongwatch::parser::facts
