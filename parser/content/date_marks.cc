#include "parser/content/date_marks.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "parser/content/boilerplate.h"
#include "parser/content/name_signs.h"
#include "parser/content/name_words.h"
#include "parser/content/phrase.h"
#include "parser/html/walk.h"
#include "parser/vocabulary/table.h"
#include "parser/vocabulary/word_map.h"

namespace gongwatch::parser {
namespace {

constexpr std::size_t kMostNamesBytes = 300;
constexpr std::size_t kMaxTextBytes = 120;  // of an element that is named a date

enum class NamedDay { none, publication, other };

struct Words {
  WordMap<NamedDay> names;
  std::vector<std::pair<std::string, DateLabel>> labels;
};

const Words& words() {
  static const Words table = [] {
    Words all;
    for (const auto& row : table_rows("date_marks", 2)) {
      if (row[0] == "class")
        all.names.emplace(row[1], NamedDay::publication);
      else if (row[0] == "other")
        all.names[row[1]] = NamedDay::other;
      else
        all.labels.emplace_back(lowered(row[1]),
                                row[0] == "published" ? DateLabel::published : DateLabel::changed);
    }
    return all;
  }();
  return table;
}

// Most elements have no such name; taking names apart costs.
bool may_name_a_date(std::string_view names) {
  static constexpr NameParts<9> kParts(
      {"ate", "dat", "ech", "ubl", "ime", "ost", "reat", "eit", "ubm"});
  return kParts.stand_in(names);
}

NamedDay day_named_in(std::string_view names) {
  if (names.empty() || names.size() > kMostNamesBytes) return NamedDay::none;
  NamedDay named = NamedDay::none;
  NameWords taken_apart;
  while (!names.empty()) {
    for (const std::string_view word : taken_apart.of(take_name(names))) {
      const NamedDay* const found = words().names.find(word);
      if (found == nullptr) continue;
      if (*found == NamedDay::other) return NamedDay::other;
      named = NamedDay::publication;
    }
  }
  return named;
}

}  // namespace

bool names_publication_day(std::string_view names) {
  return may_name_a_date(names) && day_named_in(names) == NamedDay::publication;
}

std::optional<MarkedTime> marked_time(const GumboNode* element, const NameSigns& of_id,
                                      const NameSigns& of_class) {
  const GumboTag tag = tag_of(element);
  if (tag == GUMBO_TAG_TIME && has_attribute(element, "datetime"))
    return MarkedTime{std::string(attribute(element, "datetime"))};
  if (!of_class.of_publication_day && !of_id.of_publication_day) return std::nullopt;
  if (tag == GUMBO_TAG_ABBR && has_attribute(element, "title"))
    return MarkedTime{std::string(attribute(element, "title"))};
  std::string text = text_content(element);
  if (text.size() > kMaxTextBytes || text.find_first_of("0123456789") == std::string::npos)
    return std::nullopt;
  return MarkedTime{std::move(text), 0, true};
}

bool names_another_day(const GumboNode* element) {
  return day_named_in(attribute(element, "class")) == NamedDay::other ||
         day_named_in(attribute(element, "id")) == NamedDay::other;
}

DateLabel date_label(std::string_view line, std::size_t& begin) {
  const std::string lower = lowered(line);
  DateLabel label = DateLabel::none;
  begin = 0;
  for (const auto& [word, kind] : words().labels) {
    const std::size_t at = find_phrase(lower, word);
    if (at == std::string::npos || label == DateLabel::published) continue;
    label = kind;
    if (kind == DateLabel::published) begin = at;
  }
  return label;
}

}  // namespace gongwatch::parser
