#include "render/snippet.h"

#include <algorithm>
#include <set>

#include "text/fold.h"
#include "text/utf8.h"

namespace gongwatch::render {
namespace {

struct Word {
  std::string word;
  std::size_t begin, end;
};

bool begins_with(std::string_view word, std::string_view beginning) {
  return word.substr(0, beginning.size()) == beginning;
}

// Whether the phrase stands at words[at …].
bool stands_at(const std::vector<Word>& words, std::size_t at, const text::SearchPhrase& phrase) {
  if (at + phrase.words.size() > words.size()) return false;
  for (std::size_t i = 0; i < phrase.words.size(); ++i) {
    const bool last = i + 1 == phrase.words.size();
    const std::string& word = words[at + i].word;
    if (last && phrase.prefix ? !begins_with(word, phrase.words[i]) : word != phrase.words[i])
      return false;
  }
  return true;
}

// Where the window that begins with this hit has the most to show.
std::size_t best_start(const std::vector<FoundWords>& hits, std::size_t bytes) {
  std::size_t best = 0;
  std::size_t most = 0;
  for (std::size_t i = 0; i < hits.size(); ++i) {
    std::set<std::size_t> groups;
    for (std::size_t j = i; j < hits.size() && hits[j].end <= hits[i].begin + bytes; ++j)
      groups.insert(hits[j].group);
    if (groups.size() > most) {
      most = groups.size();
      best = i;
    }
    if (i > 200) break;
  }
  return hits[best].begin;
}

bool ends_sentence(char32_t c) {
  return c == '\n' || c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == '!' || c == '?';
}

// A sentence's beginning before `at`, at most `columns` away.
std::size_t step_back(std::string_view text, std::size_t at, std::size_t columns) {
  std::size_t begin = at;
  std::size_t word = at;  // the last beginning of a word on the way
  std::size_t width = 0;
  while (begin > 0) {
    std::size_t before = begin - 1;
    while (before > 0 && (static_cast<unsigned char>(text[before]) & 0xC0U) == 0x80) --before;
    const text::CodePoint point = text::decode_at(text, before);
    if (ends_sentence(point.value)) return begin;
    width += text::display_width(text.substr(before, point.bytes));
    if (width > columns) return word;
    begin = before;
    if (text::is_han(point.value) || begin == 0 || text[begin - 1] == ' ') word = begin;
  }
  return 0;
}

}  // namespace

std::vector<FoundWords> search_hits(std::string_view text, const text::SearchQuery& query) {
  const text::Folded folded = text::fold(text);
  std::vector<Word> words;
  text::each_search_word(folded.text, [&](const text::SearchWord& word) {
    words.push_back({std::string(word.word), word.begin, word.end});
  });
  std::vector<FoundWords> hits;
  for (std::size_t at = 0; at < words.size(); ++at) {
    for (std::size_t group = 0; group < query.all.size(); ++group) {
      for (const text::SearchPhrase& phrase : query.all[group]) {
        if (!stands_at(words, at, phrase)) continue;
        const Word& last = words[at + phrase.words.size() - 1];
        // Of a pair of characters that only begins as asked, the first character.
        const text::CodePoint first = text::decode_at(last.word, 0);
        const bool half = phrase.prefix && first.bytes > 1 &&
                          phrase.words.back().size() == first.bytes &&
                          last.word.size() > first.bytes && last.end - last.begin > first.bytes;
        const std::size_t end = half ? last.begin + first.bytes : last.end;
        const auto [from, to] = folded.original(words[at].begin, end);
        hits.push_back({from, to, group});
      }
    }
  }
  return hits;
}

std::vector<std::pair<std::size_t, std::size_t>> ranges_of(const std::vector<FoundWords>& hits) {
  std::vector<std::pair<std::size_t, std::size_t>> ranges;
  for (const FoundWords& hit : hits) {
    if (!ranges.empty() && hit.begin <= ranges.back().second) {
      ranges.back().second = std::max(ranges.back().second, hit.end);
    } else {
      ranges.emplace_back(hit.begin, hit.end);
    }
  }
  return ranges;
}

Snippet snippet(std::string_view text, const std::vector<FoundWords>& found, std::size_t columns) {
  const auto hits = ranges_of(found);
  std::size_t at = found.empty() ? 0 : step_back(text, best_start(found, columns), columns / 4);
  Snippet out{at > 0 ? "…" : "", {}};
  const auto mark = [&out](const char* sign) {
    out.text += sign;
    out.marks.push_back(true);
  };
  std::size_t width = 0;
  std::size_t open_until = 0;
  auto hit = hits.begin();
  bool blank = true;
  for (std::size_t bytes = 0; at < text.size(); at += bytes) {
    while (hit != hits.end() && hit->second <= at) ++hit;
    const text::CodePoint point = text::decode_at(text, at);
    bytes = point.bytes;
    if (open_until != 0 && at >= open_until) {
      mark("«");
      open_until = 0;
    }
    width += text::display_width(text.substr(at, bytes));
    if (width > columns && open_until == 0) {
      out.text += "…";
      return out;
    }
    if (open_until == 0 && hit != hits.end() && hit->first <= at) {
      mark("»");
      open_until = hit->second;
    }
    if (point.value == '\n' || text::is_space(point.value)) {
      if (!blank) out.text += ' ';
      blank = true;
    } else {
      if (point.value == U'»' || point.value == U'«') out.marks.push_back(false);
      out.text += text.substr(at, bytes);
      blank = false;
    }
  }
  if (open_until != 0) mark("«");
  return out;
}

std::string in_bold(std::string_view wrapped, std::string_view indent,
                    const std::vector<bool>& marks) {
  constexpr std::string_view kBold = "\x1b[1m";
  constexpr std::string_view kPlain = "\x1b[0m";
  std::string out;
  std::size_t signs = 0;
  bool bold = false;
  for (std::size_t at = 0; at < wrapped.size();) {
    const text::CodePoint point = text::decode_at(wrapped, at);
    const bool sign = point.value == U'»' || point.value == U'«';
    const bool mark = sign && signs < marks.size() && marks[signs];
    if (sign) ++signs;
    if (mark && point.value == U'»') {
      out += kBold;
      bold = true;
    }
    const bool line_ends = bold && point.value == '\n';
    if (line_ends) out += kPlain;
    out += wrapped.substr(at, point.bytes);
    at += point.bytes;
    if (line_ends) {
      if (wrapped.substr(at, indent.size()) == indent) {
        out += indent;
        at += indent.size();
      }
      out += kBold;
    }
    if (mark && bold && point.value == U'«') {
      out += kPlain;
      bold = false;
    }
  }
  return bold ? out.append(kPlain) : out;
}

}  // namespace gongwatch::render
