#include "parser/content/boilerplate.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>
#include <vector>

#include "parser/content/name_words.h"
#include "parser/content/phrase.h"
#include "parser/vocabulary/table.h"
#include "parser/vocabulary/word_map.h"
#include "text/utf8.h"

namespace gongwatch::parser {
namespace {

constexpr std::size_t kMaxHeadingBytes = 120;
constexpr std::size_t kMaxLineWords = 60;

const std::unordered_map<std::string_view, RemovalReason>& reasons_by_name() {
  static const std::unordered_map<std::string_view, RemovalReason> reasons = {
      {"related-articles", RemovalReason::related_articles},
      {"recommendations", RemovalReason::recommendations},
      {"navigation", RemovalReason::navigation},
      {"share", RemovalReason::share},
      {"comments", RemovalReason::comments},
      {"subscription", RemovalReason::subscription},
      {"advertisement", RemovalReason::advertisement},
      {"disclaimer", RemovalReason::disclaimer},
  };
  return reasons;
}

bool is_decoration(char32_t c) {
  if (c < 0x80)
    return !((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'));
  return (c >= 0x2000 && c <= 0x2BFF) || (c >= 0x3000 && c <= 0x3004) ||
         (c >= 0x3008 && c <= 0x3020) || (c >= 0xFE30 && c <= 0xFE6F) ||
         (c >= 0x1F000 && c <= 0x1FAFF) || c == 0xBB || c == 0xAB || c == 0xB7;
}

std::string_view strip_front(std::string_view text) {
  while (!text.empty()) {
    const text::CodePoint point = text::decode_at(text, 0);
    if (!is_decoration(point.value)) break;
    text.remove_prefix(point.bytes);
  }
  return text;
}

std::string_view strip_back(std::string_view text) {
  while (!text.empty()) {
    std::size_t start = text.size() - 1;
    while (start > 0 && (static_cast<unsigned char>(text[start]) & 0xC0) == 0x80) --start;
    if (!is_decoration(text::decode_at(text, start).value)) break;
    text = text.substr(0, start);
  }
  return text;
}

// "comments (3" → "comments", "3 comments" → "comments".
std::string_view without_count(std::string_view key) {
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  std::string_view rest = key;
  while (!rest.empty() && digit(rest.back())) rest.remove_suffix(1);
  if (rest.size() < key.size()) return strip_back(rest);
  while (!rest.empty() && digit(rest.front())) rest.remove_prefix(1);
  return strip_front(rest);
}

struct Label {
  std::string phrase;
  RemovalReason reason;
  bool pointer;
};

struct Vocabulary {
  std::unordered_map<std::string, RemovalReason> headings, lines;
  std::array<std::vector<std::pair<std::string, RemovalReason>>, 256> prefixes;  // by first byte
  PhraseSet contained{std::vector<std::string>{}};
  std::vector<RemovalReason> reasons_of_contained;
  std::array<std::vector<Label>, 256> labels;  // by last byte
};

Vocabulary read_vocabulary() {
  Vocabulary vocabulary;
  std::vector<std::string> contained;
  for (const auto& row : table_rows("boilerplate", 3)) {
    const RemovalReason reason = reasons_by_name().at(row[0]);
    if (row[1] == "heading") {
      vocabulary.headings.emplace(match_key(row[2]), reason);
    } else if (row[1] == "line") {
      vocabulary.lines.emplace(match_key(row[2]), reason);
    } else if (row[1] == "prefix") {
      std::string phrase = lowered(row[2]);
      const auto first = static_cast<unsigned char>(phrase[0]);
      vocabulary.prefixes[first].emplace_back(std::move(phrase), reason);
    } else if (row[1] == "label" || row[1] == "pointer") {
      std::string phrase = lowered(row[2]);
      const auto last = static_cast<unsigned char>(phrase.back());
      vocabulary.labels[last].push_back({std::move(phrase), reason, row[1] == "pointer"});
    } else {
      contained.push_back(lowered(row[2]));
      vocabulary.reasons_of_contained.push_back(reason);
    }
  }
  vocabulary.contained = PhraseSet(std::move(contained));
  return vocabulary;
}

const Vocabulary& vocabulary() {
  static const Vocabulary table = read_vocabulary();
  return table;
}

std::optional<RemovalReason> reason_of_key(const std::string& key) {
  const auto found = vocabulary().headings.find(key);
  if (found == vocabulary().headings.end()) return std::nullopt;
  return found->second;
}

WordMap<ClassHint> read_classes() {
  WordMap<ClassHint> classes;
  for (const auto& row : table_rows("boilerplate_classes", 2)) {
    if (row[1] == "gate") {
      classes[row[0]].gate = true;
    } else if (row[1] == "content") {
      classes.emplace(row[0], ClassHint{NameHint::content});
    } else if (row[1] == "unseen") {
      classes.emplace(row[0], ClassHint{NameHint::unseen});
    } else if (row[1] == "label") {
      classes.emplace(row[0], ClassHint{NameHint::label});
    } else {
      classes.emplace(row[0], ClassHint{NameHint::boilerplate, reasons_by_name().at(row[1])});
    }
  }
  return classes;
}

}  // namespace

std::vector<std::string> words_of_name(std::string_view name) {
  NameWords taken_apart;
  const std::vector<std::string_view>& words = taken_apart.of(name);
  return {words.begin(), words.end()};
}

std::string match_key(std::string_view text) {
  const std::string key = lowered(text);
  return std::string(strip_back(strip_front(key)));
}

std::optional<RemovalReason> heading_reason(std::string_view text) {
  if (text.size() > kMaxHeadingBytes) return std::nullopt;
  return reason_of_key(match_key(text));
}

std::optional<RemovalReason> counted_heading_reason(std::string_view text) {
  if (text.size() > kMaxHeadingBytes) return std::nullopt;
  const std::string key = match_key(text);
  const std::string_view rest = without_count(key);
  return rest.size() < key.size() ? reason_of_key(std::string(rest)) : std::nullopt;
}

std::optional<RemovalReason> line_reason(std::string_view text, std::size_t words) {
  if (words > kMaxLineWords) return std::nullopt;
  const std::string whole = lowered(text);
  const std::string_view front =
      whole.starts_with("(c)") ? std::string_view(whole) : strip_front(whole);
  if (text.size() <= kMaxHeadingBytes) {
    const auto found = vocabulary().lines.find(std::string(strip_back(front)));
    if (found != vocabulary().lines.end()) return found->second;
  }
  // A phrase that begins with a sign ("© 20") is sought in the whole line.
  for (const std::string_view begun : {front, std::string_view(whole)}) {
    if (begun.empty()) continue;
    for (const auto& [phrase, reason] : vocabulary().prefixes[static_cast<unsigned char>(begun[0])])
      if (starts_with_phrase(begun, phrase)) return reason;
    if (begun.size() == whole.size()) break;
  }
  if (const auto found = vocabulary().contained.find_in(whole))
    return vocabulary().reasons_of_contained[*found];
  return std::nullopt;
}

std::optional<LinkLabel> label_at_end(std::string_view folded) {
  if (folded.empty()) return std::nullopt;
  const Label* longest = nullptr;
  for (const Label& label : vocabulary().labels[static_cast<unsigned char>(folded.back())]) {
    if (longest != nullptr && label.phrase.size() <= longest->phrase.size()) continue;
    if (!folded.ends_with(label.phrase)) continue;
    const std::size_t begin = folded.size() - label.phrase.size();
    if (find_phrase(folded, label.phrase, begin) == begin) longest = &label;
  }
  if (longest == nullptr) return std::nullopt;
  return LinkLabel{folded.size() - longest->phrase.size(), longest->reason, longest->pointer};
}

ClassHint class_hint(std::string_view names) {
  static const WordMap<ClassHint> classes = read_classes();
  ClassHint best;
  names = names.substr(0, kMaxNamesBytes);
  NameWords taken_apart;
  while (!names.empty()) {
    const std::string_view name = take_name(names);
    const std::vector<std::string_view>& words = taken_apart.of(name);
    const bool open = best.hint != NameHint::boilerplate;
    if (const ClassHint* const whole = open ? classes.find(name) : nullptr;
        whole != nullptr && whole->hint == NameHint::unseen)
      best.hint = NameHint::unseen;
    if (words.size() > kMaxWordsOfName)
      continue;  // made from a heading: "sharing-with-a-single-developer"
    for (const std::string_view word : words) {
      const ClassHint* const found = classes.find(word);
      if (found == nullptr) continue;
      best.gate |= found->gate;
      if (!open || found->hint <= best.hint) continue;
      best.hint = found->hint;
      best.reason = found->reason;
    }
  }
  return best;
}

std::vector<std::string> words_of_names(std::string_view names) {
  std::vector<std::string> all;
  for_each_word(names, [&](std::string_view word) { all.emplace_back(word); });
  return all;
}

}  // namespace gongwatch::parser
