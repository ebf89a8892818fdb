#include "parser/hkex/sponsor_names.h"

#include <re2/re2.h>

#include <algorithm>

#include "parser/hkex/row_text.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace gongwatch::parser {
namespace {

constexpr std::size_t kMaxSponsors = 50;

re2::StringPiece piece(std::string_view text) { return {text.data(), text.size()}; }

// Both are asked about folded text.
bool ends_a_name(std::string_view before) {
  static const re2::RE2 end(
      R"((?i)(?:\b(?:limited|ltd\.?|l\.?l\.?c\.?|inc\.?|incorporated|corporation|plc|ag|branch|company|lp|l\.p\.)|公司|分行|银行)(?: ?\([^()]*\))?\s*$)");
  return re2::RE2::PartialMatch(piece(before), end);
}

bool goes_on_with_a_name(std::string_view behind) {
  static const re2::RE2 rest(
      R"((?i)^\s*(?:(?:limited|ltd\.?|l\.?l\.?c\.?|inc\.?|incorporated|plc|lp|l\.p\.)(?:[\s,;]|$)|(?:[a-z]+ )?[a-z]+ branch\b|香港分行))");
  return re2::RE2::PartialMatch(piece(behind), rest);
}

void append(std::string_view part, std::vector<std::string>& names) {
  std::string name = clean_text(part).text;
  while (!name.empty() && (name.back() == ',' || name.back() == ';')) name.pop_back();
  if (name.empty() || name.size() > kMaxNameBytes || names.size() == kMaxSponsors) return;
  if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(std::move(name));
}

// A part without plain separators, cut at the joints that may as well belong to a name.
void split_joints(std::string_view part, std::vector<std::string>& names) {
  static const re2::RE2 joint(R"((?i)(,|\s(?:and|&)\s|及|和))");
  const text::Folded folded = text::fold(part);
  const std::string_view text = folded.text;
  std::size_t begin = 0;
  std::size_t from = 0;
  re2::StringPiece found;
  while (joint.Match(piece(text), from, text.size(), re2::RE2::UNANCHORED, &found, 1)) {
    const auto at = static_cast<std::size_t>(found.data() - text.data());
    from = at + found.size();
    if (!ends_a_name(text.substr(begin, at - begin)) || goes_on_with_a_name(text.substr(from)))
      continue;
    const auto [first, last] = folded.original(begin, at);
    append(part.substr(first, last - first), names);
    begin = from;
  }
  const auto [first, last] = folded.original(begin, text.size());
  append(part.substr(first, last - first), names);
}

}  // namespace

std::vector<std::string> split_sponsor_names(std::string_view written) {
  static const re2::RE2 separator(R"((?i)([\r\n;]|；|、|\s/\s|<br ?/?>))");
  std::vector<std::string> names;
  const std::string valid = text::sanitize(written);
  const std::string_view text = valid;
  std::size_t begin = 0;
  re2::StringPiece found;
  while (separator.Match(piece(text), begin, text.size(), re2::RE2::UNANCHORED, &found, 1)) {
    const auto at = static_cast<std::size_t>(found.data() - text.data());
    split_joints(text.substr(begin, at - begin), names);
    begin = at + found.size();
  }
  split_joints(text.substr(begin), names);
  return names;
}

}  // namespace gongwatch::parser
