#include "tests/support/market_lives.h"

#include <algorithm>

namespace gongwatch::testing_support {
namespace {

using Kind = MarketDocument::Kind;

constexpr int kHalfYear = 182;
constexpr int kSaturday = 3;  // day 0 is a Wednesday

int weekday(int day) { return ((day % 7) + 7) % 7; }

// Half of the hearings are passed on a Thursday, and told on the Sunday behind it.
int posting_day(int day, Prng& random) {
  constexpr int kSunday = kSaturday + 1;
  return random.chance(450) ? day + (kSunday - weekday(day) + 7) % 7 : day;
}

}  // namespace

int Lives::working_day(int day, Prng& random) const {
  const int over = weekday(day) - kSaturday;
  return (over == 0 || over == 1) && random.chance(900) ? day - 1 - over : day;
}

void Lives::post(MarketApplication& application, Kind kind, int day, int submission,
                 Prng& random) const {
  MarketDocument document;
  document.day = day;
  document.kind = kind;
  document.submission = submission;
  document.number = random.between(100, 9'999);
  if (random.chance(40)) document.renumbered_on = day + random.between(1, 20);
  document.in_chinese = random.chance(860);
  application.documents.push_back(document);
}

void Lives::post_phip(MarketApplication& application, int day, int until, Prng& random) const {
  const std::size_t first = application.documents.size();
  post(application, Kind::phip, day, 1, random);
  const int again = day + random.between(3, 20);
  if (again >= until || !random.chance(250)) return;
  post(application, Kind::phip, again, 2, random);
  // Rows that are read first on day 0 show all there was: nothing else could tell the first day.
  if (again > 3 && random.chance(500)) application.documents[first].dropped_on = again;
}

void Lives::pass_hearing(MarketApplication& application, Prng& random) const {
  const int phip = posting_day(application.filed + random.between(50, 170), random);
  const int roll = random.between(1, 1000);
  if (roll <= 50) {
    application.end = MarketEnd::lapsed;
    application.end_day = std::max(application.filed + kHalfYear, phip + 20);
    post_phip(application, phip, application.end_day, random);
    return;
  }
  application.end = MarketEnd::listed;
  application.end_day = phip + random.between(8, 25);
  post_phip(application, phip, application.end_day, random);
  if (roll > 90) return;
  // The stage goes back: a new Application Proof behind the PHIP.
  const int proof = phip + random.between(21, 45);
  post(application, Kind::proof, proof, random.chance(500) ? 2 : 1, random);
  const int second = posting_day(proof + random.between(20, 60), random);
  if (roll <= 74) {
    application.end_day = second + random.between(8, 20);
    post_phip(application, second, application.end_day, random);
  } else {
    application.end = MarketEnd::lapsed;
    application.end_day = proof + kHalfYear;
  }
}

void Lives::live(MarketApplication& application, Prng& random) const {
  const int filed = application.filed;
  const int roll = random.between(1, 1000);
  application.end_day = filed + random.between(30, 150);
  if (roll <= 4 && application.board == Board::main) {
    application.end = MarketEnd::returned;
    application.end_day = filed + 5;
    clip(application);
    return;
  }
  post(application, Kind::proof, filed, 1, random);
  if (random.chance(900)) {
    post(application, Kind::announcement, random.chance(850) ? filed : filed + 2, 1, random);
  }
  const int extra = filed + random.between(20, 45);
  if (random.chance(70) && roll > 30)
    post(application, Kind::proof, extra, random.chance(500) ? 2 : 0, random);
  if (roll <= 30 && application.board == Board::main) {
    application.end = MarketEnd::returned;
    application.end_day = filed + random.between(9, 25);
  } else if (roll <= 90) {
    application.end = MarketEnd::withdrawn;
    application.end_day += 20;
  } else if (roll <= 110) {
    application.end = MarketEnd::rejected;
    application.end_day += 20;
  } else if (roll <= 115) {
    application.end = MarketEnd::unknown;
    application.end_day += 20;
  } else if (roll <= 520) {
    application.end = MarketEnd::lapsed;
    application.end_day = filed + kHalfYear + random.between(-1, 3);
  } else {
    pass_hearing(application, random);
  }
  application.links_removed = application.end != MarketEnd::listed && random.chance(100);
  clip(application);
}

void Lives::stay(MarketApplication& application, bool with_phip, Prng& random) const {
  post(application, Kind::proof, application.filed, 1, random);
  if (with_phip) post(application, Kind::phip, application.filed + 80, 1, random);
}

// What would come too late to be seen does not happen.
void Lives::clip(MarketApplication& application) const {
  auto& documents = application.documents;
  std::stable_sort(documents.begin(), documents.end(),
                   [](const auto& a, const auto& b) { return a.day < b.day; });
  std::erase_if(documents, [&](const auto& document) { return document.day > last_day_; });
  for (MarketDocument& document : documents) {
    if (document.dropped_on > last_day_) document.dropped_on = MarketDocument::kNever;
  }
  if (application.end_day > last_day_) {
    application.end = MarketEnd::none;
    application.end_day = MarketDocument::kNever;
  }
}

std::optional<int> Lives::filed_again(const MarketApplication& application, Prng& random) const {
  const auto behind = [&](int per_mille, int from, int least, int most) {
    const bool again = random.chance(per_mille);
    const int day = from + random.between(least, most);
    return again ? std::optional(day) : std::nullopt;
  };
  switch (application.end) {
    case MarketEnd::lapsed:
      // Counted from the filing: some file again before the old one has lapsed.
      if (application.end_day > application.filed + kHalfYear + 3)
        return behind(300, application.end_day, 10, 60);
      return behind(600, application.filed, 167, 202);
    case MarketEnd::withdrawn:
      return behind(300, application.end_day, 20, 100);
    case MarketEnd::rejected:
      return behind(100, application.end_day, 60, 120);
    case MarketEnd::returned:
      return behind(400, application.end_day, 20, 60);
    default:
      return std::nullopt;
  }
}

void Lives::vanish(MarketApplication& application, Prng& random) const {
  const int least = std::max(1, application.filed + 3);
  if (!random.chance(25) || application.documents.empty() || least > last_day_ - 8) return;
  // Short lists stay whole: one that runs empty is an alarm of its own.
  if (application.board == Board::gem || application.end == MarketEnd::returned) return;
  Vanishing vanishing;
  vanishing.from_day = random.between(least, last_day_ - 8);
  vanishing.until_day = vanishing.from_day + random.between(1, 5);
  const int languages = random.between(1, 3);
  vanishing.in_english = languages != 1;
  vanishing.in_chinese = languages != 2;
  application.vanishings.push_back(vanishing);
}

void Lives::tell(MarketApplication& application) const {
  auto& events = application.events;
  const bool over = application.end_day <= 0;  // before anybody looked
  bool phip = false;
  bool any = false;
  for (const MarketDocument& document : application.documents) {
    if (document.kind == Kind::announcement ||
        (document.kind == Kind::proof && document.submission == 0))
      continue;
    if (document.kind == Kind::phip) {
      if (!phip) events.push_back({Stage::phip, document.day});
      phip = true;
    } else if (!any || document.submission > 1 || phip) {
      events.push_back({any ? Stage::refiled : Stage::filed, document.day});
      phip = false;
      any = true;
    }
  }
  if (over && application.links_removed) events.clear();
  if (over && application.end == MarketEnd::listed) {
    // The list of the listed shows the last PHIP and nothing before it.
    const auto last = std::find_if(events.rbegin(), events.rend(),
                                   [](const auto& event) { return event.stage == Stage::phip; });
    const MarketEvent shown = *last;
    events.assign(1, shown);
  }
  switch (application.end) {
    case MarketEnd::listed:
      return events.push_back({Stage::listed, std::nullopt});
    case MarketEnd::lapsed:
      return events.push_back({Stage::lapsed, std::nullopt});
    case MarketEnd::withdrawn:
      return events.push_back({Stage::withdrawn, std::nullopt});
    case MarketEnd::rejected:
      return events.push_back({Stage::rejected, std::nullopt});
    case MarketEnd::returned:
      return events.push_back({Stage::returned, application.end_day});
    default:
      return;
  }
}

}  // namespace gongwatch::testing_support
