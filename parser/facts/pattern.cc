#include "parser/facts/pattern.h"

#include <re2/re2.h>

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

Pattern::Pattern(std::string_view pattern) {
  re2::RE2::Options options;
  options.set_log_errors(false);
  re_ = std::make_unique<re2::RE2>(re2::StringPiece(pattern.data(), pattern.size()), options);
  if (!re_->ok()) {
    std::fprintf(stderr, "gongwatch: pattern does not compile: %.*s: %s\n",
                 static_cast<int>(pattern.size()), pattern.data(), re_->error().c_str());
    std::abort();
  }
}

Pattern::Pattern(Pattern&&) noexcept = default;
Pattern::~Pattern() = default;

std::optional<Match> Pattern::find(std::string_view text, Span in) const {
  return in.begin > in.end ? std::nullopt : match(*re_, text, in);
}

bool Pattern::matches_in(std::string_view text, Span in) const {
  const re2::StringPiece range(text.data() + in.begin, in.size());
  return re_->Match(range, 0, range.size(), re2::RE2::UNANCHORED, nullptr, 0);
}

std::vector<Match> Pattern::find_all(std::string_view text, Span in) const {
  std::vector<Match> all;
  while (auto found = find(text, in)) {
    in.begin = found->span.end > found->span.begin ? found->span.end : found->span.end + 1;
    all.push_back(std::move(*found));
    if (in.begin > in.end) break;
  }
  return all;
}

}  // namespace gongwatch::parser::facts
