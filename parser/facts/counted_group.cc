#include "parser/facts/counted_group.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "parser/facts/pattern.h"
#include "text/utf8.h"

namespace gongwatch::parser::facts {

void CountedGroup::remember(const PreparedText& text, const Trigger& trigger, Span clause,
                            std::size_t index, const Modality& modality) {
  static const Pattern kCount(R"((?i)^\W*(two|three|four|five|six|seven|eight|nine|ten)\b)");
  constexpr std::array<std::string_view, 9> kWords = {"two",   "three", "four", "five", "six",
                                                      "seven", "eight", "nine", "ten"};
  group_.reset();
  const auto count = kCount.find(text.folded(), {clause.begin, trigger.span.begin});
  if (!count || modality.nothing || modality.outcome) return;
  const std::string word = text::lower_ascii(text.view(count->groups[0]));
  const auto place = std::find(kWords.begin(), kWords.end(), word);
  group_ =
      Group{trigger, clause, index, modality, static_cast<std::size_t>(place - kWords.begin()) + 2};
}

void CountedGroup::add(const EventWriter& writer, std::size_t index,
                       const std::vector<std::size_t>& named, Stage stage,
                       std::vector<FoundEvent>& all) {
  if (!group_ || index != group_->index + 1 || group_->count != named.size()) return;
  const Group group = *std::exchange(group_, std::nullopt);
  if (group.trigger.stage == stage) return;
  for (const std::size_t issuer : named)
    all.push_back(
        writer.event_at(group.trigger, group.clause, group.index, issuer, group.modality));
}

}  // namespace gongwatch::parser::facts
