#include "scheduler/source_registry.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "parser/hkex/applications.h"
#include "scheduler/source_file.h"

namespace gongwatch::scheduler {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kMaxFileBytes = 1u << 20;

constexpr std::array<std::pair<SourceKind, std::string_view>, 9> kKinds{{
    {SourceKind::hkex_applications, "hkex-applications"},
    {SourceKind::hkex_index, "hkex-index"},
    {SourceKind::hkex_new_listings, "hkex-new-listings"},
    {SourceKind::hkex_announcements, "hkex-announcements"},
    {SourceKind::csrc_filings, "csrc-filings"},
    {SourceKind::feed, "feed"},
    {SourceKind::index, "index"},
    {SourceKind::json_list, "json-list"},
    {SourceKind::sitemap, "sitemap"},
}};

Result<std::string> read_file(const std::string& file) {
  std::error_code error;
  const auto size = fs::file_size(file, error);
  if (error) return fail(ErrorKind::io, error.message(), file);
  if (size > kMaxFileBytes) return fail(ErrorKind::too_large, "larger than 1 MiB", file);
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  if (!in || !(text << in.rdbuf() || size == 0))
    return fail(ErrorKind::io, std::strerror(errno), file);
  return text.str();
}

}  // namespace

std::string_view name_of(SourceKind kind) {
  for (const auto& [value, name] : kKinds) {
    if (value == kind) return name;
  }
  return "?";
}

std::optional<SourceKind> source_kind_from_name(std::string_view name) {
  for (const auto& [value, known] : kKinds) {
    if (known == name) return value;
  }
  return std::nullopt;
}

std::vector<std::string_view> source_kind_names() {
  std::vector<std::string_view> names;
  for (const auto& [value, name] : kKinds) names.push_back(name);
  return names;
}

Result<Source> load_source(const std::string& file) {
  const auto text = read_file(file);
  if (!text) return tl::unexpected(text.error());
  try {
    const toml::table root = toml::parse(std::string_view(*text), std::string_view(file));
    return read_source(root, file);
  } catch (const toml::parse_error& e) {
    return fail(ErrorKind::malformed, "not TOML: " + std::string(e.description()),
                file + ":" + std::to_string(e.source().begin.line));
  } catch (const std::exception& e) {
    return fail(ErrorKind::internal, e.what(), file);
  }
}

Result<std::vector<Source>> load_sources(const std::string& folder) {
  std::vector<std::string> files;
  std::error_code error;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    if (at->path().extension() == ".toml") files.push_back(at->path().string());
  }
  if (error) return fail(ErrorKind::io, error.message(), folder);
  if (files.empty())
    return fail(ErrorKind::not_found, "no source: the folder has no .toml file", folder);
  // Ids are file names, so they are unique within a folder.
  std::sort(files.begin(), files.end());
  std::vector<Source> sources;
  for (const std::string& file : files) {
    auto source = load_source(file);
    if (!source) return tl::unexpected(source.error());
    sources.push_back(std::move(*source));
  }
  return sources;
}

bool is_official(SourceKind kind) {
  return kind == SourceKind::hkex_applications || kind == SourceKind::hkex_index ||
         kind == SourceKind::hkex_new_listings || kind == SourceKind::hkex_announcements ||
         kind == SourceKind::csrc_filings;
}

std::vector<std::string> feed_urls(const Source& source) {
  if (source.kind != SourceKind::hkex_applications) return source.urls;
  std::vector<std::string> urls;
  for (const std::string& folder : source.urls) {
    for (const std::string& list : source.lists) {
      for (const Board board : {Board::main, Board::gem}) {
        for (const char* language : {"en", "zh-Hant"}) {
          urls.push_back(folder + parser::file_name_of({list, board, language}));
        }
      }
    }
  }
  return urls;
}

const parser::SourceHints& hints_at(const Source& source, Instant captured_at) {
  const CivilDate day = hong_kong_day(captured_at);
  for (const SourceLayout& layout : source.layouts) {
    if (day <= layout.until) return layout.hints;
  }
  return source.hints;
}

}  // namespace gongwatch::scheduler
