#include "parser/feed/link_pattern.h"

#include <re2/re2.h>

namespace gongwatch::parser {
namespace {

constexpr std::size_t kMaxPatternBytes = 1000;

re2::RE2::Options quiet_options() {
  re2::RE2::Options options;
  options.set_log_errors(false);
  return options;
}

// "https://host/a?b#c" → "/a?b".
std::string_view path_and_query(std::string_view url) {
  url = url.substr(0, url.find('#'));
  const auto authority = url.find("//");
  const auto path =
      authority == std::string_view::npos ? authority : url.find_first_of("/?", authority + 2);
  return path == std::string_view::npos ? std::string_view{} : url.substr(path);
}

}  // namespace

LinkPattern::LinkPattern(std::string_view pattern)
    : written_(pattern),
      pattern_(std::make_unique<re2::RE2>(written_.substr(0, kMaxPatternBytes), quiet_options())) {}

LinkPattern::~LinkPattern() = default;

Status LinkPattern::check() const {
  if (written_.size() > kMaxPatternBytes)
    return fail(ErrorKind::invalid_argument, "a link pattern longer than 1000 bytes");
  if (!pattern_->ok()) {
    return fail(ErrorKind::invalid_argument,
                "not a link pattern: \"" + written_ + "\": " + pattern_->error());
  }
  return {};
}

bool LinkPattern::fits(std::string_view url) const {
  const std::string_view part = path_and_query(url);
  return re2::RE2::PartialMatch(re2::StringPiece(part.data(), part.size()), *pattern_);
}

}  // namespace gongwatch::parser
