#include "parser/facts/events.h"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "parser/facts/clauses.h"
#include "parser/facts/committee_days.h"
#include "parser/facts/context.h"
#include "parser/facts/counted_group.h"
#include "parser/facts/english_subjects.h"
#include "parser/facts/event_dates.h"
#include "parser/facts/event_day_words.h"
#include "parser/facts/event_headings.h"
#include "parser/facts/event_outcome.h"
#include "parser/facts/event_writer.h"
#include "parser/facts/han_items.h"
#include "parser/facts/item_leads.h"
#include "parser/facts/item_triggers.h"
#include "parser/facts/limits.h"
#include "parser/facts/listing_scope.h"
#include "parser/facts/modality.h"
#include "parser/facts/name_shapes.h"
#include "parser/facts/offer_papers.h"
#include "parser/facts/older_months.h"
#include "parser/facts/pattern.h"
#include "parser/facts/stages.h"
#include "parser/facts/subjects.h"
#include "parser/facts/table_labels.h"
#include "parser/facts/triggers.h"
#include "text/utf8.h"

namespace gongwatch::parser::facts {
namespace {

class SentenceReader {
 public:
  SentenceReader(const PreparedText& text, const std::vector<DateMention>& dates,
                 const StoryContext& context, Issuers& issuers)
      : text_(text),
        dates_(dates),
        issuers_(issuers),
        context_(context),
        scope_(text, context),
        writer_(text, context),
        committee_(text, dates),
        offer_terms_(tells_offer_terms(text)) {
    if (context.issuer) topic_ = {*context.issuer};
  }

  void read(std::size_t index, std::vector<Trigger> triggers, std::vector<FoundEvent>& all) {
    const Sentence& sentence = text_.sentences()[index];
    const auto item = turn_to(index);
    const auto clauses = clauses_of(text_, sentence.span);
    sift(index, clauses, triggers);
    if (triggers.empty()) return read_without_stage(index, sentence.span, item);
    auto days = assign_dates(text_, sentence.span, triggers, dates_);
    const auto subjects = subjects_of(sentence.span, clauses, triggers);
    const auto names = issuers_.mentions(text_, sentence.span);
    std::vector<std::size_t> before;  // who the trigger before was about
    if (std::all_of(subjects.begin(), subjects.end(),
                    [](const Subject& one) { return one.issuers.empty(); }))
      turn_topic(index, sentence.span, item);
    bool looked_back = false;  // and whether it was told of the past
    for (std::size_t i = 0; i < triggers.size() && all.size() < kMostEvents; ++i) {
      const Span clause = clause_at(clauses, triggers[i].span.begin);
      Subject subject = subjects[i];
      const std::size_t told = i > 0 ? triggers[i - 1].span.end : sentence.span.begin;
      if (item && !stands_apart(sentence.span, triggers[i].span, told, subject))
        subject.issuers = {*item}, subject.elsewhere = false;
      if (subject.issuers.empty() && !subject.elsewhere && presented_.second == index && index > 0)
        subject.issuers = {presented_.first};
      if (const auto only =
              subject.elsewhere ? std::nullopt : only_one(sentence.span, triggers[i].span, subject))
        subject.issuers = {*only};
      if (!goes_around() && !topic_.empty() && only_says(text_, subject.end, triggers[i].span))
        subject.issuers.clear();
      const bool named = !subject.issuers.empty();
      if (!named && !item && heads_what_follows(text_, index)) continue;
      if (subject.elsewhere || announces(index) ||
          (!named && is_of_somebody_else(text_, sentence.span, clause, triggers[i].span))) {
        remember_lead(triggers[i], days[i], sentence.span);
        if (triggers[i].stage == Stage::launched && !triggers[i].context.starts_with("launch"))
          launch_lead_ = index;
        group_.remember(
            text_, triggers[i], clause, index,
            read_modality(text_, sentence.span, clause, clause.begin, triggers[i].span, names));
        continue;
      }
      group_.add(writer_, index, subject.issuers, triggers[i].stage, all);
      committee_.take(triggers[i], index, days[i]);
      committee_.take_meeting(triggers[i], sentence.span, days[i]);
      const bool carried = !named && !before.empty();  // from the sentence's own name
      if (!named) subject.issuers = carried ? before : topic_;
      if (!named && before.empty() && text_.in() == Evidence::In::title) continue;
      Modality modality =
          read_modality(text_, sentence.span, clause, subject.end, triggers[i].span, names);
      settle_outcome(text_, triggers[i], clause, days[i], context_.reference, modality);
      const bool same = !named || subject.issuers == before;
      if (same && looked_back && days[i].days.empty() && is_end(triggers[i].stage))
        modality.past = true;
      looked_back = modality.past ||
                    older_month(text_, clause, triggers[i].span, context_.reference).has_value();
      if (named && !subject.aside) before = topic_ = subject.issuers;
      const Span own = behind_description(text_, clause, subject, triggers[i].span);
      if (!modality.past && !modality.outcome && !writer_.tells_another_time(own, triggers[i].span))
        take_lead(triggers[i].stage, days[i]);
      if (!tells_an_event(triggers[i], modality, days[i], clause)) continue;
      // An aside that tells an event of its own is gone on with.
      if (named && !(subject.aside && looked_back)) before = topic_ = subject.issuers;
      write(triggers[i], subject, modality, days[i], own, index, named || carried, all);
    }
  }

 private:
  // Takes out what tells no stage here, and adds what labels, headings and "so did X" tell.
  void sift(std::size_t index, const std::vector<Span>& clauses, std::vector<Trigger>& triggers) {
    const Span sentence = text_.sentences()[index].span;
    if (context_.listing_story) add_paired_filings(text_, sentence, triggers);
    triggers.erase(std::remove_if(triggers.begin(), triggers.end(),
                                  [&](const Trigger& t) { return !scope_.holds(t, index); }),
                   triggers.end());
    for (Trigger& one : triggers) {
      if (is_given_up(one, index)) one.stage = Stage::withdrawn;
    }
    std::erase_if(triggers, [&](const Trigger& t) {
      return is_part_of_a_noun(text_, clause_at(clauses, t.span.begin), t.span);
    });
    // A heading's word is the stage of its items, not another one of theirs.
    // "松果智能通过聆讯" looks like one.
    const auto label = triggers.empty() ? std::nullopt : item_label(text_, sentence);
    if (label && text_.in() != Evidence::In::title && issuers_.mentions(text_, label->span).empty())
      std::erase_if(triggers, [&](const Trigger& t) { return t.span.begin < label->span.end; });
    std::erase_if(triggers, [&](const Trigger& t) {
      return t.context == "launch_lead" && !is_of_launch_lead(index, t.span);
    });
    std::erase_if(triggers, [&](const Trigger& t) {
      return t.context == "debut" && leads_.count(Stage::listed) == 0 &&
             !is_of_first_day(text_, sentence);
    });
    if (goes_around()) add_item_triggers(text_, *context_.items, scope_, index, triggers);
    if (offer_terms_) take_for_offer(text_, triggers);
    add_same_again(text_, sentence, index, last_, triggers);
  }

  // "Three firms open their books today. … B plans to raise HK$612 million, while C seeks HK$150
  // million": what they open them for, if no later time is told.
  bool is_of_launch_lead(std::size_t index, Span trigger) const {
    constexpr std::size_t kNear = 8;  // sentences
    static const Pattern kLater(
        R"((?i)\b(?:as (?:early|soon) as|next|later|this (?:year|month|quarter)|by the end|could|may|might|(?:first|second|third|fourth) (?:quarter|half)|will file|confidential\w*|considering)\b)");
    const Span sentence = text_.sentences()[index].span;
    return launch_lead_ && index - *launch_lead_ <= kNear && leads_.count(Stage::launched) > 0 &&
           !kLater.matches_in(text_.folded(), {trigger.begin, sentence.end});
  }

  // Where nobody has been spoken of yet, whom an English sentence names in whatever place.
  std::optional<std::size_t> only_one(Span sentence, Span trigger, const Subject& subject,
                                      bool sure = false) const {
    if (!subject.issuers.empty() || !topic_.empty() || text_.in() == Evidence::In::title ||
        text::count_han(text_.view(sentence)) > 0)
      return std::nullopt;
    return only_company(text_, sentence, trigger, issuers_, sure);
  }

  // A sentence that tells no stage may turn to another company.
  void read_without_stage(std::size_t index, Span sentence,
                          const std::optional<std::size_t>& item) {
    committee_.keep(sentence, index);
    if (item) return;
    if (const auto who = called_up(text_, sentence, issuers_)) {
      topic_ = {*who};
      return;
    }
    if (const auto who = put_before_reader(text_, index, issuers_)) {
      topic_ = {*who};
      presented_ = {*who, index + 1};
      return;
    }
    if (goes_around() && (opens_paragraph(text_, index) || topic_.empty())) {
      if (const auto who = presented(text_, sentence, issuers_)) topic_ = {*who};
      return;
    }
    if (const auto named = named_first(text_, sentence, issuers_); !named.empty()) {
      topic_ = named;
    } else if (topic_.empty()) {
      auto first = introduced(text_, sentence, issuers_);
      if (!first && index < 2 && !goes_around()) first = only_one(sentence, {}, {}, true);
      if (first) topic_ = {*first};
    }
  }

  // Of stages that name nobody: who is named first, or whom the paragraph presents.
  void turn_topic(std::size_t index, Span sentence, const std::optional<std::size_t>& item) {
    constexpr std::size_t kLongestHeading = 48;
    const auto named = named_first(text_, sentence, issuers_);
    if (!named.empty()) {
      topic_ = named;
    } else if (!item && goes_around() && opens_paragraph(text_, index) &&
               sentence.size() > kLongestHeading) {
      // "Silver Birch went first: the Nanjing firm had its papers published on Monday".
      if (const auto who = presented(text_, sentence, issuers_)) topic_ = {*who};
    }
  }

  // "决定全球发售不予进行", and the money is paid back: withdrawn, and not put off.
  bool is_given_up(const Trigger& trigger, std::size_t index) const {
    static const Pattern kGivenUp("不(?:再|会|予)?(?:继续)?(?:进行|推进|落实)|取消");
    static const Pattern kLater("推迟|押后|延后|延迟|延期|暂缓|暂停");  // as the headline calls it
    const PreparedText* title = text_.companion();
    static const Pattern kForGood("不再推进|终止推进");
    if (trigger.stage == Stage::listed && kForGood.matches_in(text_.folded(), trigger.span))
      return true;
    return trigger.stage == Stage::listed && kGivenUp.matches_in(text_.folded(), trigger.span) &&
           scope_.told_near("refund", index) &&
           (title == nullptr || !kLater.matches_in(title->folded(), title->whole()));
  }

  // One event for each of the subject's companies.
  void write(const Trigger& trigger, const Subject& subject, const Modality& modality,
             const TriggerDates& told, Span own, std::size_t index, bool named,
             std::vector<FoundEvent>& all) {
    const Span sentence = text_.sentences()[index].span;
    for (std::size_t k = 0; k < subject.issuers.size(); ++k) {
      const std::size_t issuer = subject.issuers[k];
      FoundEvent found = writer_.event_at(trigger, own, index, issuer, modality);
      found.company_word = !named;
      const bool counted = counts_filings(text_, trigger);
      TriggerDates dates = writer_.days_of(trigger, told, modality, own);
      // "甲与乙…,递表日分别为5月6日和5月7日".
      static const Pattern kEach("(?i)分别|依次|\\brespectively\\b");
      if (dates.days.size() > 1 && dates.days.size() == subject.issuers.size() &&
          kEach.matches_in(text_.folded(), sentence))
        dates.days = {dates.days[k]};
      if (subject.issuers.size() > 1) {
        if (const DateMention* day = own_day(text_, dates_, issuers_, sentence, issuer))
          dates.days = {day};
      }
      if (trigger.stage == Stage::launched && dates.days.empty() && tells_a_close(text_, own))
        continue;
      add_with_days(std::move(found), dates, counted, all);
    }
  }

  // Whether the article goes from company to company.
  bool goes_around() const {
    return text_.in() == Evidence::In::text && context_.items != nullptr &&
           context_.items->several();
  }

  // The company of the sentence's item. A new paragraph of a column has left the one before, but
  // for "It …", "The Perth firm …".
  std::optional<std::size_t> turn_to(std::size_t index) {
    if (!goes_around()) return std::nullopt;
    const auto item = context_.items->company_of(index);
    if (item) {
      topic_ = {*item};
    } else if (opens_paragraph(text_, index)) {
      static const Pattern kBack(
          R"((?i)^\W*(?:(?:but |and |for |in )?(?:it|its|they|their)\b|the (?:[a-z][a-z-]* |(?-i:[A-Z])[a-z-]+ ){0,3}(?:company|firm|group|maker|chain|issuer|start-?up|shares|stock)\b))");
      if (!kBack.matches_in(text_.folded(), text_.sentences()[index].span)) topic_.clear();
    }
    return item;
  }

  bool announces(std::size_t index) const {
    return goes_around() && context_.items->announces(index);
  }

  // "1) X and Y passed", "X filed, while Y withdrew": an item may have a second company after all.
  // "X filed and Y refiled": what was told before ends at `told`.
  bool stands_apart(Span sentence, Span trigger, std::size_t told, const Subject& subject) const {
    static const Pattern kTurn(R"((?:;|,? while|,? but|, and|, as) (?:[a-z-]+ ){0,4}[A-Z])");
    if (subject.issuers.size() > 1) return true;
    if (subject.issuers.size() == 1 && told > sentence.begin && told <= trigger.begin &&
        names_anew(text_, {told, trigger.begin}, issuers_, subject.issuers.front()))
      return true;
    if (subject.issuers.empty() || subject.end <= sentence.begin || subject.end > trigger.begin)
      return false;
    const auto turns = kTurn.find_all(text_.folded(), {sentence.begin, subject.end});
    return !turns.empty() &&
           clause_at(clauses_of(text_, sentence), turns.back().span.end).end >= trigger.begin;
  }

  // "Two newcomers had their first day on Thursday", 本周两只新股开始招股,都在今天起跑: the day of
  // those that are named behind.
  void remember_lead(const Trigger& trigger, const TriggerDates& dates, Span sentence) {
    TriggerDates lead = dates;
    const auto here = dates_in(dates_, sentence);
    if (lead.days.empty() && lead.disclosed == nullptr && here.size() == 1 &&
        !is_an_end(text_, here.front()))
      lead.days.push_back(&here.front());
    const DateMention* day = lead.days.size() == 1 ? lead.days.front() : lead.disclosed;
    constexpr int kMostDaysAgo = 10;
    if (day == nullptr || !day->date || day->range_start || day->range_end || !context_.reference)
      return;
    const int age = days_between(*day->date, *context_.reference);
    if (age >= 0 && age <= kMostDaysAgo) leads_.insert_or_assign(trigger.stage, lead);
  }

  void take_lead(Stage stage, TriggerDates& dates) const {
    const auto lead = leads_.find(stage);
    if (lead != leads_.end() && dates.days.empty() && dates.disclosed == nullptr)
      dates = lead->second;
  }

  // One for each trigger. "曾递表但其后失效的某科技": the name behind the last of several verbs is
  // the subject of all that have none.
  std::vector<Subject> subjects_of(Span sentence, const std::vector<Span>& clauses,
                                   const std::vector<Trigger>& triggers) {
    std::vector<Subject> subjects;
    for (const Trigger& trigger : triggers) {
      subjects.push_back(find_subject(text_, sentence, clause_at(clauses, trigger.span.begin),
                                      trigger.span, issuers_));
    }
    for (std::size_t i = subjects.size(); i-- > 1;) {
      if (subjects[i].behind && subjects[i - 1].issuers.empty() && !subjects[i - 1].elsewhere &&
          !subjects[i - 1].company)
        subjects[i - 1] = subjects[i];
      if (subjects[i - 1].issuers.empty() && !subjects[i - 1].elsewhere &&
          !subjects[i].issuers.empty() &&
          looks_ahead(text_, sentence, clause_at(clauses, triggers[i - 1].span.begin),
                      clause_at(clauses, triggers[i].span.begin)))
        subjects[i - 1].issuers = subjects[i].issuers;
    }
    return subjects;
  }

  bool tells_an_event(const Trigger& trigger, const Modality& modality, const TriggerDates& dates,
                      Span clause) const {
    if (modality.nothing) return false;
    if (trigger.stage == Stage::listed && is_first_day_of_offer(text_, trigger.span)) return false;
    // Only approvals are refused.
    if (modality.outcome == Outcome::not_approved)
      return trigger.stage == Stage::hearing || trigger.stage == Stage::csrc_filed;
    return !trigger.needs_day || modality.outcome || has_day(trigger, dates, clause);
  }

  // "listed on the Main Board" is mostly said of who was listed long ago.
  bool has_day(const Trigger& trigger, const TriggerDates& dates, Span clause) const {
    static const Pattern kNow(
        R"((?i)\b(?:today|yesterday|officially|successfully|formally)\b|正式|成功|今日|今天|今早|昨日|昨天|今晨|终于|日前|近日)");
    // "在港交所上市,开盘破发".
    static const Pattern kOpens("^,?(?:上市)?(?:首日)?(?:开盘|高开|低开|平开|首日|收盘|开市|收市)");
    const Span behind{trigger.span.end, text_.whole().end};
    if (trigger.stage == Stage::listed && kOpens.find(text_.view(behind))) return true;
    return !dates.days.empty() || (trigger.stage == Stage::phip && dates.disclosed != nullptr) ||
           (text_.in() == Evidence::In::title && !only_goes_public(text_, trigger.span)) ||
           ((trigger.stage == Stage::filed || trigger.stage == Stage::listed) &&
            older_month(text_, clause, trigger.span, context_.reference)) ||
           kNow.matches_in(text_.folded(), {clause.begin, trigger.span.end});
  }

  const PreparedText& text_;
  const std::vector<DateMention>& dates_;
  Issuers& issuers_;
  const StoryContext& context_;
  CountedGroup group_;
  ListingScope scope_;
  EventWriter writer_;
  std::vector<std::size_t> topic_;
  LastTrigger last_;
  std::pair<std::size_t, std::size_t> presented_{};  // who, and the sentence about it
  std::map<Stage, TriggerDates> leads_;              // what was told of several at once
  std::optional<std::size_t> launch_lead_;           // the sentence that told of several offers
  CommitteeDays committee_;
  bool offer_terms_;
};

}  // namespace

std::vector<FoundEvent> find_events(const PreparedText& text, const StoryTriggers& triggers,
                                    const std::vector<DateMention>& dates,
                                    const StoryContext& context, Issuers& issuers) {
  std::vector<FoundEvent> all;
  SentenceReader reader(text, dates, context, issuers);
  for (std::size_t i = 0; i < text.sentences().size() && !text.out_of_time(); ++i) {
    const bool row = i < context.rows.size() && context.rows[i];
    if (!row) reader.read(i, triggers[i], all);
  }
  return all;
}

}  // namespace gongwatch::parser::facts
