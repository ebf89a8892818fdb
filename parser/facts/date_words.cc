#include "parser/facts/date_words.h"

#include <algorithm>
#include <charconv>

#include "parser/facts/pattern.h"
#include "parser/vocabulary/table.h"

namespace gongwatch::parser::facts {
namespace {

constexpr std::size_t kHanBytes = 3;  // no word begins beyond U+FFFF

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }
bool is_letter(char c) { return lower(c) >= 'a' && lower(c) <= 'z'; }
bool is_word(char c) { return is_letter(c) || (c >= '0' && c <= '9'); }

DateWordKind kind_of(std::string_view name) {
  struct Named {
    std::string_view name;
    DateWordKind kind;
  };
  static constexpr std::array<Named, 16> kKinds{{{"month", DateWordKind::month},
                                                 {"weekday", DateWordKind::weekday},
                                                 {"weekday_short", DateWordKind::weekday_short},
                                                 {"week", DateWordKind::week},
                                                 {"week_behind", DateWordKind::week_behind},
                                                 {"nearest", DateWordKind::nearest},
                                                 {"day", DateWordKind::day},
                                                 {"day_one", DateWordKind::day_one},
                                                 {"other_day", DateWordKind::other_day},
                                                 {"offer_day", DateWordKind::offer_day},
                                                 {"month_of", DateWordKind::month_of},
                                                 {"told_month", DateWordKind::told_month},
                                                 {"year_of", DateWordKind::year_of},
                                                 {"told_year", DateWordKind::told_year},
                                                 {"lunar", DateWordKind::lunar},
                                                 {"lunar_month", DateWordKind::lunar_month}}};
  for (const Named& one : kKinds) {
    if (one.name == name) return one.kind;
  }
  return DateWordKind::none;
}

bool stands_at(const DateWord& word, std::string_view folded, std::size_t at) {
  if (word.word.size() > folded.size() - at) return false;
  for (std::size_t i = 0; i < word.word.size(); ++i) {
    if (lower(folded[at + i]) != word.word[i]) return false;
  }
  const std::size_t end = at + word.word.size();
  return !is_letter(word.word.back()) || end == folded.size() || !is_word(folded[end]);
}

std::size_t tail_of(std::string_view character) {
  return static_cast<unsigned char>(character[1]) * 0x100U +
         static_cast<unsigned char>(character[2]);
}

bool longer(const DateWord& a, const DateWord& b) { return a.word.size() > b.word.size(); }

}  // namespace

const DateWords& DateWords::instance() {
  static const DateWords words;
  return words;
}

DateWords::DateWords() {
  for (const TableRow& row : table_rows("date_words", 3)) {
    int value = 0;
    std::from_chars(row[1].data(), row[1].data() + row[1].size(), value);
    for (const std::string_view word : split_cell(row[2], "|")) {
      const DateWord entry{kind_of(row[0]), value, word};
      if (is_letter(word.front())) {
        latin_[static_cast<std::size_t>(lower(word.front()) - 'a')].push_back(entry);
      } else if (word.size() >= kHanBytes) {
        han_[word.substr(0, kHanBytes)].push_back(entry);
        han_starts_.set(tail_of(word));
      }
    }
  }
  for (auto& list : latin_) std::stable_sort(list.begin(), list.end(), longer);
  for (auto& [start, list] : han_) std::stable_sort(list.begin(), list.end(), longer);
}

bool DateWords::may_begin(std::string_view folded, std::size_t at) const {
  if (at >= folded.size()) return false;
  if (static_cast<unsigned char>(folded[at]) < 0x80)
    return is_letter(folded[at]) &&
           !latin_[static_cast<std::size_t>(lower(folded[at]) - 'a')].empty();
  return at + kHanBytes <= folded.size() && han_starts_.test(tail_of(folded.substr(at, kHanBytes)));
}

const std::vector<DateWord>* DateWords::bucket(std::string_view folded, std::size_t at) const {
  if (!may_begin(folded, at)) return nullptr;
  if (is_letter(folded[at])) return &latin_[static_cast<std::size_t>(lower(folded[at]) - 'a')];
  const auto found = han_.find(folded.substr(at, kHanBytes));
  return found == han_.end() ? nullptr : &found->second;
}

const DateWord* DateWords::longest_at(std::string_view folded, std::size_t at) const {
  const auto* list = bucket(folded, at);
  if (list == nullptr) return nullptr;
  const auto found = std::find_if(list->begin(), list->end(), [&](const DateWord& word) {
    return word.kind != DateWordKind::weekday_short && stands_at(word, folded, at);
  });
  return found == list->end() ? nullptr : &*found;
}

const DateWord* DateWords::at(std::string_view folded, std::size_t at, DateWordKind kind) const {
  const auto* list = bucket(folded, at);
  if (list == nullptr) return nullptr;
  const auto found = std::find_if(list->begin(), list->end(), [&](const DateWord& word) {
    return word.kind == kind && stands_at(word, folded, at);
  });
  return found == list->end() ? nullptr : &*found;
}

bool counts_things(std::string_view behind) {
  static const Pattern kCounter(
      "(?i)^(?:家(?:$|[^居电族具纺庭长用装政])|只(?:$|新|股|公|企|个|港|热|ipo|[,。、;])|间(?:$|[^"
      "接隔中或])|"
      "[宗笔款档]|份(?:$|[^额])|单(?:$|[^日边周季月位独])|个(?:$|[^别股人])|支(?:$|[^持付援撑线])|"
      "天(?:$|[^气])|大新|企(?:$|[^业图稳])|股(?:$|[上齐同招挂首新,。、;]))");
  return kCounter.find(behind.substr(0, 9)).has_value();
}

}  // namespace gongwatch::parser::facts
