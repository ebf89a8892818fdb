#include "text/url.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>
#include <vector>

#include "text/percent.h"
#include "text/url_host.h"

namespace gongwatch::text {
namespace {

using Remainder = std::string_view;

// Which ASCII characters a part may not hold as they are, beside controls and non-ASCII (WHATWG
// percent-encode sets).
constexpr std::string_view kPathSet = " \"#<>?^`{}";
constexpr std::string_view kQuerySet = " \"#<>'";
constexpr std::string_view kFragmentSet = " \"<>`";

constexpr const char* kTooLong = "a URL longer than 8192 bytes is refused";

tl::unexpected<Error> refuse(std::string message, std::string_view url) {
  return fail(ErrorKind::invalid_argument, std::move(message), std::string(url.substr(0, 200)));
}

std::string encode(std::string_view text, std::string_view set) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte >= 0x7F || set.find(c) != std::string_view::npos) {
      append_escaped(out, c);
    } else {
      out += c;
    }
  }
  return out;
}

// Blanks and controls at the ends, tabs and line breaks anywhere are what editors leave behind
// (WHATWG §4.4). In `room` if anything inside must go.
std::string_view strip(std::string_view written, std::string& room) {
  while (!written.empty() && static_cast<unsigned char>(written.front()) <= 0x20)
    written.remove_prefix(1);
  while (!written.empty() && static_cast<unsigned char>(written.back()) <= 0x20)
    written.remove_suffix(1);
  const auto goes = [](char c) { return c == '\t' || c == '\n' || c == '\r'; };
  if (std::none_of(written.begin(), written.end(), goes)) return written;
  std::remove_copy_if(written.begin(), written.end(), std::back_inserter(room), goes);
  return room;
}

bool is_slash(char c) { return c == '/' || c == '\\'; }

// Takes "scheme:" off the front, in lower case; empty if there is none.
std::string take_scheme(Remainder& rest) {
  std::string scheme;
  for (std::size_t i = 0; i < rest.size(); ++i) {
    const char c = rest[i];
    const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
    const bool letter = lower >= 'a' && lower <= 'z';
    const bool other = (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
    if (c == ':' && i > 0) {
      rest.remove_prefix(i + 1);
      return scheme;
    }
    if (!letter && (i == 0 || !other)) return {};
    scheme += lower;
  }
  return {};
}

bool is_dot(std::string_view segment) {
  return segment == "." || (segment.size() == 3 && escaped_byte(segment, 0) == '.');
}

bool is_dot_dot(std::string_view segment) {
  if (segment.size() == 2) return segment == "..";
  if (segment.size() == 4) {
    return (segment[0] == '.' && escaped_byte(segment, 1) == '.') ||
           (segment[3] == '.' && escaped_byte(segment, 0) == '.');
  }
  return segment.size() == 6 && escaped_byte(segment, 0) == '.' && escaped_byte(segment, 3) == '.';
}

// Nothing to resolve and nothing to escape: as most paths are.
bool is_plain_path(std::string_view path) {
  char before = '/';
  for (const char c : path) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    const bool plain = letter || c == '-' || c == '_' || c == '/' || (c == '.' && before != '/');
    if (!plain) return false;
    before = c;
  }
  return true;
}

// Joins the written path to `segments` (those of the base that stay), resolving dot segments.
std::string join_path(std::vector<std::string> segments, std::string_view written) {
  if (segments.empty() && is_plain_path(written)) return "/" + std::string(written);
  bool ends_in_slash = written.empty();
  while (!written.empty()) {
    std::size_t length = 0;
    while (length < written.size() && !is_slash(written[length])) ++length;
    const std::string_view segment = written.substr(0, length);
    const bool last = length == written.size();
    written.remove_prefix(last ? length : length + 1);
    ends_in_slash = !last && written.empty();
    if (is_dot_dot(segment)) {
      if (!segments.empty()) segments.pop_back();
      ends_in_slash = ends_in_slash || last;
    } else if (is_dot(segment)) {
      ends_in_slash = ends_in_slash || last;
    } else {
      segments.push_back(encode(segment, kPathSet));
    }
  }
  std::string path;
  for (const auto& segment : segments) path += "/" + segment;
  if (ends_in_slash || path.empty()) path += '/';
  return path;
}

// The segments of a path without its last one, which a relative reference replaces.
std::vector<std::string> folder_of(std::string_view path) {
  std::vector<std::string> segments;
  path.remove_prefix(1);
  for (std::size_t slash = path.find('/'); slash != std::string_view::npos;
       slash = path.find('/')) {
    segments.emplace_back(path.substr(0, slash));
    path.remove_prefix(slash + 1);
  }
  return segments;
}

// Takes "?query" and "#fragment" off the end of what follows the authority.
void take_query_and_fragment(Remainder& rest, UrlParts& url) {
  if (const auto hash = rest.find('#'); hash != Remainder::npos) {
    url.fragment = encode(rest.substr(hash + 1), kFragmentSet);
    rest = rest.substr(0, hash);
  }
  if (const auto mark = rest.find('?'); mark != Remainder::npos) {
    url.query = encode(rest.substr(mark + 1), kQuerySet);
    rest = rest.substr(0, mark);
  }
}

Status read_port(std::string_view digits, UrlParts& url) {
  if (digits.empty()) return {};
  int port = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return fail(ErrorKind::invalid_argument, "the port is not a number");
    port = port * 10 + (c - '0');
    if (port > 65535) return fail(ErrorKind::invalid_argument, "the port is above 65535");
  }
  if (port != (url.scheme == "https" ? 443 : 80)) url.port = port;
  return {};
}

// "host:port", cut off the front of `rest`.
Status take_authority(Remainder& rest, UrlParts& url) {
  while (!rest.empty() && is_slash(rest.front())) rest.remove_prefix(1);
  std::size_t end = 0;
  while (end < rest.size() && !is_slash(rest[end]) && rest[end] != '?' && rest[end] != '#') ++end;
  const auto authority = rest.substr(0, end);
  rest.remove_prefix(end);
  if (authority.find('@') != std::string_view::npos) {
    return fail(ErrorKind::invalid_argument, "a URL with user name or password is refused");
  }
  const auto bracket = authority.rfind(']');
  const auto colon = authority.find(':', bracket == std::string_view::npos ? 0 : bracket);
  auto host = parse_host(authority.substr(0, colon));
  if (!host) return fail(ErrorKind::invalid_argument, "the URL has no valid host");
  url.host = std::move(*host);
  return colon == std::string_view::npos ? Status{} : read_port(authority.substr(colon + 1), url);
}

void read_rest(Remainder rest, UrlParts& url, std::vector<std::string> folder = {}) {
  take_query_and_fragment(rest, url);
  if (!rest.empty() && is_slash(rest.front())) {
    folder.clear();
    rest.remove_prefix(1);
  }
  url.path = join_path(std::move(folder), rest);
}

// A reference without a scheme of its own.
Result<UrlParts> parse_relative(Remainder rest, const UrlParts& base) {
  UrlParts url;
  url.scheme = base.scheme;
  if (rest.size() >= 2 && is_slash(rest[0]) && is_slash(rest[1])) {
    if (auto read = take_authority(rest, url); !read) return tl::unexpected(read.error());
    read_rest(rest, url);
    return url;
  }
  url.host = base.host;
  url.port = base.port;
  if (!rest.empty() && rest.front() != '?' && rest.front() != '#') {
    read_rest(rest, url, folder_of(base.path));
    return url;
  }
  take_query_and_fragment(rest, url);
  url.path = base.path;
  if (!url.query) url.query = base.query;
  return url;
}

// At most so many bytes has to_string().
std::size_t size_of(const UrlParts& url) {
  constexpr std::size_t kMarks = sizeof "://:65535?#";
  return kMarks + url.scheme.size() + url.host.size() + url.path.size() +
         (url.query ? url.query->size() : 0) + (url.fragment ? url.fragment->size() : 0);
}

Result<UrlParts> parse_any(std::string_view written, const UrlParts* base) {
  std::string room;
  Remainder rest = strip(written, room);
  Result<UrlParts> parsed = UrlParts{};
  UrlParts& url = *parsed;
  url.scheme = take_scheme(rest);
  if (url.scheme.empty()) {
    if (base == nullptr) return refuse("the URL is not absolute", written);
    return parse_relative(rest, *base);
  }
  if (url.scheme != "http" && url.scheme != "https")
    return refuse("not an http or https URL", written);
  if (base != nullptr && base->scheme == url.scheme && rest.substr(0, 2) != "//")
    return parse_relative(rest, *base);
  if (auto read = take_authority(rest, url); !read) return tl::unexpected(read.error());
  read_rest(rest, url);
  return parsed;
}

// What nearly all addresses of a list are: "http://www.example.com:8080/2025/a-story.html", of
// which nothing is to be decoded, resolved or escaped. Nothing if it is not.
std::optional<UrlParts> parse_plain(std::string_view url) {
  UrlParts parts;
  constexpr std::string_view kHttp = "http://";
  constexpr std::string_view kHttps = "https://";
  const bool secure = url.starts_with(kHttps);
  if (!secure && !url.starts_with(kHttp)) return std::nullopt;
  std::string_view rest = url.substr(secure ? kHttps.size() : kHttp.size());
  const auto slash = rest.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  const auto authority = rest.substr(0, slash);
  const auto path = rest.substr(slash);
  const auto is_plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/' ||
           c == '-' || c == '_' || c == '.';
  };
  if (!std::all_of(path.begin(), path.end(), is_plain) || path.find("/.") != std::string_view::npos)
    return std::nullopt;
  if (authority.find_first_of("@[\\?#") != std::string_view::npos) return std::nullopt;
  const auto colon = authority.find(':');
  auto host = parse_host(authority.substr(0, colon));
  if (!host) return std::nullopt;
  parts.scheme = secure ? "https" : "http";
  if (colon != std::string_view::npos && !read_port(authority.substr(colon + 1), parts))
    return std::nullopt;
  parts.host = std::move(*host);
  parts.path = path;
  return parts;
}

Result<UrlParts> parse(std::string_view written, const UrlParts* base) {
  if (written.size() > kMaxUrlBytes) return refuse(kTooLong, written);
  if (base == nullptr) {
    if (auto plain = parse_plain(written)) return std::move(*plain);
  }
  auto parsed = parse_any(written, base);
  if (!parsed) return refuse(parsed.error().message, written);
  if (size_of(*parsed) > kMaxUrlBytes && parsed->to_string().size() > kMaxUrlBytes)
    return refuse(kTooLong, written);
  return parsed;
}

}  // namespace

std::string UrlParts::host_and_port() const {
  return port ? host + ":" + std::to_string(*port) : host;
}

std::string UrlParts::path_and_query() const { return query ? path + "?" + *query : path; }

std::string UrlParts::to_string() const {
  std::string out;
  out.reserve(size_of(*this));
  out.append(scheme).append("://").append(host);
  if (port) out.append(":").append(std::to_string(*port));
  out += path;
  if (query) out.append("?").append(*query);
  if (fragment) out.append("#").append(*fragment);
  return out;
}

Result<UrlParts> parse_url(std::string_view url) { return parse(url, nullptr); }

Result<std::string> resolve_url(std::string_view base, std::string_view reference) {
  const auto parts = parse_url(base);
  if (!parts) return tl::unexpected(parts.error());
  const auto resolved = parse(reference, &*parts);
  if (!resolved) return tl::unexpected(resolved.error());
  return resolved->to_string();
}

std::string host_of(std::string_view url) {
  const auto parts = parse_url(url);
  return parts ? parts->host_and_port() : std::string();
}

}  // namespace gongwatch::text
