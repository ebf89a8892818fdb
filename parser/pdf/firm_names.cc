#include "parser/pdf/firm_names.h"

#include <algorithm>

#include "parser/facts/firms.h"
#include "parser/facts/pattern.h"
#include "text/names.h"
#include "text/utf8.h"

namespace gongwatch::parser::pdf {
namespace {

using facts::Match;
using facts::Pattern;
using facts::PreparedText;
using facts::Span;

constexpr std::size_t kLongestName = 160;  // bytes of folded text

// "… Limited": capitalised words, brackets of the name itself, and the small words that names have.
// The first legal form ends it.
const Pattern& latin_names() {
  static const Pattern pattern(
      R"([A-Z0-9\p{Lu}][A-Za-z0-9\p{Latin}.'/&-]*)"
      R"((?:(?: (?:of|and|&|for|de) | ?)(?:[A-Z0-9\p{Lu}][A-Za-z0-9\p{Latin}.'/&-]*|\([A-Z][A-Za-z.& ]{0,30}\)))*?)"
      R"((?:,? (?:Hong Kong )?(?:Branch|BRANCH)|,? ?\b(?:Limited|LIMITED|Ltd\b\.?|LTD\b\.?|L\.L\.C\.|LLC|PLC|plc|Inc\b\.?|INC\b\.?|LLP|N\.A\.|S\.A\.)))");
  return pattern;
}

const Pattern& han_forms() {
  static const Pattern pattern("有限责任公司|有限公司|分行|公司");
  return pattern;
}

// Behind these a Chinese name may begin.
const Pattern& han_starts() {
  static const Pattern pattern(
      R"([、,;:。"\n\[\]]|\) ?\(|(?:公司|分行|Limited|Ltd\.?|L\.L\.C\.|LLC|Branch|\)|") ?(?:及|和|与|并|或)|以及|及其|委任|委聘|聘任|聘请|任命|指定|由|担任|出任|作为|分别|包括|已|为|终止|对|即|协调人|保荐人|公告|乃)");
  return pattern;
}

// ("CICC" or the "Sole Sponsor"), ("中金公司"): another name, not part of this one.
const Pattern& aliases_pattern() {
  static const Pattern pattern(R"re(\([^()"]{0,60}"[^()]{1,160}\))re");
  return pattern;
}

bool is_nobodys(std::string_view folded) {
  static const Pattern kNot(
      R"((?i)exchanges and clearing|stock exchange of|securities clearing company|^(?:the )?(?:company|issuer|listing applicant)$|香港(?:联合)?交易(?:所|及结算所)|香港中央结算|(?:^|本|该|贵|其|母|附属|子|我们)公司$|联交所)");
  return kNot.find(folded).has_value();
}

// "The Company and CLSA Limited", "Further CLSA Limited", "Queen's Road Central CLSA Limited": the
// longest end that is a house's name; the whole if it is known or none is.
FirmName without_lead(const PreparedText& text, Span span) {
  const auto firm_of = [&](Span part) { return facts::canonical_firm(text.view(part)); };
  FirmName whole{span, firm_of(span)};
  if (whole.firm) return whole;
  const std::string_view words = text.view(span);
  for (std::size_t at = 1, tried = 0; at + 6 < words.size() && tried < 24; ++at) {
    const auto point = text::decode_at(words, at);
    const bool begins = words[at - 1] == ' ' || text::is_han(point.value);
    if ((static_cast<unsigned char>(words[at]) & 0xC0) == 0x80 || !begins) continue;
    ++tried;
    const Span rest{span.begin + at, span.end};
    if (auto firm = firm_of(rest)) return {rest, std::move(firm)};
  }
  return whole;
}

bool overlaps_any(const std::vector<Match>& matches, Span span) {
  return std::any_of(matches.begin(), matches.end(),
                     [&](const Match& match) { return match.span.overlaps(span); });
}

void add_latin(const PreparedText& text, Span in, const std::vector<Match>& aliases,
               std::vector<FirmName>& names) {
  for (const Match& match : latin_names().find_all(text.folded(), in)) {
    Span span = match.span;
    if (span.size() > kLongestName || overlaps_any(aliases, span)) continue;
    // The legal form ends a word.
    if (span.end < in.end &&
        std::isalnum(static_cast<unsigned char>(text.folded()[span.end])) != 0 &&
        (text.folded()[span.end] < 'A' || text.folded()[span.end] > 'Z'))
      continue;
    // "CICC and CLSA Limited": two houses, of which the first has no legal form.
    const auto conjunction = text.view(span).find(" and ");
    if (conjunction != std::string_view::npos && !facts::canonical_firm(text.view(span))) {
      const Span head{span.begin, span.begin + conjunction};
      if (auto firm = facts::canonical_firm(text.view(head)))
        names.push_back({head, std::move(firm)});
      span.begin += conjunction + 5;
    }
    names.push_back(without_lead(text, span));
  }
}

void add_han(const PreparedText& text, Span in, const std::vector<Match>& aliases,
             std::vector<FirmName>& names) {
  const auto starts = han_starts().find_all(text.folded(), in);
  std::size_t from = in.begin;
  std::size_t next_start = 0;
  for (const Match& form : han_forms().find_all(text.folded(), in)) {
    if (overlaps_any(aliases, form.span)) continue;
    for (; next_start < starts.size() && starts[next_start].span.end <= form.span.begin;
         ++next_start)
      from = std::max(from, starts[next_start].span.end);
    const Span name = facts::trimmed(text.folded(), {from, form.span.end});
    from = form.span.end;
    if (name.size() > kLongestName || text::count_han(text.view(name)) < 4) continue;
    const std::string_view words = text.view(name);
    if (words.front() == ')' || words.find("(\"") != std::string_view::npos) continue;
    names.push_back(without_lead(text, name));
  }
}

}  // namespace

std::vector<FirmName> find_firm_names(const PreparedText& text, Span in) {
  const auto aliases = aliases_pattern().find_all(text.folded(), in);
  std::vector<FirmName> names;
  add_latin(text, in, aliases, names);
  add_han(text, in, aliases, names);
  std::sort(names.begin(), names.end(), [](const FirmName& a, const FirmName& b) {
    return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end > b.span.end;
  });
  std::vector<FirmName> kept;
  for (FirmName& name : names) {
    if (name.span.empty() || is_nobodys(text.view(name.span))) continue;
    if (!kept.empty() && kept.back().span.overlaps(name.span)) continue;
    kept.push_back(std::move(name));
  }
  return kept;
}

std::vector<Span> alias_brackets(const PreparedText& text, Span in) {
  std::vector<Span> spans;
  for (const Match& match : aliases_pattern().find_all(text.folded(), in))
    spans.push_back(match.span);
  return spans;
}

bool joins_names(std::string_view between) {
  static const Pattern kJoin(
      R"re((?i)^(?:[\s,;、.·•*-]|\([^()"]{0,60}"[^()]{1,160}\)|\([0-9a-z]{1,4}\)|\d{1,2}[.)]|\band\b|&|\bas well as\b|\btogether with\b|\beach\b|以及|及|和|与|并|连同)*$)re");
  return between.size() <= 240 && kJoin.find(between).has_value();
}

}  // namespace gongwatch::parser::pdf
