#include "parser/content/title.h"

#include <algorithm>
#include <array>

#include "parser/content/boilerplate.h"
#include "text/utf8.h"

namespace gongwatch::parser {
namespace {

constexpr int kMaxParts = 4;
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
    if (head.empty() || (!sites.is_site(tail) && !short_tail)) break;
    rest = head;
  }
  if (const Cut cut = first_cut(rest); cut.at != std::string_view::npos && cut.at > 0) {
    const std::string_view tail = text::trim(rest.substr(cut.at + cut.length));
    if (!tail.empty() && sites.is_site(rest.substr(0, cut.at))) rest = tail;
  }
  return std::string(rest);
}

std::string choose_title(const Metadata& metadata, const std::vector<std::string>& h1s,
                         std::string_view host) {
  const SiteNames sites(metadata.site_names, host);
  std::vector<std::string> said = metadata.titles;
  if (!metadata.document_title.empty()) said.push_back(metadata.document_title);
  const std::string* first_h1 = nullptr;
  for (const std::string& h1 : h1s) {
    if (sites.is_site(h1)) continue;
    if (text::count_words(h1) < kTitleWords) {  // a short one only if <title> begins with it:
                                                // "Hermitian matrix - Wikipedia"
      const std::string cleaned =
          without_site_name(metadata.document_title, metadata.site_names, host, false);
      const Cut cut = first_cut(cleaned);
      if (!h1.empty() && letters_of(std::string_view(cleaned).substr(0, cut.at)) == letters_of(h1))
        return h1;
      continue;
    }
    if (first_h1 == nullptr) first_h1 = &h1;
    const std::string key = letters_of(h1);
    for (const std::string& title : said) {
      if (letters_of(title).find(key) != std::string::npos) return h1;
    }
  }
  for (const std::string& title : metadata.titles) {
    std::string cleaned = without_site_name(title, metadata.site_names, host, false);
    if (!cleaned.empty() && !sites.is_site(cleaned)) return cleaned;
  }
  if (first_h1 != nullptr) return *first_h1;
  return without_site_name(metadata.document_title, metadata.site_names, host, true);
}

}  // namespace gongwatch::parser
