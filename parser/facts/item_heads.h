// How an item of an English list begins: its mark, its label, its company; and what announces
// items.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "parser/facts/prepared_text.h"
#include "parser/facts/triggers.h"

namespace gongwatch::parser::facts {

struct Opening {
  Span rest;   // behind number, bullet and label
  Span label;  // may be empty
};

// Nothing if the paragraph opens with none of them.
std::optional<Opening> behind_mark(const PreparedText& text, Span sentence);

// Who an item is about: the first name in the place of a subject, or as an apposition of one.
std::optional<Span> head_name(const PreparedText& text, Span in);

// "Companies that passed the hearing this week:" above other paragraphs: its triggers are told of
// those that the paragraphs below name, for it names nobody.
bool announces_items(const PreparedText& text, std::size_t sentence,
                     const std::vector<Trigger>& triggers);

}  // namespace gongwatch::parser::facts
