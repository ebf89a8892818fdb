#include <algorithm>
#include <string>

#include "parser/facts/figure_periods.h"
#include "parser/facts/pattern.h"

namespace gongwatch::parser::facts {

void PeriodMemory::enter_paragraph() { ++paragraph_; }

void PeriodMemory::add(const Periods& periods) {
  if (!periods.empty()) entries_.push_back({periods, paragraph_});
}

const Periods* PeriodMemory::latest(std::size_t size, bool anywhere) const {
  for (auto entry = entries_.rbegin(); entry != entries_.rend(); ++entry) {
    if (!anywhere && entry->paragraph != paragraph_) return nullptr;
    if (entry->periods.size() == size) return &entry->periods;
  }
  return nullptr;
}

const Periods* PeriodMemory::latest_list(bool anywhere) const {
  for (auto entry = entries_.rbegin(); entry != entries_.rend(); ++entry) {
    if (!anywhere && entry->paragraph != paragraph_) return nullptr;
    if (entry->periods.size() > 1) return &entry->periods;
  }
  return nullptr;
}

std::optional<Periods> past_years(std::string_view clause, std::optional<CivilDate> reference,
                                  std::size_t count) {
  static const Pattern kPast(
      R"((?i)(?:过去|最近|近|往绩记录期)[^,;。]{0,6}?[两三四五](?:个|个完整)?(?:财政|会计)?年|\b(?:past|last|latest|previous) (?:two|three|four|five)\b)");
  // 最近两个年度(截至3月底止): what ended this year is the last.
  static const Pattern kEnded("截至([1-9]|1[0-2])月");
  if (!reference || !kPast.find(clause)) return std::nullopt;
  int next = static_cast<int>(reference->year());
  if (const auto ended = kEnded.find(clause)) {
    const std::string month(clause.substr(ended->groups[0].begin, ended->groups[0].size()));
    if (std::stoi(month) < static_cast<int>(static_cast<unsigned>(reference->month()))) ++next;
  }
  Periods periods;
  for (std::size_t k = count; k > 0; --k)
    periods.push_back("FY" + std::to_string(next - static_cast<int>(k)));
  return periods;
}

namespace {

// "at the end of 2023, 2024 and 2025": three ends.
PeriodList at_ends_of_years(const FigureSentence& sentence, const AsOf& as_of) {
  constexpr std::size_t kDay = 7;  // of "at 2023-12-31"
  const auto is_year = [](const std::string& period) { return period.compare(0, 2, "FY") == 0; };
  for (const PeriodList& years : sentence.periods) {
    if (years.periods.size() < 2 || !as_of.span.overlaps(years.span) ||
        !std::all_of(years.periods.begin(), years.periods.end(), is_year))
      continue;
    PeriodList ends{{as_of.span.begin, years.span.end}, {}};
    for (const std::string& year : years.periods)
      ends.periods.push_back("at " + year.substr(2) + as_of.period.substr(kDay));
    return ends;
  }
  return {as_of.span, {as_of.period}};
}

}  // namespace

std::vector<PeriodList> find_moments(const FigureContext& context, const FigureSentence& sentence) {
  static const Pattern kJoin(R"((?i)^[\s,、及和与年]*(?:and[\s,]*)?$)");
  const auto is_year = [](const std::string& period) {
    return period.size() == 6 && period.compare(0, 2, "FY") == 0;
  };
  std::vector<PeriodList> moments;
  const auto standing = find_as_of(context.text, sentence.span, context.dates, context.periods);
  for (const DateMention& date : dates_in(context.dates, sentence.span)) {
    if (!date.date || !sentence.span.contains(date.span)) continue;
    bool stands = std::any_of(standing.begin(), standing.end(),
                              [&](const AsOf& as_of) { return as_of.span.overlaps(date.span); });
    const std::string day = to_iso(*date.date).substr(4);
    PeriodList list{date.span, {"at " + to_iso(*date.date)}};
    for (const PeriodList& years : sentence.periods) {
      if (!std::all_of(years.periods.begin(), years.periods.end(), is_year)) continue;
      Periods at;
      for (const std::string& year : years.periods) at.push_back("at " + year.substr(2) + day);
      if (years.span.end <= list.span.begin &&
          kJoin.find(context.text.view({years.span.end, list.span.begin}))) {
        list.periods.insert(list.periods.begin(), at.begin(), at.end());
        stands = true;
      } else if (years.span.begin >= list.span.end &&
                 kJoin.find(context.text.view({list.span.end, years.span.begin}))) {
        list.periods.insert(list.periods.end(), at.begin(), at.end());
        list.span.end = years.span.end;
      }
    }
    if (stands) moments.push_back(std::move(list));
  }
  // 截至2024年底: a day that no date writes out.
  for (const AsOf& as_of : standing) {
    const bool told = std::any_of(moments.begin(), moments.end(), [&](const PeriodList& list) {
      return list.span.overlaps(as_of.span);
    });
    if (!told) moments.push_back(at_ends_of_years(sentence, as_of));
  }
  std::sort(moments.begin(), moments.end(),
            [](const PeriodList& a, const PeriodList& b) { return a.span.begin < b.span.begin; });
  return moments;
}

}  // namespace gongwatch::parser::facts
