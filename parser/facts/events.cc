#include "parser/facts/events.h"

#include <algorithm>
#include <string>

#include "model/names.h"
#include "parser/facts/context.h"
#include "parser/facts/pattern.h"
#include "parser/facts/sponsors.h"
#include "parser/vocabulary/table.h"

namespace gongwatch::parser::facts {
namespace {

// Of one page; a real digest has a few dozen. Bounds the time that hostile pages can take.
constexpr std::size_t kMostEvents = 200;

struct StagePhrase {
  Stage stage;
  bool needs_exchange;
  Pattern pattern;
  std::string rule;  // "stage-phrase:hearing/2", the table's second line for hearing
};

const std::vector<StagePhrase>& stage_phrases() {
  static const std::vector<StagePhrase> phrases = [] {
    std::vector<StagePhrase> all;
    for (const TableRow& row : table_rows("stage_phrases", 3)) {
      const auto stage = stage_from_name(row[0]);
      if (!stage) continue;
      const auto line = 1 + std::count_if(all.begin(), all.end(),
                                          [&](const StagePhrase& p) { return p.stage == *stage; });
      all.push_back({*stage, row[1] == "exchange", Pattern("(?i)" + std::string(row[2])),
                     "stage-phrase:" + std::string(row[0]) + "/" + std::to_string(line)});
    }
    return all;
  }();
  return phrases;
}

// The clause in which the trigger stands, up to the trigger.
Span clause_before(const PreparedText& text, Span sentence, std::size_t end) {
  static const Pattern kBreak(R"([,;:|]|。|\s-\s|\bbut\b|\bwhile\b|但)");
  std::size_t begin = sentence.begin;
  for (const Match& match : kBreak.find_all(text.folded(), {sentence.begin, end}))
    begin = match.span.end;
  return {begin, end};
}

// A rumour is announced at the sentence's head ("市场消息称, …"), the rest in the clause itself.
std::optional<Outcome> outcome_of(const PreparedText& text, Span sentence, Span clause) {
  if (has_context("not_approved", text, clause)) return Outcome::not_approved;
  if (has_context("postponed", text, clause)) return Outcome::postponed;
  if (has_context("rumoured", text, {sentence.begin, clause.end})) return Outcome::rumoured;
  if (has_context("planned", text, clause)) return Outcome::planned;
  return std::nullopt;
}

std::optional<Board> board_in(const PreparedText& text, Span in) {
  static const Pattern kMain(R"((?i)\bmain board\b|主板)");
  static const Pattern kGem(R"(\bGEM\b|创业板)");
  if (kMain.matches_in(text.folded(), in)) return Board::main;
  if (kGem.matches_in(text.folded(), in)) return Board::gem;
  return std::nullopt;
}

// "the disclosure … on November 9", "11月9日披露": the day on which it became known, not on which
// it happened.
bool is_disclosure_day(const PreparedText& text, Span sentence, const DateMention& date) {
  constexpr std::size_t kBefore = 80;
  constexpr std::size_t kAfter = 24;
  const std::size_t begin = date.span.begin - std::min(kBefore, date.span.begin - sentence.begin);
  const std::size_t end = std::min(sentence.end, date.span.end + kAfter);
  // Only within the clause: a comma before the day starts a new thought.
  Span before = clause_before(text, {begin, sentence.end}, date.span.begin);
  Span after{date.span.end, end};
  if (const auto comma = text.view(after).find(','); comma != std::string_view::npos)
    after.end = after.begin + comma;
  return has_context("disclosure", text, before) || has_context("disclosure", text, after);
}

void read_dates(const PreparedText& text, Span sentence, Span trigger,
                const std::vector<DateMention>& dates, FoundEvent& found) {
  constexpr std::size_t kNear = 120;
  const auto distance = [&](const DateMention& d) {
    return d.span.end <= trigger.begin   ? trigger.begin - d.span.end
           : d.span.begin >= trigger.end ? d.span.begin - trigger.end
                                         : 0;
  };
  const DateMention* event_day = nullptr;
  const DateMention* disclosure_day = nullptr;
  for (const DateMention& date : dates) {
    if (!sentence.contains(date.span)) continue;
    // Behind the trigger only its own clause counts: "… passed its hearing, and expects to list on
    // 5 February".
    if (date.span.begin >= trigger.end &&
        clause_before(text, {trigger.end, sentence.end}, date.span.begin).begin > trigger.end) {
      continue;
    }
    const DateMention*& slot = is_disclosure_day(text, sentence, date) ? disclosure_day : event_day;
    if (slot == nullptr || distance(date) < distance(*slot)) slot = &date;
  }
  if (event_day != nullptr && distance(*event_day) > kNear) event_day = nullptr;
  if (event_day != nullptr) found.event.event_date = event_day->date;
  if (disclosure_day != nullptr) found.event.disclosed_on = disclosure_day->date;
  for (const DateMention* used : {disclosure_day, event_day}) {
    if (used != nullptr && (used->year_inferred || used->year_missing) && !found.guessed_date)
      found.guessed_date = *used;
  }
}

void merge(std::vector<FoundEvent>& all, FoundEvent found) {
  const auto same = std::find_if(all.begin(), all.end(), [&](const FoundEvent& other) {
    return other.issuer == found.issuer && other.event.stage == found.event.stage &&
           other.event.history == found.event.history && other.outcome == found.outcome;
  });
  if (same == all.end()) {
    all.push_back(std::move(found));
    return;
  }
  if (!same->event.event_date) same->event.event_date = found.event.event_date;
  if (!same->event.disclosed_on) same->event.disclosed_on = found.event.disclosed_on;
  if (!same->event.board) same->event.board = found.event.board;
  if (!same->guessed_date) same->guessed_date = found.guessed_date;
}

class SentenceReader {
 public:
  SentenceReader(const PreparedText& text, const std::vector<DateMention>& dates, Issuers& issuers)
      : text_(text), dates_(dates), issuers_(issuers) {}

  void read(std::size_t index, std::vector<FoundEvent>& all) {
    const Sentence& sentence = text_.sentences()[index];
    std::vector<Span> used;
    for (const StagePhrase& phrase : stage_phrases()) {
      for (const Match& match : phrase.pattern.find_all(text_.folded(), sentence.span)) {
        if (std::any_of(used.begin(), used.end(),
                        [&](Span span) { return span.overlaps(match.span); }))
          continue;
        if (!means_a_listing(phrase, index) || all.size() >= kMostEvents) continue;
        // "If it passes its hearing" tells nothing, not even a plan.
        if (has_context("conditional", text_,
                        clause_before(text_, sentence.span, match.span.begin))) {
          continue;
        }
        const auto issuer = issuers_.subject(text_, sentence, match.span);
        if (!issuer) continue;
        used.push_back(match.span);
        merge(all, event_at(phrase, match.span, index, *issuer));
      }
    }
  }

 private:
  bool means_a_listing(const StagePhrase& phrase, std::size_t index) const {
    const Sentence& sentence = text_.sentences()[index];
    if (has_context("court", text_, sentence.span)) return false;
    if (has_context("other_exchange", text_, sentence.span) &&
        !has_context("hong_kong_exchange", text_, sentence.span)) {
      return false;
    }
    if (!phrase.needs_exchange || has_context("exchange", text_, sentence.span)) return true;
    return index > 0 && text_.sentences()[index - 1].paragraph == sentence.paragraph &&
           has_context("exchange", text_, text_.sentences()[index - 1].span);
  }

  FoundEvent event_at(const StagePhrase& phrase, Span trigger, std::size_t index,
                      std::size_t issuer) const {
    const Span sentence = text_.sentences()[index].span;
    const Span clause = clause_before(text_, sentence, trigger.begin);
    FoundEvent found;
    found.issuer = issuer;
    found.sentence = index;
    found.outcome = outcome_of(text_, sentence, clause);
    found.event.stage = phrase.stage;
    found.event.history = has_context("history", text_, clause);
    found.event.board = board_in(text_, sentence);
    found.event.evidence = text_.evidence(sentence);
    found.event.rule = phrase.rule;
    read_dates(text_, sentence, trigger, dates_, found);
    return found;
  }

  const PreparedText& text_;
  const std::vector<DateMention>& dates_;
  Issuers& issuers_;
};

// Sponsors stand in the event's sentence or in one of the next two of its paragraph; a sentence
// with an event of its own ends the search.
void read_sponsors(const PreparedText& text, std::vector<FoundEvent>& events) {
  constexpr std::size_t kFollowing = 2;
  for (FoundEvent& found : events) {
    if (found.event.history) continue;
    const auto& sentences = text.sentences();
    for (std::size_t i = found.sentence; i < sentences.size() && i <= found.sentence + kFollowing;
         ++i) {
      if (sentences[i].paragraph != sentences[found.sentence].paragraph) break;
      const auto other = [&](const FoundEvent& e) {
        return e.sentence == i && e.issuer != found.issuer;
      };
      if (i != found.sentence && std::any_of(events.begin(), events.end(), other)) break;
      found.event.sponsors = find_sponsors(text, sentences[i].span);
      if (!found.event.sponsors.empty()) break;
    }
  }
}

}  // namespace

std::vector<FoundEvent> find_events(const PreparedText& text, const std::vector<DateMention>& dates,
                                    Issuers& issuers) {
  std::vector<FoundEvent> all;
  SentenceReader reader(text, dates, issuers);
  for (std::size_t i = 0; i < text.sentences().size(); ++i) reader.read(i, all);
  read_sponsors(text, all);
  return all;
}

}  // namespace gongwatch::parser::facts
