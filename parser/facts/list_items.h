// Lists and digests: which company an item is about.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "parser/facts/dates.h"
#include "parser/facts/issuers.h"
#include "parser/facts/prepared_text.h"
#include "parser/facts/triggers.h"

namespace gongwatch::parser::facts {

struct FoundEvent;

// An item is a paragraph that a number, a bullet or a label ("Filed: …") opens, in a text that has
// two or more about different companies. It begins with its company, behind a place or a
// description; every other name in it is a customer, a rival, a bank.
class ListItems {
 public:
  // Adds the items' companies to `issuers`. `triggers` must outlive it.
  ListItems(const PreparedText& text, const StoryTriggers& triggers, Issuers& issuers);

  // Whose item the sentence belongs to; nothing outside of items and where an item names nobody.
  std::optional<std::size_t> company_of(std::size_t sentence) const;
  // "PHIP" of "- PHIP: Cobalt Bio-B (sponsor: CICC)"; empty if the sentence begins with no label.
  Span label_of(std::size_t sentence) const;
  // The stage that a heading above the item tells ("Heard this week"), and the item's name.
  struct Section {
    Stage stage = Stage::filed;
    Span name;
    // "Companies that passed the hearing this week:": the sentence above the items that tells it.
    std::optional<std::size_t> lead;
  };
  // Whether the sentence tells the stage of the items below it.
  bool announces(std::size_t sentence) const;
  std::optional<Section> section_of(std::size_t sentence) const;
  // Whether the article goes from company to company: by its items, its headline or its opening.
  bool several() const { return several_; }

 private:
  std::vector<std::optional<std::size_t>> companies_;  // by sentence
  void read_sections(const PreparedText& text, Issuers& issuers);
  void read_announced(const PreparedText& text, const StoryTriggers& triggers, Issuers& issuers);

  std::map<std::size_t, Span> labels_;
  std::map<std::size_t, Section> sections_;
  std::set<std::size_t> leads_;
  bool several_ = false;
};

// The company that the first sentence of a paragraph puts before the reader: its subject, or who
// stands behind "the biggest deal came from", "a day later came the turn of".
std::optional<std::size_t> presented(const PreparedText& text, Span sentence, Issuers& issuers);

// "Take Marlin Power, whose batteries …", "Then there is Tianshan Nickel": a column calls it up.
std::optional<std::size_t> called_up(const PreparedText& text, Span sentence, Issuers& issuers);

// "Monday, 26 January" above paragraphs, "at a glance - Friday, Dec. 12" above a list: the day of
// those events below that have none of their own.
void date_by_headings(const PreparedText& text, const std::vector<DateMention>& dates,
                      const std::vector<DateMention>& title_dates, const ListItems& items,
                      std::vector<FoundEvent>& told);

}  // namespace gongwatch::parser::facts
