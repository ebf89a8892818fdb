#include "parser/facts/table_issuers.h"

#include <algorithm>

#include "parser/facts/firms.h"
#include "parser/facts/name_shapes.h"
#include "parser/facts/pattern.h"
#include "text/utf8.h"

namespace gongwatch::parser::facts {
namespace {

std::string five_digits(std::string_view digits) {
  std::string code(digits);
  return code.size() < 5 ? std::string(5 - code.size(), '0') + code : code;
}

bool has_han(std::string_view words) { return text::count_han(words) > 0; }

// "(02417)", "02417.HK", (股份代号:2417).
const Pattern& code_pattern() {
  static const Pattern kCode(
      R"re((?i)\(?(?:hkex|sehk|hk|(?:hk |stock )?code|股份代号|股票代码|股份编号|上市编号|代号|代码|编号)?[:. ]{0,2}\b(\d{4,5})(?:\.hk)?\b ?\)?)re");
  return kCode;
}

// Of another market: "688001", "600519.SH", "NASDAQ: ABC".
bool is_foreign_code(std::string_view words) {
  static const Pattern kForeign(
      R"((?i)\b\d{6}\b|\.(?:sh|sz|bj|us)\b|^[a-z]{1,5}$|nasdaq|nyse|沪|深|北交)");
  return kForeign.find(words).has_value();
}

// What stands before or behind a name in titles of pages about one offering.
Span without_title_words(const PreparedText& text, Span name) {
  static const Pattern kFront(
      R"((?i)^(?:\d{1,2}[.)]|(?:\d{1,2}|[一二三四五六七八九十]{1,3})、|\([一二三四五六七八九十\d]{1,2}\)|ipo|新股|港股|招股|上市|最新|配发|配售|申购|资料|详情|档案|一览|信息|速览|速递|焦点|结果|日程|基本|公司|个股|hong kong|hk|new listing|new issue|listing|details?|info|profile|[ :|>-])+)");
  static const Pattern kBack(
      R"((?i)(?:[ :|-]|的|ipo|新股|港股|招股|上市|认购|申购|最新|配发|配售|发售|分配|资料|详情|档案|一览|信息|速览|结果|日程|基本|安排|时间表|概要|概览|要点|数据|details?|information|info|timetable|profile|summary|at a glance|fact ?sheet|overview|key facts|key dates|allotment|results?|offer|listing|schedule|calendar)+$)");
  if (const auto front = kFront.find(text.folded(), name)) name.begin = front->span.end;
  if (const auto back = kBack.find(text.folded(), name)) {
    const bool inside_word = back->span.begin > name.begin && !has_han(text.view(back->span)) &&
                             text.folded()[back->span.begin] != ' ' &&
                             text.folded()[back->span.begin - 1] != ')';
    if (!inside_word) name.end = back->span.begin;
  }
  return trimmed(text.folded(), name);
}

// Of the words beside a code the part next to it.
Span nearest_part(const PreparedText& text, Span words, bool in_front) {
  static const Pattern kMark(R"((?:[:|!?;,>()\[\]"/]|、|。|【|】|《|》| - )\s*)");
  static const Pattern kSuffix(R"(^[BWPSZ](?:[ (]|$))");  // "GENEWISE BIO - B"
  for (const Match& mark : kMark.find_all(text.folded(), words)) {
    if (kSuffix.find(text.view({mark.span.end, words.end})) ||
        (in_front && mark.span.end >= words.end))
      continue;
    if (in_front) {
      words.begin = mark.span.end;
    } else {
      words.end = mark.span.begin;
      break;
    }
  }
  return words;
}

}  // namespace

TableIssuers::TableIssuers(const PreparedText& text, const PreparedText& title, Issuers& issuers)
    : text_(text), title_(title), issuers_(issuers) {}

std::optional<std::size_t> TableIssuers::of_title() {
  if (!title_read_) of_title_ = of_words(title_, title_.whole(), true);
  title_read_ = true;
  return of_title_;
}

std::optional<std::size_t> TableIssuers::of(const TableRecord& record, const TextTable& table) {
  if (const Field* code = record.find(LabelKind::code)) {
    if (is_foreign_code(text_.view(code->value))) return std::nullopt;
  }
  if (!record.pipeline) of_title();  // it has the short name and the code of a legal name below
  const bool named = record.find(LabelKind::company) || record.find(LabelKind::legal_name);
  auto issuer = of_cells(record);
  if (named || issuer) {
    if (!record.pipeline) last_ = issuer;
    return issuer;
  }
  const bool same_table = last_ && last_table_ == record.table;
  last_table_ = record.table;
  if (record.section > 0 && record.section <= table.headings.size())
    issuer = of_words(text_, table.headings[record.section - 1], false);
  if (!issuer && same_table) return last_;
  if (!issuer && !table.heading.empty()) issuer = of_words(text_, table.heading, false);
  if (!issuer) issuer = of_title();
  if (!issuer) issuer = only_mention(text_, table.intro);
  if (!issuer) issuer = last_;
  if (!issuer && issuers_.all().size() == 1 && !canonical_firm(issuers_.all().front().name))
    issuer = 0;
  return last_ = issuer;
}

// "1. 沐阳医疗(02417)", "Silkmoth Audio (2719.HK)", "02417 沐阳医疗".
std::optional<std::size_t> TableIssuers::of_cells(const TableRecord& record) {
  static const Pattern kNumber(R"(^(?:\d{1,2}(?:[.)]|、)\s?|[*#])+)");
  static const Pattern kNote(
      R"((?i)\s?\((?:[ah]\+?h?股?|a\+h|主板|gem|创业板|main board|新|首次|再次|重新|(?:第)?[二三四]次|[^()]{0,8}(?:递表|聆讯)[^()]{0,8}|re-?filed|spin-?off)\)$|[*#^]+$| ?- ?h[ -]?shares?$)");
  std::optional<std::size_t> issuer;
  for (const LabelKind kind : {LabelKind::company, LabelKind::legal_name}) {
    const Field* field = record.find(kind);
    if (field == nullptr) continue;
    Named named{field->value, {}};
    if (const auto number = kNumber.find(text_.folded(), named.name))
      named.name.begin = number->span.end;
    if (is_foreign_code(text_.view(named.name)) && !has_han(text_.view(named.name)) &&
        record.pipeline && text_.view(named.name).find_first_of("0123456789") != std::string::npos)
      return std::nullopt;
    if (const auto code = code_pattern().find(text_.folded(), named.name)) {
      named.code = five_digits(text_.view(code->groups[0]));
      if (code->span.begin <= named.name.begin + 1) {
        named.name.begin = code->span.end;
      } else {
        named.name.end = code->span.begin;
      }
    }
    if (const auto note = kNote.find(text_.folded(), named.name)) named.name.end = note->span.begin;
    const auto found = add(text_, named, true);
    if (!issuer) issuer = found;
  }
  const Field* code = record.find(LabelKind::code);
  if (code == nullptr) return issuer;
  const auto digits = code_pattern().find(text_.folded(), code->value);
  if (!digits) return issuer;
  const std::string five = five_digits(text_.view(digits->groups[0]));
  if (!issuer) return with_code(five);
  issuers_.set_stock_code(*issuer, five);
  return issuer;
}

// A title or heading: a name beside a code, else a company already known, else, in the title of a
// page about an offering, what is left of it without the words of such titles.
std::optional<std::size_t> TableIssuers::of_words(const PreparedText& words, Span in,
                                                  bool is_title) {
  const auto codes = code_pattern().find_all(words.folded(), in);
  static const Pattern kYear(R"(^\D*(?:19|20)\d\d\D*$)");
  std::vector<Named> named;
  for (const Match& code : codes) {
    const bool marked = text::count_han(words.view(code.span)) > 0 ||
                        words.view(code.span).find_first_of("(.") != std::string_view::npos;
    if (!marked && kYear.find(words.view(code.span))) continue;
    Named one{nearest_part(words, {in.begin, code.span.begin}, true),
              five_digits(words.view(code.groups[0]))};
    one.name = without_title_words(words, one.name);
    if (one.name.empty()) {
      one.name = without_title_words(words, nearest_part(words, {code.span.end, in.end}, false));
    }
    if (!one.name.empty()) named.push_back(std::move(one));
  }
  if (named.size() > 1) return std::nullopt;
  if (named.size() == 1) {
    if (const auto issuer = add(words, named.front(), true)) return issuer;
  }
  if (const auto issuer = only_mention(words, in)) return issuer;
  if (!issuers_.mentions(words, in).empty()) return std::nullopt;
  const Named rest{without_title_words(words, in), {}};
  const bool is_left = is_title && rest.name.size() < in.size();
  return add(words, rest, is_left);
}

std::optional<std::size_t> TableIssuers::add(const PreparedText& words, const Named& named,
                                             bool sure) {
  static const Pattern kNoName(
      R"((?i)[,;:|。!?%$]|、|\d{4}|今日|昨日|本周|下周|一周|[家只]|公布|招股|递表|聆讯|上市|挂牌|名单|一览|日程|排行|汇总|\b(?:week|weekly|calendar|pipeline|list|today|latest|and|files?|opens?|launches|prices?|raises?|listings?)\b)");
  const Span name = trimmed(words.folded(), named.name);
  constexpr std::size_t kLongestName = 120;
  if (name.empty() || name.size() > kLongestName) return std::nullopt;
  const std::string written = words.original(name);
  std::optional<std::size_t> issuer;
  if (sure && (!named.code.empty() || !kNoName.find(words.view(name)) || &words == &text_)) {
    issuer = issuers_.add(without_article(written));
  } else if (!sure && has_han(words.view(name))) {
    if (!kNoName.find(words.view(name))) issuer = issuers_.add_plausible(words, name);
  }
  if (issuer && !named.code.empty()) issuers_.set_stock_code(*issuer, named.code);
  return issuer;
}

std::optional<std::size_t> TableIssuers::only_mention(const PreparedText& words, Span in) const {
  std::optional<std::size_t> only;
  for (const IssuerName& one : issuers_.mentions(words, in)) {
    if (only && *only != one.issuer) return std::nullopt;
    only = one.issuer;
  }
  return only;
}

std::optional<std::size_t> TableIssuers::with_code(const std::string& code) const {
  for (std::size_t i = 0; i < issuers_.all().size(); ++i) {
    if (issuers_.all()[i].stock_code == code) return i;
  }
  return std::nullopt;
}

}  // namespace gongwatch::parser::facts
