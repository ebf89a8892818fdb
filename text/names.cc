#include "text/names.h"

#include <algorithm>
#include <array>
#include <optional>

#include "text/fold.h"
#include "text/utf8.h"

namespace gongwatch::text {
namespace {

bool ends_with(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

// "Foo - B - W" → "Foo"; the marker letter stands alone behind a dash.
std::string_view without_markers(std::string_view name) {
  while (true) {
    name = trim(name);
    if (name.size() < 3) return name;
    const char letter = name.back();
    if (std::string_view("BWPSZ").find(letter) == std::string_view::npos) return name;
    const std::string_view before = trim(name.substr(0, name.size() - 1));
    // "Foo-B" is a marker only behind a blank or a han character: "Hi-P" is a name.
    if (before.empty() || before.back() != '-') return name;
    const std::string_view rest = before.substr(0, before.size() - 1);
    const bool blank = !rest.empty() && rest.back() == ' ';
    const bool after_han = !rest.empty() && (static_cast<unsigned char>(rest.back()) & 0x80) != 0;
    if (!blank && !after_han) return name;
    name = rest;
  }
}

struct Bracket {
  std::size_t open, close;  // byte positions in the folded text
  std::string_view inside;
};

std::optional<Bracket> next_bracket(std::string_view folded, std::size_t from) {
  const auto open = folded.find('(', from);
  if (open == std::string_view::npos) return std::nullopt;
  // "(formerly known as X (Suzhou) Limited)": a bracket ends where the one that opened it does.
  std::size_t end = open + 1;
  for (int depth = 1; end < folded.size(); ++end) {
    if (folded[end] == '(') ++depth;
    if (folded[end] == ')' && --depth == 0) break;
  }
  return Bracket{open, end, trim(folded.substr(open + 1, end - open - 1))};
}

// "(Hong Kong)", "(香港)" belong to the name; "(formerly …)", "(前稱為…)", "(简称…)" are remarks
// about it.
std::optional<std::string_view> remark_name(std::string_view inside) {
  static constexpr std::array<std::string_view, 10> kOpeners{"formerly known as",
                                                             "formerly",
                                                             "previously known as",
                                                             "previously",
                                                             "前称为",
                                                             "前称",
                                                             "原名",
                                                             "原称",
                                                             "曾用名",
                                                             "前身为"};
  const std::string lower = lower_ascii(inside);
  for (const std::string_view opener : kOpeners) {
    if (lower.compare(0, opener.size(), opener) == 0) return trim(inside.substr(opener.size()));
  }
  return std::nullopt;
}

bool word_like(char32_t c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
         (c >= 0xC0 && !is_cjk(c) && !(c >= 0x2000 && c <= 0x2BFF));
}

// Lower-case words separated by one blank; han characters stand without blanks around them.
std::string words_of(std::string_view folded) {
  std::string out;
  bool gap = false;
  bool last_han = true;
  const std::string lower = lower_ascii(folded);
  for (std::size_t at = 0; at < lower.size();) {
    const CodePoint point = decode_at(lower, at);
    at += point.bytes;
    if (is_han(point.value)) {
      append(out, point.value);
      last_han = true;
      gap = false;
    } else if (word_like(point.value)) {
      if (gap && !last_han) out += ' ';
      append(out, point.value);
      last_han = false;
      gap = false;
    } else if (point.value != '\'') {
      gap = true;
    }
  }
  return out;
}

// Drops listed endings again and again, but never all of the name.
template <std::size_t N>
std::string drop_endings(std::string name, const std::array<std::string_view, N>& endings) {
  bool dropped = true;
  while (dropped) {
    dropped = false;
    for (const std::string_view ending : endings) {
      const bool latin = static_cast<unsigned char>(ending.front()) < 0x80;
      if (name.size() <= ending.size() || !ends_with(name, ending)) continue;
      if (latin && name[name.size() - ending.size() - 1] != ' ') continue;
      name.resize(name.size() - ending.size());
      while (!name.empty() && name.back() == ' ') name.pop_back();
      dropped = true;
      break;
    }
  }
  return name;
}

}  // namespace

std::string plain_name(std::string_view name) {
  const Folded folded = fold(name);
  std::string out;
  std::size_t from = 0;
  while (const auto bracket = next_bracket(folded.text, from)) {
    const auto copied_to = remark_name(bracket->inside)
                               ? bracket->open
                               : std::min(bracket->close + 1, folded.text.size());
    const auto [begin, end] = folded.original(from, copied_to);
    out.append(name.substr(begin, end - begin));
    from = std::min(bracket->close + 1, folded.text.size());
  }
  const auto [begin, end] = folded.original(from, folded.text.size());
  out.append(name.substr(begin, end - begin));
  // The marker is found in the folded text, cut in the original.
  const Folded rest = fold(out);
  const std::string_view kept = without_markers(rest.text);
  const auto start = static_cast<std::size_t>(kept.data() - rest.text.data());
  const auto [first, last] =
      rest.original(kept.empty() ? 0 : start, kept.empty() ? 0 : start + kept.size());
  return squeeze(std::string_view(out).substr(first, last - first));
}

std::vector<std::string> former_names(std::string_view name) {
  std::vector<std::string> names;
  const Folded folded = fold(name);
  std::size_t from = 0;
  while (const auto bracket = next_bracket(folded.text, from)) {
    if (const auto former = remark_name(bracket->inside); former && !former->empty()) {
      const auto start = static_cast<std::size_t>(former->data() - folded.text.data());
      const auto [begin, end] = folded.original(start, start + former->size());
      names.push_back(squeeze(name.substr(begin, end - begin)));
    }
    from = std::min(bracket->close + 1, folded.text.size());
  }
  return names;
}

std::string key_of_plain(std::string_view plain) {
  static constexpr std::array<std::string_view, 15> kLegalForms{
      "limited",      "ltd",          "company",  "co",       "inc",
      "incorporated", "corporation",  "corp",     "plc",      "llc",
      "股份有限公司", "有限责任公司", "有限公司", "股份公司", "公司"};
  return drop_endings(words_of(fold_text(plain)), kLegalForms);
}

std::string name_key(std::string_view name) { return key_of_plain(plain_name(name)); }

std::string distinctive_key(std::string_view name) {
  static constexpr std::array<std::string_view, 34> kGenericEndings{
      "holdings",       "holding",     "group",      "international",
      "industries",     "industrial",  "industry",   "technology",
      "technologies",   "enterprises", "enterprise", "investment",
      "investments",    "china",       "hong kong",  "pharmaceuticals",
      "pharmaceutical", "集团",        "控股",       "实业",
      "科技",           "股份",        "国际",       "企业",
      "投资",           "中国",        "香港",       "医药",
      "生物",           "生物科技",    "技术",       "工业",
      "公司",           "发展"};
  return drop_endings(name_key(name), kGenericEndings);
}

}  // namespace gongwatch::text
