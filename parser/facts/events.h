// Stages told in sentences: what happened, to whom, when, on which board.
#pragma once

#include <optional>
#include <vector>

#include "model/document.h"
#include "parser/facts/dates.h"
#include "parser/facts/issuers.h"
#include "parser/facts/list_items.h"
#include "parser/facts/prepared_text.h"
#include "parser/facts/triggers.h"

namespace gongwatch::parser::facts {

struct FoundEvent {
  Event event;               // issuer is filled in by the caller, once all aliases are known
  std::size_t issuer = 0;    // index into Issuers::all()
  std::size_t sentence = 0;  // index into PreparedText::sentences()
  Span trigger;              // in the text or title
  bool in_title = false;
  bool in_table = false;                 // told by a row (listing_table.h)
  std::optional<CivilDate> older_month;  // its clause tells: too long ago for news
  bool past = false;                     // words put it before the news
  bool maybe_past = false;               // words may put it before the news
  std::optional<CivilDate> not_before;   // an undated end: the day of the filing that it ended
  bool company_word = false;             // its subject is "the company" or nothing
  std::optional<Outcome> outcome;        // set: it has not happened
  // disclosed_on is the day that the company spoke, of what is the exchange's to disclose: it
  // counts if nothing tells the day itself.
  bool only_said = false;
  std::optional<DateMention> guessed_date;  // the date's year was inferred, or is missing
  bool guess_in_title = false;              // where the guessed date stands
  bool day_assumed = false;  // event_date is the story's own day, as nothing tells it
};

// What an article's headline or the sentences before have said.
struct StoryContext {
  bool exchange_in_title = false;   // the headline names the exchange or Hong Kong
  bool exchange_in_story = false;   // the text keeps naming it, and hardly another
  bool listing_story = false;       // the article speaks of listings in Hong Kong at all
  bool not_ours = false;            // the headline is about a bond, a delisting, a fund
  bool elsewhere = false;           // text or headline names an exchange elsewhere
  bool elsewhere_in_title = false;  // the headline names only one elsewhere
  bool ours_nowhere = false;        // neither names Hong Kong, its exchange or its money
  // What names the exchange (context.tsv): where mainland exchanges are spoken of, a board alone
  // does not.
  const char* exchange = "exchange";
  std::optional<CivilDate> reference;  // the day of publication or capture
  std::optional<std::size_t> issuer;   // who "the company" is before the text names anybody
  // For each sentence whether it is a row of a table that is read as such (listing_table.h), and
  // no sentence; may be empty.
  std::vector<bool> rows;
  const ListItems* items = nullptr;  // of the text
};

// Every telling, in the order of the text; one event may be told several times (news.h).
std::vector<FoundEvent> find_events(const PreparedText& text, const StoryTriggers& triggers,
                                    const std::vector<DateMention>& dates,
                                    const StoryContext& context, Issuers& issuers);

}  // namespace gongwatch::parser::facts
