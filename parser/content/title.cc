#include "parser/content/title.h"

#include <algorithm>
#include <array>

#include "parser/content/boilerplate.h"
#include "text/utf8.h"

namespace gongwatch::parser {
namespace {

constexpr int kMaxParts = 4;
constexpr std::size_t kMostDividers = 16;  // of a title that are looked at
constexpr std::size_t kPartWords = 2;      // of a part that is the <h1>
constexpr std::size_t kTitleWords = 4;     // fewer say nothing: "News", a site's name
constexpr std::size_t kSiteNameWords = 6;  // of a last part of <title>

struct Cut {
  std::size_t at = std::string_view::npos;
  std::size_t length = 0;
};

constexpr std::array<std::string_view, 13> kSeparators = {
    " - ", " – ", " — ", " | ", "|", "｜", "_", " · ", " » ", " :: ", " • ", "－", "-"};

Cut last_cut(std::string_view title) {
  Cut best;
  std::size_t end = 0;
  for (const std::string_view separator : kSeparators) {
    const std::size_t at = title.rfind(separator);
    if (at == std::string_view::npos || at + separator.size() < end || at == 0) continue;
    if (at + separator.size() == end && best.length >= separator.size()) continue;
    best = {at, separator.size()};
    end = at + separator.size();
  }
  return best;
}

Cut first_cut(std::string_view title) {
  Cut best;
  for (const std::string_view separator : kSeparators) {
    const std::size_t at = title.find(separator);
    if (at != std::string_view::npos && at < best.at) best = {at, separator.size()};
  }
  return best;
}

std::string letters_of(std::string_view text) {
  std::string out;
  for (const char c : match_key(text)) {
    if (static_cast<unsigned char>(c) >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
      out.push_back(c);
  }
  return out;
}

// "www.aastocks.com:80" → "aastocks".
std::string host_label(std::string_view host) {
  std::string_view name = host.substr(0, host.find(':'));
  std::string_view best;
  while (!name.empty()) {  // the longest label is the site's own; endings and subdomains are short
    const std::string_view label = name.substr(0, name.find('.'));
    if (label.size() > best.size()) best = label;
    name.remove_prefix(std::min(name.size(), label.size() + 1));
  }
  return best.size() >= 4 ? letters_of(best) : std::string{};
}

bool looks_like_domain(std::string_view part) {
  static constexpr std::array<std::string_view, 6> kEndings = {".com", ".hk",  ".cn",
                                                               ".net", ".org", ".com.hk"};
  const std::string key = text::lower_ascii(text::trim(part));
  return key.find(' ') == std::string::npos &&
         std::any_of(kEndings.begin(), kEndings.end(),
                     [&](std::string_view ending) { return key.ends_with(ending); });
}

// 新华网, 明報, 中央社: a name of few characters that ends as names of media do.
bool looks_like_medium(std::string_view part) {
  static constexpr std::array<std::string_view, 12> kEndings = {
      "网", "網", "报", "報", "社", "台", "财经", "財經", "新闻", "新聞", "日报", "客户端"};
  constexpr std::size_t kMostHan = 6;
  const std::size_t han = text::count_han(part);
  return han >= 2 && han <= kMostHan && han * 3 == part.size() &&
         std::any_of(kEndings.begin(), kEndings.end(),
                     [&](std::string_view ending) { return part.ends_with(ending); });
}

// "Blog Archive » X"
bool is_archive(std::string_view title, std::size_t cut) {
  const std::string first = match_key(title.substr(0, cut));
  return first == "blog archive" || first == "blog archiv";
}

class SiteNames {
 public:
  SiteNames(const std::vector<std::string>& names, std::string_view host)
      : label_(host_label(host)) {
    for (const std::string& name : names) {
      if (std::string key = letters_of(name); !key.empty()) keys_.push_back(std::move(key));
    }
  }
  bool is_site(std::string_view part) const {
    const std::string key = letters_of(part);
    if (key.empty()) return true;
    if (looks_like_domain(part) || looks_like_medium(part)) return true;
    if (std::find(keys_.begin(), keys_.end(), key) != keys_.end()) return true;
    return !label_.empty() && text::count_words(part) <= kSiteNameWords &&
           key.find(label_) != std::string::npos;
  }

 private:
  std::vector<std::string> keys_;
  std::string label_;
};

}  // namespace

bool is_site_name(std::string_view words, const std::vector<std::string>& site_names,
                  std::string_view host) {
  return SiteNames(site_names, host).is_site(words);
}

std::string without_site_name(std::string_view title, const std::vector<std::string>& site_names,
                              std::string_view host, bool lenient) {
  const SiteNames sites(site_names, host);
  std::string_view rest = text::trim(title);
  for (int i = 0; i < kMaxParts; ++i) {
    const Cut cut = last_cut(rest);
    if (cut.at == std::string_view::npos) break;
    const std::string_view head = text::trim(rest.substr(0, cut.at));
    const std::string_view tail = text::trim(rest.substr(cut.at + cut.length));
    const std::size_t words = text::count_words(tail);
    // A bare hyphen is part of words; only a site's name may follow it.
    const bool plain_hyphen = rest.substr(cut.at, cut.length) == "-";
    const bool short_tail = lenient && !plain_hyphen && words <= kSiteNameWords &&
                            text::count_words(head) >= std::max(kTitleWords, 2 * words);
    // "15 years of my-site.net": the hyphen is the name's own.
    const bool inside_name = plain_hyphen && looks_like_domain(tail) && !head.empty() &&
                             (head.back() & 0x80) == 0 && tail.size() + 1 < rest.size() &&
                             rest[cut.at - 1] != ' ';
    if (head.empty() || inside_name || (!sites.is_site(tail) && !short_tail)) break;
    rest = head;
  }
  if (const Cut cut = first_cut(rest); cut.at != std::string_view::npos && cut.at > 0) {
    const std::string_view tail = text::trim(rest.substr(cut.at + cut.length));
    if (!tail.empty() && (sites.is_site(rest.substr(0, cut.at)) || is_archive(rest, cut.at)))
      rest = tail;
  }
  while (!rest.empty() && (rest.back() == '-' || rest.back() == '|' || rest.back() == ' '))
    rest.remove_suffix(1);
  return std::string(rest);
}

namespace {

std::vector<std::string> said_titles(const Metadata& metadata) {
  std::vector<std::string> said = metadata.titles;
  if (!metadata.document_title.empty()) said.push_back(metadata.document_title);
  return said;
}

// An <h1> of some length that a title holds. A kicker is no part of it: "Corona: Schools close"
// holds "Schools close".
const std::string* long_heading(const std::vector<std::string>& said,
                                const std::vector<std::string>& h1s, const SiteNames& sites) {
  for (const std::string& h1 : h1s) {
    if (sites.is_site(h1) || text::count_words(h1) < kTitleWords) continue;
    const std::string key = letters_of(h1);
    for (const std::string& title : said) {
      if (letters_of(title).find(key) != std::string::npos) return &h1;
    }
  }
  return nullptr;
}

// The parts of a title at both sides of each divider.
std::vector<std::string_view> parts_of(std::string_view title) {
  static constexpr std::array<std::string_view, 12> kDividers = {
      " - ", " – ", " — ", " | ", "｜", "_", " · ", " » ", " :: ", " • ", ": ", "："};
  std::vector<std::string_view> parts;
  for (const std::string_view divider : kDividers) {
    for (std::size_t at = title.find(divider); at != std::string_view::npos;
         at = title.find(divider, at + divider.size())) {
      parts.push_back(text::trim(title.substr(0, at)));
      parts.push_back(text::trim(title.substr(at + divider.size())));
      if (parts.size() > 2 * kMostDividers) return parts;
    }
  }
  return parts;
}

// A heading of at least `words` words that is a part of a title.
const std::string* heading_as_part(const std::vector<std::string>& said,
                                   const std::vector<std::string>& headings, std::size_t words,
                                   const SiteNames& sites) {
  std::vector<std::string> keys;
  for (const std::string& title : said) {
    for (const std::string_view part : parts_of(title)) keys.push_back(letters_of(part));
  }
  for (const std::string& heading : headings) {
    if (text::count_words(heading) < words || sites.is_site(heading)) continue;
    const std::string key = letters_of(heading);
    if (!key.empty() && std::find(keys.begin(), keys.end(), key) != keys.end()) return &heading;
  }
  return nullptr;
}

// A short <h1> with which <title> begins: "Hermitian matrix - Wikipedia".
const std::string* short_heading(const Metadata& metadata, const std::vector<std::string>& h1s,
                                 const SiteNames& sites, std::string_view host) {
  const std::string cleaned =
      without_site_name(metadata.document_title, metadata.site_names, host, false);
  const std::string start = letters_of(std::string_view(cleaned).substr(0, first_cut(cleaned).at));
  for (const std::string& h1 : h1s) {
    if (!h1.empty() && !sites.is_site(h1) && start == letters_of(h1)) return &h1;
  }
  return nullptr;
}

// An attribute that ends at a quote inside it: the <h1> has the rest.
const std::string* whole_of(const std::string& cut, const std::vector<std::string>& h1s) {
  for (const std::string& h1 : h1s) {
    const std::string_view rest =
        h1.starts_with(cut) ? text::trim(std::string_view(h1).substr(cut.size())) : "";
    if (rest.starts_with('"') || rest.starts_with('\'')) return &h1;
  }
  return nullptr;
}

}  // namespace

std::string choose_title(const Metadata& metadata, const Headings& headings,
                         std::string_view host) {
  const SiteNames sites(metadata.site_names, host);
  const std::vector<std::string> said = said_titles(metadata);
  const std::vector<std::string>& h1s = headings.h1s;
  if (const std::string* h1 = long_heading(said, h1s, sites)) return *h1;
  if (const std::string* h1 = heading_as_part(said, h1s, kPartWords, sites)) return *h1;
  if (const std::string* h1 = short_heading(metadata, h1s, sites, host)) return *h1;
  // Others only for what is said first: sites write several titles, and sections have headings.
  const std::vector<std::string> first(said.begin(), said.begin() + (said.empty() ? 0 : 1));
  if (const std::string* other = heading_as_part(first, headings.others, kTitleWords, sites))
    return *other;
  const auto first_h1 = std::find_if(h1s.begin(), h1s.end(), [&](const std::string& h1) {
    return !sites.is_site(h1) && text::count_words(h1) >= kTitleWords;
  });
  for (const std::string& title : metadata.titles) {
    std::string cleaned = without_site_name(title, metadata.site_names, host, false);
    if (cleaned.empty() || sites.is_site(cleaned)) continue;
    if (const std::string* h1 = whole_of(cleaned, h1s)) return *h1;
    return cleaned;
  }
  if (first_h1 != h1s.end()) return *first_h1;
  return without_site_name(metadata.document_title, metadata.site_names, host, true);
}

}  // namespace gongwatch::parser
