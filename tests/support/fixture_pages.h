// The pages of a fixtures/ folder: <source>/<case>/meta.toml with the page.* beside it.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "model/result.h"
#include "model/time.h"

namespace gongwatch::testing_support {

struct FixturePage {
  std::vector<std::string> urls;  // meta.toml `url` and `extra_urls`; absolute http or https
  Instant captured_at;            // `captured_at`
  int status = 200;               // `status`
  std::string content_type;       // `content_type`, or by the page's extension
  std::string body;
  bool is_text = true;  // links in it may be rewritten
};

inline constexpr std::size_t kMaxFixtureBytes = 32u << 20;

// All cases below root, in the order of their folders' names. A case without meta.toml, page or url
// is an error that names it.
Result<std::vector<FixturePage>> read_fixture_pages(const std::filesystem::path& root);

}  // namespace gongwatch::testing_support
