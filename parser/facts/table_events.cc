#include "parser/facts/table_events.h"

#include <algorithm>
#include <string>

#include "parser/facts/pattern.h"
#include "parser/facts/stages.h"
#include "parser/facts/table_values.h"

namespace gongwatch::parser::facts {
namespace {

// A first day of dealings before that is no news of a list.
constexpr int kListedDays = 100;
// What happened so long before the record's last event is its background.
constexpr int kSameStory = 40;

bool is_offer(Stage stage) {
  return stage == Stage::launched || stage == Stage::priced || stage == Stage::allotted ||
         stage == Stage::listed;
}

std::optional<CivilDate> day_of(const FoundEvent& event) {
  return event.event.event_date ? event.event.event_date : event.event.disclosed_on;
}

std::string without_brackets(std::string words) {
  for (std::size_t open = words.rfind('('); open != std::string::npos; open = words.rfind('(')) {
    const std::size_t close = words.find(')', open);
    words.erase(open, close == std::string::npos ? close : close + 1 - open);
  }
  return words;
}

std::string without_edges(const std::string& words) {
  constexpr std::string_view kEdges = " ,.:;-|*\"";
  const std::size_t first = words.find_first_not_of(kEdges);
  if (first == std::string::npos) return {};
  return words.substr(first, words.find_last_not_of(kEdges) - first + 1);
}

// "PHIP posted", "first posted", 登载日期: its day is that on which it could be read.
bool tells_posting(const PreparedText& text, Span words) {
  static const Pattern kPosting(
      R"((?i)\b(?:posted|published|uploaded|appeared|disclosed)\b|登载|刊登|刊发|上载|披露|公布)");
  return kPosting.matches_in(text.folded(), words);
}

class EventReader {
 public:
  EventReader(const TableRecord& record, const RecordContext& context)
      : record_(record), context_(context) {}

  std::vector<FoundEvent> read() {
    for (const Field& field : record_.fields) {
      if (field.label.kind == LabelKind::day) read_day(field);
    }
    read_status();
    read_price();
    mark_history();
    drop_old_listing();
    return std::move(events_);
  }

 private:
  std::vector<DateMention> days_in(Span cell) const {
    return cell_days(context_.text, cell, context_.dates, context_.reference);
  }

  FoundEvent event(Stage stage, const Field& field) const {
    FoundEvent found;
    found.in_table = true;
    found.trigger = field.label.span;
    found.event.stage = stage;
    found.event.board = context_.board;
    if (const Field* board = record_.find(LabelKind::board))
      found.event.board = cell_board(context_.text, board->value);
    found.event.evidence = context_.text.evidence(field.line);
    found.event.rule = record_.pipeline ? "table:pipeline" : "table:detail";
    return found;
  }

  void set_day(FoundEvent& found, const DateMention& day, bool disclosed, bool expected) const {
    (disclosed ? found.event.disclosed_on : found.event.event_date) = day.date;
    if (day.year_inferred || day.year_missing) found.guessed_date = day;
    const bool ahead = context_.reference && days_between(*context_.reference, *day.date) > 0;
    if (ahead || expected) found.outcome = Outcome::planned;
  }

  void read_day(const Field& field) {
    const auto days = days_in(field.value);
    if (days.empty()) return;
    const Stage stage = *field.label.stage;
    const bool several = is_filing(stage) && days.size() > 1;
    for (std::size_t i = 0; i < (several ? days.size() : 1); ++i) {
      FoundEvent found = event(several && i > 0 ? Stage::refiled : stage, field);
      const bool posted =
          is_filing(stage) && record_.pipeline && tells_posting(context_.text, field.label.span);
      set_day(found, days[i], posted, field.label.expected);
      found.event.history = several && i + 1 < days.size();
      add(std::move(found));
    }
  }

  // A first filing and a later one that also stands under "filing date" are two.
  void add(FoundEvent found) {
    for (FoundEvent& other : events_) {
      if (other.event.stage != found.event.stage || other.event.history || found.event.history)
        continue;
      if (!is_filing(found.event.stage) || day_of(other) == day_of(found)) return;
      FoundEvent& later = *day_of(other) < *day_of(found) ? found : other;
      FoundEvent& first = &later == &found ? other : found;
      later.event.stage = Stage::refiled;
      first.event.history = true;
    }
    events_.push_back(std::move(found));
  }

  bool has(Stage stage) const {
    return std::any_of(events_.begin(), events_.end(), [&](const FoundEvent& one) {
      return one.event.stage == stage && !one.event.history;
    });
  }

  // "Orbit Foods (refiled)".
  std::optional<Status> company_note() const {
    static const Pattern kNote(R"(\(([^()]{2,40})\)\s*$)");
    const Field* company = record_.find(LabelKind::company);
    if (company == nullptr) return std::nullopt;
    const auto note = kNote.find(context_.text.folded(), company->value);
    return note ? facts::read_status(context_.text.view(note->groups[0])) : std::nullopt;
  }

  void read_status() {
    const Field* field = record_.find(LabelKind::status);
    std::optional<Status> status =
        field != nullptr ? status_of_cell(context_.text, field->value) : std::nullopt;
    const bool by_heading = !status && field == nullptr && context_.stage.has_value();
    if (by_heading) {
      status = Status{context_.stage, std::nullopt};
      field = record_.find(LabelKind::company);
    }
    const auto note = company_note();
    const bool again = note && note->stage == Stage::refiled;
    if (again && (!status || status->stage == Stage::filed)) status = note;
    if (!status || !status->stage) return;
    const Stage stage = *status->stage;
    if (stage == Stage::refiled) {
      for (FoundEvent& one : events_) {
        if (one.event.stage == Stage::filed && !one.event.history) one.event.stage = stage;
      }
    }
    if (field == nullptr) return;
    if (has(stage) || (by_heading && !events_.empty())) return;
    FoundEvent found = event(stage, *field);
    add_status_days(found, *field);
    if (status->outcome) {
      found.outcome = status->outcome;
      if (!found.event.event_date && found.outcome == Outcome::planned) return;
    }
    add(std::move(found));
  }

  void add_status_days(FoundEvent& found, const Field& field) const {
    const bool posted =
        found.event.stage == Stage::phip || tells_posting(context_.text, field.value);
    if (const auto days = days_in(field.value); !days.empty()) {
      set_day(found, days.front(), posted, false);
      return;
    }
    for (const LabelKind kind : {LabelKind::any_day, LabelKind::disclosed_day}) {
      const Field* day = record_.find(kind);
      const auto days = day == nullptr ? std::vector<DateMention>() : days_in(day->value);
      if (days.empty()) continue;
      const bool disclosed =
          posted || kind == LabelKind::disclosed_day || context_.days_of_disclosure;
      set_day(found, days.front(), disclosed, false);
      found.event.evidence = context_.text.evidence(day->line);
    }
  }

  // The final price is known: it has been fixed.
  void read_price() {
    if (record_.pipeline || has(Stage::priced)) return;
    for (const Field& field : record_.fields) {
      if (field.label.metric != "offer_price_final" || field.label.expected) continue;
      const auto figures = cell_figures(context_.text, field, context_.dates);
      if (figures.size() == 1 && figures.front().metric == "offer_price")
        add(event(Stage::priced, field));
    }
  }

  void mark_history() {
    const FoundEvent* last = nullptr;
    bool offered = false;
    for (const FoundEvent& one : events_) {
      if (one.outcome) continue;
      offered = offered || is_offer(one.event.stage);
      if (last == nullptr || (day_of(one) && day_of(*last) && *day_of(*last) < *day_of(one)) ||
          (!day_of(one) && !is_filing(one.event.stage)))
        last = &one;
    }
    if (last == nullptr) return;
    const FoundEvent news = *last;
    for (FoundEvent& one : events_) {
      if (one.outcome || one.event.stage == news.event.stage) continue;
      const bool before_offer = offered && !is_offer(one.event.stage);
      const bool opening = is_filing(one.event.stage) && !is_filing(news.event.stage);
      const bool older =
          day_of(one) && day_of(news) && days_between(*day_of(one), *day_of(news)) > kSameStory;
      const bool ended = is_end(one.event.stage) && is_filing(news.event.stage);
      if (before_offer || opening || older || ended) one.event.history = true;
    }
  }

  void drop_old_listing() {
    if (!record_.pipeline || !context_.reference) return;
    const bool old = std::any_of(events_.begin(), events_.end(), [&](const FoundEvent& one) {
      return one.event.stage == Stage::listed && one.event.event_date &&
             days_between(*one.event.event_date, *context_.reference) > kListedDays;
    });
    if (old) events_.clear();
  }

  const TableRecord& record_;
  const RecordContext& context_;
  std::vector<FoundEvent> events_;
};

}  // namespace

std::vector<FoundEvent> record_events(const TableRecord& record, const RecordContext& context) {
  return EventReader(record, context).read();
}

std::optional<Status> status_of_cell(const PreparedText& text, Span cell) {
  static const Pattern kDay(
      R"((?i)\(?(?:(?:\d{4}年)?\d{1,2}月\d{1,2}日|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}(?:[-/.]\d{2,4})?|\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,?(?: \d{4})?|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2}(?:, ?\d{4})?)\)?)");
  constexpr std::size_t kLongest = 160;
  if (cell.size() > kLongest) return std::nullopt;
  std::string words;
  std::size_t at = cell.begin;
  for (const Match& day : kDay.find_all(text.folded(), cell)) {
    words += text.view({at, day.span.begin});
    at = day.span.end;
  }
  words += text.view({at, cell.end});
  if (auto status = read_status(without_edges(words))) return status;
  return read_status(without_edges(without_brackets(words)));
}

std::optional<Stage> heading_stage(const PreparedText& text, Span heading) {
  static const Pattern kFiller(
      R"((?i)本周|上周|今日|昨日|本月|上月|年内|近期|最新|\d{1,4}(?:年|月|日)|的|公司|企业|申请人|名单|一览表?|列表|新股|汇总|情况|港股|港交所|[一二三四五六七八九十两\d]+[家只间]|共|[:()]|、|\b(?:this|last|past|week'?s?|month|today|recent(?:ly)?|new|latest|companies|applicants?|list of|the|in|hong kong|hk|ipos?)\b)");
  if (heading.empty()) return std::nullopt;
  std::string rest;
  std::size_t at = heading.begin;
  for (const Match& filler : kFiller.find_all(text.folded(), heading)) {
    rest += text.view({at, filler.span.begin});
    at = filler.span.end;
  }
  rest += text.view({at, heading.end});
  const auto status = read_status(without_edges(rest));
  return status && !status->outcome ? status->stage : std::nullopt;
}

}  // namespace gongwatch::parser::facts
