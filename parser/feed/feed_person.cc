#include "parser/feed/feed_person.h"

#include <algorithm>

#include "text/utf8.h"

namespace gongwatch::parser {
namespace {

constexpr std::size_t kMaxPersonBytes = 1000;

bool is_email_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("._%+-").find(c) != std::string_view::npos;
}

}  // namespace

FeedPerson read_person(std::string_view written) {
  FeedPerson person;
  std::string text = text::squeeze(written.substr(0, kMaxPersonBytes));
  if (const auto at = text.find('@'); at != std::string::npos) {
    std::size_t begin = at;
    std::size_t end = at + 1;
    while (begin > 0 && is_email_byte(text[begin - 1])) --begin;
    while (end < text.size() && is_email_byte(text[end])) ++end;
    if (begin < at && text.find('.', at) < end) {
      person.email = text.substr(begin, end - begin);
      text.erase(begin, end - begin);
    }
  }
  // What stood around the address.
  for (const std::string_view empty : {"()", "<>", "&lt;&gt;", "mailto:"}) {
    if (const auto at = text.find(empty); at != std::string::npos) text.erase(at, empty.size());
  }
  std::string_view name = text::trim(text);
  if (name.starts_with('(') && name.ends_with(')')) name = name.substr(1, name.size() - 2);
  person.name = text::trim(name);
  return person;
}

std::string to_string(const FeedPerson& person) {
  if (person.name.empty()) return person.email;
  return person.email.empty() ? person.name : person.name + " (" + person.email + ")";
}

}  // namespace gongwatch::parser
