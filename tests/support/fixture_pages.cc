#include "tests/support/fixture_pages.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>

#include "tests/support/temp_dir.h"
#include "text/url.h"

namespace gongwatch::testing_support {
namespace {

namespace fs = std::filesystem;

struct PageType {
  const char* file;
  const char* content_type;  // without charset: pages in old encodings say it themselves
};

constexpr std::array<PageType, 6> kPageTypes{
    {{"page.html", "text/html"},
     {"page.json", "application/json"},
     {"page.xml", "application/xml"},
     {"page.txt", "text/plain"},
     {"page.pdf", "application/pdf"},
     {"page.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}}};

tl::unexpected<Error> bad(const fs::path& file, std::string message) {
  return fail(ErrorKind::malformed, std::move(message), file.string());
}

Result<std::vector<fs::path>> folders_of(const fs::path& folder) {
  std::vector<fs::path> folders;
  std::error_code error;
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
    if (it->is_directory() && it->path().filename().string().front() != '.')
      folders.push_back(it->path());
  }
  if (error) return fail(ErrorKind::io, error.message(), folder.string());
  std::sort(folders.begin(), folders.end());
  return folders;
}

// A TOML string in ISO 8601, or a TOML date-time (without offset: Hong Kong time, as in the
// string).
Result<Instant> read_instant(const toml::node_view<const toml::node>& node, const fs::path& file) {
  std::string text;
  if (const auto value = node.value<std::string>()) {
    text = *value;
  } else if (const auto stamp = node.value<toml::date_time>()) {
    text = fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", stamp->date.year, stamp->date.month,
                       stamp->date.day, stamp->time.hour, stamp->time.minute, stamp->time.second);
    if (stamp->offset) {
      const int minutes = stamp->offset->minutes;
      text += fmt::format("{}{:02}:{:02}", minutes < 0 ? '-' : '+', std::abs(minutes) / 60,
                          std::abs(minutes) % 60);
    }
  } else {
    return bad(file, "captured_at is missing");
  }
  auto instant = parse_iso_instant(text);
  if (!instant) return bad(file, "captured_at: " + instant.error().message);
  return instant;
}

Status read_meta(const toml::table& meta, const fs::path& file, FixturePage& page) {
  if (const auto url = meta["url"].value<std::string>()) page.urls.push_back(*url);
  if (const auto* extra = meta["extra_urls"].as_array()) {
    for (const auto& node : *extra) page.urls.push_back(node.value_or(std::string()));
  }
  if (page.urls.empty()) return bad(file, "url is missing");
  for (const auto& url : page.urls) {
    if (const auto parts = text::parse_url(url); !parts)
      return bad(file, fmt::format("\"{}\": {}", url, parts.error().message));
  }
  const auto captured_at = read_instant(meta["captured_at"], file);
  if (!captured_at) return tl::unexpected(captured_at.error());
  page.captured_at = *captured_at;
  page.status = meta["status"].value_or(200);
  if (page.status < 200 || page.status > 599) return bad(file, "status is not 200 to 599");
  if (const auto type = meta["content_type"].value<std::string>()) page.content_type = *type;
  return {};
}

Status read_body(const fs::path& folder, FixturePage& page) {
  for (const auto& [name, type] : kPageTypes) {
    const auto file = folder / name;
    std::error_code error;
    if (!fs::is_regular_file(file, error)) continue;
    if (fs::file_size(file, error) > kMaxFixtureBytes)
      return fail(ErrorKind::too_large, "page is too large", file.string());
    if (page.content_type.empty()) page.content_type = type;
    page.is_text = std::string_view(name) != "page.pdf" && std::string_view(name) != "page.xlsx";
    try {
      page.body = read_whole_file(file);
    } catch (const std::system_error& failure) {
      return fail(ErrorKind::io, failure.code().message(), file.string());
    }
    return {};
  }
  return fail(ErrorKind::not_found, "no page.html, .json, .xml, .txt or .pdf", folder.string());
}

Result<FixturePage> read_case(const fs::path& folder) {
  FixturePage page;
  const auto file = folder / "meta.toml";
  try {
    const toml::table meta = toml::parse_file(file.string());
    if (auto read = read_meta(meta, file, page); !read) return tl::unexpected(read.error());
  } catch (const toml::parse_error& failure) {
    return bad(file,
               fmt::format("line {}: {}", failure.source().begin.line, failure.description()));
  }
  if (auto read = read_body(folder, page); !read) return tl::unexpected(read.error());
  return page;
}

}  // namespace

Result<std::vector<FixturePage>> read_fixture_pages(const fs::path& root) {
  const auto sources = folders_of(root);
  if (!sources) return tl::unexpected(sources.error());
  std::vector<FixturePage> pages;
  for (const auto& source : *sources) {
    const auto cases = folders_of(source);
    if (!cases) return tl::unexpected(cases.error());
    for (const auto& folder : *cases) {
      auto page = read_case(folder);
      if (!page) return tl::unexpected(page.error());
      pages.push_back(std::move(*page));
    }
  }
  return pages;
}

}  // namespace gongwatch::testing_support
