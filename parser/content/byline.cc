#include "parser/content/byline.h"

#include <algorithm>
#include <array>

#include "parser/content/page_blocks.h"
#include "parser/content/phrase.h"
#include "parser/content/written_date.h"
#include "parser/vocabulary/table.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace gongwatch::parser {
namespace {

constexpr std::size_t kMaxLineBytes = 300;
constexpr std::size_t kMaxLineWords = 25;
constexpr std::size_t kMaxNameBytes = 100;
constexpr std::size_t kMaxNameWords = 10;

struct Phrase {
  std::string text;
  CreditKind kind;
};

const std::vector<Phrase>& phrases() {
  static const std::vector<Phrase> all = [] {
    std::vector<Phrase> list;
    for (const auto& row : table_rows("bylines", 2)) {
      if (row[0] != "author" && row[0] != "source" && row[0] != "editor") continue;
      const CreditKind kind = row[0] == "author"   ? CreditKind::author
                              : row[0] == "source" ? CreditKind::source
                                                   : CreditKind::editor;
      list.push_back({lowered(row[1]), kind});
    }
    // "责任编辑:" before "编辑:".
    std::sort(list.begin(), list.end(), [](const Phrase& a, const Phrase& b) {
      return a.text.size() != b.text.size() ? a.text.size() > b.text.size() : a.text < b.text;
    });
    return list;
  }();
  return all;
}

struct Mention {
  std::size_t begin = 0, end = 0;
  CreditKind kind = CreditKind::author;
};

bool ends_with_mark(std::string_view phrase) {
  return phrase.ends_with(':') || phrase.ends_with('|');
}

// 【海港财经记者…】, 〔记者…〕: nothing but a short name stands between the bracket and the phrase.
bool stands_after_house(std::string_view line, std::size_t at) {
  constexpr std::size_t kLongestHouse = 24;  // bytes
  for (const std::string_view opening : {"【", "〔"}) {
    const std::size_t bracket = line.substr(0, at).rfind(opening);
    if (bracket == std::string_view::npos) continue;
    const std::size_t begin = bracket + opening.size();
    const std::string_view house = line.substr(begin, at - begin);
    if (house.size() <= kLongestHouse && 3 * text::count_han(house) == house.size()) return true;
  }
  return false;
}

// Phrases with a colon may stand anywhere in the line, others at its start ("By") or, Chinese ones,
// after a blank ("记者").
std::vector<Mention> mentions_in(const std::string& line) {
  std::vector<Mention> found;
  const bool any_mark = std::any_of(line.begin(), line.end(),
                                    [](char c) { return c == ':' || c == '|' || (c & 0x80) != 0; });
  for (const Phrase& phrase : phrases()) {
    // Most lines have none of them.
    const bool only_first = !ends_with_mark(phrase.text) && (phrase.text[0] & 0x80) == 0;
    if (only_first ? !line.starts_with(phrase.text) : !any_mark) continue;
    for (std::size_t at = find_phrase(line, phrase.text); at != std::string::npos;
         at = find_phrase(line, phrase.text, at + 1)) {
      const std::size_t end = at + phrase.text.size();
      const bool taken = std::any_of(found.begin(), found.end(), [&](const Mention& other) {
        return at < other.end && end > other.begin;
      });
      const bool chinese = (phrase.text[0] & 0x80) != 0;
      // 文: is the end of many words; 【记者 begins what it stands in.
      const bool one_sign = chinese && phrase.text.size() <= 4;
      const bool after_blank = at > 0 && (line[at - 1] == ' ' || line[at - 1] == '|');
      const bool after_bracket =
          at > 0 && (line.substr(0, at).ends_with("【") || line[at - 1] == '(');
      const bool of_house = chinese && !one_sign && stands_after_house(line, at);
      const bool may_stand_here = at == 0 || of_house ||
                                  (ends_with_mark(phrase.text) && !one_sign) ||
                                  (chinese && (after_blank || after_bracket));
      if (taken || !may_stand_here) continue;
      found.push_back({at, end, phrase.kind});
    }
  }
  std::sort(found.begin(), found.end(),
            [](const Mention& a, const Mention& b) { return a.begin < b.begin; });
  return found;
}

// Phrases of one kind, folded and in lower case, the longest first.
std::vector<std::string> phrases_of(std::string_view kind) {
  std::vector<std::string> list;
  for (const auto& row : table_rows("bylines", 2)) {
    if (row[0] == kind) list.push_back(lowered(row[1]));
  }
  std::sort(list.begin(), list.end(), [](const std::string& a, const std::string& b) {
    return a.size() != b.size() ? a.size() > b.size() : a < b;
  });
  return list;
}

std::string_view without_marks(std::string_view text) {
  constexpr std::string_view kMarks = " ,-.:;/|@";
  const std::size_t begin = text.find_first_not_of(kMarks);
  if (begin == std::string_view::npos) return {};
  const std::size_t end = text.find_last_not_of(kMarks);
  // "John F. Doe Jr." keeps its point.
  const bool initial = end + 1 < text.size() && text[end + 1] == '.';
  return text.substr(begin, end + 1 - begin + (initial ? 1 : 0));
}

// "Jane Doe, Senior Reporter", "Jane Doe, CNN" → "Jane Doe"; names of co-authors stay.
std::string_view without_job(std::string_view name) {
  static const std::vector<std::string> jobs = phrases_of("job");
  for (std::size_t at = name.find(','); at != std::string_view::npos; at = name.find(',', at + 1)) {
    const std::string rest = lowered(name.substr(at + 1));
    const bool job = std::any_of(jobs.begin(), jobs.end(), [&](const std::string& word) {
      return find_phrase(rest, word) != std::string::npos;
    });
    if (job) return name.substr(0, at);
  }
  return name;
}

// "Ann Lee on", "Ann Lee am" before a date.
std::string_view without_preposition(std::string_view name) {
  for (const std::string_view word : {" on", " am", " um", " at", " le", " el", " | updated"}) {
    if (text::lower_ascii(name).ends_with(word)) return name.substr(0, name.size() - word.size());
  }
  return name;
}

// A name ends where a stroke, a bracket or a date begins; a Chinese one at a blank too.
std::string name_in(std::string_view text) {
  text = before_date(text);
  std::size_t end = 0;
  const bool chinese = !text.empty() && text::is_han(text::decode_at(text, 0).value);
  while (end < text.size()) {
    const text::CodePoint point = text::decode_at(text, end);
    const char32_t c = point.value;
    const bool digit_after_blank = c >= '0' && c <= '9' && end > 0 && text[end - 1] == ' ';
    if (c == '|' || c == ')' || c == '(' || c == 0xFF08 || c == 0xFF09 || c == 0xFF5C ||
        c == 0xB7 || c == 0x2022 || c == 0x2014 || digit_after_blank)
      break;
    if (chinese &&
        (text::is_space(c) || c == '/' || c == 0xFF0F || c == 0xFF0C || c == 0x3002 || c == 0x3011))
      break;
    end += point.bytes;
  }
  return std::string(without_marks(
      without_job(without_preposition(without_marks(text::trim(text.substr(0, end)))))));
}

// "By Jane Doe and Li Lei", not "By the end of June": every word but links between names begins
// with a capital.
bool is_name_of_people(std::string_view name) {
  std::size_t at = 0;
  while (at < name.size()) {
    const std::size_t end = std::min(name.find(' ', at), name.size());
    const std::string_view word = name.substr(at, end - at);
    static constexpr std::array<std::string_view, 22> kLinks = {
        "and", "&",   "in",  "de", "van", "for", "von", "und", "y",  "e",   "et",
        "der", "den", "del", "la", "di",  "da",  "du",  "le",  "zu", "ter", "dos"};
    const bool link = std::find(kLinks.begin(), kLinks.end(), word) != kLinks.end();
    if (!word.empty() && !link && word[0] >= 'a' && word[0] <= 'z') return false;
    if (!word.empty() && word[0] >= '0' && word[0] <= '9') return false;
    at = end + 1;
  }
  return !name.empty();
}

}  // namespace

std::vector<Credit> credits_of(std::string_view line) {
  if (line.size() > kMaxLineBytes || text::count_words(line) > kMaxLineWords) return {};
  const std::string lower = lowered(line);
  std::vector<Credit> credits;
  const std::vector<Mention> mentions = mentions_in(lower);
  if (mentions.empty()) return {};
  const text::Folded folded = text::fold(line);
  for (std::size_t i = 0; i < mentions.size(); ++i) {
    const std::size_t end = i + 1 < mentions.size() ? mentions[i + 1].begin : lower.size();
    const auto [from, to] = folded.original(mentions[i].end, end);
    Credit credit{mentions[i].kind, name_in(line.substr(from, to - from))};
    const std::string_view phrase =
        std::string_view(lower).substr(mentions[i].begin, mentions[i].end - mentions[i].begin);
    const bool marked = ends_with_mark(phrase);
    if (!marked && (ends_sentence(line) || !is_name_of_people(credit.name))) continue;
    if (!marked && text::count_han(credit.name) > 12) continue;
    if (credit.name.empty() || credit.name.size() > kMaxNameBytes ||
        text::count_words(credit.name) > kMaxNameWords)
      continue;
    credits.push_back(std::move(credit));
  }
  return credits;
}

std::string clean_author(std::string_view author) {
  static const std::vector<std::string> affixes = phrases_of("affix");
  static const std::vector<std::string> labels = phrases_of("label");
  std::string name = text::squeeze(author);
  if (name.find("://") != std::string::npos) return {};
  if (const std::vector<Credit> credits = credits_of(name); !credits.empty())
    name = credits.front().name;
  for (bool changed = true; changed;) {
    changed = false;
    for (const std::string& affix : affixes) {
      const std::string lower = lowered(name);
      if (lower.size() != name.size() || lower.size() <= affix.size()) continue;
      const std::size_t rest = lower.size() - affix.size();
      const auto boundary = [&](std::size_t at) {
        return lower[at] == ' ' || lower[at] == ':' || (affix.front() & 0x80) != 0;
      };
      if (lower.starts_with(affix) && boundary(affix.size())) {
        name = without_marks(std::string_view(name).substr(affix.size()));
      } else if (lower.ends_with(affix) && affix.size() > 3 && boundary(rest - 1)) {
        name = without_marks(std::string_view(name).substr(0, rest));
      } else {
        continue;
      }
      changed = true;
      break;
    }
  }
  name = without_marks(without_job(before_date(name)));
  const std::string key = lowered(name);
  const bool label = std::find(labels.begin(), labels.end(), key) != labels.end() ||
                     std::find(affixes.begin(), affixes.end(), key) != affixes.end();
  const bool address = name.find('@') != std::string::npos;
  if (label || address || name.size() > kMaxNameBytes || text::count_words(name) > kMaxNameWords)
    return {};
  return name;
}

bool is_author_label(std::string_view label) {
  static const std::vector<std::string> affixes = phrases_of("affix");
  const std::string key = lowered(without_marks(label));
  return std::find(affixes.begin(), affixes.end(), key) != affixes.end();
}

}  // namespace gongwatch::parser
