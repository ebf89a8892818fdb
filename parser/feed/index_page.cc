#include "parser/feed/index_page.h"

#include <re2/re2.h>

#include <string>

#include "parser/feed/entries.h"
#include "parser/feed/links.h"
#include "text/url.h"
#include "text/utf8.h"

namespace gongwatch::parser {
namespace {

constexpr std::size_t kMaxLinks = 10'000;
constexpr std::size_t kMaxPatternBytes = 1000;

re2::RE2::Options quiet_options() {
  re2::RE2::Options options;
  options.set_log_errors(false);
  return options;
}

re2::StringPiece piece(std::string_view text) { return {text.data(), text.size()}; }

// "https://host/a?b#c" → "/a?b".
std::string_view path_and_query(std::string_view url) {
  url = url.substr(0, url.find('#'));
  const auto authority = url.find("//");
  const auto path =
      authority == std::string_view::npos ? authority : url.find_first_of("/?", authority + 2);
  return path == std::string_view::npos ? std::string_view{} : url.substr(path);
}

Status check(const re2::RE2& pattern, std::string_view written) {
  if (written.size() > kMaxPatternBytes) {
    return fail(ErrorKind::invalid_argument, "a link pattern longer than 1000 bytes");
  }
  if (!pattern.ok()) {
    return fail(ErrorKind::invalid_argument,
                "not a link pattern: \"" + std::string(written) + "\": " + pattern.error());
  }
  return {};
}

}  // namespace

Status check_link_pattern(std::string_view pattern) {
  return check(re2::RE2(piece(pattern.substr(0, kMaxPatternBytes)), quiet_options()), pattern);
}

Result<EntryList> parse_index(std::string_view utf8_html, std::string_view base_url,
                              std::string_view link_pattern, const ParseLimits& limits) {
  const re2::RE2 pattern(piece(link_pattern.substr(0, kMaxPatternBytes)), quiet_options());
  if (auto usable = check(pattern, link_pattern); !usable) return tl::unexpected(usable.error());
  auto page = collect_links(utf8_html, limits);
  if (!page) return tl::unexpected(page.error());
  std::string base(base_url);
  if (!page->base.empty())
    base = text::resolve_url(base_url, text::trim(page->base)).value_or(base);

  EntryCollector entries(kMaxLinks);
  entries.prefer_longest_title();
  for (PageLink& link : page->links) {
    const auto url = text::resolve_url(base, text::trim(link.href));
    // mailto:, javascript: and broken addresses are part of every page.
    if (!url || !re2::RE2::PartialMatch(piece(path_and_query(*url)), pattern)) continue;
    ListEntry entry;
    entry.url = url->substr(0, url->find('#'));
    entry.title = std::move(link.text);
    if (!entries.add(std::move(entry), base)) break;
  }
  return entries.take();
}

}  // namespace gongwatch::parser
