#include "parser/facts/item_triggers.h"

#include "parser/facts/clauses.h"
#include "parser/facts/modality.h"
#include "parser/facts/pattern.h"
#include "parser/facts/table_labels.h"

namespace gongwatch::parser::facts {
namespace {

// "- PHIP: Cobalt Bio-B": what a label of a list says is told as in a table's column.
void add_label(const PreparedText& text, const ListItems& items, const ListingScope& scope,
               std::size_t index, std::vector<Trigger>& triggers) {
  const Span label = items.label_of(index);
  const auto status = label.empty() ? std::nullopt : read_status(text.view(label));
  if (!status || !status->stage || status->outcome) return;
  for (const Trigger& one : triggers) {
    if (one.span.overlaps(label) || one.stage == *status->stage) return;
  }
  const Trigger trigger{*status->stage, true, false, label, {}, "stage-phrase:label"};
  if (scope.holds(trigger, index)) triggers.insert(triggers.begin(), trigger);
}

// "- Bluewater Desalination" below "The following companies passed:", if that is told as done.
void add_announced(const PreparedText& text, const ListItems::Section& section,
                   const ListingScope& scope, std::vector<Trigger>& triggers) {
  for (const Trigger& one : triggers) {
    if (one.stage == section.stage || one.stage == Stage::refiled) return;
  }
  const Span lead = text.sentences()[*section.lead].span;
  const auto told = find_triggers(text, lead);
  if (told.empty() || !scope.holds(told.front(), *section.lead)) return;
  const Span clause = clause_at(clauses_of(text, lead), told.front().span.begin);
  const Modality modality = read_modality(text, lead, clause, clause.begin, told.front().span, {});
  if (modality.nothing || modality.outcome || modality.past) return;
  triggers.insert(triggers.begin(),
                  {section.stage, true, false, section.name, {}, "stage-phrase:announced"});
}

// "Bluewater Desalination, Nov 6" below "Hearings".
void add_headed(const PreparedText& text, const ListItems::Section& section,
                const ListingScope& scope, std::size_t index, std::vector<Trigger>& triggers) {
  static const Pattern kListings(
      R"((?i)\b(?:ipos?|listings?|debuts?|new[- ](?:stocks?|issues?|shares?)|flotations?|hearings?|applicants|a1s?|prospectus(?:es)?)\b)");
  const PreparedText* title = text.companion();
  if (!triggers.empty() || title == nullptr ||
      !kListings.matches_in(title->folded(), title->whole()))
    return;
  const Trigger trigger{section.stage, true, false, section.name, {}, "stage-phrase:heading"};
  if (scope.holds(trigger, index)) triggers.push_back(trigger);
}

// "* Marlin Storage (hearing, Nov 13)", "- Coral Games: listed Nov 12": the status stands behind
// the item's name.
void add_status(const PreparedText& text, const ListItems& items, const ListingScope& scope,
                std::size_t index, std::vector<Trigger>& triggers) {
  static const Pattern kStatus(
      R"((?i)^.{2,60}?(?: ?\(| ?: | -+ | \| )([a-z][a-z0-9 -]{2,30}?)(?:,? (?:on )?(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri)(?:day)?\b|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? \d|\d{1,2} [A-Z])[^()]{0,24})?(?:\)|[;.]|$| -))");
  if (!triggers.empty() || !items.company_of(index)) return;
  const auto found = kStatus.find(text.folded(), text.sentences()[index].span);
  const auto status = found ? read_status(text.view(found->groups[0])) : std::nullopt;
  if (!status || !status->stage || status->outcome) return;
  const Trigger trigger{*status->stage, true, false, found->groups[0], {}, "stage-phrase:status"};
  if (scope.holds(trigger, index)) triggers.push_back(trigger);
}

}  // namespace

void add_item_triggers(const PreparedText& text, const ListItems& items, const ListingScope& scope,
                       std::size_t index, std::vector<Trigger>& triggers) {
  add_label(text, items, scope, index, triggers);
  add_status(text, items, scope, index, triggers);
  const auto section = items.section_of(index);
  if (!section) return;
  if (section->lead) {
    add_announced(text, *section, scope, triggers);
  } else {
    add_headed(text, *section, scope, index, triggers);
  }
}

}  // namespace gongwatch::parser::facts
