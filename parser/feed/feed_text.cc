#include "parser/feed/feed_text.h"

#include <algorithm>
#include <array>
#include <optional>

#include "parser/html/tag_scanner.h"
#include "text/url.h"
#include "text/utf8.h"

namespace gongwatch::parser {
namespace {

constexpr std::size_t kMaxTextBytes = 256u << 10;
constexpr std::array<std::string_view, 7> kLinkAttributes{"href", "src",      "cite",  "longdesc",
                                                          "data", "codebase", "action"};
constexpr std::array<std::string_view, 5> kEmptyElements{"br", "hr", "img", "wbr", "input"};

bool is_text(pugi::xml_node node) {
  return node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata;
}
bool has_elements(pugi::xml_node element) {
  const auto children = element.children();
  return std::any_of(children.begin(), children.end(),
                     [](pugi::xml_node child) { return child.type() == pugi::node_element; });
}

std::string_view local_name_of(pugi::xml_node node) {
  const std::string_view name = node.name();
  const auto colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

bool holds_link(std::string_view attribute) {
  return std::any_of(kLinkAttributes.begin(), kLinkAttributes.end(),
                     [&](std::string_view name) { return same_name(attribute, name); });
}

bool is_absolute(std::string_view url) {
  const std::string start = text::lower_ascii(url.substr(0, 8));
  return start.starts_with("http://") || start.starts_with("https://");
}

void escape(std::string_view text, bool in_attribute, std::string& out) {
  for (const char c : text) {
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>' && !in_attribute) {
      out += "&gt;";
    } else if (c == '"' && in_attribute) {
      out += "&quot;";
    } else {
      out += c;
    }
  }
}

// Elements among the XML as HTML text: prefixes and declarations of namespaces dropped, links
// absolute.
class Writer {
 public:
  explicit Writer(XmlScope scope) { scopes_.push_back(std::move(scope)); }

  std::string children_of(pugi::xml_node top) {
    pugi::xml_node node = top.first_child();
    while (node && out_.size() < kMaxTextBytes) {
      if (is_text(node)) escape(node.value(), false, out_);
      if (node.type() == pugi::node_element) {
        open(node);
        if (node.first_child()) {
          node = node.first_child();
          continue;
        }
        close(node);
      }
      while (!node.next_sibling() && node.parent() != top) close(node = node.parent());
      node = node.next_sibling();
    }
    return std::move(out_);
  }

 private:
  void open(pugi::xml_node element) {
    scopes_.push_back(scopes_.back().inside(element));
    out_ += '<';
    out_ += local_name_of(element);
    for (const pugi::xml_attribute attribute : element.attributes()) {
      const std::string_view name = attribute.name();
      if (name == "xmlns" || name.starts_with("xmlns:") || name.starts_with("xml:")) continue;
      out_ += ' ';
      out_ += name;
      out_ += "=\"";
      escape(holds_link(name) ? absolute_link(attribute.value(), scopes_.back().base)
                              : std::string(attribute.value()),
             true, out_);
      out_ += '"';
    }
    out_ += is_empty(element) ? " />" : ">";
  }
  void close(pugi::xml_node element) {
    scopes_.pop_back();
    if (is_empty(element)) return;
    out_ += "</";
    out_ += local_name_of(element);
    out_ += '>';
  }
  static bool is_empty(pugi::xml_node element) {
    return !element.first_child() && std::find(kEmptyElements.begin(), kEmptyElements.end(),
                                               local_name_of(element)) != kEmptyElements.end();
  }

  std::vector<XmlScope> scopes_;
  std::string out_;
};

std::optional<std::string> from_base64(std::string_view written) {
  std::string out;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : written) {
    if (is_html_blank(c)) continue;
    if (c == '=') break;
    constexpr std::string_view kDigits =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const auto digit = kDigits.find(c);
    if (digit == std::string_view::npos) return std::nullopt;
    bits = bits << 6 | static_cast<std::uint32_t>(digit);
    count += 6;
    if (count >= 8) out += static_cast<char>(bits >> (count -= 8) & 0xFF);
  }
  return text::sanitize(out);
}

std::string full_type(std::string_view written) {
  if (written == "text") return "text/plain";
  if (written == "html") return "text/html";
  if (written == "xhtml") return "application/xhtml+xml";
  return text::lower_ascii(written);
}

bool is_markup_type(std::string_view type) {
  return type == "text/html" || type == "application/xhtml+xml";
}
// RFC 4287 §4.1.3.3: other types than text and XML are base64.
bool is_base64_type(std::string_view type) {
  return type.find('/') != std::string_view::npos && !type.starts_with("text/") &&
         !type.ends_with("/xml") && !type.ends_with("+xml");
}

// The element around all of it, if there is just one and it is a <div>.
pugi::xml_node only_div(pugi::xml_node element) {
  pugi::xml_node found;
  for (const pugi::xml_node child : element.children()) {
    const bool blank = is_text(child) && text::trim(child.value()).empty();
    if (blank) continue;
    if (found || child.type() != pugi::node_element || local_name_of(child) != "div") return {};
    found = child;
  }
  return found;
}

// Windows' characters under the numbers of control characters, as HTML reads references to them.
constexpr std::array<char32_t, 32> kWindows{
    0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021, 0x2C6,  0x2030, 0x160,
    0x2039, 0x152,  0x8D,   0x17D,  0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178};

void mend_controls(std::string& text) {
  std::string mended;
  std::size_t copied = 0;
  for (std::size_t at = text.find('\xC2'); at != std::string::npos && at + 1 < text.size();
       at = text.find('\xC2', at + 1)) {
    const auto low = static_cast<unsigned char>(text[at + 1]);
    if (low >= 0xA0) continue;
    mended.append(text, copied, at - copied);
    text::append(mended, kWindows.at(low - 0x80u));
    copied = at + 2;
  }
  if (copied == 0) return;
  mended.append(text, copied);
  text = std::move(mended);
}

}  // namespace

std::string absolute_link(std::string_view url, std::string_view base) {
  url = text::trim(url);
  if (is_absolute(url)) return std::string(url);
  return text::resolve_url(base, url).value_or(std::string(url));
}

XmlScope XmlScope::inside(pugi::xml_node element) const {
  XmlScope scope = *this;
  if (const std::string_view written = element.attribute("xml:base").value(); !written.empty())
    scope.base = text::resolve_url(base, text::trim(written)).value_or(base);
  if (const pugi::xml_attribute written = element.attribute("xml:lang")) {
    scope.language = text::trim(written.value());
    std::replace(scope.language.begin(), scope.language.end(), '_', '-');
  }
  return scope;
}

std::string text_in(pugi::xml_node element) {
  std::string text;
  pugi::xml_node node = element.first_child();
  while (node && text.size() < kMaxTextBytes) {
    if (is_text(node)) {
      text += std::string_view(node.value()).substr(0, kMaxTextBytes);
    } else if (!text.empty()) {
      text += ' ';
    }
    if (node.first_child()) {
      node = node.first_child();
      continue;
    }
    while (!node.next_sibling() && node.parent() != element) node = node.parent();
    node = node.next_sibling();
  }
  mend_controls(text);
  return text;
}

FeedText read_text(pugi::xml_node element, const XmlScope& outside, const TextRules& rules) {
  const XmlScope scope = outside.inside(element);
  FeedText read;
  read.base = scope.base;
  read.language = scope.language;
  const std::string_view written = rules.typed ? element.attribute("type").value() : "";
  read.type = written.empty() ? std::string(rules.default_type) : full_type(written);
  if (const std::string_view src = element.attribute("src").value(); rules.typed && !src.empty())
    read.src = absolute_link(src, scope.base);
  const std::string_view mode = element.attribute("mode").value();
  if (!has_elements(element)) {
    read.value = text_in(element);
    const bool encoded = rules.typed && (mode == "base64" || is_base64_type(read.type));
    if (encoded) read.value = from_base64(read.value).value_or(std::move(read.value));
    if (is_markup_type(read.type)) read.value = with_absolute_links(read.value, scope.base);
  } else if (const pugi::xml_node div = only_div(element);
             div && rules.strips_div && !has_elements(div) && read.type == "text/html") {
    read.value = with_absolute_links(text_in(div), scope.base);  // HTML escaped inside XHTML
  } else {
    const bool stripped = div && rules.strips_div;
    read.value = Writer(stripped ? scope.inside(div) : scope).children_of(stripped ? div : element);
  }
  read.value = text::trim(read.value);
  return read;
}

std::string with_absolute_links(std::string_view html, std::string_view base) {
  if (html.find('<') == std::string_view::npos) return std::string(html);
  std::string out;
  std::size_t copied = 0;
  TagScanner scanner(html);
  ScannedTag tag;
  while (scanner.next(tag)) {
    AttributeScanner attributes(tag);
    ScannedAttribute attribute;
    while (!tag.closing && attributes.next(attribute)) {
      if (attribute.value.empty() || !holds_link(attribute.name)) continue;
      const std::string url = absolute_link(attribute.value, base);
      const auto at = static_cast<std::size_t>(attribute.value.data() - html.data());
      out += html.substr(copied, at - copied);
      out += url;
      copied = at + attribute.value.size();
    }
  }
  out += html.substr(copied);
  return out;
}

}  // namespace gongwatch::parser
