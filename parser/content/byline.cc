#include "parser/content/byline.h"

#include <algorithm>

#include "parser/content/page_blocks.h"
#include "parser/content/phrase.h"
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

// Phrases with a colon may stand anywhere in the line, others at its start ("By") or, Chinese ones,
// after a blank ("记者").
std::vector<Mention> mentions_in(const std::string& line) {
  std::vector<Mention> found;
  for (const Phrase& phrase : phrases()) {
    for (std::size_t at = find_phrase(line, phrase.text); at != std::string::npos;
         at = find_phrase(line, phrase.text, at + 1)) {
      const std::size_t end = at + phrase.text.size();
      const bool taken = std::any_of(found.begin(), found.end(), [&](const Mention& other) {
        return at < other.end && end > other.begin;
      });
      const bool chinese = (phrase.text[0] & 0x80) != 0;
      const bool may_stand_here =
          at == 0 || ends_with_mark(phrase.text) || (chinese && line[at - 1] == ' ');
      if (taken || !may_stand_here) continue;
      found.push_back({at, end, phrase.kind});
    }
  }
  std::sort(found.begin(), found.end(),
            [](const Mention& a, const Mention& b) { return a.begin < b.begin; });
  return found;
}

// A name ends where a stroke, a bracket or a date begins; a Chinese one at a blank too.
std::string name_in(std::string_view text) {
  text = text::trim(text);
  std::size_t end = 0;
  const bool chinese = !text.empty() && text::is_han(text::decode_at(text, 0).value);
  while (end < text.size()) {
    const text::CodePoint point = text::decode_at(text, end);
    const char32_t c = point.value;
    const bool digit_after_blank = c >= '0' && c <= '9' && end > 0 && text[end - 1] == ' ';
    if (c == '|' || c == ')' || c == '(' || c == 0xFF08 || c == 0xFF09 || c == 0xFF5C ||
        c == 0xB7 || digit_after_blank)
      break;
    if (chinese && (text::is_space(c) || c == 0xFF0C || c == 0x3002)) break;
    end += point.bytes;
  }
  text = text::trim(text.substr(0, end));
  while (!text.empty() &&
         (text.back() == ',' || text.back() == '-' || text.back() == '.' || text.back() == ' '))
    text.remove_suffix(1);
  return std::string(text);
}

// "By Jane Doe and Li Lei", not "By the end of June": every word but links between names begins
// with a capital.
bool is_name_of_people(std::string_view name) {
  std::size_t at = 0;
  while (at < name.size()) {
    const std::size_t end = std::min(name.find(' ', at), name.size());
    const std::string_view word = name.substr(at, end - at);
    const bool link = word == "and" || word == "&" || word == "in" || word == "de" ||
                      word == "van" || word == "for";
    if (!word.empty() && !link && word[0] >= 'a' && word[0] <= 'z') return false;
    if (!word.empty() && word[0] >= '0' && word[0] <= '9') return false;
    at = end + 1;
  }
  return !name.empty();
}

}  // namespace

std::vector<Credit> credits_of(std::string_view line) {
  if (line.size() > kMaxLineBytes || text::count_words(line) > kMaxLineWords) return {};
  const text::Folded folded = text::fold(line);
  const std::string lower = text::lower_ascii(folded.text);
  std::vector<Credit> credits;
  const std::vector<Mention> mentions = mentions_in(lower);
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
  std::string name = text::squeeze(author);
  if (const std::vector<Credit> credits = credits_of(name); !credits.empty())
    name = credits.front().name;
  for (const std::string_view by : {"by ", "von ", "par ", "por "}) {
    if (!text::lower_ascii(name).starts_with(by)) continue;
    name.erase(0, by.size());
    break;
  }
  const bool address = name.find("://") != std::string::npos || name.find('@') != std::string::npos;
  if (address || name.size() > kMaxNameBytes || text::count_words(name) > kMaxNameWords) return {};
  return name;
}

}  // namespace gongwatch::parser
