#include "parser/feed/entries.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <tuple>
#include <utility>

#include "text/url.h"
#include "text/utf8.h"

namespace gongwatch::parser {
namespace {

constexpr std::size_t kMaxUrlBytes = 4000;
constexpr std::size_t kMaxTextBytes = 4000;
constexpr std::size_t kMaxWarnings = 200;

// The character references that feeds use in text; others stay as written.
constexpr std::array<std::pair<std::string_view, std::string_view>, 14> kReferences{
    {{"amp", "&"},
     {"lt", "<"},
     {"gt", ">"},
     {"quot", "\""},
     {"apos", "'"},
     {"nbsp", " "},
     {"ldquo", "“"},
     {"rdquo", "”"},
     {"lsquo", "‘"},
     {"rsquo", "’"},
     {"ndash", "–"},
     {"mdash", "—"},
     {"hellip", "…"},
     {"middot", "·"}}};

// Appends what the reference at the start of `rest` stands for; returns the bytes read, 0 if it is
// none.
std::size_t append_reference(std::string_view rest, std::string& out) {
  const auto end = rest.substr(0, 12).find(';');
  if (end == std::string_view::npos || end < 2) return 0;
  std::string_view name = rest.substr(1, end - 1);
  if (name.front() == '#') {
    name.remove_prefix(1);
    const bool hex = name.starts_with('x') || name.starts_with('X');
    if (hex) name.remove_prefix(1);
    std::uint32_t value = 0;
    const auto [last, error] =
        std::from_chars(name.data(), name.data() + name.size(), value, hex ? 16 : 10);
    const bool is_character = value > 0 && value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF);
    if (error != std::errc{} || last != name.data() + name.size() || !is_character) return 0;
    text::append(out, static_cast<char32_t>(value));
    return end + 1;
  }
  for (const auto& [reference, stands_for] : kReferences) {
    if (reference == name) {
      out += stands_for;
      return end + 1;
    }
  }
  return 0;
}

bool begins_tag(std::string_view rest) {
  if (rest.size() < 2) return false;
  const char c = rest[1];
  return c == '/' || c == '!' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

}  // namespace

// Of an absolute reference the base says nothing; it must be a URL all the same.
Result<std::string> EntryCollector::resolve(std::string_view base, std::string_view reference) {
  const bool absolute =
      !base.empty() && (reference.starts_with("http://") || reference.starts_with("https://"));
  if (absolute && good_base_ != base && text::parse_url(base)) good_base_ = base;
  if (!absolute || good_base_ != base) return text::resolve_url(base, reference);
  const auto parts = text::parse_url(reference);
  if (!parts) return tl::unexpected(parts.error());
  return parts->to_string();
}

bool EntryCollector::add(ListEntry entry, std::string_view base) {
  ++offered_;
  if (full_) return false;
  if (entry.url.empty()) {
    warn("entry-without-link", "entry " + std::to_string(offered_) + ": no link");
    return true;
  }
  if (entry.url.size() > kMaxUrlBytes) {
    warn("bad-link", "entry " + std::to_string(offered_) + ": a URL longer than 4000 bytes");
    return true;
  }
  auto url = resolve(base, text::trim(entry.url));
  if (!url) {
    warn("bad-link", "entry " + std::to_string(offered_) + ": " + url.error().message);
    return true;
  }
  entry.url = std::move(*url);
  entry.id = text::squeeze(text::sanitize(std::string_view(entry.id).substr(0, kMaxUrlBytes)));
  auto where = entry.url.substr(0, entry.url.find('#'));
  auto [place, is_new] = places_.try_emplace(where, list_.entries.size());
  // Another id and time at one address is another entry (feeds whose items all link to one page);
  // another id alone is the same article, told twice.
  if (!is_new && !entry.id.empty()) {
    const ListEntry& first = list_.entries[place->second];
    if (!first.id.empty() && first.id != entry.id && first.published_at && entry.published_at &&
        first.published_at != entry.published_at)
      std::tie(place, is_new) = places_.try_emplace(where + '\n' + entry.id, list_.entries.size());
  }
  if (!is_new) {
    ListEntry& first = list_.entries[place->second];
    if (longest_title_ && entry.title.size() > first.title.size())
      first.title = std::move(entry.title);
    return true;
  }
  if (list_.entries.size() >= max_entries_) {
    full_ = true;
    warn("too-many-entries",
         "more than " + std::to_string(max_entries_) + " entries; the rest is left out");
    return false;
  }
  list_.entries.push_back(std::move(entry));
  return true;
}

void EntryCollector::warn(std::string code, const std::string& message) {
  if (list_.warnings.size() >= kMaxWarnings) return;
  // What a message quotes may have been cut inside a character.
  list_.warnings.push_back({std::move(code), text::sanitize(message), std::nullopt});
}

std::string plain_text(std::string_view html) {
  std::string out;
  // Ten times the text is room enough for markup; what lies behind is not looked at.
  html = html.substr(0, kMaxTextBytes * 10);
  for (std::size_t at = 0; at < html.size() && out.size() < kMaxTextBytes;) {
    if (html[at] == '<' && begins_tag(html.substr(at))) {
      const auto end = html.find('>', at);
      if (end == std::string_view::npos) break;
      out += ' ';
      at = end + 1;
      continue;
    }
    if (html[at] == '&') {
      if (const std::size_t read = append_reference(html.substr(at), out); read > 0) {
        at += read;
        continue;
      }
    }
    // This one, and what stands before the next that may be markup.
    const auto plain = html.substr(at, kMaxTextBytes - out.size());
    const auto length = std::min(plain.find_first_of("<&", 1), plain.size());
    out += plain.substr(0, length);
    at += length;
  }
  // A character cut in two at the end becomes U+FFFD; it is dropped.
  std::string text = text::squeeze(text::sanitize(out));
  if (html.size() > out.size() && text.ends_with("\xEF\xBF\xBD")) text.resize(text.size() - 3);
  return text;
}

std::string plain_text_of_text(std::string_view text) {
  std::string plain = text::squeeze(text::sanitize(text.substr(0, kMaxTextBytes)));
  if (text.size() > kMaxTextBytes && plain.ends_with("\xEF\xBF\xBD"))
    plain.resize(plain.size() - 3);
  return plain;
}

std::optional<Instant> feed_time(std::string_view text, std::chrono::minutes utc_offset) {
  text = text::trim(text);
  if (text.empty() || text.size() > 64) return std::nullopt;
  if (const auto time = parse_rfc822(text)) return *time;
  if (const auto time = parse_iso_instant(text, utc_offset)) return *time;
  return std::nullopt;
}

}  // namespace gongwatch::parser
