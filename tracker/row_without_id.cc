// Whom a row without an HKEX id is about: returned applications, the consolidated index, the CSRC's
// list. A name alone says which issuer; a day says which of its applications.
#include <algorithm>
#include <cstdlib>

#include "tracker/identity.h"
#include "tracker/row_view.h"

namespace gongwatch::tracker {
namespace {

constexpr int kNeighbourDays = 3;
constexpr int kLongestProcessDays = 400;  // from a filing to the end of that application
constexpr int kLongestLeadDays = 200;     // the CSRC may be told before HKEX

bool is_returned_on(const KnownApplication& application, CivilDate day) {
  return std::any_of(application.stages.begin(), application.stages.end(), [&](const auto& fact) {
    return fact.official && fact.stage == Stage::returned && fact.event_date == day;
  });
}

bool is_over(const KnownApplication& application) {
  return std::any_of(application.stages.begin(), application.stages.end(), [](const auto& fact) {
    return fact.official && (is_end(fact.stage) || fact.stage == Stage::listed);
  });
}

enum class Fit { no, loose, day };

// The day of the first posting names the application.
Fit fits_index_row(const KnownApplication& application, const RowView& view) {
  const auto filed = filed_on(application);
  if (!filed || !view.row.filed_on) return Fit::loose;
  return within_days(*filed, *view.row.filed_on, kNeighbourDays) ? Fit::day : Fit::no;
}

// The application that was under way when it was returned.
Fit fits_returned_row(const KnownApplication& application, const RowView& view) {
  const CivilDate day = *view.row.stage_on;
  if (is_returned_on(application, day)) return Fit::day;
  if (is_over(application)) return Fit::no;
  const auto filed = filed_on(application);
  if (!filed) return Fit::loose;
  const int days = days_between(*filed, day);
  return days >= -kNeighbourDays && days <= kLongestProcessDays ? Fit::day : Fit::no;
}

Fit fits_csrc_row(const KnownApplication& application, const RowView& view) {
  const auto filed = filed_on(application);
  if (!view.row.stage_on || !filed) return is_over(application) ? Fit::no : Fit::loose;
  const int days = days_between(*filed, *view.row.stage_on);
  return days >= -kLongestLeadDays && days <= kLongestProcessDays ? Fit::day : Fit::no;
}

Fit fit_of(const KnownApplication& application, const RowView& view) {
  if (view.row.filed_on) return fits_index_row(application, view);
  if (view.row.stage == Stage::returned && view.row.stage_on) {
    return fits_returned_row(application, view);
  }
  return fits_csrc_row(application, view);
}

// The newest of the issuer's applications that fit by day, else the one that fits at all.
RowMatch best_of(const Index& index, IssuerId issuer, const RowView& view) {
  const KnownApplication* loose = nullptr;
  int loose_fits = 0;
  for (const KnownApplication* application : index.newest_first(issuer)) {
    const Fit fit = fit_of(*application, view);
    if (fit == Fit::day) return {application->application_id, "name+date", false};
    if (fit == Fit::loose) {
      ++loose_fits;
      loose = application;
    }
  }
  if (loose_fits == 1) return {loose->application_id, "name", false};
  return {};
}

// The same returned application in the list of the other language: the day and the sponsors agree,
// and it has no name in this script yet.
RowMatch by_day_and_sponsors(const Index& index, const RowView& view) {
  RowMatch match;
  if (view.row.stage != Stage::returned || !view.row.stage_on || view.context.sponsors.empty()) {
    return match;
  }
  std::vector<std::string> firms;
  for (const auto& sponsor : view.context.sponsors) {
    if (sponsor.firm) firms.push_back(*sponsor.firm);
  }
  std::sort(firms.begin(), firms.end());
  if (firms.empty()) return match;
  int found = 0;
  for (const KnownApplication* application : index.returned_on(*view.row.stage_on)) {
    auto known = application->sponsors;
    std::sort(known.begin(), known.end());
    const auto& names = index.issuer(application->issuer_id).names;
    const bool named = std::any_of(names.begin(), names.end(), [&](const IssuerName& name) {
      return name.kind == NameKind::official && has_han(name.name) == has_han(view.name);
    });
    if (named || known != firms) continue;
    ++found;
    match = {application->application_id, "date+sponsors", false};
  }
  return found == 1 ? match : RowMatch{};
}

}  // namespace

RowMatch match_without_id(const Index& index, const RowView& view) {
  std::vector<RowMatch> by_day, by_name;
  for (const IssuerId issuer : issuers_named(index, view, false)) {
    RowMatch match = best_of(index, issuer, view);
    if (!match.application) continue;
    (match.by == "name" ? by_name : by_day).push_back(std::move(match));
  }
  const auto& found = by_day.empty() ? by_name : by_day;
  if (found.size() == 1) return found.front();
  if (found.size() > 1) return {std::nullopt, {}, true};
  return by_day_and_sponsors(index, view);
}

}  // namespace gongwatch::tracker
