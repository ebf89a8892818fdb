#include "parser/hkex/document_index.h"

#include <re2/re2.h>

#include <optional>

#include "parser/feed/links.h"
#include "parser/html/tree.h"
#include "parser/html/walk.h"
#include "text/fold.h"
#include "text/url.h"
#include "text/utf8.h"

namespace gongwatch::parser {
namespace {

constexpr std::size_t kMaxTitleBytes = 400;  // what is longer is more than a chapter's title

bool names_parties(std::string_view title) {
  static const re2::RE2 words(
      R"((?i)parties (?:who are )?(?:involved|participating|concerned) (?:in|with)\b|(?:参与|涉及|参加)(?:\S{0,20}?)?(?:的|之)?(?:各方|人士|有关方|订约方|各参与方)|(?:的|之)(?:参与方|参与各方)|参与各方)");
  if (title.empty() || title.size() > kMaxTitleBytes) return false;
  return re2::RE2::PartialMatch(text::fold_text(text::squeeze(title)), words);
}

std::optional<std::string> resolved(std::string_view base, std::string_view href) {
  const auto url = text::resolve_url(base, text::trim(href));
  return url ? std::optional<std::string>(url->substr(0, url->find('#'))) : std::nullopt;
}

std::optional<std::string> first_link(std::string_view base, const GumboNode* line) {
  std::optional<std::string> found;
  walk(line, [&](const GumboNode* node) {
    if (!found && tag_of(node) == GUMBO_TAG_A) found = resolved(base, attribute(node, "href"));
    return !found;
  });
  return found;
}

// A table row or list item that holds the words and, elsewhere in it, the link. The innermost one
// counts: rows are left after those inside them.
std::optional<std::string> link_of_line(std::string_view base, const GumboNode* root) {
  std::optional<std::string> found;
  walk(
      root, [&](const GumboNode*) { return !found; },
      [&](const GumboNode* node) {
        const GumboTag tag = tag_of(node);
        const bool line = tag == GUMBO_TAG_TR || tag == GUMBO_TAG_LI || tag == GUMBO_TAG_P;
        if (found || !line || !names_parties(text_content(node))) return;
        found = first_link(base, node);
      });
  return found;
}

}  // namespace

Result<std::string> parties_chapter(std::string_view html_utf8, std::string_view url) {
  const auto links = collect_links(html_utf8, {});
  if (!links) return tl::unexpected(links.error());
  std::string base(url);
  if (!links->base.empty()) base = text::resolve_url(url, text::trim(links->base)).value_or(base);
  for (const PageLink& link : links->links) {
    if (!names_parties(link.text)) continue;
    if (auto chapter = resolved(base, link.href)) return *chapter;
  }
  const auto tree = Tree::parse(html_utf8, {});
  if (!tree) return tl::unexpected(tree.error());
  if (auto chapter = link_of_line(base, tree->root())) return *chapter;
  return fail(ErrorKind::not_found, "no chapter on the parties involved in this index",
              std::string(url));
}

}  // namespace gongwatch::parser
