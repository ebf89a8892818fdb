#include "parser/content/page_byline.h"

#include <algorithm>
#include <vector>

#include "parser/content/byline.h"
#include "parser/content/phrase.h"
#include "parser/content/title.h"
#include "text/utf8.h"

namespace gongwatch::parser {
namespace {

constexpr std::size_t kBlocksAboveTitle = 8;  // in which an author may be marked
constexpr std::size_t kMaxAuthors = 4;
constexpr std::size_t kMostMarkedWords = 6;

bool allowed(const DatePlaces& places, std::size_t block) {
  return block < places.verdicts.size() && may_hold_date(places.verdicts[block]);
}

// A marked name, before a date that stands with it; empty if it is no name.
std::string marked_name(std::string_view text) {
  const std::string name = clean_author(text);
  const bool has_digit = name.find_first_of("0123456789:") != std::string::npos;
  return has_digit || text::count_words(name) > kMostMarkedWords ? std::string{} : name;
}

// The marked names of the first place that has some: neighbours are co-authors.
std::string marked_in_head(const DatePlaces& places, bool strong) {
  const std::size_t title = places.title_block.value_or(0);
  const std::size_t begin = title - std::min(title, kBlocksAboveTitle);
  std::vector<std::string> names;
  for (const MarkedAuthor& author : places.page.authors) {
    if (author.strong != strong || author.block < begin || author.block > places.first_prose)
      continue;
    if (!allowed(places, author.block) || names.size() >= kMaxAuthors) continue;
    const std::string name = marked_name(author.name);
    const bool known = std::any_of(names.begin(), names.end(), [&](const std::string& other) {
      const std::string a = lowered(name);
      const std::string b = lowered(other);
      return a.find(b) != std::string::npos || b.find(a) != std::string::npos;
    });
    if (!name.empty() && !known) names.push_back(name);
  }
  std::string joined;
  for (const std::string& name : names) joined += (joined.empty() ? "" : ", ") + name;
  return joined;
}

std::string marked_elsewhere(const DatePlaces& places) {
  for (const bool strong : {true, false}) {
    for (const MarkedAuthor& author : places.page.authors) {
      if (author.strong != strong || !allowed(places, author.block)) continue;
      if (!strong && !places.lines[author.block].inside) continue;
      if (std::string name = marked_name(author.name); !name.empty()) return name;
    }
  }
  return {};
}

}  // namespace

std::optional<std::string> find_byline(const DatePlaces& places, std::string_view host) {
  const Metadata& metadata = places.metadata;
  std::string site;
  for (const std::string& author : metadata.authors) {
    std::string name = clean_author(author);
    if (name.empty()) continue;
    if (!is_site_name(name, metadata.site_names, host)) return name;
    if (site.empty()) site = std::move(name);
  }
  if (std::string name = marked_in_head(places, true); !name.empty()) return name;
  std::vector<std::string_view> lines;
  for (std::size_t i = places.title_block.value_or(0); i < places.lines.size(); ++i) {
    if ((places.lines[i].inside || i < places.first_prose) && allowed(places, i) &&
        places.verdicts[i].fate != Fate::keep)
      lines.push_back(places.lines[i].text);
  }
  std::optional<std::string> source;
  for (const std::string_view line : lines) {
    for (Credit& credit : credits_of(line)) {
      if (credit.kind == CreditKind::author) {
        if (std::string name = clean_author(credit.name); !name.empty()) return name;
      }
      if (credit.kind == CreditKind::source && !source) source = std::move(credit.name);
    }
  }
  if (std::string name = marked_in_head(places, false); !name.empty()) return name;
  if (std::string name = marked_elsewhere(places); !name.empty()) return name;
  if (source) return source;
  if (!site.empty()) return site;
  for (const std::string& publisher : metadata.publishers) {
    if (std::string name = clean_author(publisher); !name.empty()) return name;
  }
  return std::nullopt;
}

}  // namespace gongwatch::parser
