#include "tracker/identity.h"

#include <algorithm>
#include <cstdlib>

#include "text/fold.h"
#include "text/names.h"
#include "text/utf8.h"
#include "tracker/common_words.h"

namespace gongwatch::tracker {
namespace {

constexpr std::size_t kMinLatinLetters = 5;
constexpr std::size_t kMinHanCharacters = 2;

std::vector<std::string> split_words(std::string_view text) {
  std::vector<std::string> words;
  while (!text.empty()) {
    const auto blank = text.find(' ');
    words.emplace_back(text.substr(0, blank));
    text = blank == std::string_view::npos ? std::string_view{} : text.substr(blank + 1);
  }
  return words;
}

bool is_common(std::string_view word) {
  return std::binary_search(kCommonWords.begin(), kCommonWords.end(), word);
}

}  // namespace

bool has_han(std::string_view utf8) { return text::count_han(utf8) > 0; }

std::string language_of(std::string_view name, std::string_view hint) {
  if (!has_han(name)) return "en";
  if (hint.substr(0, 2) == "zh") return std::string(hint);
  return text::fold_text(name) == name ? "zh-Hans" : "zh-Hant";
}

std::vector<std::string> identity_words(std::string_view name) {
  const std::string key = text::distinctive_key(name);
  if (has_han(key)) {
    return text::count_han(key) >= kMinHanCharacters ? std::vector{key}
                                                     : std::vector<std::string>{};
  }
  std::vector<std::string> words = split_words(key);
  const auto first = std::find_if_not(words.begin(), words.end(), is_common);
  words.erase(words.begin(), first);
  if (words.empty() || words.front().size() < kMinLatinLetters) return {};
  return words;
}

std::vector<std::string> all_words(std::string_view name) {
  std::vector<std::string> words = split_words(text::name_key(name));
  const auto first = std::find_if_not(words.begin(), words.end(), is_common);
  words.erase(words.begin(), first);
  return words;
}

bool begins_with_words(const std::vector<std::string>& name,
                       const std::vector<std::string>& beginning) {
  return !beginning.empty() && beginning.size() <= name.size() &&
         std::equal(beginning.begin(), beginning.end(), name.begin());
}

bool begins_name(std::string_view shorter, std::string_view longer) {
  if (shorter.empty() || longer.substr(0, shorter.size()) != shorter) return false;
  if (longer.size() == shorter.size()) return true;
  const auto next = static_cast<unsigned char>(longer[shorter.size()]);
  const auto last = static_cast<unsigned char>(shorter.back());
  return next == ' ' || last >= 0x80 || next >= 0x80;
}

std::optional<CivilDate> day_of(const StageFact& fact) {
  return fact.event_date ? fact.event_date : fact.disclosed_on;
}

std::optional<CivilDate> day_of(const Event& event) {
  return event.event_date ? event.event_date : event.disclosed_on;
}

bool is_filing(Stage stage) { return stage == Stage::filed || stage == Stage::refiled; }

bool is_end(Stage stage) {
  return stage == Stage::lapsed || stage == Stage::withdrawn || stage == Stage::rejected ||
         stage == Stage::returned;
}

bool same_step(Stage a, Stage b) {
  const auto is_hearing = [](Stage s) { return s == Stage::hearing || s == Stage::phip; };
  return a == b || (is_filing(a) && is_filing(b)) || (is_hearing(a) && is_hearing(b));
}

bool within_days(CivilDate a, CivilDate b, int days) {
  return std::abs(days_between(a, b)) <= days;
}

}  // namespace gongwatch::tracker
