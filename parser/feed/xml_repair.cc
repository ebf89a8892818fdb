#include "parser/feed/xml_repair.h"

#include <algorithm>
#include <array>
#include <set>
#include <vector>

#include "parser/html/tag_scanner.h"
#include "text/utf8.h"

namespace gongwatch::parser {
namespace {

// HTML's empty elements, which writers of markup forget to close.
constexpr std::array<std::string_view, 4> kEmptyElements{"br", "hr", "img", "wbr"};
constexpr std::size_t kMaxAttributes = 200;
constexpr std::size_t kMaxReference = 12;

bool is_name_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '-' || c == '.' || c == ':' || static_cast<unsigned char>(c) >= 0x80;
}
bool is_name(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), is_name_byte) &&
         !(name.front() >= '0' && name.front() <= '9') && name.front() != '-' &&
         name.front() != '.';
}

// Whether "&" begins a reference that stays: "&amp;", "&nbsp;", "&#8230;".
bool is_reference(std::string_view rest) {
  const auto end = rest.substr(0, kMaxReference).find(';');
  if (end == std::string_view::npos || end < 2) return false;
  const std::string_view name = rest.substr(1, end - 1);
  const std::size_t from = name.front() == '#' ? 1 : 0;
  return name.size() > from &&
         std::all_of(name.begin() + static_cast<std::ptrdiff_t>(from), name.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
         });
}

void put_text(std::string_view text, char quote, std::string& out) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '<') {
      out += "&lt;";
    } else if (c == '&' && !is_reference(text.substr(i))) {
      out += "&amp;";
    } else if (c == quote && quote != '\0') {
      out += "&quot;";
    } else if (static_cast<unsigned char>(c) >= 0x20 || is_html_blank(c)) {
      out += c;
    }
  }
}

class Repair {
 public:
  Repair(std::string_view text, std::size_t max_depth) : text_(text), max_depth_(max_depth) {}

  std::string run() {
    while (at_ < text_.size()) {
      const std::size_t open = std::min(text_.find('<', at_), text_.size());
      put_text(text_.substr(at_, open - at_), '\0', out_);
      at_ = open;
      if (at_ < text_.size()) read_markup();
    }
    close_down_to(0);
    return std::move(out_);
  }

 private:
  std::string_view rest() const { return text_.substr(at_); }
  // Behind `end`, or to the end of the text without one.
  void skip_to(std::string_view end) {
    const auto found = text_.find(end, at_);
    at_ = found == std::string_view::npos ? text_.size() : found + end.size();
  }

  void read_markup() {
    if (rest().starts_with("<!--")) return skip_to("-->");
    if (rest().starts_with("<![CDATA[")) return read_cdata();
    if (rest().starts_with("<?")) return skip_to("?>");
    if (rest().starts_with("<!")) return skip_declaration();
    TagScanner scanner(text_);
    scanner.seek(at_);
    ScannedTag tag;
    // The scanner goes on to the next tag if this is none: then "<" is a character.
    if (!scanner.next(tag) || tag.whole.data() != text_.data() + at_ || !is_name(tag.name)) {
      out_ += "&lt;";
      ++at_;
      return;
    }
    at_ = scanner.position();
    if (tag.closing) return end_tag(tag.name);
    start_tag(tag);
  }

  void skip_declaration() {
    const std::size_t close = text_.find('>', at_);
    const std::size_t bracket = text_.find('[', at_);
    skip_to(bracket < close && text_.find("]>", at_) != std::string_view::npos ? "]>" : ">");
  }

  // One that is not closed ends with the element that it stands in.
  void read_cdata() {
    const std::size_t begin = at_ + 9;
    std::size_t end = text_.find("]]>", begin);
    if (end == std::string_view::npos) {
      end = open_.empty()
                ? text_.size()
                : std::min(text_.find("</" + std::string(open_.back()), begin), text_.size());
      at_ = end;
    } else {
      at_ = end + 3;
    }
    put_escaped(text_.substr(begin, end - begin));
  }

  // Text that knows no references.
  void put_escaped(std::string_view text) {
    for (const char c : text) {
      if (c == '&') {
        out_ += "&amp;";
      } else {
        put_text({&c, 1}, '\0', out_);
      }
    }
  }

  void start_tag(const ScannedTag& tag) {
    if ((tag.name == "item" || tag.name == "entry") &&
        std::find(open_.begin(), open_.end(), tag.name) != open_.end()) {
      end_tag(tag.name);
    }
    if (open_.size() >= max_depth_) return;
    out_ += '<';
    out_ += tag.name;
    AttributeScanner attributes(tag);
    ScannedAttribute attribute;
    std::set<std::string_view> seen;
    while (seen.size() < kMaxAttributes && attributes.next(attribute)) {
      if (!is_name(attribute.name) || !seen.insert(attribute.name).second) continue;
      out_ += ' ';
      out_ += attribute.name;
      out_ += "=\"";
      put_text(attribute.value, '"', out_);
      out_ += '"';
    }
    const bool empty = tag.self_closing || std::find(kEmptyElements.begin(), kEmptyElements.end(),
                                                     tag.name) != kEmptyElements.end();
    out_ += empty ? "/>" : ">";
    if (!empty) open_.push_back(tag.name);
  }

  void end_tag(std::string_view name) {
    const auto found = std::find(open_.rbegin(), open_.rend(), name);
    if (found != open_.rend())
      close_down_to(open_.size() - 1 - static_cast<std::size_t>(found - open_.rbegin()));
  }

  void close_down_to(std::size_t depth) {
    while (open_.size() > depth) {
      out_ += "</";
      out_ += open_.back();
      out_ += '>';
      open_.pop_back();
    }
  }

  std::string_view text_;
  std::size_t max_depth_;
  std::size_t at_ = 0;
  std::vector<std::string_view> open_;
  std::string out_;
};

}  // namespace

std::string repair_xml(std::string_view utf8, std::size_t max_depth) {
  return Repair(utf8, max_depth).run();
}

}  // namespace gongwatch::parser
