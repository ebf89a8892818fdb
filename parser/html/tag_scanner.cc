#include "parser/html/tag_scanner.h"

#include <algorithm>
#include <array>

namespace gongwatch::parser {
namespace {

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
constexpr bool is_letter(char c) { return lower(c) >= 'a' && lower(c) <= 'z'; }

// What ends the names and values in a tag.
enum Stop : unsigned char { kBlank = 1, kSlash = 2, kClose = 4, kEquals = 8 };
constexpr std::array<unsigned char, 256> kStops = [] {
  std::array<unsigned char, 256> stops{};
  for (const char c : {' ', '\t', '\n', '\f', '\r'}) stops[static_cast<unsigned char>(c)] = kBlank;
  stops['/'] = kSlash;
  stops['>'] = kClose;
  stops['='] = kEquals;
  return stops;
}();
constexpr bool is_blank(char c) { return kStops[static_cast<unsigned char>(c)] == kBlank; }

std::size_t find_stop(std::string_view html, std::size_t at, unsigned stops) {
  while (at < html.size() && (kStops[static_cast<unsigned char>(html[at])] & stops) == 0) ++at;
  return at;
}

// The parts of a tag's attribute that begins at `at`; `at` moves behind it. With a leading '=' as
// part of the name, as the standard has it.
ScannedAttribute read_attribute(std::string_view html, std::size_t& at) {
  const std::size_t begin = at;
  at = find_stop(html, begin + 1, kBlank | kSlash | kClose | kEquals);
  ScannedAttribute read{html.substr(begin, at - begin), {}, html.substr(begin, at - begin)};
  std::size_t value = at;
  while (value < html.size() && is_blank(html[value])) ++value;
  if (value >= html.size() || html[value] != '=') return read;
  at = value + 1;
  while (at < html.size() && is_blank(html[at])) ++at;
  if (at < html.size() && (html[at] == '"' || html[at] == '\'')) {
    const std::size_t close = html.find(html[at], at + 1);
    const std::size_t from = at + 1;
    at = close == std::string_view::npos ? html.size() : close + 1;
    read.value = html.substr(from, (close == std::string_view::npos ? at : close) - from);
  } else {
    const std::size_t from = at;
    at = find_stop(html, from, kBlank | kClose);
    read.value = html.substr(from, at - from);
  }
  read.whole = html.substr(begin, at - begin);
  return read;
}

}  // namespace

bool same_name(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(),
                                            [](char x, char y) { return lower(x) == lower(y); });
}

bool TagScanner::next(ScannedTag& tag) {
  bool after_text = false;
  while (at_ < html_.size()) {
    const std::size_t before = at_;
    at_ = html_.find('<', at_);
    after_text |= at_ > before;
    if (at_ == std::string_view::npos || at_ + 1 >= html_.size()) break;
    const char c = html_[at_ + 1];
    if (is_letter(c) || (c == '/' && at_ + 2 < html_.size() && is_letter(html_[at_ + 2]))) {
      if (!read_tag(tag)) break;
      tag.after_text = after_text;
      return true;
    }
    if (html_.substr(at_).starts_with("<!--")) {
      skip_comment();
    } else if (c == '!' || c == '?' || c == '/') {  // declaration or bogus comment
      const std::size_t end = html_.find('>', at_);
      at_ = end == std::string_view::npos ? html_.size() : end + 1;
    } else {
      ++at_;
      after_text = true;
    }
  }
  at_ = html_.size();
  return false;
}

// "-->" or "--!>"; "<!-->" and "<!--->" are complete.
void TagScanner::skip_comment() {
  std::size_t end = at_ + 2;
  for (;;) {
    end = html_.find("--", end);
    if (end == std::string_view::npos) {
      at_ = html_.size();
      return;
    }
    const std::string_view rest = html_.substr(end);
    if (rest.starts_with("-->")) {
      at_ = end + 3;
      return;
    }
    if (rest.starts_with("--!>") && end >= at_ + 4) {
      at_ = end + 4;
      return;
    }
    ++end;
  }
}

// A tag that the end of the text cuts off is no tag (HTML 13.2.5, "eof-in-tag").
bool TagScanner::read_tag(ScannedTag& tag) {
  const std::size_t start = at_;
  tag = {};
  ++at_;
  tag.closing = html_[at_] == '/';
  if (tag.closing) ++at_;
  const std::size_t name = at_;
  at_ = find_stop(html_, at_, kBlank | kSlash | kClose);
  tag.name = html_.substr(name, at_ - name);
  while (at_ < html_.size()) {
    if (html_[at_] == '>') {
      ++at_;
      tag.whole = html_.substr(start, at_ - start);
      return true;
    }
    if (is_blank(html_[at_]) || html_[at_] == '/') {
      tag.self_closing = html_[at_] == '/' && at_ + 1 < html_.size() && html_[at_ + 1] == '>';
      ++at_;
      continue;
    }
    ++tag.attributes;
    read_attribute(html_, at_);
  }
  return false;
}

AttributeScanner::AttributeScanner(const ScannedTag& tag)
    : tag_(tag.whole), at_(1 + (tag.closing ? 1 : 0) + tag.name.size()) {}

bool AttributeScanner::next(ScannedAttribute& attribute) {
  while (at_ < tag_.size() && (is_blank(tag_[at_]) || tag_[at_] == '/')) ++at_;
  if (at_ >= tag_.size() || tag_[at_] == '>') return false;
  attribute = read_attribute(tag_, at_);
  return true;
}

void TagScanner::skip_raw_text(std::string_view name) {
  while (at_ < html_.size()) {
    at_ = html_.find("</", at_);
    if (at_ == std::string_view::npos) break;
    const std::size_t end = at_ + 2 + name.size();
    if (end < html_.size() && same_name(html_.substr(at_ + 2, name.size()), name) &&
        (is_blank(html_[end]) || html_[end] == '/' || html_[end] == '>')) {
      return;
    }
    at_ += 2;
  }
  at_ = html_.size();
}

}  // namespace gongwatch::parser
