#include "parser/facts/issuer_names.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "parser/facts/name_shapes.h"
#include "text/utf8.h"

namespace gongwatch::parser::facts {
namespace {

bool has_han(std::string_view name) { return text::count_han(name) > 0; }

// 禾沅生科 of 深圳禾沅生物科技: the same two characters first, or behind a place, the others in
// order.
bool abbreviates(std::string_view key, std::string_view legal_key) {
  constexpr std::size_t kTwoHan = 6;
  constexpr std::size_t kThreeHan = 9;
  constexpr std::size_t kSixHan = 18;
  constexpr std::size_t kPlace = 12;  // "青岛", "内蒙古"
  if (key.size() < kThreeHan || key.size() > kSixHan || key.size() >= legal_key.size())
    return false;
  std::size_t at = legal_key.find(key.substr(0, kTwoHan));
  if (at > kPlace) return false;  // or nowhere
  at += kTwoHan;
  for (std::size_t i = kTwoHan; i < key.size(); i += 3) {
    const auto found = legal_key.find(key.substr(i, 3), at);
    if (found == std::string_view::npos) return false;
    at = found + 3;
  }
  return true;
}

std::vector<std::string_view> words_of(std::string_view key) {
  std::vector<std::string_view> words;
  for (std::size_t at = 0; at < key.size();) {
    const std::size_t end = std::min(key.find(' ', at), key.size());
    if (end > at) words.push_back(key.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

// "bio" for "biopharmaceutical", "maternity" for "maternal".
bool stands_for(std::string_view word, std::string_view full) {
  constexpr std::size_t kBeginning = 3;
  constexpr std::size_t kStem = 6;
  if (word == full) return true;
  if (word.size() >= kBeginning && full.substr(0, word.size()) == word) return true;
  return word.size() >= kStem && full.substr(0, kStem) == word.substr(0, kStem);
}

// "moqi robotics" of "hangzhou moqi robotics technology", "wangyue heavy truck" of "wangyue
// intelligent heavy truck": its first word, or the one behind a place, and others in their order.
bool latin_short_of(std::string_view key, std::string_view legal_key) {
  constexpr std::size_t kShortestWord = 4;  // of one that stands alone
  const auto words = words_of(key);
  const auto legal = words_of(legal_key);
  if (words.empty() || legal.size() < words.size()) return false;
  for (std::size_t start = 0; start < std::min<std::size_t>(2, legal.size()); ++start) {
    if (words.front() != legal[start]) continue;
    if (words.size() == 1) {
      // "FWD" of FWD Group.
      constexpr std::size_t kShortestOfGroup = 3;
      if (key.size() >= kShortestOfGroup && start == 0 && legal.size() == 2 &&
          (legal[1] == "group" || legal[1] == "holdings"))
        return true;
      if (key.size() >= kShortestWord && (start == 0 || !could_be_issuer(std::string(legal[0]))))
        return true;
      continue;
    }
    std::size_t at = start + 1;
    std::size_t matched = 1;
    for (; at < legal.size() && matched < words.size(); ++at) {
      if (stands_for(words[matched], legal[at])) ++matched;
    }
    if (matched == words.size()) return true;
  }
  return false;
}

}  // namespace

std::string five_digits(std::string_view code) {
  std::string digits(code);
  return digits.size() < 5 ? std::string(5 - digits.size(), '0') + digits : digits;
}

bool is_short_of(const std::string& key, const std::string& legal_key) {
  constexpr std::size_t kTwoHan = 6;
  if (key == legal_key) return true;
  // 海岚股份 of 青岛海岚暖通股份有限公司, whose key has no 股份.
  constexpr std::string_view kShares = "股份";
  constexpr std::size_t kPlace = 12;
  if (key.size() >= kTwoHan + kShares.size() && key.ends_with(kShares) && has_han(legal_key) &&
      legal_key.find(key.substr(0, key.size() - kShares.size())) <= kPlace)
    return true;
  if (has_han(key))
    return key.size() >= kTwoHan &&
           (legal_key.find(key) != std::string::npos || abbreviates(key, legal_key));
  return latin_short_of(key, legal_key);
}

}  // namespace gongwatch::parser::facts
