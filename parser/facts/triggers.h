// Words that tell a stage (parser/vocabulary/stage_phrases_*.tsv).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/document.h"
#include "parser/facts/prepared_text.h"

namespace gongwatch::parser::facts {

struct Trigger {
  Stage stage = Stage::filed;
  bool needs_exchange = false;  // somebody near must name the exchange, a board or Hong Kong
  bool needs_day = false;       // means nothing without a day
  Span span;
  std::string_view context;  // a kind of context.tsv that must be told near
  std::string rule;  // "stage-phrase:en-hearing/2", the English table's second line for hearing
};

// All triggers of a sentence, left to right, none inside another: the table's earlier line wins.
std::vector<Trigger> find_triggers(const PreparedText& text, Span sentence);

// The stage told last, and where.
struct LastTrigger {
  Trigger trigger;
  std::size_t sentence = 0;
  bool told = false;
  std::optional<Trigger> end;  // of an application: told last
  std::size_t end_sentence = 0;
};

// "A day later X did the same", "Y followed on Wednesday": the stage told before, once more. Keeps
// `last` up to date.
void add_same_again(const PreparedText& text, Span sentence, std::size_t index, LastTrigger& last,
                    std::vector<Trigger>& triggers);

// "The applications of March 2023 and January 2024", "applied in January and in July": one word for
// a filing and the one after it.
void add_paired_filings(const PreparedText& text, Span sentence, std::vector<Trigger>& triggers);

// The triggers of each sentence.
using StoryTriggers = std::vector<std::vector<Trigger>>;
StoryTriggers find_story_triggers(const PreparedText& text);

}  // namespace gongwatch::parser::facts
