#include "parser/html/reduce.h"

#include <gumbo.h>

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "parser/html/closed_span.h"
#include "parser/html/kept_attributes.h"
#include "parser/html/tag_scanner.h"
#include "parser/vocabulary/word_map.h"
#include "text/utf8.h"

namespace gongwatch::parser {
namespace {

constexpr std::size_t kNone = std::string_view::npos;
constexpr std::size_t kKnownLists = 1024;  // of attributes

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_word(char c) { return is_letter(c) || (c >= '0' && c <= '9'); }

class Reducer {
 public:
  explicit Reducer(std::string_view html)
      : html_(html), scanner_(html), shortens_(StandIns::possible(html)) {
    out_.html.reserve(html.size() / 2);
  }
  Reduced run();

 private:
  void copy_text(std::size_t end);
  void markup();
  void start_tag(const ScannedTag& tag, GumboTag known);
  void copy_words(std::string_view text);
  void copy_start_tag(const ScannedTag& tag, GumboTag known, bool bare = false);
  void copy_attributes(const ScannedTag& tag, GumboTag known);
  void read_asked_attributes(const ScannedTag& tag, GumboTag known);
  void copy_attribute(const ScannedAttribute& attribute);
  void raw_text(const ScannedTag& tag, GumboTag known, bool keep);
  void script(const ScannedTag& tag);
  void closed_span(const ScannedTag& tag, GumboTag known);
  void link(const ScannedTag& tag);
  void drop();
  // An element goes with all that is in it.
  void drop_element(std::string_view empty_one);
  // The rest as it stands, from `at` on.
  void copy_rest(std::size_t at);

  std::string_view html_;
  TagScanner scanner_;
  bool shortens_;
  std::size_t at_ = 0;
  bool in_page_ = false;  // a start tag was written: what is dropped cannot be the first token
  bool any_template_ = false;
  bool any_columns_ = false;  // among columns, any element sends what follows elsewhere
  bool frameset_ = false;
  bool after_pre_ = false;  // right behind <pre>
  Reduced out_;
  struct KnownList {
    std::string_view written;
    std::optional<std::uint32_t> set;  // of what was asked for
  };
  std::vector<KnownList> known_lists_;           // by hash
  std::vector<StandIns::Attribute> attributes_;  // of the tag, that are asked for
  std::vector<ScannedAttribute> scanned_;        // … as they stand
};

void Reducer::copy_rest(std::size_t at) {
  const std::string_view rest = html_.substr(at);
  for (std::size_t i = rest.find('<'); i != kNone; i = rest.find('<', i + 1))
    frameset_ |= same_name(rest.substr(i + 1, 8), "frameset");
  out_.html += rest;
  at_ = html_.size();
}

// Blanks at both ends of a text become one: nothing downstream tells how many there were.
void Reducer::copy_text(std::size_t end) {
  std::string_view text = html_.substr(at_, end - at_);
  at_ = end;
  const auto shorten = [](std::string_view blanks) {
    return blanks.find('\n') != kNone ? '\n' : blanks.front();
  };
  std::size_t front = 0;
  while (front < text.size() && is_html_blank(text[front])) ++front;
  const bool after_pre = std::exchange(after_pre_, false);  // whose first line end Gumbo drops
  if (after_pre) {
    out_.html += text.substr(0, front);
  } else if (front > 0) {
    out_.html += shorten(text.substr(0, front));
  }
  text.remove_prefix(front);
  std::size_t back = text.size();
  while (back > 0 && is_html_blank(text[back - 1])) --back;
  copy_words(text.substr(0, back));
  if (back < text.size()) out_.html += shorten(text.substr(back));
}

// A character reference is left to Gumbo, with all that it may take for its name; and blanks after
// it, as it may stand for one.
void Reducer::copy_words(std::string_view text) {
  while (shortens_ && !text.empty()) {
    const std::size_t reference = std::min(text.find('&'), text.size());
    out_.stand_ins.add_text(text.substr(0, reference), out_.html);
    std::size_t end = std::min(reference + 1, text.size());
    while (end < text.size() && (is_word(text[end]) || text[end] == '#' || text[end] == ';')) ++end;
    while (end < text.size() && is_html_blank(text[end])) ++end;
    out_.html += text.substr(reference, end - reference);
    text.remove_prefix(end);
  }
  out_.html += text;
}

// An empty comment stands for what is left out, one for several: text around it must not grow
// together to a tag or a character reference, and where Gumbo puts text that it has gathered
// depends on what comes before the next tag.
void Reducer::drop() {
  constexpr std::string_view kMark = "<!---->";
  if (!out_.html.ends_with(kMark)) out_.html += kMark;
}

void Reducer::drop_element(std::string_view empty_one) {
  if (in_page_ && !any_columns_) return drop();
  in_page_ = true;
  out_.html += empty_one;
}

void Reducer::copy_attribute(const ScannedAttribute& attribute) {
  out_.html += ' ';
  if (shortens_ && may_be_shortened(attribute.name)) {
    const std::size_t before = out_.html.size();
    out_.html.append(attribute.name).push_back('=');
    if (out_.stand_ins.add_value(attribute.value, out_.html)) return;
    out_.html.resize(before);
  }
  out_.html += attribute.whole;
}

// Of equal names the first counts, asked for or not.
void Reducer::read_asked_attributes(const ScannedTag& tag, GumboTag known) {
  attributes_.clear();
  scanned_.clear();
  bool styled = false;
  AttributeScanner attributes(tag);
  for (ScannedAttribute attribute; attributes.next(attribute);) {
    const char* const name = asked_for(attribute, known);
    const bool again =
        (same_name(attribute.name, "style") && std::exchange(styled, true)) ||
        std::any_of(attributes_.begin(), attributes_.end(),
                    [&](const StandIns::Attribute& one) { return one.name == name; });
    if (name == nullptr || again) continue;
    attributes_.push_back({name, attribute.value});
    scanned_.push_back(attribute);
  }
}

// Most tags are written like one before.
void Reducer::copy_attributes(const ScannedTag& tag, GumboTag known) {
  const std::string_view written = tag.whole.substr(1 + tag.name.size());
  if (known_lists_.empty()) known_lists_.resize(kKnownLists);
  KnownList& list = known_lists_[hash_of_ends(written) % kKnownLists];
  // What is asked of the first two depends on the tag; the tree builder asks for the third's type.
  const bool special =
      known == GUMBO_TAG_META || known == GUMBO_TAG_ABBR || known == GUMBO_TAG_INPUT;
  if (!special && list.written == written) {
    if (list.set) StandIns::add_set(*list.set, out_.html);
    return;
  }
  read_asked_attributes(tag, known);
  const bool plain = shortens_ && known != GUMBO_TAG_INPUT;
  const std::optional<std::uint32_t> set =
      plain && !attributes_.empty() ? out_.stand_ins.set_of(attributes_) : std::nullopt;
  if (set) {
    StandIns::add_set(*set, out_.html);
  } else if (!attributes_.empty()) {
    for (const ScannedAttribute& attribute : scanned_) copy_attribute(attribute);
    return;
  }
  if (!special) list = {written, set};
}

void Reducer::copy_start_tag(const ScannedTag& tag, GumboTag known, bool bare) {
  in_page_ = true;
  out_.html += '<';
  out_.html += tag.name;
  if (tag.attributes > 0 && !bare) copy_attributes(tag, known);
  if (tag.self_closing) out_.html += " /";
  out_.html += '>';
  after_pre_ = known == GUMBO_TAG_PRE || known == GUMBO_TAG_LISTING;
}

void Reducer::raw_text(const ScannedTag& tag, GumboTag known, bool keep) {
  scanner_.skip_raw_text(tag.name);
  const std::size_t content = at_;
  const std::size_t end = scanner_.position();
  ScannedTag closing;
  if (end >= html_.size() || !scanner_.next(closing)) {
    copy_rest(content - tag.whole.size());
    return;
  }
  at_ = scanner_.position();
  if (!keep) return drop_element("<style></style>");
  copy_start_tag(tag, known);
  out_.html += html_.substr(content, end - content);
  out_.html.append("</").append(tag.name).append(">");
}

void Reducer::script(const ScannedTag& tag) {
  const std::size_t begin = at_ - tag.whole.size();
  const ScriptEnd script = end_of_script(html_, at_);
  if (script.end == kNone) return copy_rest(begin);
  std::string_view type;
  AttributeScanner attributes(tag);
  for (ScannedAttribute attribute; attributes.next(attribute);) {
    if (!same_name(attribute.name, "type")) continue;
    type = attribute.value;
    break;
  }
  if (type.find('&') != kNone) return copy_rest(begin);
  const std::string_view content = html_.substr(at_, script.content_end - at_);
  at_ = script.end;
  if (text::lower_ascii(type).starts_with("application/ld+json")) out_.json_ld.push_back(content);
  drop_element("<script></script>");
}

void Reducer::closed_span(const ScannedTag& tag, GumboTag known) {
  if (tag.self_closing && known != GUMBO_TAG_SELECT) return copy_start_tag(tag, known, true);
  const std::size_t end = end_of_closed_span(html_, at_, known);
  if (end == kNone) return copy_rest(at_ - tag.whole.size());
  at_ = end;
  copy_start_tag(tag, known, true);
  out_.html.append("</").append(tag.name).append(">");
}

void Reducer::link(const ScannedTag& tag) {
  const bool kept = text::lower_ascii(tag.whole).find("canonical") != std::string::npos ||
                    tag.whole.find('&') != kNone;
  if (!kept) return drop_element("<link>");
  in_page_ = true;
  out_.html += tag.whole;
}

void Reducer::start_tag(const ScannedTag& tag, GumboTag known) {
  switch (known) {
    case GUMBO_TAG_SCRIPT:
      return script(tag);
    case GUMBO_TAG_STYLE:
      return raw_text(tag, known, false);
    case GUMBO_TAG_TITLE:
    case GUMBO_TAG_TEXTAREA:
    case GUMBO_TAG_XMP:
    case GUMBO_TAG_IFRAME:
    case GUMBO_TAG_NOEMBED:
    case GUMBO_TAG_NOFRAMES:
      return raw_text(tag, known, true);
    case GUMBO_TAG_SVG:
    case GUMBO_TAG_MATH:
    case GUMBO_TAG_SELECT:
      return closed_span(tag, known);
    case GUMBO_TAG_LINK:
      return link(tag);
    case GUMBO_TAG_TEMPLATE:
      any_template_ = true;
      return copy_start_tag(tag, known);
    case GUMBO_TAG_COLGROUP:
      any_columns_ = true;
      return copy_start_tag(tag, known);
    case GUMBO_TAG_COL:
      any_columns_ = true;
      // A template with columns ignores even scripts: their content is markup.
      return any_template_ ? copy_rest(at_ - tag.whole.size()) : copy_start_tag(tag, known);
    case GUMBO_TAG_FRAMESET:
      frameset_ = true;
      [[fallthrough]];
    case GUMBO_TAG_PLAINTEXT:
      return copy_rest(at_ - tag.whole.size());
    default:
      if (!is_copied_whole(known)) return copy_start_tag(tag, known);
      in_page_ = true;
      out_.html += tag.whole;
  }
}

// What begins with the '<' at at_.
void Reducer::markup() {
  const std::string_view rest = html_.substr(at_);
  const char c = rest.size() > 1 ? rest[1] : ' ';
  if (is_letter(c) || (c == '/' && rest.size() > 2 && is_letter(rest[2]))) {
    scanner_.seek(at_);
    ScannedTag tag;
    if (!scanner_.next(tag)) return copy_rest(at_);
    at_ = scanner_.position();
    if (tag.closing) {
      out_.html.append("</").append(tag.name).append(">");
    } else {
      start_tag(tag, gumbo_tagn_enum(tag.name.data(), static_cast<unsigned>(tag.name.size())));
    }
  } else if (rest.starts_with("<!--")) {
    scanner_.seek(at_);
    scanner_.skip_comment();
    at_ = scanner_.position();
    drop();
  } else if (c == '!' || c == '?' || c == '/') {
    const std::size_t end = html_.find('>', at_);
    if (end == kNone) return copy_rest(at_);
    out_.html += html_.substr(at_, end + 1 - at_);
    at_ = end + 1;
  } else {
    out_.html += '<';
    ++at_;
  }
}

Reduced Reducer::run() {
  while (at_ < html_.size() && !frameset_) {
    copy_text(std::min(html_.find('<', at_), html_.size()));
    if (at_ < html_.size()) markup();
  }
  if (!frameset_) return std::move(out_);
  Reduced whole;  // in a frameset nearly every tag is ignored
  whole.html = html_;
  return whole;
}

}  // namespace

Reduced reduce_html(std::string_view utf8) { return Reducer(utf8).run(); }

}  // namespace gongwatch::parser
