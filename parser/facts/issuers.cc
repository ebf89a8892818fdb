#include "parser/facts/issuers.h"

#include <algorithm>

#include "parser/facts/firms.h"
#include "parser/facts/han_words.h"
#include "parser/facts/issuer_names.h"
#include "parser/facts/limits.h"
#include "parser/facts/name_shapes.h"
#include "parser/facts/pattern.h"
#include "parser/facts/sealed_names.h"
#include "text/fold.h"
#include "text/names.h"
#include "text/utf8.h"

namespace gongwatch::parser::facts {
namespace {

bool has_han(std::string_view name) { return text::count_han(name) > 0; }

bool is_word_byte(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

std::string without_blanks(std::string key) {
  key.erase(std::remove(key.begin(), key.end(), ' '), key.end());
  return key;
}

// A Latin name must not stand inside a longer word.
bool stands_alone(std::string_view text, std::size_t begin, std::size_t end) {
  const bool left = begin == 0 || !is_word_byte(text[begin]) || !is_word_byte(text[begin - 1]);
  const bool right = end >= text.size() || !is_word_byte(text[end - 1]) || !is_word_byte(text[end]);
  return left && right;
}

// The shortest form's bytes, as a number.
constexpr std::size_t kHead = 3;
std::uint32_t head_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) {
    return std::uint32_t{static_cast<unsigned char>(text[at + i])};
  };
  return byte(0) << 16 | byte(1) << 8 | byte(2);
}

// "Hong Kong-based Bright Foods", "HONG KONG, Dec 14 Bright Foods"; 开市 of "嘉程物流开市报0.74元".
std::string bare_name(const std::string& name) {
  static const Pattern kLead(
      R"(^(?:[A-Z]{2}[A-Z ,/]*[ ,](?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2} |(?:[A-Za-z][\w'.]* ){0,3}[A-Za-z][\w'.]*-(?:based|backed|owned|funded|headquartered|controlled|founded|listed) )([A-Z].+)$)");
  static const Pattern kTail("^(.{2,}?)(?:[开開收]市[报報]?|[开開收现現][报報]|早段)$");
  if (const auto tail = kTail.find(name)) return name.substr(0, tail->groups[0].end);
  const auto lead = kLead.find(name);
  return lead ? name.substr(lead->groups[0].begin) : name;
}

}  // namespace

Issuers::Issuers(const PreparedText& text) : inventory_(text) {
  read_latin_brackets(text);
  read_english_definitions(text);
  read_chinese_definitions(text);
  read_codes(text);
  read_houses_that_list(text);
  read_chinese_short_names(text);
  read_brands_of_parents(text);
  if (text.companion() != nullptr) read_brands_of_parents(*text.companion());
  for (const std::string& name : inventory_.certain(text)) {
    if (!is_part_of_a_name(text, name)) add(name);
  }
  // A note whose headline alone names it: "打新笔记|甲智能(06188.HK)".
  if (issuers_.empty() && text.companion() != nullptr) read_codes(*text.companion());
}

// Beside what is known: 白茶 where the text defines 醒狮白茶; "咖啡Kopi" where it mostly says Kopi.
bool Issuers::is_part_of_a_name(const PreparedText& text, const std::string& name) const {
  constexpr std::size_t kTwoHan = 6;
  constexpr std::size_t kMany = 24;
  constexpr std::size_t kShortestLatin = 4;
  const std::string folded = fold_name(name);
  const auto latin = std::find_if(folded.begin(), folded.end(), is_word_byte);
  const std::string tail(latin, folded.end());
  if (latin != folded.begin() && tail.size() >= kShortestLatin && !has_han(tail) &&
      text.occurrences(tail, kMany) > text.occurrences(folded, kMany))
    return true;
  return folded.size() <= kTwoHan &&
         std::any_of(forms_.begin(), forms_.end(), [&](const Form& form) {
           return form.folded.size() > folded.size() &&
                  form.folded.compare(form.folded.size() - folded.size(), folded.size(), folded) ==
                      0;
         });
}

std::optional<std::size_t> Issuers::define(const std::string& as_written,
                                           const std::string& short_name, const std::string& code) {
  const std::string legal = bare_name(as_written);
  const std::string& key = key_of(legal).key;
  const auto same = std::find_if(issuers_.begin(), issuers_.end(), [&](const IssuerMention& other) {
    return key_of(other.legal_name.value_or(other.name)).key == key ||
           std::any_of(other.aliases.begin(), other.aliases.end(),
                       [&](const std::string& alias) { return key_of(alias).key == key; });
  });
  const auto index = static_cast<std::size_t>(same - issuers_.begin());
  if (same == issuers_.end()) {
    if (issuers_.size() >= kMostIssuers) return std::nullopt;
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
  return index;
}

std::optional<std::size_t> Issuers::bearer(const std::string& name) const {
  const NameKey& own = key_of(name);
  const std::string& key = own.key;
  const bool han = own.han;
  for (std::size_t i = 0; i < issuers_.size(); ++i) {
    const IssuerMention& known = issuers_[i];
    const auto is = [&](const std::string& other) { return key_of(other).solid == own.solid; };
    if (is(known.name) || (known.legal_name && is(*known.legal_name)) ||
        std::any_of(known.aliases.begin(), known.aliases.end(), is))
      return i;
  }
  std::optional<std::size_t> found;
  for (std::size_t i = 0; i < issuers_.size(); ++i) {
    const bool legal = issuers_[i].legal_name.has_value();
    const NameKey& other = key_of(legal ? *issuers_[i].legal_name : issuers_[i].name);
    const std::string& known = other.key;
    const bool begins = han && key.size() >= 6 && known.compare(0, key.size(), key) == 0;
    const bool begun =
        other.han && !legal && key.compare(0, known.size(), known) == 0 &&
        (known.size() >= 9 ||
         (known.size() >= 6 && han_words::is_only_endings(key.substr(known.size()))));
    const bool latin =
        !han && !other.han && (is_short_of(key, known) || (!legal && is_short_of(known, key)));
    if (!begins && !begun && !latin && !(legal && is_short_of(key, known))) continue;
    if (found) return std::nullopt;  // a sibling and a parent: nobody's for sure
    found = i;
  }
  return found;
}

const Issuers::NameKey& Issuers::key_of(const std::string& name) const {
  const auto [known, is_new] = keys_.try_emplace(name);
  if (is_new) {
    const std::string key = text::name_key(name);
    known->second = {key, without_blanks(key), has_han(key)};
  }
  return known->second;
}

void Issuers::set_tagged(const std::vector<std::string>& names,
                         const std::vector<std::string>& perhaps, bool all_seen) {
  const auto fold_all = [](const std::vector<std::string>& written) {
    std::vector<std::string> folded;
    for (const std::string& name : written) {
      if (name.size() < kHead) continue;
      folded.push_back(fold_name(name));
      if (folded.back().ends_with('.')) folded.back().pop_back();
    }
    std::sort(folded.begin(), folded.end(), [](const std::string& a, const std::string& b) {
      return a.size() != b.size() ? a.size() > b.size() : a < b;
    });
    folded.erase(std::unique(folded.begin(), folded.end()), folded.end());
    return folded;
  };
  tagged_ = fold_all(names);
  perhaps_ = fold_all(perhaps);
  all_seen_ = all_seen;
}

// Empty: nothing that the tagger saw has to do with it.
std::string Issuers::seen_part(const std::string& written) const {
  std::string folded = fold_name(written);
  if (folded.ends_with('.')) folded.pop_back();
  for (const std::string& name : tagged_) {
    if (name.size() >= folded.size() || !folded.ends_with(name)) continue;
    const std::size_t cut = folded.size() - name.size();
    if (is_word_byte(folded[cut - 1]) && is_word_byte(folded[cut])) continue;
    // "Silver Birch Pharma" is what it is called.
    static const Pattern kNames(R"(^(?:[A-Z][A-Za-z.&]* )+$)");
    if (kNames.find(folded.substr(0, cut))) continue;
    // Folding keeps the length of nearly all names.
    if (written.size() == fold_name(written).size()) return written.substr(cut);
  }
  const bool seen =
      !all_seen_ || std::any_of(perhaps_.begin(), perhaps_.end(), [&](const std::string& name) {
        return name.find(folded) != std::string::npos || folded.find(name) != std::string::npos;
      });
  return seen ? written : std::string();
}

std::optional<std::size_t> Issuers::add(const std::string& as_written, bool placed) {
  std::string written = bare_name(as_written);
  if (!placed && !tagged_.empty() && !bearer(written)) written = seen_part(written);
  if (written.empty()) return std::nullopt;
  if (is_house(written) || is_authority(written) || !could_be_issuer(written)) return std::nullopt;
  if (const auto known = bearer(written)) {
    IssuerMention& issuer = issuers_[*known];
    if (issuer.name == issuer.legal_name && written != issuer.name) issuer.name = written;
    const NameKey& key = key_of(written);
    const NameKey& named = key_of(issuer.name);
    if (key.key != named.key && key.solid == named.solid) {
      add_alias(*known, written);
    } else {
      add_form(written, *known);
    }
    return known;
  }
  if (issuers_.size() >= kMostIssuers) return std::nullopt;
  IssuerMention issuer;
  issuer.name = written;
  issuers_.push_back(std::move(issuer));
  add_form(written, issuers_.size() - 1);
  return issuers_.size() - 1;
}

std::optional<std::size_t> Issuers::add_plausible(const PreparedText& text, Span name,
                                                  bool placed) {
  const std::string written = text.original(name);
  if (const auto known = bearer(written)) return add(written);
  if (is_tail_of_a_house(text, name)) return std::nullopt;
  return is_plausible(text, name, placed) ? add(written, placed) : std::nullopt;
}

// "银国际" of 农银国际, 融资 of 力高企业融资: cut off a bank.
bool Issuers::is_tail_of_a_house(const PreparedText& text, Span name) {
  constexpr std::size_t kOneHan = 3;
  constexpr std::size_t kFourHan = 12;
  for (std::size_t more = kOneHan; more <= kFourHan && more <= name.begin; more += kOneHan) {
    const Span longer{name.begin - more, name.end};
    if ((text.folded()[longer.begin] & 0xC0) == 0x80) return false;
    if (is_house(text.original(longer))) return true;
  }
  return false;
}

void Issuers::add_form(const std::string& name, std::size_t issuer) {
  std::string folded = fold_name(name);
  const auto same = [&](const Form& form) { return form.folded == folded; };
  if (folded.size() < kHead || std::any_of(forms_.begin(), forms_.end(), same)) return;
  // 星河智能-B is 星河智能, too.
  constexpr std::size_t kMark = 2;
  const bool marked = folded.size() > 3 + kMark && folded[folded.size() - kMark] == '-' &&
                      (folded[folded.size() - kMark - 1] & 0x80) != 0;
  const std::string plain = marked ? folded.substr(0, folded.size() - kMark) : std::string();
  forms_by_head_.emplace(head_at(folded, 0), forms_.size());
  forms_.push_back({std::move(folded), issuer});
  if (marked) add_form(plain, issuer);
}

void Issuers::add_alias(std::size_t issuer, const std::string& alias) {
  auto& aliases = issuers_[issuer].aliases;
  if (alias != issuers_[issuer].name &&
      std::find(aliases.begin(), aliases.end(), alias) == aliases.end())
    aliases.push_back(alias);
  add_form(alias, issuer);
}

void Issuers::set_stock_code(std::size_t issuer, const std::string& code) {
  if (!issuers_[issuer].stock_code) issuers_[issuer].stock_code = code;
}

std::vector<IssuerName> Issuers::mentions(const PreparedText& text, Span in) const {
  std::vector<IssuerName> found;
  const std::string_view where = text.view(in);
  for (std::size_t at = 0; at + kHead <= where.size(); ++at) {
    const auto [first, last] = forms_by_head_.equal_range(head_at(where, at));
    for (auto entry = first; entry != last; ++entry) {
      const Form& form = forms_[entry->second];
      const std::size_t end = at + form.folded.size();
      if (where.compare(at, form.folded.size(), form.folded) == 0 && stands_alone(where, at, end))
        found.push_back({{in.begin + at, in.begin + end}, form.issuer});
    }
  }
  std::sort(found.begin(), found.end(), [](const IssuerName& a, const IssuerName& b) {
    return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end > b.span.end;
  });
  std::vector<IssuerName> kept;
  for (const IssuerName& one : found) {
    if (kept.empty() || one.span.begin >= kept.back().span.end) kept.push_back(one);
  }
  return kept;
}

std::optional<IssuerName> Issuers::last_mention(const PreparedText& text, Span in) const {
  const auto all = mentions(text, in);
  return all.empty() ? std::nullopt : std::optional(all.back());
}

}  // namespace gongwatch::parser::facts
