// Names that an English text defines: "Bright Harbour Cranes Limited (2788.HK, \"Bright
// Harbour\")".
#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "parser/facts/firms.h"
#include "parser/facts/issuers.h"
#include "parser/facts/name_shapes.h"
#include "parser/facts/pattern.h"
#include "text/names.h"
#include "text/utf8.h"

namespace gongwatch::parser::facts {
namespace {

// "CITIC Securities (Hong Kong) and Bright Harbour Limited": a bank is no part of the other's name.
Span without_house(const PreparedText& text, Span name) {
  static const Pattern kJoin(R"( (?:and|&) )");
  // "… Issuance and Listing of Bright Harbour Co., Ltd."
  static const Pattern kOf(
      R"(^(?:[A-Z]\w+ )*(?:and )?(?:Listing|Issuance|Applications?|Filing|Offering|Prospectus|Proof|Hearing) (?:of|for|by) )");
  if (const auto of = kOf.find(text.folded(), name)) name.begin = of->span.end;
  for (const Match& join : kJoin.find_all(text.folded(), name)) {
    if (is_house(text.original({name.begin, join.span.begin}))) name.begin = join.span.end;
  }
  return name;
}

// "Industrial and Commercial Bank of China (ICBC)": as many words as the short form has letters.
std::optional<Span> spelled_out(const PreparedText& text, Span words, std::string_view initials) {
  std::size_t at = words.end;
  std::size_t left = initials.size();
  while (left > 0 && at > words.begin) {
    std::size_t begin = at;
    while (begin > words.begin && text.folded()[begin - 1] != ' ') --begin;
    const char first = text.folded()[begin];
    if (first >= 'A' && first <= 'Z') {
      if (first != initials[left - 1]) return std::nullopt;
      if (--left == 0) return Span{begin, words.end};
    }
    at = begin > words.begin ? begin - 1 : begin;
  }
  return std::nullopt;
}

// A name of several that "and" or "of" holds together, by its short form in brackets.
void read_initials(const PreparedText& text, Issuers& issuers) {
  static const Pattern kInitials(
      R"re(((?:[A-Z][A-Za-z&'\-]*)(?: (?:[A-Z][A-Za-z&'\-]*|of|and|&|for)){2,9}) ?\((?:"|the |or |hereinafter )*([A-Z]{3,7})"?(?:,[^()]{0,20})?\))re");
  for (const Sentence& sentence : text.sentences()) {
    if (text.out_of_time()) break;
    for (const Match& match : kInitials.find_all(text.folded(), sentence.span)) {
      const auto name = spelled_out(text, match.groups[0], text.view(match.groups[1]));
      if (!name) continue;
      if (const auto issuer = issuers.add(text.original(*name)))
        issuers.add_alias(*issuer, text.original(match.groups[1]));
    }
  }
}

}  // namespace

void Issuers::read_english_definitions(const PreparedText& text) {
  static const Pattern kLegal(
      R"(((?:[A-Z0-9][A-Za-z0-9À-ɏ&'.\-]*)(?: (?:[A-Z0-9][A-Za-z0-9À-ɏ&'.\-]*|of|and|&|\([A-Z][A-Za-z ]+\))){0,9},? (?:Joint[- ]Stock (?:Company|Co\.?)(?:,? (?:Limited|Ltd\.?))?|Limited|Ltd\.?|Inc\.?|Incorporated|Corporation|Corp\.?|PLC|plc|Bhd|Berhad|Co\b\.?)))"
      R"((?: - ?[BWPSZ]|-[BWPSZ])*(?: ?\((?:HKEX:? ?|SEHK:? ?|HK:? ?|stock code:? ?)?(\d{4,5})(?:\.HK)?\))?)"
      R"re((?: ?\((?:hereinafter|hereafter)?,?(?: ?collectively)?(?: ?(?:also )?(?:abbreviated|referred to|known|called)(?: as)?)?:? ?(?:the )?"?([A-Z][^")]{1,60}?)"?(?: for short| in short)?(?:,? or (?:the )?"?[^")]{1,30}"?)?\))?)re");
  static const Pattern kFormer(
      R"re(([A-Z0-9][A-Za-z0-9&'.\-]*(?: [A-Z0-9][A-Za-z0-9&'.\-]*){0,6}),? \(?(?:formerly|previously|once)(?: known as| called)? "?([A-Z][A-Za-z0-9&'.\-]*(?: [A-Z][A-Za-z0-9&'.\-]*){0,6}))re");
  // A sentence's last word ("… on 11 March 2024. Bright Harbour Limited …") begins no name.
  std::vector<Match> legal_names;
  std::vector<Match> former_names;
  for (const Sentence& sentence : text.sentences()) {
    if (text.out_of_time()) break;
    for (Match& match : kLegal.find_all(text.folded(), sentence.span))
      legal_names.push_back(std::move(match));
    for (Match& match : kFormer.find_all(text.folded(), sentence.span))
      former_names.push_back(std::move(match));
  }
  for (const Match& match : legal_names) {
    const std::size_t behind = match.groups[0].end;
    if (behind < text.folded().size() && text.folded()[behind] == '-') continue;  // "Co-founder"
    static const Pattern kPaper(R"(^(?:PHIPs?|Prospectus|Packs?|Proofs?) (?:of|by|from|for) )");
    Span named = match.groups[0];
    if (const auto paper = kPaper.find(text.folded(), named)) named.begin = paper->span.end;
    // "Shanghai-listed Bright Harbour Co. Ltd."
    static const Pattern kDescribed(
        R"(^(?:(?:[A-Z]\w+ )?[A-Z]\w+-(?:based|listed|backed|born|headquartered|owned|controlled|founded|traded|affiliated|like) |(?:Chinese|Mainland|Newcomer|Developer|Drugmaker|Carmaker|Retailer) )+)");
    if (const auto lead = kDescribed.find(text.folded(), named)) named.begin = lead->span.end;
    const Span name = without_house(text, without_owner(text, named));
    const std::string legal = without_article(text.original(name));
    const std::string short_name = match.has(2) ? text.original(match.groups[2]) : std::string();
    if (is_house(legal) || is_authority(legal) || !could_be_issuer(legal)) continue;
    const std::string written = could_be_issuer(short_name) &&
                                        short_name.find(" known as") == std::string::npos &&
                                        short_name.compare(0, 8, "formerly") != 0
                                    ? short_name
                                    : std::string();
    define(legal, written, match.has(1) ? std::string(text.view(match.groups[1])) : "");
  }
  read_initials(text, *this);
  read_small_brands(text);
  read_short_names(text);
  read_formal_names(text);
  read_brand_owners(text);
  for (const Match& match : former_names) {
    const auto issuer = add(without_article(text.original(match.groups[0])));
    const std::string former = text.original(match.groups[1]);
    if (issuer && could_be_issuer(former)) add_alias(*issuer, former);
  }
}

namespace {

constexpr std::size_t kLooked = 64 << 10;
constexpr std::size_t kMostNames = 400;  // of one article

// How often each English name stands in the text; the headline's count most.
std::map<std::string, std::size_t> names_told(const PreparedText& text) {
  std::map<std::string, std::size_t> told;
  for (const PreparedText* where : {text.companion(), &text}) {
    if (where == nullptr) continue;
    for (const Sentence& sentence : where->sentences()) {
      if (where->out_of_time()) break;
      if (sentence.span.begin > kLooked || told.size() > kMostNames) break;
      for (const Span& name : english_names(*where, sentence.span, true))
        told[without_article(where->original(name))] += where == &text ? 1 : kMostNames;
    }
  }
  return told;
}

}  // namespace

void Issuers::learn_short_names(const PreparedText& text) {
  const bool latin = std::any_of(issuers_.begin(), issuers_.end(), [](const IssuerMention& one) {
    return text::count_han(one.name) == 0;
  });
  if (!latin) return;
  for (const auto& [name, times] : names_told(text)) {
    if (is_house(name)) continue;
    if (const auto issuer = bearer(name)) add_form(name, *issuer);
  }
}

// What the article calls those whose legal names it tells: the headline's form, else the longer one
// that it uses most.
void Issuers::read_short_names(const PreparedText& text) {
  const bool nobody = std::none_of(issuers_.begin(), issuers_.end(), [](const IssuerMention& one) {
    return one.name == one.legal_name && text::count_han(one.name) == 0;
  });
  if (nobody) return;
  std::map<std::size_t, std::pair<std::size_t, std::string>> best;
  std::vector<std::pair<std::string, std::size_t>> short_forms;
  for (const auto& [name, times] : names_told(text)) {
    const auto issuer = bearer(name);
    if (!issuer || is_house(name) || issuers_[*issuer].name != issuers_[*issuer].legal_name ||
        text::name_key(name) == text::name_key(issuers_[*issuer].name))
      continue;
    const bool longer = name.find(' ') != std::string::npos;
    const std::size_t weight = times + (longer ? kMostNames / 2 : 0);
    if (weight > best[*issuer].first) best[*issuer] = {weight, name};
    short_forms.emplace_back(name, *issuer);
  }
  for (const auto& [issuer, one] : best) issuers_[issuer].name = one.second;
  for (const auto& [name, issuer] : short_forms) add_form(name, issuer);
}

// "Formally known as X Ltd, the firm …", "X Co, as the operator is officially called, …": the legal
// name of whom the article calls otherwise.
void Issuers::read_formal_names(const PreparedText& text) {
  static const Pattern kFormal(
      R"((?i)\b(?:(?:formally|officially|legally) (?:known|called|named|registered) as|(?:whose|its|the firm's|the company's) (?:full|legal|official|registered|formal|corporate) name is) $)");
  static const Pattern kAsCalled(
      R"((?i)^,? (?:as (?:the )?[a-z' -]{2,40} is|which is) (?:formally|officially|legally|properly) (?:called|known|named|registered)|^,? as (?:the )?[a-z' -]{2,40} is (?:registered|named on paper)|^,? (?:the )?(?:formal|legal|official|registered) name of)");
  constexpr std::size_t kReach = 48;
  const PreparedText* title = text.companion();
  if (title == nullptr || text::count_han(title->folded()) > 0) return;
  const auto headline = english_names(*title, title->whole());
  if (headline.empty()) return;
  const std::string called = title->original(headline.front());
  for (const IssuerName& one : mentions(text, text.whole())) {
    IssuerMention& issuer = issuers_[one.issuer];
    if (issuer.name != issuer.legal_name || bearer(called)) continue;
    const Span before{one.span.begin - std::min(one.span.begin, kReach), one.span.begin};
    const Span behind{one.span.end, std::min(text.whole().end, one.span.end + 2 * kReach)};
    if (!kFormal.find(text.view(before)) && !kAsCalled.find(text.view(behind))) continue;
    issuer.name = called;
    add_form(called, one.issuer);
  }
}

// "skyhopper's turnover …": a small word that begins a paragraph and a longer name.
void Issuers::read_small_brands(const PreparedText& text) {
  static const Pattern kWord(R"(^([a-z][a-z0-9]{2,19}(?: [A-Z][A-Za-z0-9&.\-]*){0,4})(?:'s)?[ ,])");
  constexpr std::size_t kMost = 20;
  std::size_t looked = 0;
  for (const Sentence& sentence : text.sentences()) {
    if (text.out_of_time()) break;
    const auto word = kWord.find(text.folded(), sentence.span);
    if (!word || word->span.end >= text.folded().size() || ++looked > kMost) continue;
    const std::string name(text.view(word->groups[0]));
    if (name.find(' ') != std::string::npos) {
      add(name);
      continue;
    }
    const std::size_t at = text.folded().find(" " + name + " ");
    if (at == std::string_view::npos || at + name.size() + 2 >= text.folded().size()) continue;
    const char behind = text.folded()[at + name.size() + 2];
    if (behind >= 'A' && behind <= 'Z') add(name);
  }
}

}  // namespace gongwatch::parser::facts
