// Which links of a list are articles: a pattern (RE2) searched in path and query.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "model/result.h"

namespace re2 {
class RE2;
}

namespace gongwatch::parser {

class LinkPattern {
 public:
  // "" takes every link.
  explicit LinkPattern(std::string_view pattern);
  ~LinkPattern();
  LinkPattern(const LinkPattern&) = delete;
  LinkPattern& operator=(const LinkPattern&) = delete;

  // ok, or invalid_argument with RE2's reason.
  Status check() const;
  // `url` is absolute.
  bool fits(std::string_view url) const;

 private:
  std::string written_;
  std::unique_ptr<re2::RE2> pattern_;
};

}  // namespace gongwatch::parser
