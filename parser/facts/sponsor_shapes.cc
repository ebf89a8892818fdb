#include "parser/facts/sponsor_shapes.h"

#include <algorithm>
#include <string>

#include "parser/facts/pattern.h"
#include "text/utf8.h"

namespace gongwatch::parser::facts {
namespace {

constexpr std::size_t kMostHan = 10;      // distinctive characters of a house's name
constexpr std::size_t kLongestName = 96;  // bytes
constexpr std::size_t kShapeEnd = 24;     // bytes at the end of 融资有限公司 and the like

bool is_han_byte(char c) { return (static_cast<unsigned char>(c) & 0x80) != 0; }
bool is_latin(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// Characters that end a name to their left; most are words of their own in front of names.
bool cuts(std::string_view han) {
  static constexpr std::string_view kCuts =
      "由为是系及或聘委任请括即获经的了于向称指示露外已均则仍、。，与和被从予就对选定司据悉者们家并"
      "其另担当出作做以";
  return kCuts.find(han) != std::string_view::npos;
}

// The start of the character that ends at `at`.
std::size_t back(std::string_view view, std::size_t at) {
  do --at;
  while (at > 0 && (static_cast<unsigned char>(view[at]) & 0xC0) == 0x80);
  return at;
}

// Where the name begins whose telling end begins at `at`.
std::size_t han_start(std::string_view view, std::size_t from, std::size_t at) {
  std::size_t start = at;
  for (std::size_t count = 0; start > from && count < kMostHan; ++count) {
    const std::size_t before = back(view, start);
    const std::string_view letter = view.substr(before, start - before);
    const bool han = text::is_han(text::decode_at(view, before).value);
    if (!han && !is_latin(letter[0])) break;
    if (han && cuts(letter)) {
      // 和, 与 inside a name: with only one character before it no list of names.
      const bool inner = (letter == "和" || letter == "与" || letter == "及") && before > from;
      if (!inner) break;
      const std::size_t first = back(view, before);
      const bool alone = first == from ||
                         !text::is_han(text::decode_at(view, back(view, first)).value) ||
                         cuts(view.substr(back(view, first), first - back(view, first)));
      if (!alone || cuts(view.substr(first, before - first))) break;
      return first;
    }
    start = before;
  }
  // 有 opens a clause, unless the name begins with it.
  for (std::size_t i = start; i + 6 <= at; i += text::decode_at(view, i).bytes) {
    if (view.substr(i, 3) == "有" && at - i - 3 >= 6) start = i + 3;
  }
  return start;
}

void add_han_shapes(std::string_view view, Span gap, std::vector<Span>& shapes) {
  static const Pattern kEnds(
      R"((?:企业融资|融资|资本|证券|金融|财务顾问|国际|银行|资产管理)(?:\((?:香港|国际|亚洲|亚太|远东|中国|集团|控股|HK|Hong Kong)\)|企业融资|融资|资本|证券|金融|财务顾问|国际|香港|亚洲|控股|集团|服务|市场|投资|经纪)*(?:股份有限公司|有限责任公司|有限公司|公司)?|(?:财务|顾问|\(香港\)|\(亚洲\))有限公司)");
  // Banks of every kind, and none by name.
  static const Pattern kKinds(
      "^(?:主要|首席|唯一)*(?:收款|往来|商业|投资|中央|贷款|多家|各大|国际|外资|中资)银行$");
  std::size_t from = gap.begin;
  for (const Match& end : kEnds.find_all(view, gap)) {
    const std::size_t start = han_start(view, from, end.span.begin);
    // A name tells more than what it is.
    const bool kind = kKinds.matches_in(view, {start, end.span.end});
    if (kind) {
      from = end.span.end;
      continue;
    }
    if (end.span.begin - start >= 6 ||
        (end.span.begin - start >= 2 && start < view.size() && is_latin(view[start])))
      shapes.push_back({start, end.span.end});
    from = end.span.end;
  }
}

// Words that begin a sentence or describe, and are no part of the name behind them.
bool is_lead(std::string_view word) {
  static const Pattern kLead(
      R"((?i)^(?:the|with|and|by|its|their|while|meanwhile|banks?|in|on|at|as|for|led|both|of|according|investment|brokerage|houses?|chinese|hong|kong|advisers?|to|from|a|an|only|also|local|lender|firm|brokers?|that|but|or|when|since|after|said)$)");
  return kLead.matches_in(word, {0, word.size()});
}

const Pattern& latin_words() {
  static const Pattern pattern(
      R"(\b[A-Z0-9][A-Za-z0-9.'/-]*(?:(?: & | )?(?:[A-Z0-9][A-Za-z0-9.'/-]*|\((?:[A-Z][A-Za-z.]* ?){1,4}\)))*(?:,? (?:Co\.,? ?)?(?:Limited|Ltd\b\.?|L\.L\.C\.|LLC|PLC|plc|Inc\b\.?|Corp\b\.?|LLP|AG\b|SE\b|S\.A\.|N\.V\.))?)");
  return pattern;
}

Span without_leads(std::string_view view, Span words) {
  while (!words.empty()) {
    const std::string_view rest = view.substr(words.begin, words.size());
    const std::size_t blank = rest.find(' ');
    if (blank == std::string_view::npos || !is_lead(rest.substr(0, blank))) break;
    words.begin += blank + 1;
  }
  return words;
}

// A sentence's full stop is no part of its last word.
Span without_stop(std::string_view view, Span words) {
  static const Pattern kLegal(R"((?:Ltd|Inc|Corp|Co|L\.L\.C|H\.K)\.$|\b[A-Z]\.$)");
  if (!words.empty() && view[words.end - 1] == '.' && !kLegal.matches_in(view, words)) --words.end;
  while (!words.empty() && (view[words.end - 1] == '\'' || view[words.end - 1] == '-')) --words.end;
  return words;
}

void add_latin_shapes(std::string_view view, Span gap, std::vector<Span>& shapes) {
  static const Pattern kHouse(
      R"(\b(?:Capital|Securities|Corporate Finance|Finance|Financial|Partners|Bank|Banking|Asset Management|Advisory|Brokerage|Investments?|International|Capital Markets)(?: Group| Holdings| Services| Asia| Pacific| International| Hong Kong| HK| Markets| Partners| Company| Capital| Securities| Corporation| \([A-Z][A-Za-z. ]*\))*(?:,? (?:Co\.,? ?)?(?:Limited|Ltd\b\.?|L\.L\.C\.|LLC|PLC|plc|Inc\b\.?|Corp\b\.?|LLP|AG|SE|S\.A\.|N\.V\.)|,? Co\b\.?)?$)");
  for (const Match& words : latin_words().find_all(view, gap)) {
    const Span name = without_stop(view, without_leads(view, words.span));
    if (name.size() < 6 || name.size() > kLongestName) continue;
    const auto house = kHouse.find(view, name);
    if (house && house->span.begin > name.begin) shapes.push_back(name);
  }
}

bool is_no_name(std::string_view name) {
  static const Pattern kNone(
      R"((?i)^(?:chinese|hong kong|us|u\.s\.|american|european|western|mainland|wall street|global|international|foreign|local|january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|it|he|she|they|we|there|not|tba|tbc|n/?a|nil|none)(?:\b|$))");
  return kNone.matches_in(name, {0, name.size()});
}

std::optional<Span> plain_latin(std::string_view view, Span slot) {
  static const Pattern kWords(
      R"(^[A-Z][A-Za-z0-9.'-]*(?:(?: & | of | )(?:[A-Z][A-Za-z0-9.'-]*|\((?:[A-Z][A-Za-z.]* ?){1,3}\))){0,5}(?:,? (?:Limited|Ltd\b\.?|LLC|PLC))?)");
  static const Pattern kBehind(
      R"(^(?:[,.;)|]| ?$| (?:and|while|which|who|with|as|\(|\||-))|^ ?[^\x00-\x7F])");
  const auto words = kWords.find(view, {slot.begin, std::min(slot.end, slot.begin + kLongestName)});
  if (!words) return std::nullopt;
  const Span name = without_stop(view, words->span);
  if (is_no_name(view.substr(name.begin, name.size()))) return std::nullopt;
  if (!kBehind.matches_in(view, {name.end, std::min(view.size(), name.end + 8)}))
    return std::nullopt;
  return name;
}

bool is_nobody(std::string_view han) {
  static const Pattern kNobody(
      R"([的了未不已将其该何谁哪没无拟此每本名同剩仅只另]|[一二两三四五六七八九十0-9]+[家间]|公司|银行|投行|券商|机构|中资|外资|内地|大行|一家|两家|多家|知名|待定|空缺|信息|资料|人士|市场|香港|中国|保荐|负责|不详|上述|包括|分别|罕见|少见|常见|必然|例外|焦点)");
  return kNobody.matches_in(han, {0, han.size()});
}

std::optional<Span> plain_han(std::string_view view, Span slot, std::size_t shape_end) {
  static const Pattern kEnd(R"([,;:。、()|"! ]|以及|及|和|与|等|担任|出任|组成|保荐|并|而|兼)");
  const Span room{slot.begin, std::min(slot.end, slot.begin + kLongestName)};
  if (shape_end > slot.begin) {
    // The shape found later in the slot was cut too short: its name begins with the slot.
    const Span whole{slot.begin, shape_end};
    const auto mark = kEnd.find(view, {slot.begin, std::max(slot.begin, shape_end - 12)});
    const Span lead{slot.begin, shape_end - std::min(shape_end - slot.begin, kShapeEnd)};
    const bool described = view.substr(whole.begin, whole.size()).find("的") != view.npos;
    if (whole.size() <= 60 && !mark && !described &&
        !is_nobody(view.substr(lead.begin, lead.size())))
      return whole;
  }
  const auto stop = kEnd.find(view, room);
  const Span name{room.begin, stop ? stop->span.begin : room.end};
  const std::size_t letters = text::count_han(view.substr(name.begin, name.size()));
  if (letters < 2 || letters > 8 || is_nobody(view.substr(name.begin, name.size())))
    return std::nullopt;
  return name;
}

}  // namespace

std::vector<Span> house_shapes(std::string_view view, Span gap) {
  std::vector<Span> shapes;
  add_latin_shapes(view, gap, shapes);
  add_han_shapes(view, gap, shapes);
  std::sort(shapes.begin(), shapes.end(),
            [](const Span& a, const Span& b) { return a.begin < b.begin; });
  std::vector<Span> apart;
  for (const Span& shape : shapes) {
    if (apart.empty() || shape.begin >= apart.back().end) apart.push_back(shape);
  }
  return apart;
}

std::optional<Span> plain_name(std::string_view view, Span slot, std::size_t shape_end) {
  if (slot.begin >= slot.end) return std::nullopt;
  const char first = view[slot.begin];
  if (first >= 'A' && first <= 'Z') return plain_latin(view, slot);
  return is_han_byte(first) ? plain_han(view, slot, shape_end) : std::nullopt;
}

}  // namespace gongwatch::parser::facts
