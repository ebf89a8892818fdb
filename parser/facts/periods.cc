#include "parser/facts/periods.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <bitset>

#include "parser/facts/date_candidates.h"
#include "parser/facts/date_words.h"
#include "parser/facts/number_words.h"
#include "parser/facts/pattern.h"
#include "parser/facts/period_forms.h"

namespace gongwatch::parser::facts {
namespace {

// A period that ends behind a list of years keeps the list open; anything else closes it.
bool joins_periods(std::string_view between) {
  static const Pattern kJoin(
      R"((?i)^[\s,、及和与同或以]*(?:(?:and|as well as|以及|及|in|for|the|fiscal|financial|years?|ended|of|FY|于|截至)[\s,]*)*$)");
  return between.size() <= 60 && kJoin.find(between).has_value();
}

// The mention that holds the place; null: none.
const DateMention* date_at(const std::vector<DateMention>& dates, std::size_t place) {
  const auto after = std::upper_bound(
      dates.begin(), dates.end(), place,
      [](std::size_t at, const DateMention& date) { return at < date.span.begin; });
  if (after == dates.begin() || std::prev(after)->span.end <= place) return nullptr;
  return &*std::prev(after);
}

constexpr std::size_t kHanBytes = 3;

// The last two bytes of a Chinese character: enough for a first look.
std::size_t tail_of(std::string_view character) {
  return static_cast<unsigned char>(character[1]) * 0x100U +
         static_cast<unsigned char>(character[2]);
}

bool may_begin_han(std::string_view text, std::size_t at) {
  static const std::bitset<0x10000> starts = [] {
    constexpr std::string_view kFirst =
        "截上下首前头第今去本旧中次末财半明来零〇○◯一二两三四五六七八九十廿卅";
    std::bitset<0x10000> bits;
    for (std::size_t i = 0; i < kFirst.size(); i += kHanBytes) bits.set(tail_of(kFirst.substr(i)));
    return bits;
  }();
  return at + kHanBytes <= text.size() && starts.test(tail_of(text.substr(at, kHanBytes)));
}

// Whether a word may begin a period in English: "first", "five", "FY24", "H1", "January".
bool may_begin_latin(std::string_view text, std::size_t at) {
  const char second = at + 1 < text.size() ? text[at + 1] : ' ';
  if (text[at] == 'H' || text[at] == 'Q') {
    if (is_ascii_digit(second)) return true;
  } else if (text[at] == 'F' && second == 'Y') {
    return true;
  }
  constexpr std::size_t kPrefix = 3;
  constexpr std::array<std::string_view, 23> kPrefixes{
      "fir", "fiv", "fis", "fin", "fou", "sec", "sev", "six", "thi", "thr", "twe", "two",
      "ten", "nin", "eig", "ele", "one", "hal", "int", "yea", "qua", "las", "jan"};
  std::array<char, kPrefix> begin{};
  for (std::size_t i = 0; i < kPrefix; ++i) {
    const char c = at + i < text.size() ? text[at + i] : ' ';
    begin[i] = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
  }
  return std::find(kPrefixes.begin(), kPrefixes.end(), std::string_view(begin.data(), kPrefix)) !=
         kPrefixes.end();
}

class Reader {
 public:
  Reader(std::string_view text, const std::vector<DateMention>& dates, const PeriodContext& context)
      : forms_{text, dates, context.reference, 0} {}

  std::vector<PeriodList> run(std::size_t begin) {
    const std::string_view text = forms_.text;
    for (std::size_t at = begin; at < text.size();) {
      const DateMention* date = date_at(forms_.dates, at);
      if (date != nullptr && date->span.begin < at) {
        at = date->span.end;
        continue;
      }
      const auto list = read(at);
      // Of a day only what goes on behind it is a period: 2025年5月31日止五个月.
      const bool taken = list && !(date != nullptr && list->span.end <= date->span.end);
      if (taken) {
        add(*list);
        at = std::max(list->span.end, at + 1);
      } else {
        at = date != nullptr ? date->span.end : behind_word(at);
      }
    }
    return std::move(lists_);
  }

 private:
  std::optional<PeriodList> read(std::size_t at) const {
    const std::string_view text = forms_.text;
    const char c = text[at];
    if (static_cast<unsigned char>(c) >= 0x80)
      return may_begin_han(text, at) ? forms_.han(at) : std::nullopt;
    if (is_ascii_digit(c)) return read_figures(at);
    if (!is_ascii_letter(c) || !may_begin_latin(text, at)) return std::nullopt;
    auto list = forms_.latin(at);
    constexpr std::string_view kCodes = "FQH";
    if (!list && kCodes.find(c) != std::string_view::npos) list = forms_.han(at);
    return list;
  }

  std::optional<PeriodList> read_figures(std::size_t at) const {
    const std::string_view text = forms_.text;
    if (at > 0 && (is_ascii_letter(text[at - 1]) || text[at - 1] == '$')) return std::nullopt;
    const bool decimal =
        at > 1 && (text[at - 1] == '.' || text[at - 1] == ',') && is_ascii_digit(text[at - 2]);
    if (decimal) return std::nullopt;
    constexpr std::size_t kReach = 16;
    const std::string_view near = text.substr(at, kReach);
    const bool han = std::any_of(near.begin(), near.end(),
                                 [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
    if (han) {
      if (auto list = forms_.han(at)) return list;
      const auto number = number_at(text, at);
      DateCursor behind{text, number ? number->end : at};
      behind.blanks();
      if (behind.ahead("年")) return std::nullopt;
    }
    return forms_.latin(at);
  }

  std::size_t behind_word(std::size_t at) const {
    const std::string_view text = forms_.text;
    const auto lead = static_cast<unsigned char>(text[at]);
    if (lead >= 0x80) return at + (lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1);
    const bool digit = is_ascii_digit(text[at]);
    if (!digit && !is_ascii_letter(text[at])) return at + 1;
    std::size_t end = at;
    while (end < text.size() && (digit ? is_ascii_digit(text[end])
                                       : is_ascii_letter(text[end]) || is_ascii_digit(text[end])))
      ++end;
    return end;
  }

  void add(PeriodList list) {
    if (list.periods.empty()) return;
    int year = 0;
    for (const char c : list.periods.back().substr(list.periods.back().size() - 4))
      year = year * 10 + (c - '0');
    forms_.told_year = year;
    if (!lists_.empty() && lists_.back().span.end <= list.span.begin &&
        joins_periods(
            forms_.text.substr(lists_.back().span.end, list.span.begin - lists_.back().span.end))) {
      PeriodList& open = lists_.back();
      open.span.end = list.span.end;
      open.periods.insert(open.periods.end(), list.periods.begin(), list.periods.end());
    } else {
      lists_.push_back(std::move(list));
    }
  }

  PeriodForms forms_;
  std::vector<PeriodList> lists_;
};

// The last day of a month, or of a year (month 12).
std::optional<CivilDate> last_day(int year, int month) {
  for (const int day : {31, 30, 29, 28}) {
    if (const auto date = day_at(year, month, day)) return date;
  }
  return std::nullopt;
}

// "at the end of 2024", 截至去年底, 截至9月底.
void add_ends(const PreparedText& text, Span in, const PeriodContext& context,
              std::vector<AsOf>& found) {
  static const Pattern kEnglish(
      R"((?i)\b(?:as (?:of|at)|at|up to|until) (?:the )?(?:end of |end-|year-end |year end )(?:(January|February|March|April|May|June|July|August|September|October|November|December)\b,?(?: of)? ?)?(20\d\d|last year|this year)?)");
  static const Pattern kHan(
      R"((?:截至|截止|于|在|到)?((?:20\d\d|去|今|本|上) ?年)?(?: ?(1[012]|[1-9]) ?月)?(?:年)?[底末](止)?)");
  const auto year_of_words = [&](std::string_view words, int month) -> std::optional<int> {
    if (const auto number = number_at(words, 0); number && number->figures == 4)
      return number->value;
    if (!context.reference) return std::nullopt;
    const int year = year_of(*context.reference);
    if (begins_with_any(words, {"去", "上", "last", "Last"})) return year - 1;
    if (!words.empty()) return year;
    return month_of(*context.reference) >= month ? year : year - 1;
  };
  const auto add = [&](Span span, std::string_view year_words, int month) {
    const auto year = year_of_words(year_words, month);
    const auto day = year ? last_day(*year, month) : std::nullopt;
    if (!day || (context.reference && days_between(*context.reference, *day) > 0)) return;
    found.push_back({span, "at " + to_iso(*day)});
  };
  for (const Match& match : kEnglish.find_all(text.folded(), in)) {
    const int month =
        match.has(0) ? static_cast<int>(month_number(text.view(match.groups[0]))) : 12;
    if (!match.has(0) && !match.has(1)) continue;
    Span span = match.span;
    while (text.folded()[span.end - 1] == ' ') --span.end;
    add(span, match.has(1) ? text.view(match.groups[1]) : std::string_view(), month);
  }
  for (const Match& match : kHan.find_all(text.folded(), in)) {
    if (match.has(2) || (!match.has(0) && !match.has(1))) continue;
    // "2025年末现金为…" opens its clause.
    const bool first = match.has(0) && (match.span.begin == in.begin ||
                                        text.folded()[match.span.begin - 1] == ',' ||
                                        text.folded()[match.span.begin - 1] == ';');
    const bool opened = first || begins_with_any(text.view(match.span), {"截", "于", "在", "到"});
    const std::string_view behind =
        text.view({match.span.end, std::min(in.end, match.span.end + 24)});
    if (!opened || begins_with_any(behind, {"止", "前", "的三个", "三年"})) continue;
    const int month = match.has(1) ? small_number(text.view(match.groups[1])).value_or(0) : 12;
    add(match.span, match.has(0) ? text.view(match.groups[0]) : std::string_view(), month);
  }
}

}  // namespace

std::vector<PeriodList> find_periods(const PreparedText& text, Span in,
                                     const std::vector<DateMention>& dates,
                                     const PeriodContext& context) {
  return Reader(text.folded().substr(0, in.end), dates, context).run(in.begin);
}

std::vector<AsOf> find_as_of(const PreparedText& text, Span in,
                             const std::vector<DateMention>& dates, const PeriodContext& context) {
  static const Pattern kOpener(
      R"((?i)(?:\bas (?:of|at)|\bat|\bup to|截至|截止|(?:^|[^将计期已定应须并曾经记料拟起])于)\s*$)");
  static const Pattern kPeriodEnd("^止[^,;。]");
  std::vector<AsOf> found;
  auto date = std::lower_bound(
      dates.begin(), dates.end(), in.begin,
      [](const DateMention& mention, std::size_t begin) { return mention.span.begin < begin; });
  for (; date != dates.end() && date->span.begin < in.end; ++date) {
    if (!in.contains(date->span) || !date->date) continue;
    const Span before{
        std::max(in.begin, date->span.begin - std::min<std::size_t>(date->span.begin, 24)),
        date->span.begin};
    if (!kOpener.find(text.view(before)) || kPeriodEnd.find(text.view({date->span.end, in.end})))
      continue;
    found.push_back({date->span, "at " + to_iso(*date->date)});
  }
  const std::string_view words = text.view(in);
  if (words.find("底") != std::string_view::npos || words.find("末") != std::string_view::npos ||
      words.find(" end") != std::string_view::npos)
    add_ends(text, in, context, found);
  std::sort(found.begin(), found.end(),
            [](const AsOf& a, const AsOf& b) { return a.span.begin < b.span.begin; });
  return found;
}

}  // namespace gongwatch::parser::facts
