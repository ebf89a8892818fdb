#include "parser/pdf/issuer.h"

#include <fmt/core.h>

#include <algorithm>
#include <string>

#include "parser/facts/pattern.h"
#include "text/names.h"
#include "text/utf8.h"

namespace gongwatch::parser::pdf {
namespace {

using facts::Pattern;
using facts::Span;

constexpr std::size_t kFirstPages = 3;
constexpr std::size_t kMostAbove = 8;  // lines between a name and its anchor
constexpr std::size_t kLongestName = 200;

// The line below the issuer's names.
bool is_anchor(std::string_view line) {
  static const Pattern kAnchor(
      R"re((?i)^\((?:the |our )?"(?:company|issuer|our company)"\)|^\("?(?:本公司|公司)"?\)$|^\((?:a (?:joint stock|company|limited)|incorporated|registered|continued|established)\b|^\(于.{0,40}(?:注册|成立)|^\((?:一家)?于)re");
  return line.size() <= 240 && kAnchor.find(line).has_value();
}

bool ends_in_company_form(std::string_view line) {
  static const Pattern kForm(
      R"((?i)(?:\b(?:limited|ltd\.?|inc\.?|incorporated|corporation|corp\.?|plc|l\.p\.|s\.a\.|n\.v\.|se)|公司)(?: ?- ?[bpwsz])*(?: ?\((?:formerly|前称|原名)[^()]*\))?$)");
  return kForm.find(line).has_value();
}

bool is_no_name(std::string_view line) {
  static const Pattern kNot(
      R"((?i)exchanges and clearing|stock exchange|futures commission|联合交易所|证券及期货|交易及结算所|\b(?:is|are|was|were|has|have|shall|this|take no)\b|announcement|^warning|^important|公告|警告|本公司|[.。;；]\s*$)");
  static const Pattern kForm(R"((?i)\b(?:ltd|inc|corp|s\.a|n\.v)\.$)");
  return line.size() > kLongestName || (kNot.find(line).has_value() && !kForm.find(line));
}

// "(Shenzhen) Co., Ltd.", "Company Limited": the end of a name that began a line above.
bool is_remainder(std::string_view line) {
  static const Pattern kRemainder(
      R"((?i)^[(&]|^(?:and|of)\b|^(?:(?:co|company|group|holdings?|technology|technologies|international|corporation)\b[.,]* ?)*(?:limited|ltd\.?|inc\.?|corporation)$|^(?:股份|集团|控股|科技|有限)*有限公司$|^公司$)");
  return kRemainder.find(line).has_value();
}

class NameFinder {
 public:
  explicit NameFinder(const PageText& text) : text_(text) {}

  std::vector<PdfFacts::Name> run() {
    const auto& lines = text_.lines();
    for (std::size_t i = 0; i < lines.size() && lines[i].page < kFirstPages; ++i) {
      if (!is_anchor(words(i))) continue;
      read_above(i);
      if (!names_.empty()) break;
    }
    if (names_.empty()) read_in_sentence();
    return std::move(names_);
  }

 private:
  std::string_view words(std::size_t i) const { return text_.view(text_.lines()[i].span); }

  // The names above an anchor, the first one first.
  void read_above(std::size_t anchor) {
    std::vector<PdfFacts::Name> upwards;
    const std::size_t stop = anchor - std::min(anchor, kMostAbove);
    for (std::size_t i = anchor; i-- > stop;) {
      if (is_anchor(words(i)) || in_brackets(words(i))) continue;
      if (is_no_name(words(i)) || !ends_in_company_form(words(i))) break;
      std::size_t first = i;
      while (first > stop && i - first < 3 && is_remainder(text_.view(joined(first, i))) &&
             !is_no_name(words(first - 1)) && !in_brackets(words(first - 1)))
        --first;
      upwards.push_back(name_of(joined(first, i)));
      i = first;
    }
    for (auto name = upwards.rbegin(); name != upwards.rend(); ++name) add(std::move(*name));
  }

  // "… of Example Holdings Limited (the "Company")" in running text.
  void read_in_sentence() {
    static const Pattern kLatin(
        R"re(((?:[A-Z][\p{L}0-9.&'-]*|\([A-Z][A-Za-z ]{0,24}\)) (?:(?:of|and|&|[A-Z][\p{L}0-9.,&'-]*|\([A-Z][A-Za-z ]{0,24}\)) ){0,10}?(?:Limited|Ltd\.?|Inc\.?|Corporation|PLC)) ?\((?:the |our )"(?:Company|Issuer)")re");
    static const Pattern kHan(R"re(([\p{Han}A-Za-z0-9()]{2,40}公司) ?\("?(?:本公司|公司)")re");
    for (const Pattern* pattern : {&kLatin, &kHan}) {
      if (const auto found = pattern->find(text_.folded(), text_.pages(0, kFirstPages)))
        add(name_of(found->groups[0]));
    }
  }

  static bool in_brackets(std::string_view line) {
    return !line.empty() && (line.front() == '(' || line.front() == '[') &&
           (line.back() == ')' || line.back() == ']');
  }

  Span joined(std::size_t first, std::size_t last) const {
    return {text_.lines()[first].span.begin, text_.lines()[last].span.end};
  }

  PdfFacts::Name name_of(Span span) const {
    return {text::plain_name(text_.original(span)), text_.evidence(span)};
  }

  void add(PdfFacts::Name name) {
    const std::string key = text::name_key(name.name);
    const auto same = [&](const PdfFacts::Name& other) {
      return text::name_key(other.name) == key;
    };
    if (!key.empty() && names_.size() < 6 && std::none_of(names_.begin(), names_.end(), same))
      names_.push_back(std::move(name));
  }

  const PageText& text_;
  std::vector<PdfFacts::Name> names_;
};

}  // namespace

std::vector<PdfFacts::Name> read_issuer_names(const PageText& text) {
  return NameFinder(text).run();
}

std::optional<PdfFacts::Code> read_stock_code(const PageText& text) {
  static const Pattern kCode(
      R"((?i)^\(?(?:stock code|股份代号|股份代码|股票代码|股份编号) ?:? ?(\d{1,5})\b ?\)?(?: |$|\())");
  const auto& lines = text.lines();
  for (std::size_t i = 0; i < lines.size() && lines[i].page < kFirstPages; ++i) {
    // Label, colon and code may be cells of a table.
    for (std::size_t last = i; last < std::min(i + 3, lines.size()); ++last) {
      const Span span{lines[i].span.begin, lines[last].span.end};
      if (span.size() > 120) continue;
      std::string words(text.view(span));
      std::replace(words.begin(), words.end(), '\n', ' ');
      const auto found = kCode.find(words);
      if (!found) continue;
      const Span digits = found->groups[0];
      const std::string code = words.substr(digits.begin, digits.size());
      if (code.find_first_not_of('0') == std::string::npos) continue;
      return PdfFacts::Code{fmt::format("{:0>5}", code),
                            text.evidence({span.begin, span.begin + digits.end})};
    }
  }
  return std::nullopt;
}

}  // namespace gongwatch::parser::pdf
