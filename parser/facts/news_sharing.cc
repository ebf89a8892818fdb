#include "parser/facts/news_sharing.h"

#include <algorithm>

#include "parser/facts/news_joining.h"
#include "parser/facts/stages.h"

namespace gongwatch::parser::facts {

void part_ends(const std::vector<FoundEvent*>& events) {
  for (FoundEvent* end : events) {
    if (!is_end(end->event.stage) || day_of(*end) || end->maybe_past) continue;
    for (const FoundEvent* filing : events) {
      if (is_filing(filing->event.stage) && filing->sentence == end->sentence &&
          filing->in_title == end->in_title && filing->trigger.end <= end->trigger.begin &&
          filing->event.event_date)
        end->not_before = filing->event.event_date;
    }
  }
}

void share_paper(const std::vector<FoundEvent*>& events) {
  const auto is_news = [](const FoundEvent* one, Stage stage) {
    return one->event.stage == stage && !one->event.history && !one->outcome;
  };
  for (FoundEvent* one : events) {
    if (!is_news(one, Stage::allotted) || day_of(*one)) continue;
    for (const FoundEvent* other : events) {
      if (!is_news(other, Stage::priced) || one->event.disclosed_on) continue;
      one->event.disclosed_on = other->event.disclosed_on;
      // "set the price on Thursday night, and said that its offer was 2,148 times subscribed"
      if (!one->event.disclosed_on && one->sentence == other->sentence && !one->in_title &&
          !other->in_title)
        one->event.disclosed_on = other->event.event_date;
    }
  }
}

void share_pack(const std::vector<FoundEvent*>& events) {
  FoundEvent* hearing = nullptr;
  const FoundEvent* pack = nullptr;
  for (FoundEvent* one : events) {
    if (one->event.history || one->outcome) continue;
    if (one->event.stage == Stage::phip && one->event.disclosed_on) pack = one;
    if (one->event.stage != Stage::hearing) continue;
    if (!one->in_title || day_of(*one)) return;
    hearing = one;
  }
  if (hearing != nullptr && pack != nullptr) hearing->event.disclosed_on = pack->event.disclosed_on;
}

void follow_history(const std::vector<FoundEvent*>& events) {
  for (FoundEvent* one : events) {
    if (one->in_title || day_of(*one) || place_of(one->event.stage) < place_of(Stage::priced))
      continue;
    for (const FoundEvent* other : events) {
      if (other != one && other->event.stage == one->event.stage && other->event.history)
        one->event.history = true;
    }
  }
}

void look_back_on_the_way(const std::vector<FoundEvent*>& events) {
  constexpr int kSameStory = 3;  // days
  const auto is_offer = [](const FoundEvent& one) {
    return place_of(one.event.stage) >= place_of(Stage::launched);
  };
  for (FoundEvent* one : events) {
    const auto day = day_of(*one);
    if (!day || one->in_title || is_end(one->event.stage) || is_offer(*one)) continue;
    for (const FoundEvent* later : events) {
      const auto offer_day = day_of(*later);
      if (offer_day && is_offer(*later) && !later->outcome && !later->event.history &&
          !later->in_title && later->sentence == one->sentence &&
          later->trigger.begin > one->trigger.begin && days_between(*day, *offer_day) > kSameStory)
        one->event.history = true;
    }
  }
}

void undate_prices_of_first_days(std::vector<FoundEvent>& kept) {
  for (FoundEvent& one : kept) {
    const auto day = day_of(one);
    if (one.event.stage != Stage::priced || !day || one.in_title || one.in_table) continue;
    const bool first_day = std::any_of(kept.begin(), kept.end(), [&](const FoundEvent& other) {
      return other.issuer == one.issuer && other.event.stage == Stage::listed && !other.outcome &&
             other.event.event_date == day;
    });
    if (first_day) one.event.event_date.reset(), one.event.disclosed_on.reset();
  }
}

bool is_debut_of_weeks_ago(const std::vector<FoundEvent>& told, const FoundEvent& one, int age) {
  constexpr int kFresh = 10;  // days
  if (one.event.stage != Stage::listed || age <= kFresh || one.in_title || one.outcome)
    return false;
  return std::none_of(told.begin(), told.end(), [&](const FoundEvent& other) {
    return other.issuer == one.issuer && other.event.stage == Stage::listed && other.in_title;
  });
}

bool is_debut_of_months_ago(const FoundEvent& one, std::optional<CivilDate> reference) {
  constexpr int kMostDays = 120;
  const auto day = one.event.event_date ? one.event.event_date : one.event.disclosed_on;
  return day && reference && days_between(*day, *reference) <= kMostDays;
}

}  // namespace gongwatch::parser::facts
