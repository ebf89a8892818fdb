// Chinese company names: what is left of a clause when all else is taken away.
#include <algorithm>

#include "parser/facts/han_words.h"
#include "parser/facts/name_shapes.h"
#include "parser/facts/pattern.h"
#include "text/names.h"
#include "text/utf8.h"

namespace gongwatch::parser::facts {
namespace {

constexpr std::size_t kMaxHanName = 60;  // bytes of a name that nothing but its place tells

// Strips what the pattern matches at the span's edge until nothing does.
Span stripped(const PreparedText& text, Span span, const Pattern& front, const Pattern& back) {
  static const Pattern kWhole("(?:" + han_words::alternatives("name_edges", "whole") + ")$");
  constexpr int kMost = 16;
  for (int i = 0; i < kMost && !span.empty(); ++i) {
    const Span before = span;
    span = trimmed(text.folded(), span);
    if (const auto edge = han_words::front_edge(text, span, front)) span.begin = *edge;
    // 能 and 料 are adverbs behind a name, but not of 智能 and 饮料.
    const auto edge = back.find(text.folded(), span);
    // Nor in front of its code: 裕能(301358).
    const bool coded = text.view({span.end, text.whole().end}).substr(0, 1) == "(";
    if (edge && !coded && !kWhole.matches_in(text.folded(), span)) span.end = edge->span.begin;
    if (span.begin == before.begin && span.end == before.end) break;
  }
  return trimmed(text.folded(), span);
}

// 管理集团有限公司 of 仁康医院管理集团有限公司: no name of its own.
bool is_form_of_company(std::string_view words) {
  for (const std::string_view form :
       {"有限责任公司", "股份有限公司", "有限公司", "股份公司", "公司"}) {
    if (!words.ends_with(form)) continue;
    words.remove_suffix(form.size());
    return words.empty() || han_words::is_only_endings(words);
  }
  return false;
}

// Behind 的 and nouns of apposition, if enough is left for a name.
Span behind_description(const PreparedText& text, Span span) {
  static const Pattern kDescription("^.*(?:的|" + han_words::alternatives("name_edges", "head") +
                                    ")");
  constexpr std::size_t kTwoHan = 6;
  std::size_t end = span.end;
  // Backwards from the last description that leaves a name.
  while (end > span.begin) {
    const auto found = kDescription.find(text.folded(), {span.begin, end});
    if (!found) return span;
    const Span rest = trimmed(text.folded(), {found->span.end, span.end});
    static const Pattern kLatin("^[A-Z][A-Za-z0-9]+$");  // Soul of 社交平台Soul
    if ((rest.size() >= kTwoHan || kLatin.matches_in(text.folded(), rest)) &&
        could_be_issuer(text.original(rest))) {
      static const Pattern kTail(
          R"(^(?:份|业|务|贸|场|城|品|圈|旅|超|行[^业动云]|用车|用房|集团|控股|股份|科技|国际|生物|医药|医疗|有限|实业|公司|\(|\)|资本|投资|健康|智能|能源|-))");
      if (!kTail.find(text.folded(), rest) && !is_form_of_company(text.view(rest))) return rest;
    }
    end = found->span.end - 1;
    while (end > span.begin && (static_cast<unsigned char>(text.folded()[end]) & 0xC0) == 0x80)
      --end;
  }
  return span;
}

// Whether words in front of a name only describe it. A place ("深圳") or another name may be part
// of it.
bool is_generic_head(Span head) {
  constexpr std::size_t kTwoHan = 6;
  return head.size() > kTwoHan;
}

// "口腔医疗集团壹诺口腔" where the article elsewhere says 壹诺口腔: what recurs is the name.
Span recurring_end(const PreparedText& text, Span name) {
  constexpr std::size_t kMany = 12;
  constexpr std::size_t kThreeHan = 9;
  static const Pattern kLegal("公司$");
  if (kLegal.matches_in(text.folded(), name)) return name;
  const std::string_view folded = text.folded();
  const std::size_t whole = text.occurrences(text.view(name), kMany);
  for (std::size_t begin = name.begin + 1; begin + kThreeHan <= name.end; ++begin) {
    if ((folded[begin] & 0xC0) == 0x80) continue;
    const Span end{begin, name.end};
    if (han_words::is_only_endings(text.view(end))) break;
    if (text.occurrences(text.view(end), kMany) > whole && could_be_issuer(text.original(end)))
      return is_generic_head({name.begin, begin}) ? end : name;
  }
  return name;
}

// Nothing but a mark or a blank, which no name begins with: 和 in front of 和泰医药 is its own.
bool is_list_mark(std::string_view words) { return words == "、" || words == " "; }

// "白鹭医药和星河软件": on both sides of the word stands what names of companies end with.
std::vector<Span> two_names(const PreparedText& text, Span whole) {
  static const Pattern kAnd("以及|及|和|与|暨");
  for (const auto& cut : kAnd.find_all(text.folded(), whole)) {
    const Span left{whole.begin, cut.span.begin};
    const Span right{cut.span.end, whole.end};
    if (left.empty() || right.empty() || !han_words::has_company_ending(text.view(left)) ||
        !han_words::has_company_ending(text.view(right)))
      continue;
    const auto first = han_subject(text, left);
    const auto second = han_subject(text, right);
    if (first && second && first->size() == left.size() && second->size() == right.size())
      return {left, right};
  }
  return {};
}

}  // namespace

std::optional<Span> han_subject(const PreparedText& text, Span in) {
  static const Pattern kFront("(?i)^(?:" + han_words::alternatives("name_edges", "front") + ")");
  static const Pattern kBack("(?i)(?:" + han_words::alternatives("name_edges", "back") + ")$");
  static const Pattern kQuoted(R"re(^[^"]{0,36}"([^"]{2,40})"?$)re");
  Span name = stripped(text, in, kFront, kBack);
  if (name.empty()) return std::nullopt;
  if (const auto quoted = kQuoted.find(text.folded(), name)) name = quoted->groups[0];
  const Span described = behind_description(text, name);
  // 若 of "蛋白公司若禾蛋白" is no conjunction.
  static const Pattern kOwn("^(?:若|如|因|自|当|同|至)$");
  constexpr std::size_t kOneHan = 3;
  const bool apposed = described.begin > name.begin;
  name = stripped(text, described, kFront, kBack);
  if (apposed && name.begin == described.begin + kOneHan &&
      kOwn.matches_in(text.folded(), {described.begin, name.begin}))
    name.begin = described.begin;
  if (!name.empty()) name = recurring_end(text, name);
  if (name.empty() || name.size() > kMaxHanName || text::count_han(text.view(name)) == 0)
    return std::nullopt;
  if (name.size() <= kOneHan || !could_be_issuer(text.original(name))) return std::nullopt;
  return name;
}

std::vector<Span> han_subjects(const PreparedText& text, Span in) {
  static const Pattern kSeparator("、|及|和|与|以及|\\s");
  std::vector<Span> names;
  const auto whole = han_subject(text, in);
  const auto cuts = kSeparator.find_all(text.folded(), in);
  if (cuts.empty() || text.view(in).find("、") == std::string_view::npos) {
    if (!whole) return names;
    if (auto two = two_names(text, *whole); !two.empty()) return two;
    return {*whole};
  }
  std::size_t begin = in.begin;
  for (std::size_t i = 0; i <= cuts.size(); ++i) {
    const Span part{begin, i < cuts.size() ? cuts[i].span.begin : in.end};
    if (part.empty() && i < cuts.size() && !is_list_mark(text.view(cuts[i].span))) continue;
    if (const auto name = han_subject(text, part)) names.push_back(*name);
    if (i < cuts.size()) begin = cuts[i].span.end;
  }
  return names;
}

}  // namespace gongwatch::parser::facts
