#include "parser/content/boilerplate.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <unordered_map>
#include <utility>
#include <vector>

#include "parser/content/phrase.h"
#include "parser/vocabulary/table.h"
#include "text/utf8.h"

namespace gongwatch::parser {
namespace {

constexpr std::size_t kMaxHeadingBytes = 120;
constexpr std::size_t kMaxLineWords = 60;
constexpr std::size_t kMaxClassBytes = 1000;
constexpr std::size_t kMaxWordsOfName = 4;

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

// Two bytes as a number.
std::size_t pair_of(std::string_view text, std::size_t at) {
  return static_cast<std::size_t>(static_cast<unsigned char>(text[at])) << 8 |
         static_cast<unsigned char>(text[at + 1]);
}

struct Label {
  std::string phrase;
  RemovalReason reason;
  bool pointer;
};

struct Vocabulary {
  std::unordered_map<std::string, RemovalReason> headings, lines;
  std::array<std::vector<std::pair<std::string, RemovalReason>>, 256> prefixes;  // by first byte
  std::vector<std::pair<std::string, RemovalReason>> contained;
  std::array<std::vector<Label>, 256> labels;  // by last byte
  std::bitset<0x10000> begins_contained;       // by their first two bytes
};

Vocabulary read_vocabulary() {
  Vocabulary vocabulary;
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
      vocabulary.contained.emplace_back(lowered(row[2]), reason);
      vocabulary.begins_contained.set(pair_of(vocabulary.contained.back().first, 0));
    }
  }
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

std::unordered_map<std::string_view, ClassHint> read_classes() {
  std::unordered_map<std::string_view, ClassHint> classes;
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

// words_of_name(), in one string.
class NameWords {
 public:
  explicit NameWords(std::string_view name) {
    letters_.reserve(name.size());
    std::size_t start = 0;
    const auto end_word = [&] {
      if (letters_.size() > start) words_.push_back(std::string_view(letters_).substr(start));
      start = letters_.size();
    };
    char previous = 0;
    for (const char c : name) {
      const bool upper = c >= 'A' && c <= 'Z';
      const bool letter = upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
      if (!letter || (upper && previous >= 'a' && previous <= 'z')) end_word();
      if (letter) letters_.push_back(upper ? static_cast<char>(c - 'A' + 'a') : c);
      previous = c;
    }
    end_word();
    if (words_.size() == 2) words_.push_back(letters_);
  }
  NameWords(const NameWords&) = delete;  // the words are in the string
  NameWords& operator=(const NameWords&) = delete;

  std::size_t size() const { return words_.size(); }
  auto begin() const { return words_.begin(); }
  auto end() const { return words_.end(); }

 private:
  std::string letters_;
  std::vector<std::string_view> words_;
};

}  // namespace

std::vector<std::string> words_of_name(std::string_view name) {
  const NameWords words(name);
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
  // All in one pass: most lines hold the beginning of none.
  for (std::size_t at = 0; at + 1 < whole.size(); ++at) {
    if (!vocabulary().begins_contained[pair_of(whole, at)]) continue;
    for (const auto& [phrase, reason] : vocabulary().contained) {
      if (std::string_view(whole).substr(at).starts_with(phrase) &&
          find_phrase(whole, phrase, at) == at)
        return reason;
    }
  }
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
  static const std::unordered_map<std::string_view, ClassHint> classes = read_classes();
  ClassHint best;
  names = names.substr(0, kMaxClassBytes);
  while (!names.empty()) {
    const std::size_t end = std::min(names.find_first_of(" \t\r\n\f"), names.size());
    const std::string_view name = names.substr(0, end);
    const NameWords words(name);
    names.remove_prefix(std::min(end + 1, names.size()));
    const bool open = best.hint != NameHint::boilerplate;
    if (const auto whole = open ? classes.find(name) : classes.end();
        whole != classes.end() && whole->second.hint == NameHint::unseen)
      best.hint = NameHint::unseen;
    if (words.size() > kMaxWordsOfName)
      continue;  // made from a heading: "sharing-with-a-single-developer"
    for (const std::string_view word : words) {
      const auto found = classes.find(word);
      if (found == classes.end()) continue;
      best.gate |= found->second.gate;
      if (!open || found->second.hint <= best.hint) continue;
      best.hint = found->second.hint;
      best.reason = found->second.reason;
    }
  }
  return best;
}

std::vector<std::string> words_of_names(std::string_view names) {
  std::vector<std::string> all;
  names = names.substr(0, kMaxClassBytes);
  while (!names.empty()) {
    const std::size_t end = std::min(names.find_first_of(" \t\r\n\f"), names.size());
    const NameWords words(names.substr(0, end));
    names.remove_prefix(std::min(end + 1, names.size()));
    if (words.size() > kMaxWordsOfName) continue;
    all.insert(all.end(), words.begin(), words.end());
  }
  return all;
}

}  // namespace gongwatch::parser
