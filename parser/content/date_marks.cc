#include "parser/content/date_marks.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>
#include <vector>

#include "parser/content/boilerplate.h"
#include "parser/content/name_signs.h"
#include "parser/content/phrase.h"
#include "parser/html/walk.h"
#include "parser/vocabulary/table.h"

namespace gongwatch::parser {
namespace {

constexpr std::size_t kMaxNamesBytes = 300;
constexpr std::size_t kMaxTextBytes = 120;  // of an element that is named a date

struct Words {
  std::set<std::string, std::less<>> names, other_names;
  std::vector<std::pair<std::string, DateLabel>> labels;
};

const Words& words() {
  static const Words table = [] {
    Words all;
    for (const auto& row : table_rows("date_marks", 2)) {
      if (row[0] == "class")
        all.names.emplace(row[1]);
      else if (row[0] == "other")
        all.other_names.emplace(row[1]);
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
  static constexpr std::array<std::string_view, 9> kParts = {"ate", "dat",  "ech", "ubl", "ime",
                                                             "ost", "reat", "eit", "ubm"};
  return holds_part(names, kParts);
}

enum class NamedDay { none, publication, other };

NamedDay day_named_in(std::string_view names) {
  if (names.empty() || names.size() > kMaxNamesBytes) return NamedDay::none;
  NamedDay named = NamedDay::none;
  while (!names.empty()) {
    const std::size_t end = std::min(names.find_first_of(" \t\r\n\f"), names.size());
    for (const std::string& word : words_of_name(names.substr(0, end))) {
      if (words().other_names.contains(word)) return NamedDay::other;
      if (words().names.contains(word)) named = NamedDay::publication;
    }
    names.remove_prefix(std::min(end + 1, names.size()));
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
