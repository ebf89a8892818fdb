#include "parser/facts/issuer_names.h"

#include "text/utf8.h"

namespace gongwatch::parser::facts {
namespace {

bool has_han(std::string_view name) { return text::count_han(name) > 0; }

// 禾沅生科 of 禾沅生物科技: the same two characters first, the others in order.
bool abbreviates(std::string_view key, std::string_view legal_key) {
  constexpr std::size_t kTwoHan = 6;
  constexpr std::size_t kThreeHan = 9;
  constexpr std::size_t kSixHan = 18;
  if (key.size() < kThreeHan || key.size() > kSixHan || key.size() >= legal_key.size() ||
      key.substr(0, kTwoHan) != legal_key.substr(0, kTwoHan))
    return false;
  std::size_t at = kTwoHan;
  for (std::size_t i = kTwoHan; i < key.size(); i += 3) {
    const auto found = legal_key.find(key.substr(i, 3), at);
    if (found == std::string_view::npos) return false;
    at = found + 3;
  }
  return true;
}

}  // namespace

std::string five_digits(std::string_view code) {
  std::string digits(code);
  return digits.size() < 5 ? std::string(5 - digits.size(), '0') + digits : digits;
}

bool is_short_of(const std::string& key, const std::string& legal_key) {
  constexpr std::size_t kTwoHan = 6;
  constexpr std::size_t kShortestLatin = 4;
  if (key == legal_key) return true;
  if (has_han(key))
    return key.size() >= kTwoHan &&
           (legal_key.find(key) != std::string::npos || abbreviates(key, legal_key));
  return key.size() >= kShortestLatin && legal_key.compare(0, key.size(), key) == 0 &&
         legal_key[key.size()] == ' ';
}

}  // namespace gongwatch::parser::facts
