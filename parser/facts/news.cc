#include "parser/facts/news.h"

#include <algorithm>
#include <map>

#include "parser/facts/news_joining.h"
#include "parser/facts/news_sharing.h"
#include "parser/facts/stages.h"

namespace gongwatch::parser::facts {
namespace {

// News is told within weeks; a monthly column is the slowest teller.
constexpr int kNewsDays = 40;
// A stage this much before the news is another event's background.
constexpr int kSameStory = 3;
constexpr int kOfferDays = 10;

class NewsDesk {
 public:
  NewsDesk(std::vector<FoundEvent> told, std::optional<CivilDate> reference)
      : told_(std::move(told)), reference_(reference) {}

  std::vector<FoundEvent> run() {
    reference_ = day_of_writing();
    for (FoundEvent& one : told_) mark_by_words_and_days(one);
    std::map<std::size_t, std::vector<FoundEvent*>> by_issuer;
    for (FoundEvent& one : told_) {
      if (!one.outcome) by_issuer[one.issuer].push_back(&one);
    }
    for (const FoundEvent& one : told_) {
      if (one.outcome != Outcome::postponed || one.past || one.older_month) continue;
      // Its offer is broken off: that of its own sentence, if that tells one.
      const auto& offers = by_issuer[one.issuer];
      const auto beside = [&](const FoundEvent* other) {
        return other->event.stage == Stage::launched && other->sentence == one.sentence &&
               other->in_title == one.in_title;
      };
      const bool own = std::any_of(offers.begin(), offers.end(), beside);
      // "7月19日押后上市,9月18日再次招股": another attempt.
      const auto later = [&](const FoundEvent* other) {
        const auto end = day_of(one);
        const auto day = day_of(*other);
        return end && day && days_between(*end, *day) > kOfferDays;
      };
      for (FoundEvent* other : offers)
        other->event.history |=
            other->event.stage == Stage::launched && (own ? beside(other) : !later(other));
    }
    for (auto& [issuer, events] : by_issuer) {
      follow_history(events);
      part_ends(events);
      share_paper(events);
      share_pack(events);
      date_debut(events);
      look_back_at_price(events);
      look_back_on_the_way(events);
      end_postponed_offers(issuer, events);
      tell_refilings(events);
      decide(events);
    }
    kept_ = join_tellings(std::move(told_));
    for (FoundEvent& one : kept_) {
      if (one.only_said && one.event.event_date) one.event.disclosed_on.reset();
      // A first day of dealings is told on the day itself.
      if (one.event.stage == Stage::listed && !one.event.event_date && !one.outcome)
        std::swap(one.event.event_date, one.event.disclosed_on);
    }
    undate_prices_of_first_days(kept_);
    drop_what_cannot_be();
    return std::move(kept_);
  }

 private:
  // A page kept for months: its headline's news is no history, whenever it was fetched.
  std::optional<CivilDate> day_of_writing() const {
    std::optional<CivilDate> latest;
    for (const FoundEvent& one : told_) {
      const auto day = day_of(one);
      if (!day || one.outcome || one.past || !reference_ || one.in_table) continue;
      if (days_between(*day, *reference_) <= kNewsDays) return reference_;
      const bool headed = std::any_of(told_.begin(), told_.end(), [&](const FoundEvent& other) {
        return other.in_title && !other.past && !other.outcome && other.issuer == one.issuer &&
               other.event.stage == one.event.stage;
      });
      if (headed && (!latest || days_between(*latest, *day) > 0)) latest = day;
    }
    return latest ? latest : reference_;
  }

  // "甲已于11月8日通过聆讯" at the end of what is told on the 25th: how far it had come.
  bool is_told_as_background(const FoundEvent& one, CivilDate day) const {
    constexpr int kFresh = 12;           // days
    constexpr std::size_t kOpening = 5;  // sentences
    if (one.in_title || one.sentence < kOpening || one.outcome || is_end(one.event.stage) ||
        days_between(day, *reference_) <= kFresh)
      return false;
    return std::all_of(told_.begin(), told_.end(), [&](const FoundEvent& other) {
      return other.issuer == one.issuer && !other.in_table &&
             (!other.in_title || other.event.stage != one.event.stage);
    });
  }

  void mark_by_words_and_days(FoundEvent& one) const {
    if (one.in_table) return;  // its row has decided
    const auto day = day_of(one);
    if (day && reference_ && is_told_as_background(one, *day)) one.event.history = true;
    if (one.older_month) one.event.history = true;
    if (day && reference_) {
      const int age = days_between(*day, *reference_);
      if (age > kNewsDays) one.event.history = true;
      if (is_debut_of_weeks_ago(told_, one, age)) one.event.history = true;
      // What is dated after the article cannot have happened.
      if (age < 0 && !one.outcome) one.outcome = Outcome::planned;
      // "will take orders from today": it has begun.
      if (age >= 0 && age <= kSameStory && one.event.stage == Stage::launched &&
          one.event.event_date && one.outcome == Outcome::planned)
        one.outcome.reset();
      if (age >= 0 && age <= kSameStory) return;
    }
    if (one.past) one.event.history = true;
  }

  // A first day that the headline tells, and of which nobody says when it was: it is the day's
  // news.
  void date_debut(const std::vector<FoundEvent*>& events) const {
    FoundEvent* debut = nullptr;
    bool in_title = false;
    for (FoundEvent* one : events) {
      if (one->event.stage != Stage::listed || one->event.history || one->past) continue;
      if (day_of(*one)) return;
      in_title = in_title || one->in_title;
      if (!one->in_title && debut == nullptr) debut = one;
    }
    // "Cobalt doubles on debut": the headline alone.
    if (debut == nullptr && in_title) {
      for (FoundEvent* one : events) {
        if (one->event.stage == Stage::listed && one->in_title && !one->past && !one->outcome)
          debut = one;
      }
    }
    if (debut != nullptr && in_title && reference_) debut->event.event_date = *reference_;
  }

  // "公开发售自3月8日启动": of an offer whose listing is put off, how it began is history.
  void end_postponed_offers(std::size_t issuer, const std::vector<FoundEvent*>& events) const {
    const bool postponed = std::any_of(told_.begin(), told_.end(), [&](const FoundEvent& one) {
      return one.issuer == issuer && one.outcome == Outcome::postponed && !one.past &&
             place_of(one.event.stage) >= place_of(Stage::launched);
    });
    if (!postponed) return;
    for (FoundEvent* one : events) {
      const auto day = day_of(*one);
      if (one->event.stage == Stage::launched && day && reference_ && *day != *reference_)
        one->event.history = true;
    }
  }

  // A filing after an earlier one, or after its end, is a re-filing.
  static void tell_refilings(const std::vector<FoundEvent*>& events) {
    constexpr int kAnotherFiling = 30;  // days
    for (FoundEvent* one : events) {
      if (one->event.stage != Stage::filed) continue;
      const auto day = day_of(*one);
      const bool again = std::any_of(events.begin(), events.end(), [&](const FoundEvent* other) {
        const auto other_day = day_of(*other);
        if (!is_filing(other->event.stage) && !is_end(other->event.stage)) return false;
        if (day && other_day) return days_between(*other_day, *day) > kAnotherFiling;
        // "递交上市申请,此前曾于1月28日递表".
        if (!day && other_day && other->past && is_filing(other->event.stage))
          return !one->event.history && !one->past;
        // "此前曾两度闯关港股": nobody files for the first time after that.
        if (day && other->event.stage == Stage::refiled && !other_day && !other->outcome &&
            (other->event.history || other->past) && !one->event.history && !one->past)
          return true;
        // "its first one, of June 2023"; the end of a filing was some filing's after all.
        if (day && other->older_month) return days_between(*other->older_month, *day) > 0;
        return is_end(other->event.stage) && day && !one->event.history && !one->in_title &&
               (other->event.history || other->past);
      });
      if (again || follows_others(*one, events)) one->event.stage = Stage::refiled;
    }
  }

  // "It has submitted its prospectus …, after those of 30 October 2024 and 30 April 2025": an
  // undated filing that is the news is the third.
  static bool follows_others(const FoundEvent& one, const std::vector<FoundEvent*>& events) {
    if (day_of(one) || one.event.history || one.past) return false;
    std::size_t filings = 0;
    for (const FoundEvent* other : events) {
      if (is_end(other->event.stage)) continue;
      if (is_filing(other->event.stage) && other->event.history && day_of(*other)) ++filings;
      if (!other->event.history && !other->past && !is_filing(other->event.stage)) return false;
    }
    return filings > 1;
  }

  // Of the candidates of one issuer: the headline's, else the first told without doubt, else the
  // first; what lies before it is history.
  void decide(std::vector<FoundEvent*>& events) const {
    FoundEvent* news = nullptr;
    for (FoundEvent* one : events) {
      if (one->event.history) continue;
      const auto better = [&] {
        if (news == nullptr) return true;
        const bool headed = one->in_title && !one->maybe_past;  // "… a day after lapse" is not
        if (headed != (news->in_title && !news->maybe_past)) return headed;
        // "失效翌日再递表": the new filing, not the end of the old one.
        if (is_end(news->event.stage) && is_filing(one->event.stage) && one->in_title) return true;
        return news->maybe_past && !one->maybe_past && !news->in_title;
      };
      if (better()) news = one;
    }
    if (news == nullptr) return;
    // A headline mostly has no day; the text gives it.
    std::optional<CivilDate> news_day = day_of(*news);
    for (const FoundEvent* one : events) {
      if (!news_day && one->event.stage == news->event.stage && !one->event.history)
        news_day = day_of(*one);
    }
    for (FoundEvent* one : events) {
      if (one == news || one->event.history || one->event.stage == news->event.stage) continue;
      if (one->in_table && news->in_table) continue;
      // Lapsed, and filed again within days: both are news.
      if (is_filing(one->event.stage) && is_end(news->event.stage) && is_of_this_week(*one) &&
          !ends_it(*news, news_day, *one))
        continue;
      const bool heard = news->event.stage < Stage::launched && is_heard_of(*one, events);
      if (is_before(*one, *news, news_day) && !heard) one->event.history = true;
    }
  }

  // "published its pack, a sign that it had satisfied the committee, which met on October 30": told
  // in one breath with the pack, a hearing of these days is news, too.
  bool is_heard_of(const FoundEvent& one, const std::vector<FoundEvent*>& events) const {
    const auto day = day_of(one);
    return one.event.stage == Stage::hearing && day && reference_ &&
           days_between(*day, *reference_) <= kOfferDays + kSameStory &&
           std::any_of(events.begin(), events.end(), [&](const FoundEvent* other) {
             return other->event.stage == Stage::phip && !other->event.history &&
                    other->in_title == one.in_title && other->sentence == one.sentence;
           });
  }

  // "filed on 8 December, returned on the 14th".
  static bool ends_it(const FoundEvent& end, std::optional<CivilDate> end_day,
                      const FoundEvent& filing) {
    const auto day = day_of(filing);
    return end.event.stage != Stage::lapsed && day && end_day && *day < *end_day;
  }

  bool is_of_this_week(const FoundEvent& one) const {
    constexpr int kWeek = 7;
    const auto day = day_of(one);
    return day && reference_ && days_between(*day, *reference_) <= kWeek;
  }

  // "翻查资料,12月22日有甲、乙同日挂牌": weeks ago, and all that is told of them.
  bool is_all_of_a_newcomer(const FoundEvent& one) const {
    const auto day = day_of(one);
    return day && reference_ && days_between(*day, *reference_) <= kNewsDays &&
           std::none_of(kept_.begin(), kept_.end(),
                        [&](const FoundEvent& other) {
                          return other.issuer == one.issuer && other.event.stage != Stage::listed;
                        }) &&
           std::any_of(kept_.begin(), kept_.end(), [&](const FoundEvent& other) {
             return other.issuer != one.issuer && other.event.stage == Stage::listed &&
                    other.event.history && other.sentence == one.sentence && !other.in_title;
           });
  }

  static bool is_before(const FoundEvent& one, const FoundEvent& news,
                        std::optional<CivilDate> news_day) {
    const auto day = day_of(one);
    const Stage stage = one.event.stage;
    // Price, allotment and first day are days apart and one story.
    const bool offer = place_of(stage) >= place_of(Stage::priced) &&
                       place_of(news.event.stage) >= place_of(Stage::launched);
    if (day && news_day && is_end(stage) && is_filing(news.event.stage) && *day <= *news_day)
      return true;  // "filed again, a day after its application lapsed"
    if (day && news_day) return days_between(*day, *news_day) > (offer ? kOfferDays : kSameStory);
    if (is_filing(stage) && is_filing(news.event.stage)) return one.maybe_past;
    // A withdrawn application did not lapse: that was an earlier one.
    if (is_end(stage)) return !is_end(news.event.stage) || (news.in_title && !day);
    if (is_end(news.event.stage)) return true;
    if (place_of(stage) >= place_of(news.event.stage)) return false;
    if (offer) return one.maybe_past;
    return one.maybe_past || is_filing(stage) || stage == Stage::csrc_filed ||
           place_of(news.event.stage) >= place_of(Stage::launched);
  }

  const FoundEvent* news_of(std::size_t issuer, Stage stage) const {
    for (const FoundEvent& one : kept_) {
      if (one.issuer == issuer && one.event.stage == stage && !one.event.history && !one.outcome)
        return &one;
    }
    return nullptr;
  }

  bool has_news(std::size_t issuer) const {
    return std::any_of(kept_.begin(), kept_.end(), [&](const FoundEvent& one) {
      return one.issuer == issuer && !one.event.history && !one.outcome;
    });
  }

  // The day's news is, beside a debut or an offer, how it was taken up.
  bool tells_results(std::size_t issuer) const {
    const FoundEvent* results = news_of(issuer, Stage::allotted);
    return results != nullptr &&
           (day_of(*results) || results->in_title || news_of(issuer, Stage::listed) == nullptr);
  }

  void drop_what_cannot_be() {
    const auto drop = [&](const FoundEvent& one) {
      // A re-filing told once as a mere filing is one event.
      if (one.event.stage == Stage::filed && !one.event.history && !one.outcome &&
          news_of(one.issuer, Stage::refiled) != nullptr)
        return true;
      // An undated look back at what is news anyway.
      if (one.event.history && !day_of(one) && news_of(one.issuer, one.event.stage) != nullptr &&
          !is_filing(one.event.stage) && !is_end(one.event.stage))
        return true;
      // The price of who is listed, or takes orders, without a day: a figure.
      if (one.event.stage == Stage::priced && !day_of(one) && !one.outcome && !one.in_title &&
          !tells_results(one.issuer) &&
          (news_of(one.issuer, Stage::listed) != nullptr ||
           news_of(one.issuer, Stage::launched) != nullptr))
        return true;
      // "6日挂牌,公开发售获4倍认购": how it had been taken up.
      if (const FoundEvent* debut = news_of(one.issuer, Stage::listed);
          (one.event.stage == Stage::allotted || one.event.stage == Stage::priced) &&
          !one.outcome && !one.in_title && !one.in_table && debut != nullptr && day_of(one) &&
          debut->sentence == one.sentence && !debut->in_title && day_of(one) == day_of(*debut))
        return true;
      // "Y, which priced at the bottom of its range": some other stock, long since listed.
      if ((one.event.stage == Stage::priced || one.event.stage == Stage::allotted) &&
          one.event.history && !day_of(one) && !has_news(one.issuer))
        return true;
      // How the offer of who is listed was taken up, without a day.
      if (one.event.stage == Stage::allotted && !day_of(one) && !one.event.history &&
          !one.outcome && !one.in_title && news_of(one.issuer, Stage::listed) != nullptr)
        return true;
      // The offer of who has come further, without a day.
      if (one.event.stage == Stage::launched && !day_of(one) && !one.outcome &&
          (news_of(one.issuer, Stage::allotted) != nullptr ||
           news_of(one.issuer, Stage::listed) != nullptr ||
           news_of(one.issuer, Stage::priced) != nullptr))
        return true;
      // "after it updated its prospectus": of what, nobody says.
      if (one.event.history && one.event.stage == Stage::refiled && !day_of(one) && !one.past)
        return true;
      // Plans without a day, of who has news: no more than its purpose.
      if (one.outcome == Outcome::planned && !day_of(one) && has_news(one.issuer)) return true;
      // Told as done, and elsewhere as planned.
      if (one.outcome && news_of(one.issuer, one.event.stage) != nullptr) return true;
      // "更新上市文件,显示其已通过聆讯": what is shown is the news.
      if (one.event.stage == Stage::refiled && !one.event.history && !one.outcome &&
          !one.in_title && !one.in_table) {
        const FoundEvent* hearing = news_of(one.issuer, Stage::hearing);
        if (hearing != nullptr && !hearing->in_title && hearing->sentence == one.sentence)
          return true;
      }
      // "今日招股、年廿六挂牌": who takes orders these days is not listed yet.
      if (const FoundEvent* offer = news_of(one.issuer, Stage::launched);
          one.event.stage == Stage::listed && !day_of(one) && !one.outcome && !one.in_title &&
          offer != nullptr && day_of(*offer) && reference_ &&
          days_between(*day_of(*offer), *reference_) <= kSameStory)
        return true;
      // Listed long ago: the company is no applicant.
      return one.event.stage == Stage::listed && one.event.history &&
             !is_debut_of_months_ago(one, reference_) && !is_all_of_a_newcomer(one);
    };
    for (FoundEvent& one : kept_) {
      if (one.event.stage != Stage::filed || one.event.history || one.outcome) continue;
      for (FoundEvent& other : kept_) {
        if (other.issuer == one.issuer && other.event.stage == Stage::refiled &&
            !other.event.history && !other.outcome)
          fill_from(other, one);
      }
    }
    std::vector<FoundEvent> rest;
    for (const FoundEvent& one : kept_) {
      if (!drop(one)) rest.push_back(one);
    }
    kept_ = std::move(rest);
  }

  std::vector<FoundEvent> told_;
  std::vector<FoundEvent> kept_;
  std::optional<CivilDate> reference_;
};

}  // namespace

std::vector<FoundEvent> decide_news(std::vector<FoundEvent> told,
                                    std::optional<CivilDate> reference) {
  return NewsDesk(std::move(told), reference).run();
}

}  // namespace gongwatch::parser::facts
