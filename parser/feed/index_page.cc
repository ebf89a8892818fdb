#include "parser/feed/index_page.h"

#include <string>

#include "parser/feed/entries.h"
#include "parser/feed/link_pattern.h"
#include "parser/feed/links.h"
#include "text/url.h"
#include "text/utf8.h"

namespace gongwatch::parser {
namespace {

constexpr std::size_t kMaxLinks = 10'000;
}  // namespace

Result<EntryList> parse_index(std::string_view utf8_html, std::string_view base_url,
                              std::string_view link_pattern, const ParseLimits& limits) {
  const LinkPattern pattern(link_pattern);
  if (auto usable = pattern.check(); !usable) return tl::unexpected(usable.error());
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
    if (!url || !pattern.fits(*url)) continue;
    ListEntry entry;
    entry.url = url->substr(0, url->find('#'));
    entry.title = std::move(link.text);
    if (!entries.add(std::move(entry), base)) break;
  }
  return entries.take();
}

}  // namespace gongwatch::parser
