#include "parser/facts/digest_items.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "parser/facts/clauses.h"
#include "parser/facts/digest_names.h"
#include "parser/facts/event_dates.h"
#include "parser/facts/event_day_words.h"
#include "parser/facts/event_writer.h"
#include "parser/facts/han_items.h"
#include "parser/facts/han_subjects.h"
#include "parser/facts/han_words.h"
#include "parser/facts/item_leads.h"
#include "parser/facts/listing_scope.h"
#include "parser/facts/modality.h"
#include "parser/facts/name_shapes.h"
#include "parser/facts/pattern.h"
#include "text/utf8.h"

namespace gongwatch::parser::facts {
namespace {

constexpr std::size_t kMostItems = 60;  // of one page

// What was said of all the items that follow.
struct Lead {
  Stage stage = Stage::filed;
  std::optional<DateMention> day;
  bool disclosed = false;
  std::size_t left = kMostItems;         // items that it still counts
  std::optional<std::size_t> paragraph;  // holds only there
  bool labelled = false;
  bool topic = false;             // "递表方面,": what follows is a sentence of its own
  std::set<std::size_t> issuers;  // of its items so far
};

class ItemReader {
 public:
  ItemReader(const PreparedText& text, const StoryTriggers& triggers,
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
    if (context_.not_ours || !context_.listing_story || text::count_han(text_.folded()) == 0)
      return;
    for (std::size_t i = 0; i < text_.sentences().size() && added_.size() < kMostItems; ++i) {
      if (text_.out_of_time()) break;
      if (i < context_.rows.size() && context_.rows[i]) continue;
      read(i);
    }
    told_.insert(told_.end(), added_.begin(), added_.end());
    in_text_order(told_);
  }

 private:
  void read(std::size_t index) {
    const Sentence& sentence = text_.sentences()[index];
    Span body = sentence.span;
    if (lead_ && lead_->paragraph && *lead_->paragraph != sentence.paragraph) lead_.reset();
    const auto label = item_label(text_, sentence.span);
    if (label && issuers_.mentions(text_, label->span).empty()) {
      lead_ = Lead{label->stage, {}, false, kMostItems, {}, true, false, {}};
      if (!label->heading) lead_->paragraph = sentence.paragraph;
      lead_->topic = text_.view(label->span).ends_with(",");
      take_label_day(label->span);
      body.begin = label->span.end;
    } else if (begins_a_section(text_, sentence.span)) {
      lead_.reset();
    } else if (const auto begin = open_count(index)) {
      body.begin = *begin;
    } else if (const auto behind = open_relative(index)) {
      read_clauses(index, {*behind, body.end});
      lead_.reset();
      return;
    }
    const bool first = sentence.span.begin == 0 || text_.folded()[sentence.span.begin - 1] == '\n';
    const bool opened = body.begin > sentence.span.begin;
    // An item has told its company; but "聆讯方面,周一有甲。周三轮到乙".
    if (lead_ && lead_->labelled && !first && !opened && !behind_day(text_, body)) return;
    if (lead_ && lead_->labelled && is_list_of_names(text_, body)) return read_names(index, body);
    for (const Span& part : parts_of(body)) read_part(index, part);
  }

  // "【聆讯】 星火能源、朗晴科技".
  void read_names(std::size_t index, Span body) {
    Subject all;
    take_partners(text_, body, issuers_, all);
    for (const std::size_t issuer : all.issuers) {
      if (!tells_itself(index, body, issuer))
        add(index, {trimmed(text_.folded(), body), issuer}, lead_->stage, lead_->day);
    }
  }

  void take_label_day(Span label) {
    for (const DateMention& date : dates_in(dates_, label)) {
      if (date.date && !date.range_start && !date.range_end) lead_->day = date;
    }
    static const Pattern kToday("今(?:日|天|早|晚)?起|今(?:招|挂|首)");
    if (!lead_->day && context_.reference && kToday.matches_in(text_.folded(), label)) {
      lead_->day = DateMention{};
      lead_->day->date = context_.reference;
    }
  }

  // "今日有三只新股招股": where its own items may begin.
  std::optional<std::size_t> open_count(std::size_t index) {
    const Span sentence = text_.sentences()[index].span;
    const auto clauses = clauses_of(text_, sentence);
    for (std::size_t t = 0; t < triggers_[index].size(); ++t) {
      const Trigger& trigger = triggers_[index][t];
      if (text::count_han(text_.view(trigger.span)) == 0 || trigger.stage == Stage::priced)
        continue;
      const Span clause = clause_at(clauses, trigger.span.begin);
      const auto count = items_counted(text_, {sentence.begin, clause.end});
      if (!count || !scope_.holds(trigger, index) || names_somebody(sentence, trigger.span))
        continue;
      const Modality modality = read_modality(text_, sentence, clause, clause.begin, trigger.span,
                                              issuers_.mentions(text_, sentence));
      if (modality.outcome || modality.nothing || modality.past) continue;
      lead_ = Lead{trigger.stage, {}, false, *count, {}, false, false, {}};
      take_count_day(sentence, t, index);
      return std::max(trigger.span.end, clause.end);
    }
    const auto counted = counted_stage(text_, sentence);
    if (!counted || names_somebody(sentence, counted->span)) return std::nullopt;
    lead_ =
        Lead{counted->stage, {}, false, *items_counted(text_, counted->span), {}, false, false, {}};
    take_only_day(sentence);
    return counted->span.end;
  }

  // "同日上市的甲跌6%,乙平收": those that the words describe, and those beside them.
  std::optional<std::size_t> open_relative(std::size_t index) {
    static const Pattern kDe("^的(?:[^,。;|]{2,})(?:,|;)");
    // 在港上市的影视股,甲跌一成,乙…: long since.
    static const Pattern kNews(
        "[今昨前同当\\d][日天期批时早晚]|周[一二三四五六日]|星期|首[日挂]|新|刚");
    const Span sentence = text_.sentences()[index].span;
    for (std::size_t t = 0; t < triggers_[index].size(); ++t) {
      const Trigger& trigger = triggers_[index][t];
      if (trigger.stage != Stage::listed && trigger.stage != Stage::launched) continue;
      if (!kDe.matches_in(text_.folded(), {trigger.span.end, sentence.end}) ||
          !scope_.holds(trigger, index) || names_somebody(sentence, trigger.span))
        continue;
      const auto clauses = clauses_of(text_, sentence);
      const Span clause = clause_at(clauses, trigger.span.begin);
      if (!kNews.matches_in(text_.folded(), {clause.begin, trigger.span.end})) continue;
      const Modality modality = read_modality(text_, sentence, clause, clause.begin, trigger.span,
                                              issuers_.mentions(text_, sentence));
      if (modality.outcome || modality.nothing || modality.past) continue;
      lead_ = Lead{trigger.stage, {}, false, kMostItems, {}, false, false, {}};
      take_count_day(sentence, t, index);
      return clause.end;
    }
    return std::nullopt;
  }

  void read_clauses(std::size_t index, Span rest) {
    for (const Span& clause : clauses_of(text_, rest)) {
      if (lead_ && !clause.empty()) read_part(index, clause);
    }
  }

  bool names_somebody(Span sentence, Span trigger) const {
    return !issuers_.mentions(text_, {sentence.begin, trigger.begin}).empty();
  }

  void take_count_day(Span sentence, std::size_t trigger, std::size_t index) {
    const auto assigned = assign_dates(text_, sentence, triggers_[index], dates_)[trigger];
    const DateMention* day = assigned.days.size() == 1 ? assigned.days.front() : assigned.disclosed;
    lead_->disclosed = assigned.days.empty() && assigned.disclosed != nullptr;
    if (day != nullptr && day->date && !day->range_end) {
      lead_->day = *day;
    } else {
      take_only_day(sentence);
    }
  }

  // The sentence's only day that ends nothing: "今日起至12月24日".
  void take_only_day(Span sentence) {
    const DateMention* only = nullptr;
    for (const DateMention& date : dates_in(dates_, sentence)) {
      if (!date.date || date.range_end || is_an_end(text_, date)) continue;
      if (only != nullptr && only->date != date.date) return;
      only = &date;  // "昨日(26日)" is one day
    }
    if (only != nullptr) lead_->day = *only;
  }

  std::vector<Span> parts_of(Span body) const {
    static const Pattern kCut(";|\\)与|\\)及|\\)和|\\)、|,");
    std::vector<Span> parts;
    for (const Match& cut : kCut.find_all(text_.folded(), body)) {
      // "周二有甲,周四则有乙"
      const bool comma = text_.folded()[cut.span.begin] == ',';
      if (comma && (!lead_ || !lead_->labelled || !behind_day(text_, {cut.span.end, body.end})))
        continue;
      parts.push_back({body.begin, cut.span.begin});
      body.begin = cut.span.end;
    }
    parts.push_back(body);
    return parts;
  }

  void read_part(std::size_t index, Span part) {
    const auto again = same_again(text_, part);
    if (again && (!lead_ || !lead_->labelled || !behind_day(text_, part))) {
      read_again(index, part, *again);
      return;
    }
    static const Pattern kAnother("^[^,。]{0,40}(?:竞争对手|对手|同业|同行|其中一家|曾)");
    if (!lead_ || kAnother.matches_in(text_.folded(), part)) return;
    if (lead_->topic && !behind_day(text_, part)) return;
    const auto behind = lead_->labelled ? behind_day(text_, part) : std::nullopt;
    const auto name = behind ? placed_name(text_, issuers_, {*behind, part.end})
                             : item_name(text_, issuers_, part, part.begin, lead_->labelled);
    if (!name) return;
    const bool told = tells_itself(index, part, name->issuer);
    const bool dated = !dates_in(dates_, {part.begin, name->span.begin}).empty();
    if (!told && !(lead_->labelled && (dated || is_curt(part, name->span))) &&
        !shows_stage(lead_->stage, text_, part))
      return;
    if (lead_->issuers.insert(name->issuer).second && lead_->left-- == 0) {
      lead_.reset();
      return;
    }
    const bool curt = lead_->labelled && is_curt(part, name->span);
    static const Pattern kAgain("再次|再度|第[二三四五]次|[二三四]度|重新");
    const bool again_filed =
        lead_->stage == Stage::filed && curt &&
        kAgain.matches_in(text_.folded(), {name->span.end, std::max(name->span.end, part.end)});
    if (!told)
      add(index, *name, again_filed ? Stage::refiled : lead_->stage,
          day_in({part.begin, curt ? part.end : name->span.begin}));
  }

  // "海蓝医疗(02733),11月5日至10日": name, code, days, and nothing else.
  bool is_curt(Span part, Span name) const {
    static const Pattern kRest(
        R"(^"?\(0?\d{4}(?:\.HK)?\)[^,。;]{0,4}(?:,[\d月日至到起止\-~ 年今明昨周一二三四五六()]{1,30})?[。;]?$|^"?(?:-[BWP])?\((?:\d{1,2}月)?\d{1,2}日[^()]*\)?[。;]?$)");
    return kRest.matches_in(text_.folded(), {name.end, part.end});
  }

  void read_again(std::size_t index, Span part, Span again) {
    static const Pattern kTurn("轮到|的(?:还|则|也|亦|另)?(?:有|是|包括)$");
    const bool behind = kTurn.matches_in(text_.folded(), again);
    const FoundEvent* before = nullptr;
    constexpr std::size_t kNear = 2;
    for (const auto* list : {&std::as_const(told_), &std::as_const(added_)}) {
      for (const FoundEvent& one : *list) {
        const bool in_front = one.sentence < index
                                  ? index - one.sentence <= kNear
                                  : one.sentence == index && one.trigger.begin < part.begin;
        if (in_front && !one.past && !one.outcome && !one.in_title &&
            (before == nullptr || one.sentence >= before->sentence))
          before = &one;
      }
    }
    const Span front = behind ? Span{again.end, part.end} : Span{part.begin, again.begin};
    auto name = behind ? placed_name(text_, issuers_, front)
                       : item_name(text_, issuers_, front, front.begin, false);
    if (const auto written = han_subject(text_, front); !name && !behind && written) {
      if (const auto issuer = issuers_.add_plausible(text_, *written, true))
        name = IssuerName{*written, *issuer};
    }
    std::optional<Stage> stage;
    if (lead_) stage = lead_->stage;
    if (before != nullptr) stage = before->event.stage;
    if (!name || !stage || tells_itself(index, part, name->issuer)) return;
    add(index, *name, *stage == Stage::refiled ? Stage::filed : *stage,
        day_in({part.begin, std::max(name->span.begin, again.end)}));
  }

  // The item tells a stage of its own; the day of all is its day, too.
  bool tells_itself(std::size_t index, Span part, std::size_t issuer) {
    bool tells = false;
    for (FoundEvent& one : told_) {
      if (one.issuer != issuer || one.past || one.event.stage == Stage::priced) continue;
      if (one.outcome) {
        tells = tells || (one.sentence == index && one.event.stage != Stage::listed);
        continue;
      }
      const auto& day = one.event.event_date;
      if (day && context_.reference && days_between(*context_.reference, *day) > 0) continue;
      const bool same =
          lead_ && (one.event.stage == lead_->stage ||
                    (one.event.stage == Stage::refiled && lead_->stage == Stage::filed));
      if (one.sentence != index || !part.overlaps(one.trigger)) {
        tells = tells || (same && !one.in_title);
        continue;
      }
      tells = true;
      one.company_word = false;  // its item names it
      if (same && !day && !one.event.disclosed_on && lead_->day) set_day(one, *lead_->day);
    }
    return tells;
  }

  std::optional<DateMention> day_in(Span span) const {
    for (const DateMention& date : dates_in(dates_, span)) {
      const bool opens = date.range_start && lead_ && lead_->stage == Stage::launched;
      if (date.date && (!date.range_start || opens) && !date.range_end && !is_an_end(text_, date))
        return date;
    }
    return lead_ ? lead_->day : std::nullopt;
  }

  void set_day(FoundEvent& event, const DateMention& day) const {
    const bool disclosed = (lead_ && lead_->disclosed) || event.event.stage == Stage::allotted ||
                           event.event.stage == Stage::phip;
    (disclosed ? event.event.disclosed_on : event.event.event_date) = day.date;
    if (day.year_inferred || day.year_missing) event.guessed_date = day;
  }

  void add(std::size_t index, const IssuerName& name, Stage stage,
           const std::optional<DateMention>& day) {
    FoundEvent found;
    found.issuer = name.issuer;
    found.sentence = index;
    found.trigger = name.span;
    found.event.stage = stage;
    found.event.evidence = text_.evidence(text_.sentences()[index].span);
    found.event.rule = "digest-item";
    if (day) set_day(found, *day);
    if (day && day->date && context_.reference && days_between(*context_.reference, *day->date) > 0)
      found.outcome = Outcome::planned;
    added_.push_back(std::move(found));
  }

  const PreparedText& text_;
  const StoryTriggers& triggers_;
  const std::vector<DateMention>& dates_;
  const StoryContext& context_;
  Issuers& issuers_;
  std::vector<FoundEvent>& told_;
  ListingScope scope_;
  std::vector<FoundEvent> added_;
  std::optional<Lead> lead_;
};

}  // namespace

void add_digest_items(const PreparedText& text, const StoryTriggers& triggers,
                      const std::vector<DateMention>& dates, const StoryContext& context,
                      Issuers& issuers, std::vector<FoundEvent>& told) {
  ItemReader(text, triggers, dates, context, issuers, told).run();
}

}  // namespace gongwatch::parser::facts
