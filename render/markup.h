// HTML under construction. What the program writes is a literal; every other string is escaped, cut
// and rid of what could steer the reader's eye (control and bidirectional characters).
#pragma once

#include <fmt/core.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace gongwatch::render {

// Longest text that a page shows as it is, in bytes; what is longer ends in "…".
inline constexpr std::size_t kMaxShown = 2000;

// Safe between tags and inside quoted attributes. Line feeds become blanks unless `lines`.
std::string escaped(std::string_view text, std::size_t limit = kMaxShown, bool lines = false);
// The address if it is one of http or https with nothing odd in it, else empty: then no link is
// made.
std::string web_address(std::string_view url);

class Markup;

// A text that a page shows up to another length than kMaxShown.
struct MarkupText {
  std::string_view text;
  std::size_t limit;
  bool lines = false;
};

namespace detail {
// What stands for a value of this type in a page.
template <class T>
auto safe(const T& value) {
  if constexpr (std::is_arithmetic_v<T>) {
    return value;
  } else if constexpr (std::is_same_v<T, Markup>) {
    return std::string_view(value.html());
  } else if constexpr (std::is_same_v<T, MarkupText>) {
    return escaped(value.text, value.limit, value.lines);
  } else {
    return escaped(value);
  }
}
}  // namespace detail

class Markup {
 public:
  // The format is known at compile time: tags cannot come from anywhere else.
  template <class... Args>
  Markup& put(fmt::format_string<decltype(detail::safe(std::declval<const Args&>()))...> literal,
              const Args&... args) {
    html_ += fmt::format(literal, detail::safe(args)...);
    return *this;
  }
  const std::string& html() const { return html_; }
  bool empty() const { return html_.empty(); }

 private:
  std::string html_;
};

template <class... Args>
Markup markup(fmt::format_string<decltype(detail::safe(std::declval<const Args&>()))...> literal,
              const Args&... args) {
  Markup made;
  made.put(literal, args...);
  return made;
}

}  // namespace gongwatch::render
