#include "parser/facts/event_dates.h"

#include <algorithm>

#include "parser/facts/clauses.h"
#include "parser/facts/context.h"
#include "parser/facts/dateline.h"
#include "parser/facts/event_day_words.h"
#include "parser/facts/pattern.h"
#include "parser/facts/stages.h"
#include "text/utf8.h"

namespace gongwatch::parser::facts {
namespace {

std::size_t distance(Span a, Span b) {
  return a.end <= b.begin ? b.begin - a.end : a.begin >= b.end ? a.begin - b.end : 0;
}

bool tied(const PreparedText& text, Span a, Span b) {
  static const Pattern kTie(
      R"((?i)^\s?(?:,|、|及|和|与|以及|,? and|,? again on|,? then on|,? and on)\s?(?:on )?$)");
  return a.end <= b.begin && b.begin - a.end < 24 && kTie.find(text.view({a.end, b.begin}));
}

class Assigner {
 public:
  Assigner(const PreparedText& text, Span sentence, const std::vector<Trigger>& triggers,
           const std::vector<DateMention>& dates)
      : text_(text), triggers_(triggers), clauses_(clauses_of(text, sentence)) {
    for (const DateMention& date : dates_in(dates, sentence)) {
      if (!sentence.contains(date.span) || date.lunar || date.impossible || date.range_end)
        continue;
      if (const Told told = told_by_company(text, date); told != Told::no) {
        if (said_ == nullptr) said_ = &date, in_paper_ = told == Told::in_paper;
        continue;
      }
      if (is_said_on(text, date) || describes_company(text, date, triggers)) continue;
      if (is_dateline(text, sentence, date)) {
        // "9月21日讯,港交所网站显示,…": what is reported that day was seen that day.
        if (next_clause_discloses(clause_at(clauses_, date.span.begin)))
          pending_.push_back({&date, true});
        continue;
      }
      dates_.push_back(&date);
    }
    found_.resize(triggers.size());
  }

  std::vector<TriggerDates> run() {
    for (std::size_t i = 0; i < dates_.size(); ++i) place(i);
    for (std::size_t i = 0; i < triggers_.size(); ++i) {
      if (found_[i].days.empty() && found_[i].disclosed == nullptr) take_pending(i);
      take_report(i);
      if (i > 0 && found_[i].days.empty() && found_[i].disclosed == nullptr) take_from_before(i);
    }
    share_disclosure();
    take_said();
    return std::move(found_);
  }

 private:
  struct Pending {
    const DateMention* date;
    bool disclosure;
  };

  // "has passed its hearing, according to an information pack published on Thursday", "set the
  // price …, its allotment results showed on Thursday": known from the same paper.
  void share_disclosure() {
    for (std::size_t i = 0; i < triggers_.size(); ++i) {
      const Stage paper = triggers_[i].stage;
      if (paper != Stage::phip && paper != Stage::allotted) continue;
      const DateMention* day = found_[i].disclosed;
      if (day == nullptr && !found_[i].days.empty()) day = found_[i].days.front();
      if (day == nullptr) continue;
      for (std::size_t j = 0; j < triggers_.size(); ++j) {
        const Stage told = paper == Stage::phip ? Stage::hearing : Stage::priced;
        if (told == Stage::priced && j > i) continue;  // "announced its results on …, the price …"
        // "已通过聆讯,并于9月25日刊发资料集": the day is the pack's alone.
        if (told == Stage::hearing && is_han(j) && j < i) continue;
        if (triggers_[j].stage == told && found_[j].days.empty() && found_[j].disclosed == nullptr)
          found_[j].disclosed = day;
      }
    }
  }

  // "It has filed for a listing, it said on Tuesday"; of an offer's days that is not the day.
  void take_said() {
    for (std::size_t i = 0; said_ != nullptr && i < triggers_.size(); ++i) {
      const Stage stage = triggers_[i].stage;
      if (stage == Stage::launched || stage == Stage::listed) continue;
      if (found_[i].disclosed != nullptr) continue;
      found_[i].disclosed = said_;
      found_[i].only_said = !in_paper_ && (stage == Stage::hearing || is_end(stage));
    }
  }

  void place(std::size_t index) {
    const DateMention& date = *dates_[index];
    const Span clause = clause_at(clauses_, date.span.begin);
    // "March 5, September 6 and …": the later days of a list go where the first went.
    const bool own_stage = std::any_of(triggers_.begin(), triggers_.end(), [&](const Trigger& t) {
      return clause.overlaps(t.span) && t.span.begin >= date.span.end;
    });
    if (index > 0 && !(own_stage && !clause.contains(dates_[index - 1]->span)) &&
        !begins_next(date) && tied(text_, dates_[index - 1]->span, date.span)) {
      for (TriggerDates& one : found_) {
        if (!one.days.empty() && one.days.back() == dates_[index - 1]) {
          one.days.push_back(&date);
          return;
        }
      }
    }
    if (own_stage && counts_from_clause(clause, index)) {
      pending_.push_back({&date, false});
      return;
    }
    std::size_t best = triggers_.size();
    const bool opens = own_stage && opens_next(date);
    for (std::size_t i = 0; i < triggers_.size(); ++i) {
      if (!clause.overlaps(triggers_[i].span)) continue;
      if (opens && triggers_[i].span.end <= date.span.begin) continue;
      // "on Jan 30 and again on Aug 5": the first day is not the second filing's.
      if (triggers_[i].span.begin >= date.span.end &&
          text_.view(triggers_[i].span).substr(0, 4) == "and ")
        continue;
      // "re-filed on Wednesday after a lapse in April": nor is it that of what went before.
      if (i > 0 && triggers_[i - 1].span.end <= date.span.begin &&
          triggers_[i].span.begin >= date.span.end && comes_after(date, triggers_[i].span))
        continue;
      if (best == triggers_.size() ||
          distance(triggers_[i].span, date.span) < distance(triggers_[best].span, date.span))
        best = i;
    }
    const bool lapse = best < triggers_.size() && triggers_[best].stage == Stage::lapsed;
    const bool since = best < triggers_.size() && is_since(date) &&
                       (triggers_[best].stage == Stage::launched ||
                        (triggers_[best].stage == Stage::filed &&
                         text_.view(triggers_[best].span).ends_with("since")));
    // "首次递交申请,至今年5月30日更新文件": no term, but when it was done.
    const bool done = best < triggers_.size() && is_filing(triggers_[best].stage) &&
                      triggers_[best].span.begin == date.span.end;
    if (!lapse && !since && !done && !tells_due(best, date) && !date.range_start &&
        is_an_end(text_, date) && !is_disclosure_day(text_, clause, date, nullptr))
      return;
    if (names_application(date) && (best == triggers_.size() || is_end(triggers_[best].stage)))
      return;
    if (best < triggers_.size()) {
      // "passed its hearing on Thursday and published its pack": the other's verb says nothing of
      // it.
      Span own = clause;
      for (std::size_t i = best + 1; i < triggers_.size(); ++i) {
        if (triggers_[i].span.begin >= date.span.end)
          own.end = std::min(own.end, triggers_[i].span.begin);
      }
      give(best, date, is_disclosure_day(text_, own, date, &triggers_[best]));
      return;
    }
    const bool disclosure = is_disclosure_day(text_, clause, date, nullptr) ||
                            (stands_alone(text_, clause, date) && next_clause_discloses(clause));
    const bool last = std::none_of(triggers_.begin(), triggers_.end(),
                                   [&](const Trigger& t) { return t.span.begin >= clause.end; });
    if (is_decided(text_, date) && give_decided(clause, date)) return;
    if (!last) {
      pending_.push_back({&date, disclosure});
    } else if (disclosure && !triggers_.empty() && found_.back().disclosed == nullptr) {
      for (TriggerDates& one : found_) {
        const Stage stage = triggers_[static_cast<std::size_t>(&one - found_.data())].stage;
        const bool own = stage == Stage::launched || stage == Stage::listed;
        if (one.disclosed == nullptr && (one.days.empty() || (!own && &one == &found_.back())))
          one.disclosed = &date;
      }
    } else if (!triggers_.empty() && found_.back().days.empty() &&
               (stands_alone(text_, clause, date) || is_decided(text_, date))) {
      found_.back().days.push_back(&date);
    }
  }

  bool comes_after(const DateMention& date, Span trigger) const {
    static const Pattern kAfter(
        R"((?i)^(?: (?:evening|night|morning|afternoon))?,? (?:after|following|since|despite|more than|[a-z]+ (?:days?|weeks?|months?) after)\b)");
    return kAfter.find(text_.view({date.span.end, trigger.end})).has_value();
  }

  // "Three days after passing its hearing on 5 November, it posted …": the day of what comes
  // behind.
  bool counts_from_clause(Span clause, std::size_t index) const {
    return text_.view(dates_[index]->span).ends_with("after") && index + 1 < dates_.size() &&
           clause.contains(dates_[index + 1]->span) &&
           std::any_of(triggers_.begin(), triggers_.end(),
                       [&](const Trigger& t) { return t.span.begin >= clause.end; });
  }

  // "cleared its hearing last Thursday and on Sunday evening posted …": the second verb's own day.
  bool begins_next(const DateMention& date) const {
    static const Pattern kUpTo(
        R"((?i)^(?: (?:morning|afternoon|evening|night|it|they|also|then|finally|the (?:company|group|firm)))* $)");
    return opens_next(date) &&
           std::any_of(triggers_.begin(), triggers_.end(), [&](const Trigger& t) {
             return t.span.begin > date.span.end &&
                    kUpTo.find(text_.view({date.span.end, t.span.begin}));
           });
  }

  // "Pricing is due on March 20": no term that ends, the phrase itself says due.
  bool tells_due(std::size_t trigger, const DateMention& date) const {
    constexpr std::size_t kNear = 4;  // " on "
    if (trigger >= triggers_.size()) return false;
    const Span phrase = triggers_[trigger].span;
    return phrase.end <= date.span.begin && date.span.begin - phrase.end <= kNear &&
           text_.view(phrase).find(" due") != std::string_view::npos;
  }

  // "Orders have been taken since Thursday": an offer's beginning.
  bool is_since(const DateMention& date) const {
    constexpr std::string_view kSince = "since ";
    return date.span.begin >= kSince.size() &&
           text_.view({date.span.begin - kSince.size(), date.span.begin}) == kSince;
  }

  // "… became invalid, and on July 2 it updated the prospectus": the day of what comes.
  bool opens_next(const DateMention& date) const {
    static const Pattern kNext(
        R"((?i)\b(?:and|but)(?: then| later| finally| again)?,?(?: late| early)?(?: on)? $)");
    constexpr std::size_t kReach = 32;
    const std::size_t from = date.span.begin - std::min(kReach, date.span.begin);
    return kNext.matches_in(text_.folded(), {from, date.span.begin});
  }

  // "its application of 24 November lapsed": the day it was made, not that of its end.
  bool names_application(const DateMention& date) const {
    static const Pattern kApplication(
        R"((?i)\b(?:application|submission|attempt|filing|prospectus|one)s?(?:,? (?:of|from|dated)(?: on)?|,(?: made| lodged| filed| submitted)? on|,? (?:made|lodged|filed|submitted) on) $)");
    constexpr std::size_t kReach = 40;
    const std::size_t from = date.span.begin - std::min(kReach, date.span.begin);
    // "the regulator's notice of filing, dated March 3" is no application.
    static const Pattern kNotice(
        R"((?i)\b(?:notice|notification|certificate) of (?:record-)?filing)");
    return kApplication.matches_in(text_.folded(), {from, date.span.begin}) &&
           !kNotice.matches_in(text_.folded(), {from, date.span.begin});
  }

  bool next_clause_discloses(Span clause) const {
    return clause_behind_discloses(text_, clauses_, triggers_, clause);
  }

  // The same stage told twice in one clause ("8月22日上市的X首日涨…") has one day; what a clause
  // only concludes ("…, 显示其已通过聆讯") became known with what it concludes from.
  void take_from_before(std::size_t trigger) {
    static const Pattern kConcludes(
        R"(^[^,]{0,3}(?:显示|意味|代表|标志|反映|表明|即|等于|变相|换言之|也就是))");
    const TriggerDates& before = found_[trigger - 1];
    const Span clause = clause_at(clauses_, triggers_[trigger].span.begin);
    if (triggers_[trigger].stage == triggers_[trigger - 1].stage &&
        clause.overlaps(triggers_[trigger - 1].span)) {
      found_[trigger].days = before.days;
      found_[trigger].disclosed = before.disclosed;
    } else if (kConcludes.matches_in(text_.folded(),
                                     {clause.begin, triggers_[trigger].span.begin})) {
      found_[trigger].disclosed = before.disclosed != nullptr ? before.disclosed
                                  : before.days.empty()       ? nullptr
                                                              : before.days.front();
    }
  }

  void give(std::size_t trigger, const DateMention& date, bool disclosure) {
    TriggerDates& one = found_[trigger];
    if (disclosure) {
      if (one.disclosed == nullptr) one.disclosed = &date;
      return;
    }
    const Span place = triggers_[trigger].span;
    if (one.days.empty()) {
      one.days.push_back(&date);
    } else if (distance(place, date.span) < distance(place, one.days.front()->span)) {
      one.days.front() = &date;
    }
  }

  // 聆讯日期为8月24日: to the hearing, wherever it stands.
  bool give_decided(Span clause, const DateMention& date) {
    static const Pattern kHearing("聆讯");
    if (!kHearing.matches_in(text_.folded(), {clause.begin, date.span.begin})) return false;
    for (std::size_t i = 0; i < triggers_.size(); ++i) {
      if (triggers_[i].stage != Stage::hearing) continue;
      give(i, date, false);
      return true;
    }
    return false;
  }

  // "10月10日,港交所网站显示,X的申请已于昨日失效": the day of the report beside its own.
  void take_report(std::size_t trigger) {
    constexpr int kNear = 10;  // days
    TriggerDates& one = found_[trigger];
    const Stage stage = triggers_[trigger].stage;
    if (one.days.size() != 1 || one.disclosed != nullptr || !one.days.front()->date ||
        stage == Stage::launched || stage == Stage::listed || !is_han(trigger))
      return;
    for (const Pending& report : pending_) {
      static const Pattern kNewswire("^(?:上午|下午|早间|午间|晚间?)?(?:消息|讯|电|报道|获悉)");
      constexpr std::size_t kReach = 18;
      if (!report.disclosure || !report.date->date || report.date == one.days.front() ||
          report.date->span.end > triggers_[trigger].span.begin ||
          kNewswire.find(text_.view({report.date->span.end, text_.whole().end}).substr(0, kReach)))
        continue;
      const int age = days_between(*one.days.front()->date, *report.date->date);
      if (age >= 0 && age <= kNear) one.disclosed = report.date;
    }
  }

  bool is_han(std::size_t trigger) const {
    return text::count_han(text_.view(triggers_[trigger].span)) > 0;
  }

  // "周二:甲…;乙…", "…;周五,甲照旧挂牌,乙的申请则失效".
  bool opens_segment(const DateMention& date, std::size_t trigger) const {
    static const Pattern kFront("(?:^|;|:) ?$");
    static const Pattern kTurn("^,[^;]*,[^,;]{4,}$");
    static const Pattern kLater(",(?:其后|之后|随后|后来|此后|最终|惟|但)[^,;]*$");
    const std::size_t begin = clauses_.front().begin;
    return kFront.matches_in(text_.folded(), {begin, date.span.begin}) &&
           kTurn.matches_in(text_.folded(), {date.span.end, trigger}) &&
           !kLater.matches_in(text_.folded(), {date.span.end, trigger});
  }

  // "4月28日首次递表;8月中旬获备案": a later time is told.
  bool tells_month(Span between) const {
    static const Pattern kMonth(
        "(?:^|[,;])(?:直至|至|到|于|在|同年|今年|去年)*(?:\\d{1,2}|[一二三四五六七八九十]{1,2})月(?"
        ":[上中下]旬|初|底|末|份|,)");
    return kMonth.matches_in(text_.folded(), between);
  }

  // The last day in front of the trigger that stands in a clause of its own.
  void take_pending(std::size_t trigger) {
    const std::size_t begin = triggers_[trigger].span.begin;
    const Pending* nearest = nullptr;
    for (const Pending& one : pending_) {
      if (one.date->span.end <= begin) nearest = &one;
    }
    if (nearest == nullptr || tells_month({nearest->date->span.end, begin})) return;
    // "9月25日,公司二次递表,…,申请最终失效": the day is that of the filing.
    const bool taken = std::any_of(triggers_.begin(), triggers_.end(), [&](const Trigger& one) {
      return one.span.begin >= nearest->date->span.end && one.span.end <= begin;
    });
    const bool heads =
        nearest->date->span.end < begin &&
        (text_.folded()[nearest->date->span.end] == ':' || opens_segment(*nearest->date, begin));
    if (taken && !heads && !nearest->disclosure && is_end(triggers_[trigger].stage) &&
        is_han(trigger))
      return;
    // "星期五:…;甲科技获港交所披露通过聆讯": the day it was shown.
    const Span clause = clause_at(clauses_, begin);
    const bool shown = triggers_[trigger].stage == Stage::hearing && is_han(trigger) &&
                       has_context("disclosure", text_, {clause.begin, begin});
    // "11月14日上午消息,甲正式挂牌": a first day is told on it.
    const bool first_day = triggers_[trigger].stage == Stage::listed && is_han(trigger) &&
                           !triggers_[trigger].needs_day;
    if ((nearest->disclosure && !first_day) || shown) {
      found_[trigger].disclosed = nearest->date;
    } else {
      found_[trigger].days.push_back(nearest->date);
      found_[trigger].pending = true;
    }
  }

  const PreparedText& text_;
  const std::vector<Trigger>& triggers_;
  std::vector<Span> clauses_;
  std::vector<const DateMention*> dates_;
  std::vector<Pending> pending_;
  const DateMention* said_ = nullptr;  // when the company told it
  bool in_paper_ = false;              // in a filing, an announcement
  std::vector<TriggerDates> found_;
};

}  // namespace

std::vector<TriggerDates> assign_dates(const PreparedText& text, Span sentence,
                                       const std::vector<Trigger>& triggers,
                                       const std::vector<DateMention>& dates) {
  return Assigner(text, sentence, triggers, dates).run();
}

bool told_as_done(const PreparedText& text, Span front, const TriggerDates& dates,
                  std::optional<CivilDate> reference) {
  static const Pattern kDone("昨日|昨天|昨晚|今早|今天|今日");
  static const Pattern kToCome("将|拟|料|有望|预计|预期|最快|或|计划");
  if (kToCome.matches_in(text.folded(), front)) return false;
  const bool past = !dates.days.empty() && dates.days.front()->date && reference &&
                    days_between(*dates.days.front()->date, *reference) >= 0;
  return past || kDone.matches_in(text.folded(), front);
}

}  // namespace gongwatch::parser::facts
