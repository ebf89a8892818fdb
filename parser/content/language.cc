#include "parser/content/language.h"

#include <algorithm>
#include <array>
#include <unordered_set>

#include "text/fold.h"
#include "text/utf8.h"

namespace gongwatch::parser {
namespace {

constexpr std::size_t kMaxBytes = 64u << 10;

// Characters that are the simplified form of another one.
const std::unordered_set<char32_t>& simplified_forms() {
  static const std::unordered_set<char32_t> forms = [] {
    std::unordered_set<char32_t> all;
    for (char32_t c = 0x3400; c < 0xA000; ++c) {
      if (const char32_t form = text::simplified(c); form != c) all.insert(form);
    }
    return all;
  }();
  return forms;
}

bool is_function_word(std::string_view word) {
  static constexpr std::array<std::string_view, 16> kWords = {
      "the",  "of",   "and", "to",  "in", "for", "is",  "on",
      "that", "with", "as",  "was", "at", "by",  "has", "from"};
  return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

struct Counts {
  std::size_t han = 0, traditional = 0, simplified = 0, kana = 0, hangul = 0, letters = 0,
              words = 0, english = 0;
};

Counts count(std::string_view utf8) {
  Counts counts;
  std::string word;
  for (std::size_t at = 0; at < utf8.size();) {
    const text::CodePoint point = text::decode_at(utf8, at);
    at += point.bytes;
    const char32_t c = point.value;
    const bool latin = c < 0x80 && ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
    if (latin || (c >= 0xC0 && c < 0x250)) ++counts.letters;
    if (latin) {
      if (word.size() < 8) word.push_back(static_cast<char>(c | 0x20));
      continue;
    }
    if (!word.empty()) {
      ++counts.words;
      if (is_function_word(word)) ++counts.english;
      word.clear();
    }
    if (c >= 0x3041 && c <= 0x30FF && c != 0x30FB) ++counts.kana;
    if (c >= 0xAC00 && c <= 0xD7A3) ++counts.hangul;
    if (!text::is_han(c)) continue;
    ++counts.han;
    if (text::simplified(c) != c) {
      ++counts.traditional;
    } else if (simplified_forms().contains(c)) {
      ++counts.simplified;
    }
  }
  return counts;
}

}  // namespace

std::string language_of_text(std::string_view utf8) {
  const Counts counts = count(utf8.substr(0, kMaxBytes));
  const std::size_t east_asian = counts.han + counts.kana + counts.hangul;
  // A han character says about as much as a Latin word of three letters.
  if (east_asian * 3 > counts.letters && east_asian > 0) {
    if (counts.hangul * 2 > east_asian) return "ko";
    if (counts.kana * 5 > east_asian) return "ja";
    if (counts.traditional == counts.simplified) return {};
    // Some simplified forms are traditional characters as well (后, 里, 只), so that Traditional
    // text has a few of them.
    return counts.traditional > counts.simplified ? "zh-Hant" : "zh-Hans";
  }
  if (counts.words >= 8 && counts.english * 10 >= counts.words) return "en";
  return {};
}

std::string language_of_tag(std::string_view tag) {
  std::string lower = text::lower_ascii(text::trim(tag));
  std::replace(lower.begin(), lower.end(), '_', '-');
  const std::string primary = lower.substr(0, lower.find('-'));
  if (primary == "zh" || primary == "cn" || primary == "tw" || primary == "hk") {
    const bool traditional =
        lower.find("hant") != std::string::npos || lower.find("hk") != std::string::npos ||
        lower.find("tw") != std::string::npos || lower.find("mo") != std::string::npos;
    return traditional && lower.find("hans") == std::string::npos ? "zh-Hant" : "zh-Hans";
  }
  const bool letters =
      std::all_of(primary.begin(), primary.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  return letters && (primary.size() == 2 || primary.size() == 3) ? primary : std::string{};
}

}  // namespace gongwatch::parser
