#include "fetcher/robots.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

#include "text/percent.h"

namespace gongwatch::fetcher {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\v' || c == '\f' || c == '\0'; }

std::string_view trim(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return lower(x) == lower(y); });
}

// "Gongwatch/1.0 (…)" → "Gongwatch": product tokens are letters, "_" and "-" (§2.2.1).
std::string_view product_token_of(std::string_view written) {
  std::size_t length = 0;
  while (length < written.size()) {
    const char c = lower(written[length]);
    if (!(c >= 'a' && c <= 'z') && c != '_' && c != '-') break;
    ++length;
  }
  return written.substr(0, length);
}

// One spelling for comparison (§2.2.2): non-ASCII and control octets escaped, escapes in upper
// case, escaped unreserved characters as themselves. "*" and "$" become "%2A" and "%24": the
// pattern's operators were taken out before.
std::string normalise(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = text::escaped_byte(text, i);
    const char c = byte.value_or(text[i]);
    const auto value = static_cast<unsigned char>(c);
    if (byte) i += 2;
    if (byte ? !text::is_unreserved(c) : value <= 0x20 || value >= 0x7F || c == '*' || c == '$') {
      text::append_escaped(out, c);
    } else {
      out += c;
    }
  }
  return out;
}

// "Disallow /a": two words can only mean that; a site's wish is read generously.
std::size_t forgotten_colon(std::string_view line) {
  const auto blank = line.find_first_of(" \t");
  if (blank == std::string_view::npos) return blank;
  const auto value = trim(line.substr(blank));
  return value.find_first_of(" \t") == std::string_view::npos ? blank : std::string_view::npos;
}

std::optional<std::chrono::milliseconds> read_delay(std::string_view value) {
  double seconds = 0;
  const auto [end, error] =
      std::from_chars(value.data(), value.data() + value.size(), seconds, std::chars_format::fixed);
  if (error != std::errc() || end != value.data() + value.size() || !std::isfinite(seconds) ||
      seconds < 0)
    return std::nullopt;
  const double capped = std::min(seconds, static_cast<double>(kMaxCrawlDelay.count()));
  return std::chrono::milliseconds(static_cast<long>(capped * 1000));
}

}  // namespace

// Goes through the lines and files rules under the crawlers they are for.
class RobotsRules::Reader {
 public:
  explicit Reader(std::string_view product_token) : token_(product_token) {}

  void read_line(std::string_view line) {
    line = line.substr(0, std::min(line.find('#'), kMaxRobotsLineBytes));
    line = trim(line);
    auto separator = line.find(':');
    if (separator == std::string_view::npos) separator = forgotten_colon(line);
    if (separator == std::string_view::npos) return;
    const auto key = trim(line.substr(0, separator));
    const auto value = trim(line.substr(separator + 1));
    if (equal_ignoring_case(key, "user-agent")) {
      read_user_agent(value);
    } else if (equal_ignoring_case(key, "allow")) {
      add_rule(true, value);
    } else if (equal_ignoring_case(key, "disallow")) {
      add_rule(false, value);
    } else if (equal_ignoring_case(key, "crawl-delay")) {
      // Does not end the list of user agents: other records may not interfere (§2.2.4).
      const auto delay = read_delay(value);
      if (delay && in_own_) own_.crawl_delay = std::max(own_.crawl_delay, delay);
      if (delay && in_any_) any_.crawl_delay = std::max(any_.crawl_delay, delay);
    }
  }

  Group take() { return has_own_ ? std::move(own_) : std::move(any_); }

 private:
  void read_user_agent(std::string_view value) {
    if (rules_seen_) in_own_ = in_any_ = rules_seen_ = false;
    if (!value.empty() && value.front() == '*' && (value.size() == 1 || is_blank(value[1]))) {
      in_any_ = true;
    } else if (equal_ignoring_case(product_token_of(value), token_)) {
      in_own_ = has_own_ = true;
    }
  }

  // Rules before the first user agent belong to nobody.
  void add_rule(bool allow, std::string_view pattern) {
    rules_seen_ = true;
    if (pattern.empty() || (!in_own_ && !in_any_)) return;
    if (pattern.front() != '/' && pattern.front() != '*' && pattern.front() != '$')
      return;  // paths start with "/" (§2.2)
    if (in_own_) own_.rules.push_back(make_rule(allow, pattern));
    if (in_any_ && !has_own_) any_.rules.push_back(make_rule(allow, pattern));
  }

  std::string_view token_;
  Group own_;  // groups that name us
  Group any_;  // groups for "*"
  bool has_own_ = false;
  bool in_own_ = false;  // the current group names us
  bool in_any_ = false;
  bool rules_seen_ = false;  // the next user agent starts a new group
};

RobotsRules::Rule RobotsRules::make_rule(bool allow, std::string_view pattern) {
  Rule rule;
  rule.allow = allow;
  if (pattern.back() == '$') {
    rule.to_end = true;
    pattern.remove_suffix(1);
  }
  while (true) {
    const auto star = pattern.find('*');
    rule.pieces.push_back(normalise(pattern.substr(0, star)));
    rule.length += rule.pieces.back().size();
    if (star == std::string_view::npos) break;
    ++rule.length;
    pattern.remove_prefix(star + 1);
  }
  rule.length += rule.to_end ? 1 : 0;
  return rule;
}

// The first piece stands at the start, each further one at its leftmost place behind the one
// before: for "*" alone no other choice can succeed where this one fails.
bool RobotsRules::matches(const Rule& rule, std::string_view path) {
  const std::string& first = rule.pieces.front();
  if (path.substr(0, first.size()) != first) return false;
  if (rule.pieces.size() == 1) return !rule.to_end || path.size() == first.size();
  std::size_t at = first.size();
  for (std::size_t i = 1; i < rule.pieces.size(); ++i) {
    const std::string& piece = rule.pieces[i];
    if (rule.to_end && i + 1 == rule.pieces.size()) {
      return path.size() >= at + piece.size() && path.substr(path.size() - piece.size()) == piece;
    }
    const auto found = path.find(piece, at);
    if (found == std::string_view::npos) return false;
    at = found + piece.size();
  }
  return true;
}

RobotsRules RobotsRules::parse(std::string_view robots_txt, std::string_view product_token) {
  robots_txt = robots_txt.substr(0, kMaxRobotsBytes);
  if (robots_txt.substr(0, 3) == "\xEF\xBB\xBF") robots_txt.remove_prefix(3);
  Reader reader(product_token);
  while (!robots_txt.empty()) {
    const auto end = std::min(robots_txt.find_first_of("\r\n"), robots_txt.size());
    reader.read_line(robots_txt.substr(0, end));
    robots_txt.remove_prefix(std::min(end + 1, robots_txt.size()));
  }
  Group group = reader.take();
  RobotsRules rules;
  rules.rules_ = std::move(group.rules);
  rules.crawl_delay_ = group.crawl_delay;
  return rules;
}

bool RobotsRules::allows(std::string_view path_and_query) const {
  const std::string path = normalise(path_and_query);
  if (path == "/robots.txt") return true;
  const Rule* longest = nullptr;
  for (const Rule& rule : rules_) {
    if (longest != nullptr && rule.length < longest->length) continue;
    if (longest != nullptr && rule.length == longest->length && !(rule.allow && !longest->allow))
      continue;
    if (matches(rule, path)) longest = &rule;
  }
  return longest == nullptr || longest->allow;
}

}  // namespace gongwatch::fetcher
