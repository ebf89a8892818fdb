#include "parser/facts/pattern.h"

#include <re2/re2.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>

namespace gongwatch::parser::facts {
namespace {

std::optional<Match> match(const re2::RE2& re, std::string_view text, Span in) {
  const auto count = static_cast<std::size_t>(re.NumberOfCapturingGroups()) + 1;
  std::vector<re2::StringPiece> pieces(count);
  // The range is handed over as a text of its own, so that ^ and $ mean its ends.
  const re2::StringPiece range(text.data() + in.begin, in.size());
  if (!re.Match(range, 0, range.size(), re2::RE2::UNANCHORED, pieces.data(),
                static_cast<int>(count)))
    return std::nullopt;
  const auto span_of = [&](const re2::StringPiece& piece) {
    if (piece.data() == nullptr) return Span{};
    const auto begin = static_cast<std::size_t>(piece.data() - text.data());
    return Span{begin, begin + piece.size()};
  };
  Match found{span_of(pieces[0]), {}};
  for (std::size_t i = 1; i < count; ++i) found.groups.push_back(span_of(pieces[i]));
  return found;
}

}  // namespace

// What is compiled at the first use, by whichever thread comes first. Its own piece of memory, so
// that a pattern can be moved.
struct Pattern::Lazy {
  std::string words;
  std::atomic<const re2::RE2*> re{nullptr};
  ~Lazy() { delete re.load(); }
};

Pattern::Pattern(std::string_view pattern) : lazy_(std::make_unique<Lazy>()) {
  lazy_->words = pattern;
}

Pattern::Pattern(Pattern&&) noexcept = default;
Pattern::~Pattern() = default;

const re2::RE2& Pattern::compiled() const {
  if (const re2::RE2* known = lazy_->re.load(std::memory_order_acquire)) return *known;
  re2::RE2::Options options;
  options.set_log_errors(false);
  auto made = std::make_unique<const re2::RE2>(lazy_->words, options);
  if (!made->ok()) does_not_compile(lazy_->words, made->error());
  const re2::RE2* first = nullptr;
  if (lazy_->re.compare_exchange_strong(first, made.get())) return *made.release();
  return *first;
}

std::optional<Match> Pattern::find(std::string_view text, Span in) const {
  return in.begin > in.end ? std::nullopt : match(compiled(), text, in);
}

bool Pattern::matches_in(std::string_view text, Span in) const {
  if (in.begin > in.end) return false;
  const re2::StringPiece range(text.data() + in.begin, in.size());
  return compiled().Match(range, 0, range.size(), re2::RE2::UNANCHORED, nullptr, 0);
}

std::vector<Match> Pattern::find_all(std::string_view text, Span in) const {
  return in.begin > in.end ? std::vector<Match>() : facts::find_all(compiled(), text, in);
}

void does_not_compile(const std::string& pattern, const std::string& why) {
  std::fprintf(stderr, "gongwatch: pattern does not compile: %s: %s\n", pattern.c_str(),
               why.c_str());
  std::abort();
}

std::vector<Match> find_all(const re2::RE2& re, std::string_view text, Span in) {
  std::vector<Match> all;
  while (in.begin <= in.end) {
    auto found = match(re, text, in);
    if (!found) break;
    in.begin = found->span.end > found->span.begin ? found->span.end : found->span.end + 1;
    all.push_back(std::move(*found));
  }
  return all;
}

}  // namespace gongwatch::parser::facts
