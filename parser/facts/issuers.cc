#include "parser/facts/issuers.h"

#include <algorithm>

#include "parser/facts/firms.h"
#include "parser/facts/pattern.h"
#include "parser/vocabulary/table.h"
#include "text/fold.h"
#include "text/names.h"
#include "text/utf8.h"

namespace gongwatch::parser::facts {
namespace {

constexpr std::size_t kMaxNameBytes = 120;
constexpr std::size_t kMostIssuers = 100;  // of one page; every sentence is searched for each name

bool has_han(std::string_view name) { return text::count_han(name) > 0; }

// What introduces a Chinese name and is no part of it: everything up to the last of these.
Span without_chinese_opening(const PreparedText& text, Span span) {
  static const Pattern kOpening(
      R"(披露|显示|获悉|报道|传闻|此前|早前|据报|公告|日前|近日|今日|昨日|消息|指出|根据|\d{1,2}月\d{1,2}日|\d{4}年|称|由|旗下|子公司|母公司|来自|的|国内|中国领先|领先)");
  for (const Match& match : kOpening.find_all(text.folded(), span)) {
    // 称, 由, 的 may stand inside a name; they open only at the very front.
    const bool short_word = match.span.size() <= 3;
    if (!short_word || match.span.begin == span.begin) span.begin = match.span.end;
  }
  return trimmed(text.folded(), span);
}

std::string without_article(std::string name) {
  for (const std::string_view article :
       {"If ", "Unless ", "When ", "While ", "After ", "Once ", "Shares of ", "Shares in ",
        "Stock of ", "Shareholders of ", "The ", "the ", "A ", "An "}) {
    if (name.compare(0, article.size(), article) == 0) name.erase(0, article.size());
  }
  return name;
}

std::string five_digits(std::string_view code) {
  std::string digits(code);
  return digits.size() < 5 ? std::string(5 - digits.size(), '0') + digits : digits;
}

}  // namespace

bool could_be_issuer(const std::string& name) {
  static const Pattern kNot = [] {
    std::string all = "(?i)^(?:";
    for (const TableRow& row : table_rows("not_issuers", 1)) {
      if (all.size() > 7) all += "|";
      all += row[0];
    }
    return Pattern(all + ")$");
  }();
  const std::string folded = text::fold_text(name);
  if (folded.size() < 2 || folded.size() > kMaxNameBytes || text::name_key(name).empty())
    return false;
  return !kNot.find(folded);
}

bool mentions_company_word(const PreparedText& text, Span in) {
  static const Pattern kCompany(
      R"((?i)\b(?:the|our) (?:company|group|issuer|applicant)\b|\bits\b|公司|集团|该企业)");
  return kCompany.matches_in(text.folded(), in);
}

std::optional<Span> name_before(const PreparedText& text, Span sentence, std::size_t end) {
  static const Pattern kEnglish(
      R"(((?:[A-Z0-9][A-Za-z0-9&'.\-]*)(?: (?:[A-Z0-9][A-Za-z0-9&'.\-]*|of|&))*)(?:,? (?:has|have|had|is|was|also|again|already|just|officially|formally|successfully|recently|today))* ?$)");
  static const Pattern kChinese(
      R"re(([^,。;:|!?"()\s、-]{2,60}?)(?:\([^)]{0,40}\))?"?(?:未能|未|若|如|倘若|能|已|于|在|近日|日前|今日|正式|再次|又|再度|成功|刚刚|首次)*$)re");
  const Span before{sentence.begin, end};
  if (const auto match = kEnglish.find(text.folded(), before)) {
    Span name = match->groups[0];
    const std::string_view words = text.view(name);
    if (words.size() >= 2 && words.substr(words.size() - 2) == "'s") name.end -= 2;
    if (could_be_issuer(text.original(name))) return name;
  }
  if (const auto match = kChinese.find(text.folded(), before)) {
    const Span name = without_chinese_opening(text, match->groups[0]);
    if (!name.empty() && has_han(text.view(name)) && could_be_issuer(text.original(name)))
      return name;
  }
  return std::nullopt;
}

Issuers::Issuers(const PreparedText& text) {
  read_english_definitions(text);
  read_chinese_definitions(text);
}

void Issuers::read_english_definitions(const PreparedText& text) {
  static const Pattern kLegal(
      R"(((?:[A-Z0-9][A-Za-z0-9&'.\-]*)(?: (?:[A-Z0-9][A-Za-z0-9&'.\-]*|of|&|\([A-Z][A-Za-z ]+\))){0,9},? (?:Limited|Ltd\.?|Inc\.?|Incorporated|Corporation|Corp\.?|PLC|plc)))"
      R"((?: - ?[BWPSZ])*(?: ?\((?:HKEX:? ?|SEHK:? ?)?(\d{4,5})(?:\.HK)?\))?)"
      R"re((?: ?\((?:hereinafter|hereafter)?,?(?: ?collectively)?(?: ?(?:also )?(?:referred to|known) as)? ?(?:the )?"?([A-Z][^")]{1,60}?)"?(?:,? or (?:the )?"?[^")]{1,30}"?)?\))?)re");
  for (const Match& match : kLegal.find_all(text.folded(), text.whole())) {
    const std::string legal = without_article(text.original(match.groups[0]));
    const std::string short_name = match.has(2) ? text.original(match.groups[2]) : std::string();
    if (canonical_firm(legal) || !could_be_issuer(legal)) continue;
    define(legal, could_be_issuer(short_name) ? short_name : std::string(),
           match.has(1) ? five_digits(text.view(match.groups[1])) : "");
  }
}

void Issuers::read_chinese_definitions(const PreparedText& text) {
  static const Pattern kLegal(
      R"(([^,。;:|!?"\s、-]{2,60}?(?:股份有限公司|有限责任公司|有限公司))(?: ?-? ?[BWPSZ])*(?:\((\d{4,5})(?:\.HK)?\))?)"
      R"re((?:\((?:以下)?(?:简称|下称|称)?[:为]?"?([^"()]{2,60}?)"?(?:[,或、][^()]{0,40})?\))?)re");
  for (const Match& match : kLegal.find_all(text.folded(), text.whole())) {
    const Span legal_span = without_chinese_opening(text, match.groups[0]);
    if (legal_span.empty()) continue;
    const std::string legal = text.original(legal_span);
    const std::string short_name = match.has(2) ? text.original(match.groups[2]) : std::string();
    if (!has_han(legal) || canonical_firm(legal) || !could_be_issuer(legal)) continue;
    define(legal, could_be_issuer(short_name) ? short_name : std::string(),
           match.has(1) ? std::string(text.view(match.groups[1])) : "");
  }
}

void Issuers::define(const std::string& legal, const std::string& short_name,
                     const std::string& code) {
  const std::string key = text::name_key(legal);
  const auto same = std::find_if(issuers_.begin(), issuers_.end(), [&](const IssuerMention& other) {
    return text::name_key(other.legal_name.value_or(other.name)) == key;
  });
  const auto index = static_cast<std::size_t>(same - issuers_.begin());
  if (same == issuers_.end()) {
    if (issuers_.size() >= kMostIssuers) return;
    IssuerMention issuer;
    issuer.name = legal;
    issuer.legal_name = legal;
    issuers_.push_back(std::move(issuer));
    add_form(legal, index);
    if (const std::string plain = text::plain_name(legal); plain != legal) add_form(plain, index);
  }
  IssuerMention& issuer = issuers_[index];
  if (!short_name.empty() && issuer.name == issuer.legal_name) {
    issuer.name = short_name;
    add_form(short_name, index);
  }
  if (!code.empty() && !issuer.stock_code) issuer.stock_code = five_digits(code);
}

std::size_t Issuers::add_name(const std::string& name) {
  const std::string key = text::name_key(name);
  for (std::size_t i = 0; i < issuers_.size(); ++i) {
    const IssuerMention& known = issuers_[i];
    if (text::name_key(known.name) == key ||
        (known.legal_name && text::name_key(*known.legal_name) == key))
      return i;
    // A legal name met before without a short form: "Bright Harbour" is "Bright Harbour Group
    // Limited" from here on.
    if (known.legal_name && known.name == *known.legal_name &&
        text::name_key(known.name).compare(0, key.size(), key) == 0 &&
        text::distinctive_key(name) == text::distinctive_key(known.name)) {
      issuers_[i].name = name;
      add_form(name, i);
      return i;
    }
  }
  IssuerMention issuer;
  issuer.name = name;
  issuers_.push_back(std::move(issuer));
  add_form(name, issuers_.size() - 1);
  return issuers_.size() - 1;
}

void Issuers::add_form(const std::string& name, std::size_t issuer) {
  std::string folded = text::fold_text(name);
  if (folded.size() >= 3) forms_.push_back({std::move(folded), issuer});
}

void Issuers::add_alias(std::size_t issuer, const std::string& alias) {
  auto& aliases = issuers_[issuer].aliases;
  if (std::find(aliases.begin(), aliases.end(), alias) == aliases.end()) aliases.push_back(alias);
  add_form(alias, issuer);
}

std::optional<Issuers::Found> Issuers::last_form(const PreparedText& text, Span in) const {
  std::optional<Found> best;
  for (const Form& form : forms_) {
    const auto at = text.view(in).rfind(form.folded);
    if (at == std::string_view::npos) continue;
    const Span span{in.begin + at, in.begin + at + form.folded.size()};
    if (!best || span.end > best->span.end ||
        (span.end == best->span.end && span.begin < best->span.begin))
      best = Found{span, form.issuer};
  }
  return best;
}

std::optional<std::size_t> Issuers::subject(const PreparedText& text, const Sentence& sentence,
                                            Span trigger) {
  const Span before{sentence.span.begin, trigger.begin};
  if (const auto known = last_form(text, before)) return known->issuer;
  if (const auto name = name_before(text, sentence.span, trigger.begin)) {
    const std::string written = without_article(text.original(*name));
    if (!canonical_firm(written) && issuers_.size() < kMostIssuers) return add_name(written);
  }
  if (!mentions_company_word(text, before) && text.in() == Evidence::In::text) return std::nullopt;
  if (const auto earlier = last_form(text, {0, sentence.span.begin})) return earlier->issuer;
  return std::nullopt;
}

std::optional<std::size_t> Issuers::mentioned(const PreparedText& text, Span in,
                                              std::optional<std::size_t> current) const {
  if (const auto known = last_form(text, in)) return known->issuer;
  if (mentions_company_word(text, in)) return current;
  return std::nullopt;
}

}  // namespace gongwatch::parser::facts
