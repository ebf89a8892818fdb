#include "parser/xlsx/xml.h"

#include <algorithm>
#include <charconv>

#include "text/utf8.h"

namespace gongwatch::parser::xlsx {
namespace {

std::string_view without_prefix(std::string_view name) {
  const auto colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

// Follows the tags before any memory is spent on them.
class Bounds {
 public:
  Bounds(std::string_view bytes, const Limits& limits) : bytes_(bytes), limits_(limits) {}

  Status check() {
    std::size_t depth = 0;
    for (std::size_t at = bytes_.find('<'); at != std::string_view::npos;
         at = bytes_.find('<', at)) {
      if (++marks_ > limits_.max_xml_marks) return too_many();
      const std::string_view rest = bytes_.substr(at);
      if (rest.starts_with("<!--")) {
        at = behind(at + 4, "-->");
      } else if (rest.starts_with("<![CDATA[")) {
        at = behind(at + 9, "]]>");
      } else if (rest.starts_with("<?")) {
        at = behind(at + 2, "?>");
      } else if (rest.starts_with("<!")) {
        return fail(ErrorKind::malformed, "XML with a document type");
      } else if (rest.starts_with("</")) {
        depth -= depth > 0 ? 1 : 0;
        at = behind(at + 2, ">");
      } else {
        at = behind_tag(at + 1);
        const bool closed = at >= 2 && bytes_[at - 2] == '/';
        if (!closed && ++depth > limits_.max_xml_depth) {
          return fail(ErrorKind::too_deep, "XML nested deeper than " +
                                               std::to_string(limits_.max_xml_depth) + " levels");
        }
      }
      if (marks_ > limits_.max_xml_marks) return too_many();
    }
    return {};
  }

 private:
  std::size_t behind(std::size_t from, std::string_view end) const {
    const auto found = bytes_.find(end, from);
    return found == std::string_view::npos ? bytes_.size() : found + end.size();
  }

  // Behind the ">" of a tag; one in a quoted value does not end it.
  std::size_t behind_tag(std::size_t at) {
    char quote = '\0';
    for (; at < bytes_.size(); ++at) {
      const char c = bytes_[at];
      if (quote != '\0') {
        if (c == quote) quote = '\0';
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '=') {
        ++marks_;
      } else if (c == '>') {
        return at + 1;
      }
    }
    return bytes_.size();
  }

  tl::unexpected<Error> too_many() const {
    return fail(
        ErrorKind::too_large,
        "XML with more than " + std::to_string(limits_.max_xml_marks) + " tags and attributes");
  }

  std::string_view bytes_;
  const Limits& limits_;
  std::size_t marks_ = 0;
};

// Office writes characters that XML cannot hold as _x000D_.
std::string without_escapes(std::string_view text) {
  std::string out;
  while (true) {
    const auto at = text.find("_x");
    if (at == std::string_view::npos || at + 7 > text.size()) break;
    const std::string_view digits = text.substr(at + 2, 4);
    unsigned value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + 4, value, 16);
    const bool escape = error == std::errc{} && end == digits.data() + 4 && text[at + 6] == '_';
    out += text.substr(0, at);
    if (escape) {
      text::append(out, value == 0 ? U' ' : static_cast<char32_t>(value));
    } else {
      out += text.substr(at, 2);
    }
    text.remove_prefix(at + (escape ? 7 : 2));
  }
  return out.append(text);
}

}  // namespace

Result<Xml> Xml::parse(std::string bytes, const Limits& limits) {
  if (auto bounded = Bounds(bytes, limits).check(); !bounded)
    return tl::unexpected(bounded.error());
  Xml xml;
  xml.bytes_ = std::make_unique<std::string>(std::move(bytes));
  xml.document_ = std::make_unique<pugi::xml_document>();
  const auto parsed = xml.document_->load_buffer_inplace(xml.bytes_->data(), xml.bytes_->size(),
                                                         pugi::parse_default, pugi::encoding_utf8);
  if (!parsed) return fail(ErrorKind::malformed, std::string("not XML: ") + parsed.description());
  return xml;
}

std::string_view local_name(pugi::xml_node node) { return without_prefix(node.name()); }

pugi::xml_node child(pugi::xml_node parent, std::string_view local) {
  for (const pugi::xml_node node : parent.children()) {
    if (local_name(node) == local) return node;
  }
  return {};
}

std::string_view attribute(pugi::xml_node node, std::string_view local) {
  for (const pugi::xml_attribute a : node.attributes()) {
    if (without_prefix(a.name()) == local) return a.value();
  }
  return {};
}

std::string string_item(pugi::xml_node item) {
  std::string text;
  for (const pugi::xml_node part : item.children()) {
    if (local_name(part) == "t") text += part.child_value();
    if (local_name(part) == "r") text += child(part, "t").child_value();
  }
  return text::sanitize(without_escapes(text));
}

}  // namespace gongwatch::parser::xlsx
