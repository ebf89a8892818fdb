#include "parser/pdf/page_text.h"

#include <algorithm>
#include <utility>

#include "text/utf8.h"

namespace gongwatch::parser::pdf {
namespace {

constexpr std::size_t kMostBytes = 4u << 20;

std::string_view readable_part(std::string_view text) {
  if (text.size() <= kMostBytes) return text;
  std::size_t end = kMostBytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end);
}

bool ends_a_sentence(char32_t c) {
  return c == '.' || c == ':' || c == ';' || c == '!' || c == '?' || c == 0x3002 || c == 0xFF1A ||
         c == 0xFF1B;
}
bool is_small(char32_t c) { return c >= 'a' && c <= 'z'; }
bool is_letter(char32_t c) { return is_small(c) || (c >= 'A' && c <= 'Z'); }
bool is_hyphen(char32_t c) { return c == '-' || (c >= 0x2010 && c <= 0x2015); }

}  // namespace

struct PageText::Flowed {
  struct Start {
    std::size_t at;  // byte of the running text
    std::size_t page;
    bool behind_gap;
  };
  std::string text;
  std::vector<std::uint32_t> origin;
  std::vector<Start> lines;
};

namespace {

// Joins the lines of a text; see PageText.
template <class Flowed>
class Joiner {
 public:
  explicit Joiner(std::string_view text) : text_(text) { out_.text.reserve(text.size()); }

  Flowed run() {
    for (std::size_t at = 0; at < text_.size();) {
      const auto point = text::decode_at(text_, at);
      if (point.value == '\n') {
        ++breaks_;
      } else if (point.value == '\f') {
        ++page_;
        breaks_ = std::max(breaks_, 1);
        gap_ = true;
      } else if (text::is_space(point.value) || point.value == '\v' || point.value < 0x20) {
        blank_ = true;
      } else {
        put(point.value, at);
      }
      at += point.bytes;
    }
    out_.origin.push_back(static_cast<std::uint32_t>(text_.size()));
    return std::move(out_);
  }

 private:
  void put(char32_t c, std::size_t at) {
    if (breaks_ > 0 || out_.text.empty()) {
      const bool gap = breaks_ > 1 || gap_;
      join(c, gap, at);
      out_.lines.push_back({out_.text.size(), page_, gap});
    } else if (blank_) {
      emit(' ', at);
    }
    breaks_ = 0;
    gap_ = blank_ = false;
    emit(c, at);
    before_ = std::exchange(last_, c);
  }

  void join(char32_t next, bool gap, std::size_t at) {
    if (out_.text.empty()) return;
    if (gap && (!is_small(next) || ends_a_sentence(last_))) return emit('\n', at);
    if (text::is_cjk(last_) && text::is_cjk(next)) return;
    if (is_hyphen(last_) && is_letter(before_) && is_letter(next)) return;
    emit(' ', at);
  }

  void emit(char32_t c, std::size_t at) {
    text::append(out_.text, c);
    out_.origin.resize(out_.text.size(), static_cast<std::uint32_t>(at));
  }

  std::string_view text_;
  Flowed out_;
  std::size_t page_ = 0;
  int breaks_ = 0;
  bool gap_ = false;
  bool blank_ = false;
  char32_t last_ = 0;
  char32_t before_ = 0;
};

}  // namespace

PageText::PageText(std::string_view text)
    : PageText(readable_part(text), Joiner<Flowed>(readable_part(text)).run()) {}

PageText::PageText(std::string_view text, Flowed flowed)
    : text_(text), origin_(std::move(flowed.origin)), flow_(flowed.text, Evidence::In::text) {
  // Where the lines stand in the folded text: both grow together.
  const text::Folded folded = text::fold(flowed.text);
  std::size_t at = 0;
  const auto folded_place = [&](std::size_t flow_byte) {
    while (at < folded.text.size() && folded.origin[at] < flow_byte) ++at;
    return at;
  };
  for (std::size_t i = 0; i < flowed.lines.size(); ++i) {
    const auto& start = flowed.lines[i];
    const std::size_t begin = folded_place(start.at);
    std::size_t end =
        i + 1 < flowed.lines.size() ? folded_place(flowed.lines[i + 1].at) : folded.text.size();
    while (end > begin && (folded.text[end - 1] == ' ' || folded.text[end - 1] == '\n')) --end;
    if (begin < end) lines_.push_back({{begin, end}, start.page, start.behind_gap});
  }
}

facts::Span PageText::pages(std::size_t first, std::size_t last) const {
  const auto on_page = [&](std::size_t page) {
    const auto found = std::lower_bound(lines_.begin(), lines_.end(), page,
                                        [](const Line& l, std::size_t p) { return l.page < p; });
    return found == lines_.end() ? folded().size() : found->span.begin;
  };
  return {on_page(first), std::max(on_page(first), on_page(last))};
}

Evidence PageText::evidence(facts::Span span) const {
  Evidence evidence = flow_.evidence(facts::trimmed(folded(), span));
  const auto end_of = [&](std::size_t flow_end) {
    // Up to the end of the last character, not to the beginning of the next one: between them lie
    // the line breaks.
    if (flow_end == 0) return std::size_t{0};
    const std::size_t begin = origin_[flow_end - 1];
    return begin + (begin < text_.size() ? text::decode_at(text_, begin).bytes : 0);
  };
  const std::size_t begin = origin_[evidence.begin];
  const std::size_t end = std::max(begin, end_of(evidence.end));
  return {Evidence::In::text, begin, end, text_.substr(begin, end - begin)};
}

}  // namespace gongwatch::parser::pdf
