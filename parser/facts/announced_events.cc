#include "parser/facts/announced_events.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "parser/facts/clauses.h"
#include "parser/facts/event_dates.h"
#include "parser/facts/event_day_words.h"
#include "parser/facts/event_writer.h"
#include "parser/facts/han_announced.h"
#include "parser/facts/han_labelled.h"
#include "parser/facts/listing_scope.h"
#include "parser/facts/modality.h"
#include "parser/facts/pattern.h"
#include "text/utf8.h"

namespace gongwatch::parser::facts {
namespace {

constexpr std::size_t kMostAnnounced = 60;  // of one page

class Writer {
 public:
  Writer(const PreparedText& text, const StoryTriggers& triggers,
         const std::vector<DateMention>& dates, const StoryContext& context, Issuers& issuers,
         std::vector<FoundEvent>& told)
      : text_(text),
        triggers_(triggers),
        dates_(dates),
        context_(context),
        issuers_(issuers),
        told_(told),
        scope_(text, context) {}

  void run() {
    const std::size_t before = told_.size();
    for (std::size_t i = 0; i < text_.sentences().size() && written_ < kMostAnnounced; ++i) {
      if (text_.out_of_time()) break;
      if (i < context_.rows.size() && context_.rows[i]) continue;
      for (const Announced& one : labelled_in(text_, i, issuers_)) write(one);
      for (const Announced& one : announced_in(text_, i, triggers_, issuers_)) write(one);
    }
    if (told_.size() == before) return;
    in_text_order(told_);
  }

 private:
  void write(const Announced& one) {
    if (!tells_news(one)) return;
    const bool meant = std::any_of(told_.begin(), told_.end(), [&](const FoundEvent& event) {
      return is_read_from(event, one) && names(one, event.issuer);
    });
    if (!one.words.empty() && !meant) {
      std::erase_if(told_, [&](const FoundEvent& event) { return is_read_from(event, one); });
    }
    const auto day = day_of(one);
    for (const Announced::Name& name : one.names) {
      if (!is_told(one, name.name.issuer)) {
        add(one, name, day);
      } else if (const auto own = own_day(one, name)) {
        date_told(one, name.name.issuer, *own);
      }
    }
  }

  bool tells_news(const Announced& one) const {
    if (one.trigger == nullptr) return true;
    const Span sentence = text_.sentences()[one.sentence].span;
    const Span clause = clause_at(clauses_of(text_, sentence), one.trigger->span.begin);
    if (!scope_.holds(*one.trigger, one.sentence)) return false;
    const Modality modality = read_modality(text_, sentence, clause, clause.begin,
                                            one.trigger->span, issuers_.mentions(text_, sentence));
    return !modality.outcome && !modality.nothing && !modality.past;
  }

  static bool names(const Announced& one, std::size_t issuer) {
    return std::any_of(one.names.begin(), one.names.end(),
                       [&](const Announced::Name& name) { return name.name.issuer == issuer; });
  }

  static bool is_read_from(const FoundEvent& event, const Announced& one) {
    return !one.words.empty() && !event.in_title && event.sentence == one.sentence &&
           event.trigger.overlaps(one.words);
  }

  bool is_told(const Announced& one, std::size_t issuer) const {
    return std::any_of(told_.begin(), told_.end(), [&](const FoundEvent& event) {
      const bool same = event.event.stage == one.stage ||
                        (event.event.stage == Stage::refiled && one.stage == Stage::filed);
      return event.issuer == issuer && same && !event.in_title && !event.past && !event.outcome;
    });
  }

  // Of all: what belongs to the words, else the sentence's only day.
  std::optional<DateMention> day_of(const Announced& one) const {
    if (!one.of_all.empty()) return first_day(one.of_all, one.stage);
    if (one.labelled) return std::nullopt;
    const Span sentence = text_.sentences()[one.sentence].span;
    const auto& triggers = triggers_[one.sentence];
    if (one.trigger != nullptr) {
      const auto place = static_cast<std::size_t>(one.trigger - triggers.data());
      const auto assigned = assign_dates(text_, sentence, triggers, dates_)[place];
      const DateMention* day =
          assigned.days.size() == 1 ? assigned.days.front() : assigned.disclosed;
      if (day != nullptr && day->date && !day->range_end) return *day;
    }
    const DateMention* only = nullptr;
    for (const DateMention& date : dates_in(dates_, sentence)) {
      if (!date.date || date.range_end || is_an_end(text_, date) || in_bracket(one, date)) continue;
      if (only != nullptr && only->date != date.date) return std::nullopt;
      only = &date;
    }
    return only != nullptr ? std::optional(*only) : std::nullopt;
  }

  // Behind the name, or in front of it: "(25日)", "7月15日是…".
  std::optional<DateMention> own_day(const Announced& one, const Announced::Name& name) const {
    const Span behind{name.name.span.end, std::max(name.name.span.end, name.around.end)};
    const auto day = first_day(behind, one.stage);
    return day ? day : first_day({name.around.begin, name.name.span.begin}, one.stage);
  }

  // What was read from the same words had the day of all.
  void date_told(const Announced& one, std::size_t issuer, const DateMention& day) {
    for (FoundEvent& event : told_) {
      if (!is_read_from(event, one) || event.issuer != issuer || event.event.disclosed_on) continue;
      event.event.event_date = day.date;
      event.guessed_date.reset();
      if (day.year_inferred || day.year_missing) event.guessed_date = day;
    }
  }

  // "昨日公开的新申请包括": the day it was shown.
  bool is_shown(const Announced& one) const {
    static const Pattern kShown("公开|公布|披露|挂出|刊登|上载|更新|显示|列表|名单");
    if (one.trigger != nullptr || one.labelled) return false;
    const std::size_t begin = text_.sentences()[one.sentence].span.begin;
    return kShown.matches_in(text_.folded(), {begin, one.names.front().name.span.begin});
  }

  // An offer's first day may begin a range.
  std::optional<DateMention> first_day(Span in, Stage stage) const {
    for (const DateMention& date : dates_in(dates_, in)) {
      if (!date.date || date.range_end || is_an_end(text_, date)) continue;
      if (!date.range_start || stage == Stage::launched) return date;
    }
    return std::nullopt;
  }

  static bool in_bracket(const Announced& one, const DateMention& date) {
    return std::any_of(one.names.begin(), one.names.end(), [&](const Announced::Name& name) {
      return name.around.contains(date.span);
    });
  }

  void add(const Announced& one, const Announced::Name& name,
           const std::optional<DateMention>& day_of_all) {
    const auto own = own_day(one, name);
    const std::optional<DateMention> day = own ? own : day_of_all;
    FoundEvent found;
    found.issuer = name.name.issuer;
    found.sentence = one.sentence;
    found.trigger = name.name.span;
    found.event.stage = one.stage;
    found.event.evidence = text_.evidence(text_.sentences()[one.sentence].span);
    found.event.rule = "announced";
    if (day) {
      const bool shown = one.stage == Stage::allotted || one.stage == Stage::phip || is_shown(one);
      (shown ? found.event.disclosed_on : found.event.event_date) = day->date;
      if (day->year_inferred || day->year_missing) found.guessed_date = day;
      if (day->date && context_.reference && days_between(*context_.reference, *day->date) > 0)
        found.outcome = Outcome::planned;
    }
    told_.push_back(std::move(found));
    ++written_;
  }

  const PreparedText& text_;
  const StoryTriggers& triggers_;
  const std::vector<DateMention>& dates_;
  const StoryContext& context_;
  Issuers& issuers_;
  std::vector<FoundEvent>& told_;
  ListingScope scope_;
  std::size_t written_ = 0;
};

}  // namespace

void add_announced(const PreparedText& text, const StoryTriggers& triggers,
                   const std::vector<DateMention>& dates, const StoryContext& context,
                   Issuers& issuers, std::vector<FoundEvent>& told) {
  if (context.not_ours || !context.listing_story || text::count_han(text.folded()) == 0) return;
  Writer(text, triggers, dates, context, issuers, told).run();
}

}  // namespace gongwatch::parser::facts
