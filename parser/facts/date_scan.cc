#include "parser/facts/date_scan.h"

#include <algorithm>

#include "parser/facts/date_forms.h"
#include "parser/facts/date_words.h"
#include "parser/facts/pattern.h"

namespace gongwatch::parser::facts {
namespace {

constexpr std::size_t kMostDays = 4000;

// What may stand between two ways of saying one day: "Wednesday (5 March)", 周三(3月5日), "Monday,
// 10 November".
bool is_one_day(std::string_view between) {
  return between.empty() || between == " " || between == "(" || between == " (" ||
         between == ", " || between == "," || between == ", the " || between == " the ";
}

bool names_weekday(const WrittenDay& day) {
  return day.kind == WrittenDay::Kind::weekday && day.weekday != 0;
}

// `named` says the day by its place in the week or from today, `dated` by the calendar.
bool can_merge(const WrittenDay& named, const WrittenDay& dated) {
  return dated.kind == WrittenDay::Kind::calendar && dated.day != 0 && dated.weekday == 0 &&
         (names_weekday(named) || named.kind == WrittenDay::Kind::reference ||
          named.kind == WrittenDay::Kind::lunar);
}

// One mention of two; an open bracket between them takes its closing one along.
WrittenDay merged(std::string_view text, const WrittenDay& first, const WrittenDay& second,
                  const WrittenDay& dated, const WrittenDay& named) {
  WrittenDay one = dated;
  one.span = {first.span.begin, second.span.end};
  const std::string_view between = text.substr(first.span.end, second.span.begin - first.span.end);
  if (between.find('(') != std::string_view::npos && one.span.end < text.size() &&
      text[one.span.end] == ')')
    ++one.span.end;
  one.weekday = named.weekday;
  one.week = named.week;
  one.nearest = named.nearest;
  if (named.kind == WrittenDay::Kind::reference) {
    one.kind = WrittenDay::Kind::reference;
    one.offset = named.offset;
  }
  one.beside_only = false;
  return one;
}

// "Tuesday" and "(5 March)" are one day.
std::vector<WrittenDay> merge_neighbours(std::string_view text,
                                         const std::vector<WrittenDay>& days) {
  std::vector<WrittenDay> all;
  for (std::size_t i = 0; i < days.size(); ++i) {
    if (i + 1 < days.size()) {
      const WrittenDay& first = days[i];
      const WrittenDay& second = days[i + 1];
      const auto gap = second.span.begin - first.span.end;
      constexpr std::size_t kWidest = 6;
      if (gap <= kWidest && is_one_day(text.substr(first.span.end, gap))) {
        if (can_merge(first, second)) {
          all.push_back(merged(text, first, second, second, first));
          ++i;
          continue;
        }
        // Behind the date only a weekday: "9 November (Monday)"; another week in brackets only.
        const bool bracket = text.substr(first.span.end, gap).find('(') != std::string_view::npos;
        const bool weekday =
            names_weekday(second) && (bracket || (!second.week && second.nearest == 0));
        const bool aside = second.kind == WrittenDay::Kind::lunar ||
                           (second.kind == WrittenDay::Kind::reference && second.day == 0);
        if ((weekday || (bracket && aside)) && can_merge(second, first)) {
          all.push_back(merged(text, first, second, first, second));
          ++i;
          continue;
        }
      }
    }
    if (!days[i].beside_only) all.push_back(days[i]);
  }
  return all;
}

}  // namespace

WrittenDays scan_days(std::string_view folded) {
  WrittenDays found;
  const DateForms forms{folded, found};
  const DateWords& words = DateWords::instance();
  const auto first_of = [](std::size_t at, std::initializer_list<std::size_t> ends) {
    const auto read =
        std::find_if(ends.begin(), ends.end(), [&](std::size_t end) { return end != at; });
    return read == ends.end() ? at : *read;
  };
  for (std::size_t at = 0; at < folded.size() && found.days.size() < kMostDays;) {
    const auto lead = static_cast<unsigned char>(folded[at]);
    std::size_t end = at;
    if (is_ascii_digit(folded[at])) {
      end = first_of(at, {forms.numeric(at)});
      if (end == at) end = forms.day_first(at);
      if (end == at) end = forms.han(at);
      if (end == at) end = forms.days_away(at);
      if (end == at) {
        while (end < folded.size() && is_ascii_digit(folded[end])) ++end;
      }
    } else if (is_ascii_letter(folded[at])) {
      if (words.may_begin(folded, at)) {
        end = forms.month_first(at);
        if (end == at) end = forms.word(at);
      }
      if (end == at) end = forms.spelled(at);
      if (end == at) end = forms.days_away(at);
      if (end == at) {
        while (end < folded.size() && is_ascii_letter(folded[end])) ++end;
      }
    } else if (lead >= 0xE2) {
      const auto number = number_at(folded, at);
      const bool word = words.may_begin(folded, at);
      if (number || word) end = forms.han(at);
      if (end == at && word) end = forms.word(at);
      if (end == at && number) end = forms.days_away(at);
      if (end == at && number) end = number->end;
    }
    at = end == at ? at + 1 : end;
  }
  const auto by_place = [](const auto& a, const auto& b) { return a.span.begin < b.span.begin; };
  std::stable_sort(found.days.begin(), found.days.end(), by_place);
  found.days = merge_neighbours(folded, found.days);
  return found;
}

namespace {

// The hour, a bracketed weekday and the like behind the first of two days.
constexpr const char* kBehindDay =
    R"((?i)^(?: ?\([^()]{1,24}\))?(?:,? (?:at )?\d{1,2}(?::\d\d)? ?(?:a\.?m\.?|p\.?m\.?|noon)?)?(?:上午|下午|中午|早上|凌晨|晚上)?(?: ?\d{1,2}(?:[:时点]\d{0,2}分?)[正整半]?|[一二三四五六七八九十]{1,3}[时点][正整半]?)?)";

}  // namespace

bool joins_days(std::string_view between) {
  static const Pattern kJoin(
      std::string(kBehindDay) +
      R"([ ,]*(?:至|到|-|~|〜|、|及|和|与|或|以及|&|/|and|or|to|until|till|through|,)? ?(?:on )?$)");
  constexpr std::size_t kLongest = 60;
  return between.size() <= kLongest && kJoin.find(between).has_value();
}

bool joins_day_range(std::string_view between) {
  static const Pattern kRange(
      std::string(kBehindDay) +
      R"((?:开始|起)?[ ,]*(?:(?:一直)?至|到|-|~|〜|to|until|till|through|up to)(?:于|截至)? ?(?:and including )?(?:the )?$)");
  constexpr std::size_t kLongest = 60;
  return between.size() <= kLongest && kRange.find(between).has_value();
}

}  // namespace gongwatch::parser::facts
