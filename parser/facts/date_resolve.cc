#include "parser/facts/date_resolve.h"

#include <algorithm>
#include <string_view>

#include "parser/facts/date_candidates.h"
#include "parser/facts/date_resolver.h"
#include "parser/facts/date_tense.h"
#include "parser/facts/pattern.h"

namespace gongwatch::parser::facts {
namespace {

constexpr int kWeek = 7;

}  // namespace

std::vector<DateMention> DateResolver::run() {
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

void DateResolver::move_to(std::size_t place) {
  const auto& sentences = text_.sentences();
  while (sentence_ + 1 < sentences.size() && sentences[sentence_].span.end <= place) ++sentence_;
  // Years told before this day, by months and years alone.
  while (month_ < written_.months.size() && written_.months[month_].span.begin < place) ++month_;
}

Span DateResolver::sentence() const {
  return text_.sentences().empty() ? text_.whole() : text_.sentences()[sentence_].span;
}

bool DateResolver::resolve(const WrittenDay& day, DateMention& mention) {
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

const DateMention* DateResolver::joined_before(const WrittenDay& day) const {
  if (found_.empty() || found_.back().span.end > day.span.begin) return nullptr;
  return joins_days(text_.view({found_.back().span.end, day.span.begin})) ? &found_.back()
                                                                          : nullptr;
}

const WrittenDay* DateResolver::joined_behind(const WrittenDay& day) const {
  if (index_ + 1 >= written_.days.size()) return nullptr;
  const WrittenDay& next = written_.days[index_ + 1];
  if (next.span.begin < day.span.end) return nullptr;
  return joins_days(text_.view({day.span.end, next.span.begin})) ? &next : nullptr;
}

std::optional<CivilDate> DateResolver::told_before() const {
  const auto& sentences = text_.sentences();
  if (sentences.empty()) return std::nullopt;
  constexpr std::size_t kBefore = 2;
  const std::size_t own = sentences[sentence_].span.begin;
  const std::size_t from = sentences[sentence_ - std::min(sentence_, kBefore)].span.begin;
  for (auto mention = found_.rbegin(); mention != found_.rend() && mention->span.begin >= from;
       ++mention) {
    const bool ahead = mention->date && reference_ && days_between(*reference_, *mention->date) > 0;
    if (mention->date && (mention->span.begin >= own || !ahead)) return mention->date;
  }
  return std::nullopt;
}

std::optional<CivilDate> DateResolver::told_of_late() const {
  constexpr int kNews = 10;          // days
  constexpr std::size_t kMost = 40;  // mentions
  std::size_t looked = 0;
  for (auto mention = found_.rbegin(); mention != found_.rend() && looked < kMost; ++mention) {
    ++looked;
    if (!mention->date || !reference_) continue;
    const int age = days_between(*mention->date, *reference_);
    if (age >= 0 && age <= kNews) return mention->date;
  }
  return std::nullopt;
}

std::optional<CivilDate> DateResolver::what_it_came_after(const WrittenDay& day) const {
  static const Pattern kEnded(
      R"((?i)^ (?:its|their|the|an?|that|(?-i:[A-Z])[\w&.-]*(?: (?-i:[A-Z])[\w&.-]*){0,3}'s?) (?:[a-z-]+ ){0,5}?(?:(?:had|has|was|were|automatically) )*(?:lapsed|expired|ran out|went stale|timed out|became invalid|withdrawn|returned|rejected)\b)");
  constexpr std::size_t kReach = 80;
  if (!day.anchor_behind || day.offset <= 0 ||
      !kEnded.find(text_.folded().substr(day.span.end, kReach)))
    return std::nullopt;
  if (!found_.empty() && found_.back().date && found_.back().span.begin >= sentence().begin)
    return plus_days(*found_.back().date, -day.offset);
  if (index_ + 1 >= written_.days.size()) return std::nullopt;
  const WrittenDay& next = written_.days[index_ + 1];
  if (next.span.begin < day.span.end || next.span.end > sentence().end) return std::nullopt;
  std::optional<CivilDate> main;
  if (next.kind == WrittenDay::Kind::weekday) main = weekday(next);
  if (next.kind == WrittenDay::Kind::reference && next.day == 0 && reference_)
    main = plus_days(*reference_, next.offset);
  if (next.kind == WrittenDay::Kind::calendar) {
    DateMention anchor;
    anchor.span = next.span;
    calendar(next, anchor);
    main = anchor.date;
  }
  return main ? std::optional(plus_days(*main, -day.offset)) : std::nullopt;
}

std::optional<CivilDate> DateResolver::from_other(const WrittenDay& day) const {
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
  if (const auto earlier = what_it_came_after(day)) return earlier;
  // "on Wednesday, one day after its attempt ran out": the day before the comma over again.
  static const Pattern kBeside(R"((?i)^(?: (?:evening|night|morning|afternoon))?\W{0,3}$)");
  if (day.anchor_behind && !found_.empty() && found_.back().span.end <= day.span.begin &&
      kBeside.find(text_.view({found_.back().span.end, day.span.begin}))) {
    // What it came after was that much earlier.
    static const Pattern kEnd(
        R"((?i)^ (?:passing|clearing|submitting|winning|receiving|(?:its|the|an?|that) (?:[a-z-]+ ){0,5}?(?:lapsed|lapse|expired|expiry|ran out|went stale|timed out|was withdrawn|hearing|heard|considered|met|approved|cleared|passed|filing|filed))\b)");
    const std::string_view behind = text_.folded().substr(day.span.end, 80);
    if (day.offset > 0 && found_.back().date && kEnd.find(behind))
      return plus_days(*found_.back().date, -day.offset);
    return std::nullopt;
  }
  auto anchor = told_before();
  // "同日上市的还有…" at a sentence's beginning: the news's day, not that of what was looked back
  // on.
  if (day.offset == 0 && day.span.begin == sentence().begin) {
    if (const auto news = told_of_late()) anchor = news;
  }
  // "甲今日起至周四招股,乙亦于同日招股": the day on which it began.
  static const Pattern kUntil("^(?:起|开始|\\([^)]{0,12}\\))*(?:至|到)$");
  if (const std::size_t told = found_.size();
      day.offset == 0 && told > 1 && found_[told - 1].date == anchor && found_[told - 2].date &&
      found_[told - 2].span.end <= found_[told - 1].span.begin &&
      kUntil.find(text_.view({found_[told - 2].span.end, found_[told - 1].span.begin})))
    anchor = found_[told - 2].date;
  if (!anchor) return std::nullopt;
  return plus_days(*anchor, day.offset);
}

std::optional<CivilDate> DateResolver::first_of_offer(const WrittenDay& day) const {
  std::optional<CivilDate> spoken = reference_;
  // "… on Friday, the second day of its offer"
  constexpr std::size_t kNear = 48;
  constexpr int kWeekAgo = 7;
  if (const DateMention* last = found_.empty() ? nullptr : &found_.back();
      last != nullptr && last->date && reference_ && last->span.end <= day.span.begin &&
      day.span.begin - last->span.end <= kNear) {
    const std::string_view between = text_.view({last->span.end, day.span.begin});
    const int age = days_between(*last->date, *reference_);
    if (between.find_first_of(".;\n") == std::string_view::npos &&
        between.find("。") == std::string_view::npos && age >= 0 && age <= kWeekAgo)
      spoken = last->date;
  }
  // "去年11月20日首次招股,…在招股第四日决定押后": of that offer.
  if (const DateMention* last = found_.empty() ? nullptr : &found_.back();
      last != nullptr && last->date && reference_ && last->span.begin >= sentence().begin &&
      days_between(*last->date, *reference_) > 4 * kWeekAgo)
    return std::nullopt;
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

std::optional<CivilDate> DateResolver::weekday(const WrittenDay& day) const {
  if (!reference_) return std::nullopt;
  const int today = weekday_of(*reference_);
  // A Sunday's column looks back on the week that is over: 上周五 was two days ago.
  constexpr int kSunday = 7;
  const bool over = today == kSunday && day.week == -1;
  if (day.week) return plus_days(*reference_, day.weekday - today + (over ? 0 : kWeek * *day.week));
  const int back = (today - day.weekday + kWeek) % kWeek;
  const int ahead = (day.weekday - today + kWeek) % kWeek;
  // "last Friday" on a Saturday is no name for yesterday.
  if (day.nearest < 0) return plus_days(*reference_, back <= 1 ? -back - kWeek : -back);
  if (day.nearest > 0) return plus_days(*reference_, ahead == 0 ? kWeek : ahead);
  if (const DateMention* before = joined_before(day); before != nullptr && before->date) {
    const int behind = (day.weekday - weekday_of(*before->date) + kWeek) % kWeek;
    return plus_days(*before->date, behind);
  }
  // "…, and the shares start trading on Wednesday": a timetable, whatever was done before.
  static const Pattern kTimetable(
      R"((?i)\b(?:(?:shares|stock|trading|dealings?|it|they|which|company|firm|group) (?:then |also |formally )?(?:starts?|begins?|commences?|debuts|lists|opens|closes|trades?)|(?:shares|they) debut|(?-i:[A-Z])[\w&.'-]* (?:starts|begins|commences|debuts|lists|opens))(?: (?:trading|dealings?|to trade|in hong kong|on the (?:main board|exchange|hong kong (?:stock )?exchange)))?(?: from| on)? $)");
  constexpr std::size_t kReach = 64;
  const Span front{std::max(sentence().begin, day.span.begin - std::min(day.span.begin, kReach)),
                   day.span.begin};
  const Tense tense = tense_around(text_, sentence(), day.span);
  // "周一开始招股" on a Friday: Chinese calls the coming Monday 下周一.
  constexpr int kFriday = 5;
  const bool han = static_cast<unsigned char>(text_.folded()[day.span.begin]) >= 0x80;
  const bool next_week = han && today <= kFriday && day.weekday < today;
  const bool forward = tense == Tense::future ||
                       (tense == Tense::nearest && ahead < back && !next_week) ||
                       kTimetable.find(text_.view(front));
  // Chinese says 今日 for today: in a look back on a week 周一 is that week's.
  if (!forward && back == 0 && week_told_ && han) {
    const CivilDate told = plus_days(*week_told_, day.weekday - weekday_of(*week_told_));
    constexpr int kTwoWeeks = 14;
    if (const int ago = days_between(told, *reference_); ago > 0 && ago < kTwoWeeks) return told;
  }
  return plus_days(*reference_, forward ? ahead : -back);
}

void DateResolver::mark_ranges() {
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

std::vector<DateMention> resolve_days(const PreparedText& text, const WrittenDays& written,
                                      std::optional<CivilDate> reference) {
  return DateResolver(text, written, reference).run();
}

}  // namespace gongwatch::parser::facts
