#include "parser/facts/firms.h"

#include <algorithm>
#include <map>
#include <vector>

#include "parser/facts/pattern.h"
#include "parser/vocabulary/table.h"
#include "text/fold.h"
#include "text/names.h"
#include "text/utf8.h"

namespace gongwatch::parser::facts {
namespace {

constexpr std::size_t kLongestName = 160;  // bytes of folded text

struct FirmKey {
  std::string key;  // text::name_key of one of its names
  std::string firm;
};

// By key. The first line that claims a key keeps it: the table is ordered by number of mandates.
const std::vector<FirmKey>& firm_keys() {
  static const std::vector<FirmKey> keys = [] {
    std::map<std::string, std::string, std::less<>> all;
    for (const TableRow& row : table_rows("firms", 5)) {
      const std::string canonical(row[0]);
      all.emplace(text::name_key(canonical), canonical);
      for (std::size_t column = 1; column <= 3; ++column) {
        for (const std::string_view name : split_cell(row[column], ";"))
          all.emplace(text::name_key(name), canonical);
      }
    }
    // "Orient Securities (Hong Kong)" goes by "Orient Securities" too, if nobody else does.
    const auto named = all;
    for (const auto& [key, firm] : named) {
      for (const std::string_view place : {" hong kong", " hk", " h k", "香港"}) {
        const bool ends = key.size() > place.size() + 5 &&
                          key.compare(key.size() - place.size(), place.size(), place) == 0;
        if (ends) all.emplace(key.substr(0, key.size() - place.size()), firm);
      }
    }
    all.erase("");
    std::vector<FirmKey> sorted;
    sorted.reserve(all.size());
    for (const auto& [key, firm] : all) sorted.push_back({key, firm});
    return sorted;
  }();
  return keys;
}

const FirmKey* find_key(std::string_view key) {
  const auto& keys = firm_keys();
  const auto found =
      std::lower_bound(keys.begin(), keys.end(), key,
                       [](const FirmKey& one, std::string_view other) { return one.key < other; });
  return found != keys.end() && found->key == key ? &*found : nullptr;
}

// What a house may add to its name and still be itself, on a key.
bool is_mere_addition(std::string_view rest) {
  static const Pattern kAddition(
      R"(^(?: ?(?:international|securities|capital|markets|asia|pacific|hong|kong|hk|holdings|group|bank|limited)\b|国际|证券|融资|资本|金融|控股|集团|香港|亚洲|银行|公司|有限公司|股份)+$)");
  return kAddition.matches_in(rest, {0, rest.size()});
}

bool is_alnum(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_small(char c) { return c >= 'a' && c <= 'z'; }
bool is_han_byte(char c) { return (static_cast<unsigned char>(c) & 0x80) != 0; }

// Walks a folded text and, beside it, the sorted keys that begin with what was read of it.
class KeyWalk {
 public:
  explicit KeyWalk(std::string_view text, std::size_t at) : text_(text), begin_(at), at_(at) {}

  // The longest key, as the place behind it.
  const FirmKey* run(std::size_t& end) {
    const FirmKey* best = nullptr;
    while (at_ < text_.size() && at_ - begin_ < kLongestName && step()) {
      const FirmKey& first = firm_keys()[low_];
      if (first.key.size() == depth_ && ends_here()) {
        best = &first;
        end = closed_end();
      }
    }
    return best;
  }

 private:
  // Takes one letter, with the gap before it. False: no key goes on like this.
  bool step() {
    bool gap = false;
    while (at_ < text_.size() && is_gap(text_[at_])) {
      if (depth_ == 0) return false;
      if (text_[at_] == '(') ++open_;
      if (text_[at_] == ')' && --open_ < 0) return false;
      if (text_[at_] == ' ' && at_ + 1 < text_.size() && text_[at_ + 1] == ' ') return false;
      gap = gap || text_[at_] != '\'';
      blank_ = blank_ || text_[at_] == ' ';
      ++at_;
    }
    if (at_ >= text_.size()) return false;
    const char c = text_[at_];
    if (is_han_byte(c)) {
      const std::size_t bytes = text::decode_at(text_, at_).bytes;
      if (blank_ && han_) return false;  // two names of a headline
      for (std::size_t i = 0; i < bytes; ++i) {
        if (!feed(text_[at_ + i])) return false;
      }
      at_ += bytes;
      han_ = true;
    } else if (is_alnum(c)) {
      if (gap && depth_ > 0 && !han_ && !feed(' ')) return false;
      if (!feed(c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c)) return false;
      any_small_ = any_small_ || is_small(c);
      ++at_;
      han_ = false;
    } else {
      return false;
    }
    blank_ = false;
    return true;
  }

  static bool is_gap(char c) {
    return c == ' ' || c == '.' || c == '&' || c == '-' || c == '(' || c == ')' || c == '\'';
  }

  bool feed(char c) {
    const auto& keys = firm_keys();
    const auto less = [&](const FirmKey& one, char other) {
      return one.key.size() <= depth_ ||
             static_cast<unsigned char>(one.key[depth_]) < static_cast<unsigned char>(other);
    };
    const auto more = [&](char other, const FirmKey& one) {
      return one.key.size() > depth_ &&
             static_cast<unsigned char>(other) < static_cast<unsigned char>(one.key[depth_]);
    };
    const auto low = keys.begin() + static_cast<std::ptrdiff_t>(low_);
    const auto high = keys.begin() + static_cast<std::ptrdiff_t>(high_);
    const auto first = std::lower_bound(low, high, c, less);
    const auto last = std::upper_bound(first, high, c, more);
    if (first == last) return false;
    low_ = static_cast<std::size_t>(first - keys.begin());
    high_ = static_cast<std::size_t>(last - keys.begin());
    ++depth_;
    return true;
  }

  // A Latin name ends with a word; "MS", "CS" and the like are written in capitals.
  bool ends_here() const {
    if (open_ > 0 && closing() == at_) return false;
    if (han_) return true;
    if (at_ < text_.size() && is_alnum(text_[at_])) return false;
    return depth_ > 3 || !any_small_;
  }

  // Behind ")" or ".)", which an open bracket needs.
  std::size_t closing() const {
    const std::string_view rest = text_.substr(at_, 2);
    if (!rest.empty() && rest[0] == ')') return at_ + 1;
    return rest == ".)" ? at_ + 2 : at_;
  }
  std::size_t closed_end() const { return open_ > 0 ? closing() : at_; }

  std::string_view text_;
  std::size_t begin_;
  std::size_t at_;
  std::size_t low_ = 0;
  std::size_t high_ = firm_keys().size();
  std::size_t depth_ = 0;
  int open_ = 0;
  bool han_ = false;
  bool blank_ = false;
  bool any_small_ = false;
};

// What may follow a known name and belongs to it.
const Pattern& additions() {
  static const Pattern pattern(
      R"(^(?:\s\((?:Hong Kong|HK|H\.K\.|Asia|Asia Pacific|Far East|International)\)|\s(?:Hong Kong|HK|Asia|Pacific|International|Securities|Capital Markets|Capital|Corporate Finance|Financial Services|Financial Holdings|Financial|Investment|Bank|Banking|Group|Holdings|Global Markets|Company|Corporation|AG)\b|\((?:香港|国际|亚洲|亚太|远东|中国|集团|控股|HK|Hong Kong)\)|国际|证券|融资|资本|金融|控股|集团|企业|香港|亚洲|环球市场|财务顾问|投资|银行|股份|经纪|期货)*)"
      R"((?:有限责任公司|有限公司|公司|,? (?:Co\.,? ?)?(?:Limited|LIMITED|Ltd\b\.?|L\.L\.C\.|LLC|PLC|[Pp]lc|Inc\b\.?|Corp\b\.?|LLP|AG\b|SE\b|S\.A\.|N\.V\.)|,? Co\b\.?|, Hong Kong Branch)?)");
  return pattern;
}

}  // namespace

std::optional<std::string> canonical_firm(std::string_view name) {
  const std::string key = text::name_key(name);
  if (const FirmKey* known = find_key(key)) return known->firm;
  // Longest known beginning; a Latin one must end at a word, a Chinese one must be at least three
  // characters long, because two are often the beginning of another house's name, unless nothing
  // but 证券 and the like follows.
  for (std::size_t length = key.size(); length > 2; --length) {
    const std::string_view head = std::string_view(key).substr(0, length);
    const bool whole = length == key.size();
    const bool latin_break = whole || key[length] == ' ';
    const bool han_break = is_han_byte(head.back()) && length >= 6 &&
                           (whole || (static_cast<unsigned char>(key[length]) & 0xC0) != 0x80);
    if (!(latin_break && length >= 4) && !han_break) continue;
    const FirmKey* known = find_key(head);
    if (known == nullptr) continue;
    if (length >= 9 || latin_break || is_mere_addition(std::string_view(key).substr(length)))
      return known->firm;
  }
  return std::nullopt;
}

bool is_house(std::string_view name) { return find_key(text::name_key(name)) != nullptr; }

bool looks_like_a_firm(std::string_view name) {
  static const Pattern kFirm(
      R"((?i)\b(?:capital|securities|bank|banking|finance|financial|partners|asset management)\b|证券|融资|资本|银行|金融|财务顾问)");
  const std::string folded = text::fold_text(name);
  return folded.size() <= kLongestName && kFirm.matches_in(folded, {0, folded.size()});
}

std::optional<KnownFirm> firm_at(std::string_view folded, std::size_t at) {
  const char first = folded[at];
  if (is_small(first) || !(is_alnum(first) || is_han_byte(first))) return std::nullopt;
  if (!is_han_byte(first) && at > 0 && is_alnum(folded[at - 1])) return std::nullopt;
  KnownFirm known;
  const FirmKey* key = KeyWalk(folded, at).run(known.end);
  if (key == nullptr) return std::nullopt;
  // "L.L.C."
  if (known.end < folded.size() && known.end > at + 3 && folded[known.end] == '.' &&
      folded[known.end - 2] == '.')
    ++known.end;
  const Span rest{known.end, std::min(folded.size(), known.end + kLongestName)};
  if (const auto more = additions().find(folded, rest); more && !more->span.empty()) {
    known.end = more->span.end;
    known.firm = canonical_firm(folded.substr(at, known.end - at));
    if (!known.firm) return std::nullopt;
  } else {
    known.firm = key->firm;
  }
  return known;
}

}  // namespace gongwatch::parser::facts
