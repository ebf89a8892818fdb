// The tokenizer's view of HTML, tags only: names, closing or not, number of attributes. Allocates
// nothing.
#pragma once

#include <cstddef>
#include <string_view>

namespace gongwatch::parser {

struct ScannedTag {
  std::string_view name;   // as written
  std::string_view whole;  // from < to >
  bool closing = false;
  bool self_closing = false;
  std::size_t attributes = 0;
  bool after_text = false;  // something stands between the tag and what came before it
};

class TagScanner {
 public:
  explicit TagScanner(std::string_view html) : html_(html) {}

  // The next complete tag outside comments and declarations; false at the end.
  bool next(ScannedTag& tag);
  // Moves to the closing tag of a raw text element (script, style, textarea …), or to the end
  // without one.
  void skip_raw_text(std::string_view name);
  void skip_to_end() { at_ = html_.size(); }
  void seek(std::size_t at) { at_ = at; }
  std::size_t position() const { return at_; }
  // From "<!--" to behind its end.
  void skip_comment();

 private:
  bool read_tag(ScannedTag& tag);

  std::string_view html_;
  std::size_t at_ = 0;
};

struct ScannedAttribute {
  std::string_view name;   // as written
  std::string_view value;  // without quotes, character references as written
  std::string_view whole;
};

// The attributes of one complete tag, by the same rules.
class AttributeScanner {
 public:
  explicit AttributeScanner(const ScannedTag& tag);
  bool next(ScannedAttribute& attribute);

 private:
  std::string_view tag_;
  std::size_t at_ = 0;
};

inline bool is_html_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}
bool same_name(std::string_view a, std::string_view b);  // ASCII case ignored

}  // namespace gongwatch::parser
